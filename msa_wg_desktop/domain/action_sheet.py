"""What the rows of a list of actions say: the list that is exported, filled in or written by somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.dates import read_words
from msa_wg_desktop.domain.reports import Cell, cell_text
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.words import _

_HEADS = {
    "what": ("action", "what", "task"),
    "owners": ("owner", "owners", "who", "responsible", "assigned to"),
    "due": ("due", "due date", "by when", "date"),
    "status": ("status",),
    "items": ("order item", "order items"),
    "reason": ("reason",),
}
# A comma inside brackets parts nothing: "EDCs (Eversource, UI)" is one owner.
_APART = re.compile(r"[,;\n](?![^()]*\))")
_NO_STATUS = {"": ActionStatus.OPEN, "date passed, open": ActionStatus.OPEN}


@dataclass(frozen=True, slots=True)
class SheetAction:
    """One action as a row says it; `row` is counted as a spreadsheet counts."""

    row: int
    what: str
    owners: tuple[str, ...] = ()
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    order_items: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """The actions of a list, and the heads of its columns that nothing comes of."""

    actions: tuple[SheetAction, ...]
    left: tuple[str, ...] = ()


def read_actions(rows: Sequence[Sequence[Cell]], *, today: date) -> ActionSheet:
    """The actions of a list whose first row names its columns. Raises ImportProblem that names the row at fault."""
    head = next((number for number, row in enumerate(rows) if any(cell_text(cell) for cell in row)), None)
    columns = _columns(rows[head]) if head is not None else {}
    if head is None or "what" not in columns:
        raise ImportProblem(
            _("The list has no column “Action”. Nothing was changed; its first row has to name the columns.")
        )
    read = (_read(number + 1, rows[number], columns, today) for number in range(head + 1, len(rows)))
    found = tuple(action for action in read if action is not None)
    if not found:
        raise ImportProblem(_("The list holds no action. Nothing was changed."))
    heads = (cell_text(cell).strip() for place, cell in enumerate(rows[head]) if place not in columns.values())
    return ActionSheet(found, tuple(label for label in heads if label))


def in_row(row: int, why: str) -> ImportProblem:
    """What is wrong with one row, and so with the whole list."""
    return ImportProblem(_("Row {row}: {why} No action of the list was taken.").format(row=row, why=why))


def _columns(head: Sequence[Cell]) -> dict[str, int]:
    labels = [cell_text(cell).strip().casefold() for cell in head]
    return {name: labels.index(label) for name, known in _HEADS.items() for label in known if label in labels}


def _read(number: int, row: Sequence[Cell], columns: dict[str, int], today: date) -> SheetAction | None:
    cells = {name: row[place] for name, place in columns.items() if place < len(row)}
    said = {name: " ".join(cell_text(cell).split()) for name, cell in cells.items() if not isinstance(cell, date)}
    if not any(cell_text(cell) for cell in row):
        return None
    if not said.get("what"):
        raise in_row(number, _("it doesn't say what is to be done."))
    return SheetAction(
        number,
        said["what"],
        owners=tuple(part.strip() for part in _APART.split(cell_text(cells.get("owners", ""))) if part.strip()),
        due=_due(number, cells.get("due", ""), today),
        status=_status(number, said.get("status", "")),
        order_items=tuple(part.strip() for part in said.get("items", "").split(",") if part.strip()),
        reason=said.get("reason", ""),
    )


def _due(number: int, cell: Cell, today: date) -> date | None:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    words = cell_text(cell).strip()
    if words in ("", "—"):
        return None
    reading = read_words(words, today=today)
    if reading is None or reading.problem:
        why = reading.problem if reading is not None else ""
        raise in_row(number, why or _("“{words}” is no date; write it like 2025-03-31.").format(words=words))
    return reading.date


def _status(number: int, words: str) -> ActionStatus:
    known = {**_NO_STATUS, **{status.value: status for status in ActionStatus}}
    if words.casefold() not in known:
        states = ", ".join(ActionStatus)
        raise in_row(number, _("“{words}” is no status; there are {states}.").format(words=words, states=states))
    return known[words.casefold()]
