"""What lies over the window while files are held over it: that they can be let go, and what becomes of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget


class DropSheet(QFrame):
    """As large as what it lies over, and never in the way of the mouse."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setProperty("role", "drop")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.words, 2)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        over.installEventFilter(self)
        self.hide()

    def lie_over(self, words: str) -> None:
        """Shows it on top of all else."""
        self.words.setText(words)
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        over = self.parentWidget()
        if event.type() == QEvent.Type.Resize and over is not None and self.isVisible():
            self.setGeometry(over.rect())
        return super().eventFilter(watched, event)
