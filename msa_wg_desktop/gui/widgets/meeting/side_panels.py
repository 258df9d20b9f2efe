"""The panels beside a discussion: what the keyboard comes to in them is seen, and their edge stays where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from msa_wg_desktop.gui.widgets.card_rows import CardList

_EDGE = 14
"""What is left of the page's margin at the right of the panels, in which their scroll bar finds room."""
_AIR = 8


class Panel(Protocol):
    """A card with a list."""

    list: CardList


class SidePanels(QObject):
    """Puts panels below each other into a column that scrolls as a whole."""

    def __init__(self, area: QScrollArea, column: QWidget, layout: QVBoxLayout, panels: Sequence[Panel]) -> None:
        super().__init__(area)
        self._area, self._column, self._layout = area, column, layout
        for panel in panels:
            assert isinstance(panel, QWidget)
            layout.addWidget(panel)
            panel.list.reached.connect(lambda room, panel=panel: self._see(panel.list, room))
        layout.addStretch()
        area.verticalScrollBar().rangeChanged.connect(self._keep_edge)

    def _see(self, panel: QWidget, room: QRect) -> None:
        at = panel.mapTo(self._column, room.bottomLeft())
        self._area.ensureVisible(at.x(), at.y() - room.height(), 0, _AIR)
        self._area.ensureVisible(at.x(), at.y(), 0, _AIR)

    def _keep_edge(self, _low: int, high: int) -> None:
        """The panels end where the buttons above them do, whether or not a scroll bar stands beside them."""
        bar = self._area.verticalScrollBar().sizeHint().width() if high else 0
        self._layout.setContentsMargins(0, 0, max(0, _EDGE - bar), 0)
