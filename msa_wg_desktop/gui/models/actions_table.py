"""The table of actions: as long as the list, but holding only what is in sight of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.action_words import status_words
from msa_wg_desktop.gui.models.captured_list import day_words
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, QUIET_ROLE, STRONG_ROLE, Cell
from msa_wg_desktop.gui.models.portions_model import PortionsModel
from msa_wg_desktop.gui.models.work_words import due_chip, item_words
from msa_wg_desktop.words import _


class ActionColumn(IntEnum):
    """The columns, from the left."""

    WHAT = 0
    OWNER = 1
    DUE = 2
    STATUS = 3
    SOURCE = 4
    ITEM = 5


_COLUMNS = tuple(ActionColumn)
_TOGETHER = "\N{NO-BREAK SPACE}"


class ActionsTable(PortionsModel[ActionLine]):
    """`labels_wanted` tells of notes whose numbers are to be shown."""

    labels_wanted = Signal(object)
    editable = frozenset({ActionColumn.WHAT, ActionColumn.OWNER, ActionColumn.DUE, ActionColumn.STATUS})

    def __init__(self, settle: Callable[[ActionLine, int, str], bool], parent: QObject | None = None) -> None:
        super().__init__(len(ActionColumn), settle, parent)
        self._labels: dict[str, str] = {}

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """The numbers of lines by their notes' ids."""
        self._labels.update(labels)
        if self._count:
            column = ActionColumn.SOURCE
            self.dataChanged.emit(self.index(0, column), self.index(self._count - 1, column))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_words(ActionColumn(section))
        return None

    def lines_came(self, lines: Mapping[str, ActionLine]) -> None:
        notes = {line.note_id for line in lines.values() if line.note_id}
        if notes:
            self.labels_wanted.emit(notes)

    def cell(self, line: ActionLine, column: int, role: int) -> Any:
        at = _COLUMNS[column]
        if role == CHIP_ROLE:
            return self._chip(line, at)
        if role == STRONG_ROLE:
            return at is ActionColumn.WHAT
        if role == QUIET_ROLE:
            return _is_quiet(line, at)
        if role == Qt.ItemDataRole.EditRole:
            return _entered(line, at)
        if role not in _WORDS:
            return None
        words = self._words(line, at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chip = self._chip(line, at)
            return " ".join(part for part in (words.strip("—"), chip[0] if chip else "") if part)
        return words if role != Qt.ItemDataRole.ToolTipRole or at is not ActionColumn.WHAT else line.what

    def painted(self, line: ActionLine, column: int) -> Cell:
        at = _COLUMNS[column]
        strong = at is ActionColumn.WHAT
        return Cell(self._words(line, at), chip=self._chip(line, at), quiet=_is_quiet(line, at), strong=strong)

    # ------------------------------------------------------------------ words

    def _words(self, line: ActionLine, column: ActionColumn) -> str:
        match column:
            case ActionColumn.WHAT:
                return line.what
            case ActionColumn.OWNER:
                return line.owners_text
            case ActionColumn.DUE:
                due = line.next_due if line.status.is_open else line.due
                return day_words(due, self._today) if due else "—"
            case ActionColumn.STATUS:
                return status_words(line.status)
            case ActionColumn.SOURCE:
                day = day_words(line.meeting_date, self._today) if line.meeting_date else ""
                return " · ".join(part for part in (day, self._labels.get(line.note_id or "", "")) if part)
            case ActionColumn.ITEM:
                return ", ".join(item_words(item).replace(" ", _TOGETHER) for item in line.order_items)

    def _chip(self, line: ActionLine, column: ActionColumn) -> tuple[str, Tone] | None:
        if not line.status.is_open:
            return None
        if column is ActionColumn.OWNER and not line.owners:
            return _("no owner"), Tone.CAUTION
        if column is not ActionColumn.DUE:
            return None
        return due_chip(line.next_due, self._today)


_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})


def _is_quiet(line: ActionLine, column: ActionColumn) -> bool:
    return column in (ActionColumn.SOURCE, ActionColumn.ITEM) or not line.status.is_open


def column_words(column: ActionColumn) -> str:
    """What stands above a column."""
    return {
        ActionColumn.WHAT: _("Action"),
        ActionColumn.OWNER: _("Owner"),
        ActionColumn.DUE: _("Due"),
        ActionColumn.STATUS: _("Status"),
        ActionColumn.SOURCE: _("From"),
        ActionColumn.ITEM: _("Item"),
    }[column]


def _entered(line: ActionLine, column: ActionColumn) -> str:
    """What the editor of a cell begins with."""
    match column:
        case ActionColumn.WHAT:
            return line.what
        case ActionColumn.OWNER:
            return ", ".join(owner.name for owner in line.owners)
        case ActionColumn.DUE:
            return format_date(line.due) if line.due else ""
        case ActionColumn.STATUS:
            return line.status.value
        case _:
            return ""
