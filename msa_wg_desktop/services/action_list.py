"""Reads the list of actions in portions: how long it is, which stand where, and the lines that are in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select
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
)
from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.actions import ActionStatus, OwnerRow
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import (
    SOON,
    DueGroup,
    WorkExtent,
    WorkGroup,
    WorkGrouping,
    WorkOrder,
    WorkSort,
    WorkSums,
)
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import TARGETS, chunks, note_paths, order_items
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.work import conditions, first_ties, meeting_days, parts_of

# A list that is longer than this is ordered without the place of each line, which costs a look at every note.
_PLACED = 5_000
_KEPT_MEETINGS = 64

_TARGET = TARGETS[CaptureKind.ACTION]
_A = Action.__table__.c
_OPEN = sorted(OPEN_STATES)
# An expression to order by, and whether it falls.
_Term = tuple[ColumnElement[Any], bool]


class ActionList(Service):
    """What the page of actions reads. A list of any length costs what is in sight of it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._labels: dict[str, Mapping[str, str]] = {}
        self._counts: dict[WorkFilter, int] = {}
        store.subscribe(self._forget)

    def begin(self, wanted: WorkFilter, order: WorkOrder, *, limit: int) -> tuple[WorkExtent, tuple[str, ...]]:
        """How long the list is, and the actions that it begins with; one with two owners counts under both heads."""
        if order.grouping is not WorkGrouping.NONE or not _is_dear(wanted):
            extent = self._extent(wanted, order)
            return extent, self.ids(wanted, order, offset=0, limit=limit, count=extent.count)
        # What is dear to find is found once: counting apart would seek it twice.
        with self.store.reading() as connection:
            source, terms = _ordered(order, placed=False, today=self.store.clock.today())
            statement = select(_A.id, func.count().over().label("lines")).select_from(source)
            statement = statement.where(*self._where(connection, wanted))
            rows = connection.execute(statement.order_by(*_directed(terms, reverse=False)).limit(limit)).all()
        return WorkExtent(rows[0].lines if rows else 0), tuple(row.id for row in rows)

    def ids(self, wanted: WorkFilter, order: WorkOrder, *, offset: int, limit: int, count: int) -> tuple[str, ...]:
        """The actions that stand from `offset` on, in a list of `count` lines.

        What lies nearer to the end is read from there: a database goes through all that is before.
        """
        limit = min(limit, count - offset)
        if limit <= 0:
            return ()
        from_end = offset > count // 2
        with self.store.reading() as connection:
            where = self._where(connection, wanted)
            source, terms = _ordered(order, placed=count <= _PLACED, today=self.store.clock.today())
            statement = select(_A.id).select_from(source).where(*where)
            statement = statement.order_by(*_directed(terms, reverse=from_end)).limit(limit)
            statement = statement.offset(count - offset - limit if from_end else offset)
            found = tuple(connection.execute(statement).scalars())
        return found[::-1] if from_end else found

    def lines(self, ids: Sequence[str]) -> dict[str, ActionLine]:
        """The lines of some actions by their ids; those that are gone are left out. Six statements for 500."""
        with self.store.reading() as connection:
            rows = [
                row
                for part in chunks(ids)
                for row in connection.execute(select(Action.__table__).where(_A.id.in_(part)))
            ]
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

    def labels(self, note_id: str, meeting_id: str) -> Mapping[str, str]:
        """The numbers of all lines of the meeting that a note stands in, kept until a note changes."""
        if meeting_id not in self._labels:
            with self.store.reading() as connection:
                found = note_paths(connection, [note_id])
            for oldest in list(self._labels)[: max(0, len(self._labels) - _KEPT_MEETINGS + 1)]:
                del self._labels[oldest]
            self._labels[meeting_id] = found
        return self._labels[meeting_id]

    def quote(self, note_id: str) -> str:
        """The words of a line as they stand; "" where it is gone."""
        with self.store.reading() as connection:
            return connection.execute(select(Note.text).where(Note.id == note_id)).scalar() or ""

    def sums(self, group_ids: tuple[str, ...]) -> WorkSums:
        """What some groups have open, and how much of it is late or due in two weeks."""
        today = self.store.clock.today()
        is_open = _A.status.in_(_OPEN)
        soon = _A.due.between(today, today + SOON)
        figures = (func.sum(case((which, 1), else_=0)) for which in (is_open, is_open & soon))
        overdue = WorkFilter(group_ids=group_ids, overdue=True)
        with self.store.reading() as connection:
            late = select(func.count(_A.id)).where(*self._where(connection, overdue))
            row = connection.execute(select(func.count(_A.id), *figures).where(_A.group_id.in_(group_ids))).one()
            return WorkSums(row[0], row[1] or 0, connection.execute(late).scalar_one(), row[2] or 0)

    def count_open(self, group_ids: tuple[str, ...]) -> int:
        """How many actions of some groups are open."""
        statement = select(func.count(_A.id)).where(_A.group_id.in_(group_ids), _A.status.in_(_OPEN))
        with self.store.reading() as connection:
            return connection.execute(statement).scalar_one()

    def _extent(self, wanted: WorkFilter, order: WorkOrder) -> WorkExtent:
        with self.store.reading() as connection:
            book = self._book(connection) if order.grouping is WorkGrouping.OWNER else PartyBook(())
            where = self._where(connection, wanted)
            if order.grouping is WorkGrouping.NONE:
                if wanted not in self._counts:
                    self._counts[wanted] = connection.execute(select(func.count(_A.id)).where(*where)).scalar_one()
                return WorkExtent(self._counts[wanted])
            head = _head(order.grouping, self.store.clock.today())
            statement = (
                select(head.key.label("key"), *head.words, func.count().label("lines"))
                .select_from(head.source)
                .where(*where)
                .group_by(head.key, *head.words)
                .order_by(*_directed(head.terms, reverse=False))
            )
            groups = tuple(WorkGroup(row.key, head.say(row, book), row.lines) for row in connection.execute(statement))
        return WorkExtent(sum(group.count for group in groups), groups)

    def _where(self, connection: Connection, wanted: WorkFilter) -> list[ColumnElement[bool]]:
        book = self._book(connection) if wanted.party_id or wanted.mine_of else PartyBook(())
        return conditions(_TARGET, wanted, book, self.store.clock.today())

    def _book(self, connection: Connection) -> PartyBook:
        return party_book.read(connection, self.store.clock.today())

    def _forget(self, changes: ChangeSet) -> None:
        self._counts.clear()
        if changes.touches({"note"}):
            self._labels.clear()


def _is_dear(wanted: WorkFilter) -> bool:
    """Whether a filter looks at every word, or at the parties of every action."""
    return bool(wanted.words or wanted.party_id or wanted.mine_of or wanted.without_party)


class _Head:
    """How a list is gathered: what to join, by which key, in which order, and what a head says."""

    def __init__(
        self,
        source: FromClause,
        key: ColumnElement[str],
        terms: Sequence[_Term],
        words: Sequence[ColumnElement[Any]] = (),
    ) -> None:
        self.source, self.key, self.terms, self.words = source, key, terms, words

    def say(self, row: Any, book: PartyBook) -> str:
        """A party, an order item as `26.6`, a meeting; "" for a date's head, which has a key only."""
        if "party" in row._fields:
            return book.display(row.party)
        if "order_number" in row._fields:
            return ".".join(part for part in (row.order_number, row.item_number) if part)
        if "meeting_title" in row._fields:
            day = format_date(row.meeting_day) if row.meeting_day else ""
            return " · ".join(part for part in (day, row.meeting_title) if part)
        return ""


def _head(grouping: WorkGrouping, today: date) -> _Head:
    action = Action.__table__
    match grouping:
        case WorkGrouping.OWNER:
            owner, party = ActionOwner.__table__.alias("head_owner"), Party.__table__.alias("head_party")
            source = action.outerjoin(owner, owner.c.action_id == _A.id).outerjoin(
                party, party.c.id == owner.c.party_id
            )
            key, name = func.coalesce(party.c.id, ""), _party_name(party)
            return _Head(source, key, [*_rising(name), (key, False)], [party.c.id.label("party"), name])
        case WorkGrouping.ITEM:
            link, item = OrderLink.__table__.alias("head_link"), OrderItem.__table__.alias("head_item")
            order = CommissionOrder.__table__.alias("head_order")
            source = (
                action.outerjoin(link, link.c.subject_id == _A.id)
                .outerjoin(item, item.c.id == link.c.item_id)
                .outerjoin(order, order.c.id == link.c.order_id)
            )
            key = func.coalesce(link.c.item_id, link.c.order_id, "")
            words = [order.c.number.label("order_number"), item.c.number.label("item_number"), item.c.rank]
            return _Head(source, key, [*_rising(order.c.number), *_rising(item.c.rank), (key, False)], words)
        case WorkGrouping.MEETING:
            meeting = Meeting.__table__.alias("head_meeting")
            source = action.outerjoin(meeting, meeting.c.id == _A.meeting_id)
            key = func.coalesce(meeting.c.id, "")
            words = [meeting.c.date.label("meeting_day"), meeting.c.title.label("meeting_title")]
            return _Head(source, key, [*_falling(meeting.c.date), (key, False)], words)
        case _:
            key = case(
                (_A.status.not_in(_OPEN), DueGroup.CLOSED.value),
                (_A.due.is_(None), DueGroup.NO_DATE.value),
                (_A.due < today, DueGroup.OVERDUE.value),
                (_A.due <= today + SOON, DueGroup.SOON.value),
                else_=DueGroup.LATER.value,
            )
            return _Head(action, key, [(key, False)])


def _ordered(order: WorkOrder, *, placed: bool, today: date) -> tuple[FromClause, list[_Term]]:
    """What to join, and by what to order so that no two actions stand in the same place."""
    source: FromClause = Action.__table__
    terms: list[_Term] = []
    if order.grouping is not WorkGrouping.NONE:
        head = _head(order.grouping, today)
        source, terms = head.source, list(head.terms)
    source, own = _sorted(source, order, placed=placed)
    return source, [*terms, *own, *_rising(_A.due), (_A.id, False)]


def _sorted(source: FromClause, order: WorkOrder, *, placed: bool) -> tuple[FromClause, list[_Term]]:
    """What to join, and by what to order."""
    direct = _falling if order.descending else _rising
    match order.sort:
        case WorkSort.WHAT:
            return source, direct(func.lower(_A.what))
        case WorkSort.OWNER:
            first, party = ActionOwner.__table__.alias("first_owner"), Party.__table__.alias("first_party")
            joined = source.outerjoin(first, (first.c.action_id == _A.id) & (first.c.position == 0))
            return joined.outerjoin(party, party.c.id == first.c.party_id), direct(_party_name(party))
        case WorkSort.STATUS:
            ranks = {status.value: rank for rank, status in enumerate(ActionStatus)}
            return source, direct(case(ranks, value=_A.status))
        case WorkSort.SOURCE:
            meeting = Meeting.__table__.alias("source_meeting")
            joined = source.outerjoin(meeting, meeting.c.id == _A.meeting_id)
            return joined, [*direct(meeting.c.date), *(direct(_place()) if placed else ())]
        case WorkSort.ITEM:
            return source, direct(_first_item())
        case WorkSort.DUE:
            return source, direct(_A.due)


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


def _rising(value: ColumnElement[Any]) -> list[_Term]:
    return [(value.is_(None), False), (value, False)]


def _falling(value: ColumnElement[Any]) -> list[_Term]:
    return [(value.is_(None), False), (value, True)]


def _directed(terms: Sequence[_Term], *, reverse: bool) -> list[Any]:
    return [value.desc() if falls is not reverse else value.asc() for value, falls in terms]


def _owner(row: Any, book: PartyBook) -> OwnerRow:
    party = book.get(row.party_id)
    return OwnerRow(party.id, party.display, party.kind, ActionStatus(row.status), row.due, row.reason)
