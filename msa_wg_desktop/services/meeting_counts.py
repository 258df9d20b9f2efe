"""How much there is in each of many meetings, counted in a fixed number of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select, union_all
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import Capture, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.services.captured import TARGETS

Counts = tuple[int, int, int]


class _Open(NamedTuple):
    """How many things of a group are open that come from one meeting, held when, or from none."""

    group_id: str
    meeting_id: str | None
    day: date | None
    many: int


def counts(connection: Connection, meetings: Sequence[MeetingRow]) -> Mapping[str, Counts]:
    """For each meeting: its lines, what came up in it and is open, and how much `CarryOver.list` would show in it.

    The database counts: ten thousand open things aren't looked at one by one here.
    """
    group_ids = sorted({meeting.group_id for meeting in meetings})
    notes = _notes(connection, group_ids)
    things = _open_things(connection, group_ids)
    came_up: Counter[str | None] = Counter()
    for thing in things:
        came_up[thing.meeting_id] += thing.many
    carried = _carried(meetings, things, _taken_up(connection, group_ids))
    return {meeting.id: (notes[meeting.id], came_up[meeting.id], carried[meeting.id]) for meeting in meetings}


def _notes(connection: Connection, group_ids: Sequence[str]) -> Counter[str]:
    """Empty lines have no number and are not counted."""
    statement = (
        select(Note.meeting_id, func.count())
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(Meeting.group_id.in_(group_ids), Note.text != "")
        .group_by(Note.meeting_id)
    )
    return Counter(dict(connection.execute(statement).tuples().all()))


def _open_things(connection: Connection, group_ids: Sequence[str]) -> list[_Open]:
    each = [_open_of(kind.entity.__table__.c, group_ids) for kind in TARGETS.values() if kind.status]
    return [_Open(*row) for row in connection.execute(union_all(*each)).tuples().all()]


def _open_of(columns: Any, group_ids: Sequence[str]) -> Select[Any]:
    return (
        select(columns.group_id, columns.meeting_id, Meeting.date, func.count())
        .outerjoin(Meeting, Meeting.id == columns.meeting_id)
        .where(columns.group_id.in_(group_ids), columns.status.in_(sorted(OPEN_STATES)))
        .group_by(columns.group_id, columns.meeting_id, Meeting.date)
    )


def _taken_up(connection: Connection, group_ids: Sequence[str]) -> Counter[str]:
    """How much of what is open from before each meeting was captured or taken up in it."""
    each = [_taken_of(kind.entity.__table__.c, group_ids) for kind in TARGETS.values() if kind.status]
    found: Counter[str] = Counter()
    for meeting_id, count in connection.execute(union_all(*each)).tuples().all():
        found[meeting_id] += count
    return found


def _taken_of(columns: Any, group_ids: Sequence[str]) -> Select[Any]:
    """From before is the rule of `CarryOver.list`."""
    here, there = aliased(Meeting), aliased(Meeting)
    earlier = there.date.is_not(None) & or_(here.date.is_(None), there.date < here.date)
    return (
        select(Note.meeting_id, func.count(columns.id.distinct()))
        .join(Capture, Capture.note_id == Note.id)
        .join(here, here.id == Note.meeting_id)
        .join(columns.id.table, columns.id == Capture.target_id)
        .outerjoin(there, there.id == columns.meeting_id)
        .where(here.group_id.in_(group_ids), columns.group_id == here.group_id)
        .where(columns.status.in_(sorted(OPEN_STATES)), or_(columns.meeting_id.is_(None), earlier))
        .group_by(Note.meeting_id)
    )


def _carried(meetings: Sequence[MeetingRow], things: Sequence[_Open], taken: Mapping[str, int]) -> Mapping[str, int]:
    """Counted from days in order: 200 meetings with 2,000 open things must not be 400,000 comparisons."""
    undated: Counter[str] = Counter()
    by_day: dict[str, Counter[date]] = defaultdict(Counter)
    for thing in things:
        if thing.meeting_id is None:
            undated[thing.group_id] += thing.many
        elif thing.day is not None:
            by_day[thing.group_id][thing.day] += thing.many
    days = {group_id: sorted(its) for group_id, its in by_day.items()}
    sums = {group_id: [0, *accumulate(by_day[group_id][day] for day in its)] for group_id, its in days.items()}
    carried: dict[str, int] = {}
    for meeting in meetings:
        dated = days.get(meeting.group_id, [])
        upto = len(dated) if meeting.date is None else bisect_left(dated, meeting.date)
        before = sums[meeting.group_id][upto] if dated else 0
        carried[meeting.id] = undated[meeting.group_id] + before - taken.get(meeting.id, 0)
    return carried
