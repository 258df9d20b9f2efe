"""Paints what Ctrl+K found: heads, and below them lines in which what was meant stands out, with where they stand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text, Tone
from msa_wg_desktop.gui.models.found_list import FOUND_ROLE, Found
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip
from msa_wg_desktop.words import _

_PAD_X, _PAD_Y, _BAR = 12, 5, 3


class FoundDelegate(QStyledItemDelegate):
    """A head has one line; what was found in the record has two."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found: Found = index.data(FOUND_ROLE)
        height = QFontMetrics(self._font(found)).height()
        if found.detail:
            height += QFontMetrics(self._theme.font(Text.SMALL)).height()
        return QSize(0, height + (3 if found.is_head else 2) * _PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, found, room = self._theme, index.data(FOUND_ROLE), QRect(option.rect)
        painter.save()
        painter.setClipRect(room)
        chosen = bool(QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(room, theme.colour(Colour.SELECTION))
            painter.fillRect(QRect(room.topLeft(), QSize(_BAR, room.height())), theme.colour(Colour.ACCENT))
        inner = room.adjusted(_PAD_X, (2 if found.is_head else 1) * _PAD_Y, -_PAD_X, -_PAD_Y)
        if found.is_head:
            painter.setFont(self._font(found))
            painter.setPen(theme.colour(Colour.INK_3))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, found.words)
        else:
            self._paint_found(painter, inner, found)
        painter.restore()

    def _paint_found(self, painter: QPainter, room: QRect, found: Found) -> None:
        theme = self._theme
        font = theme.font(Text.BODY)
        line = QRect(room.topLeft(), QSize(room.width(), QFontMetrics(font).height()))
        if found.key:
            line.setRight(self._paint_key(painter, line, found.key) - _PAD_X)
        if found.off:
            words = _("off the record")
            size = chip_size(theme, words)
            at = QPoint(line.right() - size.width(), line.top() + (line.height() - size.height()) // 2)
            paint_chip(painter, at, words, Tone.CAUTION, theme)
            line.setRight(at.x() - _PAD_X)
        painter.setPen(theme.colour(Colour.INK_1))
        self._paint_words(painter, line, found, font)
        if found.detail:
            small = theme.font(Text.SMALL)
            metrics = QFontMetrics(small)
            painter.setFont(small)
            painter.setPen(theme.colour(Colour.INK_2))
            below = QRect(room.left(), line.bottom() + 1, room.width(), metrics.height())
            shown = metrics.elidedText(found.detail, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_key(self, painter: QPainter, line: QRect, key: str) -> int:
        font = self._theme.font(Text.SMALL)
        painter.setFont(font)
        painter.setPen(self._theme.colour(Colour.INK_2))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key)
        return line.right() - QFontMetrics(font).horizontalAdvance(key)

    def _paint_words(self, painter: QPainter, line: QRect, found: Found, font: QFont) -> None:
        """One line, cut short with dots; what was meant is bold, and in the colour of links."""
        shown = QFontMetrics(self._theme.font(Text.BODY, bold=True)).elidedText(
            found.words, Qt.TextElideMode.ElideRight, line.width()
        )
        strong = QTextCharFormat()
        strong.setFont(self._theme.font(Text.BODY, bold=True))
        strong.setForeground(self._theme.colour(Colour.ACCENT))
        ranges = []
        for start, end in found.spans:
            part = QTextLayout.FormatRange()
            part.start, part.format = min(_units(found.words[:start]), _units(shown)), strong
            part.length = min(_units(found.words[start:end]), _units(shown) - part.start)
            ranges.append(part)
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(ranges)
        layout.beginLayout()
        layout.createLine().setLineWidth(line.width())
        layout.endLayout()
        layout.draw(painter, line.topLeft(), [], QRectF(line))

    def _font(self, found: Found) -> QFont:
        return self._theme.font(Text.SMALL, bold=True) if found.is_head else self._theme.font(Text.BODY)


def _units(words: str) -> int:
    """How long Qt takes words to be: it counts in UTF-16."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
