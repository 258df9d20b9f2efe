"""Planning backwards: the latest safe start of each step, how it was counted, and what is late or at risk."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Any

import pytest

from msa_wg_desktop.domain.plan_back import Plan, circle_of, moves, plan_back
from msa_wg_desktop.domain.planning import holiday_name, require_lead_days, span_in_words, state_holidays, step_in_words
from msa_wg_desktop.domain.plans import Linked, PlanKind, PlanLine, PlanNode, PlanStatus
from msa_wg_desktop.errors import ValidationError

FEB_18, FILED = date(2025, 2, 18), date(2025, 3, 31)
FILING = PlanNode(id="filing", title="Filing", kind=PlanKind.FILING, day=FILED, ordered=True)


def step(node_id: str, days: int | None, before: str = "filing", **values: Any) -> PlanNode:
    return PlanNode(id=node_id, title=node_id, kind=PlanKind.STEP, days=days, before=(before,), **values)


def deadline(node_id: str, day: date | None, *before: str, **values: Any) -> PlanNode:
    return PlanNode(id=node_id, title=node_id, kind=PlanKind.DEADLINE, day=day, before=before, **values)


@pytest.fixture
def planned(connecticut: Container[date]) -> Any:
    def make(*nodes: PlanNode, today: date = FEB_18, filing: PlanNode = FILING) -> Plan:
        return plan_back((filing, *nodes), today=today, holidays=connecticut)

    return make


def line(plan: Plan, node_id: str) -> PlanLine:
    return next(line for line in plan.lines if line.id == node_id)


def test_a_chain_of_steps_ends_before_the_filing_and_each_before_the_next(planned):
    plan = planned(
        step("legal", 5),
        step("inspector", 20, "legal"),
        step("consultation", 10, "legal"),
        step("share", 5, "consultation"),
    )
    assert [(one.id, one.latest_start, one.end) for one in plan.lines] == [
        ("inspector", date(2025, 2, 24), date(2025, 3, 21)),
        ("share", date(2025, 3, 3), date(2025, 3, 7)),
        ("consultation", date(2025, 3, 10), date(2025, 3, 21)),
        ("legal", date(2025, 3, 24), date(2025, 3, 28)),
        ("filing", FILED, FILED),
    ]
    assert line(plan, "inspector").arithmetic == (
        "20 business days that end Fri, Mar 21, 2025: starts Mon, Feb 24, 2025"
    )
    assert line(plan, "filing").arithmetic == "29 business days after Tue, Feb 18, 2025, up to Mon, Mar 31, 2025"
    assert line(plan, "filing").business_days == 29


def test_holidays_that_were_left_out_are_named(connecticut: Container[date]):
    assert step_in_words(date(2025, 2, 19), 5, date(2025, 2, 11), connecticut) == (
        "5 business days that end Wed, Feb 19, 2025: starts Tue, Feb 11, 2025; holidays Feb 12, Feb 17 left out"
    )
    assert span_in_words(date(2025, 2, 14), date(2025, 2, 18), connecticut) == (
        "1 business day after Fri, Feb 14, 2025, up to Tue, Feb 18, 2025; holiday Feb 17 left out"
    )
    assert holiday_name(date(2025, 2, 17), state_holidays("CT")) == "Washington's Birthday"
    assert holiday_name(date(2025, 2, 18), state_holidays("CT")) == ""


def test_what_is_before_two_things_ends_before_the_earlier_one(planned):
    plan = planned(
        deadline("draft", date(2025, 3, 14)),
        PlanNode(id="x", title="x", kind=PlanKind.STEP, days=2, before=("filing", "draft")),
    )
    assert line(plan, "x").end == date(2025, 3, 13)


def test_a_deadline_without_a_day_is_planned_from_what_waits_for_it(planned):
    plan = planned(deadline("draft", None, "review", days=10), deadline("review", date(2025, 3, 24), days=5))
    assert line(plan, "review").latest_start == date(2025, 3, 18)
    assert line(plan, "draft").end == date(2025, 3, 17)
    assert line(plan, "draft").latest_start == date(2025, 3, 4)


def test_without_a_filing_date_each_line_says_what_is_missing(planned):
    plan = planned(
        step("legal", 5), step("inspector", 20, "legal"),
        filing=PlanNode(id="filing", title="Filing", kind=PlanKind.FILING, ordered=True),
    )  # fmt: skip
    assert {one.status for one in plan.lines} == {PlanStatus.NO_DATE}
    assert "no filing date yet" in line(plan, "legal").why[0]
    assert line(plan, "inspector").why == ("“legal”, which comes after it, has no date yet.",)


def test_without_a_lead_time_a_step_asks_for_it_and_what_is_before_it_waits(planned):
    plan = planned(step("legal", None), step("inspector", 20, "legal"))
    assert line(plan, "legal").end == date(2025, 3, 28)
    assert line(plan, "legal").why == ("Its lead time is missing: enter how many business days it takes.",)
    assert line(plan, "inspector").why == ("“legal”, which comes after it, has no lead time yet.",)


def test_a_circle_that_came_about_all_the_same_is_said(planned):
    plan = planned(step("one", 5, "other"), step("other", 5, "one"), step("third", 5))
    assert line(plan, "one").status is PlanStatus.NO_DATE
    assert "circle" in line(plan, "other").why[0]
    assert line(plan, "third").latest_start == date(2025, 3, 24)


@pytest.mark.parametrize(
    ("today", "values", "status", "why"),
    [
        (date(2025, 2, 10), {}, PlanStatus.TO_COME, ()),
        (date(2025, 2, 18), {}, PlanStatus.AT_RISK, ("It must start within 4 business days.",)),
        (date(2025, 2, 24), {}, PlanStatus.AT_RISK, ("It must start today.",)),
        (date(2025, 2, 25), {}, PlanStatus.LATE, ("It hasn't started.",)),
        (date(2025, 2, 25), {"started": True}, PlanStatus.STARTED, ()),
        (date(2025, 3, 24), {"started": True}, PlanStatus.LATE, ("It was to be finished by Fri, Mar 21, 2025.",)),
        (date(2025, 3, 24), {"done": True}, PlanStatus.DONE, ()),
    ],
)
def test_a_step_is_at_risk_before_it_is_late(planned, today: date, values: Any, status: PlanStatus, why: Any):
    plan = planned(step("legal", 5), step("inspector", 20, "legal", **values), today=today)
    assert (line(plan, "inspector").status, line(plan, "inspector").why) == (status, why)


def test_what_waits_for_something_late_is_at_risk(planned):
    plan = planned(step("legal", 5), step("inspector", 20, "legal"), today=date(2025, 2, 25))
    assert line(plan, "legal").why == ("It waits for “inspector”, which is late.",)
    assert line(plan, "filing").status is PlanStatus.TO_COME
    assert [one.id for one in plan.threatened] == ["inspector", "legal"]


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (date(2025, 2, 14), "“call” was due Fri, Feb 14, 2025."),
        (date(2025, 3, 31), "“call” is due only Mon, Mar 31, 2025."),
    ],
)
def test_an_action_that_is_overdue_or_due_too_late_puts_its_step_at_risk(planned, due: date, why: str):
    plan = planned(step("legal", 5, linked=(Linked("action", "a", "call", due),)))
    assert (line(plan, "legal").status, line(plan, "legal").why) == (PlanStatus.AT_RISK, (why,))


def test_a_deadline_whose_day_is_too_late_for_what_waits_for_it_is_said_there(planned):
    plan = planned(deadline("draft", date(2025, 3, 26), "review"), deadline("review", date(2025, 3, 24)))
    assert line(plan, "review").why == ("It waits for “draft”, which may take until Wed, Mar 26, 2025.",)


def test_deadlines_are_due_soon_overdue_or_met(planned):
    plan = planned(
        deadline("soon", date(2025, 2, 20)),
        deadline("past", date(2025, 2, 14)),
        deadline("met", date(2025, 2, 14), done=True),
    )
    assert [line(plan, name).status for name in ("soon", "past", "met")] == [
        PlanStatus.DUE_SOON, PlanStatus.LATE, PlanStatus.DONE,
    ]  # fmt: skip


def test_when_the_filing_moves_everything_planned_from_it_moves(planned):
    plan = planned(step("legal", 5), step("inspector", 20, "legal"), deadline("other", date(2025, 3, 10)))
    found = moves(plan, plan.with_days({"filing": date(2025, 4, 14)}))
    assert [(move.id, move.before, move.after) for move in found] == [
        ("inspector", date(2025, 2, 24), date(2025, 3, 10)),
        ("legal", date(2025, 3, 24), date(2025, 4, 7)),
        ("filing", FILED, date(2025, 4, 14)),
    ]


@pytest.mark.parametrize("days", [0, -3, 1_001, 10_000])
def test_a_lead_time_out_of_all_measure_is_refused_in_words(days: int):
    with pytest.raises(ValidationError, match="from 1 to 1,000 business days"):
        require_lead_days(days, field="lead_days")


@pytest.mark.parametrize("days", [None, 1, 1_000])
def test_any_other_lead_time_is_taken(days: int | None):
    assert require_lead_days(days, field="lead_days") == days


def test_a_circle_is_the_way_back_to_where_it_began():
    befores = {"a": "b", "b": "c", "c": "a", "d": "a"}
    assert circle_of(befores, "a") == ["a", "b", "c"]
    assert circle_of(befores, "d") == ()
    assert circle_of({"a": None}, "a") == ()
