"""Decides what becomes of each answer that came back, and keeps what is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Reply as ReplyEntity
from msa_wg_desktop.domain.invitations import Guest, Mailbox, Method
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.replies import (
    Answer,
    Came,
    FileRead,
    IncomingEvent,
    IncomingGuest,
    Outcome,
    ReplyReport,
    ReplyRow,
    answer_words,
    proposal_words,
)
from msa_wg_desktop.services.known_events import KnownEvent
from msa_wg_desktop.services.taken_over import follow
from msa_wg_desktop.words import _


class Taking:
    """One import: what the record knew before, and what was taken so far; it flushes nothing, and so may be a trial."""

    def __init__(
        self,
        session: RecordSession,
        events: Mapping[str, KnownEvent],
        *,
        guests: Mapping[str, Mapping[str, Guest]],
        there: Sequence[ReplyRow],
        book: PartyBook,
        now: datetime,
    ) -> None:
        self._session, self._events, self._guests, self._now = session, events, guests, now
        self._seen = {identity for reply in there for identity in _identities(reply)}
        self._people = {person.mail.strip().casefold(): person.id for person in book.people if person.mail}

    def file(self, file: FileRead) -> Iterator[ReplyReport]:
        """What becomes of a file, event by event."""
        if file.content is None:
            yield ReplyReport(file.name, Outcome.LEFT, file.why)
            return
        for event in file.content.events:
            report = self._event(event, file.content.sender)
            known = self._events.get(event.uid)
            meeting_id = next(iter(known.meetings), None) if known is not None else None
            title = known.title if known is not None else event.called
            yield replace(report, file=file.name, meeting_id=meeting_id, title=title)

    def _event(self, event: IncomingEvent, sender: Mailbox | None) -> ReplyReport:
        known = self._events.get(event.uid)
        if event.method in (Method.REPLY, Method.COUNTER):
            return self._answer(event, known, sender)
        if event.method is None:
            words = _("“{title}” doesn't say if it is an answer or an invitation (no METHOD). Nothing was changed.")
            came = Came.EVENT if known is None and not event.cancelled else Came.OTHER
            return _left(words.format(title=event.called), came=came)
        if known is not None and known.organiser:
            outcome, words = follow(self._session, event, sender)
            came = Came.CANCELLATION if event.cancelled else Came.UPDATE
            return ReplyReport("", outcome, words, came=came)
        came = Came.EVENT if known is None and not event.cancelled else Came.OTHER
        return _left(_of_somebody(event, known, sender), came=came)

    def _answer(self, event: IncomingEvent, known: KnownEvent | None, sender: Mailbox | None) -> ReplyReport:
        if known is None:
            words = _("“{title}” is an answer to an event that isn't in this record. Nothing was changed.")
            return _left(words.format(title=event.called))
        who = _who(event, sender)
        if who is None:
            words = _("The answer to “{title}” doesn't say whose it is. Nothing was changed; enter it by hand.")
            return _left(words.format(title=known.title))
        if who.answer is Answer.NONE and event.method is Method.REPLY:
            words = _("{name} says neither yes nor no to “{title}”. Nothing was changed.")
            return _left(words.format(name=_name(who), title=known.title), mail=who.mailbox.mail)
        reply = self._reply(event, known, who)
        about = {"name": reply.name or reply.mail, "title": known.title}
        if sender is not None and not _may_answer_for(sender, who.mailbox):
            words = _(
                "{sender} sent an answer of {name} to “{title}”. Nothing was changed; if it is right, enter it by hand."
            )
            return _left(words.format(sender=sender.name or sender.mail, **about), mail=reply.mail)
        exact, without_moment = _identities(reply)
        if (exact if event.stamp is not None else without_moment) in self._seen:
            words = _("The answer of {name} to “{title}” is known already.")
            return ReplyReport("", Outcome.KNOWN, words.format(**about), mail=reply.mail, reply=reply)
        self._seen |= {exact, without_moment}
        self._keep(reply)
        return ReplyReport(
            "",
            Outcome.TAKEN,
            self._words(reply, known, sender),
            mail=reply.mail,
            came=self._came(reply, known),
            reply=reply,
            older=reply.sequence < known.sequence,
        )

    def _came(self, reply: ReplyRow, known: KnownEvent) -> Came:
        if reply.delegated_from:
            return Came.DELEGATE
        return Came.ANSWER if reply.key in self._guests.get(known.uid, {}) else Came.STRANGER

    def _reply(self, event: IncomingEvent, known: KnownEvent, who: IncomingGuest) -> ReplyRow:
        guest = self._guests.get(known.uid, {}).get(who.mailbox.key)
        return ReplyRow(
            new_id(),
            event.uid,
            who.mailbox.mail,
            (guest.name if guest is not None else "") or who.mailbox.name,
            who.answer,
            event.sequence,
            event.stamp or self._now,
            event.comment,
            proposal_words(event),
            who.delegated_to,
            who.delegated_from,
            _day_of_series(event, known.time_zone),
            guest.party_id if guest is not None and guest.party_id else self._people.get(who.mailbox.key),
        )

    def _keep(self, reply: ReplyRow) -> None:
        self._session.add(
            ReplyEntity(
                id=reply.id,
                event_uid=reply.uid,
                party_id=reply.party_id,
                mail=reply.mail,
                name=reply.name,
                answer=reply.answer.value,
                comment=reply.comment,
                proposal=reply.proposal,
                delegated_to=reply.delegated_to,
                delegated_from=reply.delegated_from,
                occurrence=reply.occurrence,
                sequence=reply.sequence,
                stamp=reply.stamp,
            )
        )

    def _words(self, reply: ReplyRow, known: KnownEvent, sender: Mailbox | None) -> str:
        """`Ann Lee: accepted (“MSA subgroup meeting”).` and what is to be known about it."""
        said = answer_words(reply.answer)
        if reply.proposal:
            said = _("proposes {when}").format(when=reply.proposal)
        parts = [
            _("{name}: {answer} (“{title}”).").format(name=reply.name or reply.mail, answer=said, title=known.title)
        ]
        guests = self._guests.get(known.uid, {})
        if reply.sequence < known.sequence:
            parts.append(_("It answers an older date or time."))
        if reply.delegated_to:
            parts.append(_("{other} comes instead.").format(other=reply.delegated_to))
        if reply.delegated_from:
            parts.append(_("For {other}.").format(other=reply.delegated_from))
        elif reply.key not in guests:
            parts.append(_("Was not invited; kept beside the guests."))
        if sender is not None and sender.key not in (reply.key, ""):
            parts.append(_("Sent by {sender}.").format(sender=sender.name or sender.mail))
        return " ".join(parts)


def _who(event: IncomingEvent, sender: Mailbox | None) -> IncomingGuest | None:
    """Whose answer it is: the one who is named; of several, whoever sent it (RFC 5546, section 3.2.3)."""
    if len(event.guests) == 1:
        return event.guests[0]
    sent = [guest for guest in event.guests if sender is not None and guest.mailbox.key == sender.key]
    return sent[0] if len(sent) == 1 else None


def _may_answer_for(sender: Mailbox, guest: Mailbox) -> bool:
    """Somebody may answer for themselves, or for a colleague, as assistants do. A stranger's word is no answer."""
    return sender.key == guest.key or sender.key.rpartition("@")[2] == guest.key.rpartition("@")[2]


def _day_of_series(event: IncomingEvent, zone: str) -> date | None:
    """A moment in UTC is of the day on which it is where the event takes place."""
    if event.occurrence_at is None or not zone:
        return event.occurrence
    return event.occurrence_at.astimezone(ZoneInfo(zone)).date()


def _of_somebody(event: IncomingEvent, known: KnownEvent | None, sender: Mailbox | None) -> str:
    by = sender or event.organiser
    name = (by.name or by.mail) if by is not None else _("Somebody")
    if known is None:
        words = _(
            "{name} sent “{title}”, an event that isn't in this record. Nothing was changed; take it over for a "
            "meeting to follow it."
        )
        return words.format(name=name, title=event.called)
    if event.cancelled:
        words = _("{name} sent a cancellation of “{title}”, which is organised here. Nothing was changed.")
    else:
        words = _("{name} sent an invitation to “{title}”, which is organised here. Nothing was changed.")
    return words.format(name=name, title=known.title)


def _left(words: str, *, mail: str = "", came: Came = Came.OTHER) -> ReplyReport:
    return ReplyReport("", Outcome.LEFT, words, mail=mail, came=came)


def _name(who: IncomingGuest) -> str:
    return who.mailbox.name or who.mailbox.mail


def _identities(reply: ReplyRow) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What makes an answer that one: the same file twice is one answer, two answers of one second are two.

    The second one is for an answer that doesn't say when it was given.
    """
    said = (reply.uid, reply.key, reply.answer, reply.occurrence, reply.sequence, reply.proposal)
    return (*said, reply.stamp.astimezone(UTC)), said
