"""A record with two orders, what is linked to one of them, the page that shows them, and what tests do to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.timeline_table import TimelineColumn
from msa_wg_desktop.gui.pages.orders_page import OrdersPage
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

FILED = date(2025, 3, 31)


@dataclass(frozen=True)
class Ids:
    """What the tests speak of, by its id."""

    order: str
    items: dict[str, str]
    filing: str
    review: str
    agreement: str


def make_record(context: Context) -> Ids:
    """Order 26 with three items, its filing, a date of the group's own, one action, one agreement; and Order 27."""
    group, ids = prepared(context.services, _fill)
    context.scope.choose(group)
    context.navigator.allow({"actions", "orders", "meeting"})
    return ids


def _fill(services: Services) -> tuple[str, Ids]:
    services.parties.add_organisation("Eversource Energy", "Eversource", classes=["EDCs"])
    services.parties.add_organisation("United Illuminating", "UI", classes=["EDCs"])
    services.parties.add_person("Patrick Fam", "Eversource", code="pf")
    services.orders.add_docket("24-08-02", agency="PURA")
    services.orders.add_docket("24-08-05")
    decision = services.orders.add_decision("24-08-02", decided_on=date(2024, 10, 16))
    order = services.orders.add(decision, "26", due=FILED, files=["EDCs"], also_filed_in="24-08-05")
    texts = {"1": "a liability waiver", "2": "a list of restrictions", "3": "Program documents"}
    items = {number: services.orders.add_item(order, number, text) for number, text in texts.items()}
    services.orders.edit_item(items["1"], {"consulted": ["UI"]})
    services.orders.add(decision, "27")
    group = services.groups.add("IX WG / MSA", default_decision_id=decision).id
    meeting = services.meetings.add(group, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    services.notes.capture_lines(
        meeting, "ACTION: EDCs to share the draft waiver by Mar 3 #26.1\nAGREED: diagrams stay #26.3"
    )
    filing = services.deadlines.add("Order 26 filing", FILED, kind="ordered", order=order, group_id=group)
    review = services.deadlines.add("Review is back", date(2025, 3, 28), order=order, group_id=group)
    agreement = services.agreements.list()[0].id
    return group, Ids(order, items, filing, review, agreement)


def open_page(context: Context, qtbot: QtBot) -> OrdersPage:
    """The page at the size that it has in a window of 1366x768."""
    page = OrdersPage(context)
    page.show_commands(shown=True)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    page.activate()
    return page


def lines(page: OrdersPage, column: TimelineColumn = TimelineColumn.TITLE) -> list[str]:
    return cells(page.timeline.table, column)


def cells(model: Any, column: int) -> list[str]:
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


def dialog_of(page: OrdersPage, kind: type) -> Any:
    shown = [dialog for dialog in page.findChildren(kind) if dialog.isVisible()]
    assert len(shown) == 1
    return shown[0]


def choose_line(page: OrdersPage, line_id: str) -> None:
    assert page.timeline.select(line_id)
    page.timeline.setFocus()
    settle()


def plan_two_steps(context: Context, ids: Ids) -> tuple[str, str]:
    plans = context.services.plans
    legal = plans.add_step(ids.order, "Legal review", lead_days=5)
    return legal, plans.add_step(ids.order, "Inspector", lead_days=20, before=legal)
