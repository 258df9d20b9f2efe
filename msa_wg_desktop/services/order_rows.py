"""Reads orders and their items with their parties and counts, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import CommissionOrder, Deadline, Decision, Docket, OrderItem, OrderLink, OrderParty
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineStatus
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.orders import OrderItemRow, OrderName, OrderRole, OrderRow, Readiness
from msa_wg_desktop.domain.parties import PartyBook

DUE_SOON = timedelta(days=30)

_COUNTED = tuple(CaptureKind)

# By order, item (None: the whole order) and role, how the parties are written.
_Parties = Mapping[tuple[str, str | None, str], tuple[str, ...]]


def read_orders(connection: Connection, book: PartyBook) -> tuple[OrderRow, ...]:
    """All orders with their items, those of one docket together."""
    parties = _parties(connection, book)
    items: dict[str, list[OrderItemRow]] = defaultdict(list)
    for item in _items(connection, book, parties):
        items[item.order_id].append(item)
    return tuple(
        OrderRow(
            id=row.id,
            number=row.number,
            decision_id=row.decision_id,
            docket=row.docket,
            decided_on=row.decided_on,
            due=row.due,
            intro=row.intro,
            closing=row.closing,
            also_filed_in_id=row.also_filed_in_id,
            also_filed_in=row.also_filed_in or "",
            files=parties[row.id, None, OrderRole.FILES],
            consulted=parties[row.id, None, OrderRole.CONSULTED],
            items=tuple(items[row.id]),
        )
        for row in connection.execute(_orders())
    )


def read_names(connection: Connection) -> tuple[OrderName, ...]:
    """What all orders are called, in the order of `read_orders`."""
    docket = Docket.number.label("docket")
    statement = (
        select(CommissionOrder.id, CommissionOrder.number, docket, CommissionOrder.intro)
        .join(Decision, Decision.id == CommissionOrder.decision_id)
        .join(Docket, Docket.id == Decision.docket_id)
        .order_by(Docket.number, Decision.decided_on, CommissionOrder.number, CommissionOrder.id)
    )
    return tuple(OrderName(*row) for row in connection.execute(statement))


def read_items(connection: Connection, book: PartyBook) -> tuple[OrderItemRow, ...]:
    """All order items, each order's together and in its order."""
    return _items(connection, book, _parties(connection, book))


def _orders() -> Select[Any]:
    also = aliased(Docket)
    return (
        select(
            CommissionOrder.__table__,
            Decision.decided_on,
            Docket.number.label("docket"),
            also.number.label("also_filed_in"),
        )
        .join(Decision, Decision.id == CommissionOrder.decision_id)
        .join(Docket, Docket.id == Decision.docket_id)
        .outerjoin(also, also.id == CommissionOrder.also_filed_in_id)
        .order_by(Docket.number, Decision.decided_on, CommissionOrder.number, CommissionOrder.id)
    )


def _parties(connection: Connection, book: PartyBook) -> _Parties:
    found: dict[tuple[str, str | None, str], tuple[str, ...]] = defaultdict(tuple)
    rows = connection.execute(select(OrderParty.order_id, OrderParty.item_id, OrderParty.role, OrderParty.party_id))
    for row in sorted(rows, key=lambda row: book.display(row.party_id).casefold()):
        found[row.order_id, row.item_id, row.role] += (book.display(row.party_id),)
    return found


def _items(connection: Connection, book: PartyBook, parties: _Parties) -> tuple[OrderItemRow, ...]:
    counts = connection.execute(
        select(OrderLink.item_id, OrderLink.subject, func.count()).group_by(OrderLink.item_id, OrderLink.subject)
    )
    linked = {(item_id, subject): number for item_id, subject, number in counts}
    statement = select(OrderItem.__table__, CommissionOrder.number.label("order")).join(
        CommissionOrder, CommissionOrder.id == OrderItem.order_id
    )
    rows = (
        OrderItemRow(
            id=row.id,
            order_id=row.order_id,
            order=row.order,
            number=row.number,
            text=row.text,
            parent_id=row.parent_id,
            files=_own_or_of_order(parties, row, OrderRole.FILES),
            consulted=_own_or_of_order(parties, row, OrderRole.CONSULTED),
            readiness=Readiness(row.readiness),
            readiness_by=book.display(row.readiness_by_id),
            readiness_on=row.readiness_on,
            **{f"{kind.value.replace('-', '_')}s": linked.get((row.id, kind.value), 0) for kind in _COUNTED},
        )
        for row in connection.execute(statement.order_by(OrderItem.order_id, OrderItem.rank, OrderItem.id))
    )
    return _parts_below(tuple(rows))


def _parts_below(rows: tuple[OrderItemRow, ...]) -> tuple[OrderItemRow, ...]:
    """Each item with its parts directly below it."""
    parts: dict[str, list[OrderItemRow]] = defaultdict(list)
    known = {row.id for row in rows}
    for row in rows:
        if row.parent_id in known:
            parts[row.parent_id or ""].append(row)
    return tuple(line for row in rows if row.parent_id not in known for line in (row, *parts[row.id]))


def _own_or_of_order(parties: _Parties, row: Any, role: OrderRole) -> tuple[str, ...]:
    return parties[row.order_id, row.id, role] or parties[row.order_id, None, role]


def count_due_soon(connection: Connection, today: date) -> int:
    """Items that aren't ready though what they belong to is to be filed within a month, or was; parts go with them."""
    filed = exists().where(
        Deadline.order_id == CommissionOrder.id,
        Deadline.kind == DeadlineKind.ORDERED.value,
        Deadline.date == CommissionOrder.due,
        Deadline.status == DeadlineStatus.MET.value,
    )
    statement = (
        select(func.count(OrderItem.id))
        .join(CommissionOrder, CommissionOrder.id == OrderItem.order_id)
        .where(
            OrderItem.parent_id.is_(None),
            OrderItem.readiness != Readiness.READY.value,
            CommissionOrder.due <= today + DUE_SOON,
            ~filed,
        )
    )
    return connection.execute(statement).scalar_one()
