"""Series of meetings: one event with a rule, one meeting for each of its days (decision 13), changed one or many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession, delete_whole
from msa_wg_desktop.db.models import Event, Meeting, WorkingGroup
from msa_wg_desktop.domain import series
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service, edit, find, require_text
from msa_wg_desktop.services.meetings import (
    add_sections,
    check_times,
    group_paths,
    meeting_row,
    meeting_rows,
    move,
    new_meeting,
    skeleton,
)
from msa_wg_desktop.words import _

_AHEAD = frozenset({MeetingStatus.SCHEDULED.value, MeetingStatus.TO_BE_RESCHEDULED.value})
_OF_THE_EVENT = frozenset({"start", "end", "time_zone"})


class MeetingSeries(Service):
    """The verbs of series. What concerns one meeting of a series only is said to `Meetings`."""

    def plan(self, group_id: str, rule: str, first: date) -> tuple[series.SeriesDay, ...]:
        """The days of a series, with the holidays of the group's state among them."""
        with self.store.reading() as connection:
            state = connection.execute(select(WorkingGroup.state).where(WorkingGroup.id == group_id)).scalar_one()
        return series.planned(rule, first, state_holidays(state))

    def add(self, group_id: str, draft: MeetingDraft, rule: str, *, skip: Collection[date] = ()) -> tuple[str, ...]:
        """Makes a series that begins on the draft's day, but for the days to skip; gives the meetings' ids."""
        if draft.date is None:
            raise ValidationError(_("A series needs the date of its first meeting."), field="due")
        days = [day for day in series.days_of(rule, draft.date) if day not in skip]
        if not days:
            raise ValidationError(_("All days of the series are skipped; keep at least one."), field="until")
        with self.store.operation(_("Add a series of meetings")) as session:
            group = find(session, WorkingGroup, group_id)
            sections = skeleton(session, group)
            zone = draft.time_zone or group.time_zone
            event = Event(
                uid=new_id(), rule=rule, time_zone=zone, starts_on=draft.date, start=draft.start, end=draft.end
            )
            session.add(event)
            made = [new_meeting(replace(draft, date=day), group) for day in days]
            for meeting in made:
                meeting.event_id, meeting.occurrence = event.id, meeting.date
                session.add(meeting)
                add_sections(session, meeting, sections)
            return tuple(meeting.id for meeting in made)

    def following(self, meeting_id: str) -> tuple[MeetingRow, ...]:
        """A meeting of a series and those that come after it and are still to come, in their order."""
        with self.store.reading() as connection:
            here = connection.execute(meeting_rows().where(Meeting.id == meeting_id)).one()
            statement = meeting_rows().where(
                Meeting.event_id == here.event_id, Meeting.occurrence >= here.occurrence, Meeting.status.in_(_AHEAD)
            )
            paths = group_paths(connection)
            rows = connection.execute(statement.order_by(Meeting.occurrence)).all()
        return tuple(meeting_row(row, paths) for row in rows)

    def edit_following(
        self, meeting_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None
    ) -> None:
        """Changes this meeting and those that follow; one that differed by itself in a field keeps that."""
        with self.store.operation(_("Change this and the following meetings"), meeting_id=meeting_id) as session:
            here = find(session, Meeting, meeting_id)
            former = {name: getattr(here, name) for name in values}
            whole = self._is_first(session, here)
            for meeting in _ahead(session, here):
                alike = {name: value for name, value in values.items() if getattr(meeting, name) == former[name]}
                edit(meeting, alike, shown=shown if meeting is here else None)
                require_text(meeting.title, _("Give the meeting a title."), field="title")
                check_times(meeting.date, meeting.start, meeting.end, zone=meeting.time_zone)
            if whole and here.event_id is not None:
                of_event = {name: value for name, value in values.items() if name in _OF_THE_EVENT}
                edit(find(session, Event, here.event_id), of_event)

    def reschedule_following(self, meeting_id: str, to: date) -> None:
        """Moves this meeting and those that follow by the same number of days; each keeps its place in the rule."""
        with self.store.operation(_("Reschedule this and the following meetings"), meeting_id=meeting_id) as session:
            here = find(session, Meeting, meeting_id)
            stood = here.date or here.occurrence
            by = to - stood if stood is not None else timedelta(0)
            for meeting in _ahead(session, here):
                day = meeting.date or meeting.occurrence
                if meeting is here or day is not None:
                    move(meeting, to if meeting is here or day is None else day + by)
                    check_times(meeting.date, meeting.start, meeting.end, zone=meeting.time_zone)

    def cancel_following(self, meeting_id: str) -> None:
        """Cancels this meeting and those that follow; they stay in the record as cancelled."""
        with self.store.operation(_("Cancel this and the following meetings"), meeting_id=meeting_id) as session:
            for meeting in _ahead(session, find(session, Meeting, meeting_id)):
                meeting.status = MeetingStatus.CANCELLED.value

    def delete_following(self, meeting_id: str) -> None:
        """Deletes this meeting and those that follow and are still to come; the rule ends with what is left."""
        with self.store.operation(_("Delete this and the following meetings")) as session:
            here = find(session, Meeting, meeting_id)
            event_id = here.event_id
            for meeting in _ahead(session, here):
                delete_whole(session, meeting)
            session.flush()
            left = session.scalars(select(Meeting.occurrence).where(Meeting.event_id == event_id)).all()
            event = session.get(Event, event_id) if event_id else None
            last = max((day for day in left if day is not None), default=None)
            if event is not None and event.starts_on is not None and last is not None:
                event.rule = series.shortened(event.rule, event.starts_on, last)

    @staticmethod
    def _is_first(session: RecordSession, meeting: Meeting) -> bool:
        """Whether no meeting of its series comes before it: then the series as a whole is changed."""
        before = select(Meeting.id).where(Meeting.event_id == meeting.event_id, Meeting.occurrence < meeting.occurrence)
        return session.scalars(before.limit(1)).first() is None


def _ahead(session: RecordSession, here: Meeting) -> list[Meeting]:
    """A meeting, whatever its state, and those of its series that follow and are still to come."""
    if here.event_id is None or here.occurrence is None:
        raise ValidationError(_("This meeting belongs to no series. Nothing was changed."))
    statement = select(Meeting).where(
        Meeting.event_id == here.event_id, Meeting.occurrence > here.occurrence, Meeting.status.in_(_AHEAD)
    )
    return [here, *session.scalars(statement.order_by(Meeting.occurrence))]
