"""What may be projected of a meeting: public words only, as plain data; nothing off the record gets this far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from msa_wg_desktop.domain.changes import Change, ChangeKind, ChangeSet
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.summary import DiscussionLine

_HELD = frozenset({"note", "action", "agreement", "data_need"})
_PLACES = frozenset({"rank", "level"})


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


def without(sheet: ShareSheet, ids: Collection[str]) -> ShareSheet:
    """The sheet without some lines, what stands below them and came of any of these; and without some things."""
    gone: set[str] = set()
    hidden_below: int | None = None
    for line in sheet.lines:
        if hidden_below is not None and line.level <= hidden_below:
            hidden_below = None
        if hidden_below is None and line.note_id in ids:
            hidden_below = line.level
        if hidden_below is not None:
            gone.add(line.note_id)
    gone |= set(ids)
    return replace(
        sheet,
        lines=tuple(line for line in sheet.lines if line.note_id not in gone),
        captured=tuple(row for row in sheet.captured if not gone & {row.id, row.note_id}),
    )


def doubtful(changes: ChangeSet) -> frozenset[str]:
    """Lines and things that a step may have taken from what is public: off the record, put elsewhere, or gone."""
    return frozenset(
        change.id
        for change in changes.changes
        if change.entity in _HELD
        and (change.kind is ChangeKind.DELETE or change.after.get("off_record") or _is_moved(change))
    )


def moved(changes: ChangeSet) -> frozenset[str]:
    """Lines that came to stand somewhere: where one of them is off the record, others may stand below it now."""
    return frozenset(
        change.id
        for change in changes.changes
        if change.entity == "note" and (change.kind is ChangeKind.INSERT or _is_moved(change))
    )


def _is_moved(change: Change) -> bool:
    return change.kind is ChangeKind.UPDATE and bool(_PLACES & change.after.keys())
