"""When and what the outline writes: soon, in bursts, structure at once; and what happens when it can't."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.notes import CaptureKind, Caret
from msa_wg_desktop.errors import AppError, StorageError
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.reader import CaptureReader
from tests.gui.turns import settle
from tests.gui.widgets.outline_desk import KnownHere, MemoryBackend, place, press, rows_of, state_of

MakeEditor = Callable[[MemoryBackend], OutlineEditor]


def _start(make_editor: MakeEditor, state: str) -> tuple[OutlineEditor, MemoryBackend]:
    backend = MemoryBackend(rows_of(state))
    editor = make_editor(backend)
    place(editor, state)
    return editor, backend


def test_what_is_typed_is_written_in_the_pause_that_follows(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor, backend = _start(make_editor, "1. alpha|\n2. beta")
    press(editor, "'s'")
    assert not backend.changes
    assert editor.dirty
    qtbot.waitUntil(lambda: bool(backend.changes))
    (change,) = backend.changes
    assert [draft.text for draft in change.drafts] == ["alphas"]
    assert change.burst == change.drafts[0].id
    assert not change.leaving
    assert not editor.dirty
    assert state_of(editor) == "1. alphas|\n2. beta"


def test_unbroken_typing_is_written_all_the_same(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor, backend = _start(make_editor, "1. |")
    started = time.monotonic()
    while not backend.changes:
        QTest.keyClicks(editor, "x")
        settle()
        assert time.monotonic() - started < 5
    assert time.monotonic() - started > 0.6
    qtbot.waitUntil(lambda: not editor.dirty)
    assert len({change.burst for change in backend.changes}) == 1


def test_a_new_line_is_seen_before_it_is_written(make_editor: MakeEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, backend = _start(make_editor, "1. alpha|\n2. beta")
    settle()
    happened: list[str] = []
    paint, save = editor._painter.paint, backend.save
    monkeypatch.setattr(editor._painter, "paint", lambda area: (happened.append("seen"), paint(area))[1])
    monkeypatch.setattr(backend, "save", lambda change: (happened.append("written"), save(change))[1])
    press(editor, "Return")
    assert happened[:2] == ["seen", "written"]


def test_structure_is_written_at_once_and_what_was_typed_before_it_first(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    press(editor, "'s' Return")
    typed, made = backend.changes
    assert (typed.label, typed.burst) == ("Typing", "0-alpha")
    assert made.label == "New line"
    assert made.burst is None
    assert made.leaving == ("0-alpha",)
    assert made.caret_before == Caret("0-alpha", 6)
    assert made.caret_after == Caret(made.drafts[-1].id, 0)
    assert not editor.dirty


@pytest.mark.parametrize(
    ("state", "keys", "label"),
    [
        ("1. a\n2. b|", "Tab", "Indent"),
        ("1. a\n  a. b|", "Shift+Tab", "Outdent"),
        ("1. a\n2. |b", "Backspace", "Join lines"),
        ("1. a\n2. b|", "Alt+Shift+Up", "Move line"),
        ("1. a\n2. ^b\n3. c|", "Alt+Shift+Up", "Move 2 lines"),
        ("1. ^a\n2. b|", "Del", "Delete 2 lines"),
        ("1. ^a\n2. b|", "Ctrl+C Down Ctrl+V", "Paste 2 lines"),
    ],
)
def test_each_step_says_what_it_is(make_editor: MakeEditor, state: str, keys: str, label: str) -> None:
    editor, backend = _start(make_editor, state)
    press(editor, keys)
    assert backend.changes[-1].label == label


def test_what_did_not_change_is_not_written(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. a\n2. b|\n3. c")
    press(editor, "Tab Shift+Tab 'x' Backspace")
    editor.flush()
    assert {draft.id for change in backend.changes for draft in change.drafts} == {"1-b"}
    press(editor, "Up Down End Home")
    count = len(backend.changes)
    editor.flush()
    assert len(backend.changes) == count


def test_a_line_that_the_caret_leaves_is_read(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. alpha|\n2. beta")
    press(editor, "'s' Down")
    assert backend.changes[-1].leaving == ("0-alpha",)
    assert backend.changes[-1].burst == "0-alpha"
    press(editor, "Up Down")
    assert len(backend.changes) == 1


def test_a_line_that_was_saved_in_a_pause_is_read_when_the_caret_leaves(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor, backend = _start(make_editor, "1. alpha|\n2. beta")
    press(editor, "'s'")
    qtbot.waitUntil(lambda: bool(backend.changes))
    press(editor, "Down")
    assert [change.leaving for change in backend.changes] == [(), ("0-alpha",)]
    assert not backend.changes[-1].drafts


def test_leaving_the_outline_reads_the_line_at_hand(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    other = QLineEdit()
    qtbot.addWidget(other)
    press(editor, "'s'")
    other.show()
    other.activateWindow()
    other.setFocus()
    editor.flush()
    assert backend.changes[-1].leaving == ("0-alpha",)


def test_pasted_lines_are_read_too(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    data = QMimeData()
    data.setText("ACTION: EDCs to write\nACTION: UI to read")
    editor.insertFromMimeData(data)
    first, second = (draft.id for draft in backend.changes[-1].drafts)
    assert backend.changes[-1].leaving == (first,)
    press(editor, "Up")
    assert backend.changes[-1].leaving == (second,)


def test_a_join_says_which_note_went_where(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. alpha\n2. |beta")
    press(editor, "Backspace")
    assert backend.changes[-1].joins == (("1-beta", "0-alpha"),)
    assert backend.changes[-1].deleted == ("1-beta",)


def test_a_join_with_an_empty_note_keeps_the_words_id(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "·\n1. |beta")
    press(editor, "Backspace")
    assert backend.changes[-1].joins == (("0-", "1-beta"),)
    assert list(backend.rows) == ["1-beta"]


def test_the_text_keeps_its_id_when_enter_is_pressed_before_it(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. |alpha")
    press(editor, "Return")
    assert [row.text for row in backend.load()] == ["", "alpha"]
    assert backend.load()[1].id == "0-alpha"


def test_when_writing_fails_the_words_stand_and_it_is_said_once(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    said: list[AppError] = []
    editor.problem.connect(said.append)
    backend.problem = StorageError("The disk is full. What you typed is safe here; make room.")
    press(editor, "'s' Return 'beta'")
    assert not editor.flush()
    assert len(said) == 1
    assert editor.dirty
    assert state_of(editor) == "1. alphas\n2. beta|"
    backend.problem = None
    press(editor, "'!'")
    assert editor.flush()
    assert not editor.dirty
    assert [row.text for row in backend.load()] == ["alphas", "beta!"]
    backend.problem = StorageError("Again.")
    press(editor, "'x'")
    assert not editor.flush()
    assert len(said) == 2
    backend.problem = None
    assert editor.flush()


def test_nothing_is_undone_while_words_can_not_be_written(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    press(editor, "Return")
    backend.problem = StorageError("The record is locked.")
    press(editor, "'x' Ctrl+Z")
    assert state_of(editor) == "1. alpha\n2. x|"
    backend.problem = None
    press(editor, "Ctrl+Z")
    assert state_of(editor) == "1. alpha\n· |"


def test_undo_puts_the_caret_where_it_was(make_editor: MakeEditor) -> None:
    editor, _backend = _start(make_editor, "1. al|pha\n2. beta")
    press(editor, "Return Ctrl+End 'x' Ctrl+Z")
    assert state_of(editor) == "1. al\n2. pha\n3. beta|"
    press(editor, "Ctrl+Z")
    assert state_of(editor) == "1. al|pha\n2. beta"
    press(editor, "Ctrl+Y")
    assert state_of(editor) == "1. al\n2. |pha\n3. beta"
    press(editor, "Ctrl+Shift+Z")
    assert state_of(editor) == "1. al\n2. pha\n3. betax|"


def test_marks_go_to_the_record_for_every_selected_line(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. a\n2. ^b\n3. c|")
    press(editor, "Ctrl+Shift+A Ctrl+Shift+Q Ctrl+Shift+Q Ctrl+Shift+D")
    ids = ("1-b", "2-c")
    kinds = (CaptureKind.ACTION, CaptureKind.QUESTION, CaptureKind.QUESTION)
    assert backend.marked == [(ids, kind) for kind in kinds]
    assert backend.done == ["2-c"]


def test_what_a_person_can_not_type_is_cleaned_before_it_is_written(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. a|")
    cursor = editor.textCursor()
    cursor.insertText("b\x07c")
    editor.flush()
    assert [row.text for row in backend.load()] == ["ab\ufffdc"]
    assert state_of(editor) == "1. ab\ufffdc|"


def test_a_hundred_thousand_characters_fit_into_one_note(make_editor: MakeEditor) -> None:
    editor, backend = _start(make_editor, "1. a|")
    QApplication.clipboard().setText("word " * 20_000)
    press(editor, "Ctrl+Shift+V 'end'")
    editor.flush()
    assert len(backend.load()[0].text) == 100_004


def test_a_read_only_outline_changes_nothing(make_editor: MakeEditor) -> None:
    state = "1. a\n2. b|"
    editor, backend = _start(make_editor, state)
    editor.setReadOnly(True)
    press(editor, "'x' Return Backspace Del Alt+Shift+Up Alt+Shift+Left Ctrl+V Ctrl+X Ctrl+Z Ctrl+Shift+A")
    assert state_of(editor) == state
    assert not backend.changes
    assert not backend.marked
    press(editor, "Alt+Shift+- Ctrl+Up")
    assert state_of(editor) == "1. a\n2. |b"


def test_another_meeting_is_shown_after_the_first_is_written(make_editor: MakeEditor, theme: Theme) -> None:
    editor, backend = _start(make_editor, "1. alpha|")
    press(editor, "'s'")
    other = MemoryBackend(rows_of("1. other"))
    editor.attach(other, CaptureReader(KnownHere()), OutlineColours.of(theme))
    assert [row.text for row in backend.load()] == ["alphas"]
    assert state_of(editor, caret=False) == "1. other"
    assert not editor.dirty
