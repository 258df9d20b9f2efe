"""Codes and abbreviations in a formatted text: written out at Space as in the discussion, and back at Backspace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from msa_wg_desktop.domain.readings import Replacement
from msa_wg_desktop.gui.widgets.outline.units import in_characters, units
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit


class WritingOut(QObject):
    """`typed_space` says what the words before the caret become; the text's own Space is typed after it."""

    def __init__(self, edit: RichTextEdit, typed_space: Callable[[str], Replacement | None]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._typed_space = typed_space
        self._last: tuple[int, int, str] | None = None
        """What was written out last: from where to where, and what was typed there."""
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        last, self._last = self._last, None
        if event.key() == Qt.Key.Key_Space:
            self._write_out()
        elif event.key() == Qt.Key.Key_Backspace and last is not None:
            return self._take_back(*last)
        return False

    def _write_out(self) -> None:
        cursor = self._edit.textCursor()
        text = cursor.block().text()
        before = text[: in_characters(text, cursor.positionInBlock())]
        change = None if cursor.hasSelection() else self._typed_space(before)
        if change is None:
            return
        start, end = (cursor.block().position() + units(before[:place]) for place in (change.start, change.end))
        typed = self._replace(start, end, change.text)
        self._last = (start, start + units(change.text), typed)

    def _take_back(self, start: int, end: int, typed: str) -> bool:
        """Right after the space nothing else was done: the caret stands behind it."""
        cursor = self._edit.textCursor()
        if cursor.position() != end + 1 or cursor.hasSelection():
            return False
        self._replace(start, end, typed)
        return True

    def _replace(self, start: int, end: int, words: str) -> str:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        before = cursor.selectedText()
        cursor.insertText(words)
        return before
