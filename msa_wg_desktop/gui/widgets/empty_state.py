"""What an empty page shows: what belongs there, why, and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """`asked` says that its button was pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _line("large")
        self._why = _line("secondary")
        self._button = QPushButton()
        self._button.setProperty("role", "primary")
        self._button.clicked.connect(self.asked)
        self.setFocusProxy(self._button)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(8)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, why: str, button: str = "") -> None:
        """What belongs here, why, and the words of the button; without words there is none."""
        self._title.setText(title)
        self._why.setText(why)
        self._button.setText(button)
        self._button.setVisible(bool(button))


def _line(role: str) -> QLabel:
    line = QLabel()
    line.setProperty("role", role)
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    line.setWordWrap(True)
    return line
