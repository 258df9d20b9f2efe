"""The agenda as a table to be prepared: rows are edited in place, and moved by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from msa_wg_desktop.domain.agenda import AgendaItemRow, Comeback
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.agenda_list import done_tag
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.words import _

_MIME = "application/x-msawg-agenda-item"


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


class AgendaTable(ColumnsModel[AgendaTableRow]):
    """`move` is asked to put an item before the one at a place, as it is dropped there."""

    def __init__(
        self,
        *,
        settle: Callable[[AgendaTableRow, int, str], bool],
        move: Callable[[str, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_columns(), settle=settle, parent=parent)
        self._move = move

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        data.setData(_MIME, (row.id if row else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Never says that it moved anything: the record does, and the rows come back from there."""
        place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        if data.hasFormat(_MIME) and action == Qt.DropAction.MoveAction:
            self._move(bytes(data.data(_MIME).data()).decode(), place)
        return False


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
