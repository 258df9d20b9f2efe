"""The table of data needs as a summary has it: the need, who is responsible, the response, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.richtext import from_markdown, plain
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cells import TONE_ROLE
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.gui.models.section_words import status_words
from msa_wg_desktop.services.needs_table import NeedLine
from msa_wg_desktop.words import _

MARKED_ROLE = Qt.ItemDataRole.UserRole + 11
"""The response as a row shows it, in light Markdown, where that is less than all of it."""
ID_ROLE = Qt.ItemDataRole.UserRole + 10
"""The id of the data need that a cell is about; None for what is none."""

NEED_TONES = {
    NeedStatus.REQUESTED: Tone.INFORMATION,
    NeedStatus.ANSWERED: Tone.GOOD,
    NeedStatus.PARTLY_ANSWERED: Tone.CAUTION,
    NeedStatus.UNABLE_TO_PROVIDE: Tone.CAUTION,
    NeedStatus.WITHDRAWN: Tone.NEUTRAL,
}


class NeedColumn(IntEnum):
    """What stands where: first what a summary prints, then what only the list of all data needs has."""

    NEED = 0
    WHO = 1
    RESPONSE = 2
    STATUS = 3
    DUE = 4
    ASKED = 5


PRINTED = (NeedColumn.NEED, NeedColumn.WHO, NeedColumn.RESPONSE, NeedColumn.STATUS)


class NeedsTable(RowsModel[NeedLine]):
    """`settle` is asked to write what was entered in a cell; the new value comes back over the bus."""

    def __init__(self, settle: Callable[[NeedLine, NeedColumn, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = settle

    def key_of(self, row: NeedLine) -> str:
        return row.need.id

    def columnCount(self, parent: Index | None = None) -> int:
        return len(PRINTED)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_words(NeedColumn(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() != NeedColumn.STATUS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = NeedColumn(index.column())
        if role == ID_ROLE:
            return row.need.id
        if role == TONE_ROLE:
            return NEED_TONES[NeedStatus(row.need.status)] if column is NeedColumn.STATUS else None
        if role == Qt.ItemDataRole.EditRole:
            return _entered(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is NeedColumn.WHO:
            return row.need.who_text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _shown(row, column) or (_("No response yet") if column is NeedColumn.RESPONSE else _("Nobody yet"))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = NeedColumn(index.column())
        return value == _entered(row, column) or self._settle(row, column, value)


def column_words(column: NeedColumn) -> str:
    """What stands above a column."""
    return {
        NeedColumn.NEED: _("Data need"),
        NeedColumn.WHO: _("Responsible party"),
        NeedColumn.RESPONSE: _("Response"),
        NeedColumn.STATUS: _("Status"),
        NeedColumn.DUE: _("Due"),
        NeedColumn.ASKED: _("Asked"),
    }[column]


def _entered(row: NeedLine, column: NeedColumn) -> str:
    return {
        NeedColumn.NEED: row.need.text,
        NeedColumn.WHO: ", ".join(party.name for party in row.need.who),
        NeedColumn.RESPONSE: row.response,
        NeedColumn.STATUS: row.need.status,
    }[column]


def _shown(row: NeedLine, column: NeedColumn) -> str:
    if column is NeedColumn.RESPONSE:
        return plain(from_markdown(row.response))
    return status_words(row.need.status) if column is NeedColumn.STATUS else _entered(row, column)
