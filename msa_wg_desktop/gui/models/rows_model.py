"""Rows in a list or table that are brought up to date by difference, so that selection, scroll and focus survive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
PORTION = 25
"""Rows of a long list that are read together when one of them comes into sight."""
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Holds rows of one kind; subclasses say what a cell shows. A row is known again by `key_of`.

    Of a long list only the keys need be known: a row is read when it is asked for, with those around it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._rows: list[Row | None] = []
        """What stands at each key; None where it is still to be read."""
        self._read: Callable[[Sequence[str]], Mapping[str, Row]] = lambda _keys: {}

    def key_of(self, row: Row) -> str:
        """What stays the same while a row changes."""
        return row.id  # type: ignore[attr-defined]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, of a long list those that were read."""
        return tuple(row for row in self._rows if row is not None)

    @property
    def keys(self) -> Sequence[str]:
        """The keys of all rows, as they stand."""
        return self._keys

    def row_at(self, index: Index) -> Row | None:
        """The row of an index; None for one that is nowhere."""
        at = index.row()
        if not index.isValid() or at >= len(self._rows):
            return None
        row = self._rows[at]
        return row if row is not None else self._read_around(at)

    def first(self, most: int) -> list[Row]:
        """The rows that the list begins with."""
        rows = (self._rows[at] or self._read_around(at) for at in range(min(most, len(self._rows))))
        return [row for row in rows if row is not None]

    def known(self, key: str) -> Row | None:
        """The row of a key, if it was read; what never came into sight isn't read for this."""
        at = self.index_of(key).row()
        return self._rows[at] if at >= 0 else None

    def index_of(self, key: str, column: int = 0) -> QModelIndex:
        """Where a row stands; an index that is nowhere where it is gone."""
        # Of two with one key the first counts.
        return self.index(self._keys.index(key), column) if key in self._keys else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = 0) -> Any:
        raise NotImplementedError

    # ------------------------------------------------------------------ what is shown

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows in this order; only what differs is touched, and neighbours come and go together."""
        self._become([self.key_of(row) for row in rows], rows)

    def show_keys(self, keys: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Row]]) -> None:
        """Shows the rows of these keys in this order, each read by `read` when it comes into sight."""
        self._read = read
        self._become(keys, [None] * len(keys))

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Puts more rows below those shown."""
        if rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._keys.extend(self.key_of(row) for row in rows)
            self._rows.extend(rows)
            self.endInsertRows()

    def put(self, row: Row) -> None:
        """Brings one row up to date where it stands; one that isn't there is passed over."""
        at = self.index_of(self.key_of(row)).row()
        if at >= 0:
            self._set(at, row)

    def put_in_order(self, row: Row, place: Callable[[Row, Sequence[Row]], int]) -> bool:
        """The same of a list that was read whole; `place` says where the row belongs among the others."""
        at = self.index_of(self.key_of(row)).row()
        if at >= 0:
            rows = self.rows
            self.put_at(row, place(row, rows[:at] + rows[at + 1 :]))
        return at >= 0

    def put_at(self, row: Row, place: int) -> None:
        """Brings one row that is there up to date, and to its place among the others."""
        self.move_to(self.key_of(row), place)
        self._set(place, row)

    def move_to(self, key: str, place: int) -> None:
        """Brings a row that is there to its place among the others, read or not."""
        self._move_row(self.index_of(key).row(), place)

    def refresh(self) -> None:
        """What cells show besides their rows has changed: they are drawn and measured again."""
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    # ------------------------------------------------------------------ by difference

    def _become(self, keys: Sequence[str], rows: Sequence[Row | None]) -> None:
        if not self._keys:
            self._begin_with(keys, rows)
            return
        wanted = set(keys)
        for first, last in reversed(_runs([at for at, key in enumerate(self._keys) if key not in wanted])):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._keys[first : last + 1], self._rows[first : last + 1]
            self.endRemoveRows()
        present = set(self._keys)
        self._reorder([key for key in keys if key in present])
        for first, last in _runs([at for at, key in enumerate(keys) if key not in present]):
            self.beginInsertRows(_NOWHERE, first, last)
            self._keys[first:first] = keys[first : last + 1]
            self._rows[first:first] = rows[first : last + 1]
            self.endInsertRows()
        both = enumerate(zip(self._rows, rows, strict=True))
        differing = [at for at, (old, new) in both if old is not new and old != new]
        self._rows[:] = rows
        for first, last in _runs(differing):
            self._tell(first, last)

    def _begin_with(self, keys: Sequence[str], rows: Sequence[Row | None]) -> None:
        """Nothing was shown: ten thousand rows come without being looked at one by one."""
        if keys:
            self.beginInsertRows(_NOWHERE, 0, len(keys) - 1)
            self._keys, self._rows = list(keys), list(rows)
            self.endInsertRows()

    def _reorder(self, keys: list[str]) -> None:
        """Brings what stays into another order: one row that moves by itself, several all together."""
        if keys == self._keys:
            return
        first = next(at for at, key in enumerate(keys) if key != self._keys[at])
        moved = self._keys.index(keys[first], first)
        target = keys.index(self._keys[first], first)
        for present, place in ((moved, first), (first, target)):
            others = self._keys[:present] + self._keys[present + 1 :]
            if [*others[:place], self._keys[present], *others[place:]] == keys:
                self._move_row(present, place)
                return
        self.layoutAboutToBeChanged.emit()
        rows = dict(zip(self._keys, self._rows, strict=True))
        before = self.persistentIndexList()
        places = {key: at for at, key in enumerate(keys)}
        after = [self.index(places[self._keys[index.row()]], index.column()) for index in before]
        self._keys, self._rows = keys, [rows[key] for key in keys]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _move_row(self, present: int, place: int) -> None:
        if present != place:
            self.beginMoveRows(_NOWHERE, present, present, _NOWHERE, place + (place > present))
            self._keys.insert(place, self._keys.pop(present))
            self._rows.insert(place, self._rows.pop(present))
            self.endMoveRows()

    def _set(self, place: int, row: Row) -> None:
        if self._rows[place] != row:
            self._rows[place] = row
            self._tell(place, place)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _read_around(self, at: int) -> Row | None:
        first = at // PORTION * PORTION
        unread = {
            key: place
            for place, key in enumerate(self._keys[first : first + PORTION], first)
            if self._rows[place] is None
        }
        for key, row in self._read(list(unread)).items():
            self._rows[unread[key]] = row
        return self._rows[at]


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of each unbroken run in rising numbers."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
