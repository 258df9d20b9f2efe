"""The list of actions as a page shows it: lines without what only one open action needs, their order and groups."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from msa_wg_desktop.domain.actions import ActionStatus, OwnerRow
from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.words import _, ngettext

SOON = timedelta(days=14)


class ActionSort(StrEnum):
    """By what a list of actions may be ordered."""

    WHAT = "what"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    SOURCE = "source"
    ITEM = "item"


class ActionGrouping(StrEnum):
    """Under which heads a list of actions may be gathered; an action with two owners stands under both."""

    NONE = "none"
    OWNER = "owner"
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
class ActionOrder:
    """How a list is ordered. What has no value stands last, whichever way round."""

    sort: ActionSort = ActionSort.DUE
    descending: bool = False
    grouping: ActionGrouping = ActionGrouping.NONE


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """One head of a gathered list, and how many actions stand under it; `words` are empty for what has no value."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class ActionExtent:
    """How long a list is, before any of its lines is read; without grouping it has no groups."""

    count: int
    groups: tuple[ActionGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as a line of the list. `brief_owners` are how its owners are written in a narrow place."""

    id: str
    what: str
    due: date | None
    status: ActionStatus
    owners: tuple[OwnerRow, ...] = ()
    brief_owners: tuple[str, ...] = ()
    meeting_id: str | None = None
    meeting_date: date | None = None
    note_id: str | None = None
    order_items: tuple[str, ...] = field(default=())
    off_record: bool = False

    @property
    def owners_text(self) -> str:
        """`EDCs · Patrick Fam (Eversource)`; no line begins with a dot."""
        return "\u00a0· ".join(self.brief_owners)

    @property
    def next_due(self) -> date | None:
        """The first date that still binds: the whole's, or that of an owner who is not done."""
        dues = [self.due, *(owner.due for owner in self.owners if owner.status.is_open)]
        return min((due for due in dues if due is not None), default=None)


@dataclass(frozen=True, slots=True)
class ActionSums:
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


def odd_due(due: date, *, meeting_day: date | None, today: date, holidays: Container[date]) -> str:
    """What is odd about a date that is being set: it is allowed, but said. Empty where nothing is."""
    found: list[str] = []
    if meeting_day is not None and due < meeting_day:
        found.append(_("That is before the meeting."))
    elif due < today:
        found.append(_("That day has passed."))
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
