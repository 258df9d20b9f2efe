"""The table of actions on screen: edited in place, whole rows selected, heads across it where it is gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.action_words import status_words
from msa_wg_desktop.gui.models.actions_table import BLOCK, ActionColumn, ActionsTable
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate
from msa_wg_desktop.words import _

_PAD_X, _PAD_Y, _GAP = 13, 8, 7
_ROOMY, _OWNER_AT_LEAST, _WHAT_AT_LEAST = 42, 17, 20
"""Letters: what the action and its owners need together, each of them at the least; the table scrolls beyond."""
_MEASURED = 200
"""Rows of a list that is no longer than this are as high as their words need; of a longer one, two lines."""


class ActionDelegate(WrappingDelegate):
    """An editor for each column."""

    def __init__(self, theme: Theme, offers: Callable[[], Sequence[str]], view: QTableView) -> None:
        super().__init__(theme, view)
        self._offers = offers

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = ActionColumn(index.column())
        if column is ActionColumn.STATUS:
            choice = QComboBox(parent)
            choice.setAccessibleName(_("Status"))
            for status in ActionStatus:
                choice.addItem(status_words(status), status.value)
            choice.setMinimumWidth(choice.sizeHint().width())
            return choice
        editor = PartiesEdit(self._offers(), parent) if column is ActionColumn.OWNER else QLineEdit(parent)
        names = {ActionColumn.OWNER: _("Owners"), ActionColumn.DUE: _("By when"), ActionColumn.WHAT: _("Action")}
        editor.setAccessibleName(names[column])
        if column is ActionColumn.DUE:
            editor.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        entered = editor.currentData() if isinstance(editor, QComboBox) else editor.property("text")
        if str(entered).strip() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            assert isinstance(model, ActionsTable)
            model.setData(index, entered, Qt.ItemDataRole.EditRole)


class ActionsView(QTableView):
    """Enter and F2 edit, Tab goes on to the panel, Ctrl+L to the line; `chosen` follows the selection."""

    chosen = Signal()
    line_asked = Signal()
    delete_asked = Signal()
    sort_asked = Signal(int)

    def dress(self, theme: Theme, offers: Callable[[], Sequence[str]]) -> None:
        """Call it once, after the model is set."""
        self._theme = theme
        dress_table(self, theme)
        self.setItemDelegate(ActionDelegate(theme, offers, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self.sort_asked)
        header.geometriesChanged.connect(self._fit_rows)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)

    @property
    def table(self) -> ActionsTable:
        model = self.model()
        assert isinstance(model, ActionsTable)
        return model

    def selected_ids(self, *, most: int = BLOCK) -> list[str]:
        """The actions selected, in their order, each once; no more than `most`, however many rows there are."""
        rows = (row for top, bottom in self._ranges() for row in range(top, bottom + 1))
        found = (action_id for row in islice(rows, 2 * most) if (action_id := self.table.id_at(row)))
        return list(dict.fromkeys(found))[:most]

    def selected_rows(self) -> int:
        """How many rows are selected, without reading what stands in them."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        parts: Any = self.selectionModel().selection()
        return sorted({(part.top(), part.bottom()) for part in parts})

    def select_ids(self, current: str, ids: Sequence[str], *, near: int) -> None:
        """Selects actions again after the list was made anew; where the current one is gone, its neighbour."""
        index = self.table.index_of(current, near=near)
        if not index.isValid():
            row = self._action_row(max(0, min(near, self.table.rowCount() - 1)))
            index = self.table.index(row, 0)
        if not index.isValid():
            return
        column = self.currentIndex().column() if self.currentIndex().isValid() else 0
        flags = QItemSelectionModel.SelectionFlag
        wanted = QItemSelection()
        for action_id in ids[:_MEASURED]:
            found = self.table.index_of(action_id, near=near)
            if found.isValid():
                wanted.select(found, found.siblingAtColumn(len(ActionColumn) - 1))
        self.selectionModel().setCurrentIndex(index.siblingAtColumn(column), flags.ClearAndSelect | flags.Rows)
        self.selectionModel().select(wanted, flags.Select)

    def show_order(self, column: int, *, descending: bool) -> None:
        """By which column the list is ordered."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def fit(self) -> None:
        """Gives the columns their room and the rows their height."""
        metrics = QFontMetrics(self._theme.font(Text.BODY))
        letter = metrics.averageCharWidth()
        room = self.viewport().width()
        chip = chip_size(self._theme, _("{count} days overdue").format(count=8)).width()
        due = metrics.horizontalAdvance("Feb 28") + _GAP + chip + 2 * _PAD_X + 2
        status = metrics.horizontalAdvance(_("In progress")) + 2 * _PAD_X + 4
        source = metrics.horizontalAdvance("Feb 28 · 4.c.ii") + 2 * _PAD_X
        item = metrics.horizontalAdvance("26 (6)") + 2 * _PAD_X + 4
        if room - due - status - source - item < letter * _ROOMY:
            # Large text on a small screen: whatever can stand on two lines does.
            due, status = chip + 2 * _PAD_X, self.horizontalHeader().sectionSizeHint(ActionColumn.STATUS)
            source = metrics.horizontalAdvance("Feb 28 ·") + 2 * _PAD_X
        rest = room - due - status - source - item
        owner = max(letter * _OWNER_AT_LEAST, rest * 32 // 100)
        what = max(letter * _WHAT_AT_LEAST, rest - owner)
        for column, width in zip(ActionColumn, (what, owner, due, status, source, item), strict=True):
            self.setColumnWidth(column, width)
        self._fit_rows()

    def fit_heads(self) -> None:
        """Heads go across the whole table."""
        self.clearSpans()
        for row in self.table.heads:
            self.setSpan(row, 0, 1, len(ActionColumn))

    def _fit_rows(self) -> None:
        metrics = QFontMetrics(self._theme.font(Text.BODY))
        self.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + 2 * _PAD_Y)
        if self.table.rowCount() <= _MEASURED:
            for row in range(self.table.rowCount()):
                self.setRowHeight(row, self.sizeHintForRow(row))
        self.viewport().update()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if isinstance(self.itemDelegate(), ActionDelegate):
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, plain = (
            self.currentIndex(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
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

    def _action_row(self, row: int) -> int:
        """The row, or the one below it where it is a head."""
        return row + 1 if row in self.table.heads and row + 1 < self.table.rowCount() else row
