"""Rows in a list or table that are brought up to date by difference, so that selection, scroll and focus survive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Holds rows of one kind; subclasses say what a cell shows. A row is known again by `key_of`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def key_of(self, row: Row) -> str:
        """What stays the same while a row changes."""
        return row.id  # type: ignore[attr-defined]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def row_at(self, index: Index) -> Row | None:
        """The row of an index; None for one that is nowhere."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str, column: int = 0) -> QModelIndex:
        """Where a row stands; an index that is nowhere where it is gone."""
        for place, row in enumerate(self._rows):
            if self.key_of(row) == key:
                return self.index(place, column)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = 0) -> Any:
        raise NotImplementedError

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows in this order; only what differs is touched, and neighbours come and go together."""
        wanted = {self.key_of(row) for row in rows}
        gone = [place for place, row in enumerate(self._rows) if self.key_of(row) not in wanted]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        present = {self.key_of(row) for row in self._rows}
        new = [place for place, row in enumerate(rows) if self.key_of(row) not in present]
        ends = dict(_runs(new))
        place = 0
        while place < len(rows):
            last = ends.get(place)
            if last is None:
                self._put(place, rows[place])
                place += 1
            else:
                self.beginInsertRows(_NOWHERE, place, last)
                self._rows[place:place] = rows[place : last + 1]
                self.endInsertRows()
                place = last + 1

    def refresh(self) -> None:
        """What cells show besides their rows has changed: they are drawn and measured again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def _put(self, place: int, row: Row) -> None:
        """Brings a row that is there to its place, and up to date."""
        present = next(at for at in range(place, len(self._rows)) if self._is(self._rows[at], row))
        if present != place:
            self.beginMoveRows(_NOWHERE, present, present, _NOWHERE, place)
            self._rows.insert(place, self._rows.pop(present))
            self.endMoveRows()
        if self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def _is(self, one: Row, other: Row) -> bool:
        return self.key_of(one) == self.key_of(other)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of each unbroken run in rising numbers."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
