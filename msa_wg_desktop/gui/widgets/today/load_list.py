"""Who owes how much, as bars: late ones first, in words and figures too, each row a way to that party's actions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.link_list import PAD_X, LinkDelegate, LinkList
from msa_wg_desktop.words import _

_NAME_PART, _NAME_LETTERS = 0.4, 16
_BAR_PART, _GAP = 0.55, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow(LinkRow):
    """A party with how much it has open, and how much of that is late.

    `most` is what the longest bar stands for, `longest` the longest figure: all bars have the same room beside it.
    """

    open: int
    overdue: int
    most: int
    longest: str


class LoadDelegate(LinkDelegate):
    """Draws a name, its bar and its figure."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.view.viewport().width(), round(QFontMetrics(self.theme.font()).height() * 1.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self.row(index)
        assert isinstance(row, LoadRow)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, index, line=False)
        room = QRect(option.rect).adjusted(PAD_X, 0, -PAD_X, 0)
        metrics = QFontMetrics(self.font(row))
        name_width = min(round(room.width() * _NAME_PART), metrics.averageCharWidth() * _NAME_LETTERS)
        name = QRect(room.left(), room.top(), name_width - _GAP, room.height())
        painter.setFont(self.font(row))
        painter.setPen(self.theme.colour(Colour.INK_1))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(name, middle, metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, name.width()))
        figure = metrics.horizontalAdvance(row.longest)
        bars = QRect(room.left() + name_width, room.top(), room.width() - name_width - figure - _GAP, room.height())
        end = self._paint_bars(painter, bars, row)
        painter.setFont(self.theme.font())
        painter.setPen(self.theme.colour(Colour.INK_2))
        painter.drawText(QRect(end + _GAP, room.top(), figure + _GAP, room.height()), middle, row.right)
        painter.restore()

    def _paint_bars(self, painter: QPainter, room: QRect, row: LoadRow) -> int:
        """Late ones, then the others; where they end. Whatever there is can be seen, however long the longest is."""
        height = room.height() * _BAR_PART
        top, left = room.top() + (room.height() - height) / 2, float(room.left())
        for count, colour in ((row.overdue, Colour.DANGER), (row.open - row.overdue, Colour.ACCENT)):
            if count:
                width = max(3.0, room.width() * count / max(1, row.most))
                self._paint_bar(painter, QRectF(left, top, width - 2, height), self.theme.colour(colour))
                left += width
        return round(left)

    def _paint_bar(self, painter: QPainter, bar: QRectF, colour: QColor) -> None:
        radius = self.theme.size(Size.RADIUS_SMALL) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, radius, radius)


class LoadList(LinkList):
    """A bar a party."""

    def make_delegate(self, theme: Theme) -> LinkDelegate:
        return LoadDelegate(theme, self)


class Legend(QWidget):
    """What the two colours of the bars stand for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = ((_("overdue"), Colour.DANGER), (_("open"), Colour.ACCENT))
        self.setAccessibleName(_("Red bars are overdue, the others open"))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font())
        words = sum(metrics.horizontalAdvance(words) + metrics.ascent() + 2 * _GAP for words, _colour in self._parts)
        return QSize(words + 2 * PAD_X, round(metrics.height() * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self._theme.font())
        side, left = round(metrics.ascent() * 0.75), PAD_X
        painter.setFont(self._theme.font())
        for words, colour in self._parts:
            painter.fillRect(left, (self.height() - side) // 2, side, side, self._theme.colour(colour))
            left += side + _GAP // 2
            painter.setPen(self._theme.colour(Colour.INK_2))
            width = metrics.horizontalAdvance(words)
            painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 2 * _GAP
