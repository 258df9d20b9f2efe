"""Where the user is and was: pages ask to go somewhere by name and so never know each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

CAPTURED, CARRIED, TOPIC = "captured", "carried", "topic"
"""Spots of a meeting beside its notes: what came up in it, what was carried over into it, and `topic@ID`, the story
of a topic of its group."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, what it shows (a meeting's id) and where in it (a note's id); enough to come back at the next start."""

    page: str
    item: str = ""
    spot: str = ""


class Navigator(QObject):
    """`go` from anywhere; the window obeys `asked`.

    Before each step `leaving` lets the window `settle` where the page at hand has got to, so that coming
    back finds the caret where it was.
    """

    leaving = Signal()
    asked = Signal(object)
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._here: Place | None = None
        self._pages: frozenset[str] = frozenset()

    def allow(self, pages: Iterable[str]) -> None:
        """The window says which pages there are."""
        self._pages = frozenset(pages)

    def can_go(self, page: str) -> bool:
        """Whether there is such a page: a link to one that isn't there is not shown."""
        return page in self._pages

    @property
    def here(self) -> Place | None:
        return self._here

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)

    def go(self, place: Place) -> None:
        """Shows another place; the one left can be come back to. A page that isn't there is a ValueError."""
        if not self.can_go(place.page):
            raise ValueError(f"there is no page {place.page}")
        self.leaving.emit()
        if self._here is not None and self._here != place:
            self._back.append(self._here)
            self._forward.clear()
        self._move(place)

    def back(self) -> None:
        self._step(self._back, self._forward)

    def forward(self) -> None:
        self._step(self._forward, self._back)

    def settle(self, place: Place) -> None:
        """The page at hand has moved on by itself (the caret, the selected row): no step of its own."""
        self._here = place

    def _step(self, source: list[Place], other: list[Place]) -> None:
        if not source:
            return
        self.leaving.emit()
        if self._here is not None:
            other.append(self._here)
        self._move(source.pop())

    def _move(self, place: Place) -> None:
        self._here = place
        self.asked.emit(place)
        self.history_changed.emit()
