"""The way back from the filters above a list: whoever has chosen what to see wants to walk through it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget


class FilterKeys(QObject):
    """Esc leads from each of them to the list; Down and Enter do so from a field of words, which are taken first."""

    def __init__(self, view: QAbstractItemView, filters: Iterable[QWidget]) -> None:
        super().__init__(view)
        self._view = view
        for part in filters:
            part.installEventFilter(self)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(view.setFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Down and isinstance(watched, QLineEdit):
            watched.returnPressed.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._view.setFocus()
            return True
        return False
