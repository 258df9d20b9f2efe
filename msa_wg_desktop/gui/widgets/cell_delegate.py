"""Paints the cells of our tables: words that fade where they matter less, chips, and the cell that has the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size, Text, Tone
from msa_wg_desktop.gui.models.cells import Cell, cell_at
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip

_BAR = 3
_PAD_X = 13
_WIDEST_CHOICE = 2
"""Thirds of the table's width."""
_SLACK = 2  # Words are cut by fractions of a pixel, and measured in whole ones.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_KEPT = 4_000
"""Cells that are kept laid out: many times what is in sight."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell laid out in the size of its place, from there: its words as they are cut, where they stand, its chip.

    `bottom` is where they end, `middle` how far down the middle of the first line is.
    """

    words: str
    room: QRect
    how: Any
    font: QFont
    bottom: int
    middle: int
    chip: tuple[QPoint, str, Tone] | None = None


class Widths(NamedTuple):
    """What words need on one line, with a chip also the chip, and what they need at the least."""

    whole: int
    least: int


class CellDelegate(QStyledItemDelegate):
    """One line a cell, cut short with dots. `rows`: the keyboard goes from row to row, and not from cell to cell.

    What was laid out is kept until the theme changes: a table is painted again and again as it stands.
    """

    began = Signal()
    """An editor shows what the record says: what is typed from now on is typed over that."""

    def __init__(self, theme: Theme, view: QTableView, *, rows: bool = False) -> None:
        super().__init__(view)
        self._theme, self._view, self._rows = theme, view, rows
        self._kept: dict[tuple[Cell, int, int], Laid] = {}
        self._measured: dict[Cell, Widths] = {}
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._widths_of(cell_at(index)).whole, self._theme.size(Size.ROW))

    def widths_of(self, cells: Iterable[Cell]) -> Widths:
        """What the words of some cells need."""
        needed = [self._widths_of(cell) for cell in cells]
        return Widths(max((each.whole for each in needed), default=0), max((each.least for each in needed), default=0))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field that is called like its column."""
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(self._head(index))
        return editor

    def create_choice(self, parent: QWidget, index: Index, offers: Iterable[tuple[str, str]]) -> QComboBox:
        """An editor in which one of some is chosen, each a value with its words."""
        choice = _CellChoice(parent)
        for value, words in offers:
            choice.addItem(words, value)
        choice.setAccessibleName(self._head(index))
        choice.setMinimumWidth(min(choice.sizeHint().width(), _WIDEST_CHOICE * parent.width() // 3))
        choice.chosen.connect(lambda: self._take(choice))
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """A view does so again whenever the rows around have changed: what is being typed stays then."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif editor.property("modified"):
            return
        else:
            super().setEditorData(editor, index)
        self.began.emit()

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
        theme, room, cell = self._theme, QRect(option.rect), cell_at(index)
        laid = self.laid_out(cell, room.size())
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.topLeft())
        if QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected:
            painter.fillRect(0, 0, room.width(), room.height(), theme.colour(Colour.SELECTION))
        painter.fillRect(0, room.height() - 1, room.width(), 1, theme.colour(Colour.FAINT_LINE))
        if self._view.hasFocus():
            self._paint_focus(painter, room.size(), index)
        if laid.words:
            painter.setFont(laid.font)
            painter.setPen(theme.colour(Colour.INK_2 if cell.quiet else Colour.INK_1))
            painter.drawText(laid.room, laid.how, laid.words)
        if laid.chip is not None:
            paint_chip(painter, *laid.chip, theme, most=laid.room.width())
        if cell.fresh:
            self._paint_dot(painter, laid.middle)
        painter.restore()

    def _paint_dot(self, painter: QPainter, middle: int) -> None:
        """Before the first line of the words; what it means is also said in words, where the page explains itself."""
        size = QFontMetrics(self._theme.font()).height() // 3
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Colour.ACCENT))
        painter.drawEllipse(QRect((_PAD_X - size) // 2, middle - size // 2, size, size))

    def _paint_focus(self, painter: QPainter, size: QSize, index: Index) -> None:
        """Around the cell, or as a bar at the start of the row."""
        accent, current = self._theme.colour(Colour.ACCENT), self._view.currentIndex()
        if self._rows:
            if index.row() == current.row() and self._view.horizontalHeader().visualIndex(index.column()) == 0:
                painter.fillRect(0, 0, _BAR, size.height(), accent)
        elif index == current:
            painter.setPen(accent)
            painter.drawRect(QRect(QPoint(), size).adjusted(1, 1, -2, -2))

    # ------------------------------------------------------------------ laying out

    def laid_out(self, cell: Cell, size: QSize) -> Laid:
        """A cell laid out in a size, as it was before where it was."""
        key = (cell, size.width(), size.height())
        laid = self._kept.get(key)
        if laid is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            laid = self._kept[key] = self._lay_out(cell, size)
        return laid

    def _forget(self) -> None:
        """A method, and so no connection outlives the delegate."""
        self._kept.clear()
        self._measured.clear()

    def _lay_out(self, cell: Cell, size: QSize) -> Laid:
        theme, font, room = self._theme, self._font(cell), QRect(QPoint(), size).adjusted(_PAD_X, 0, -_PAD_X, 0)
        middle = size.height() // 2
        if cell.tone is not None and cell.words:
            top = (size.height() - chip_size(theme, cell.words).height()) // 2
            chip = (QPoint(room.left(), top), cell.words, Tone(cell.tone))
            return Laid("", room, _ONE_LINE, font, size.height(), middle, chip)
        one_line = cell.words.replace("\n", " ")
        shown = QFontMetrics(font).elidedText(one_line, Qt.TextElideMode.ElideRight, room.width())
        return Laid(shown, room, cell.alignment or _ONE_LINE, font, size.height(), middle)

    def _font(self, cell: Cell) -> QFont:
        return self._theme.font(Text.BODY, bold=cell.strong)

    def _widths_of(self, cell: Cell) -> Widths:
        """Measured once: a table that is shown again is made to fit again."""
        widths = self._measured.get(cell)
        if widths is None:
            if len(self._measured) >= _KEPT:
                self._measured.clear()
            widths = self._measured[cell] = self._measure(cell)
        return widths

    def _measure(self, cell: Cell) -> Widths:
        if cell.tone is not None:
            width = chip_size(self._theme, cell.words).width() + 2 * _PAD_X
        else:
            width = QFontMetrics(self._font(cell)).horizontalAdvance(cell.words) + 2 * _PAD_X + _SLACK
        return Widths(width, width)


class _CellChoice(QComboBox):
    """What is chosen in its list is taken at once; keys that step through it take nothing before Enter."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stepping = False
        self.activated.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._stepping = True
        super().keyPressEvent(event)
        self._stepping = False

    def _tell(self) -> None:
        if not self._stepping:
            self.chosen.emit()
