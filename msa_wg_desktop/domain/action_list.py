"""One action as a line of the list that a page shows, without what only one open action needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from msa_wg_desktop.domain.actions import ActionStatus, OwnerRow


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as a line of the list. `brief_owners` are how its owners are written in a narrow place."""

    id: str
    what: str
    due: date | None
    status: ActionStatus
    owners: tuple[OwnerRow, ...] = ()
    brief_owners: tuple[str, ...] = ()
    meeting_id: str | None = None
    meeting_date: date | None = None
    note_id: str | None = None
    order_items: tuple[str, ...] = field(default=())
    off_record: bool = False

    @property
    def owners_text(self) -> str:
        """`EDCs · Patrick Fam (Eversource)`; no line begins with a dot."""
        return "\u00a0· ".join(self.brief_owners)

    @property
    def next_due(self) -> date | None:
        """The first date that still binds: the whole's, or that of an owner who is not done."""
        dues = [self.due, *(owner.due for owner in self.owners if owner.status.is_open)]
        return min((due for due in dues if due is not None), default=None)
