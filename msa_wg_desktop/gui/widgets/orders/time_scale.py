"""Where days stand on a drawn time line: which is the first in sight, and how wide a day is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

LEAST, MOST, USUAL = 0.6, 60.0, 13.5
"""How wide a day can be, in pixels at 100 %."""
_MARGIN = 4
_STEP = 1.25
_LABEL = 62  # Pixels at 100 %: two dates closer than that run into each other.


class TimeScale(QObject):
    """Zooms and scrolls; what is drawn by it follows `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left = float(date(2025, 1, 1).toordinal())
        self.day_width = USUAL
        self.width = 0
        self.label_room = _LABEL
        self._content = (self.left, self.left + 1)

    @property
    def days(self) -> float:
        """How many days are in sight."""
        return self.width / self.day_width

    @property
    def content(self) -> tuple[float, float]:
        """The first and the last day that there is something to see of, with a margin."""
        return self._content

    def x_of(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends, counted from the left edge."""
        return (day.toordinal() + end - self.left) * self.day_width

    def day_at(self, x: float) -> date:
        """The day that stands there."""
        ordinal = int(self.left + x / self.day_width)
        return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))

    def show(self, first: date, last: date) -> None:
        """There is something to see from one day to another."""
        self._content = (first.toordinal() - _MARGIN, last.toordinal() + _MARGIN)

    def fit(self, *, room_behind: int = 0, least: float = 0.0) -> None:
        """All of it in sight, with room for words behind the last day; a day no narrower than `least`."""
        first, last = self._content
        width = max(1, self.width - room_behind)
        self.day_width = max(LEAST, least, min(2 * USUAL, width / max(1.0, last - first)))
        self.left = first
        self.changed.emit()

    def zoom(self, steps: float, *, around: float | None = None) -> None:
        """Wider days (or narrower, below 0); the day at `around` keeps its place."""
        at = self.width / 2 if around is None else around
        fixed = self.left + at / self.day_width
        self.day_width = max(LEAST, min(MOST, self.day_width * _STEP**steps))
        self.left = fixed - at / self.day_width
        self._emit()

    def scroll(self, days: float) -> None:
        """To later days, or to earlier ones below 0."""
        self.left += days
        self._emit()

    def scroll_to(self, left: float) -> None:
        """Puts a day at the left edge."""
        self.left = left
        self._emit()

    def bring(self, first: date, last: date) -> None:
        """Scrolls as little as possible to have both days in sight."""
        if last.toordinal() + 1 > self.left + self.days:
            self.left = last.toordinal() + 1 + _MARGIN - self.days
        self.left = min(self.left, float(first.toordinal() - _MARGIN))
        self._emit()

    def weeks(self) -> Iterator[date]:
        """The Mondays in sight, or as many of them as their dates have room for."""
        step = 7
        while step * self.day_width < self.label_room:
            step *= 2
        begin = int(self.left) - step
        monday = begin - (begin - 1) % step  # Ordinal 1 was a Monday.
        for ordinal in range(max(1, monday), int(self.left + self.days) + step, step):
            yield date.fromordinal(ordinal)

    def in_sight(self) -> Iterator[date]:
        """Each day in sight."""
        first = date.fromordinal(max(1, int(self.left)))
        for offset in range(int(self.days) + 2):
            yield first + timedelta(days=offset)

    def _emit(self) -> None:
        """Past what there is to see one goes no further than half of the room."""
        first, last = self._content
        half = self.days / 2
        self.left = max(first - half, min(self.left, last - half))
        self.changed.emit()
