"""Every row of the table, through real keys, on a record in memory and on the real one; and taken back to the start."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from msa_wg_desktop.domain.notes import NoteDraft, OutlineChange
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.services.notes import Outline
from tests.gui.widgets.outline_desk import (
    MemoryBackend,
    place,
    press,
    record_of,
    rows_of,
    shown_in,
    state_of,
)
from tests.gui.widgets.outline_table import TABLE, Row

ROWS = [pytest.param(row, id=f"{part}: {row.does}") for part, rows in TABLE.items() for row in rows]
MakeEditor = Callable[..., OutlineEditor]


@pytest.mark.parametrize("row", ROWS)
def test_keys_do_what_the_table_says(row: Row, make_editor: MakeEditor) -> None:
    backend = MemoryBackend(rows_of(row.before))
    editor = make_editor(backend)
    place(editor, row.before)
    assert state_of(editor) == row.before, "the table's own state is not what it shows"
    press(editor, row.keys)
    assert state_of(editor) == row.after
    editor.flush()
    assert record_of(backend) == shown_in(editor)
    _undo_all(editor, row)
    assert record_of(backend) == shown_in(editor)


@pytest.mark.parametrize("row", ROWS)
def test_keys_do_the_same_on_the_real_record(row: Row, make_editor: MakeEditor, real_outline: Outline) -> None:
    wanted = tuple(NoteDraft(note.id, note.rank, note.level, note.text) for note in rows_of(row.before))
    real_outline.save(OutlineChange("start", wanted))
    editor = make_editor(real_outline)
    place(editor, row.before)
    press(editor, row.keys)
    assert state_of(editor) == row.after
    editor.flush()
    assert record_of(real_outline) == shown_in(editor)
    _undo_all(editor, row)
    assert record_of(real_outline) == shown_in(editor)


def _undo_all(editor: OutlineEditor, row: Row) -> None:
    start = _unfolded(row.before)
    for _step in range(12):
        if state_of(editor, caret=False).replace("~", "").replace("▸", "") == start:
            return
        press(editor, "Ctrl+Z")
    raise AssertionError(f"not taken back: {state_of(editor)}")


def _unfolded(state: str) -> str:
    bare = state.replace("|", "").replace("^", "").replace("~", "").replace("▸", "")
    return "\n".join(line.rstrip() if line.strip() == "·" else line for line in bare.split("\n"))
