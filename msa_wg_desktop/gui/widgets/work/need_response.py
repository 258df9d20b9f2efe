"""A response typed beside the list: paragraphs and bullets, written while one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.words import _


class ResponseEdit(RichTextEdit):
    """What is typed is never overwritten by what the record says meanwhile."""

    def __init__(self, context: Context, name: str, key: str, write: Callable[[str], None]) -> None:
        """`name` is what a screen reader calls it, `key` tells it from other texts in the save state."""
        super().__init__(context.theme)
        self.setProperty("role", "")
        self.setAccessibleName(name)
        self.setPlaceholderText(_("what it gave"))
        self._saver = DelayedSave(lambda: write(self.markdown()), context.saving, key, self)
        self.edited.connect(self._saver.touch)

    def showEvent(self, event: QShowEvent) -> None:
        """Before it is shown it has neither its font nor its frame; they are there when all around it is shown too."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where Esc leads to is known to what stands around it."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """What the record says."""
        if not self._saver.dirty and text != self.markdown():
            self.set_markdown(text)

    def flush(self) -> bool:
        """Writes what waits; False where it can't be written."""
        return self._saver.flush()
