"""Meetings as pages and writers see them: the meeting, its sections, who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class MeetingKind(StrEnum):
    """A webinar is a meeting whose guests don't see each other."""

    MEETING = "meeting"
    WEBINAR = "webinar"


class MeetingStatus(StrEnum):
    """Where a meeting stands; "to be rescheduled" without a date is a state of its own (decision 14)."""

    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"
    TO_BE_RESCHEDULED = "cancelled, to be rescheduled"


class SectionKind(StrEnum):
    """What a section of a summary holds; TEXT is one that the facilitator added."""

    DIRECTIVE = "directive"
    CONTEXT = "context"
    NEEDS = "needs"
    DISCUSSION = "discussion"
    NEXT_STEPS = "next steps"
    TEXT = "text"


class Presence(StrEnum):
    """Whether somebody came. Nothing is worked out from silence: unknown stays unknown.

    Who is excused had said that they wouldn't come; of who is absent nothing was heard. A summary names who came.
    """

    UNKNOWN = "unknown"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting or webinar. Times are local to `time_zone`; any of them may be unknown.

    Of a series, `rule` says how often it comes, and `occurrence` for which of its days this meeting stands.
    """

    id: str
    group_id: str
    group: str
    title: str
    kind: MeetingKind
    status: MeetingStatus
    date: date | None
    start: time | None
    end: time | None
    time_zone: str
    location: str
    url: str
    rescheduled_from: date | None
    event_id: str | None = None
    uid: str = ""
    occurrence: date | None = None
    rule: str = ""

    @property
    def day_and_title(self) -> tuple[date, str]:
        """By what meetings are listed, the newest first; one without a day stands before all that have one."""
        return self.date or date.max, self.title

    @property
    def in_series(self) -> bool:
        return bool(self.rule) and self.occurrence is not None


class MeetingHead(NamedTuple):
    """By what a long list of meetings is ordered and summed up: the rest of each is read when it comes into sight."""

    id: str
    group_id: str
    title: str
    status: MeetingStatus
    date: date | None
    rule: str

    @property
    def day_and_title(self) -> tuple[date, str]:
        """As that of a MeetingRow."""
        return self.date or date.max, self.title


@dataclass(frozen=True, slots=True)
class MeetingOverview:
    """A meeting in a list, with how much there is: lines of notes, what came up in it and is still open, and what
    is open from the meetings before it. Of its invitation something may wait to be sent (`waits`)."""

    meeting: MeetingRow
    notes: int
    open: int
    carried: int
    waits: bool = False

    @property
    def id(self) -> str:
        return self.meeting.id


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What is needed to make a meeting; what isn't known yet stays empty."""

    title: str
    date: date | None = None
    start: time | None = None
    end: time | None = None
    time_zone: str = ""
    kind: MeetingKind = MeetingKind.MEETING
    location: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of a meeting's summary; `text` is light Markdown."""

    id: str
    meeting_id: str
    kind: SectionKind
    heading: str
    rank: str
    text: str
    printed: bool


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at a meeting, with the organisation at that time. `spoke`: a line names them as its speaker."""

    id: str
    party_id: str
    name: str
    organisation: str
    invited: bool
    optional: bool
    presence: Presence
    joined_at: time | None
    left_at: time | None
    spoke: bool

    @property
    def display(self) -> str:
        """`Patrick Fam (Eversource)`."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class UnlistedSpeaker:
    """Somebody who speaks in the notes and is not on the meeting's list; pointed out, never added silently."""

    party_id: str
    name: str
    organisation: str
    note_ids: tuple[str, ...]
    provisional: bool


def at_hand(meetings: Sequence[MeetingRow], today: date) -> MeetingRow | None:
    """Of meetings, the newest first, that of today or the latest before, else the next; one that was not cancelled."""
    going = [row for row in meetings if not row.status.startswith("cancelled")] or list(meetings)
    held = (row for row in going if row.date and row.date <= today)
    return next(held, None) or next(reversed(going), None)
