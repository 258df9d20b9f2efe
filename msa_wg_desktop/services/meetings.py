"""Meetings: made from a group's skeleton, moved, cancelled, held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Row, Select, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Meeting, Section, WorkingGroup
from msa_wg_desktop.domain.meetings import (
    MeetingDraft,
    MeetingKind,
    MeetingOverview,
    MeetingRow,
    MeetingStatus,
    SectionKind,
)
from msa_wg_desktop.domain.notes import new_id, ranks_between
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.base import Service, delete, edit, find, require_choice, require_text
from msa_wg_desktop.words import _

_AHEAD = (MeetingStatus.SCHEDULED.value, MeetingStatus.TO_BE_RESCHEDULED.value)
_FIELDS = ("title", "kind", "status", "date", "start", "end", "time_zone", "location", "url", "rescheduled_from")


class Meetings(Service):
    """The verbs of meetings."""

    def list(self, *, group_id: str | None = None) -> tuple[MeetingRow, ...]:
        """All meetings, those of one group where asked; newest first, those without a date at the top."""
        statement = _rows()
        if group_id is not None:
            statement = statement.where(Meeting.group_id == group_id)
        with self.store.reading() as connection:
            paths = group_paths(connection)
            found = [_row(row, paths) for row in connection.execute(statement)]
        return _newest_first(found)

    def overview(self, group_ids: Collection[str]) -> tuple[MeetingOverview, ...]:
        """The meetings of some groups in the order of `list`, with how much each holds; five statements in all."""
        from msa_wg_desktop.services.meeting_counts import counts

        with self.store.reading() as connection:
            paths = group_paths(connection)
            rows = connection.execute(_rows().where(Meeting.group_id.in_(group_ids)))
            meetings = _newest_first([_row(row, paths) for row in rows])
            counted = counts(connection, meetings)
        return tuple(MeetingOverview(meeting, *counted[meeting.id]) for meeting in meetings)

    def ahead(self, group_ids: Collection[str]) -> int:
        """How many meetings of some groups are still to come, a date being known or to be found."""
        statement = select(func.count()).where(Meeting.group_id.in_(group_ids), Meeting.status.in_(_AHEAD))
        with self.store.reading() as connection:
            return int(connection.execute(statement).scalar_one())

    def get(self, meeting_id: str) -> MeetingRow:
        """One meeting. Raises NotFoundError."""
        with self.store.reading() as connection:
            row = connection.execute(_rows().where(Meeting.id == meeting_id)).one_or_none()
            if row is None:
                raise NotFoundError(_("That meeting isn't in the record any more."))
            return _row(row, group_paths(connection))

    def add(self, group_id: str, draft: MeetingDraft, *, sections: bool = True) -> str:
        """Makes a meeting with the sections that the group's latest meeting had, empty; gives its id."""
        title = require_text(draft.title, _("Give the meeting a title."), field="title")
        with self.store.operation(_("Add a meeting")) as session:
            group = find(session, WorkingGroup, group_id)
            zone = draft.time_zone or group.time_zone
            _check(zone=zone, start=draft.start, end=draft.end)
            meeting = Meeting(
                id=new_id(),
                group_id=group_id,
                title=title,
                date=draft.date,
                start=draft.start,
                end=draft.end,
                time_zone=zone,
                kind=draft.kind.value,
                location=draft.location,
                url=draft.url,
            )
            skeleton = _skeleton(session, group) if sections else []
            session.add(meeting)
            for rank, (kind, heading) in zip(ranks_between(None, None, len(skeleton)), skeleton, strict=True):
                session.add(Section(meeting_id=meeting.id, kind=kind, heading=heading, rank=rank))
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
            edit(row, values, shown=shown)
            require_text(row.title, _("Give the meeting a title."), field="title")
            _check(zone=row.time_zone, start=row.start, end=row.end)

    def reschedule(self, meeting_id: str, to: date) -> None:
        """Moves the same meeting to another day and remembers where it stood (decision 14)."""
        with self.store.operation(_("Reschedule the meeting"), meeting_id=meeting_id) as session:
            row = find(session, Meeting, meeting_id)
            if row.date is not None and row.date != to:
                row.rescheduled_from = row.date
            row.date = to
            row.status = MeetingStatus.SCHEDULED.value

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


def group_paths(connection: Connection) -> dict[str, str]:
    """Each group's path as it is shown: `IX WG / MSA`."""
    rows = connection.execute(select(WorkingGroup.id, WorkingGroup.parent_id, WorkingGroup.short, WorkingGroup.name))
    known = {row.id: (row.parent_id, row.short or row.name) for row in rows}

    def path(group_id: str, below: frozenset[str] = frozenset()) -> str:
        parent, name = known[group_id]
        if parent not in known or parent in below:
            return name
        return f"{path(parent, below | {group_id})} / {name}"

    return {group_id: path(group_id) for group_id in known}


def _rows() -> Select[Any]:
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
    )


def _newest_first(meetings: list[MeetingRow]) -> tuple[MeetingRow, ...]:
    return tuple(sorted(meetings, key=lambda row: (row.date or date.max, row.title), reverse=True))


def _row(row: Row[Any], paths: Mapping[str, str]) -> MeetingRow:
    return MeetingRow(
        row.id,
        row.group_id,
        paths.get(row.group_id, ""),
        row.title,
        MeetingKind(row.kind),
        MeetingStatus(row.status),
        row.date,
        row.start,
        row.end,
        row.time_zone,
        row.location,
        row.url,
        row.rescheduled_from,
    )


def _check(*, zone: str, start: Any, end: Any) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValidationError(
            _("“{zone}” is not a time zone that is known here; choose one such as America/New_York.").format(zone=zone),
            field="time_zone",
        ) from problem
    if start is not None and end is not None and end <= start:
        raise ValidationError(_("The meeting ends before it starts; look at the two times."), field="end")


def _skeleton(session: RecordSession, group: WorkingGroup) -> list[tuple[str, str]]:
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
