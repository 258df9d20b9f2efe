"""Where the user is and was: pages ask to go somewhere by name and so never know each other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Place:
    """A page, what it shows (a meeting's id) and where in it (a note's id); enough to come back at the next start."""

    page: str
    item: str = ""
    spot: str = ""


class Navigator(QObject):
    """`go` from anywhere; the window obeys `asked`, and tells `arrived` so that back and forward know the way."""

    asked = Signal(object)
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._here: Place | None = None

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
        """Shows another place; the one left can be come back to."""
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
        if self._here is not None:
            other.append(self._here)
        self._move(source.pop())

    def _move(self, place: Place) -> None:
        self._here = place
        self.asked.emit(place)
        self.history_changed.emit()
