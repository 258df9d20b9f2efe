"""A month as a calendar shows it: six weeks from Sunday on, each day with what falls on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from msa_wg_desktop.domain.meetings import MeetingRow

WEEKS, DAYS = 6, 7


class EntryKind(StrEnum):
    """What can fall on a day."""

    MEETING = "meeting"
    DEADLINE = "deadline"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class MonthEntry:
    """One thing on a day. `meeting` is set of a meeting; of a date that binds, `met` says that it binds no more, and
    `order_id` which order it is of."""

    kind: EntryKind
    id: str
    title: str
    meeting: MeetingRow | None = None
    met: bool = False
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day with its entries; `holiday` names the one that it is."""

    day: date
    entries: tuple[MonthEntry, ...]
    holiday: str = ""

    @property
    def meetings(self) -> tuple[MeetingRow, ...]:
        return tuple(entry.meeting for entry in self.entries if entry.meeting is not None)


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The days of a month and those around it that fill its weeks; and the meetings that have no date."""

    first: date
    today: date
    days: tuple[MonthDay, ...]
    undated: tuple[MeetingRow, ...]

    def holds(self, day: date) -> bool:
        """Whether a day is one of the month itself."""
        return (day.year, day.month) == (self.first.year, self.first.month)


def days_of_month(day: date) -> tuple[date, ...]:
    """The days that are shown for the month of a day."""
    first = day.replace(day=1)
    start = first - timedelta(days=(first.weekday() + 1) % DAYS)
    return tuple(start + timedelta(days=offset) for offset in range(WEEKS * DAYS))


def months_on(day: date, by: int) -> date:
    """The same day so many months later; the last day of a month that is too short for it."""
    month = day.year * 12 + day.month - 1 + by
    year, month = divmod(month, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
