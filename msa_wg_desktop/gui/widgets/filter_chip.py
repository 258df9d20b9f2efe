"""A filter above a list: says what it lets through, opens a choice, and is taken away again by its cross."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.widgets.more_mark import Mark, set_mark
from msa_wg_desktop.words import _

_CROSS_ROOM = 18
"""Beside the cross, which a click need not hit."""


class FilterChip(QPushButton):
    """Space and Down open the choice; Delete, Backspace and a click on the cross let everything through again."""

    asked = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.clicked.connect(self._ask)

    def say(self, words: str, *, active: bool, what: str = "") -> None:
        """What it lets through; `active` where that is not everything.

        The words may hold an access key, and `{what}` where a name comes in, whatever is in that.
        """
        self.setText(words.format(what=as_label(what)))
        words = words.replace("&", "").format(what=what)
        set_mark(self, Mark.CROSS if active else Mark.MORE)
        self.setChecked(active)
        self._active = active
        self.setAccessibleName(words)
        tip = _("Delete or a click on the cross takes this filter away") if active else ""
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._active:
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        over_cross = event.position().x() > self.width() - self.iconSize().width() - _CROSS_ROOM
        if self._active and over_cross and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def _ask(self) -> None:
        self.setChecked(self._active)
        self.asked.emit()

    _active = False
