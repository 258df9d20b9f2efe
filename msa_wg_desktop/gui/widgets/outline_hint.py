"""What an empty discussion says: where the first words will stand, how to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

_GAP = 3


class OutlineHint(QLabel):
    """Stands behind the caret of an empty editor, and goes with the first letter."""

    def __init__(self, editor: QPlainTextEdit, words: str) -> None:
        super().__init__(words, editor.viewport())
        self._editor = editor
        self.setProperty("role", "secondary")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        editor.textChanged.connect(self._follow)
        editor.updateRequest.connect(self._follow)
        editor.viewport().installEventFilter(self)
        editor.setAccessibleDescription(words)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        empty = self._editor.document().isEmpty()
        if empty:
            at = self._editor.cursorRect()
            self.adjustSize()
            self.move(at.topLeft() + QPoint(_GAP, (at.height() - self.height()) // 2))
        self.setVisible(empty)
