"""The way back to the list of a page, from the filters above it and the panel beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget


class BackToList(QObject):
    """Esc leads there, where nobody else on the page has a use for it; so do Enter and Down in its field of words."""

    def __init__(self, view: QAbstractItemView, page: QWidget, words: QLineEdit) -> None:
        super().__init__(view)
        self._view, self._words = view, words
        page.installEventFilter(self)
        words.installEventFilter(self)
        words.returnPressed.connect(view.setFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Down and watched is self._words:
            self._words.returnPressed.emit()
            return True
        if event.key() == Qt.Key.Key_Escape and watched is not self._words and not self._view.hasFocus():
            self._view.setFocus()
            return True
        return False
