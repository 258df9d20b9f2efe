"""Random walks: whatever keys come, the document and the record say the same, and all can be undone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.notes import NoteDraft, NoteRow, OutlineChange, OutlinePatch, labels, marker, normal_levels
from msa_wg_desktop.gui.widgets.outline.backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline.blocks import note_id_of
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.services.notes import Outline
from tests.gui.turns import settle
from tests.gui.widgets.outline_desk import MemoryBackend, document_of, press, record_of, rows_of, shown_in

START = "1. alpha\n  a. beta\n  b. gamma\n    i. delta\n2. epsilon\n·\n3. Patrick Fam (Eversource): zeta\n  a. eta"
KEYS = (
    "Return", "Return", "Return", "Shift+Return", "Tab", "Tab", "Shift+Tab", "Alt+Shift+Up", "Alt+Shift+Down",
    "Backspace", "Backspace", "Del", "Ctrl+Backspace", "Ctrl+Del", "Alt+Shift+-", "Alt+Shift++", "Up", "Down", "Left",
    "Right", "Home", "End", "Ctrl+Up", "Ctrl+Down", "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right",
    "Ctrl+Shift+Down", "Ctrl+A", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+V", "Ctrl+Shift+V",
    "Esc", "'word '", "'x'", "' '", "'pf: '", "'sbi '", "Ctrl+Home", "Ctrl+End", "Shift+Del",
)  # fmt: skip
PASTES = (
    "one",
    "one\ntwo\n\tthree",
    "1. one\n  a. two\n  b. three\n2. four",
    "• one\n• two",
    "",
    "a\x00b\ud800c",
    "𝒳 two\n𝒴",
)
MakeEditor = Callable[[OutlineBackend], OutlineEditor]


def _step(editor: OutlineEditor, chance: random.Random) -> str:
    """Does one thing at random; returns what, for whoever reads a failure."""
    kind = chance.random()
    if kind < 0.82:
        keys = chance.choice(KEYS)
        press(editor, keys)
        return keys
    if kind < 0.90:
        return _select(editor, chance)
    if kind < 0.94:
        data = QMimeData()
        data.setText(text := chance.choice(PASTES))
        editor.insertFromMimeData(data)
        return f"paste {text!r}"
    if kind < 0.97:
        event = QInputMethodEvent("né" if chance.random() < 0.5 else "", [])
        event.setCommitString("日本" if chance.random() < 0.5 else "")
        QApplication.sendEvent(editor, event)
        QApplication.sendEvent(editor, QInputMethodEvent())
        return "input method"
    settle()
    return "events"


def _select(editor: OutlineEditor, chance: random.Random) -> str:
    cursor = editor.textCursor()
    last = document_of(editor).characterCount() - 1
    anchor, position = chance.randint(0, last), chance.randint(0, last)
    cursor.setPosition(anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    return f"select {anchor} {position}"


def _hold_together(editor: OutlineEditor) -> None:
    """What must be true of the document alone at any moment."""
    document = document_of(editor)
    lines = document.lines
    assert len(lines) == document.blockCount()
    assert len({line.id for line in lines}) == len(lines)
    levels = [line.level for line in lines]
    assert levels == normal_levels(levels)
    block = document.begin()
    for index, line in enumerate(lines):
        assert note_id_of(block) == line.id, index
        assert line.empty == (not block.text().strip()), index
        assert block.isVisible() != line.hidden, index
        block = block.next()
    wanted = labels(levels, [not line.empty for line in lines])
    drawn = [marker(line.level, line.number)[:-1] if line.number and not line.empty else "" for line in lines]
    assert drawn == [label.split(".")[-1] for label in wanted]
    assert editor.labels() == {line.id: label for line, label in zip(lines, wanted, strict=True) if label}
    ranks = [(line.rank, line.id) for line in lines]
    assert ranks == sorted(ranks)
    assert all(line.rank for line in lines)


def _walk(editor: OutlineEditor, backend: OutlineBackend, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    done: list[str] = []
    try:
        for _number in range(steps):
            done.append(_step(editor, chance))
            _hold_together(editor)
            if chance.random() < 0.4:
                assert editor.flush()
                assert record_of(backend) == shown_in(editor)
    except AssertionError as error:
        error.add_note(f"seed {seed}, after: {done[-12:]}")
        raise


@pytest.mark.parametrize("seed", range(10))
def test_document_and_record_agree_after_any_keys(seed: int, make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of(START))
    start = record_of(backend)
    editor = make_editor(backend)
    _walk(editor, backend, seed, 300)
    while backend.undo() is not None:
        pass
    assert record_of(backend) == start


@pytest.mark.parametrize("seed", range(100, 106))
def test_undoing_everything_gives_the_start_and_redoing_the_end(seed: int, make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of(START))
    start = record_of(backend)
    editor = make_editor(backend)
    _walk(editor, backend, seed, 120)
    editor.flush()
    while backend.can_redo:
        editor.redo()
    end = record_of(backend)
    while backend.can_undo:
        editor.undo()
        _hold_together(editor)
        assert record_of(backend) == shown_in(editor)
    assert record_of(backend) == start
    while backend.can_redo:
        editor.redo()
        _hold_together(editor)
        assert record_of(backend) == shown_in(editor)
    assert record_of(backend) == end


@pytest.mark.parametrize("seed", range(200, 204))
def test_the_real_record_agrees_too(seed: int, make_editor: MakeEditor, real_outline: Outline) -> None:
    rows = rows_of(START)
    real_outline.save(OutlineChange("start", tuple(NoteDraft(row.id, row.rank, row.level, row.text) for row in rows)))
    editor = make_editor(real_outline)
    _walk(editor, real_outline, seed, 150)


@pytest.mark.parametrize("seed", range(300, 306))
def test_changes_from_elsewhere_come_in_while_one_types(seed: int, make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of(START))
    editor = make_editor(backend)
    chance = random.Random(seed)
    for number in range(150):
        _step(editor, chance)
        if chance.random() < 0.3:
            editor.flush()
            editor.apply_patch(_elsewhere(backend, chance, number))
            _hold_together(editor)
            assert record_of(backend) == shown_in(editor)


def _elsewhere(backend: MemoryBackend, chance: random.Random, number: int) -> OutlinePatch:
    """Somebody else changes, moves, adds or deletes notes in the record."""
    rows = backend.load()
    if not rows:
        return OutlinePatch()
    removed = tuple(row.id for row in chance.sample(rows, 1)) if chance.random() < 0.3 else ()
    changed: list[NoteRow] = []
    for row in chance.sample(rows, min(3, len(rows))):
        if row.id not in removed:
            rank = chance.choice(rows).rank + chance.choice("FUk") if chance.random() < 0.4 else row.rank
            changed.append(NoteRow(row.id, rank, chance.randint(0, 3), row.text + chance.choice(("", " more"))))
    changed.append(NoteRow(f"other-{number}", chance.choice(rows).rank + "V", chance.randint(0, 2), f"other {number}"))
    for note_id in removed:
        del backend.rows[note_id]
    backend.rows.update({row.id: row for row in changed})
    return OutlinePatch(tuple(changed), removed)
