"""Gives a table the habits that all tables here share: whole rows, no grid, rows that grow with the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
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


class _RowHeight(QObject):
    """Ends with its table, which a mere function would not."""

    def __init__(self, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._table.verticalHeader().setDefaultSectionSize(self._theme.size(Size.ROW))
