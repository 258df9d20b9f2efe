"""Where a page stands in the window: it scrolls where it needs more room than there is, and nothing moves then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class PageArea(QScrollArea):
    """At 200 % on a small screen a page may need more room than there is: the window must not grow with it.

    The scroll bar takes its room from the page's margin, so that no card becomes narrower when it comes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._page: QWidget | None = None
        self._margin = 0
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._share_margin)

    def hold(self, page: QWidget) -> None:
        """Call it once, with a page made inside the viewport."""
        layout = page.layout()
        self._page, self._margin = page, layout.contentsMargins().right() if layout is not None else 0
        self.setWidget(page)

    def _share_margin(self, _low: int, high: int) -> None:
        layout = self._page.layout() if self._page is not None else None
        bar = self.verticalScrollBar().sizeHint().width()
        if layout is None or self._margin < bar:
            return
        margins = layout.contentsMargins()
        wanted = self._margin - (bar if high > 0 else 0)
        if margins.right() != wanted:
            margins.setRight(wanted)
            layout.setContentsMargins(margins)
