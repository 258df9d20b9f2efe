"""The line that sums a list up: below the title, or in large text below title and buttons, where it has room."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.room_watch import RoomWatch

_ENOUGH = 700
"""The width of a page, at 100 %, from which it has room beside the buttons."""


class SummaryRoom(RoomWatch):
    """For pages whose form begins with a `titleLayout` that has its buttons beside it."""

    def __init__(self, page: QWidget, theme: Theme, summary: QLabel) -> None:
        super().__init__(page, theme)
        self._summary = summary
        title, whole = page.findChild(QVBoxLayout, "titleLayout"), page.layout()
        assert isinstance(title, QBoxLayout)
        assert isinstance(whole, QBoxLayout)
        self._title, self._whole = title, whole
        self._below = False

    def fit(self, width: int) -> None:
        below = width < self._theme.scaled(_ENOUGH)
        if below is self._below:
            return
        self._below = below
        if below:
            self._title.removeWidget(self._summary)
            self._whole.insertWidget(1, self._summary)
        else:
            self._whole.removeWidget(self._summary)
            self._title.addWidget(self._summary)
