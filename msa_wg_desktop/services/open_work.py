"""What is open, as Today counts it: read once, then brought up to date by what changed, however much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Date, Select, bindparam, case, func, or_, select, union_all

from msa_wg_desktop.db.models import Action, ActionOwner, Capture, Meeting
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.today import OpenWork, Owned
from msa_wg_desktop.services.captured import TARGETS, among, from_before

_OPEN = sorted(OPEN_STATES)
_BETWEEN = ","
_MOST = 500
"""Of more changed things all is read again."""
_WORK = frozenset(kind.entity.__tablename__ for kind in TARGETS.values() if kind.status)


def read(connection: Connection, group_ids: Sequence[str], day: date, meeting: MeetingRow | None) -> OpenWork:
    """All of it; with 100,000 actions it takes longer than a blink."""
    actions = _owned(connection.execute(_actions(), {"groups": group_ids, "today": day}).all(), ())
    carried = _from_before(connection, meeting) if meeting is not None else ()
    return OpenWork(tuple(group_ids), day, meeting, actions, Counter(actions.values()), frozenset(carried))


def follow(connection: Connection, work: OpenWork, sets: Sequence[ChangeSet]) -> OpenWork | None:
    """The same, brought up to date by what changed since; None where all has to be read again."""
    changes = [change for changed in sets for change in changed.changes]
    if any(changed.touches({"meeting"}, fields=_OF_MEETINGS) for changed in sets):
        return None
    touched = {change.id for change in changes if change.entity in _WORK}
    for entity, field, found in (("action_owner", "action_id", _OWNERS), ("capture", "target_id", _CAPTURES)):
        its = [change for change in changes if change.entity == entity]
        touched |= {str(change.before.get(field) or change.after.get(field) or "") for change in its}
        moved = [change.id for change in its if change.kind is ChangeKind.UPDATE]
        touched |= set(connection.scalars(found, {"ids": moved})) if moved else set()
    touched.discard("")
    if len(touched) > _MOST:
        return None
    return _with(connection, work, touched) if touched else work


def _with(connection: Connection, work: OpenWork, ids: Collection[str]) -> OpenWork:
    some = sorted(ids)
    where = {"groups": work.group_ids, "today": work.day, "ids": some}
    fresh = _owned(connection.execute(_actions_among(), where).all(), work.tally)
    tally = Counter(work.tally)
    tally.subtract(work.actions[each] for each in some if each in work.actions)
    tally.update(fresh.values())
    actions = {**work.actions, **fresh}
    for gone in ids - fresh.keys():
        actions.pop(gone, None)
    carried = work.carried
    if work.meeting is not None:
        carried = (carried - set(ids)) | set(_from_before(connection, work.meeting, some))
    return replace(work, actions=actions, tally=+tally, carried=carried)


def _from_before(connection: Connection, meeting: MeetingRow, some: Sequence[str] | None = None) -> Iterable[str]:
    which: dict[str, Any] = {"meeting": meeting.id, "group": meeting.group_id}
    which |= {"day": meeting.date} if meeting.date is not None else {}
    which |= {"ids": some} if some is not None else {}
    return connection.scalars(_carried(dated=meeting.date is not None, among_some=some is not None), which)


def _owned(rows: Iterable[Any], known: Iterable[Owned]) -> dict[str, Owned]:
    """By its id, whose each is; what is alike is kept once."""
    kept = {sort: sort for sort in known}
    found: dict[str, Owned] = {}
    for row in rows:
        sort = frozenset(row.owners.split(_BETWEEN)) if row.owners else frozenset[str](), bool(row.late)
        found[row.id] = kept.setdefault(sort, sort)
    return found


# ---------------------------------------------------------------------- statements, each made once

_OF_MEETINGS = frozenset({"date", "group_id"})
_OWNERS = select(ActionOwner.action_id).where(among(ActionOwner.id))
_CAPTURES = select(Capture.target_id).where(among(Capture.id))
_TODAY = bindparam("today", type_=Date)


@cache
def _actions() -> Select[Any]:
    late_part = case((ActionOwner.status.in_(_OPEN) & (ActionOwner.due < _TODAY), 1), else_=0)
    return (
        select(
            Action.id,
            func.max(or_(Action.due < _TODAY, late_part == 1)).label("late"),
            func.coalesce(func.aggregate_strings(ActionOwner.party_id, _BETWEEN), "").label("owners"),
        )
        .outerjoin(ActionOwner, ActionOwner.action_id == Action.id)
        .where(Action.group_id.in_(bindparam("groups", expanding=True)), Action.status.in_(_OPEN))
        .group_by(Action.id)
    )


@cache
def _actions_among() -> Select[Any]:
    return _actions().where(among(Action.id))


@cache
def _carried(*, dated: bool, among_some: bool = False) -> CompoundSelect[tuple[str]]:
    """The ids of what is open from before a meeting."""
    tables = [kind.entity.__table__.c for kind in TARGETS.values() if kind.status]
    return union_all(
        *(
            select(columns.id)
            .outerjoin(Meeting, Meeting.id == columns.meeting_id)
            .where(*from_before(columns, dated=dated), *([among(columns.id)] if among_some else ()))
            for columns in tables
        )
    )
