"""One line of words that ends in dots where it has no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Never asks for more room than it is given; `words` are all of its words."""

    def __init__(
        self, role: str, parent: QWidget | None = None, *, dots: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__(parent)
        self.words = ""
        self._dots = dots
        self._shown = True
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Shows these words; line breaks in them count as spaces."""
        self.words = " ".join(words.split())
        self._fit()

    def show_words(self, *, shown: bool) -> None:
        """Keeps its place, with or without the words."""
        self._shown = shown
        self._fit()

    def needed_width(self) -> int:
        """What all of its words would take."""
        return self.fontMetrics().horizontalAdvance(self.words) + _SLACK

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - _SLACK) if self._shown else 0
        self.setText(self.fontMetrics().elidedText(self.words, self._dots, room))


_SLACK = 2
