"""The Recap's table: one line per captured thing, what it is, who, by when, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.domain.recap import DATED, OWNED
from msa_wg_desktop.gui.models.captured_list import captured_words
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _

MISSING_ROLE = Qt.ItemDataRole.UserRole
_NBSP = "\u00a0"
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class RecapColumn(IntEnum):
    """What stands where."""

    WHAT = 0
    WHO = 1
    DUE = 2
    STATE = 3


class RecapTable(RowsModel[CapturedRow]):
    """`settle` is asked to write what was entered in a cell; the new value comes back over the bus."""

    def __init__(self, settle: Callable[[CapturedRow, RecapColumn, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = settle

    def key_of(self, row: CapturedRow) -> str:
        return f"{row.id} {row.note_id}"

    def columnCount(self, parent: Index | None = None) -> int:
        return len(RecapColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("What"), _("Who"), _("By when"), "")[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row is not None and _editable(row, RecapColumn(index.column())):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = RecapColumn(index.column())
        if role == ROW_ROLE:
            return row
        if role == MISSING_ROLE:
            return missing(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return _typed(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return _typed(row, column) or _empty(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is RecapColumn.WHAT:
            return f"{captured_words(row)}: {row.text}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        return self._settle(row, RecapColumn(index.column()), str(value))


def missing(row: CapturedRow, column: RecapColumn) -> bool:
    """Whether a cell still waits for somebody to say something."""
    if not row.is_open:
        return False
    if column is RecapColumn.WHO:
        return row.kind in OWNED and not row.who
    return column is RecapColumn.DUE and row.kind in DATED and row.due is None


def _editable(row: CapturedRow, column: RecapColumn) -> bool:
    return column in (RecapColumn.WHAT, RecapColumn.WHO) or (column is RecapColumn.DUE and row.kind in DATED)


def _typed(row: CapturedRow, column: RecapColumn) -> str:
    if column is RecapColumn.WHAT:
        return row.text
    if column is RecapColumn.WHO:
        return row.who_text
    if column is RecapColumn.DUE:
        return format_date(row.due) if row.due else ""
    return _state(row)


def _empty(row: CapturedRow, column: RecapColumn) -> str:
    if column is RecapColumn.DUE:
        return _("by when?") if missing(row, column) else ""
    if column is not RecapColumn.WHO:
        return ""
    if row.kind is CaptureKind.AGREEMENT:
        return _("those present")
    if row.kind is CaptureKind.QUESTION:
        return _("asked by whom?")
    if row.named:
        return _("{name}?").format(name=row.named)
    return _("who?") if missing(row, column) or row.kind is CaptureKind.POSITION else ""


def _state(row: CapturedRow) -> str:
    """Order items and what is odd about a line; that it was read back costs no second row, so that nothing moves."""
    parts = [order_words(item).replace(" ", _NBSP) for item in row.order_items]
    if row.off_record:
        parts.append(_("not for the summary"))
    if row.differs:
        parts.append(_("differs from its line"))
    if not row.is_open and row.status:
        parts.append(_(row.status))
    said = " · ".join(parts)
    if not row.confirmed:
        return said
    return f"✓{_NBSP}{said}" if said else _("✓ read back")
