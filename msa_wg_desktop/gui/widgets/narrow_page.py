"""A page that is narrow for its size of text: what stood beside something else goes below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSplitter, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.gui.widgets.room_watch import RoomWatch

_ENOUGH = 900
"""The width, at 100 %, from which all of it has room beside each other."""
_ABOVE, _BELOW = 620, 340
"""The heights, at 100 %, of what stays and of what went below."""


class NarrowPage(RoomWatch):
    """The deeds of the head go below the title, in as many lines as they need; a splitter's second part below its
    first."""

    def __init__(
        self,
        page: QWidget,
        theme: Theme,
        *,
        head: QBoxLayout,
        deeds: FlowRow,
        buttons: Sequence[QPushButton],
        body: QSplitter,
    ) -> None:
        super().__init__(page, theme)
        self._head, self._body = head, body
        for button in buttons:
            deeds.flow.addWidget(button)

    def fit(self, width: int) -> None:
        narrow = width < self._theme.scaled(_ENOUGH)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._head.direction() != way:
            self._head.setDirection(way)
            self._body.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        for part, least in ((self._body.widget(0), _ABOVE), (self._body.widget(1), _BELOW)):
            if part is not None:
                part.setMinimumHeight(self._theme.scaled(least) if narrow else 0)
