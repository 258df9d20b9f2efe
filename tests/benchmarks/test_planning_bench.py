"""Planning back over 200 steps, and the page of an order with 200 items and 500 deadlines."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.plan_back import plan_back
from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.domain.plans import PlanKind, PlanNode
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.services.store import Store

STEPS, ITEMS, DEADLINES = 200, 200, 500
PLAN_BUDGET_MS, PAGE_BUDGET_MS = 10.0, 500.0
TODAY, FILED = date(2025, 2, 18), date(2025, 3, 31)


def best_of(rounds: int, once: Callable[[], object]) -> float:
    """A shared machine only ever adds."""
    taken: list[float] = []
    for _round in range(rounds):
        began = time.perf_counter()
        once()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


@pytest.mark.benchmark
@pytest.mark.parametrize("chain", [True, False], ids=["one after the other", "all before the filing"])
def test_planning_back_over_200_steps(chain: bool) -> None:
    filing = PlanNode(id="filing", title="Filing", kind=PlanKind.FILING, day=FILED)
    steps = [
        PlanNode(
            id=str(number),
            title=f"Step {number}",
            kind=PlanKind.STEP,
            days=20,
            before=(str(number - 1) if chain and number else "filing",),
        )
        for number in range(STEPS)
    ]
    holidays = state_holidays("CT")
    taken = best_of(20, lambda: plan_back([filing, *steps], today=TODAY, holidays=holidays))
    print(f"\n{STEPS} steps: {taken:.1f} ms, budget {PLAN_BUDGET_MS} ms")
    assert taken < PLAN_BUDGET_MS


@pytest.mark.benchmark
def test_the_page_of_a_large_order_opens_fast(qapp: QApplication, context: Context, store: Store) -> None:
    from msa_wg_desktop.gui.pages.orders_page import OrdersPage

    services = context.services
    with store.operation("A large order"):
        services.orders.add_docket("24-08-02")
        order = services.orders.add(services.orders.add_decision("24-08-02"), "26", due=FILED)
        for number in range(ITEMS):
            services.orders.add_item(order, str(number), f"Item {number} and what shall be filed for it")
        for number in range(DEADLINES):
            services.deadlines.add(f"Deadline {number}", FILED - timedelta(days=number % 60), order=order)

    def once() -> None:
        page = OrdersPage(context)
        page.resize(1155, 700)
        page.show()
        qapp.processEvents()
        assert len(page.model.rows) == ITEMS
        assert len(page.timeline.table.rows) == DEADLINES + 1
        page.hide()
        page.deleteLater()
        for command in page._commands:
            context.commands._commands.pop(command.objectName())

    taken = best_of(3, once)
    print(f"\n{ITEMS} items, {DEADLINES} deadlines: {taken:.0f} ms, budget {PAGE_BUDGET_MS} ms")
    assert taken < PAGE_BUDGET_MS
