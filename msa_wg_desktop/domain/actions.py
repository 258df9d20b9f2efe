"""Actions: what owners will do, each with a state of its own, rolled up into the state of the whole (decision 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.work import Source


class ActionStatus(StrEnum):
    """How far an action, or one owner of it, is."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    NO_LONGER_PURSUED = "no longer pursued"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One owner of an action, as `EDCs (Eversource, UI)`, with a state, a date and a reason of their own."""

    party_id: str
    name: str
    kind: PartyKind
    status: ActionStatus
    due: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What was said about an action on a day."""

    id: str
    date: date
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action. `status` is rolled up from the owners', unless `overruled` by the facilitator.

    `former_dues` are the dates that it was due before, oldest first; what was undone is not among them.
    """

    id: str
    group_id: str
    what: str
    owners: tuple[OwnerRow, ...]
    due: date | None
    status: ActionStatus
    overruled: bool
    overruled_by: str
    reason: str
    source: Source
    order_items: tuple[str, ...]
    updates: tuple[UpdateRow, ...]
    former_dues: tuple[date, ...]
    off_record: bool

    @property
    def owners_text(self) -> str:
        """`EDCs (Eversource, UI) · Patrick Fam (Eversource)`."""
        return " · ".join(owner.name for owner in self.owners)

    def is_overdue(self, today: date) -> bool:
        """Whether its date, or that of an owner who is not done, has passed while it is open."""
        dues = [self.due, *(owner.due for owner in self.owners if owner.status.is_open)]
        return self.status.is_open and any(due is not None and due < today for due in dues)


def roll_up(states: Iterable[ActionStatus]) -> ActionStatus | None:
    """The state of the whole: closed when every owner's is, in progress once one has moved; None without owners."""
    found = set(states)
    if not found:
        return None
    if found == {ActionStatus.NO_LONGER_PURSUED}:
        return ActionStatus.NO_LONGER_PURSUED
    found.discard(ActionStatus.NO_LONGER_PURSUED)
    return found.pop() if len(found) == 1 else ActionStatus.IN_PROGRESS
