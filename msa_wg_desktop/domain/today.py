"""What a facilitator sees first: the next meeting, what needs attention, who owes how much, what is due and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msa_wg_desktop.domain.history import HistoryRow
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.replies import Answer


class Concern(StrEnum):
    """Why something needs attention, in the order in which it is told; each is read from the record."""

    DEADLINE_PASSED = "deadline passed"
    PLAN_LATE = "plan late"
    PLAN_AT_RISK = "plan at risk"
    AT_RISK = "at risk"
    NOT_READY = "not ready"
    OVERDUE = "overdue"
    NEEDS_PAST_DUE = "needs past due"
    TO_SEND = "to send"
    TO_RESCHEDULE = "to reschedule"
    WAS_IT_HELD = "was it held"
    NAMES = "names"


class DueKind(StrEnum):
    """What a coming date is."""

    FILING = "filing"
    DEADLINE = "deadline"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at. `words` is what it is about, `count` how many there are, `of` out of how many.

    `item` and `spot` are the ids that a link to its place needs.
    """

    concern: Concern
    words: str = ""
    count: int = 0
    of: int = 0
    day: date | None = None
    business_days: int | None = None
    item: str = ""
    spot: str = ""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting to come, with how many items its agenda has, and how many of its guests gave each answer."""

    meeting: MeetingRow
    agenda: int
    answers: tuple[tuple[Answer, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PartyLoad:
    """How much an organisation has open, its people's and its classes' with it, and how much of that is late.

    `shared` counts what it has together with others. Whatever no organisation is found for has no `party_id`.
    """

    party_id: str
    party: str
    open: int
    overdue: int
    shared: int = 0
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """A date ahead, and how many business days are left; the ids are those that a link needs."""

    kind: DueKind
    words: str
    day: date
    business_days: int
    item: str
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """The next date on which an order's filing is due."""

    order_id: str
    order: str
    day: date
    business_days: int


@dataclass(frozen=True, slots=True)
class Mine:
    """What is the user's: their own, their organisation's and its classes'."""

    open: int
    overdue: int


Owned: TypeAlias = tuple[frozenset[str], bool]
"""Who owns an open action, and whether it, or the part of one of them, is late."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """The open actions of some groups on a day, each by its id, and how many there are of each sort.

    `carried` are the ids of what is open from before `meeting`, which is to come.
    """

    group_ids: tuple[str, ...]
    day: date
    meeting: MeetingRow | None
    actions: Mapping[str, Owned]
    tally: Mapping[Owned, int]
    carried: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sums:
    """What must be counted over all that is owed, and so comes a moment after the rest.

    `carried` is what is open from the meetings before the next one, `more` how many parties have open actions besides
    those of `loads`.
    """

    overdue: int = 0
    carried: int = 0
    mine: Mine | None = None
    loads: tuple[PartyLoad, ...] = ()
    more: int = 0


class Part(StrEnum):
    """What of the page is read by itself, when something that it tells of has changed."""

    NEXT = "next"
    COMING = "coming"
    MEETINGS = "meetings"
    INVITATIONS = "invitations"
    DEADLINES = "deadlines"
    PLANS = "plans"
    ITEMS = "items"
    NEEDS = "needs"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Board:
    """The page as of one day, its sums apart. `groups` says whether there is any group at all.

    `told` is what needs attention, by the part of the page that it was read with.
    """

    today: date
    groups: bool
    filing: Filing | None = None
    next: NextMeeting | None = None
    told: Mapping[Part, tuple[Attention, ...]] = field(default_factory=dict[Part, tuple[Attention, ...]])
    coming: tuple[Coming, ...] = ()
    changes: tuple[HistoryRow, ...] = ()

    @property
    def attention(self) -> tuple[Attention, ...]:
        """What needs attention, in the order in which it is told."""
        told = [each for some in self.told.values() for each in some]
        return tuple(sorted(told, key=lambda each: list(Concern).index(each.concern)))
