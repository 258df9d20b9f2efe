"""Edits that come past the outline's own commands, such as a find bar's or Qt's, leave document and record in step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.widgets.outline.blocks import note_id_of
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from tests.gui.widgets.outline_desk import MemoryBackend, document_of, press, record_of, rows_of, shown_in, state_of

MakeEditor = Callable[[MemoryBackend], OutlineEditor]
STATE = "1. alpha\n  a. beta\n2. gamma"


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend(rows_of(STATE))


@pytest.fixture
def editor(make_editor: MakeEditor, backend: MemoryBackend) -> OutlineEditor:
    return make_editor(backend)


def _cursor(editor: OutlineEditor, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _in_step(editor: OutlineEditor, backend: MemoryBackend) -> None:
    document = document_of(editor)
    ids = [note_id_of(document.findBlockByNumber(index)) for index in range(document.blockCount())]
    assert ids == [line.id for line in document.lines]
    assert len(set(ids)) == len(ids)
    assert editor.flush()
    assert record_of(backend) == shown_in(editor)


def test_a_block_that_qt_splits_gets_an_id_of_its_own(editor: OutlineEditor, backend: MemoryBackend) -> None:
    _cursor(editor, 2, 2).insertBlock()
    assert state_of(editor, caret=False) == "1. al\n2. pha\n  a. beta\n3. gamma"
    assert document_of(editor).lines[0].id == "0-alpha"
    _in_step(editor, backend)


def test_the_text_keeps_its_id_where_qt_splits_before_it(editor: OutlineEditor, backend: MemoryBackend) -> None:
    _cursor(editor, 0, 0).insertBlock()
    assert document_of(editor).lines[1].id == "0-alpha"
    _in_step(editor, backend)


def test_blocks_without_ids_are_notes_too(editor: OutlineEditor, backend: MemoryBackend) -> None:
    cursor = _cursor(editor, 5, 5)
    cursor.insertBlock(QTextBlockFormat())
    cursor.insertText("one")
    cursor.insertText("two\nthree")
    assert state_of(editor, caret=False) == "1. alpha\n2. onetwo\n3. three\n  a. beta\n4. gamma"
    _in_step(editor, backend)


def test_text_taken_out_across_notes(editor: OutlineEditor, backend: MemoryBackend) -> None:
    _cursor(editor, 2, 13).removeSelectedText()
    assert state_of(editor, caret=False) == "1. almma"
    _in_step(editor, backend)
    press(editor, "Ctrl+Z")
    assert state_of(editor, caret=False) == STATE


def test_several_edits_in_one_block_of_edits(editor: OutlineEditor, backend: MemoryBackend) -> None:
    whole = QTextCursor(editor.document())
    whole.beginEditBlock()
    _cursor(editor, 12, 14).insertText("GA")
    _cursor(editor, 6, 8).insertText("BE")
    whole.endEditBlock()
    assert state_of(editor, caret=False) == "1. alpha\n  a. BEta\n2. gGAma"
    _in_step(editor, backend)


def test_what_others_edit_is_written_by_and_by(editor: OutlineEditor, backend: MemoryBackend, qtbot: QtBot) -> None:
    _cursor(editor, 0, 5).insertText("omega")
    qtbot.waitUntil(lambda: not editor.dirty)
    assert backend.load()[0].text == "omega"
    _cursor(editor, 2, 8).removeSelectedText()
    qtbot.waitUntil(lambda: not editor.dirty)
    assert backend.changes[-1].label == "Edit lines"
