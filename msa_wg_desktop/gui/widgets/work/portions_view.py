"""A table in portions on screen: whole rows selected, heads across it, edited in place, ordered by its headers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.portions_model import BLOCK, PortionsModel
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.meeting.needs_delegate import NeedsDelegate

MEASURED = 200
"""Rows of a list that is no longer than this are as high as their words need; of a longer one, alike."""


class PortionsView(QTableView):
    """Enter and F2 edit, Tab goes on to the panel, Ctrl+L to the line; `chosen` follows the selection."""

    chosen = Signal()
    line_asked = Signal()
    delete_asked = Signal()
    sort_asked = Signal(int)
    cell_begun = Signal()
    """The editor of a cell shows what the record says; what is typed is typed over that."""

    _dressed = False

    def dress_view(self, theme: Theme, delegate: CellDelegate | NeedsDelegate) -> None:
        """Call it once, after the model is set."""
        self._theme = theme
        dress_table(self, theme)
        self.setItemDelegate(delegate)
        delegate.began.connect(self.cell_begun)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self.sort_asked)
        header.geometriesChanged.connect(self.fit_rows)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)
        self._dressed = True

    def fit(self) -> None:
        """Gives the columns their room and the rows their height."""
        self.fit_rows()

    def fit_rows(self) -> None:
        """As high as their words need in a short list; in a long one, alike."""
        self.verticalHeader().setDefaultSectionSize(self.usual_height())
        self._measure(range(self.table.rowCount()))
        self.viewport().update()

    def fit_lines(self, ids: Collection[str]) -> None:
        """Gives the rows of some things their height; what stays as it is isn't painted again."""
        self._measure(row for row in range(self.table.rowCount()) if self.table.id_at(row) in ids)

    def _measure(self, rows: Iterable[int]) -> None:
        if self.table.rowCount() <= MEASURED:
            for row in rows:
                self.setRowHeight(row, self.sizeHintForRow(row))

    def usual_height(self) -> int:
        """The height of a row in a long list."""
        raise NotImplementedError

    @property
    def table(self) -> PortionsModel[Any]:
        model = self.model()
        assert isinstance(model, PortionsModel)
        return model

    def selected_ids(self, *, most: int = BLOCK) -> list[str]:
        """The things selected, in their order, each once; no more than `most`, however many rows there are."""
        rows = (row for top, bottom in self._ranges() for row in range(top, bottom + 1))
        found = (row_id for row in islice(rows, 2 * most) if (row_id := self.table.id_at(row)))
        return list(dict.fromkeys(found))[:most]

    def selected_rows(self) -> int:
        """How many rows are selected, without reading what stands in them."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        parts: Any = self.selectionModel().selection()
        return sorted({(part.top(), part.bottom()) for part in parts})

    def select_ids(self, current: str, ids: Sequence[str], *, near: int, instead: int) -> None:
        """Selects things again after the list was made anew; where the current one is gone, the row `instead`."""
        index = self.table.index_of(current, near=near)
        if not index.isValid():
            row = self._line_row(max(0, min(instead, self.table.rowCount() - 1)))
            index = self.table.index(row, 0)
        if not index.isValid():
            return
        column = self.currentIndex().column() if self.currentIndex().isValid() else 0
        flags = QItemSelectionModel.SelectionFlag
        wanted = QItemSelection()
        for row_id in ids[:MEASURED]:
            found = self.table.index_of(row_id, near=near)
            if found.isValid():
                wanted.select(found, found.siblingAtColumn(self.table.columnCount() - 1))
        self.selectionModel().setCurrentIndex(index.siblingAtColumn(column), flags.ClearAndSelect | flags.Rows)
        self.selectionModel().select(wanted, flags.Select)

    def show_order(self, column: int, *, descending: bool) -> None:
        """By which column the list is ordered."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def fit_heads(self) -> None:
        """Heads go across the whole table."""
        self.clearSpans()
        for row in self.table.heads:
            self.setSpan(row, 0, 1, self.table.columnCount())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._dressed:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, modifiers = self.currentIndex(), event.modifiers()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        editing = self.state() is QAbstractItemView.State.EditingState
        if index.isValid() and not editing and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.line_asked.emit()
            return
        if not editing and event.matches(QKeySequence.StandardKey.Delete):
            self.delete_asked.emit()
            return
        super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        super().currentChanged(current, previous)
        self.viewport().update()

    def _line_row(self, row: int) -> int:
        """The row, or the one below it where it is a head."""
        return row + 1 if row in self.table.heads and row + 1 < self.table.rowCount() else row
