"""Dates that bind: ordered by a commission, or set by the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """Who made a date binding."""

    ORDERED = "ordered"
    SET = "set"


class DeadlineStatus(StrEnum):
    """Where a deadline stands."""

    OPEN = "open"
    EXTENSION_ASKED = "extension asked"
    EXTENSION_GRANTED = "extension granted"
    EXTENSION_DENIED = "extension denied"
    MET = "met"

    @property
    def is_open(self) -> bool:
        """Whether the date still binds."""
        return self is not DeadlineStatus.MET


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline. `order` is the order's number; `lead_days` are the business days that its work takes.

    `former_dates` are those that it had before, oldest first.
    """

    id: str
    title: str
    date: date | None
    kind: DeadlineKind
    status: DeadlineStatus
    group_id: str | None
    order_id: str | None
    order: str
    depends_on_id: str | None
    depends_on: str
    lead_days: int | None
    extension_asked_on: date | None
    extension_to: date | None
    ruling: str
    former_dates: tuple[date, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether a commission made it: only a ruling moves it."""
        return self.kind is DeadlineKind.ORDERED

    def is_overdue(self, today: date) -> bool:
        """Whether its date has passed and it was not met."""
        return self.status.is_open and self.date is not None and self.date < today
