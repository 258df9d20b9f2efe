"""A choice among the states that something can be in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget


class StatusBox(QComboBox):
    """`states` are values and their words. Turning the wheel over it changes nothing: it scrolls the panel."""

    def __init__(self, name: str, states: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, words in states.items():
            self.addItem(words, value)

    def show_status(self, status: str) -> None:
        self.setCurrentIndex(self.findData(str(status)))

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]
