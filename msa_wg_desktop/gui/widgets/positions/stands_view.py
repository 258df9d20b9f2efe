"""The matrix on screen: its first column stays while the parties go by, so that each stand has its proposal."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.models.stands_table import VERSION
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView, Index

_HINT = QAbstractItemView.ScrollHint.EnsureVisible


class StandsView(ColumnsView):
    """A ColumnsView that paints its first column once more, over those that were scrolled below it.

    Whatever asks where a cell is, or which one is somewhere, is told so: the mouse, the keyboard, a tip.
    """

    scrolls = True

    def dress_stands(self, theme: Theme, *, least: int) -> None:
        """Call it once, after the model is set."""
        self.setHorizontalHeader(_Header(theme, self))
        self.dress(theme, wide=VERSION, rows=False, wraps=True, opens=True, least=least)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)

    @property
    def pinned(self) -> int:
        """How wide the first column is while others are below it; 0 while it stands where it is anyway."""
        return self.columnWidth(VERSION) if self.horizontalScrollBar().value() > 0 else 0

    # ------------------------------------------------------------------ where cells are

    def indexAt(self, pos: QPoint) -> QModelIndex:
        row = self.rowAt(pos.y())
        if row >= 0 and 0 <= pos.x() < self.pinned:
            return self.model().index(row, VERSION)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if self.pinned and index.column() == VERSION:
            rect.moveLeft(0)
        return rect

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT) -> None:
        """The first column is in sight already; others come out from below it."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == VERSION:
            bar.setValue(before)
            return
        hidden = self.pinned - super().visualRect(index).left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.pinned:
            self._paint_pinned(event.region())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._repaint()

    def _paint_pinned(self, region: QRegion) -> None:
        painter, model = QPainter(self.viewport()), self.model()
        place = QRect(0, 0, self.pinned, self.viewport().height())
        painter.fillRect(place, self._theme.colour(Colour.PANEL))
        row = max(0, self.rowAt(0))
        while row < model.rowCount() and self.rowViewportPosition(row) < place.height():
            index = model.index(row, VERSION)
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = self.visualRect(index)
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            self.itemDelegate().paint(painter, option, index)
            row += 1
        painter.fillRect(place.right(), 0, 1, place.height(), self._theme.colour(Colour.LINE))

    def _repaint(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()


class _Header(QHeaderView):
    """The heading of the first column stays with it."""

    def __init__(self, theme: Theme, view: StandsView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._view.pinned:
            painter = QPainter(self.viewport())
            place = QRect(0, 0, self._view.pinned, self.height())
            painter.fillRect(place, self._theme.colour(Colour.PANEL))
            self.paintSection(painter, place, VERSION)
            painter.fillRect(place.right(), 0, 1, place.height(), self._theme.colour(Colour.LINE))
