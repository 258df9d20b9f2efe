"""What is odd about a day for a meeting, said before it is set: weekend, holiday, past, another meeting then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import Meeting, WorkingGroup
from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.dates import format_times
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.planning import holiday_name, state_holidays
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.meetings import check_times, group_paths
from msa_wg_desktop.words import _

_WEEKEND = 5
_GONE = (MeetingStatus.CANCELLED.value, MeetingStatus.TO_BE_RESCHEDULED.value)


class MeetingDates(Service):
    """Looks at days. Nothing that it says forbids a day."""

    def remarks(
        self, group_id: str, day: date, start: time | None, end: time | None, *, zone: str, apart_from: str = ""
    ) -> tuple[str, ...]:
        """Sentences about a day for a meeting of a group; none where it is a day like any other."""
        with self.store.reading() as connection:
            group = connection.execute(select(WorkingGroup.state).where(WorkingGroup.id == group_id)).one()
            others = _others(connection, group_id, day, apart_from)
            paths = group_paths(connection) if others else {}
        said = [
            self._past(day, start, zone),
            _weekday(day),
            _holiday(day, group.state),
            *(_clash(row, paths[row.group_id], start, end) for row in others),
            _impossible(day, start, end, zone),
        ]
        return tuple(sentence for sentence in said if sentence)

    def _past(self, day: date, start: time | None, zone: str) -> str:
        today = self.store.clock.today()
        if day < today:
            return _("That day has passed.")
        if day == today and start is not None:
            now = self.store.clock.now()
            try:
                begun = datetime.combine(day, start, ZoneInfo(zone)) <= now
            except (ValueError, OSError, KeyError):
                begun = False
            return _("That time has passed.") if begun else ""
        return ""


def _weekday(day: date) -> str:
    if day.weekday() < _WEEKEND:
        return ""
    return _("That is a {weekday}.").format(weekday=weekday_name(day.weekday()))


def _holiday(day: date, state: str) -> str:
    name = holiday_name(day, state_holidays(state))
    return _("That is {holiday}.").format(holiday=name) if name else ""


def _impossible(day: date, start: time | None, end: time | None, zone: str) -> str:
    try:
        check_times(day, start, end, zone=zone)
    except ValidationError as problem:
        return problem.words
    return ""


def _clash(row: Any, group: str, start: time | None, end: time | None) -> str:
    """Another meeting of the group, of its parents or of its subgroups on that day, and whether at the same hour."""
    when = format_times(row.start, row.end)
    if start is None or row.start is None:
        words = _("{title} of {group} is on that day too.")
    elif start < (row.end or time.max) and row.start < (end or time.max):
        words = _("{title} of {group} is at the same time: {when}.")
    else:
        words = _("{title} of {group} is on that day too, {when}.")
    return words.format(title=row.title, group=group, when=when)


def _others(connection: Connection, group_id: str, day: date, apart_from: str) -> list[Any]:
    """What the same people would also have to attend: meetings of a group, of its parents, of its subgroups."""
    parents = dict(connection.execute(select(WorkingGroup.id, WorkingGroup.parent_id)).tuples().all())
    above = set(_line(group_id, parents))
    family = above | {other for other in parents if group_id in _line(other, parents)}
    statement = (
        select(Meeting.group_id, Meeting.title, Meeting.start, Meeting.end)
        .where(Meeting.date == day, Meeting.id != apart_from, Meeting.status.not_in(_GONE))
        .where(Meeting.group_id.in_(family))
        .order_by(Meeting.start, Meeting.title)
    )
    return list(connection.execute(statement).all())


def _line(group_id: str, parents: Mapping[str, str | None]) -> list[str]:
    """A group and all above it."""
    line, at = [], group_id if group_id in parents else None
    while at is not None and at not in line:
        line.append(at)
        at = parents.get(at)
    return line
