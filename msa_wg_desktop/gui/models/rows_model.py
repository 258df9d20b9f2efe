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
        """Shows these rows in this order; only what differs is touched."""
        wanted = {self.key_of(row) for row in rows}
        for place in reversed(range(len(self._rows))):
            if self.key_of(self._rows[place]) not in wanted:
                self.beginRemoveRows(_NOWHERE, place, place)
                del self._rows[place]
                self.endRemoveRows()
        present = {self.key_of(row) for row in self._rows}
        for place, row in enumerate(rows):
            self._put(place, row, known=self.key_of(row) in present)

    def refresh(self) -> None:
        """What cells show besides their rows has changed: they are drawn and measured again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def _put(self, place: int, row: Row, *, known: bool) -> None:
        if not known:
            self.beginInsertRows(_NOWHERE, place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
            return
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
