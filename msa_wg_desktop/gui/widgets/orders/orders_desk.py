"""What the page of orders reads of the record: all orders, the one to show, its plan and what is linked to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from msa_wg_desktop.domain.changes import ChangeSet, updated
from msa_wg_desktop.domain.orders import DocketRow, OrderRow
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.words import _

ENTITIES = frozenset(
    {
        "action", "agreement", "class_member", "commission_order", "data_need", "deadline", "decision", "docket",
        "order_item", "order_link", "order_party", "party", "plan_step", "position", "question", "working_group",
    }
)  # fmt: skip
"""What the page depends on."""
LINKED = frozenset({"action", "agreement", "data_need", "position", "question"})
"""What may be linked to an item: the items only count it."""
LAST_ORDER = "order"
"""The setting that holds which order was shown last."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the page shows: one of the orders and its plan."""

    orders: tuple[OrderRow, ...]
    order: OrderRow | None
    docket: DocketRow | None
    plan: Plan
    nothing: str = ""
    """What is to be said where one was sent to a docket or a decision that has no orders."""


def load(context: Context, wanted: Place | None) -> Loaded:
    """Reads it; `wanted` is where somebody was sent to: an order, or one of its items or deadlines."""
    services = context.services
    orders, dockets = services.orders.list(), services.orders.dockets()
    behind = _first_of(dockets, orders)
    order = _chosen(context, orders, behind, wanted)
    nothing = _no_orders(context, dockets, behind, wanted.item if wanted is not None else "")
    if order is None:
        return Loaded(orders, None, None, services.plans.without_order(), nothing)
    docket = next((row for row in dockets if row.number == order.docket), None)
    plan = services.plans.get(order.id, loose=True)
    return Loaded(orders, order, docket, plan, nothing)


def said_alone(sets: Sequence[ChangeSet]) -> Mapping[str, str] | None:
    """The new texts of items by their ids, where nothing happened but to them, and to the words of linked things."""
    changed = updated(sets, "order_item", among=ENTITIES, others=dict.fromkeys(LINKED, ()))
    if changed is None or any(fields - {"text"} for fields in changed.values()):
        return None
    changes = (change for one in sets for change in one.changes)
    return {change.id: str(change.after["text"]) for change in changes if change.id in changed}


def with_texts(order: OrderRow, texts: Mapping[str, str]) -> OrderRow:
    """An order, some items of which say something else."""
    items = (replace(item, text=texts.get(item.id, item.text)) for item in order.items)
    return replace(order, items=tuple(items))


def _chosen(
    context: Context, orders: Sequence[OrderRow], behind: Mapping[str, OrderRow], wanted: Place | None
) -> OrderRow | None:
    """The order that somebody was sent to, else the last one here, else the group's own, else the first due."""
    services = context.services
    ids = {**behind, **{order.id: order for order in orders}}
    ids |= {item.id: order for order in orders for item in order.items}
    sent = wanted.item if wanted is not None else ""
    if sent and sent not in ids:
        sent = next((row.order_id or "" for row in services.deadlines.list() if row.id == sent), "")
    found = [ids[name] for name in (sent, context.here.value(LAST_ORDER, "")) if name in ids]
    group = next((row for row in services.groups.list() if row.id == context.scope.group_id), None)
    own = [order for order in orders if group is not None and order.decision_id == group.default_decision_id]
    dated = [order for order in (*own, *orders) if order.due is not None]
    return next(iter([*found, *dated, *orders]), None)


def _first_of(dockets: Sequence[DocketRow], orders: Sequence[OrderRow]) -> dict[str, OrderRow]:
    """Where one comes to who was sent to a docket or a decision: its first order."""
    numbers = {docket.number: docket.id for docket in dockets}
    behind: dict[str, OrderRow] = {}
    for order in orders:
        for whole in (order.decision_id, numbers.get(order.docket, "")):
            behind.setdefault(whole, order)
    return behind


def _no_orders(context: Context, dockets: Sequence[DocketRow], behind: Mapping[str, OrderRow], sent: str) -> str:
    """What is said to who was sent to a docket or a decision before it has an order."""
    if not sent or sent in behind:
        return ""
    numbers = {docket.id: docket.number for docket in dockets}
    if sent not in numbers:
        numbers |= {decision.id: decision.docket for decision in context.services.orders.decisions()}
    words = _("Docket {number} has no orders yet: “Add an order” makes its first.")
    return words.format(number=numbers[sent]) if sent in numbers else ""
