"""Reads the list of data needs: which stand where, and the lines that are in sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, null, select
from sqlalchemy.sql.selectable import FromClause

from msa_wg_desktop.db.models import (
    CommissionOrder,
    DataNeed,
    DataNeedParty,
    Meeting,
    OrderItem,
    OrderLink,
    Party,
)
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.need_list import NeedListLine, NeedSums
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import SOON, DueGroup, WorkExtent, WorkGroup, WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import TARGETS, among, rows_among
from msa_wg_desktop.services.work import conditions, first_ties, meeting_days, parts_of

_TARGET = TARGETS[CaptureKind.DATA_NEED]
_N = DataNeed.__table__.c
_LINES = select(DataNeed.__table__).where(among(_N.id))
_OPEN = sorted(OPEN_STATES)
_FOUND_IN = Meeting.__table__.alias("found_in")
_IDENTIFIED = func.coalesce(_N.identified_on, _FOUND_IN.c.date)
_STATES = {status.value: rank for rank, status in enumerate(NeedStatus)}


class NeedList(Service):
    """What the page of data needs reads. Ids are read all at once, lines as they come into sight."""

    def begin(self, wanted: WorkFilter, order: WorkOrder) -> tuple[WorkExtent, tuple[str, ...]]:
        """The ids in their order, and the heads they are gathered under; a need of two parties stands under both."""
        with self.store.reading() as connection:
            needed = wanted.party_id or wanted.mine_of or order.grouping is WorkGrouping.OWNER
            book = party_book.read(connection, self.store.clock.today()) if needed else PartyBook(())
            source, head = self._gathered(order.grouping)
            statement = select(_N.id, head.label("head")).select_from(source)
            statement = statement.where(*conditions(_TARGET, wanted, book, self.store.clock.today()))
            statement = statement.order_by(*_terms(order), _N.rank, _N.id)
            if order.grouping is WorkGrouping.NONE:
                ids = tuple(connection.scalars(statement).all())
                return WorkExtent(len(ids)), ids
            rows = connection.execute(statement).all()
            heads = _heads(connection, order.grouping, book) if rows else {}
        under: dict[Any, list[str]] = defaultdict(list)
        for row in rows:
            under[row.head].append(row.id)
        known = [key for key in heads if key in under]
        keys = [*known, *sorted(key for key in under if key not in heads and key is not None)]
        keys += [None] if None in under else []
        groups = tuple(WorkGroup(str(key or ""), heads.get(key, str(key or "")), len(under[key])) for key in keys)
        return WorkExtent(len(rows), groups), tuple(row_id for key in keys for row_id in under[key])

    def lines(self, ids: Sequence[str]) -> dict[str, NeedListLine]:
        """The lines of some data needs by their ids; those that are gone are left out."""
        with self.store.reading() as connection:
            rows = rows_among(connection, _LINES, ids)
            book = party_book.read(connection, self.store.clock.today())
            parties, ties = parts_of(connection, _TARGET, rows), first_ties(connection, [row.id for row in rows])
            days = meeting_days(connection, sorted({row.meeting_id for row in rows if row.meeting_id}))
        return {
            row.id: NeedListLine(
                row.id,
                row.need,
                tuple(book.brief(party.party_id) for party in parties[row.id]),
                tuple(book.display(party.party_id) for party in parties[row.id]),
                row.response,
                NeedStatus(row.status),
                own_due=row.due,
                due=_next_due(row, parties[row.id]),
                asked_on=row.identified_on or days.get(row.meeting_id),
                asked_again_on=row.asked_again_on,
                meeting_id=row.meeting_id,
                note_id=ties[row.id].note_id if row.id in ties else None,
                off_record=row.off_record,
            )
            for row in rows
        }

    def sums(self, group_ids: tuple[str, ...]) -> NeedSums:
        """How many data needs some groups have, and how they stand."""
        today = self.store.clock.today()
        late = conditions(_TARGET, WorkFilter(overdue=True), PartyBook(()), today)
        kinds = (_N.status.in_(_OPEN), _N.status == NeedStatus.ANSWERED.value, and_(*late))
        figures = [func.sum(case((which, 1), else_=0)) for which in kinds]
        part, whole = DataNeedParty.__table__.c, DataNeed.__table__.alias("whole").c
        ours = exists().where(whole.id == part.need_id, whole.group_id.in_(group_ids))
        parts = select(func.count(part.id)).where(part.due.is_not(None), ours)
        figures += [func.count(_N.due) + parts.scalar_subquery()]
        statement = select(func.count(_N.id), *figures, func.min(_IDENTIFIED), func.max(_IDENTIFIED))
        statement = statement.select_from(_with_meeting()).where(_N.group_id.in_(group_ids))
        with self.store.reading() as connection:
            count, still, answered, overdue, dates, first, last = connection.execute(statement).one()
        return NeedSums(count, still or 0, answered or 0, overdue or 0, dates > 0, first, last)

    def count_open(self, group_ids: tuple[str, ...]) -> int:
        """How many data needs of some groups are open."""
        statement = select(func.count(_N.id)).where(_N.group_id.in_(group_ids), _N.status.in_(_OPEN))
        with self.store.reading() as connection:
            return connection.execute(statement).scalar_one()

    def _gathered(self, grouping: WorkGrouping) -> tuple[FromClause, ColumnElement[Any]]:
        """What to join, and the value whose lines stand under one head."""
        source, today = _with_meeting(), self.store.clock.today()
        match grouping:
            case WorkGrouping.NONE:
                return source, null()
            case WorkGrouping.OWNER:
                party = DataNeedParty.__table__.alias("head_party")
                return source.outerjoin(party, party.c.need_id == _N.id), party.c.party_id
            case WorkGrouping.STATUS:
                return source, _N.status
            case WorkGrouping.ITEM:
                link = OrderLink.__table__.alias("head_link")
                return source.outerjoin(link, link.c.subject_id == _N.id), func.coalesce(
                    link.c.item_id, link.c.order_id
                )
            case WorkGrouping.MEETING:
                return source, _IDENTIFIED
            case WorkGrouping.DUE:
                return source, case(
                    (_N.status.not_in(_OPEN), DueGroup.CLOSED.value),
                    (_N.due.is_(None), DueGroup.NO_DATE.value),
                    (_N.due < today, DueGroup.OVERDUE.value),
                    (_N.due <= today + SOON, DueGroup.SOON.value),
                    else_=DueGroup.LATER.value,
                )


def _with_meeting() -> FromClause:
    return DataNeed.__table__.outerjoin(_FOUND_IN, _FOUND_IN.c.id == _N.meeting_id)


def _heads(connection: Connection, grouping: WorkGrouping, book: PartyBook) -> Mapping[Any, str]:
    """What heads say, by their keys, in the order in which they stand."""
    match grouping:
        case WorkGrouping.OWNER:
            return {party.id: party.display for party in sorted(book, key=lambda party: party.display.casefold())}
        case WorkGrouping.STATUS:
            return {status.value: status.value for status in NeedStatus}
        case WorkGrouping.ITEM:
            order, item = CommissionOrder.__table__.c, OrderItem.__table__.c
            joined = CommissionOrder.__table__.outerjoin(OrderItem.__table__, item.order_id == order.id)
            statement = select(order.id, order.number, item.id.label("item_id"), item.number.label("item"))
            heads: dict[Any, str] = {}
            for row in connection.execute(statement.select_from(joined).order_by(order.number, order.id, item.rank)):
                heads.setdefault(row.id, row.number)
                heads |= {row.item_id: f"{row.number}.{row.item}"} if row.item_id else {}
            return heads
        case WorkGrouping.MEETING:
            days = connection.execute(select(_IDENTIFIED).select_from(_with_meeting()).distinct()).scalars()
            return {day: format_date(day) for day in sorted((day for day in days if day), reverse=True)}
        case _:
            return {}


def _terms(order: WorkOrder) -> list[Any]:
    """By what to order: what has no value stands last, whichever way round; then as identified."""
    value: ColumnElement[Any]
    match order.sort:
        case WorkSort.WHAT:
            value = func.lower(_N.need)
        case WorkSort.OWNER:
            name = func.lower(func.coalesce(func.nullif(Party.short, ""), Party.name))
            first = select(name).join(DataNeedParty, DataNeedParty.party_id == Party.id)
            first = first.where(DataNeedParty.need_id == _N.id).order_by(DataNeedParty.position).limit(1)
            value = first.scalar_subquery()
        case WorkSort.STATUS:
            value = case(_STATES, value=_N.status)
        case WorkSort.DUE:
            value = _N.due
        case WorkSort.ITEM:
            number = select(func.min(CommissionOrder.number + "." + func.coalesce(OrderItem.rank, "")))
            number = number.join_from(OrderLink, CommissionOrder, CommissionOrder.id == OrderLink.order_id)
            number = number.outerjoin(OrderItem, OrderItem.id == OrderLink.item_id)
            value = number.where(OrderLink.subject_id == _N.id).scalar_subquery()
        case WorkSort.SOURCE:
            value = _IDENTIFIED
    directed = value.desc() if order.descending else value.asc()
    then = [] if value is _IDENTIFIED else [_IDENTIFIED.is_(None), _IDENTIFIED]
    return [value.is_(None), directed, *then]


def _next_due(row: Any, parties: Sequence[Any]) -> date | None:
    """The first date that still binds: the whole's, or that of a party that still owes."""
    dues = [row.due, *(party.due for party in parties if party.status in OPEN_STATES)]
    return min((due for due in dues if due is not None), default=None) if row.status in OPEN_STATES else row.due
