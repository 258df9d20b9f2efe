"""Steps that must be done before something is filed, and the sets of steps that a group keeps for other orders."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import Recorded, link, part_of


class PlanStep(Recorded):
    """One step of an order's plan. What it must be finished before: a step, or a deadline, or else the filing."""

    __tablename__ = "plan_step"

    order_id: Mapped[str] = part_of("commission_order.id")
    rank: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    lead_days: Mapped[int | None]
    before_id: Mapped[str | None] = link("plan_step.id")
    before_deadline_id: Mapped[str | None] = link("deadline.id")
    party_id: Mapped[str | None] = link("party.id")
    action_id: Mapped[str | None] = link("action.id")
    deadline_id: Mapped[str | None] = link("deadline.id")
    started_on: Mapped[date | None]
    done_on: Mapped[date | None]


class PlanTemplate(Recorded):
    """A set of steps that a group keeps, to begin the plan of another order with."""

    __tablename__ = "plan_template"

    group_id: Mapped[str] = part_of("working_group.id")
    name: Mapped[str] = mapped_column(Text)


class TemplateStep(Recorded):
    """One step of a set that is kept."""

    __tablename__ = "template_step"

    template_id: Mapped[str] = part_of("plan_template.id")
    rank: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    lead_days: Mapped[int | None]
    before_id: Mapped[str | None] = link("template_step.id")
