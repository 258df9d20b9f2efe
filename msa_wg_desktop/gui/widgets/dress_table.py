"""Gives a table the habits that all tables here share: whole rows, no grid, rows that grow with the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Size


def dress_table(table: QTableView, theme: Theme) -> None:
    """Call it once, after the form is loaded."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setStretchLastSection(True)
    _RowHeight(table, theme)
    _Ends(table)
    _InSight(table)


class _RowHeight(QObject):
    """Ends with its table, which a mere function would not."""

    def __init__(self, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._table.verticalHeader().setDefaultSectionSize(self._theme.size(Size.ROW))


class _Ends(QObject):
    """Ctrl+Home and Ctrl+End go to the first and the last row as arrows go to the next: it is chosen, in its column.

    Where several rows can be selected Qt would leave the old ones selected, and go to a corner of the table.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        model, plain = self._table.model(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not plain or event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End) or model.rowCount() == 0:
            return False
        rows = range(model.rowCount()) if event.key() == Qt.Key.Key_Home else range(model.rowCount() - 1, -1, -1)
        column = max(0, self._table.currentIndex().column())
        found = (model.index(row, column) for row in rows)
        end = next((index for index in found if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)
        if end is not None:
            self._go(end)
        return True

    def _go(self, end: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        selects = self._table.selectionMode() is not QAbstractItemView.SelectionMode.NoSelection
        how = flags.ClearAndSelect | flags.Rows if selects else flags.NoUpdate
        self._table.selectionModel().setCurrentIndex(end, how)
        self._table.scrollTo(end)


class _InSight(QObject):
    """The row at hand stays in sight where a bar or a line above takes room from the table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self._table.scrollTo(self._table.currentIndex()))
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().height() < event.oldSize().height():
            room = self._table.visualRect(self._table.currentIndex())
            if room.top() >= 0 and event.size().height() < room.bottom() <= event.oldSize().height():
                self._soon.start()
        return False
