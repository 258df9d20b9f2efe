"""Plans of orders: steps are one set, their dates follow the filing, and what was planned from a date goes with it."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.deadlines import DeadlineStatus
from msa_wg_desktop.domain.plans import PlanStatus, StepDraft
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from tests.services.desk import Desk, statements

FILED, APRIL_14 = date(2025, 3, 31), date(2025, 4, 14)


@pytest.fixture
def filing(desk: Desk) -> str:
    return desk.services.deadlines.add("Order 26 filing", FILED, kind="ordered", order="26", group_id=desk.group)


@pytest.fixture
def legal(desk: Desk, filing: str) -> str:
    return desk.services.plans.add_step(desk.order, "Legal review", lead_days=5, party="EDCs")


def starts(desk: Desk) -> dict[str, date | None]:
    return {line.title: line.latest_start for line in desk.services.plans.get(desk.order).lines}


def test_the_filing_is_the_ordered_deadline_of_the_order_s_own_date(desk: Desk, legal: str):
    desk.services.plans.add_step(desk.order, "Inspector", lead_days=20, before=legal)
    assert starts(desk) == {
        "Inspector": date(2025, 2, 24), "Legal review": date(2025, 3, 24), "Order 26 filing": FILED,
    }  # fmt: skip
    (inspector,) = (step for step in desk.services.plans.steps(desk.order) if step.title == "Inspector")
    assert (inspector.before, inspector.lead_days) == ("Legal review", 20)


def test_an_order_without_a_deadline_is_its_own_filing(desk: Desk):
    assert starts(desk) == {"Filing, Order 26": FILED}
    desk.services.orders.edit(desk.order, {"due": None})
    assert starts(desk) == {"Filing, Order 26": None}


def test_the_order_s_date_and_its_filing_are_one(desk: Desk, filing: str):
    desk.services.orders.edit(desk.order, {"due": APRIL_14})
    assert desk.services.deadlines.get(filing).date == APRIL_14
    desk.services.deadlines.edit(filing, {"date": FILED})
    assert desk.services.orders.get(desk.order).due == FILED
    desk.services.deadlines.ask_extension(filing, APRIL_14)
    desk.services.deadlines.grant_extension(filing, ruling="Motion 3")
    assert desk.services.orders.get(desk.order).due == APRIL_14
    assert desk.services.deadlines.get(filing).former_dates[0] == FILED
    desk.services.store.undo()
    assert desk.services.orders.get(desk.order).due == FILED


def test_an_extension_ends_after_the_date_that_binds(desk: Desk, filing: str):
    with pytest.raises(ValidationError, match="An extension ends after Mon, Mar 31, 2025"):
        desk.services.deadlines.ask_extension(filing, date(2025, 3, 1))


def test_before_a_date_moves_what_moves_with_it_can_be_seen(desk: Desk, filing: str, legal: str):
    review = desk.services.deadlines.add("Review is back", date(2025, 3, 28), order="26")
    by_hand = desk.services.deadlines.add("By hand", date(2025, 3, 20), order="26")
    desk.services.plans.edit_step(legal, {"deadline_id": review})
    desk.services.plans.add_step(desk.order, "Printing", lead_days=2, deadline_id=by_hand)

    seen = {
        move.title: (move.before, move.after, bool(move.kept))
        for move in desk.services.plans.preview(desk.order, filing, APRIL_14)
    }

    assert seen["Legal review"] == (date(2025, 3, 24), date(2025, 4, 7), False)
    assert seen["Review is back"] == (date(2025, 3, 28), date(2025, 4, 11), False)
    assert seen["By hand"] == (date(2025, 3, 20), date(2025, 3, 20), True)
    assert desk.services.orders.get(desk.order).due == FILED

    desk.services.plans.move(desk.order, filing, APRIL_14, shown=FILED)

    assert desk.services.deadlines.get(review).date == date(2025, 4, 11)
    assert desk.services.deadlines.get(by_hand).date == date(2025, 3, 20)
    assert starts(desk)["Legal review"] == date(2025, 4, 7)
    desk.services.store.undo()
    assert desk.services.deadlines.get(review).date == date(2025, 3, 28)
    assert starts(desk)["Legal review"] == date(2025, 3, 24)


def test_a_date_that_somebody_else_moved_meanwhile_is_not_overwritten(desk: Desk, filing: str):
    desk.services.deadlines.edit(filing, {"date": APRIL_14})
    with pytest.raises(ConflictError):
        desk.services.plans.move(desk.order, filing, date(2025, 5, 1), shown=FILED)
    assert desk.services.deadlines.get(filing).date == APRIL_14


def test_a_circle_is_refused_in_a_sentence(desk: Desk, legal: str):
    inspector = desk.services.plans.add_step(desk.order, "Inspector", lead_days=20, before=legal)
    with pytest.raises(ValidationError, match="“Legal review” → “Inspector” → “Legal review”"):
        desk.services.plans.edit_step(legal, {"before": inspector})
    with pytest.raises(ValidationError, match="circle"):
        desk.services.plans.edit_step(legal, {"before": legal})
    assert starts(desk)["Inspector"] == date(2025, 2, 24)


@pytest.mark.parametrize("days", [0, 10_000])
def test_a_lead_time_out_of_measure_is_refused(desk: Desk, legal: str, days: int):
    with pytest.raises(ValidationError, match="from 1 to 1,000"):
        desk.services.plans.edit_step(legal, {"lead_days": days})
    with pytest.raises(ValidationError, match="from 1 to 1,000"):
        desk.services.deadlines.add("Review", FILED, lead_days=days)


def test_a_step_needs_a_title_a_party_that_is_known_and_fields_that_exist(desk: Desk, legal: str):
    with pytest.raises(ValidationError, match="needs a title"):
        desk.services.plans.add_step(desk.order, "  ")
    with pytest.raises(NotFoundError, match="isn't in the record"):
        desk.services.plans.edit_step(legal, {"party": "Nobody"})
    with pytest.raises(ValidationError, match="no field “rank”"):
        desk.services.plans.edit_step(legal, {"rank": "a"})
    with pytest.raises(NotFoundError):
        desk.services.plans.add_step(desk.order, "X", before="no such step")


def test_what_was_before_a_deleted_step_is_before_what_came_after_it(desk: Desk, legal: str):
    inspector = desk.services.plans.add_step(desk.order, "Inspector", lead_days=20, before=legal)
    draft = desk.services.plans.add_step(desk.order, "Draft", lead_days=3, before=inspector)
    desk.services.plans.delete_step(inspector)
    assert {step.id: step.before_id for step in desk.services.plans.steps(desk.order)} == {legal: None, draft: legal}


def test_a_step_before_a_deadline_is_finished_before_its_day(desk: Desk, filing: str):
    gate = desk.services.deadlines.add("Send the draft", date(2025, 2, 18), order="26")
    desk.services.plans.add_step(desk.order, "Draft", lead_days=2, before=gate)
    assert starts(desk)["Draft"] == date(2025, 2, 13)
    desk.services.deadlines.delete(gate)
    assert starts(desk)["Draft"] == date(2025, 3, 27)


def test_a_day_before_the_filing_that_it_waits_for_is_a_risk_and_said(desk: Desk, filing: str):
    made = desk.services.deadlines.add("Webinar", date(2025, 3, 14), order="26", group_id=desk.group)
    desk.services.deadlines.edit(made, {"depends_on_id": filing})
    webinar = next(line for line in desk.services.plans.get(desk.order).lines if line.id == made)
    assert webinar.status is PlanStatus.AT_RISK
    assert "which may take until Mon, Mar 31, 2025." in webinar.why[0]
    desk.services.deadlines.edit(made, {"date": date(2025, 4, 14)})
    webinar = next(line for line in desk.services.plans.get(desk.order).lines if line.id == made)
    assert webinar.status is PlanStatus.TO_COME


def test_a_step_is_done_when_it_is_said_or_when_its_action_is(desk: Desk, legal: str):
    desk.services.plans.edit_step(legal, {"action_id": desk.captured("action")})
    assert desk.services.plans.get(desk.order).lines[0].status is not PlanStatus.DONE
    desk.services.actions.edit(desk.captured("action"), {"status": "done"})
    assert desk.services.plans.get(desk.order).lines[0].status is PlanStatus.DONE


def test_a_set_of_steps_is_kept_for_other_orders(desk: Desk, legal: str):
    desk.services.plans.add_step(desk.order, "Inspector", lead_days=20, before=legal)
    desk.services.plans.keep_template(desk.group, "Filing", desk.services.plans.drafts(desk.order))
    (kept,) = desk.services.plans.templates([desk.group])
    assert [(step.title, step.lead_days) for step in kept.steps] == [("Legal review", 5), ("Inspector", 20)]
    other = desk.services.orders.add(desk.decision, "27", due=date(2025, 6, 30))
    desk.services.plans.set_steps(other, kept.steps)
    assert [(step.title, step.before) for step in desk.services.plans.steps(other)] == [
        ("Legal review", ""), ("Inspector", "Legal review"),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="no steps to keep"):
        desk.services.plans.keep_template(desk.group, "Empty", ())
    with pytest.raises(ValidationError, match="needs a name"):
        desk.services.plans.keep_template(desk.group, " ", kept.steps)


def test_steps_can_be_tried_before_they_are_written(desk: Desk, legal: str):
    drafts = [*desk.services.plans.drafts(desk.order), StepDraft(key="new", title="New", lead_days=2, before=legal)]
    plan = desk.services.plans.try_steps(desk.order, drafts)
    assert next(line for line in plan.lines if line.id == "new").latest_start == date(2025, 3, 20)
    assert len(desk.services.plans.steps(desk.order)) == 1


def test_a_plan_is_read_in_a_fixed_number_of_statements(desk: Desk, legal: str):
    with statements() as few:
        desk.services.plans.get(desk.order)
    for number in range(20):
        desk.services.plans.add_step(desk.order, f"Step {number}", lead_days=2, before=legal)
        desk.services.deadlines.add(f"Deadline {number}", FILED, order="26")
    with statements() as many:
        desk.services.plans.get(desk.order)
    assert len(many) == len(few)


def test_the_state_of_the_order_s_group_says_which_days_are_holidays(desk: Desk, legal: str):
    desk.services.plans.edit_step(legal, {"lead_days": 30})
    assert starts(desk)["Legal review"] == date(2025, 2, 14)
    desk.services.groups.edit(desk.group, {"state": "MA"})
    assert starts(desk)["Legal review"] == date(2025, 2, 14)
    desk.services.plans.edit_step(legal, {"lead_days": 32})
    assert starts(desk)["Legal review"] == date(2025, 2, 12)


def test_a_met_filing_is_done(desk: Desk, filing: str):
    desk.services.deadlines.mark_met(filing)
    assert desk.services.deadlines.get(filing).status is DeadlineStatus.MET
    assert desk.services.plans.get(desk.order).lines[-1].status is PlanStatus.DONE
