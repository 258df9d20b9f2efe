"""A group's words as a table: the word, and what it stands for where it is an abbreviation."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.domain.groups import TermRow
from msa_wg_desktop.gui.models.cells import QUIET_ROLE
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _


class TermColumn(IntEnum):
    """What stands where."""

    TERM = 0
    EXPANSION = 1

    @property
    def field(self) -> str:
        """What the column is called in the record."""
        return self.name.casefold()


class TermsTable(RowsModel[TermRow]):
    """`settle` is asked to write what was entered in a cell; the new value comes back over the bus."""

    def __init__(self, settle: Callable[[TermRow, TermColumn, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = settle

    def columnCount(self, parent: Index | None = None) -> int:
        return len(TermColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Word"), _("Stands for"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (row.term, row.expansion)[index.column()]
        if role == QUIET_ROLE:
            return index.column() == TermColumn.EXPANSION
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        return self._settle(row, TermColumn(index.column()), str(value))
