"""Paints the cells of our tables: words that fade where they matter less, chips, and the cell that has the keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size, Text, Tone
from msa_wg_desktop.gui.models.cells import FRESH_ROLE, QUIET_ROLE, STRONG_ROLE, TONE_ROLE
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip

_BAR = 3
_PAD_X = 13
_WIDEST_CHOICE = 2
"""Thirds of the table's width."""
_SLACK = 2  # Words are cut by fractions of a pixel, and measured in whole ones.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """One line a cell, cut short with dots. `rows`: the keyboard goes from row to row, and not from cell to cell."""

    def __init__(self, theme: Theme, view: QTableView, *, rows: bool = False) -> None:
        super().__init__(view)
        self._theme, self._view, self._rows = theme, view, rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._natural_width(index), self._theme.size(Size.ROW))

    def width_of_column(self, column: int, *, most: int) -> int:
        """What the words of a column's first rows would need on one line; with a chip, also the chip."""
        model = self._view.model()
        rows = range(min(most, model.rowCount()))
        return max((self._natural_width(model.index(row, column)) for row in rows), default=0)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field that is called like its column."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self._head(index))
        return editor

    def create_choice(self, parent: QWidget, index: Index, offers: Iterable[tuple[str, str]]) -> QComboBox:
        """An editor in which one of some is chosen, each a value with its words; what is chosen is taken at once."""
        choice = QComboBox(parent)
        for value, words in offers:
            choice.addItem(words, value)
        choice.setAccessibleName(self._head(index))
        choice.setMinimumWidth(min(choice.sizeHint().width(), _WIDEST_CHOICE * parent.width() // 3))
        choice.activated.connect(lambda _row: self._take(choice))
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)

    def _take(self, choice: QComboBox) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)

    def _head(self, index: Index) -> str:
        return str(self._view.model().headerData(index.column(), Qt.Orientation.Horizontal))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell; the style would leave the room around its words free."""
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, room, state = self._theme, QRect(option.rect), QStyle.StateFlag(option.state)
        painter.save()
        painter.setClipRect(room)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, theme.colour(Colour.SELECTION))
        painter.fillRect(QRect(room.bottomLeft(), QSize(room.width(), 1)), theme.colour(Colour.FAINT_LINE))
        if self._view.hasFocus():
            self._paint_focus(painter, room, index)
        self._paint_words(painter, room.adjusted(_PAD_X, 0, -_PAD_X, 0), index)
        if index.data(FRESH_ROLE):
            self._paint_dot(painter, room, index)
        painter.restore()

    def _paint_dot(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Before the first line of the words; what it means is also said in words, where the page explains itself."""
        size = QFontMetrics(self._theme.font()).height() // 3
        middle = self._first_line(room, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.ACCENT))
        painter.drawEllipse(QRect(room.left() + (_PAD_X - size) // 2, middle - size // 2, size, size))

    def _first_line(self, room: QRect, _index: Index) -> int:
        """How far down the middle of the first line of a cell's words is."""
        return room.top() + room.height() // 2

    def _paint_focus(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Around the cell, or as a bar at the start of the row."""
        accent, current = self._theme.colour(Colour.ACCENT), self._view.currentIndex()
        if self._rows:
            if index.row() == current.row() and self._view.horizontalHeader().visualIndex(index.column()) == 0:
                painter.fillRect(QRect(room.topLeft(), QSize(_BAR, room.height())), accent)
        elif index == current:
            painter.setPen(accent)
            painter.drawRect(room.adjusted(1, 1, -2, -2))

    def _paint_words(self, painter: QPainter, room: QRect, index: Index) -> None:
        theme, words = self._theme, str(index.data() or "")
        tone = index.data(TONE_ROLE)
        if tone is not None and words:
            top = room.top() + (room.height() - chip_size(theme, words).height()) // 2
            paint_chip(painter, QPoint(room.left(), top), words, Tone(tone), theme)
            return
        font = self._font(index)
        painter.setFont(font)
        painter.setPen(theme.colour(Colour.INK_2 if index.data(QUIET_ROLE) else Colour.INK_1))
        shown = QFontMetrics(font).elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole) or _ONE_LINE, shown)

    def _font(self, index: Index) -> QFont:
        return self._theme.font(Text.BODY, bold=bool(index.data(STRONG_ROLE)))

    def _natural_width(self, index: Index) -> int:
        words = str(index.data() or "")
        if index.data(TONE_ROLE) is not None:
            return chip_size(self._theme, words).width() + 2 * _PAD_X
        return QFontMetrics(self._font(index)).horizontalAdvance(words) + 2 * _PAD_X + _SLACK
