"""How much room a page has for its size of text, told to whoever arranges what stands in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.gui.core.theme import Theme


class RoomWatch(QObject):
    """Calls `fit` with the width whenever it, or the size of text, has changed; ends with its page."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        page.installEventFilter(self)
        theme.changed.connect(self._look)

    def fit(self, width: int) -> None:
        """Arranges what stands in the page."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._look()
        return False

    def _look(self) -> None:
        """By the room that the window gives: the page itself may have been stretched by what stands in it."""
        above = self._page.parentWidget()
        self.fit(min(self._page.width(), above.width()) if above is not None else self._page.width())
