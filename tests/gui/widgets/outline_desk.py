"""A discussion on a desk: states written as text, keys pressed for real, a record in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.capture import Known, KnownClass, KnownOrganisation, KnownPerson
from msa_wg_desktop.domain.notes import (
    CaptureKind,
    CaptureTag,
    Caret,
    NoteRow,
    OutlineChange,
    OutlinePatch,
    marker,
    normal_levels,
    ranks_between,
)
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets.outline.backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor

_LINE = re.compile(r"(?P<indent> *)(?P<hidden>~?)(?P<label>[\da-z]+[.)]|·)(?P<folded>▸?) ?(?P<text>.*)")
_TOKEN = re.compile(r"'(?P<typed>[^']*)'|(?P<key>\S+)")


@dataclass(frozen=True)
class KnownHere:
    """What the meeting of February 6 knows, in small."""

    known: Known = field(
        default_factory=lambda: Known(
            people=(
                KnownPerson("p-pf", "Patrick Fam", "o-ev", "Eversource", "pf"),
                KnownPerson("p-ac", "Aileen Cole", "o-gpi", "GPI", "ac"),
                KnownPerson("p-js", "Jamie Spannhake", "o-eoe", "EOE", "js"),
            ),
            organisations=(KnownOrganisation("o-ev", "Eversource"), KnownOrganisation("o-ui", "UI")),
            classes=(KnownClass("c-edc", "EDCs", ("Eversource", "UI")),),
            abbreviations={"sbi": "State Building Inspector"},
            present=("p-pf", "p-ac", "p-js"),
        )
    )
    today: date = date(2025, 2, 6)
    filing: date | None = date(2025, 3, 31)
    holidays: frozenset[date] = frozenset({date(2025, 2, 17)})


class MemoryBackend:
    """A record in memory: it keeps what it is given, whole states for undo, and each change for the tests to see."""

    def __init__(self, rows: Sequence[NoteRow] = ()) -> None:
        self.rows = {row.id: row for row in rows}
        self.changes: list[OutlineChange] = []
        self.problem: AppError | None = None
        self.marked: list[tuple[tuple[str, ...], CaptureKind]] = []
        self.done: list[str] = []
        self._past: list[tuple[dict[str, NoteRow], OutlineChange]] = []
        self._future: list[tuple[dict[str, NoteRow], OutlineChange]] = []

    def load(self) -> list[NoteRow]:
        return sorted(self.rows.values(), key=lambda row: (row.rank, row.id))

    def save(self, change: OutlineChange) -> OutlinePatch:
        if self.problem is not None:
            raise self.problem
        self.changes.append(change)
        before = dict(self.rows)
        for draft in change.drafts:
            old = self.rows.get(draft.id)
            row = NoteRow(draft.id, draft.rank, draft.level, draft.text)
            self.rows[draft.id] = row if old is None else replace(row, captured=old.captured)
        for gone, into in change.joins:
            if gone in self.rows and into in self.rows:
                moved = self.rows[into].captured + self.rows[gone].captured
                self.rows[into] = replace(self.rows[into], captured=moved)
        for note_id in change.deleted:
            self.rows.pop(note_id, None)
        if self.rows != before:
            self._future.clear()
            grows = self._past and change.burst is not None and self._past[-1][1].burst == change.burst
            if grows:
                before, first = self._past.pop()
                change = replace(change, caret_before=first.caret_before)
            self._past.append((before, change))
        joined = [self.rows[into] for _gone, into in change.joins if into in self.rows]
        return OutlinePatch(tuple(joined))

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def undo(self) -> OutlinePatch | None:
        if not self._past:
            return None
        before, change = self._past.pop()
        self._future.append((dict(self.rows), change))
        return self._become(before, change.caret_before)

    def redo(self) -> OutlinePatch | None:
        if not self._future:
            return None
        after, change = self._future.pop()
        self._past.append((dict(self.rows), change))
        return self._become(after, change.caret_after)

    def toggle_mark(self, note_ids: Sequence[str], kind: CaptureKind) -> OutlinePatch:
        self.marked.append((tuple(note_ids), kind))
        for note_id in note_ids:
            row = self.rows[note_id]
            kept = tuple(tag for tag in row.captured if tag.kind is not kind)
            added = (CaptureTag(kind, f"{kind}-{note_id}"),) if kept == row.captured else ()
            self.rows[note_id] = replace(row, captured=kept + added)
        return OutlinePatch(tuple(self.rows[note_id] for note_id in note_ids))

    def mark_done(self, note_id: str) -> OutlinePatch:
        self.done.append(note_id)
        return OutlinePatch()

    def _become(self, rows: dict[str, NoteRow], caret: Caret | None) -> OutlinePatch:
        changed = tuple(row for note_id, row in rows.items() if self.rows.get(note_id) != row)
        removed = tuple(note_id for note_id in self.rows if note_id not in rows)
        self.rows = rows
        return OutlinePatch(changed, removed, caret)


def rows_of(state: str) -> list[NoteRow]:
    """The notes that a written state stands for; a note's id is its text as first written."""
    found = [_LINE.fullmatch(line) for line in state.split("\n")]
    lines = [match for match in found if match]
    assert len(lines) == len(found), f"not a state: {state!r}"
    rows: list[NoteRow] = []
    for number, (match, rank) in enumerate(zip(lines, ranks_between(None, None, len(lines)), strict=True)):
        text = match["text"].replace("|", "").replace("^", "").replace("⏎", "\n")
        rows.append(NoteRow(f"{number}-{text[:12]}", rank, len(match["indent"]) // 2, text))
    return rows


def place(editor: OutlineEditor, state: str) -> None:
    """Folds what is written as folded and sets caret (`|`) and selection (from `^`) as written."""
    document = document_of(editor)
    anchor = position = None
    for index, line in enumerate(state.split("\n")):
        match = _LINE.fullmatch(line)
        assert match
        text = match["text"]
        start = document.findBlockByNumber(index).position()
        if "|" in text:
            position = start + len(text.split("|")[0].replace("^", ""))
        if "^" in text:
            anchor = start + len(text.split("^")[0].replace("|", ""))
        if match["folded"]:
            document.fold(index, folded=True)
    assert position is not None, f"no caret in {state!r}"
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def state_of(editor: OutlineEditor, *, caret: bool = True) -> str:
    """What the editor shows, in the notation of the table; labels are those that it draws."""
    document = document_of(editor)
    cursor = editor.textCursor()
    written: list[str] = []
    for index, line in enumerate(document.lines):
        block = document.findBlockByNumber(index)
        text = block.text()
        marks = [(cursor.position() - block.position(), "|")] if caret else []
        if caret and cursor.hasSelection():
            marks.append((cursor.anchor() - block.position(), "^"))
        for offset, mark in sorted(marks, reverse=True):
            if 0 <= offset < block.length():
                text = text[:offset] + mark + text[offset:]
        label = marker(line.level, line.number) if line.number and not line.empty else "·"
        hidden, folded = "~" if line.hidden else "", "▸" if line.folded else ""
        words = " " + text.replace("\u2028", "⏎") if text else ""
        written.append(f"{'  ' * line.level}{hidden}{label}{folded}{words}")
    return "\n".join(written)


def press(editor: OutlineEditor, keys: str) -> None:
    """Presses keys, written as Qt writes them; what stands in quotes is typed."""
    for token in _TOKEN.finditer(keys):
        if token["key"] is None:
            QTest.keyClicks(editor, token["typed"])
            continue
        combination = QKeySequence(token["key"])[0]  # pyright: ignore[reportIndexIssue]
        QTest.keyClick(editor, combination.key(), combination.keyboardModifiers())


def record_of(backend: OutlineBackend) -> list[tuple[str, int, str]]:
    """What the record would show: id, level without jumps, and text, in order."""
    rows = backend.load()
    levels = normal_levels(row.level for row in rows)
    return [(row.id, level, row.text) for row, level in zip(rows, levels, strict=True)]


def shown_in(editor: OutlineEditor) -> list[tuple[str, int, str]]:
    """What the editor shows: id, level and text, in order; a stand-in for no notes counts as none."""
    document = document_of(editor)
    if document.stand_in() is not None:
        return []
    return [(line.id, line.level, document.text(index)) for index, line in enumerate(document.lines)]


def document_of(editor: OutlineEditor) -> OutlineDocument:
    document = editor.document()
    assert isinstance(document, OutlineDocument)
    return document
