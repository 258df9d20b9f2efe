"""Invitations: what a calendar is told of a meeting, and who must be told what next, worked out from what was sent.

SEQUENCE (RFC 5546, section 2.1.4) is one more than the highest that ever went out when the date, the times, the
zone, the rule, the place or the status changed since; any other change keeps it and brings a newer DTSTAMP. Since
only what went out counts, neither undo nor a restored record lowers it (decision 13).

A meeting that was cancelled and takes place after all comes back under the same UID, with a higher SEQUENCE and as an
invitation. This was tried: in Thunderbird 153 and Evolution 3.46 the guest then has one event, on the new day, and is
asked for an answer anew. Thunderbird wants to know once whether they mean it, since they deleted that event. Whoever
left the cancellation alone sees it as an update, and the old day moves; under a new UID it would have stayed beside the
new one. Outlook takes the highest SEQUENCE of a UID to be what holds (Microsoft on RFC 5546, section 2.1.5), and as an
organiser counts on from its own cancellation (MS-OXOCAL). Google and Apple could not be tried.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo


class Method(StrEnum):
    """What a calendar file asks of whoever reads it (RFC 5546, section 1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"
    REPLY = "REPLY"
    COUNTER = "COUNTER"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address, as they stand in a mail."""

    mail: str
    name: str = ""

    @property
    def key(self) -> str:
        """What two writings of one address have in common."""
        return self.mail.strip().casefold()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited: a person of the record, or an address; `is_list` is a mailing list, one guest as a whole.

    `party_id` says whose address it is, where the record knows; `organisation` is how theirs is written.
    """

    mail: str
    name: str = ""
    optional: bool = False
    is_list: bool = False
    party_id: str | None = None
    organisation: str = ""

    @property
    def key(self) -> str:
        """What two writings of one address have in common."""
        return self.mail.strip().casefold()

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox(self.mail, self.name)


@dataclass(frozen=True, slots=True)
class EventDay:
    """One day of a series that differs from its rule: moved (`facts` of its own), or cancelled or left out (None).

    `occurrence` is the day that the rule names. Of a meeting that was cancelled its title and text don't matter.
    `text` is the agenda of that day.
    """

    occurrence: date
    facts: EventFacts | None = None
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What a guest's day depends on: any change of it is a new SEQUENCE. Times are local to `time_zone`.

    Without times the event takes the whole day. `rule` is an RRULE as RFC 5545 writes it, "" for a single meeting.
    """

    day: date
    start: time | None
    end: time | None
    time_zone: str
    location: str = ""
    url: str = ""
    rule: str = ""
    days: tuple[EventDay, ...] = ()

    @property
    def begins(self) -> datetime | None:
        """The moment at which it begins; None where it takes the whole day."""
        return None if self.start is None else datetime.combine(self.day, self.start, ZoneInfo(self.time_zone))

    def of_rule(self, day: date) -> EventFacts:
        """What a day of the series is like where nothing else is said of it."""
        return replace(self, day=day, rule="", days=())

    @property
    def digest(self) -> str:
        """What is compared with what went out."""
        return _digest(_plain(self))


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting's event as it stands now. `text` is what the event says below its title: why, how to join, agenda.

    `reminders` say how long before the start. Guests of a webinar don't see each other (`hides_guests`).
    `facts` is None while the meeting has no date, as when it is to be rescheduled.
    """

    uid: str
    meeting_id: str
    title: str
    facts: EventFacts | None
    organiser: Mailbox
    guests: tuple[Guest, ...] = ()
    hides_guests: bool = False
    text: str = ""
    reminders: tuple[timedelta, ...] = ()
    zones: tuple[str, ...] = ()
    """In which the mail says the time besides the meeting's own. No calendar knows of them: they make no update."""
    takes_place: bool = True
    """False once the meeting is cancelled, with or without a new date to come."""
    to_be_rescheduled: bool = False
    """That a new date is to come, where it doesn't take place."""

    @property
    def state(self) -> str:
        """What is compared with what went out: the facts, or that the meeting doesn't take place ("")."""
        return self.facts.digest if self.takes_place and self.facts is not None else ""

    @property
    def text_digest(self) -> str:
        """The same of all that isn't in the facts."""
        said = [self.title, self.text, [each.total_seconds() for each in self.reminders]]
        days = self.facts.days if self.facts is not None else ()
        own = [
            [day.occurrence, day.title, day.text] for day in days if day.facts is not None and (day.title or day.text)
        ]
        return _digest([*said, own] if own else said)


@dataclass(frozen=True, slots=True)
class Sent:
    """One entry of the log of what was handed out. `mails` are the addresses that got it.

    `state` and `text_digest` are what the invitation's were then.
    """

    uid: str
    method: Method
    sequence: int
    at: datetime
    mails: tuple[str, ...]
    state: str
    text_digest: str


class Turn(StrEnum):
    """What a guest is to get next."""

    INVITE = "invitation"
    UPDATE = "update"
    MINOR = "update of the text"
    CANCEL = "cancellation"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Errand:
    """What one guest is to get next, and with which SEQUENCE; `last` is what they got last."""

    guest: Guest
    turn: Turn
    sequence: int
    last: Sent | None = None


@dataclass(frozen=True, slots=True)
class Errands:
    """What is to go out for one event. Those who have everything are in it with `Turn.NOTHING`."""

    all: tuple[Errand, ...] = ()

    def of(self, *turns: Turn) -> tuple[Errand, ...]:
        return tuple(errand for errand in self.all if errand.turn in turns)

    @property
    def due(self) -> tuple[Errand, ...]:
        """Those who are to get something."""
        return tuple(errand for errand in self.all if errand.turn is not Turn.NOTHING)


@dataclass(frozen=True, slots=True)
class Handing:
    """What went out at one moment: what it was, in which version, to whom."""

    at: datetime
    turn: Turn
    sequence: int
    mails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that went out, and of which some who have it are still to be told something.

    `key` is its meeting, or, once there is none any more (`is_gone`), its UID. `day` is the next on which it matters.
    """

    key: str
    title: str
    day: date | None
    errands: Errands
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one guest is handed: the mail, and the calendar file in it, with what the log keeps of them."""

    uid: str
    errand: Errand
    subject: str
    calendar: bytes
    mail: bytes
    at: datetime
    start: datetime | None
    state: str
    text_digest: str

    @property
    def draft(self) -> bytes:
        """The same mail, for a mail program to open and send: Outlook knows by this head that it isn't sent yet."""
        return b"X-Unsent: 1\r\n" + self.mail

    @property
    def method(self) -> Method:
        return Method.CANCEL if self.errand.turn is Turn.CANCEL else Method.REQUEST


def next_sequence(invitation: Invitation, log: Sequence[Sent]) -> int:
    """The SEQUENCE that the event has as it stands now: 0 where nothing ever went out."""
    if not log:
        return 0
    highest = max(sent.sequence for sent in log)
    return highest if log[-1].state == invitation.state else highest + 1


def having(log: Sequence[Sent]) -> Mapping[str, Sent]:
    """By address, what those got last who have the event: whoever was told that it is cancelled has it no more."""
    last = {_key(mail): sent for sent in log for mail in sent.mails}
    return {key: sent for key, sent in last.items() if sent.method is Method.REQUEST}


def handings(log: Sequence[Sent]) -> tuple[Handing, ...]:
    """What went out, the newest first; what one moment handed to many stands together."""
    found: dict[tuple[datetime, Turn, int], list[str]] = {}
    last: dict[str, Sent] = {}
    for sent in log:
        for mail in sent.mails:
            turn = _turn_of(sent, last.get(_key(mail)))
            found.setdefault((sent.at, turn, sent.sequence), []).append(mail)
            last[_key(mail)] = sent
    return tuple(Handing(*what, tuple(mails)) for what, mails in reversed(found.items()))


def _turn_of(sent: Sent, before: Sent | None) -> Turn:
    """What it was for somebody who had got `before`."""
    if sent.method is not Method.REQUEST:
        return Turn.CANCEL
    if before is None or before.method is not Method.REQUEST:
        return Turn.INVITE
    if sent.state != before.state:
        return Turn.UPDATE
    return Turn.NOTHING if sent.text_digest == before.text_digest else Turn.MINOR


def errands(invitation: Invitation, log: Sequence[Sent]) -> Errands:
    """Who is to get what next. `log` is what went out for this event, in order.

    Whoever has the event and is no guest any more gets a cancellation; where the meeting doesn't take place, all
    who have it do. Nobody who never got the event gets a cancellation of it.
    """
    last = {_key(mail): sent for sent in log for mail in sent.mails}
    sequence = next_sequence(invitation, log)
    beyond = max((sent.sequence for sent in log), default=-1) + 1
    invited = {guest.key: guest for guest in invitation.guests}
    found: list[Errand] = []
    if invitation.state:
        found += [_invited(guest, last.get(key), invitation, sequence, beyond) for key, guest in invited.items()]
    for key, sent in having(log).items():
        if not (invitation.state and key in invited):
            guest = invited.get(key) or Guest(next(mail for mail in sent.mails if _key(mail) == key))
            found.append(Errand(guest, Turn.CANCEL, beyond if invitation.state else sequence, sent))
    return Errands(tuple(found))


def _invited(guest: Guest, last: Sent | None, invitation: Invitation, sequence: int, beyond: int) -> Errand:
    """A newcomer gets the event as it stands; whoever was taken off before, one that is newer than that."""
    if last is None:
        return Errand(guest, Turn.INVITE, sequence)
    if last.method is Method.CANCEL:
        return Errand(guest, Turn.INVITE, max(sequence, min(beyond, last.sequence + 1)), last)
    if last.state != invitation.state:
        return Errand(guest, Turn.UPDATE, sequence, last)
    turn = Turn.NOTHING if last.text_digest == invitation.text_digest else Turn.MINOR
    return Errand(guest, turn, last.sequence, last)


def _key(mail: str) -> str:
    return mail.strip().casefold()


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _plain(facts: EventFacts) -> Mapping[str, Any]:
    return {
        "day": facts.day,
        "start": facts.start,
        "end": facts.end,
        "zone": facts.time_zone,
        "location": facts.location,
        "url": facts.url,
        "rule": facts.rule,
        "days": [
            [day.occurrence, _plain(day.facts) if day.facts else None]
            for day in facts.days
            if day.facts != facts.of_rule(day.occurrence)
        ],
    }
