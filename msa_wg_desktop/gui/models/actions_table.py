"""The table of actions: as long as the list, but holding only what is in sight of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from msa_wg_desktop.domain.action_list import ActionExtent, ActionGroup, ActionLine
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.action_words import due_chip, item_words, status_words
from msa_wg_desktop.gui.models.captured_list import day_words
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, QUIET_ROLE, STRONG_ROLE
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.words import _

BLOCK, PAGE = 1_000, 50
"""How many ids are read at once, and how many lines: a list of one block is brought up to date by difference."""
_KEPT_LINES = 5_000
_NOWHERE = QModelIndex()
# The head that a row stands under, and its action; the head's own row has none.
Key = tuple[str, str]


class ActionColumn(IntEnum):
    """The columns, from the left."""

    WHAT = 0
    OWNER = 1
    DUE = 2
    STATUS = 3
    SOURCE = 4
    ITEM = 5


EDITABLE = frozenset({ActionColumn.WHAT, ActionColumn.OWNER, ActionColumn.DUE, ActionColumn.STATUS})


@dataclass(frozen=True, slots=True)
class ActionReader:
    """Where the table gets what comes into sight: ids from a place on, and the lines of some ids."""

    ids: Callable[[int, int], Sequence[str]]
    lines: Callable[[Sequence[str]], Mapping[str, ActionLine]]


class ActionsTable(QAbstractTableModel):
    """Actions, and between them the heads that they are gathered under.

    `settle` writes what was entered in a cell, and says whether it was taken. `labels_wanted` tells of
    meetings, each with one of its notes, whose lines' numbers are to be shown.
    """

    labels_wanted = Signal(object)

    def __init__(
        self,
        reader: ActionReader,
        settle: Callable[[ActionLine, ActionColumn, str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._settle = reader, settle
        self._today = date.min
        self._extent = ActionExtent(0)
        self._starts: list[int] = []
        self._count = 0
        self._known: list[Key] | None = []
        self._blocks: dict[int, Sequence[str]] = {}
        self._lines: dict[str, ActionLine] = {}
        self._labels: dict[str, str] = {}
        self._asked: set[str] = set()
        self._head_words: Callable[[ActionGroup], str] = lambda group: group.words

    # ------------------------------------------------------------------ what is shown

    def read_from(self, reader: ActionReader) -> None:
        """Another list is going to be shown."""
        self._reader = reader

    def show(
        self,
        extent: ActionExtent,
        ids: Sequence[str],
        *,
        today: date,
        head_words: Callable[[ActionGroup], str] | None = None,
    ) -> None:
        """Shows a list of which the first block of ids is given; a short one is brought up to date by difference."""
        self._today = today
        self._lines.clear()
        self._asked.clear()
        if head_words is not None:
            self._head_words = head_words
        wanted = _keys(extent, ids) if extent.count <= BLOCK else None
        if wanted is None or self._known is None or _runs(self._known, wanted) > _MOST_RUNS:
            self.beginResetModel()
            self._take(extent, ids, wanted)
            self.endResetModel()
            return
        self._become(wanted)
        self._take(extent, ids, wanted)
        if wanted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(ActionColumn) - 1))

    def _take(self, extent: ActionExtent, ids: Sequence[str], known: list[Key] | None) -> None:
        self._extent, self._known = extent, known
        counts = [group.count + 1 for group in extent.groups]
        self._starts = [0, *accumulate(counts)][:-1] if counts else []
        self._count = extent.count + len(extent.groups)
        self._blocks = {0: tuple(ids)}

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """The numbers of lines by their notes' ids."""
        self._labels.update(labels)
        if self._count:
            column = ActionColumn.SOURCE
            self.dataChanged.emit(self.index(0, column), self.index(self._count - 1, column))

    @property
    def heads(self) -> Sequence[int]:
        """The rows that are heads."""
        return self._starts

    def line_at(self, index: Index) -> ActionLine | None:
        """The action of an index; None for a head, and for an index that is nowhere."""
        return self._line(index.row()) if index.isValid() and index.row() < self._count else None

    def id_at(self, row: int) -> str:
        """The id of the action in a row; "" for a head. Reads no more than ids."""
        if self._known is not None:
            return self._known[row][1] if 0 <= row < len(self._known) else ""
        group = self._group_of(row)
        if group is not None and self._starts[group] == row:
            return ""
        place = row - (group + 1 if group is not None else 0)
        block, offset = divmod(place, BLOCK)
        if block not in self._blocks:
            self._blocks[block] = self._reader.ids(block * BLOCK, BLOCK)
        ids = self._blocks[block]
        return ids[offset] if offset < len(ids) else ""

    def index_of(self, action_id: str, *, near: int = 0) -> QModelIndex:
        """Where an action stands: anywhere in a short list, within the ids read around `near` in a long one."""
        if action_id:
            rows = range(self._count) if self._known is not None else self._rows_near(near)
            for row in rows:
                if self.id_at(row) == action_id:
                    return self.index(row, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._known) if self._known is not None else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ActionColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_words(ActionColumn(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.id_at(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role not in _ROLES:
            return None
        column = ActionColumn(index.column())
        line = self._line(index.row())
        if line is None:
            return self._head(index.row(), column, role)
        if role == CHIP_ROLE:
            return self._chip(line, column)
        if role == STRONG_ROLE:
            return column is ActionColumn.WHAT
        if role == QUIET_ROLE:
            return column in (ActionColumn.SOURCE, ActionColumn.ITEM) or not line.status.is_open
        if role == Qt.ItemDataRole.EditRole:
            return _entered(line, column)
        words = self._words(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chip = self._chip(line, column)
            return " ".join(part for part in (words.strip("—"), chip[0] if chip else "") if part)
        return words if role != Qt.ItemDataRole.ToolTipRole or column is not ActionColumn.WHAT else line.what

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line_at(index)
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        return self._settle(line, ActionColumn(index.column()), str(value))

    # ------------------------------------------------------------------ cells

    def _head(self, row: int, column: ActionColumn, role: int) -> Any:
        if column is not ActionColumn.WHAT:
            return None
        group = self._group_of(row)
        if group is None or group >= len(self._extent.groups):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            head = self._extent.groups[group]
            return f"{self._head_words(head)} · {head.count}"
        return True if role in (STRONG_ROLE, QUIET_ROLE) else None

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
                return ", ".join(map(item_words, line.order_items))

    def _chip(self, line: ActionLine, column: ActionColumn) -> tuple[str, Tone] | None:
        if not line.status.is_open:
            return None
        if column is ActionColumn.OWNER and not line.owners:
            return _("no owner"), Tone.CAUTION
        if column is not ActionColumn.DUE:
            return None
        return due_chip(line.next_due, self._today)

    # ------------------------------------------------------------------ reading

    def _group_of(self, row: int) -> int | None:
        return bisect_right(self._starts, row) - 1 if self._starts else None

    def _line(self, row: int) -> ActionLine | None:
        action_id = self.id_at(row)
        if action_id and action_id not in self._lines:
            self._read_page(row)
        return self._lines.get(action_id)

    def _read_page(self, row: int) -> None:
        if len(self._lines) > _KEPT_LINES:
            self._lines.clear()
        first = row // PAGE * PAGE
        ids = [self.id_at(at) for at in range(first, min(first + PAGE, self.rowCount()))]
        lines = self._reader.lines([action_id for action_id in ids if action_id and action_id not in self._lines])
        self._lines.update(lines)
        unknown = {
            line.meeting_id: line.note_id
            for line in lines.values()
            if line.note_id and line.meeting_id and line.meeting_id not in self._asked
        }
        if unknown:
            self._asked.update(unknown)
            self.labels_wanted.emit(unknown)

    def _rows_near(self, row: int) -> Iterable[int]:
        first = max(0, row - BLOCK // 2)
        return range(first, min(first + BLOCK, self._count))

    # ------------------------------------------------------------------ by difference

    def _become(self, wanted: list[Key]) -> None:
        """Brings the rows up to date: what is gone goes, what has moved moves, what is new comes."""
        assert self._known is not None
        staying = set(wanted)
        for first, last in _runs_of(self._known, lambda key: key not in staying):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._known[first : last + 1]
            self.endRemoveRows()
        present = set(self._known)
        self._reorder([key for key in wanted if key in present])
        for first, last in reversed(list(_runs_of(wanted, lambda key: key not in present))):
            self.beginInsertRows(_NOWHERE, first, last)
            self._known[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _reorder(self, wanted: list[Key]) -> None:
        assert self._known is not None
        if self._known == wanted:
            return
        self.layoutAboutToBeChanged.emit()
        places = {key: place for place, key in enumerate(wanted)}
        before = self.persistentIndexList()
        after = [self.index(places[self._known[index.row()]], index.column()) for index in before]
        self._known[:] = wanted
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


_MOST_RUNS = 60
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        CHIP_ROLE,
        STRONG_ROLE,
        QUIET_ROLE,
    }
)


def _keys(extent: ActionExtent, ids: Sequence[str]) -> list[Key]:
    if not extent.groups:
        return [("", action_id) for action_id in ids]
    found: list[Key] = []
    start = 0
    for group in extent.groups:
        found.append((group.key, ""))
        found += [(group.key, action_id) for action_id in ids[start : start + group.count]]
        start += group.count
    return found


def _runs_of(keys: Sequence[Key], wanted: Callable[[Key], bool]) -> list[tuple[int, int]]:
    """Runs of neighbouring rows, the last first, so that the first ones keep their places."""
    runs: list[tuple[int, int]] = []
    for row in range(len(keys) - 1, -1, -1):
        if wanted(keys[row]):
            first = runs[-1][0] if runs else -1
            if first == row + 1:
                runs[-1] = (row, runs[-1][1])
            else:
                runs.append((row, row))
    return runs


def _runs(present: Sequence[Key], wanted: Sequence[Key]) -> int:
    """In how many pieces rows would go and come."""
    before, after = set(present), set(wanted)
    gone = _runs_of(present, lambda key: key not in after)
    return len(gone) + len(_runs_of(wanted, lambda key: key not in before))


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
