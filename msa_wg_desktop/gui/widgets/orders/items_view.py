"""The table of an order's items on screen: its text and readiness are edited in their cells."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from msa_wg_desktop.domain.orders import Readiness
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.order_items_table import ItemColumn
from msa_wg_desktop.gui.models.order_words import readiness_words
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate


class ItemsView(ColumnsView):
    """Enter edits a cell; where there is nothing to edit it shows what is linked."""

    def dress_items(self, theme: Theme) -> None:
        """Call it once, after the model is set."""
        self.dress(theme, wide=ItemColumn.TEXT, rows=False, wraps=True)
        self.setItemDelegate(_ItemsDelegate(theme, self))
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == ItemColumn.LINKED:
            self.opened.emit()


class _ItemsDelegate(WrappingDelegate):
    """Readiness is chosen, the rest is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != ItemColumn.READINESS:
            return super().createEditor(parent, option, index)
        return self.create_choice(parent, index, ((each.value, readiness_words(each)) for each in Readiness))
