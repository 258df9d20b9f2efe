"""What a commission ordered, as kinds of the command line: dockets, decisions, orders, items, deadlines, steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msa_wg_desktop.cli import as_json
from msa_wg_desktop.cli.desk import Desk, one
from msa_wg_desktop.cli.kind import Kind, Wanted
from msa_wg_desktop.cli.planning_commands import edit_deadline, edit_order
from msa_wg_desktop.cli.reading import day, names, number, text
from msa_wg_desktop.domain.deadlines import DeadlineRow
from msa_wg_desktop.domain.orders import OrderItemRow
from msa_wg_desktop.errors import NotFoundError


def _deadlines(desk: Desk, wanted: Wanted) -> list[Any]:
    order_id = wanted.order[0] if wanted.order else None
    rows = desk.services.deadlines.list(order_id=order_id, open_only=wanted.open)
    before = [day for day in (wanted.due_before, desk.today if wanted.overdue else None) if day]
    filed = _filed_by(desk, wanted.owner) if wanted.owner else None
    return [
        row
        for row in rows
        if wanted.has(row.group_id)
        and (filed is None or row.order_id in filed)
        and (not before or (row.status.is_open and row.date is not None and row.date < min(before)))
    ]


def _filed_by(desk: Desk, party_id: str) -> set[str]:
    """The orders of which a party files something, or one of its classes or people."""
    its = {desk.book.display(each) for each in desk.book.related(party_id)}
    orders = desk.services.orders.list()
    return {order.id for order in orders if its & {*order.files, *(who for item in order.items for who in item.files)}}


def _order_items(desk: Desk, wanted: Wanted) -> list[Any]:
    order, item = wanted.order or (None, None)
    return [row for row in desk.services.orders.items(order) if item in (None, row.id)]


def _edit_deadline(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    values = dict(values)
    if "depends_on" in values:
        before = values.pop("depends_on")
        values["depends_on_id"] = deadline_of(desk, before).id if before else None
    edit_deadline(desk, desk.services.deadlines.get(row_id), values)


def _edit_step(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    values = dict(values)
    if "action" in values:
        values["action_id"] = action_of(desk, values.pop("action"))
    if "deadline" in values:
        linked = values.pop("deadline")
        values["deadline_id"] = deadline_of(desk, linked).id if linked else None
    if values.get("before"):
        values["before"] = before_id(desk, values["before"])
    desk.services.plans.edit_step(row_id, values)


def _edit_item(desk: Desk, row_id: str, values: Mapping[str, Any]) -> None:
    values = dict(values)
    if "part_of" in values:
        parent = values.pop("part_of")
        values["parent_id"] = item_of(desk, parent).id if parent else None
    if "after" in values:
        values["after"] = item_of(desk, values["after"]).id if values["after"] else None
    desk.services.orders.edit_item(row_id, values)


def before_id(desk: Desk, text: str) -> str:
    """The id of the step, else of the deadline, that a title or the beginning of an id means."""
    try:
        return one(desk.services.plans.steps(), text, lambda row: (row.title,), "plan-step").id
    except NotFoundError:
        return deadline_of(desk, text).id


def deadline_of(desk: Desk, text: str) -> DeadlineRow:
    """The deadline that a title or the beginning of an id means."""
    return one(desk.services.deadlines.list(), text, lambda row: (row.title,), "deadline")


def item_of(desk: Desk, text: str) -> OrderItemRow:
    """The order item that `26.3` or the beginning of an id means."""
    return one(desk.services.orders.items(), text, lambda row: (row.display,), "order-item")


def action_of(desk: Desk, text: str) -> str | None:
    """The id of the action that the beginning of one means; none where nothing is written."""
    return one(desk.services.actions.list(), text, lambda _row: (), "action").id if text else None


ORDER_KINDS: tuple[Kind, ...] = (
    Kind(
        name="docket",
        plural="dockets",
        rows=lambda desk, _wanted: desk.services.orders.dockets(),
        json=lambda _desk, row: as_json.docket(row),
        columns=("id", "number", "title", "agency"),
        fields={"number": text, "title": text, "agency": text},
        edit=lambda desk, row_id, values: desk.services.orders.edit_docket(row_id, values),
        delete=lambda desk, row_id: desk.services.orders.delete_docket(row_id),
        names=lambda row: (row.number,),
    ),
    Kind(
        name="decision",
        plural="decisions",
        rows=lambda desk, _wanted: desk.services.orders.decisions(),
        json=lambda _desk, row: as_json.decision(row),
        columns=("id", "docket", "date", "title"),
        fields={"decided_on": day, "title": text},
        edit=lambda desk, row_id, values: desk.services.orders.edit_decision(row_id, values),
        delete=lambda desk, row_id: desk.services.orders.delete_decision(row_id),
        names=lambda row: (f"{row.docket} {row.decided_on}", row.docket),
    ),
    Kind(
        name="order",
        plural="orders",
        rows=lambda desk, _wanted: desk.services.orders.list(),
        json=lambda _desk, row: as_json.order(row),
        columns=("id", "number", "docket", "decision", "due", "files", "also_filed_in"),
        fields={
            "number": text,
            "due": day,
            "intro": text,
            "closing": text,
            "also_filed_in": text,
            "files": names,
            "consulted": names,
        },
        edit=edit_order,
        delete=lambda desk, row_id: desk.services.orders.delete(row_id),
        names=lambda row: (row.number, f"{row.docket} #{row.number}"),
    ),
    Kind(
        name="order-item",
        plural="order-items",
        rows=_order_items,
        json=lambda _desk, row: as_json.order_item(row),
        columns=("id", "order", "number", "text", "readiness", "actions", "data_needs", "agreements"),
        filters=frozenset({"order"}),
        fields={
            "number": text,
            "text": text,
            "readiness": text,
            "readiness_by": text,
            "readiness_on": day,
            "files": names,
            "consulted": names,
            "part_of": text,
            "after": text,
        },
        edit=_edit_item,
        delete=lambda desk, row_id: desk.services.orders.delete_item(row_id),
        names=lambda row: (row.display,),
    ),
    Kind(
        name="deadline",
        plural="deadlines",
        rows=_deadlines,
        json=lambda _desk, row: as_json.deadline(row),
        columns=("id", "date", "title", "kind", "order", "status", "depends_on"),
        filters=frozenset({"group", "open", "overdue", "due_before", "order", "owner"}),
        fields={
            "title": text,
            "date": day,
            "kind": text,
            "status": text,
            "order": text,
            "depends_on": text,
            "lead_days": number,
            "extension_asked_on": day,
            "extension_to": day,
            "ruling": text,
        },
        edit=_edit_deadline,
        delete=lambda desk, row_id: desk.services.deadlines.delete(row_id),
        names=lambda row: (row.title,),
    ),
    Kind(
        name="plan-step",
        plural="plan-steps",
        rows=lambda desk, wanted: desk.services.plans.steps(wanted.order[0] if wanted.order else None),
        json=lambda _desk, row: as_json.plan_step(row),
        columns=("id", "title", "lead_days", "before", "party"),
        filters=frozenset({"order"}),
        fields={
            "title": text,
            "lead_days": number,
            "before": text,
            "party": text,
            "action": text,
            "deadline": text,
            "started_on": day,
            "done_on": day,
        },
        edit=_edit_step,
        delete=lambda desk, row_id: desk.services.plans.delete_step(row_id),
        names=lambda row: (row.title,),
    ),
)
