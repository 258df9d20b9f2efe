"""Whose Ctrl+Z is: that of the field that has the keyboard, or the record's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit


def takes_undo(edit: QLineEdit) -> bool:
    """Whether Ctrl+Z is for the field alone; else it is for the record."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(edit, event)
    return event.isAccepted()
