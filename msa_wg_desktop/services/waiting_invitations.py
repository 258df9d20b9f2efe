"""Where something waits to be sent: events that went out, changed since, and are still to come; and events that went
out and have no meeting any more, until they are cancelled or somebody lets them be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from msa_wg_desktop.db.models import Attendance, Event, HandedOut, Meeting, Party, Setting
from msa_wg_desktop.db.models import Guest as GuestEntity
from msa_wg_desktop.domain import series
from msa_wg_desktop.domain.invitations import (
    Errands,
    Guest,
    Invitation,
    Mailbox,
    Method,
    Sent,
    Turn,
    Waiting,
    errands,
    having,
)
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.gone_events import gone_event
from msa_wg_desktop.services.invitation_reading import facts_of, sent_of, takes_place
from msa_wg_desktop.words import _

_LET_BE = "invitations.let_be"
"""The setting that keeps the UIDs of the events that somebody let be."""
_TOLD = (Turn.INVITE, Turn.UPDATE, Turn.CANCEL)
"""A change of the text alone can wait: it makes nobody come at the wrong time."""


class WaitingInvitations(Service):
    """Reads what waits, and lets be what is never to be sent."""

    def list(self, group_ids: Collection[str] | None = None) -> tuple[Waiting, ...]:
        """What waits, of some groups or of all, the next day first; a fixed number of statements, and three for each
        event without a meeting.

        What has no meeting any more belongs to no group, and is told in all.
        """
        today = self.store.clock.today()
        with self.store.reading() as connection:
            found = [*_changed(connection, group_ids, today), *_gone(connection, today)]
        return tuple(sorted(found, key=lambda each: (each.day or date.max, each.title)))

    def let_be(self, uid: str) -> None:
        """Whoever still has an event without a meeting is to keep it; it waits no longer."""
        with self.store.operation(_("Leave a deleted meeting in the calendars that have it")) as session:
            row = session.get(Setting, _LET_BE)
            if row is None:
                session.add(Setting(id=_LET_BE, value=uid))
            elif uid not in row.value.split():
                row.value = f"{row.value} {uid}"


def _changed(connection: Connection, group_ids: Collection[str] | None, today: date) -> Iterable[Waiting]:
    """Events of meetings that are still to come, or stood on a day that is, with somebody to be told of a change."""
    events = _sent_events(connection)
    logs = _logs(connection, events)
    guests = _guests(connection, [row.id for _event, rows in events.values() for row in rows])
    for uid, (event, rows) in events.items():
        days = sorted({row.date for row in rows if row.date is not None and row.date >= today})
        ahead = [row for row in rows if row.date is None or row.date >= today]
        if not ahead or (group_ids is not None and rows[0].group_id not in group_ids):
            continue
        left = [row for row in rows if row.status != MeetingStatus.HELD.value] or rows
        invited = {guest.key: guest for row in left for guest in guests[row.id]}
        invitation = Invitation(
            uid,
            ahead[0].id,
            ahead[0].title,
            facts_of(event, rows, {}),
            Mailbox(""),
            tuple(invited.values()),
            takes_place=takes_place(rows),
        )
        told = errands(invitation, logs[uid]).of(*_TOLD)
        if told:
            yield Waiting(ahead[0].id, ahead[0].title, days[0] if days else None, Errands(told))


def _sent_events(connection: Connection) -> Mapping[str, tuple[Any, Sequence[Any]]]:
    """By UID, our events that went out, or go on where one did, each with its meetings in the order of their days."""
    sent = select(HandedOut.event_uid).where(HandedOut.method == Method.REQUEST.value)
    begun = select(Event.id).where(Event.uid.in_(sent))
    ours = select(Event.__table__).where(
        or_(Event.uid.in_(sent), Event.follows_id.in_(begun)), Event.organiser_mail == ""
    )
    events = {row.id: row for row in connection.execute(ours)}
    meetings: dict[str, list[Any]] = defaultdict(list)
    statement = select(Meeting.__table__).where(Meeting.event_id.in_(events))
    for row in connection.execute(statement.order_by(Meeting.occurrence, Meeting.date)):
        meetings[row.event_id].append(row)
    return {events[event_id].uid: (events[event_id], rows) for event_id, rows in meetings.items()}


def _logs(connection: Connection, uids: Collection[str]) -> Mapping[str, Sequence[Sent]]:
    found: dict[str, list[Sent]] = defaultdict(list)
    for sent in sent_of(connection, uids):
        found[sent.uid].append(sent)
    return found


def _guests(connection: Connection, meeting_ids: Collection[str]) -> Mapping[str, Sequence[Guest]]:
    """By meeting, whom it invites, as far as they can be reached."""
    people = select(Attendance.meeting_id, Party.mail).join(Party, Party.id == Attendance.party_id)
    others = select(GuestEntity.meeting_id, GuestEntity.mail).where(GuestEntity.meeting_id.in_(meeting_ids))
    found: dict[str, list[Guest]] = defaultdict(list)
    for statement in (people.where(Attendance.meeting_id.in_(meeting_ids), Attendance.invited), others):
        for row in connection.execute(statement):
            if row.mail.strip():
                found[row.meeting_id].append(Guest(row.mail.strip()))
    return found


def _gone(connection: Connection, today: date) -> Iterable[Waiting]:
    """Events that went out and that neither a meeting nor the organiser's answer has any more."""
    of_meetings = select(Event.uid).join(Meeting, Meeting.event_id == Event.id)
    lost = select(HandedOut.event_uid).where(
        HandedOut.method == Method.REQUEST.value,
        HandedOut.event_uid.not_in(of_meetings),
        HandedOut.event_uid.not_in(select(Meeting.id)),
    )
    kept = connection.execute(select(Setting.value).where(Setting.id == _LET_BE)).scalar() or ""
    logs = _logs(connection, set(connection.scalars(lost.distinct())) - set(kept.split()))
    for uid in (uid for uid, log in logs.items() if having(log)):
        invitation = gone_event(connection, uid)
        days = _days(invitation, today) if invitation is not None else []
        if invitation is not None and days:
            yield Waiting(uid, invitation.title, days[0], errands(invitation, logs[uid]), is_gone=True)


def _days(invitation: Invitation, today: date) -> list[date]:
    """The days that are still to come."""
    facts = invitation.facts
    if facts is None:
        return [today]
    days = series.days_of(facts.rule, facts.day) if facts.rule else (facts.day,)
    return [day for day in days if day >= today]
