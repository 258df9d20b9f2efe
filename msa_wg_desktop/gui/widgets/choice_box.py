"""A box with one of a few words: what is chosen is told, what the record says is only shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """Turning the wheel over it changes nothing: it scrolls what it stands in."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for key, words in choices:
            self.addItem(words, key)
        self.activated.connect(lambda _index: self.chosen.emit(str(self.currentData())))

    def show_choice(self, key: str) -> None:
        """What the record says."""
        self.setCurrentIndex(self.findData(str(key)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
