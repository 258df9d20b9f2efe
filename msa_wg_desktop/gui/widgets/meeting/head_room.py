"""Room in a page's head: where the page is narrow for its size of text, what is found elsewhere too steps back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.room_watch import RoomWatch

_ENOUGH = 840
"""The width, at 100 %, from which all of it has room."""
_LEAST = 560


class HeadRoom(RoomWatch):
    """In a narrow page the date goes on in a second line, and `spare` widgets are hidden."""

    def __init__(
        self, page: QWidget, theme: Theme, *, wraps: QLabel, spare: Sequence[QWidget], last: Sequence[QWidget] = ()
    ) -> None:
        """`last` are hidden only where there is less room still."""
        super().__init__(page, theme)
        self._wraps = wraps
        self._spare, self._last = tuple(spare), tuple(last)

    def fit(self, width: int) -> None:
        narrow = width < self._theme.scaled(_ENOUGH)
        if narrow != self._wraps.wordWrap():
            self._wraps.setWordWrap(narrow)
            for widget in self._spare:
                widget.setVisible(not narrow)
        for widget in self._last:
            widget.setVisible(width >= self._theme.scaled(_LEAST))
