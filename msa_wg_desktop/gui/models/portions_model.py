"""A table as long as a list of any length, that holds only what is in sight of it, with heads that gather it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from msa_wg_desktop.domain.work_list import WorkExtent, WorkGroup
from msa_wg_desktop.gui.models.cells import CELL_ROLE, QUIET_ROLE, STRONG_ROLE, Cell, read_cell
from msa_wg_desktop.gui.models.rows_model import Index

BLOCK, PAGE = 1_000, 25
"""How many ids are read at once, and how many lines: a list of one block is brought up to date by difference."""
_KEPT_LINES = 5_000
_MOST_RUNS = 60
_NOWHERE = QModelIndex()
# Put together once: a table asks for them with each cell that it paints.
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable
# The head that a row stands under, and its thing; the head's own row has none.
Key = tuple[str, str]
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Reader(Generic[Line]):
    """Where the table gets what comes into sight: ids from a place on, and the lines of some ids."""

    ids: Callable[[int, int], Sequence[str]]
    lines: Callable[[Sequence[str]], Mapping[str, Line]]


class PortionsModel(QAbstractTableModel, Generic[Line]):
    """Lines, and between them the heads that they are gathered under; subclasses say what a cell shows.

    `settle` writes what was entered in a cell, and says whether it was taken.
    """

    editable: frozenset[int] = frozenset()
    """The columns that can be edited."""

    def __init__(self, columns: int, settle: Callable[[Line, int, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns, self._settle = columns, settle
        self._reader: Reader[Line] = Reader(lambda _offset, _limit: (), lambda _ids: {})
        self._today = date.min
        self._extent = WorkExtent(0)
        self._starts: list[int] = []
        self._count = 0
        self._known: list[Key] | None = []
        self._blocks: dict[int, Sequence[str]] = {}
        self._lines: dict[str, Line] = {}
        self._head_words: Callable[[WorkGroup], str] = lambda group: group.words

    def cell(self, line: Line, column: int, role: int) -> Any:
        """What a cell shows of its line."""
        raise NotImplementedError

    def painted(self, line: Line, column: int) -> Cell:
        """The same of all roles that are painted; a table that can say it at once does."""
        return read_cell(partial(self.cell, line, column))

    def forget_lines(self) -> None:
        """What was read of lines may have changed."""
        self._lines.clear()

    def lines_came(self, lines: Mapping[str, Line]) -> None:
        """Tells that lines have come into sight."""

    # ------------------------------------------------------------------ what is shown

    def read_from(self, reader: Reader[Line]) -> None:
        """Another list is going to be shown."""
        self._reader = reader

    def show(
        self,
        extent: WorkExtent,
        ids: Sequence[str],
        *,
        today: date,
        head_words: Callable[[WorkGroup], str] | None = None,
    ) -> None:
        """Shows a list of which the first block of ids is given; a short one is brought up to date by difference."""
        self._today = today
        self.forget_lines()
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
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, self._columns - 1))

    def grow(self, count: int) -> None:
        """A long list that was shown by its beginning has so many lines; what is shown stays as it is."""
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._extent, self._count = WorkExtent(count), count
            self.endInsertRows()

    def renew(self, ids: Collection[str]) -> None:
        """What was read of some lines is read anew; which lines stand where is as it was."""
        for row_id in ids:
            self._lines.pop(row_id, None)
        if self._known is None and self._starts:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self._columns - 1))
            return
        known = {0: [key[1] for key in self._known]} if self._known is not None else self._blocks
        for block, its in tuple(known.items()):
            for row in (block * BLOCK + place for place, row_id in enumerate(its) if row_id in ids):
                self.dataChanged.emit(self.index(row, 0), self.index(row, self._columns - 1))

    def _take(self, extent: WorkExtent, ids: Sequence[str], known: list[Key] | None) -> None:
        self._extent, self._known = extent, known
        counts = [group.count + 1 for group in extent.groups]
        self._starts = [0, *accumulate(counts)][:-1] if counts else []
        self._count = extent.count + len(extent.groups)
        self._blocks = {0: tuple(ids)}

    @property
    def heads(self) -> Sequence[int]:
        """The rows that are heads."""
        return self._starts

    def line_at(self, index: Index) -> Line | None:
        """The line of an index; None for a head, and for an index that is nowhere."""
        return self._line(index.row()) if index.isValid() and index.row() < self._count else None

    def read_line(self, row: int) -> Line | None:
        """The line in a row, where it has been read already: what asks of all rows must not read them."""
        return self._lines.get(self.id_at(row))

    def id_at(self, row: int) -> str:
        """The id of what stands in a row; "" for a head. Reads no more than ids."""
        if self._known is not None:
            return self._known[row][1] if 0 <= row < len(self._known) else ""
        if self._is_head(row):
            return ""
        block, offset = divmod(self._place(row), BLOCK)
        ids = self._ids(block)
        return ids[offset] if offset < len(ids) else ""

    def index_of(self, row_id: str, *, near: int = 0) -> QModelIndex:
        """Where something stands: anywhere in a short list, within the ids read around `near` in a long one."""
        if not row_id:
            row = None
        elif self._known is not None:
            row = next((row for row, key in enumerate(self._known) if key[1] == row_id), None)
        else:
            row = self._row_near(row_id, near)
        return QModelIndex() if row is None else self.index(row, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._known) if self._known is not None else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._is_head(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return _EDITED if index.column() in self.editable else _SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        line = self._line(index.row())
        if line is None:
            return read_cell(partial(self._head, index)) if role == CELL_ROLE else self._head(index, role)
        return self.painted(line, index.column()) if role == CELL_ROLE else self.cell(line, index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line_at(index)
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        return self._settle(line, index.column(), str(value))

    # ------------------------------------------------------------------ heads

    def _head(self, index: Index, role: int) -> Any:
        group = self._group_of(index.row())
        if index.column() or group is None or group >= len(self._extent.groups):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            head = self._extent.groups[group]
            return f"{self._head_words(head)} · {head.count}"
        return True if role in (STRONG_ROLE, QUIET_ROLE) else None

    # ------------------------------------------------------------------ reading

    def _is_head(self, row: int) -> bool:
        group = self._group_of(row)
        return group is not None and self._starts[group] == row

    def _group_of(self, row: int) -> int | None:
        return bisect_right(self._starts, row) - 1 if self._starts else None

    def _line(self, row: int) -> Line | None:
        row_id = self.id_at(row)
        if row_id and row_id not in self._lines:
            self._read_page(row)
        return self._lines.get(row_id)

    def _read_page(self, row: int) -> None:
        if len(self._lines) > _KEPT_LINES:
            self._lines.clear()
        first = row // PAGE * PAGE
        ids = [self.id_at(at) for at in range(first, min(first + PAGE, self.rowCount()))]
        lines = self._reader.lines([row_id for row_id in ids if row_id and row_id not in self._lines])
        self._lines.update(lines)
        self.lines_came(lines)

    def _ids(self, block: int) -> Sequence[str]:
        if block not in self._blocks:
            self._blocks[block] = self._reader.ids(block * BLOCK, BLOCK)
        return self._blocks[block]

    def _place(self, row: int) -> int:
        """How many lines stand above a row."""
        return row - bisect_right(self._starts, row)

    def _row_near(self, row_id: str, near: int) -> int | None:
        """Where something stands in the blocks around a row."""
        first = max(0, near - BLOCK // 2)
        last = min(first + BLOCK, self._count) - 1
        for block in range(max(0, self._place(first)) // BLOCK, self._place(last) // BLOCK + 1):
            ids = self._ids(block)
            if row_id in ids:
                place = block * BLOCK + ids.index(row_id)
                return place + bisect_right([start - at for at, start in enumerate(self._starts)], place)
        return None

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


def _keys(extent: WorkExtent, ids: Sequence[str]) -> list[Key]:
    if not extent.groups:
        return [("", row_id) for row_id in ids]
    found: list[Key] = []
    start = 0
    for group in extent.groups:
        found.append((group.key, ""))
        found += [(group.key, row_id) for row_id in ids[start : start + group.count]]
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
