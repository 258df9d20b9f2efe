"""A list inside a card whose rows lead somewhere: words that wrap, with a date or a chip at their right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.models.link_rows import LINK_ROLE, LinkRow, LinkRows
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip
from msa_wg_desktop.gui.widgets.long_words import breakable

PAD_X, PAD_Y = 14, 7
_GAP, _BAR, _KEPT = 10, 3, 1_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class LinkDelegate(QStyledItemDelegate):
    """Draws a `LinkRow`."""

    def __init__(self, theme: Theme, view: CardList) -> None:
        super().__init__(view)
        self.theme, self.view = theme, view
        self._heights: dict[tuple[LinkRow, int], int] = {}
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measured once: whenever one row says something else, Qt asks for the size of all."""
        width, row = self.view.viewport().width(), self.row(index)
        height = self._heights.get((row, width))
        if height is None:
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            words, detail, _right = self._laid_out(QRect(PAD_X, PAD_Y, width - 2 * PAD_X, 100_000), row)
            height = self._heights[row, width] = max(words.bottom(), detail.bottom()) + 1 + PAD_Y
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        room, row = QRect(option.rect), self.row(index)
        painter.save()
        self.paint_ground(painter, option, index)
        words, detail, right = self._laid_out(room.adjusted(PAD_X, PAD_Y, -PAD_X, 0), row)
        painter.setFont(self.font(row))
        painter.setPen(self.theme.colour(Colour.INK_1))
        painter.drawText(words, _WRAP, breakable(row.words, QFontMetrics(self.font(row)), words.width()))
        if row.detail:
            painter.setFont(self.theme.font())
            painter.setPen(self.theme.colour(Colour.INK_2))
            painter.drawText(detail, _WRAP, row.detail)
        self._paint_right(painter, right, row)
        painter.restore()

    def _forget(self) -> None:
        """A method, and so no connection outlives the delegate."""
        self._heights.clear()

    def row(self, index: Index) -> LinkRow:
        return index.data(LINK_ROLE)

    def font(self, row: LinkRow) -> QFont:
        return self.theme.font(bold=row.strong)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, line: bool = True) -> None:
        """What shows where the keyboard and the mouse are, and the line between two rows."""
        room, state = QRect(option.rect), QStyle.StateFlag(option.state)
        if self.view.hasFocus() and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, self.theme.colour(Colour.SELECTION))
            painter.fillRect(QRect(room.topLeft(), QSize(_BAR, room.height())), self.theme.colour(Colour.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, self.theme.colour(Colour.HOVER))
        if line and index.row():
            between = QRect(room.left() + PAD_X, room.top(), room.width() - 2 * PAD_X, 1)
            painter.fillRect(between, self.theme.colour(Colour.FAINT_LINE))

    def _paint_right(self, painter: QPainter, room: QRect, row: LinkRow) -> None:
        if row.tag is not None:
            paint_chip(painter, room.topLeft(), row.tag.words, row.tag.tone, self.theme)
        elif row.right:
            ink = self.theme.colour(row.tone.ink) if row.tone else self.theme.colour(Colour.INK_2)
            painter.setFont(self.theme.font(bold=row.strong or row.tone is not None))
            painter.setPen(ink)
            painter.drawText(room, _RIGHT, row.right)

    def _laid_out(self, room: QRect, row: LinkRow) -> tuple[QRect, QRect, QRect]:
        """Where the words, the detail and what is at the right stand."""
        body, metrics = QFontMetrics(self.theme.font()), QFontMetrics(self.font(row))
        bold = QFontMetrics(self.theme.font(bold=row.strong or row.tone is not None))
        plain = QSize(bold.horizontalAdvance(row.right), body.height())
        size = chip_size(self.theme, row.tag.words) if row.tag else plain
        gap = _GAP if size.width() else 0
        left = QRect(room.left(), room.top(), max(1, room.width() - size.width() - gap), room.height())
        taken = metrics.boundingRect(left, _WRAP, breakable(row.words, metrics, left.width()))
        words = QRect(left.topLeft(), QSize(left.width(), taken.height()))
        below = QRect(left.left(), words.bottom() + 2, left.width(), room.height())
        detail = body.boundingRect(below, _WRAP, row.detail) if row.detail else QRect(below.topLeft(), QSize(0, -1))
        top = room.top() + (metrics.height() - size.height()) // 2
        right = QRect(QPoint(room.right() + 1 - size.width(), top), size)
        return words, detail, right


class LinkList(CardList):
    """As tall as its rows. Enter and a click ask to go; `Place` says where, or the owner of the list knows."""

    asked = Signal(object)
    """The row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.rows = LinkRows()
        super().__init__(theme, self.rows, parent)
        self.rows.setParent(self)
        self.setItemDelegate(self.make_delegate(theme))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.chosen.connect(self._ask)
        self.clicked.connect(self._ask)

    def make_delegate(self, theme: Theme) -> LinkDelegate:
        """How rows are drawn."""
        return LinkDelegate(theme, self)

    def show_rows(self, rows: Sequence[LinkRow]) -> None:
        """Shows these; without any the list takes no room, and Tab passes it by."""
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))

    def _ask(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.asked.emit(row)
