"""Ctrl+Z in a field that has nothing of its own to take back: the record's last step is meant, and not the field's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def leaves_undo(edit: QLineEdit, event: QEvent) -> bool:
    """Whether a key is left to the window: a line edit takes Ctrl+Z even where it has nothing to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not edit.isUndoAvailable()
    redo = event.matches(QKeySequence.StandardKey.Redo) and not edit.isRedoAvailable()
    if undo or redo:
        event.ignore()
    return undo or redo


class RecordUndo(QObject):
    """Watches over the fields of a page that is made."""

    def watch(self, edits: list[QLineEdit]) -> None:
        """Call it once they are all there."""
        for edit in edits:
            edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(watched, QLineEdit) and leaves_undo(watched, event)
