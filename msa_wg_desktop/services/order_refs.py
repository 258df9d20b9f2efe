"""Finds the order item that a text such as `26.6` means (decision 8 of the typed line)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from msa_wg_desktop.db.models import CommissionOrder, Decision, Docket, OrderItem, WorkingGroup
from msa_wg_desktop.domain.orders import OrderRef, read_ref
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

# The ids of an order and of one of its items, or of the order alone.
Target = tuple[str, str | None]


# Statements are made once: to put one together takes longer than the database needs for its answer.
_NUMBERED = (
    select(CommissionOrder.id, CommissionOrder.decision_id, Docket.number.label("docket"))
    .join(Decision, Decision.id == CommissionOrder.decision_id)
    .join(Docket, Docket.id == Decision.docket_id)
    .where(func.lower(CommissionOrder.number) == bindparam("number"))
    .order_by(Docket.number, CommissionOrder.id)
)
_ITEM = select(OrderItem.id).where(
    OrderItem.order_id == bindparam("order_id"), func.lower(OrderItem.number) == bindparam("number")
)


def resolve(connection: Connection, text: str, group_id: str | None) -> Target | None:
    """What a text means: an order of the group's default decision before others; None where nothing, or in doubt."""
    ref = read_ref(text)
    orders = _orders(connection, ref, group_id) if ref else ()
    return _target(connection, ref, orders[0].id) if ref and len(orders) == 1 else None


def require(connection: Connection, target: str | Target, group_id: str | None) -> Target:
    """As `resolve`, raising ValidationError in words where the text means nothing, or more than one order."""
    if not isinstance(target, str):
        return target
    ref = read_ref(target)
    orders = _orders(connection, ref, group_id) if ref else ()
    if ref and len(orders) > 1:
        dockets = ", ".join(sorted({order.docket for order in orders}))
        raise ValidationError(
            _("There is more than one Order {number}. Write the docket before it ({dockets}): {example}.").format(
                number=ref.order, dockets=dockets, example=f"{orders[0].docket} #{target.lstrip('#')}"
            ),
            field="order",
        )
    found = _target(connection, ref, orders[0].id) if ref and orders else None
    if found is None:
        words = _("“{text}” is no order item of this record. Write it like 26.6, and add the order first.")
        if ref and not ref.item:
            words = _("“{text}” is no order of this record. Look at how it is numbered, or add it first.")
        raise ValidationError(words.format(text=target), field="order")
    return found


def _orders(connection: Connection, ref: OrderRef, group_id: str | None) -> Sequence[Any]:
    named = connection.execute(_NUMBERED, {"number": ref.order.lower()}).all()
    orders = [order for order in named if not ref.docket or order.docket.lower() == ref.docket.lower()]
    if len(orders) < 2 or group_id is None:
        return orders
    default = connection.execute(
        select(WorkingGroup.default_decision_id).where(WorkingGroup.id == group_id)
    ).scalar_one_or_none()
    chosen = [order for order in orders if order.decision_id == default]
    return chosen if len(chosen) == 1 else orders


def _target(connection: Connection, ref: OrderRef, order_id: str) -> Target | None:
    if not ref.item:
        return order_id, None
    items = connection.execute(_ITEM, {"order_id": order_id, "number": ref.item.lower()}).scalars().all()
    return (order_id, items[0]) if len(items) == 1 else None
