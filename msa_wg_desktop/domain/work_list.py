"""How a list of what is owed, actions or data needs, is ordered and gathered, and how its dates are said."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.words import _, ngettext

SOON = timedelta(days=14)
_FAR = 270
"""Days: whoever typed no year may have meant the day that has passed."""


class WorkSort(StrEnum):
    """By what a list may be ordered; OWNER is who owes it."""

    WHAT = "what"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    SOURCE = "source"
    ITEM = "item"


class WorkGrouping(StrEnum):
    """Under which heads a list may be gathered; what two parties owe stands under both."""

    NONE = "none"
    OWNER = "owner"
    STATUS = "status"
    DUE = "due"
    ITEM = "item"
    MEETING = "meeting"


class DueGroup(StrEnum):
    """The heads of a list that is gathered by date, in their order."""

    OVERDUE = "0"
    SOON = "1"
    LATER = "2"
    NO_DATE = "3"
    CLOSED = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """How a list is ordered. What has no value stands last, whichever way round."""

    sort: WorkSort = WorkSort.DUE
    descending: bool = False
    grouping: WorkGrouping = WorkGrouping.NONE


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """One head of a gathered list, and how many lines stand under it; `words` are empty for what has no value."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class WorkExtent:
    """How long a list is, before any of its lines is read; without grouping it has no groups.

    `more`: it is at least so long, and still to be counted.
    """

    count: int
    groups: tuple[WorkGroup, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class WorkSums:
    """What is said above the list."""

    total: int
    open: int
    overdue: int
    soon: int


def due_distance(due: date, today: date) -> str:
    """How far a date is away, in words: `today`, `in 3 days`, `3 days overdue`."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day overdue", "{count} days overdue", -days).format(count=-days)
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


def odd_due(due: date, *, meeting_day: date | None, today: date | None, holidays: Container[date]) -> str:
    """What is odd about a date: it is allowed, but said. Empty where nothing is.

    Without `today`, how far it is from there goes without saying. `2/3`, typed after February 3, is next year's.
    """
    found: list[str] = []
    days = (due - today).days if today is not None else 0
    if meeting_day is not None and due < meeting_day:
        found.append(_("That is before the meeting."))
    elif days < 0:
        found.append(_("That day has passed."))
    elif days > _FAR:
        found.append(_("That is {count} days from now.").format(count=days))
    if due.weekday() >= 5:
        found.append(_("That is a {weekday}.").format(weekday=weekday_name(due.weekday())))
    elif due in holidays:
        found.append(_("That is a holiday."))
    return " ".join(found)


def moved_by(former_dues: tuple[date, ...], due: date | None) -> str:
    """How often a date moved and by how much in all; empty where it never did."""
    if not former_dues:
        return ""
    times = ngettext("Moved once", "Moved {count} times", len(former_dues)).format(count=len(former_dues))
    if due is None:
        return times
    days = (due - former_dues[0]).days
    if days > 0:
        far = ngettext("{count} day later in all", "{count} days later in all", days).format(count=days)
    elif days < 0:
        far = ngettext("{count} day earlier in all", "{count} days earlier in all", -days).format(count=-days)
    else:
        far = _("back to where it was")
    return f"{times}, {far}"
