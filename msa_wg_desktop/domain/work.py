"""What all that comes of the talk has in common: where it comes from, and how it is sifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.dates import short_date
from msa_wg_desktop.words import _


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


def is_public(*, off_record: bool, source: Source) -> bool:
    """Whether others may see a thing: not off the record, nor from a line that no summary prints (without a label)."""
    return not off_record and (source.note_id is None or bool(source.label))


def place_words(source: Source) -> str:
    """Where a thing was said, for people without the program: `Feb 6, 2025, Discussion 9.a`."""
    day = short_date(source.meeting_date) if source.meeting_date else ""
    line = _("Discussion {label}").format(label=source.label) if source.label else ""
    return ", ".join(part for part in (day, line) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Which ones are wanted; what is not said is no condition.

    `party_id` finds by "who finds what" (decision 10), `mine_of` what is a person's, their organisation's
    and its classes'. `overdue` and `due_before` mean what is still open, `without_date` and `without_party`
    what nobody has promised; `or_without_date` lets the latter through beside what is due before a day. `words`
    must all occur.
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
    or_without_date: bool = False
    words: str = ""
    public_only: bool = False
    limit: int | None = None
    offset: int = 0


ALL = WorkFilter()
