"""Keeps caret, selection and scroll where they are while the outline changes under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.domain.notes import Caret
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument

Edited = Callable[[str, int, int, int], None]
"""Told of each text that was replaced: note id, start, end, and the length of what stands there now."""


@contextmanager
def steady(editor: QPlainTextEdit, document: OutlineDocument) -> Iterator[Edited]:
    """Puts caret, selection and the first line in sight back by note, whatever happened to the notes around."""
    cursor = editor.textCursor()
    places = [document.caret_at(cursor.anchor()), document.caret_at(cursor.position())]
    bar = editor.verticalScrollBar()
    top = editor.firstVisibleBlock()
    top_note, row = document.lines[top.blockNumber()].id, bar.value() - top.firstLineNumber()

    def edited(note_id: str, start: int, end: int, length: int) -> None:
        for number, place in enumerate(places):
            if place.note_id == note_id and place.position > start:
                moved = place.position + length - (end - start) if place.position >= end else start + length
                places[number] = Caret(note_id, moved)

    yield edited
    anchor, position = (document.position_of(place) for place in places)
    cursor = editor.textCursor()
    if anchor >= 0 and position >= 0 and (anchor, position) != (cursor.anchor(), cursor.position()):
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
    index = document.index(top_note)
    if index >= 0:
        bar.setValue(document.findBlockByNumber(index).firstLineNumber() + row)
