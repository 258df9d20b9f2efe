"""Paints cells whose words wrap, with a chip behind them, or below them where there is no room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.tokens import Colour, Size, Tone
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, INDENT_ROLE, QUIET_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip

_PAD_X, _PAD_Y, _GAP, _INDENT = 13, 8, 7, 16
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WRAP_RIGHT = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class WrappingDelegate(CellDelegate):
    """As many lines as the words need; where a long list gives rows less room, the words end with dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        span = self._view.columnSpan(index.row(), index.column())
        width = sum(self._view.columnWidth(index.column() + extra) for extra in range(span))
        words, chip = self._laid_out(self._set_in(QRect(0, 0, width - 2 * _PAD_X, 100_000), index), index)
        height = max(words.bottom(), chip.bottom()) + 1
        return QSize(width, max(height + 2 * _PAD_Y, self._theme.size(Size.ROW)))

    def _laid_out(self, room: QRect, index: Index) -> tuple[QRect, QRect]:
        """Where the words and the chip stand; the chip goes below where there is no room for it behind them."""
        words, chip = _said(index)
        metrics = QFontMetrics(self._font(index))
        taken = metrics.boundingRect(room, _WRAP, words) if words else QRect(room.topLeft(), QSize(0, 0))
        if chip is None:
            return taken, QRect()
        size = chip_size(self._theme, chip[0])
        end = _end_of(words, self._font(index), room.width())
        behind = room.left() + end + _GAP if words else room.left()
        if behind + size.width() <= room.right() + 1:
            last = taken.bottom() + 1 - metrics.height() if words else room.top()
            return taken, QRect(QPoint(behind, last + (metrics.height() - size.height()) // 2), size)
        return taken, QRect(QPoint(room.left(), taken.bottom() + 2), size)

    def _set_in(self, room: QRect, index: Index) -> QRect:
        return room.adjusted(self._theme.scaled(_INDENT) if index.data(INDENT_ROLE) else 0, 0, 0, 0)

    def _paint_words(self, painter: QPainter, room: QRect, index: Index) -> None:
        theme = self._theme
        room = self._set_in(room.adjusted(0, _PAD_Y, 0, -_PAD_Y), index)
        words, chip = self._laid_out(room, index)
        painter.setFont(self._font(index))
        painter.setPen(theme.colour(Colour.INK_2 if index.data(QUIET_ROLE) else Colour.INK_1))
        text, said = _said(index)
        if words.height() > room.height():
            text = self._cut(text, room, index)
        right = index.data(Qt.ItemDataRole.TextAlignmentRole) is not None
        painter.drawText(room, _WRAP_RIGHT if right else _WRAP, text)
        if said is not None:
            paint_chip(painter, chip.topLeft(), said[0], Tone(said[1]), theme)

    def _first_line(self, room: QRect, index: Index) -> int:
        return room.top() + _PAD_Y + QFontMetrics(self._font(index)).height() // 2

    def _cut(self, text: str, room: QRect, index: Index) -> str:
        """As much of the words as the rows of a long list have room for."""
        metrics = QFontMetrics(self._font(index))
        lines = max(1, room.height() // metrics.lineSpacing())
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width() * lines * 0.94))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """An editor is one line high, at the top of its cell, and wide enough to write in."""
        room = QRect(option.rect)
        height = min(room.height(), max(editor.sizeHint().height(), self._theme.size(Size.ROW)))
        width = max(room.width(), editor.minimumWidth())
        editor.setGeometry(QRect(room.topLeft(), QSize(width, height)))


def _end_of(words: str, font: QFont, width: int) -> int:
    """How far the last line of words that wrap goes."""
    layout = QTextLayout(words.replace("\n", "\u2028"), font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    line, end = layout.createLine(), 0.0
    while line.isValid():
        line.setLineWidth(width)
        end = line.naturalTextWidth()
        line = layout.createLine()
    layout.endLayout()
    return ceil(end)


def _said(index: Index) -> tuple[str, tuple[str, Tone] | None]:
    """The words of a cell and its chip; words with a tone are a chip themselves."""
    words, tone = str(index.data() or ""), index.data(TONE_ROLE)
    if tone is not None and words:
        return "", (words, Tone(tone))
    return words, index.data(CHIP_ROLE)
