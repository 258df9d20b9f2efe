"""Meetings: made from a group's skeleton, moved, cancelled, held."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Event, Meeting, Section, WorkingGroup
from msa_wg_desktop.domain.dates import format_date, format_time
from msa_wg_desktop.domain.meetings import (
    MeetingDraft,
    MeetingHead,
    MeetingKind,
    MeetingRow,
    MeetingStatus,
    SectionKind,
)
from msa_wg_desktop.domain.notes import new_id, ranks_between
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.domain.times import exists
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.base import Service, delete, edit, find, require_choice, require_text, require_zone
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.services.meeting_counts import MeetingCounts

_AHEAD = (MeetingStatus.SCHEDULED.value, MeetingStatus.TO_BE_RESCHEDULED.value)
_Listed = TypeVar("_Listed", MeetingRow, MeetingHead)
_KINDS, _STATES = {each.value: each for each in MeetingKind}, {each.value: each for each in MeetingStatus}
_ONE_LINE = frozenset({"title", "location", "url"})
_FIELDS = ("title", "kind", "status", "date", "start", "end", "time_zone", "location", "url", "rescheduled_from")


class Meetings(Service):
    """The verbs of meetings."""

    def list(self, *, group_id: str | None = None) -> tuple[MeetingRow, ...]:
        """All meetings, those of one group where asked; newest first, those without a date at the top."""
        statement = meeting_rows()
        if group_id is not None:
            statement = statement.where(Meeting.group_id == group_id)
        with self.store.reading() as connection:
            paths = group_paths(connection)
            found = [meeting_row(row, paths) for row in connection.execute(statement)]
        return _newest_first(found)

    def overview(self, group_ids: Collection[str]) -> MeetingCounts:
        """The meetings of some groups in the order of `list`; how much each holds is counted when it is asked."""
        from msa_wg_desktop.services.meeting_counts import MeetingCounts

        with self.store.reading() as connection:
            # All at once: row by row takes twice as long.
            rows = connection.execute(_HEADS.where(Meeting.group_id.in_(group_ids))).all()
            heads = [
                MeetingHead(meeting_id, group_id, title, _STATES[status], day, rule or "")
                for meeting_id, group_id, title, status, day, rule in rows
            ]
            return MeetingCounts(self.store, connection, _newest_first(heads))

    def some(self, meeting_ids: Collection[str]) -> tuple[MeetingRow, ...]:
        """Some meetings by their ids, in no order."""
        with self.store.reading() as connection:
            paths = group_paths(connection)
            rows = connection.execute(meeting_rows().where(Meeting.id.in_(meeting_ids))).all()
            return tuple(meeting_row(row, paths) for row in rows)

    def pending(self, group_ids: Collection[str]) -> tuple[MeetingRow, ...]:
        """The meetings of some groups that are scheduled or wait for a date, in the order of `list`."""
        with self.store.reading() as connection:
            paths = group_paths(connection)
            rows = connection.execute(meeting_rows().where(Meeting.group_id.in_(group_ids), Meeting.status.in_(_AHEAD)))
            return _newest_first([meeting_row(row, paths) for row in rows])

    def ahead(self, group_ids: Collection[str]) -> int:
        """How many meetings of some groups are still to come, a date being known or to be found."""
        statement = select(func.count()).where(Meeting.group_id.in_(group_ids), Meeting.status.in_(_AHEAD))
        with self.store.reading() as connection:
            return int(connection.execute(statement).scalar_one())

    def get(self, meeting_id: str) -> MeetingRow:
        """One meeting. Raises NotFoundError."""
        with self.store.reading() as connection:
            row = connection.execute(meeting_rows().where(Meeting.id == meeting_id)).one_or_none()
            if row is None:
                raise NotFoundError(_("That meeting isn't in the record any more."))
            return meeting_row(row, group_paths(connection))

    def add(self, group_id: str, draft: MeetingDraft, *, sections: bool = True) -> str:
        """Makes a meeting with the sections that the group's latest meeting had, empty; gives its id."""
        with self.store.operation(_("Add a meeting")) as session:
            group = find(session, WorkingGroup, group_id)
            meeting = new_meeting(draft, group)
            session.add(meeting)
            if sections:
                add_sections(session, meeting, skeleton(session, group))
            return meeting.id

    def edit(self, meeting_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes fields of a meeting: title, date, start, end, time_zone, location, url, kind."""
        unknown = set(values) - set(_FIELDS)
        if unknown:
            raise ValidationError(_("A meeting has no field “{field}”.").format(field=min(unknown)))
        with self.store.operation(_("Change the meeting"), meeting_id=meeting_id) as session:
            row = find(session, Meeting, meeting_id)
            for name, choices in (("kind", MeetingKind), ("status", MeetingStatus)):
                if name in values:
                    require_choice(choices, values[name], field=name)
            edit(row, in_one_line(values), shown=shown)
            require_text(row.title, _("Give the meeting a title."), field="title")
            check_times(row.date, row.start, row.end, zone=row.time_zone)

    def reschedule(self, meeting_id: str, to: date, *, times: tuple[time | None, time | None] | None = None) -> None:
        """Moves the same meeting to another day and remembers where it stood (decision 14); `times` are new ones."""
        with self.store.operation(_("Reschedule the meeting"), meeting_id=meeting_id) as session:
            row = find(session, Meeting, meeting_id)
            move(row, to)
            if times is not None:
                edit(row, {"start": times[0], "end": times[1]})
            check_times(row.date, row.start, row.end, zone=row.time_zone)

    def cancel(self, meeting_id: str, *, to_be_rescheduled: bool = False) -> None:
        """Cancels a meeting; `to_be_rescheduled` says that a new date is still to be found."""
        status = MeetingStatus.TO_BE_RESCHEDULED if to_be_rescheduled else MeetingStatus.CANCELLED
        self._set_status(meeting_id, status, _("Cancel the meeting"))

    def hold(self, meeting_id: str) -> None:
        """Marks a meeting as held."""
        self._set_status(meeting_id, MeetingStatus.HELD, _("Mark the meeting as held"))

    def delete(self, meeting_id: str) -> None:
        """Deletes a meeting with its notes and sections; what was captured in it stays."""
        with self.store.operation(_("Delete the meeting")) as session:
            delete(session, Meeting, meeting_id)

    def _set_status(self, meeting_id: str, status: MeetingStatus, label: str) -> None:
        with self.store.operation(label, meeting_id=meeting_id) as session:
            find(session, Meeting, meeting_id).status = status.value


_NAMES = select(WorkingGroup.id, WorkingGroup.parent_id, WorkingGroup.short, WorkingGroup.name)


def group_paths(connection: Connection) -> dict[str, str]:
    """Each group's path as it is shown: `IX WG / MSA`."""
    rows = connection.execute(_NAMES).all()
    known = {row.id: (row.parent_id, row.short or row.name) for row in rows}

    def path(group_id: str, below: frozenset[str] = frozenset()) -> str:
        parent, name = known[group_id]
        if parent not in known or parent in below:
            return name
        return f"{path(parent, below | {group_id})} / {name}"

    return {group_id: path(group_id) for group_id in known}


def new_meeting(draft: MeetingDraft, group: WorkingGroup) -> Meeting:
    """A meeting of a group, as the draft says it, not yet in the record. Raises ValidationError in words."""
    zone = draft.time_zone or group.time_zone
    check_times(draft.date, draft.start, draft.end, zone=zone)
    return Meeting(
        id=new_id(),
        group_id=group.id,
        title=require_text(clean_line(draft.title)[0], _("Give the meeting a title."), field="title"),
        date=draft.date,
        start=draft.start,
        end=draft.end,
        time_zone=zone,
        kind=draft.kind.value,
        location=clean_line(draft.location)[0],
        url=clean_line(draft.url)[0],
        zones=list(group.zones),
    )


def in_one_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a subject or in a line of a calendar, with no line end in it."""
    return {
        name: clean_line(value)[0] if name in _ONE_LINE and isinstance(value, str) else value
        for name, value in values.items()
    }


def add_sections(session: RecordSession, meeting: Meeting, wanted: Sequence[tuple[str, str]]) -> None:
    """Gives a new meeting its sections, empty."""
    for rank, (kind, heading) in zip(ranks_between(None, None, len(wanted)), wanted, strict=True):
        session.add(Section(meeting_id=meeting.id, kind=kind, heading=heading, rank=rank))


def move(meeting: Meeting, to: date) -> None:
    """To another day; the one it stood on is remembered. Whatever its state was, it is to come again."""
    if meeting.date is not None and meeting.date != to:
        meeting.rescheduled_from = meeting.date
    meeting.date = to
    meeting.status = MeetingStatus.SCHEDULED.value


def meeting_rows() -> Select[Any]:
    """What a MeetingRow is made of."""
    return select(
        Meeting.id,
        Meeting.group_id,
        Meeting.title,
        Meeting.kind,
        Meeting.status,
        Meeting.date,
        Meeting.start,
        Meeting.end,
        Meeting.time_zone,
        Meeting.location,
        Meeting.url,
        Meeting.rescheduled_from,
        Meeting.event_id,
        Meeting.occurrence,
        Event.uid,
        Event.rule,
    ).outerjoin(Event, Event.id == Meeting.event_id)


_HEADS = select(Meeting.id, Meeting.group_id, Meeting.title, Meeting.status, Meeting.date, Event.rule).outerjoin(
    Event, Event.id == Meeting.event_id
)


def _newest_first(meetings: Sequence[_Listed]) -> tuple[_Listed, ...]:
    return tuple(sorted(meetings, key=lambda row: row.day_and_title, reverse=True))


def meeting_row(row: Row[Any], paths: Mapping[str, str]) -> MeetingRow:
    """A row of `meeting_rows`, with its group's path."""
    return MeetingRow(
        row.id,
        row.group_id,
        paths.get(row.group_id, ""),
        row.title,
        _KINDS[row.kind],
        _STATES[row.status],
        row.date,
        row.start,
        row.end,
        row.time_zone,
        row.location,
        row.url,
        row.rescheduled_from,
        row.event_id,
        row.uid or "",
        row.occurrence,
        row.rule or "",
    )


def check_times(day: date | None, start: time | None, end: time | None, *, zone: str) -> None:
    """Raises ValidationError where a meeting could not be so: an unknown zone, an end before its start, a time that
    the clocks leave out."""
    require_zone(zone)
    if start is not None and end is not None and end <= start:
        raise ValidationError(_("The meeting ends before it starts; look at the two times."), field="end")
    for field, at in (("start", start), ("end", end)):
        if day is not None and at is not None and not exists(day, at, ZoneInfo(zone)):
            raise ValidationError(
                _("There is no {time} on {day}: the clocks go forward then. Choose another time.").format(
                    time=format_time(at), day=format_date(day)
                ),
                field=field,
            )


def skeleton(session: RecordSession, group: WorkingGroup) -> list[tuple[str, str]]:
    """The kinds and headings of the sections that a group's latest meeting had."""
    latest = session.scalars(
        select(Meeting.id)
        .where(Meeting.group_id == group.id, Meeting.id.in_(select(Section.meeting_id)))
        .order_by(Meeting.date.desc())
        .limit(1)
    ).first()
    if latest is not None:
        rows = session.execute(
            select(Section.kind, Section.heading).where(Section.meeting_id == latest).order_by(Section.rank, Section.id)
        )
        return [(row.kind, row.heading) for row in rows]
    return [
        (SectionKind.DIRECTIVE.value, _("Directive")),
        (SectionKind.CONTEXT.value, _("Context")),
        (SectionKind.NEEDS.value, _("Summary of Data Needs and Responses")),
        (SectionKind.DISCUSSION.value, _("Discussion")),
        (SectionKind.NEXT_STEPS.value, _("Next Steps")),
    ]
