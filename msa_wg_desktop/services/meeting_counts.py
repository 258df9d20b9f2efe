"""How much there is in each of many meetings, counted in a fixed number of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, union_all

from msa_wg_desktop.db.models import Capture, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.services.captured import TARGETS

Counts = tuple[int, int, int]


class _Open(NamedTuple):
    """An open action, data need or question: whose it is, and from which meeting, held when."""

    id: str
    group_id: str
    meeting_id: str | None
    day: date | None

    def comes_before(self, meeting: MeetingRow) -> bool:
        """Whether it is open from before that meeting: the rule of `CarryOver.list`, what was taken up left aside."""
        if self.group_id != meeting.group_id:
            return False
        if self.meeting_id is None:
            return True
        return self.day is not None and (meeting.date is None or self.day < meeting.date)


def counts(connection: Connection, meetings: Sequence[MeetingRow]) -> Mapping[str, Counts]:
    """For each meeting: its lines, what came up in it and is open, and how much `CarryOver.list` would show in it."""
    group_ids = sorted({meeting.group_id for meeting in meetings})
    notes = _notes(connection, group_ids)
    targets = _open_targets(connection, group_ids)
    came_up = Counter(target.meeting_id for target in targets)
    carried = _carried(meetings, targets, _tied(connection, group_ids))
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


def _open_targets(connection: Connection, group_ids: Sequence[str]) -> list[_Open]:
    each = [_open_of(kind.entity.__table__.c, group_ids) for kind in TARGETS.values() if kind.status]
    # All at once, and in their order: row by row and by name takes four times as long.
    return [_Open(*row) for row in connection.execute(union_all(*each)).tuples().all()]


def _open_of(columns: Any, group_ids: Sequence[str]) -> Select[Any]:
    return (
        select(columns.id, columns.group_id, columns.meeting_id, Meeting.date)
        .outerjoin(Meeting, Meeting.id == columns.meeting_id)
        .where(columns.group_id.in_(group_ids), columns.status.in_(sorted(OPEN_STATES)))
    )


def _tied(connection: Connection, group_ids: Sequence[str]) -> Mapping[str, set[str]]:
    """What was captured or taken up in each meeting."""
    statement = (
        select(Note.meeting_id, Capture.target_id)
        .join(Note, Note.id == Capture.note_id)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(Meeting.group_id.in_(group_ids))
    )
    tied: dict[str, set[str]] = defaultdict(set)
    for meeting_id, target_id in connection.execute(statement).tuples().all():
        tied[meeting_id].add(target_id)
    return tied


def _carried(
    meetings: Sequence[MeetingRow], targets: Sequence[_Open], tied: Mapping[str, set[str]]
) -> Mapping[str, int]:
    """Counted from days in order: 200 meetings with 2,000 open things must not be 400,000 comparisons."""
    by_id = {target.id: target for target in targets}
    undated = Counter(target.group_id for target in targets if target.meeting_id is None)
    days: dict[str, list[date]] = defaultdict(list)
    for group_id, day in sorted((target.group_id, target.day) for target in targets if target.day is not None):
        days[group_id].append(day)
    carried: dict[str, int] = {}
    for meeting in meetings:
        dated = days[meeting.group_id]
        before = len(dated) if meeting.date is None else bisect_left(dated, meeting.date)
        taken = [by_id[target_id] for target_id in tied.get(meeting.id, ()) if target_id in by_id]
        here = sum(target.comes_before(meeting) for target in taken)
        carried[meeting.id] = undated[meeting.group_id] + before - here
    return carried
