"""The event that already exists: made and sent by somebody else's calendar, followed here, never sent from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Event, HandedOut, Meeting, WorkingGroup
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.invitations import Mailbox, Method
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus
from msa_wg_desktop.domain.replies import IncomingEvent, IncomingFile, Outcome
from msa_wg_desktop.errors import ConflictError, ImportProblem, ValidationError
from msa_wg_desktop.services.base import Service, edit, find, require_text, require_zone
from msa_wg_desktop.services.known_events import uid_of
from msa_wg_desktop.services.meetings import add_sections, check_times, move, new_meeting, skeleton
from msa_wg_desktop.services.reply_files import read_files
from msa_wg_desktop.words import _

_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Followed:
    """A meeting that follows an event of somebody else; `remarks` say what of the event isn't in the record."""

    meeting_id: str
    organiser: Mailbox
    remarks: tuple[str, ...] = ()


class TakenOver(Service):
    """The verbs of events that others organise."""

    def read(self, path: Path) -> IncomingFile:
        """The invitation of a file. Raises ImportProblem in words."""
        (file,) = read_files([path])
        if file.content is None:
            raise ImportProblem(file.why)
        return file.content

    def organiser(self, meeting_id: str) -> Mailbox | None:
        """Who organises a meeting's event; None where that is done here."""
        statement = (
            select(Event.organiser_mail, Event.organiser_name)
            .join(Meeting, Meeting.event_id == Event.id)
            .where(Meeting.id == meeting_id, Event.organiser_mail != "")
        )
        with self.store.reading() as connection:
            row = connection.execute(statement).one_or_none()
        return Mailbox(row.organiser_mail, row.organiser_name) if row is not None else None

    def check_free(self, meeting_id: str) -> None:
        """Raises ConflictError in words where a meeting can't take over an event of somebody else."""
        with self.store.reading() as connection:
            _require_free(connection, meeting_id)

    def take_over(
        self,
        file: IncomingFile,
        *,
        meeting_id: str | None = None,
        group_id: str | None = None,
        time_zone: str = "",
        organiser: str = "",
    ) -> Followed:
        """Makes a meeting of the group, or one that is there, follow the event of an invitation.

        `time_zone` and `organiser` answer what the invitation leaves open. Raises ValidationError with the field that
        is to be asked for, or ConflictError where the meeting has an event already.
        """
        event = _invitation(file)
        by = event.organiser or Mailbox(read_mail(organiser, field="organiser"))
        if not by.mail:
            words = _("The invitation doesn't say who organises it. Nothing was changed; say whose event it is.")
            raise ValidationError(words, field="organiser")
        with self.store.operation(_("Take over the event of {name}").format(name=by.name or by.mail)) as session:
            if meeting_id is None:
                meeting = self._new(session, event, group_id or "", time_zone)
            else:
                meeting = find(session, Meeting, meeting_id)
                _require_free(session.connection(), meeting.id)
            row = _event_row(session, meeting, event)
            row.organiser_mail, row.organiser_name = by.mail, by.name
            row.sequence, row.stamp = event.sequence, event.stamp
            meeting.event_id = row.id
            _apply(meeting, event, time_zone)
            row.time_zone, row.starts_on = meeting.time_zone, meeting.date
            row.start, row.end = meeting.start, meeting.end
            return Followed(meeting.id, by, _remarks(event, meeting))

    def follow(self, event: IncomingEvent, sender: Mailbox | None = None) -> tuple[Outcome, str]:
        """Brings meetings up to date with what their event's organiser sent since; says what became of it.

        Older than what is known, or from anybody else: nothing is changed.
        """
        with self.store.operation(_("Follow the organiser's event")) as session:
            return follow(session, event, sender)

    def _new(self, session: RecordSession, event: IncomingEvent, group_id: str, time_zone: str) -> Meeting:
        group = find(session, WorkingGroup, group_id)
        title = require_text(
            event.title,
            _("The invitation has no title. Nothing was changed; take it over for a meeting that has one."),
            field="title",
        )
        meeting = new_meeting(MeetingDraft(title, time_zone=time_zone or group.time_zone), group)
        session.add(meeting)
        add_sections(session, meeting, skeleton(session, group))
        session.flush()
        return meeting


def follow(session: RecordSession, event: IncomingEvent, sender: Mailbox | None) -> tuple[Outcome, str]:
    """Does it in a session, or in one in which it is only tried out: nothing is flushed here."""
    row = session.scalars(select(Event).where(Event.uid == event.uid, Event.organiser_mail != "")).first()
    if row is None:
        words = _("“{title}” is no event that is followed here. Nothing was changed.")
        return Outcome.LEFT, words.format(title=event.called)
    why = _not_from_organiser(row, event, sender)
    if why:
        return Outcome.LEFT, why
    age = _version(event.sequence, event.stamp), _version(row.sequence or 0, row.stamp)
    if event.occurrence is None and age[0] == age[1]:
        return Outcome.KNOWN, _("This version of “{title}” is known already.").format(title=event.called)
    if age[0] < age[1]:
        words = _("This version of “{title}” is older than the one that is known. Nothing was changed.")
        return Outcome.LEFT, words.format(title=event.called)
    try:
        return Outcome.TAKEN, _follow(session, row, event)
    except ValidationError as problem:
        return Outcome.LEFT, problem.words


def _invitation(file: IncomingFile) -> IncomingEvent:
    """The event itself, of a series its rule; asks where a file holds several events."""
    events = [event for event in file.events if event.method not in (Method.REPLY, Method.COUNTER)]
    if not events:
        raise ImportProblem(
            _("“{name}” is an answer, not an invitation. Nothing was changed; import it as a reply.").format(
                name=file.name
            )
        )
    if len({event.uid for event in events}) > 1:
        raise ImportProblem(
            _("“{name}” holds {count} events: {titles}. Nothing was changed; save the one event by itself.").format(
                name=file.name,
                count=len({event.uid for event in events}),
                titles=", ".join(f"“{event.called}”" for event in events[:3]),
            )
        )
    chosen = next((event for event in events if event.occurrence is None), events[0])
    if chosen.cancelled:
        raise ImportProblem(
            _("“{name}” is a cancellation, not an invitation. Nothing was changed.").format(name=file.name)
        )
    if chosen.day is None:
        raise ImportProblem(_("“{name}” says no date that can be read. Nothing was changed.").format(name=file.name))
    return chosen


def _require_free(connection: Connection, meeting_id: str) -> None:
    """One meeting is one event in everybody's calendar: what went out from here has to be called off first."""
    uid = uid_of(connection, meeting_id)
    log = select(HandedOut.method, HandedOut.recipients).where(HandedOut.event_uid == uid)
    sent = connection.execute(log.order_by(HandedOut.handed_at, HandedOut.sequence))
    last = {mail.strip().casefold(): row.method for row in sent for mail in row.recipients}
    if Method.REQUEST.value in last.values():
        raise ConflictError(
            _(
                "An invitation to this meeting went out from here. Nothing was changed: guests would have it twice. "
                "Send its cancellation first, then take the other event over."
            )
        )
    rule = select(Event.rule).join(Meeting, Meeting.event_id == Event.id).where(Meeting.id == meeting_id)
    if connection.execute(rule).scalar():
        raise ConflictError(
            _("This meeting is one of a series. Nothing was changed; take the event over for a meeting by itself.")
        )


def _event_row(session: RecordSession, meeting: Meeting, event: IncomingEvent) -> Event:
    """The event of that UID; a meeting that follows it already, or is another day of the same event, shares it."""
    there = session.scalars(select(Event).where(Event.uid == event.uid)).first()
    if there is not None:
        if _version(event.sequence, event.stamp) < _version(there.sequence or 0, there.stamp):
            words = _("This version of “{title}” is older than the one that is known. Nothing was changed.")
            raise ConflictError(words.format(title=event.called))
        if not there.organiser_mail and there.id != meeting.event_id:
            raise ConflictError(_("That event is organised here, for another meeting. Nothing was changed."))
        return there
    row = Event(uid=event.uid, rule="", time_zone=meeting.time_zone)
    session.add(row)
    session.flush()
    return row


def _not_from_organiser(row: Event, event: IncomingEvent, sender: Mailbox | None) -> str:
    organiser = Mailbox(row.organiser_mail, row.organiser_name)
    claimed = event.organiser.key if event.organiser is not None else ""
    by = sender or event.organiser
    if claimed == organiser.key and (sender is None or sender.key == organiser.key):
        return ""
    name = (by.name or by.mail) if by is not None else _("Somebody")
    return _("{name} sent this about “{title}”, which {organiser} organises. Nothing was changed.").format(
        name=name, title=event.called, organiser=organiser.name or organiser.mail
    )


def _follow(session: RecordSession, row: Event, event: IncomingEvent) -> str:
    """Raises ValidationError before anything is changed."""
    meetings = _meant(session, row, event)
    if event.cancelled:
        for meeting in meetings:
            meeting.status = MeetingStatus.CANCELLED.value
        words = _("“{title}” was cancelled by its organiser.")
    else:
        for values in [_values(meeting, event, "") for meeting in meetings]:
            check_times(values["date"], values["start"], values["end"], zone=values["time_zone"])
        for meeting in meetings:
            _apply(meeting, event, "")
        words = _("“{title}” is as its organiser has it now.")
    if event.occurrence is None:
        row.sequence, row.stamp = event.sequence, event.stamp
    return words.format(title=event.title or (meetings[0].title if meetings else ""))


def _meant(session: RecordSession, row: Event, event: IncomingEvent) -> Sequence[Meeting]:
    """The meetings that follow an event; of one of its days, the one that stands on it or stood on it."""
    meetings = session.scalars(select(Meeting).where(Meeting.event_id == row.id).order_by(Meeting.date)).all()
    if event.occurrence is None:
        return meetings
    day = event.occurrence
    if event.occurrence_at is not None:
        day = event.occurrence_at.astimezone(ZoneInfo(row.time_zone)).date()
    found = [meeting for meeting in meetings if day in (meeting.date, meeting.rescheduled_from)]
    if not found:
        words = _("No meeting here stands for {day} of “{title}”. Nothing was changed.")
        raise ValidationError(words.format(day=format_date(day), title=event.called))
    return found


def _apply(meeting: Meeting, event: IncomingEvent, time_zone: str) -> None:
    """Date, times, place and link as the event has them. What a meeting was held as it stays."""
    values = _values(meeting, event, time_zone)
    check_times(values["date"], values["start"], values["end"], zone=values["time_zone"])
    held = meeting.status == MeetingStatus.HELD.value
    day: date = values.pop("date")
    if not held:
        move(meeting, day)
    edit(meeting, values)


def _values(meeting: Meeting, event: IncomingEvent, time_zone: str) -> dict[str, Any]:
    zone = time_zone or event.time_zone
    if event.start is not None and not zone:
        raise ValidationError(_zone_unknown(event), field="time_zone")
    zone = require_zone(zone) if zone else meeting.time_zone
    day, start, end = event.day, event.start, event.end
    if zone == "UTC" and not time_zone and day is not None and start is not None:
        # Google gives a single meeting in UTC: it is shown where the meeting takes place.
        zone = meeting.time_zone
        (day, start), end = _here(day, start, zone), _here(day, end, zone)[1] if end is not None else None
    # A series names the day on which it began; the meeting keeps the one for which it stands.
    keeps = event.rule and event.occurrence is None and meeting.date is not None
    values: dict[str, Any] = {"date": meeting.date if keeps else day, "start": start, "end": end, "time_zone": zone}
    values |= {name: value for name, value in (("location", event.location), ("url", event.url)) if value}
    return values


def _here(day: date, at: time, zone: str) -> tuple[date, time]:
    local = datetime.combine(day, at, UTC).astimezone(ZoneInfo(zone))
    return local.date(), local.time()


def _zone_unknown(event: IncomingEvent) -> str:
    if event.zone_written:
        words = _("The time zone “{zone}” of “{title}” isn't known here. Nothing was changed; say which one it is.")
        return words.format(zone=event.zone_written, title=event.called)
    words = _("“{title}” doesn't say in which time zone its times are. Nothing was changed; say which one it is.")
    return words.format(title=event.called)


def _version(sequence: int, stamp: datetime | None) -> tuple[int, datetime]:
    return sequence, stamp.astimezone(UTC) if stamp is not None else _EARLIEST


def _remarks(event: IncomingEvent, meeting: Meeting) -> tuple[str, ...]:
    if not event.rule or meeting.date is None:
        return ()
    words = _("The event comes again; this meeting is its day {day}. Take it over for each further meeting.")
    return (words.format(day=format_date(meeting.date)),)
