"""Plans back from a filing: the steps of an order, the dates worked out from them, and sets of steps that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Action, CommissionOrder, Deadline, PlanStep, PlanTemplate, TemplateStep
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import new_id, ranks_between
from msa_wg_desktop.domain.plan_back import Plan, circle_of, moves, plan_back
from msa_wg_desktop.domain.planning import require_lead_days, state_holidays
from msa_wg_desktop.domain.plans import PlanMove, StepDraft, StepRow, TemplateRow
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book, plan_rows
from msa_wg_desktop.services.base import Service, delete, find, require_text
from msa_wg_desktop.services.deadlines import Deadlines
from msa_wg_desktop.services.orders import Orders
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_ORDER = select(CommissionOrder.number, CommissionOrder.due).where(CommissionOrder.id == bindparam("id"))
_FIELDS = ("title", "lead_days", "started_on", "done_on", "action_id", "deadline_id")


class Plans(Service):
    """The verbs of plans. The dates of steps are worked out, never written: what moves the filing moves them."""

    def __init__(self, store: Store, *, orders: Orders, deadlines: Deadlines) -> None:
        super().__init__(store)
        self._orders, self._deadlines = orders, deadlines

    # ------------------------------------------------------------------ reading

    def get(self, order_id: str, *, loose: bool = False) -> Plan:
        """The plan of an order as it stands today; `loose`: with the deadlines that are no order's beside it."""
        with self.store.reading() as connection:
            order = connection.execute(_ORDER, {"id": order_id}).one_or_none()
            if order is None:
                raise NotFoundError(_("That isn't in the record any more."), detail=f"order {order_id}")
            holidays = plan_rows.read_holidays(connection, order_id)
        deadlines = self._deadlines.list()
        nodes = plan_rows.nodes_of(
            order_id=order_id,
            number=order.number,
            due=order.due,
            steps=self.steps(order_id),
            deadlines=[row for row in deadlines if row.order_id == order_id or (loose and row.order_id is None)],
        )
        return plan_back(nodes, today=self.store.clock.today(), holidays=holidays)

    def without_order(self) -> Plan:
        """The deadlines that are no order's, in a record that has no orders yet."""
        nodes = plan_rows.deadline_nodes([row for row in self._deadlines.list() if row.order_id is None])
        return plan_back(nodes, today=self.store.clock.today(), holidays=state_holidays())

    def steps(self, order_id: str | None = None) -> tuple[StepRow, ...]:
        """The steps of an order, or of all."""
        with self.store.reading() as connection:
            return plan_rows.read_steps(connection, order_id, party_book.read(connection, self.store.clock.today()))

    def drafts(self, order_id: str) -> tuple[StepDraft, ...]:
        """The steps of an order, to be edited as one set."""
        return tuple(_as_draft(step) for step in self.steps(order_id))

    def templates(self, group_ids: Sequence[str]) -> tuple[TemplateRow, ...]:
        """The sets of steps that some groups keep."""
        with self.store.reading() as connection:
            return plan_rows.read_templates(connection, group_ids)

    def try_steps(self, order_id: str, drafts: Sequence[StepDraft]) -> Plan:
        """The plan as it would be with these steps; nothing is written. Parties and links play no part in it."""
        _require_no_circle(drafts)
        keys = {draft.key for draft in drafts}
        present = {step.id: step for step in self.steps(order_id)}
        plan = self.get(order_id)
        steps = [
            StepRow(
                id=draft.key,
                order_id=order_id,
                title=draft.title,
                lead_days=draft.lead_days,
                before_id=draft.before if draft.before in keys else None,
                before_deadline_id=None if draft.before in keys else draft.before or None,
                action=present[draft.key].action if draft.key in present else None,
                started_on=draft.started_on,
                done_on=draft.done_on,
            )
            for draft in drafts
        ]
        kept = [node for node in plan.nodes if node.id not in present]
        made = plan_rows.step_nodes(steps, kept)
        return plan_back((*kept, *made), today=plan.today, holidays=plan.holidays)

    # ------------------------------------------------------------------ moving

    def preview(self, order_id: str, thing_id: str, day: date) -> tuple[PlanMove, ...]:
        """What else moves when the filing or a deadline gets another day, each with its day before and after.

        A deadline that a step is linked to goes along where it stood on the step's last day; else it stays.
        """
        plan = self.get(order_id)
        after = plan.with_days({thing_id: day})
        found = {move.id: move for move in moves(plan, after)}
        for deadline_id, (was, to) in self._followers(order_id, thing_id, plan, after).items():
            line = next(line for line in plan.lines if line.id == deadline_id)
            kept = _("It stays: it was set by hand.") if was == to else ""
            found[deadline_id] = PlanMove(deadline_id, line.title, was, to, kept, line.status)
        return tuple(found.values())

    def move(self, order_id: str, thing_id: str, day: date, *, shown: date | None = None) -> None:
        """Gives the filing or a deadline another day, and takes along what was planned from it; one step to undo.

        `shown` is the day that was seen: where the record says another by now, nothing is overwritten.
        """
        plan = self.get(order_id)
        after = plan.with_days({thing_id: day})
        with self.store.operation(_("Move a date to {day}").format(day=format_date(day))):
            if thing_id == order_id:
                self._orders.edit(order_id, {"due": day}, shown={"due": shown} if shown else None)
            else:
                self._deadlines.edit(thing_id, {"date": day}, shown={"date": shown} if shown else None)
            for deadline_id, (was, to) in self._followers(order_id, thing_id, plan, after).items():
                if was != to:
                    self._deadlines.edit(deadline_id, {"date": to})

    def _followers(self, order_id: str, thing_id: str, plan: Plan, after: Plan) -> dict[str, tuple[date, date]]:
        """Set deadlines that steps are linked to, whose steps move: their day now, and the day after."""
        old, new = ({line.id: line.end for line in one.lines} for one in (plan, after))
        found: dict[str, tuple[date, date]] = {}
        for step in self.steps(order_id):
            link, was, to = step.deadline, old.get(step.id), new.get(step.id)
            if was is None or to is None or was == to or link is None or link.due is None:
                continue
            if not link.done and not link.ordered and link.id != thing_id:
                found[link.id] = (link.due, to if link.due == was else link.due)
        return found

    # ------------------------------------------------------------------ steps

    def add_step(
        self,
        order_id: str,
        title: str,
        *,
        lead_days: int | None = None,
        before: str = "",
        party: str = "",
        action_id: str | None = None,
        deadline_id: str | None = None,
    ) -> str:
        """Adds a step at the end; gives its id. `before`: the id of a step or a deadline; empty: the filing."""
        draft = StepDraft(
            key=new_id(), title=title, lead_days=lead_days, before=before, party=party, action_id=action_id,
            deadline_id=deadline_id,
        )  # fmt: skip
        known = {step.id for step in self.steps(order_id)}
        with self.store.operation(_("Add a step to a plan")):
            self.set_steps(order_id, [*self.drafts(order_id), draft])
        return next(step.id for step in self.steps(order_id) if step.id not in known)

    def edit_step(self, step_id: str, values: Mapping[str, Any]) -> None:
        """Changes fields of a step: those of a `StepDraft`."""
        with self.store.operation(_("Change a step of a plan")) as session:
            order_id = find(session, PlanStep, step_id).order_id
            unknown = set(values) - set(StepDraft.__dataclass_fields__) | {"key"} & set(values)
            if unknown:
                name = min(unknown)
                raise ValidationError(_("There is no field “{name}” to change here.").format(name=name), field=name)
            drafts = [replace(draft, **values) if draft.key == step_id else draft for draft in self.drafts(order_id)]
            self.set_steps(order_id, drafts)

    def delete_step(self, step_id: str) -> None:
        """Deletes a step; what was before it is then before what came after it."""
        with self.store.operation(_("Delete a step of a plan")) as session:
            order_id = find(session, PlanStep, step_id).order_id
            drafts = self.drafts(order_id)
            after = next(draft.before for draft in drafts if draft.key == step_id)
            left = [draft for draft in drafts if draft.key != step_id]
            self.set_steps(order_id, [replace(one, before=after) if one.before == step_id else one for one in left])

    def set_steps(self, order_id: str, drafts: Sequence[StepDraft]) -> None:
        """Makes the steps of an order be just these, in this order, by difference."""
        drafts = [_checked(draft) for draft in drafts]
        _require_no_circle(drafts)
        with self.store.operation(_("Plan back from the filing")) as session:
            find(session, CommissionOrder, order_id)
            book = party_book.read(session.connection(), self.store.clock.today())
            present = {row.id: row for row in session.scalars(select(PlanStep).where(PlanStep.order_id == order_id))}
            ranks = _ranks(drafts, present)
            rows: dict[str, PlanStep] = {}
            for draft, rank in zip(drafts, ranks, strict=True):
                row = present.get(draft.key)
                if row is None:
                    row = PlanStep(order_id=order_id, rank=rank, title=draft.title)
                    session.add(row)
                rows[draft.key] = row
                party = book.find(draft.party, field="party").id if draft.party else None
                _put(row, {"rank": rank, "party_id": party, **{name: getattr(draft, name) for name in _FIELDS}})
                _require_links(session, draft)
            session.flush()
            for draft in drafts:
                gone = draft.before in present and draft.before not in rows
                _point(session, rows[draft.key], rows.get(draft.before), "" if gone else draft.before)
            for step_id, row in present.items():
                if step_id not in rows:
                    session.delete(row)

    # ------------------------------------------------------------------ sets that are kept

    def keep_template(self, group_id: str, name: str, drafts: Sequence[StepDraft]) -> str:
        """Keeps steps for other orders, without parties and links; one of the same name is replaced. Gives its id."""
        name = require_text(clean_line(name)[0], _("A set of steps needs a name. Nothing was changed."), field="name")
        if not drafts:
            raise ValidationError(_("There are no steps to keep yet. Nothing was changed."))
        drafts = [_checked(draft) for draft in drafts]
        with self.store.operation(_("Keep a set of steps")) as session:
            same = select(PlanTemplate).where(PlanTemplate.group_id == group_id, PlanTemplate.name == name)
            for row in session.scalars(same).all():
                delete(session, PlanTemplate, row.id)
            kept = PlanTemplate(group_id=group_id, name=name)
            session.add(kept)
            session.flush()
            ranks = ranks_between(None, None, len(drafts))
            rows = {
                draft.key: TemplateStep(template_id=kept.id, rank=rank, title=draft.title, lead_days=draft.lead_days)
                for draft, rank in zip(drafts, ranks, strict=True)
            }
            session.add_all(rows.values())
            session.flush()
            for draft in drafts:
                if draft.before in rows:
                    rows[draft.key].before_id = rows[draft.before].id
            return kept.id

    def delete_template(self, template_id: str) -> None:
        """Forgets a set of steps; plans that began with it stay."""
        with self.store.operation(_("Delete a set of steps")) as session:
            delete(session, PlanTemplate, template_id)


def _as_draft(step: StepRow) -> StepDraft:
    return StepDraft(
        key=step.id,
        title=step.title,
        lead_days=step.lead_days,
        before=step.before_id or step.before_deadline_id or "",
        party=step.party_id or "",
        action_id=step.action.id if step.action else None,
        deadline_id=step.deadline.id if step.deadline else None,
        started_on=step.started_on,
        done_on=step.done_on,
    )


def _checked(draft: StepDraft) -> StepDraft:
    title = require_text(clean_line(draft.title)[0], _("A step needs a title. Nothing was changed."), field="title")
    require_lead_days(draft.lead_days, field="lead_days")
    return replace(draft, title=title)


def _require_no_circle(drafts: Iterable[StepDraft]) -> None:
    titles = {draft.key: draft.title for draft in drafts}
    befores = {draft.key: draft.before if draft.before in titles else None for draft in drafts}
    for key in titles:
        circle = circle_of(befores, key)
        if circle:
            names = " → ".join(_("“{title}”").format(title=titles[one]) for one in [*circle, circle[0]])
            raise ValidationError(
                _("These steps would wait for each other in a circle: {names}. Nothing was changed.").format(
                    names=names
                ),
                field="before",
            )


def _ranks(drafts: Sequence[StepDraft], present: Mapping[str, PlanStep]) -> list[str]:
    """The ranks that the steps have, where they are in this order already; else new ones."""
    known = [present[draft.key].rank for draft in drafts if draft.key in present]
    news = len(drafts) - len(known)
    in_order = known == sorted(set(known)) and all(draft.key in present for draft in drafts[: len(known)])
    if in_order:
        return [*known, *ranks_between(known[-1] if known else None, None, news)]
    return ranks_between(None, None, len(drafts))


def _put(row: PlanStep, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _require_links(session: RecordSession, draft: StepDraft) -> None:
    for entity, row_id in ((Action, draft.action_id), (Deadline, draft.deadline_id)):
        if row_id is not None:
            find(session, entity, row_id)


def _point(session: RecordSession, row: PlanStep, step: PlanStep | None, before: str) -> None:
    """Says what a step must be finished before: another step of the set, else a deadline, else the filing."""
    gate = None if step is not None or not before else find(session, Deadline, before).id
    _put(row, {"before_id": step.id if step is not None else None, "before_deadline_id": gate})
