"""How much there is in each of many meetings, counted in a fixed number of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Select, func, or_, select, union_all
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import Capture, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.meetings import MeetingHead, MeetingOverview, MeetingRow
from msa_wg_desktop.services.captured import TARGETS, among, rows_among
from msa_wg_desktop.services.meetings import group_paths, meeting_row, meeting_rows
from msa_wg_desktop.services.store import Store


class _Open(NamedTuple):
    """How many things of a group are open that come from one meeting, held when, or from none."""

    group_id: str
    meeting_id: str | None
    day: date | None
    many: int


class MeetingCounts:
    """Meetings in the order in which they are listed, and how much each holds: its lines, what came up in it and is
    open, and how much `CarryOver.list` would show in it.

    Of a thousand meetings those in sight are counted. What is open is counted once, for all of them, as what is carried
    into each depends on it; the database counts: ten thousand open things aren't looked at one by one here.
    """

    def __init__(self, store: Store, connection: Connection, heads: Sequence[MeetingHead]) -> None:
        self.heads = tuple(heads)
        self._store = store
        self._things = _open_things(connection, sorted({head.group_id for head in heads}))
        self._came_up: Counter[str | None] = Counter()
        for thing in self._things:
            self._came_up[thing.meeting_id] += thing.many

    def of(self, meeting_ids: Sequence[str]) -> dict[str, MeetingOverview]:
        """Some of the meetings with what each holds; those that are gone are left out."""
        with self._store.reading() as connection:
            paths = group_paths(connection)
            meetings = [meeting_row(row, paths) for row in rows_among(connection, _ROWS, meeting_ids)]
            notes = dict(rows_among(connection, _NOTES, meeting_ids))
            taken: Counter[str] = Counter()
            for meeting_id, count in rows_among(connection, _taken_up(), meeting_ids):
                taken[meeting_id] += count
        carried = _carried(meetings, self._things, taken)
        return {
            one.id: MeetingOverview(one, notes.get(one.id, 0), self._came_up[one.id], carried[one.id])
            for one in meetings
        }


_ROWS = meeting_rows().where(among(Meeting.id))
_NOTES = select(Note.meeting_id, func.count()).where(among(Note.meeting_id), Note.text != "").group_by(Note.meeting_id)
"""Empty lines have no number and are not counted."""


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


@cache
def _taken_up() -> CompoundSelect[Any]:
    """How much of what is open from before some meetings was captured or taken up in each."""
    return union_all(*(_taken_of(kind.entity.__table__.c) for kind in TARGETS.values() if kind.status))


def _taken_of(columns: Any) -> Select[Any]:
    """From before is the rule of `CarryOver.list`."""
    here, there = aliased(Meeting), aliased(Meeting)
    earlier = there.date.is_not(None) & or_(here.date.is_(None), there.date < here.date)
    return (
        select(Note.meeting_id, func.count(columns.id.distinct()))
        .join(Capture, Capture.note_id == Note.id)
        .join(here, here.id == Note.meeting_id)
        .join(columns.id.table, columns.id == Capture.target_id)
        .outerjoin(there, there.id == columns.meeting_id)
        .where(among(Note.meeting_id), columns.group_id == here.group_id)
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
