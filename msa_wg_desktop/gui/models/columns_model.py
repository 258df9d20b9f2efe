"""A table of rows of one kind, said once: each column names its header and what it shows of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cells import (
    CELL_ROLE,
    CHIP_ROLE,
    FRESH_ROLE,
    INDENT_ROLE,
    QUIET_ROLE,
    STRONG_ROLE,
    TONE_ROLE,
    Cell,
)
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel

Row = TypeVar("Row")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column. `tone` makes its words a chip; `chip` puts one behind them; `fresh` a dot before them;
    `indent` sets them in, as part of the row above.

    `spare` columns go, the last one first, where a narrow table has no room for all.

    `entered` is what an editor begins with: a column without it can't be edited. `spoken` is what a screen
    reader says in place of the words, `tip` explains the header, `cell_tip` a cell.
    """

    header: str
    text: Callable[[Row], str]
    tone: Callable[[Row], Tone | None] | None = None
    chip: Callable[[Row], tuple[str, Tone] | None] | None = None
    entered: Callable[[Row], str] | None = None
    spoken: Callable[[Row], str] | None = None
    cell_tip: Callable[[Row], str] | None = None
    fresh: Callable[[Row], bool] | None = None
    indent: Callable[[Row], bool] | None = None
    tip: str = ""
    strong: bool | Callable[[Row], bool] = False
    quiet: bool | Callable[[Row], bool] = False
    right: bool = False
    spare: bool = False


class ColumnsModel(RowsModel[Row]):
    """`settle` is asked to write what was entered in a cell, and says whether it was taken.

    The new value comes back over the bus. `key` tells a row again while it changes; without it, its `id`.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], str] | None = None,
        settle: Callable[[Row, int, str], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key, self._settle = key, settle

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Other columns, such as one a party: the rows stay."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def key_of(self, row: Row) -> str:
        return self._key(row) if self._key is not None else super().key_of(row)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.header
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and column.right else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self._settle is not None and self._columns[index.column()].entered is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        read = _ROLES.get(role)
        return None if read is None else read(self._columns[index.column()], row)

    def cells(self, column: int, *, most: int) -> set[Cell]:
        """What a column's first rows say, each once: asked for all of them without the way through Qt."""
        return {_cell(self._columns[column], row) for row in self.first(most)}

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole or self._settle is None:
            return False
        entered = self._columns[index.column()].entered
        if entered is None:
            return False
        return value == entered(row) or self._settle(row, index.column(), str(value))


def _asked(ask: Callable[[Row], Any] | None, row: Row) -> Any:
    return None if ask is None else ask(row)


def _told(said: bool | Callable[[Row], bool], row: Row) -> bool:
    """What is so of all rows, or of each by itself."""
    return said(row) if callable(said) else said


def _cell(column: Column[Any], row: Any) -> Cell:
    """All that is painted: not role by role, as it is asked of every cell that is measured or comes into sight."""
    return Cell(
        column.text(row),
        _asked(column.tone, row),
        _asked(column.chip, row),
        _told(column.quiet, row),
        _told(column.strong, row),
        bool(_asked(column.fresh, row)),
        bool(_asked(column.indent, row)),
        _RIGHT if column.right else None,
    )


_ROLES: dict[int, Callable[[Column[Any], Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.EditRole): lambda column, row: _asked(column.entered, row),
    int(Qt.ItemDataRole.ToolTipRole): lambda column, row: _asked(column.cell_tip, row) or None,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: _asked(column.spoken, row),
    int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _row: _RIGHT if column.right else None,
    int(TONE_ROLE): lambda column, row: _asked(column.tone, row),
    int(CHIP_ROLE): lambda column, row: _asked(column.chip, row),
    int(STRONG_ROLE): lambda column, row: _told(column.strong, row),
    int(QUIET_ROLE): lambda column, row: _told(column.quiet, row),
    int(FRESH_ROLE): lambda column, row: bool(_asked(column.fresh, row)),
    int(INDENT_ROLE): lambda column, row: bool(_asked(column.indent, row)),
    int(CELL_ROLE): _cell,
}
