"""Reads what a plan is worked out from: an order with its steps, its deadlines and what they are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import (
    Action,
    CommissionOrder,
    Deadline,
    PlanStep,
    PlanTemplate,
    TemplateStep,
    WorkingGroup,
)
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineRow, DeadlineStatus
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.planning import StateHolidays, state_holidays
from msa_wg_desktop.domain.plans import Linked, PlanKind, PlanNode, StepDraft, StepRow, TemplateRow
from msa_wg_desktop.services.filing_dates import filing_of
from msa_wg_desktop.words import _

_STATE = "CT"
_STATES = select(WorkingGroup.state, WorkingGroup.default_decision_id)
_DECISION = select(CommissionOrder.decision_id).where(CommissionOrder.id == bindparam("order_id"))


def read_steps(connection: Connection, order_id: str | None, book: PartyBook) -> tuple[StepRow, ...]:
    """The steps of an order's plan, in the order in which they were put; without an order, of all."""
    statement, which = (_steps(), {}) if order_id is None else (_steps_of_one(), {"order_id": order_id})
    return tuple(_step(row, book) for row in connection.execute(statement, which).all())


# Statements are made once: to put one together takes longer than the database needs for its answer.


@cache
def _steps_of_one() -> Select[Any]:
    return _steps().where(PlanStep.order_id == bindparam("order_id"))


@cache
def _steps() -> Select[Any]:
    before, gate, due = aliased(PlanStep), aliased(Deadline), aliased(Deadline)
    return (
        select(
            PlanStep.__table__,
            before.title.label("before_step"),
            gate.title.label("before_gate"),
            Action.what.label("action_text"),
            Action.due.label("action_due"),
            Action.status.label("action_status"),
            due.title.label("deadline_text"),
            due.date.label("deadline_date"),
            due.status.label("deadline_status"),
            due.kind.label("deadline_kind"),
        )
        .outerjoin(before, before.id == PlanStep.before_id)
        .outerjoin(gate, gate.id == PlanStep.before_deadline_id)
        .outerjoin(Action, Action.id == PlanStep.action_id)
        .outerjoin(due, due.id == PlanStep.deadline_id)
        .order_by(PlanStep.order_id, PlanStep.rank, PlanStep.id)
    )


def read_templates(connection: Connection, group_ids: Sequence[str]) -> tuple[TemplateRow, ...]:
    """The sets of steps that some groups keep, by name."""
    steps: dict[str, list[StepDraft]] = {}
    for row in connection.execute(select(TemplateStep.__table__).order_by(TemplateStep.rank, TemplateStep.id)):
        draft = StepDraft(key=row.id, title=row.title, lead_days=row.lead_days, before=row.before_id or "")
        steps.setdefault(row.template_id, []).append(draft)
    kept = select(PlanTemplate.__table__).where(PlanTemplate.group_id.in_(group_ids)).order_by(PlanTemplate.name)
    return tuple(
        TemplateRow(row.id, row.group_id, row.name, tuple(steps.get(row.id, ()))) for row in connection.execute(kept)
    )


def read_holidays(connection: Connection, order_id: str) -> StateHolidays:
    """The holidays of the state of the group that works on an order's decision; else of any group there is."""
    groups = connection.execute(_STATES).all()
    decision = connection.execute(_DECISION, {"order_id": order_id}).scalar_one_or_none()
    own = [row.state for row in groups if row.default_decision_id == decision]
    return state_holidays(next(iter([*own, *(row.state for row in groups)]), _STATE))


def nodes_of(
    *, order_id: str, number: str, due: date | None, steps: Iterable[StepRow], deadlines: Iterable[DeadlineRow]
) -> tuple[PlanNode, ...]:
    """The filing, the deadlines of the order and its steps, as a plan is worked out from them."""
    deadlines = tuple(deadlines)
    filing = filing_of(deadlines, order_id=order_id, due=due)
    filing_id = filing.id if filing is not None else order_id
    day = due or (filing.date if filing is not None else None)
    filed = PlanNode(
        id=filing_id,
        title=filing.title if filing is not None else _("Filing, Order {number}").format(number=number),
        kind=PlanKind.FILING,
        day=day,
        # A filing without a date gets none from what waits for it: the order says when it is due.
        before=tuple(row.id for row in deadlines if row.depends_on_id == filing_id) if day is not None else (),
        done=filing is not None and not filing.status.is_open,
        ordered=True,
        note=_extension(filing) if filing is not None else "",
    )
    dated = (filed, *(node for node in deadline_nodes(deadlines) if node.id != filing_id))
    return (*dated, *step_nodes(steps, dated))


def deadline_nodes(deadlines: Iterable[DeadlineRow]) -> tuple[PlanNode, ...]:
    """Deadlines, each before those that wait for it."""
    deadlines = tuple(deadlines)
    waiting: dict[str, list[str]] = {}
    for row in deadlines:
        if row.depends_on_id is not None:
            waiting.setdefault(row.depends_on_id, []).append(row.id)
    return tuple(_of_deadline(row, waiting.get(row.id, ())) for row in deadlines)


def step_nodes(steps: Iterable[StepRow], dated: Sequence[PlanNode]) -> tuple[PlanNode, ...]:
    """Steps beside the filing and the deadlines; one whose deadline is another order's is before the filing."""
    known = {node.id for node in dated}
    filing_id = next(node.id for node in dated if node.kind is PlanKind.FILING)
    return tuple(_of_step(step, filing_id, known) for step in steps)


def _of_step(step: StepRow, filing_id: str, known: set[str]) -> PlanNode:
    gate = step.before_deadline_id if step.before_deadline_id in known else None
    return PlanNode(
        id=step.id,
        title=step.title,
        kind=PlanKind.STEP,
        days=step.lead_days,
        before=(step.before_id or gate or filing_id,),
        party=step.party,
        linked=step.linked,
        started=step.started_on is not None,
        done=step.done_on is not None or (bool(step.linked) and all(link.done for link in step.linked)),
    )


def _of_deadline(row: DeadlineRow, waiting: Iterable[str]) -> PlanNode:
    return PlanNode(
        id=row.id,
        title=row.title,
        kind=PlanKind.DEADLINE,
        days=row.lead_days,
        day=row.date,
        before=tuple(waiting),
        done=not row.status.is_open,
        ordered=row.kind is DeadlineKind.ORDERED,
        note=_extension(row),
    )


def _extension(row: DeadlineRow) -> str:
    match row.status:
        case DeadlineStatus.EXTENSION_ASKED:
            return _("An extension is asked.")
        case DeadlineStatus.EXTENSION_DENIED:
            return _("The extension was denied.")
        case DeadlineStatus.EXTENSION_GRANTED:
            return _("An extension was granted.")
        case _:
            return ""


def _step(row: Any, book: PartyBook) -> StepRow:
    action = deadline = None
    if row.action_text is not None:
        done = not ActionStatus(row.action_status).is_open
        action = Linked("action", row.action_id, row.action_text, row.action_due, done)
    if row.deadline_text is not None:
        met = not DeadlineStatus(row.deadline_status).is_open
        ordered = row.deadline_kind == DeadlineKind.ORDERED
        deadline = Linked("deadline", row.deadline_id, row.deadline_text, row.deadline_date, met, ordered)
    return StepRow(
        id=row.id,
        order_id=row.order_id,
        title=row.title,
        lead_days=row.lead_days,
        before_id=row.before_id,
        before_deadline_id=row.before_deadline_id,
        before=row.before_step or row.before_gate or "",
        party_id=row.party_id,
        party=book.display(row.party_id),
        action=action,
        deadline=deadline,
        started_on=row.started_on,
        done_on=row.done_on,
    )
