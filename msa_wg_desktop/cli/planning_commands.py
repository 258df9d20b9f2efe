"""The commands about dates before a filing: the plan back from it, and extensions of deadlines."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from msa_wg_desktop.cli.as_json import Json, iso
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result, table
from msa_wg_desktop.domain.deadlines import DeadlineRow, DeadlineStatus
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.planning import rule_in_words
from msa_wg_desktop.domain.plans import PlanLine
from msa_wg_desktop.words import _

_COLUMNS = ("latest_start", "date", "title", "business_days", "status", "why")


def plan(desk: Desk, args: Namespace) -> Result:
    """The dates of an order, planned back from its filing, earliest first."""
    order_id, _item = desk.services.orders.require(args.order)
    found = desk.services.plans.get(order_id)
    rows = [_line(line) for line in found.lines]
    shown = [{**row, "why": " ".join(line.why)} for row, line in zip(rows, found.lines, strict=True)]
    return Result(rows, _plan_words(found, table(shown, _COLUMNS)))


def _plan_words(found: Plan, rows: str) -> str:
    counted = [f"{line.title}: {line.arithmetic}" for line in found.lines if line.arithmetic]
    return "\n\n".join(part for part in (rows, "\n".join(counted), rule_in_words()) if part)


def _line(line: PlanLine) -> Json:
    return {
        "title": line.title,
        "latest_start": iso(line.latest_start),
        "date": iso(line.end),
        "business_days": line.business_days,
        "arithmetic": line.arithmetic,
        "status": line.status.value,
    }


def edit_order(desk: Desk, order_id: str, values: Mapping[str, Any]) -> None:
    """Changes an order; with its date moves what was planned from it."""
    values, services = dict(values), desk.services
    filing = services.plans.get(order_id).filing
    with services.store.operation(_("Change an order")):
        if filing is not None and values.get("due") is not None:
            services.plans.move(order_id, filing.id, values.pop("due"))
        if values:
            services.orders.edit(order_id, values)


def edit_deadline(desk: Desk, row: DeadlineRow, values: Mapping[str, Any]) -> None:
    """Changes a deadline; with its date moves what was planned from it.

    A status that is about an extension goes by the verbs of extensions.
    """
    values, deadlines = dict(values), desk.services.deadlines
    asked_on, to = values.pop("extension_asked_on", None), values.pop("extension_to", None)
    status = values.get("status", "")
    granted = (to or row.extension_to) if status == DeadlineStatus.EXTENSION_GRANTED else None
    with desk.services.store.operation(_("Change a deadline")):
        target = granted or values.get("date")
        if target is not None and row.order_id and target != row.date:
            desk.services.plans.move(row.order_id, row.id, target)
            values.pop("date", None)
        if status == DeadlineStatus.EXTENSION_GRANTED and (to or row.extension_to):
            values.pop("status")
            deadlines.grant_extension(row.id, to, ruling=values.pop("ruling", ""))
        elif to is not None:
            deadlines.ask_extension(row.id, to, on=asked_on)
            if status == DeadlineStatus.EXTENSION_ASKED:
                values.pop("status")
        elif asked_on is not None:
            values["extension_asked_on"] = asked_on
        if values:
            deadlines.edit(row.id, values)
