"""What comes back: events that others send, the answers to ours among them, and which answer of a guest counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.domain.invitations import Errand, Guest, Mailbox, Method
from msa_wg_desktop.domain.zone_words import zone_words
from msa_wg_desktop.words import _, ngettext


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

    @property
    def called(self) -> str:
        """The title as it is said; a program may leave it out of an answer."""
        return self.title or _("no title")


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """What one file held: its events, and in which order they stood. `sender` is who sent the mail, if it was one."""

    name: str
    events: tuple[IncomingEvent, ...]
    sender: Mailbox | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file and what it held, or why it couldn't be read."""

    name: str
    content: IncomingFile | None = None
    why: str = ""


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
        """What two writings of one address have in common; where no address is known, of one name."""
        return (self.mail or self.name).strip().casefold()


@dataclass(frozen=True, slots=True)
class GuestLine:
    """A guest in a list: what they have, what they are to get, and what they said.

    `errand` is None for whoever can't be reached, and for all of an event that somebody else organises.
    """

    guest: Guest
    errand: Errand | None = None
    reply: ReplyRow | None = None

    @property
    def id(self) -> str:
        """By which the list tells them."""
        return self.guest.key or self.guest.party_id or self.guest.name


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


class Outcome(StrEnum):
    """What became of something that came back."""

    TAKEN = "taken"
    KNOWN = "known"
    LEFT = "left"


class Came(StrEnum):
    """What something that came back is."""

    ANSWER = "answer"
    DELEGATE = "delegate"
    STRANGER = "stranger"
    UPDATE = "update"
    CANCELLATION = "cancellation"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReplyReport:
    """What became of one answer, update or file, in words; `meeting_id` where one is known.

    `reply` is the answer, where it is one, `older` that it was given to a version that is no longer so; `title` says
    of what it is.
    """

    file: str
    outcome: Outcome
    words: str
    meeting_id: str | None = None
    mail: str = ""
    came: Came = Came.OTHER
    reply: ReplyRow | None = None
    older: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class RepliesImport:
    """What became of files that were read, in the order in which they lay there."""

    reports: tuple[ReplyReport, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Of how many this became."""
        return sum(report.outcome is outcome for report in self.reports)

    @property
    def words(self) -> str:
        """`3 taken, 1 known already, 2 left alone.`"""
        taken, known, left = (self.count(outcome) for outcome in Outcome)
        parts = [
            ngettext("{count} taken", "{count} taken", taken).format(count=taken),
            ngettext("{count} known already", "{count} known already", known).format(count=known) if known else "",
            ngettext("{count} left alone", "{count} left alone", left).format(count=left) if left else "",
        ]
        return _("{parts}.").format(parts=", ".join(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """A guest and the answer that counts. `older`: it was given to a date or time that is no longer so."""

    guest: Guest
    reply: ReplyRow | None = None
    older: bool = False

    @property
    def answer(self) -> Answer:
        """What they said."""
        return self.reply.answer if self.reply is not None else Answer.NONE


@dataclass(frozen=True, slots=True)
class Tally:
    """How the guests of one organisation or party class answered."""

    party_id: str
    name: str
    answers: Mapping[Answer, int]

    @property
    def people(self) -> int:
        """How many of them are invited."""
        return sum(self.answers.values())

    @property
    def words(self) -> str:
        """`Municipal inspectors: 10 people, 6 accepted, 4 no reply`."""
        people = ngettext("{count} person", "{count} people", self.people).format(count=self.people)
        return f"{self.name}: {', '.join([people, *counted(self.answers)])}"


@dataclass(frozen=True, slots=True)
class MeetingAnswers:
    """All answers to a meeting's invitation: of its guests, of those who stand in for one, and of others.

    `organisations` and `classes` count the guests, who may be in several classes or in none.
    """

    guests: tuple[GuestAnswer, ...] = ()
    delegates: tuple[ReplyRow, ...] = ()
    others: tuple[ReplyRow, ...] = ()
    organisations: tuple[Tally, ...] = ()
    classes: tuple[Tally, ...] = ()

    @property
    def answers(self) -> Mapping[Answer, int]:
        """How many guests gave each answer."""
        return Counter(each.answer for each in self.guests)


def counted(answers: Mapping[Answer, int]) -> list[str]:
    """`6 accepted`, `1 declined`: what was said at all, in the order of answers."""
    order = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED, Answer.DELEGATED, Answer.NONE)
    return [f"{answers[each]} {answer_words(each)}" for each in order if answers.get(each)]


def answer_words(answer: Answer) -> str:
    """An answer as it is shown."""
    return {
        Answer.NONE: _("no reply"),
        Answer.ACCEPTED: _("accepted"),
        Answer.TENTATIVE: _("tentative"),
        Answer.DECLINED: _("declined"),
        Answer.DELEGATED: _("sends somebody else"),
    }[answer]


def proposal_words(event: IncomingEvent) -> str:
    """When somebody would rather meet: `Wed, Feb 26, 2025, 2:00 PM to 3:30 PM Eastern`."""
    return event_when(event) if event.method is Method.COUNTER else ""


def event_when(event: IncomingEvent) -> str:
    """The day and the times of an event; "" where it says no day."""
    if event.day is None:
        return ""
    times = [format_time(at) for at in (event.start, event.end) if at is not None]
    known = zone_words(event.time_zone) if event.time_zone else ""
    zone = known or _("({zone})").format(zone=event.zone_written or _("time zone not said"))
    when = _("{times} {zone}").format(times=_(" to ").join(times), zone=zone) if times else ""
    return ", ".join(part for part in (format_date(event.day), when) if part)
