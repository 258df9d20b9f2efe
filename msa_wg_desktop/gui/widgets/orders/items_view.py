"""The table of an order's items on screen: its text and readiness are edited in their cells."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from msa_wg_desktop.domain.orders import Readiness
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.order_items_table import ItemColumn
from msa_wg_desktop.gui.models.order_words import readiness_words
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class ItemsView(ColumnsView):
    """Enter edits a cell; where there is nothing to edit it shows what is linked. Alt+Shift+Up and Down, and the
    mouse, put an item elsewhere."""

    step_asked = Signal(int)

    def dress_items(self, theme: Theme) -> None:
        """Call it once, after the model is set."""
        self.dress(theme, wide=ItemColumn.TEXT, rows=False, wraps=True)
        self.setItemDelegate(_ItemsDelegate(theme, self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key())) if event.modifiers() == _MOVING else None
        if step is not None:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == ItemColumn.LINKED:
            self.opened.emit()


class _ItemsDelegate(WrappingDelegate):
    """Readiness is chosen, the rest is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != ItemColumn.READINESS:
            return super().createEditor(parent, option, index)
        return self.create_choice(parent, index, ((each.value, readiness_words(each)) for each in Readiness))
