"""A page that is narrow for its size of text: what stood beside something else goes below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSplitter, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow

_ENOUGH = 900
"""The width, at 100 %, from which all of it has room beside each other."""
_ABOVE, _BELOW = 620, 340
"""The heights, at 100 %, of what stays and of what went below."""


class NarrowPage(QObject):
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
        super().__init__(page)
        self._page, self._theme, self._head, self._body = page, theme, head, body
        for button in buttons:
            deeds.flow.addWidget(button)
        page.installEventFilter(self)
        theme.changed.connect(self._fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        """By the room that the window gives: the page itself may have been stretched by what stands in it."""
        above = self._page.parentWidget()
        width = min(self._page.width(), above.width()) if above is not None else self._page.width()
        narrow = width < self._theme.scaled(_ENOUGH)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._head.direction() != way:
            self._head.setDirection(way)
            self._body.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        for part, least in ((self._body.widget(0), _ABOVE), (self._body.widget(1), _BELOW)):
            if part is not None:
                part.setMinimumHeight(self._theme.scaled(least) if narrow else 0)
