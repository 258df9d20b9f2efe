"""Series of meetings: one event with a rule, one meeting for each of its days (decision 13), changed one or many.

"This and the following" on another weekday or at another time ends the event there and begins a new one, with a UID
of its own; from the first meeting on the event itself is changed. RFC 5545 has RANGE=THISANDFUTURE for it, which
Outlook and Google don't read, and an override for each day, which Outlook refuses where a day moves past the next
one. Google and Apple part a series in two as is done here, so that every calendar shows the same: the guests get an
update of the old event, which ends earlier, and an invitation to the new one, to be accepted anew, as another weekday
has to be. Another place, link or title stays with the event, as days that differ from it: nobody is asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession, delete_whole
from msa_wg_desktop.db.models import Attendance, Event, Guest, Meeting, WorkingGroup
from msa_wg_desktop.domain import series
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service, edit, find, require_text
from msa_wg_desktop.services.meetings import (
    add_sections,
    check_times,
    group_paths,
    in_one_line,
    meeting_row,
    meeting_rows,
    move,
    new_meeting,
    skeleton,
)
from msa_wg_desktop.words import _

_AHEAD = frozenset({MeetingStatus.SCHEDULED.value, MeetingStatus.TO_BE_RESCHEDULED.value})
_OF_THE_EVENT = frozenset({"start", "end", "time_zone"})


@dataclass(frozen=True, slots=True)
class SeriesEnd:
    """What another end of a series would mean: the days that come to it, and the meetings that go."""

    rule: str
    added: tuple[series.SeriesDay, ...] = ()
    dropped: tuple[MeetingRow, ...] = ()


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
            zone = draft.time_zone or group.time_zone
            event = Event(
                uid=new_id(), rule=rule, time_zone=zone, starts_on=draft.date, start=draft.start, end=draft.end
            )
            session.add(event)
            return tuple(meeting.id for meeting in _add_days(session, event, group, draft, days))

    # ------------------------------------------------------------------ reading

    def all(self, meeting_id: str) -> tuple[MeetingRow, ...]:
        """All meetings of a meeting's series in their order; none where it belongs to no series."""
        with self.store.reading() as connection:
            statement = meeting_rows().where(
                Meeting.event_id == select(Meeting.event_id).where(Meeting.id == meeting_id).scalar_subquery(),
                Meeting.occurrence.is_not(None),
                Event.rule != "",
            )
            paths = group_paths(connection)
            rows = connection.execute(statement.order_by(Meeting.occurrence)).all()
        return tuple(meeting_row(row, paths) for row in rows)

    def following(self, meeting_id: str) -> tuple[MeetingRow, ...]:
        """A meeting of a series and those that come after it and are still to come, in their order."""
        rows = self.all(meeting_id)
        here = next((place for place, row in enumerate(rows) if row.id == meeting_id), len(rows))
        return tuple(row for row in rows[here:] if row.status.value in _AHEAD)

    def plan_end(self, meeting_id: str, *, until: date | None = None, count: int | None = None) -> SeriesEnd:
        """What it would mean if a series went until a day, or had so many meetings; nothing is changed."""
        rows = self.all(meeting_id)
        if not rows or (last := rows[-1].occurrence) is None:
            raise ValidationError(_("This meeting belongs to no series. Nothing was changed."))
        with self.store.reading() as connection:
            event = connection.execute(select(Event.__table__).where(Event.id == rows[0].event_id)).one()
        _require_own(event.organiser_mail)
        first = event.starts_on or last
        if count is not None and 0 < count <= len(rows):
            until, count = rows[count - 1].occurrence, None
        elif count is not None:
            # Days that were left out count for the rule, not for whoever counts meetings.
            count += len(series.days_of(event.rule, first)) - len(rows)
        rule = series.ending(event.rule, first, until=until, count=count)
        planned = self.plan(rows[0].group_id, rule, first)
        end = planned[-1].day
        after = [row for row in rows if row.occurrence and row.occurrence > end]
        if held := [row for row in after if row.status is MeetingStatus.HELD]:
            words = _("The meeting of {day} was held already; the series can't end before it.")
            raise ValidationError(words.format(day=format_date(held[-1].occurrence or end)), field="until")
        dropped = tuple(row for row in after if row.status.value in _AHEAD)
        return SeriesEnd(rule, tuple(day for day in planned if day.day > last), dropped)

    # ------------------------------------------------------------------ changing

    def set_end(
        self,
        meeting_id: str,
        *,
        until: date | None = None,
        count: int | None = None,
        skip: Collection[date] = (),
    ) -> SeriesEnd:
        """Extends a series, its new meetings like the latest one and with its guests; or ends it earlier, and deletes
        what would have come after. Raises ValidationError in words."""
        planned = self.plan_end(meeting_id, until=until, count=count)
        rows = self.all(meeting_id)
        with self.store.operation(_("Change until when a series of meetings goes"), meeting_id=meeting_id) as session:
            event = find(session, Event, rows[0].event_id or "")
            event.rule = planned.rule
            for row in planned.dropped:
                delete_whole(session, find(session, Meeting, row.id))
            if days := [each.day for each in planned.added if each.day not in skip]:
                latest = find(session, Meeting, rows[-1].id)
                group = find(session, WorkingGroup, latest.group_id)
                _copy_guests(session, latest, _add_days(session, event, group, _like(latest, event), days))
        return planned

    def change_following(
        self,
        meeting_id: str,
        values: Mapping[str, Any],
        *,
        to: date | None = None,
        shown: Mapping[str, Any] | None = None,
    ) -> None:
        """Changes this meeting and those that follow; `to` is the day on which they begin from now on.

        One that differed by itself in a field, or stood on another day, keeps that.
        """
        with self.store.operation(_("Change this and the following meetings"), meeting_id=meeting_id) as session:
            here, values = find(session, Meeting, meeting_id), in_one_line(values)
            former = {name: getattr(here, name) for name in values}
            ahead = _ahead(session, here)
            for meeting in ahead:
                alike = {name: value for name, value in values.items() if getattr(meeting, name) == former[name]}
                edit(meeting, alike, shown=shown if meeting is here else None)
                require_text(meeting.title, _("Give the meeting a title."), field="title")
            to = None if to == here.date else to
            if to is not None or any(former[name] != values[name] for name in _OF_THE_EVENT & set(values)):
                _begin_anew(session, here, ahead, to)
            for meeting in ahead:
                check_times(meeting.date, meeting.start, meeting.end, zone=meeting.time_zone)

    def take_out(self, meeting_id: str) -> None:
        """Makes a meeting of a series one by itself, with an event and guests of its own.

        Calendars have one list of guests for a series. RFC 5545 lets a day have a list of its own, and Exchange has
        such days (MS-OXOCAL, 3.1.4.7.3.5), each sent by itself; but a day that comes without its series has cost
        people the series: in Nextcloud (server issue 60159) and Grommunio (gromox pull request 354). Two events are
        the same to all.
        """
        with self.store.operation(_("Take a meeting out of its series"), meeting_id=meeting_id) as session:
            here = find(session, Meeting, meeting_id)
            if here.event_id is None or here.occurrence is None:
                raise ValidationError(_("This meeting belongs to no series. Nothing was changed."))
            others = select(Meeting.id).where(Meeting.event_id == here.event_id, Meeting.id != here.id)
            if session.scalars(others.limit(1)).first() is None:
                raise ValidationError(_("It is the only meeting left of its series. Nothing was changed."))
            own = Event(uid=new_id(), rule="", time_zone=here.time_zone)
            session.add(own)
            session.flush()
            here.event_id, here.occurrence = own.id, None
            session.flush()

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


def _ahead(session: RecordSession, here: Meeting) -> list[Meeting]:
    """A meeting, whatever its state, and those of its series that follow and are still to come."""
    if here.event_id is None or here.occurrence is None:
        raise ValidationError(_("This meeting belongs to no series. Nothing was changed."))
    statement = select(Meeting).where(
        Meeting.event_id == here.event_id, Meeting.occurrence > here.occurrence, Meeting.status.in_(_AHEAD)
    )
    return [here, *session.scalars(statement.order_by(Meeting.occurrence))]


def _begin_anew(session: RecordSession, here: Meeting, ahead: Collection[Meeting], to: date | None) -> None:
    """From here on the days of the series are those of the same rule from another day on, or at another time."""
    event = find(session, Event, here.event_id or "")
    _require_own(event.organiser_mail)
    start, day = event.starts_on, here.occurrence
    if start is None or day is None:
        return
    before = [each for each in series.days_of(event.rule, start) if each >= day]
    rule = series.moved(event.rule, to or day, len(before))
    after = dict(zip(before, series.days_of(rule, to or day), strict=True))
    earlier = select(Meeting.occurrence).where(Meeting.event_id == event.id, Meeting.occurrence < day)
    left = session.scalars(earlier.order_by(Meeting.occurrence.desc()).limit(1)).first()
    later = session.scalars(select(Meeting).where(Meeting.event_id == event.id, Meeting.occurrence >= day)).all()
    if left is not None:
        event.rule = series.shortened(event.rule, start, left)
        event = Event(uid=new_id(), follows_id=event.id)
        session.add(event)
    edit(
        event,
        {"rule": rule, "starts_on": to or day, "start": here.start, "end": here.end, "time_zone": here.time_zone},
    )
    session.flush()
    for meeting in later:
        was = meeting.occurrence
        now = after.get(was, was) if was is not None else was
        meeting.event_id, meeting.occurrence = event.id, now
        stays = meeting.date != was or meeting.status != MeetingStatus.SCHEDULED.value
        if to is not None and now is not None and (meeting is here or (meeting in ahead and not stays)):
            move(meeting, now)


def _add_days(
    session: RecordSession, event: Event, group: WorkingGroup, draft: MeetingDraft, days: Collection[date]
) -> list[Meeting]:
    sections = skeleton(session, group)
    made = [new_meeting(replace(draft, date=day), group) for day in days]
    for meeting in made:
        meeting.event_id, meeting.occurrence = event.id, meeting.date
        session.add(meeting)
        add_sections(session, meeting, sections)
    return made


def _like(meeting: Meeting, event: Event) -> MeetingDraft:
    """What a further meeting of a series begins as: the latest one, at the usual times."""
    return MeetingDraft(
        meeting.title,
        start=event.start,
        end=event.end,
        time_zone=event.time_zone,
        kind=MeetingKind(meeting.kind),
        location=meeting.location,
        url=meeting.url,
    )


def _copy_guests(session: RecordSession, latest: Meeting, made: Collection[Meeting]) -> None:
    """Whoever is invited to a series is invited to what comes to it, in the same words."""
    session.flush()
    people = session.scalars(select(Attendance).where(Attendance.meeting_id == latest.id, Attendance.invited)).all()
    others = session.scalars(select(Guest).where(Guest.meeting_id == latest.id)).all()
    for meeting in made:
        meeting.message, meeting.reminders, meeting.zones = latest.message, list(latest.reminders), list(latest.zones)
        for row in people:
            kept = {"party_id": row.party_id, "organisation_id": row.organisation_id, "optional": row.optional}
            session.add(Attendance(meeting_id=meeting.id, **kept))
        for guest in others:
            session.add(
                Guest(
                    meeting_id=meeting.id,
                    party_id=guest.party_id,
                    mail=guest.mail,
                    name=guest.name,
                    optional=guest.optional,
                    is_list=guest.is_list,
                )
            )


def _require_own(organiser: str) -> None:
    """The days of somebody else's series are theirs to set."""
    if organiser:
        raise ValidationError(
            _(
                "{organiser} made this series. Nothing was changed; its days are changed there, and taken in here."
            ).format(organiser=organiser)
        )
