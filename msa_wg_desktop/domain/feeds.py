"""What a calendar that follows the record shows: meetings, and days by which something is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msa_wg_desktop.domain.invitations import EventFacts


class FeedKind(StrEnum):
    """Of what kind a day is, as calendars sort them."""

    DEADLINE = "Deadline"
    ACTION = "Action"


@dataclass(frozen=True, slots=True)
class FeedMeeting:
    """A meeting on its day. `sequence` is that of the invitation that went out; `changed` when it last changed."""

    uid: str
    title: str
    facts: EventFacts
    changed: datetime
    sequence: int = 0
    takes_place: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedDay:
    """A day by which something is due. `sequence` rises with each change; what is done reminds nobody."""

    uid: str
    kind: FeedKind
    title: str
    day: date
    changed: datetime
    sequence: int = 0
    is_open: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """How much a file holds."""

    meetings: int
    deadlines: int
    actions: int
