"""Reads a meeting as a calendar is to know it: one event, or a series with the days that differ from its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import Decision, Docket, Event, HandedOut, Meeting, WorkingGroup
from msa_wg_desktop.domain import series
from msa_wg_desktop.domain.invitations import EventDay, EventFacts, Guest, Invitation, Mailbox, Method, Sent
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingStatus
from msa_wg_desktop.domain.summary import long_date
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.imprint import read_imprint
from msa_wg_desktop.services.known_events import uid_of
from msa_wg_desktop.words import _

_TAKES_PLACE = (MeetingStatus.SCHEDULED.value, MeetingStatus.HELD.value)
T = TypeVar("T")


def of_event(connection: Connection, meeting_id: str) -> tuple[str, ...]:
    """The meetings of a meeting's calendar event: itself, or all of its series."""
    own = select(Meeting.event_id).where(Meeting.id == meeting_id).scalar_subquery()
    statement = select(Meeting.id).join(Event, Event.id == Meeting.event_id)
    rows = connection.execute(statement.where(Event.id == own, Event.rule != "", Meeting.occurrence.is_not(None)))
    return tuple(row.id for row in rows) or (meeting_id,)


def read_invitation(
    connection: Connection, meeting_id: str, guests: Iterable[Guest], agendas: Mapping[str, str]
) -> Invitation:
    """The event of a meeting as it stands now. Of a series it is that of all its meetings, whichever is asked for,
    and the agenda of each stands with its own day. Raises NotFoundError."""
    meeting = connection.execute(select(Meeting.__table__).where(Meeting.id == meeting_id)).one_or_none()
    if meeting is None:
        raise NotFoundError(_("That meeting isn't in the record any more."))
    event = _event(connection, meeting)
    in_series = event is not None and event.rule
    days = _meetings(connection, event) if in_series else [meeting]
    title = _usual(days, lambda each: each.title)
    on, later = takes_place(days), any(each.status == MeetingStatus.TO_BE_RESCHEDULED.value for each in days)
    message = _usual(days, lambda each: each.message).strip()
    if on and not message:
        message = default_message(connection, meeting, title)
    agenda = "" if in_series else agendas.get(meeting_id, "").strip()
    reminders = _usual(days, lambda each: tuple(sorted(each.reminders, reverse=True)))
    imprint = read_imprint(connection)
    return Invitation(
        uid=uid_of(connection, meeting_id),
        meeting_id=meeting_id,
        title=title,
        facts=facts_of(event, days, agendas),
        organiser=Mailbox(imprint.mail, imprint.author),
        guests=tuple(guests),
        hides_guests=meeting.kind == MeetingKind.WEBINAR.value,
        text="\n\n".join(part for part in (message, agenda) if part),
        reminders=tuple(timedelta(minutes=minutes) for minutes in reminders),
        zones=tuple(_usual(days, lambda each: tuple(each.zones))),
        takes_place=on,
        to_be_rescheduled=later and not on,
    )


def read_log(connection: Connection, uid: str) -> tuple[Sent, ...]:
    """What was handed out for an event, in order."""
    return tuple(sent_of(connection, [uid]))


def sent_of(connection: Connection, uids: Collection[str]) -> Iterator[Sent]:
    """What was handed out for some events, in order."""
    statement = select(
        HandedOut.event_uid,
        HandedOut.method,
        HandedOut.sequence,
        HandedOut.handed_at,
        HandedOut.recipients,
        HandedOut.state,
        HandedOut.text_digest,
    )
    rows = connection.execute(
        statement.where(HandedOut.event_uid.in_(uids)).order_by(HandedOut.handed_at, HandedOut.sequence)
    )
    for row in rows:
        method, mails = Method(row.method), tuple(row.recipients)
        yield Sent(row.event_uid, method, row.sequence, row.handed_at, mails, row.state, row.text_digest)


def facts_of(event: Any | None, meetings: Sequence[Any], agendas: Mapping[str, str]) -> EventFacts | None:
    """What calendars are told of an event and its meetings, in the order of their days."""
    if event is not None and event.rule:
        return _series(event, meetings, agendas)
    return _facts(meetings[0])


def takes_place(meetings: Iterable[Any]) -> bool:
    """Whether any of an event's meetings does."""
    return any(each.status in _TAKES_PLACE for each in meetings)


def default_message(connection: Connection, meeting: Any, title: str = "") -> str:
    """What an invitation says first where nobody has written anything: what it is, and under which decision."""
    group = connection.execute(select(WorkingGroup.__table__).where(WorkingGroup.id == meeting.group_id)).one()
    words = _("You are invited to the {title}.")
    decided = select(Decision.decided_on, Docket.number).join(Docket, Docket.id == Decision.docket_id)
    decision = connection.execute(decided.where(Decision.id == group.default_decision_id)).one_or_none()
    day = long_date(decision.decided_on) if decision is not None and decision.decided_on else ""
    if decision is not None and day:
        words = _("You are invited to the {title}, held under the {day} Decision in Docket {docket}.")
    elif decision is not None:
        words = _("You are invited to the {title}, held under the Decision in Docket {docket}.")
    return words.format(title=title or meeting.title, day=day, docket=decision.number if decision is not None else "")


def _event(connection: Connection, meeting: Any) -> Any | None:
    return connection.execute(select(Event.__table__).where(Event.id == meeting.event_id)).one_or_none()


def _meetings(connection: Connection, event: Any) -> Sequence[Any]:
    of_event = select(Meeting.__table__).where(Meeting.event_id == event.id, Meeting.occurrence.is_not(None))
    return connection.execute(of_event.order_by(Meeting.occurrence)).all()


def _facts(meeting: Any, rule: str = "", days: tuple[EventDay, ...] = ()) -> EventFacts | None:
    if meeting.date is None:
        return None
    return EventFacts(
        meeting.date, meeting.start, meeting.end, meeting.time_zone, meeting.location, meeting.url, rule, days
    )


def _series(event: Any, meetings: Sequence[Any], agendas: Mapping[str, str]) -> EventFacts | None:
    """The rule, and beside it each day that differs: without a meeting, cancelled, moved, elsewhere, or with an
    agenda of its own."""
    if event.starts_on is None or not meetings:
        return None
    place, url = _usual(meetings, lambda each: each.location), _usual(meetings, lambda each: each.url)
    title = _usual(meetings, lambda each: each.title)
    by_day = {meeting.occurrence: meeting for meeting in meetings}
    days: list[EventDay] = []
    for day in series.days_of(event.rule, event.starts_on):
        usual = EventFacts(day, event.start, event.end, event.time_zone, place, url)
        meeting = by_day.get(day)
        facts = _facts(meeting) if meeting is not None and meeting.status in _TAKES_PLACE else None
        if meeting is None or facts is None:
            days.append(EventDay(day))
        elif facts != usual or meeting.title != title or meeting.id in agendas:
            days.append(EventDay(day, facts, meeting.title, agendas.get(meeting.id, "").strip()))
    return EventFacts(event.starts_on, event.start, event.end, event.time_zone, place, url, event.rule, tuple(days))


def _usual(meetings: Iterable[Any], value: Callable[[Any], T]) -> T:
    """What most of some meetings have; of several such, what the first of them has."""
    return Counter(value(meeting) for meeting in meetings).most_common(1)[0][0]
