"""What comes back: events that others send, the answers to ours among them, and which answer of a guest counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from msa_wg_desktop.domain.invitations import Mailbox, Method


class Answer(StrEnum):
    """What a guest said (PARTSTAT, RFC 5545, section 3.2.12); a counter-proposal is kept as words beside it."""

    NONE = "no reply"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    DELEGATED = "delegated"


@dataclass(frozen=True, slots=True)
class IncomingGuest:
    """An ATTENDEE of an event from outside."""

    mailbox: Mailbox
    answer: Answer = Answer.NONE
    optional: bool = False
    is_list: bool = False
    delegated_to: str = ""
    delegated_from: str = ""


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """One VEVENT of a file from outside. Times are local to `time_zone`, an IANA name; a whole day has none.

    `zone_written` is how the zone was named where it isn't known, or "" where none was said: then `time_zone` is ""
    too, and has to be asked for. `occurrence` is the day of a series that it speaks of, None where it speaks of all;
    `occurrence_at` the moment, where it was given as one. `stamp` is its DTSTAMP.
    """

    method: Method | None
    uid: str
    sequence: int
    stamp: datetime | None
    title: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    time_zone: str = ""
    zone_written: str = ""
    rule: str = ""
    occurrence: date | None = None
    occurrence_at: datetime | None = None
    location: str = ""
    url: str = ""
    text: str = ""
    comment: str = ""
    cancelled: bool = False
    organiser: Mailbox | None = None
    guests: tuple[IncomingGuest, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """What one file held: its events, and in which order they stood. `sender` is who sent the mail, if it was one."""

    name: str
    events: tuple[IncomingEvent, ...]
    sender: Mailbox | None = None


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One answer in the record, of whoever gave it: a guest, a delegate, or somebody who was not invited.

    `sequence` is the version of the invitation that it answers; `proposal` a counter-proposal, in words.
    """

    id: str
    uid: str
    mail: str
    name: str
    answer: Answer
    sequence: int
    stamp: datetime
    comment: str = ""
    proposal: str = ""
    delegated_to: str = ""
    delegated_from: str = ""
    occurrence: date | None = None
    party_id: str | None = None
    party: str = ""

    @property
    def key(self) -> str:
        """What two writings of one address have in common."""
        return self.mail.strip().casefold()


def newest(replies: Iterable[ReplyRow], *, occurrence: date | None = None) -> Mapping[str, ReplyRow]:
    """By address, the answer that counts: the newest by (SEQUENCE, DTSTAMP), of an occurrence where one is asked for.

    An answer to the whole series counts for each of its days that has no answer of its own (RFC 5546, 3.2.3).
    """
    found: dict[str, ReplyRow] = {}
    for reply in replies:
        if reply.occurrence not in (None, occurrence):
            continue
        other = found.get(reply.key)
        if other is None or _place(reply) >= _place(other):
            found[reply.key] = reply
    return found


def _place(reply: ReplyRow) -> tuple[bool, int, datetime]:
    return reply.occurrence is not None, reply.sequence, reply.stamp
