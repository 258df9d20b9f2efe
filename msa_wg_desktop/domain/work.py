"""What all that comes of the talk has in common: where it comes from, and how it is sifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """Where a thing comes from: its meeting, and the line that it was captured from, by its label (`4.b.ii`).

    `touched`: it was edited by itself since, so that its line no longer drives it.
    """

    meeting_id: str | None = None
    meeting_date: date | None = None
    note_id: str | None = None
    label: str = ""
    touched: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Which ones are wanted; what is not said is no condition.

    `party_id` finds by "who finds what" (decision 10), `mine_of` what is a person's, their organisation's
    and its classes'. `overdue` and `due_before` mean what is still open, `without_date` and `without_party`
    what nobody has promised. `words` must all occur.
    """

    group_id: str | None = None
    group_ids: tuple[str, ...] | None = None
    meeting_id: str | None = None
    party_id: str | None = None
    mine_of: str | None = None
    order_id: str | None = None
    item_id: str | None = None
    without_party: bool = False
    status: str = ""
    open_only: bool = False
    overdue: bool = False
    due_before: date | None = None
    due_from: date | None = None
    without_date: bool = False
    words: str = ""
    public_only: bool = False
    limit: int | None = None
    offset: int = 0


ALL = WorkFilter()
