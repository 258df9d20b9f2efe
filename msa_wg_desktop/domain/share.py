"""What may be projected of a meeting: public words only, as plain data; nothing off the record gets this far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.summary import DiscussionLine


@dataclass(frozen=True, slots=True)
class ShareItem:
    """An agenda item: done, at hand (`now`), or still to come."""

    id: str
    title: str
    presenter: str
    minutes: int | None
    now: bool
    done: bool


@dataclass(frozen=True, slots=True)
class ShareCapture:
    """An action, agreement or data need as everybody may read it: no state, no overdue mark."""

    id: str
    kind: CaptureKind
    text: str
    who: str
    due: date | None
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class ShareSheet:
    """The whole of it. Lines are those of the printed summary, with its numbers."""

    title: str = ""
    when: str = ""
    items: tuple[ShareItem, ...] = ()
    lines: tuple[DiscussionLine, ...] = ()
    captured: tuple[ShareCapture, ...] = ()


def without(sheet: ShareSheet, note_ids: Collection[str]) -> ShareSheet:
    """The sheet without some lines, what stands below them, and what came of any of these."""
    gone: set[str] = set()
    hidden_below: int | None = None
    for line in sheet.lines:
        if hidden_below is not None and line.level <= hidden_below:
            hidden_below = None
        if hidden_below is None and line.note_id in note_ids:
            hidden_below = line.level
        if hidden_below is not None:
            gone.add(line.note_id)
    gone |= set(note_ids)
    return replace(
        sheet,
        lines=tuple(line for line in sheet.lines if line.note_id not in gone),
        captured=tuple(row for row in sheet.captured if row.note_id not in gone),
    )
