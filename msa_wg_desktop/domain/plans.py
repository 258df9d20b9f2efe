"""What stands before a filing: steps with their lead times, and the plan that is worked out back from the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlanKind(StrEnum):
    """What a line of a plan is."""

    STEP = "step"
    DEADLINE = "deadline"
    FILING = "filing"


class PlanStatus(StrEnum):
    """How a line of a plan stands, worst first."""

    LATE = "late"
    AT_RISK = "at risk"
    DUE_SOON = "due soon"
    STARTED = "started"
    TO_COME = "to come"
    NO_DATE = "no date"
    DONE = "done"

    @property
    def threatens(self) -> bool:
        """Whether the filing is in danger through it."""
        return self in (PlanStatus.LATE, PlanStatus.AT_RISK)


@dataclass(frozen=True, slots=True)
class Linked:
    """An action or a deadline that a step is about: `kind` is `action` or `deadline`.

    `ordered`: a commission set its day, and no plan moves it.
    """

    kind: str
    id: str
    title: str
    due: date | None = None
    done: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of an order's plan. Where `before_id` and `before_deadline_id` are empty, it is before the filing."""

    id: str
    order_id: str
    title: str
    lead_days: int | None = None
    before_id: str | None = None
    before_deadline_id: str | None = None
    before: str = ""
    party_id: str | None = None
    party: str = ""
    action: Linked | None = None
    deadline: Linked | None = None
    started_on: date | None = None
    done_on: date | None = None

    @property
    def linked(self) -> tuple[Linked, ...]:
        return tuple(link for link in (self.action, self.deadline) if link is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """A step as it is entered. `key` tells it from the others of the set: its id where it is in the record already.

    `before` is the key of another step, or the id of a deadline; empty: the filing.
    """

    key: str
    title: str
    lead_days: int | None = None
    before: str = ""
    party: str = ""
    action_id: str | None = None
    deadline_id: str | None = None
    started_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A set of steps that a group keeps; the steps' keys are their own ids."""

    id: str
    group_id: str
    name: str
    steps: tuple[StepDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNode:
    """One thing that takes its time or has its day: what a plan is worked out from.

    `before` are the ids of what it must be finished before. A thing with a `day` of its own keeps it.
    """

    id: str
    title: str
    kind: PlanKind
    days: int | None = None
    day: date | None = None
    before: tuple[str, ...] = ()
    party: str = ""
    linked: tuple[Linked, ...] = ()
    started: bool = False
    done: bool = False
    ordered: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a plan: by when it must be finished, when it must start at the latest, and how that was counted.

    `why` says in short sentences what is late or at risk about it, or what is missing.
    """

    node: PlanNode
    end: date | None
    latest_start: date | None
    business_days: int | None
    arithmetic: str
    status: PlanStatus
    why: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.node.id

    @property
    def title(self) -> str:
        return self.node.title


@dataclass(frozen=True, slots=True)
class PlanMove:
    """What happens to one thing of a plan when a date moves. `kept`: why it stays, though the plan moves."""

    id: str
    title: str
    before: date | None
    after: date | None
    kept: str = ""
    status: PlanStatus = PlanStatus.TO_COME


def suggested_steps(review: str, consultation: str, legal: str) -> tuple[StepDraft, ...]:
    """What a first plan may begin with; how long each takes is the facilitator's to say."""
    return (
        StepDraft(key="review", title=review, before="legal"),
        StepDraft(key="consultation", title=consultation, before="legal"),
        StepDraft(key="legal", title=legal),
    )
