"""What changes in the record elsewhere comes into the outline without disturbing whoever types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from msa_wg_desktop.domain.notes import CaptureKind, CaptureTag, Caret, NoteRow, OutlinePatch, rank_between
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from tests.gui.widgets.outline_desk import (
    MemoryBackend,
    document_of,
    place,
    press,
    record_of,
    rows_of,
    shown_in,
    state_of,
)

MakeEditor = Callable[[MemoryBackend], OutlineEditor]
STATE = "1. alpha\n2. be|ta\n  a. gamma\n3. delta"


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend(rows_of(STATE))


@pytest.fixture
def editor(make_editor: MakeEditor, backend: MemoryBackend) -> OutlineEditor:
    editor = make_editor(backend)
    place(editor, STATE)
    return editor


def _row(backend: MemoryBackend, number: int) -> NoteRow:
    return backend.load()[number]


def test_words_that_change_in_another_line_leave_the_caret(editor: OutlineEditor, backend: MemoryBackend) -> None:
    editor.apply_patch(OutlinePatch((replace(_row(backend, 0), text="alpha and more"),)))
    assert state_of(editor) == "1. alpha and more\n2. be|ta\n  a. gamma\n3. delta"


@pytest.mark.parametrize(
    ("text", "after"),
    [("xbeta", "xbe|ta"), ("betax", "be|tax"), ("beXta", "be|Xta"), ("b", "b|"), ("etwas", "etwas|"), ("", "|")],
)
def test_words_that_change_in_its_own_line_leave_it_at_its_letters(
    editor: OutlineEditor, backend: MemoryBackend, text: str, after: str
) -> None:
    editor.apply_patch(OutlinePatch((replace(_row(backend, 1), text=text),)))
    line = state_of(editor).split("\n")[1]
    assert line.split(" ", 1)[1] == after


def test_a_selection_stays(editor: OutlineEditor, backend: MemoryBackend) -> None:
    place(editor, "1. al^pha\n2. beta\n  a. gamma\n3. de|lta")
    editor.apply_patch(OutlinePatch((replace(_row(backend, 1), text="changed"),)))
    assert state_of(editor) == "1. al^pha\n2. changed\n  a. gamma\n3. de|lta"


def test_new_notes_come_in_at_their_ranks(editor: OutlineEditor, backend: MemoryBackend) -> None:
    ranks = [row.rank for row in backend.load()]
    first = NoteRow("new-1", rank_between(None, ranks[0]), 0, "first")
    middle = NoteRow("new-2", rank_between(ranks[1], ranks[2]), 1, "middle")
    editor.apply_patch(OutlinePatch((first, middle)))
    assert state_of(editor) == "1. first\n2. alpha\n3. be|ta\n  a. middle\n  b. gamma\n4. delta"


def test_removed_notes_go_and_what_was_below_rises(editor: OutlineEditor) -> None:
    editor.apply_patch(OutlinePatch(removed=("0-alpha", "3-delta")))
    assert state_of(editor) == "1. be|ta\n  a. gamma"
    editor.apply_patch(OutlinePatch(removed=("1-beta",)))
    assert state_of(editor, caret=False) == "1. gamma"


def test_a_moved_note_takes_the_caret_along(editor: OutlineEditor, backend: MemoryBackend) -> None:
    rank = rank_between(_row(backend, 3).rank, None)
    editor.apply_patch(OutlinePatch((replace(_row(backend, 1), rank=rank),)))
    assert state_of(editor) == "1. alpha\n  a. gamma\n2. delta\n3. be|ta"


def test_a_level_that_comes_back_brings_back_what_stood_below_it(editor: OutlineEditor, backend: MemoryBackend) -> None:
    row = _row(backend, 1)
    editor.apply_patch(OutlinePatch(removed=("0-alpha", "1-beta")))
    assert state_of(editor, caret=False) == "1. gamma\n2. delta"
    editor.apply_patch(OutlinePatch((row,)))
    assert state_of(editor, caret=False) == "1. beta\n  a. gamma\n2. delta"


def test_unsaved_words_are_not_overwritten(editor: OutlineEditor, backend: MemoryBackend) -> None:
    press(editor, "'XX'")
    tag = CaptureTag(CaptureKind.ACTION, "a-1", "EDCs")
    theirs = replace(_row(backend, 1), text="theirs", level=1, captured=(tag,))
    backend.rows[theirs.id] = theirs
    editor.apply_patch(OutlinePatch((theirs,)))
    assert "beXX|ta" in state_of(editor)
    assert document_of(editor).lines[1].captured == (tag,)
    editor.flush()
    assert _row(backend, 1).text == "beXXta"


def test_unsaved_words_of_a_line_that_is_removed_are_written_anew(
    editor: OutlineEditor, backend: MemoryBackend
) -> None:
    press(editor, "'XX'")
    del backend.rows["1-beta"]
    editor.apply_patch(OutlinePatch(removed=("1-beta",)))
    editor.flush()
    assert record_of(backend) == shown_in(editor)
    assert "beXXta" in [row.text for row in backend.load()]


def test_a_patch_that_says_where_the_caret_goes_is_obeyed(editor: OutlineEditor) -> None:
    editor.apply_patch(OutlinePatch(caret=Caret("2-gamma", 3)))
    assert state_of(editor) == "1. alpha\n2. beta\n  a. gam|ma\n3. delta"


def test_a_caret_in_a_folded_note_unfolds_it(editor: OutlineEditor) -> None:
    press(editor, "Alt+Shift+-")
    editor.apply_patch(OutlinePatch(caret=Caret("2-gamma", 0)))
    assert state_of(editor) == "1. alpha\n2. beta\n  a. |gamma\n3. delta"


def test_what_is_shown_does_not_scroll_when_lines_come_above(make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of("\n".join(f"{number}. line {number}" for number in range(1, 200))))
    editor = make_editor(backend)
    editor.go_to("100-line 101")
    editor.verticalScrollBar().setValue(95)
    top = editor.firstVisibleBlock().text()
    low = backend.load()[3].rank
    rows = tuple(NoteRow(f"new-{number}", f"{low}V{number}", 0, "new") for number in range(20))
    editor.apply_patch(OutlinePatch(rows, removed=("0-line 1",)))
    assert editor.firstVisibleBlock().text() == top
    assert editor.textCursor().block().text() == "line 101"


def test_the_first_note_takes_the_place_of_the_empty_line(make_editor: MakeEditor) -> None:
    editor = make_editor(MemoryBackend())
    assert state_of(editor, caret=False) == "·"
    editor.apply_patch(OutlinePatch((NoteRow("n-1", "a5", 0, "first"),)))
    assert state_of(editor, caret=False) == "1. first"
    editor.apply_patch(OutlinePatch(removed=("n-1",)))
    assert state_of(editor, caret=False) == "·"
    assert not editor.dirty


def test_nothing_that_comes_from_elsewhere_is_written_back(editor: OutlineEditor, backend: MemoryBackend) -> None:
    row = replace(_row(backend, 0), text="theirs")
    editor.apply_patch(OutlinePatch((row, NoteRow("new", "Zz", 3, "deep")), removed=("3-delta",)))
    assert not editor.dirty
    editor.flush()
    assert not backend.changes
