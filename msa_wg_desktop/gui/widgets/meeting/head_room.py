"""Room in a page's head: where the page is narrow for its size of text, what is found elsewhere too steps back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop.gui.core.theme import Theme

_ENOUGH = 840
"""The width, at 100 %, from which all of it has room."""
_LEAST = 560


class HeadRoom(QObject):
    """In a narrow page the date goes on in a second line, and `spare` widgets are hidden."""

    def __init__(
        self, page: QWidget, theme: Theme, *, wraps: QLabel, spare: Sequence[QWidget], last: Sequence[QWidget] = ()
    ) -> None:
        """`last` are hidden only where there is less room still."""
        super().__init__(page)
        self._page, self._theme, self._wraps = page, theme, wraps
        self._spare, self._last = tuple(spare), tuple(last)
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
        if narrow != self._wraps.wordWrap():
            self._wraps.setWordWrap(narrow)
            for widget in self._spare:
                widget.setVisible(not narrow)
        for widget in self._last:
            widget.setVisible(width >= self._theme.scaled(_LEAST))
