"""The agenda as a table to be prepared: rows are edited in place, and moved by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.agenda import AgendaItemRow, Comeback
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.agenda_list import done_tag
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.dragged_rows import DraggedRows
from msa_wg_desktop.words import _


class AgendaColumn(IntEnum):
    """What stands where."""

    NUMBER = 0
    TITLE = 1
    PRESENTER = 2
    MINUTES = 3
    ORDER = 4
    WHY = 5


@dataclass(frozen=True, slots=True)
class AgendaTableRow:
    """An item with its number, none where it is parked or skipped, and why it came back."""

    item: AgendaItemRow
    number: int | None
    why: str

    @property
    def id(self) -> str:
        return self.item.id


def numbered(items: Sequence[AgendaItemRow], whys: dict[str, str]) -> list[AgendaTableRow]:
    """The rows of an agenda."""
    rows: list[AgendaTableRow] = []
    count = 0
    for item in items:
        count += item.counts
        rows.append(AgendaTableRow(item, count if item.counts else None, whys.get(item.topic_id or "", "")))
    return rows


class AgendaTable(DraggedRows[AgendaTableRow]):
    """`move` is asked to put an item before the one at a place, as it is dropped there."""

    def __init__(
        self,
        *,
        settle: Callable[[AgendaTableRow, int, str], bool],
        move: Callable[[str, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_columns(), settle=settle, move=move, parent=parent)


def comebacks_table(parent: QObject) -> ColumnsModel[Comeback]:
    """What comes back or waits, and isn't on the agenda."""
    columns: tuple[Column[Comeback], ...] = (
        Column(header=_("Comes back, or waits"), text=lambda row: row.title, strong=True),
        Column(header=_("Why"), text=lambda row: row.why, quiet=True),
    )
    return ColumnsModel(columns, key=lambda row: row.topic_id, parent=parent)


def _columns() -> tuple[Column[AgendaTableRow], ...]:
    return (
        Column(header="", text=lambda row: f"{row.number}." if row.number else "", quiet=True, spoken=_spoken),
        Column(
            header=_("Item"),
            text=lambda row: row.item.title,
            entered=lambda row: row.item.title,
            chip=_chip,
            strong=True,
        ),
        Column(header=_("Presented by"), text=lambda row: row.item.presenter, entered=lambda row: row.item.presenter),
        Column(header=_("Minutes"), text=_minutes, entered=_minutes, right=True),
        Column(
            header=_("Order item"),
            text=lambda row: order_words(row.item.order_item) if row.item.order_item else "",
            entered=lambda row: row.item.order_item,
        ),
        Column(header=_("Why it is here"), text=lambda row: row.why, quiet=True),
    )


def _minutes(row: AgendaTableRow) -> str:
    return str(row.item.minutes) if row.item.minutes else ""


def _chip(row: AgendaTableRow) -> tuple[str, Tone] | None:
    tag = done_tag(row.item)
    return (tag.words, tag.tone) if tag else None


def _spoken(row: AgendaTableRow) -> str:
    return _("Item {number}, {title}").format(number=row.number, title=row.item.title) if row.number else row.item.title
