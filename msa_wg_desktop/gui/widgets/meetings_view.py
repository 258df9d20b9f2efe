"""The table of meetings on screen: the title takes what room the other columns leave."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.meetings_table import MeetingsColumn
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.dress_table import dress_table

_TITLE_AT_LEAST = 18
"""Letters; where the others leave less, the table scrolls sideways."""
_MEASURED_ROWS = 50
"""How many rows say how wide a column must be: to measure all of 200 took a quarter of the start."""
Index = QModelIndex | QPersistentModelIndex


class MeetingsView(QTableView):
    """Enter and a double click open a meeting; its commands are in the context menu."""

    opened = Signal()
    chosen = Signal()
    """Another row is the current one, or none."""

    def dress(self, theme: Theme) -> None:
        """Call it once, after the model is set."""
        dress_table(self, theme)
        self._theme = theme
        self.setItemDelegate(CellDelegate(theme, self, rows=True))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Gives each column the room that its words need, and the title the rest."""
        self.resizeColumnsToContents()
        self._fill()

    def _fill(self) -> None:
        columns = [column for column in MeetingsColumn if column is not MeetingsColumn.TITLE]
        taken = sum(self.columnWidth(column) for column in columns if not self.isColumnHidden(column))
        least = self._theme.text_size(Text.BODY) * _TITLE_AT_LEAST
        self.setColumnWidth(MeetingsColumn.TITLE, max(least, self.viewport().width() - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on its own: on a Mac it would mean to edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()
