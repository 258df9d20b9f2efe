"""Reads the list of actions in portions: how long it is, which stand where, and the lines that are in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, case, cast, func, null, select
from sqlalchemy.sql.selectable import FromClause

from msa_wg_desktop.db.models import (
    Action,
    ActionOwner,
    Capture,
    CommissionOrder,
    Meeting,
    Note,
    OrderItem,
    OrderLink,
    Party,
    WorkingGroup,
)
from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.actions import ActionStatus, OwnerRow
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import SOON, WorkExtent, WorkGrouping, WorkOrder, WorkSort, WorkSums
from msa_wg_desktop.services import action_runs, party_book
from msa_wg_desktop.services.action_runs import RUN_SORTS, ActionRuns, Runs, Stretch, stretches
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import TARGETS, among, order_items, rows_among
from msa_wg_desktop.services.search_labels import labels_of
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.work import conditions, first_ties, meeting_days, parts_of

# In what is longer than this, what stands in one place isn't ordered by its line: that costs a look at every note.
_PLACED = 1_000
# So many rows are looked at for the first that hold some words, where that promises to be enough among so few.
_LOOKED_AT, _SAMPLE = 10_000, 500
# So many numbers of lines are kept.
_LABELS = 5_000

# Orders that an index on the actions alone gives.
_FROM_INDEX = (WorkSort.DUE, WorkSort.WHAT)

_TARGET = TARGETS[CaptureKind.ACTION]
_A = Action.__table__.c
_LINES = select(Action.__table__).where(among(_A.id))
_OPEN = _TARGET.open_states
# An expression to order by, and whether it falls.
_Term = tuple[ColumnElement[Any], bool]


@dataclass(frozen=True, slots=True)
class _Matches:
    """Actions in their order, each behind so many letters that it is ordered by."""

    keys: Sequence[str]
    letters: int = 0

    def ids(self, offset: int, limit: int) -> tuple[str, ...]:
        return tuple(key[self.letters :] for key in self.keys[offset : offset + limit])


class ActionList(Service):
    """What the page of actions reads. A list of any length costs what is in sight of it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._runs = ActionRuns(store)
        self._matched: tuple[tuple[WorkFilter, WorkOrder, date], _Matches] | None = None
        self._labels: dict[str, str] = {}
        store.subscribe(self._forget)

    def begin(
        self, wanted: WorkFilter, order: WorkOrder, *, limit: int, soon: bool = False
    ) -> tuple[WorkExtent, tuple[str, ...]]:
        """How long the list is, and the actions that it begins with; one with two owners counts under both heads.

        `soon`: what a long list of some words begins with may come before that is counted.
        """
        with self.store.reading() as connection:
            wanted = _simplified(connection, wanted)
            if wanted.words and not _looks_aside(order):
                first = self._first(connection, wanted, order, limit) if soon else ()
                if first:
                    return WorkExtent(limit + 1, more=True), first
                found = self._matches(connection, wanted, order)
                return WorkExtent(len(found.keys)), found.ids(0, limit)
            runs = self._runs.of(connection, wanted, order)
            ids = self._read(connection, wanted, order, runs, (0, limit))
        heads = runs.groups if order.grouping is not WorkGrouping.NONE else ()
        return WorkExtent(runs.count, heads), ids

    def ids(self, wanted: WorkFilter, order: WorkOrder, *, offset: int, limit: int) -> tuple[str, ...]:
        """The actions that stand from `offset` on."""
        with self.store.reading() as connection:
            wanted = _simplified(connection, wanted)
            if wanted.words and not _looks_aside(order):
                return self._matches(connection, wanted, order).ids(offset, limit)
            runs = self._runs.of(connection, wanted, order)
            return self._read(connection, wanted, order, runs, (offset, limit))

    def _first(self, connection: Connection, wanted: WorkFilter, order: WorkOrder, limit: int) -> tuple[str, ...]:
        """What a list longer than `limit` begins with; none where only the whole list says it, or where that is known.

        Where a word is common its first rows are met soon in the order of the list, which an index gives; how
        many there are in all takes a look at every row.
        """
        if order.sort not in _FROM_INDEX or _looked_up(wanted) or self._known(wanted, order) is not None:
            return ()
        # What is no longer than this is ordered by its lines as well.
        most, found = max(limit, _PLACED) + 1, []
        where = self._where(connection, wanted)
        for looked_at, enough in ((_SAMPLE, most * _SAMPLE // _LOOKED_AT), (_LOOKED_AT, most)):
            found = _among_first(connection, order, looked_at, where, enough)
            if len(found) < enough:
                return ()
        return tuple(found[:limit])

    def _matches(self, connection: Connection, wanted: WorkFilter, order: WorkOrder) -> _Matches:
        """All that hold some words, in their order; kept until something changes.

        Every row is looked at for it, once, and no index is to lead from one to the next: each would be sought by
        itself. Expressions keep databases from it. Dates are put in order here, which takes less than in a database.
        """
        known = self._known(wanted, order)
        if known is not None:
            return known
        where = self._where(connection, wanted)
        source, terms = _sorted(Action.__table__, order, placed=False)
        if order.sort is WorkSort.DUE:
            nowhere = (date.min if order.descending else date.max).isoformat()
            key = func.coalesce(cast(_A.due, String), nowhere) + _A.id
            keys = sorted(_joined(connection, select(key.label("id")).where(*where)))
            if order.descending:
                keys.sort(key=lambda key: key[: len(nowhere)], reverse=True)
            found = _Matches(keys, len(nowhere))
        else:
            apart = _directed([(func.coalesce(value, null()), falls) for value, falls in terms], reverse=False)
            ids = select(_A.id).select_from(source).where(*where).order_by(*apart)
            found = _Matches(_joined(connection, ids))
        if len(found.keys) <= _PLACED:
            few = select(_A.id).select_from(source).where(_A.id.in_(found.ids(0, _PLACED)))
            ordered = _directed([*terms, *_ties()], reverse=False)
            found = _Matches(connection.execute(few.order_by(*ordered)).scalars().all())
        self._matched = ((wanted, order, self.store.clock.today()), found)
        return found

    def _known(self, wanted: WorkFilter, order: WorkOrder) -> _Matches | None:
        asked = (wanted, order, self.store.clock.today())
        return self._matched[1] if self._matched is not None and self._matched[0] == asked else None

    def _read(
        self, connection: Connection, wanted: WorkFilter, order: WorkOrder, runs: Runs, portion: tuple[int, int]
    ) -> tuple[str, ...]:
        """What lies nearer to the end of a run is read from there: a database goes through all that is before."""
        many = runs.count > action_runs.MANY if wanted.party_id or wanted.mine_of else None
        where, found = self._where(connection, wanted, all_states=order.sort is WorkSort.WHAT, many=many), []
        for stretch in stretches(runs.groups, *portion):
            source, terms = _stretch_order(runs, stretch, order)
            from_end = stretch.offset > stretch.count // 2
            offset = stretch.count - stretch.offset - stretch.limit if from_end else stretch.offset
            statement = select(_A.id).select_from(source).where(*where, *runs.conditions(stretch.keys))
            statement = statement.order_by(*_directed(terms, reverse=from_end)).limit(stretch.limit).offset(offset)
            ids = _joined(connection, statement)
            found += ids[::-1] if from_end else ids
        return tuple(found)

    def lines(self, ids: Sequence[str]) -> dict[str, ActionLine]:
        """The lines of some actions by their ids; those that are gone are left out. Six statements for 500."""
        with self.store.reading() as connection:
            rows = rows_among(connection, _LINES, ids)
            book = self._book(connection)
            owners, ties = parts_of(connection, _TARGET, rows), first_ties(connection, [row.id for row in rows])
            items = order_items(connection, [row.id for row in rows])
            days = meeting_days(connection, sorted({row.meeting_id for row in rows if row.meeting_id}))
        return {
            row.id: ActionLine(
                row.id,
                row.what,
                row.due,
                ActionStatus(row.status),
                owners=tuple(_owner(owner, book) for owner in owners[row.id]),
                brief_owners=tuple(book.brief(owner.party_id) for owner in owners[row.id]),
                meeting_id=row.meeting_id,
                meeting_date=days.get(row.meeting_id),
                note_id=ties[row.id].note_id if row.id in ties else None,
                order_items=tuple(items.get(row.id, ())),
                off_record=row.off_record,
            )
            for row in rows
        }

    def labels(self, note_ids: Iterable[str]) -> Mapping[str, str]:
        """The numbers of the lines that some notes are; they are counted again when a note changes."""
        wanted = set(note_ids)
        unknown = wanted.difference(self._labels)
        if unknown:
            with self.store.reading() as connection:
                counted = labels_of(connection, sorted(unknown))
            if len(self._labels) > _LABELS:
                self._labels = {note_id: self._labels[note_id] for note_id in wanted - unknown}
            self._labels.update((note_id, label) for note_id, (label, _off) in counted.items())
        return {note_id: self._labels[note_id] for note_id in wanted if note_id in self._labels}

    def quote(self, note_id: str) -> str:
        """The words of a line as they stand; "" where it is gone."""
        with self.store.reading() as connection:
            return connection.execute(select(Note.text).where(Note.id == note_id)).scalar() or ""

    def sums(self, group_ids: tuple[str, ...]) -> WorkSums:
        """What some groups have open, and how much of it is late or due in two weeks."""
        today = self.store.clock.today()
        is_open = _A.status.in_(_OPEN)
        with self.store.reading() as connection:
            wanted = _simplified(connection, WorkFilter(group_ids=group_ids))
            where = self._where(connection, wanted)
            late = self._where(connection, replace(wanted, overdue=True))
            soon = (is_open, _A.due.between(today, today + SOON))
            each = (where, (*where, is_open), late, (*where, *soon))
            counts = (select(func.count()).select_from(Action).where(*of).scalar_subquery() for of in each)
            row = connection.execute(select(*counts))
            return WorkSums(*row.one())

    def count_open(self, group_ids: tuple[str, ...]) -> int:
        """How many actions of some groups are open."""
        statement = select(func.count()).select_from(Action).where(_A.group_id.in_(group_ids), _A.status.in_(_OPEN))
        with self.store.reading() as connection:
            return connection.execute(statement).scalar_one()

    def _where(
        self, connection: Connection, wanted: WorkFilter, *, all_states: bool = False, many: bool | None = None
    ) -> list[ColumnElement[bool]]:
        book = self._book(connection) if wanted.party_id or wanted.mine_of else PartyBook(())
        return conditions(_TARGET, wanted, book, self.store.clock.today(), all_states=all_states, many=many)

    def _book(self, connection: Connection) -> PartyBook:
        return party_book.read(connection, self.store.clock.today())

    def _forget(self, changes: ChangeSet) -> None:
        self._matched = None
        if changes.touches({"note"}):
            self._labels.clear()


def _among_first(
    connection: Connection, order: WorkOrder, looked_at: int, where: Sequence[ColumnElement[bool]], limit: int
) -> list[str]:
    """Those that fulfil some conditions, among the first rows in an order that an index gives; none where it ends."""
    source, terms = _sorted(Action.__table__, order, placed=False)
    ordered, (value, falls) = _directed(terms, reverse=False), terms[0]
    end = connection.execute(select(value).order_by(ordered[0]).limit(1).offset(looked_at)).scalar()
    if end is None:
        return []
    found = select(_A.id).select_from(source).where(*where, value >= end if falls else value <= end)
    return _joined(connection, found.order_by(*ordered).limit(limit))


def _stretch_order(runs: Runs, stretch: Stretch, order: WorkOrder) -> tuple[FromClause, list[_Term]]:
    """What to join, and by what to order so that no two actions stand in the same place."""
    between = [(runs.place(stretch.keys), False)] if len(stretch.keys) > 1 else []
    gathered = runs.joined(stretch.keys)
    if order.grouping is WorkGrouping.NONE and order.sort in RUN_SORTS:
        by_line = order.sort is WorkSort.SOURCE and stretch.count <= _PLACED
        source, own = gathered, [*([(_place(), False)] if by_line else ()), (_A.due, False)]
    else:
        source, own = _sorted(gathered, order, placed=runs.count <= _PLACED)
    return source, [*between, *own, *(_ties() if stretch.count <= _PLACED else ())]


def _sorted(source: FromClause, order: WorkOrder, *, placed: bool) -> tuple[FromClause, list[_Term]]:
    """What to join, and by what to order; by date where that leaves two in one place."""
    falls, then = order.descending, (_A.due, False)
    match order.sort:
        case WorkSort.WHAT:
            return source, [(func.lower(_A.what), falls)]
        case WorkSort.OWNER:
            first, party = ActionOwner.__table__.alias("first_owner"), Party.__table__.alias("first_party")
            joined = source.outerjoin(first, (first.c.action_id == _A.id) & (first.c.position == 0))
            return joined.outerjoin(party, party.c.id == first.c.party_id), [(_party_name(party), falls), then]
        case WorkSort.STATUS:
            ranks = {status.value: rank for rank, status in enumerate(ActionStatus)}
            return source, [(case(ranks, value=_A.status), falls), then]
        case WorkSort.SOURCE:
            meeting = Meeting.__table__.alias("source_meeting")
            joined = source.outerjoin(meeting, meeting.c.id == _A.meeting_id)
            return joined, [(meeting.c.date, falls), *([(_place(), falls)] if placed else ()), then]
        case WorkSort.ITEM:
            return source, [(_first_item(), falls), then]
        case WorkSort.DUE:
            return source, [(_A.due, falls)]


def _ties() -> list[_Term]:
    """What is alike stands as it was said: by its meeting's day, and by its line."""
    day = select(Meeting.date).where(Meeting.id == _A.meeting_id).scalar_subquery()
    return [(day, False), (_place(), False)]


def _place() -> ColumnElement[Any]:
    captured = (Capture.target_id == _A.id, Capture.taken_up.is_(False))
    return select(func.min(Note.rank)).join(Capture, Capture.note_id == Note.id).where(*captured).scalar_subquery()


def _first_item() -> ColumnElement[Any]:
    name = CommissionOrder.number + "." + func.coalesce(OrderItem.rank, "")
    joined = select(func.min(name)).join_from(OrderLink, CommissionOrder, CommissionOrder.id == OrderLink.order_id)
    joined = joined.outerjoin(OrderItem, OrderItem.id == OrderLink.item_id)
    return joined.where(OrderLink.subject_id == _A.id).scalar_subquery()


def _party_name(party: FromClause) -> ColumnElement[str]:
    return func.lower(func.coalesce(func.nullif(party.c.short, ""), party.c.name))


def _directed(terms: Sequence[_Term], *, reverse: bool) -> list[Any]:
    """What has no value stands last whichever way round; said so that an index on the dates gives this order."""
    ordered = [value.desc() if falls is not reverse else value.asc() for value, falls in terms]
    return [
        *(term.nulls_first() if reverse else term.nulls_last() for term in ordered),
        _A.id.desc() if reverse else _A.id.asc(),
    ]


def _looks_aside(order: WorkOrder) -> bool:
    """Whether the order depends on what stands in other tables, and so is counted from there."""
    return order.grouping is not WorkGrouping.NONE or order.sort in (WorkSort.OWNER, WorkSort.ITEM)


def _looked_up(wanted: WorkFilter) -> bool:
    """Whether what a filter lets through is looked up in other tables."""
    aside = (wanted.party_id, wanted.mine_of, wanted.order_id, wanted.item_id)
    return wanted.without_party or any(part is not None for part in aside)


def _joined(connection: Connection, ids: Select[Any]) -> list[str]:
    """A database joins many ids faster than it hands each over."""
    joined = connection.execute(select(func.aggregate_strings(ids.subquery().c.id, ","))).scalar()
    return joined.split(",") if joined else []


def _simplified(connection: Connection, wanted: WorkFilter) -> WorkFilter:
    """A filter for all groups that have actions is none: an index on dates alone serves the list then."""
    if wanted.group_ids is None:
        return wanted
    foreign = connection.execute(_FOREIGN, {"own": wanted.group_ids}).first()
    return replace(wanted, group_ids=None) if foreign is None else wanted


_OTHERS = select(WorkingGroup.id).where(WorkingGroup.id.not_in(bindparam("own", expanding=True)))
_FOREIGN = select(_A.id).where(_A.group_id.in_(_OTHERS)).limit(1)


def _owner(row: Any, book: PartyBook) -> OwnerRow:
    party = book.get(row.party_id)
    return OwnerRow(party.id, party.display, party.kind, ActionStatus(row.status), row.due, row.reason)
