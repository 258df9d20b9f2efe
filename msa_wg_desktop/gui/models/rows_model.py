"""Rows in a list or table that are brought up to date by difference, so that selection, scroll and focus survive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        self._places: dict[str, int] | None = None

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
        if self._places is None or len(self._places) != len(self._rows):
            # From the last to the first: of two with one key the first counts.
            self._places = {self.key_of(row): at for at, row in reversed(list(enumerate(self._rows)))}
        place = self._places.get(key)
        return self.index(place, column) if place is not None else QModelIndex()

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
            self._places = None
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
                self._places = None
                self.endInsertRows()
                place = last + 1

    def put(self, row: Row) -> None:
        """Brings one row up to date where it stands; one that isn't there is passed over."""
        at = self.index_of(self.key_of(row)).row()
        if at >= 0:
            self._put_from(at, at, row)

    def put_in_order(self, row: Row, place: Callable[[Row, Sequence[Row]], int]) -> bool:
        """Brings one row up to date where it is there; `place` says where it belongs among the others."""
        at = self.index_of(self.key_of(row)).row()
        if at >= 0:
            self._put_from(at, place(row, self._rows[:at] + self._rows[at + 1 :]), row)
        return at >= 0

    def refresh(self) -> None:
        """What cells show besides their rows has changed: they are drawn and measured again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def _put(self, place: int, row: Row) -> None:
        """Brings a row that is there to its place, and up to date."""
        stays = self._is(self._rows[place], row)
        others = range(place, len(self._rows))
        self._put_from(place if stays else next(at for at in others if self._is(self._rows[at], row)), place, row)

    def _put_from(self, present: int, place: int, row: Row) -> None:
        if present != place:
            self.beginMoveRows(_NOWHERE, present, present, _NOWHERE, place + (place > present))
            self._rows.insert(place, self._rows.pop(present))
            self._places = None
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
