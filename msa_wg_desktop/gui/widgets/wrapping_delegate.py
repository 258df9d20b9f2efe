"""Paints cells whose words wrap, with a chip behind them, or below them where there is no room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.tokens import Size, Tone
from msa_wg_desktop.gui.models.cells import Cell, cell_at
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.cell_delegate import _SLACK, CellDelegate, Laid, Widths
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.long_words import breakable, unbroken

_PAD_X, _PAD_Y, _GAP, _INDENT = 13, 8, 7, 16
_ANY_HEIGHT = 100_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WRAP_RIGHT = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class WrappingDelegate(CellDelegate):
    """As many lines as the words need; where a long list gives rows less room, the words end with dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        span = self._view.columnSpan(index.row(), index.column())
        width = sum(self._view.columnWidth(index.column() + extra) for extra in range(span))
        laid = self.laid_out(cell_at(index), QSize(width, _ANY_HEIGHT))
        return QSize(width, max(laid.bottom + _PAD_Y, self._theme.size(Size.ROW)))

    def laid_out(self, cell: Cell, size: QSize) -> Laid:
        """As it was when its row was measured, where there is room for all of it: it stands at the top."""
        whole = super().laid_out(cell, QSize(size.width(), _ANY_HEIGHT))
        return whole if whole.bottom + _PAD_Y <= size.height() else super().laid_out(cell, size)

    def _measure(self, cell: Cell) -> Widths:
        """At the least the longest word, or chip word."""
        words, chip = _said(cell)
        metrics = QFontMetrics(self._font(cell))
        widest = max((metrics.horizontalAdvance(part) for part in unbroken(words)), default=0)
        if chip is not None:
            widest = max(widest, *(chip_size(self._theme, word).width() for word in chip[0].split()))
        least = widest + 2 * _PAD_X + _SLACK + (self._theme.scaled(_INDENT) if cell.indent else 0)
        return Widths(super()._measure(cell).whole, least)

    def _lay_out(self, cell: Cell, size: QSize) -> Laid:
        """The chip goes below the words where there is no room for it behind them."""
        font, (words, chip) = self._font(cell), _said(cell)
        metrics = QFontMetrics(font)
        indent = self._theme.scaled(_INDENT) if cell.indent else 0
        room = QRect(QPoint(), size).adjusted(_PAD_X + indent, _PAD_Y, -_PAD_X, -_PAD_Y)
        words = breakable(words, metrics, room.width())
        taken = metrics.boundingRect(room, _WRAP, words) if words else QRect(room.topLeft(), QSize(0, 0))
        placed, bottom = None, taken.bottom()
        if chip is not None:
            wanted = chip_size(self._theme, chip[0], most=room.width())
            behind = room.left() + (_end_of(words, font, room.width()) + _GAP if words else 0)
            if behind + wanted.width() <= room.right() + 1:
                last = taken.bottom() + 1 - metrics.height() if words else room.top()
                at = QPoint(behind, max(room.top(), last + (metrics.height() - wanted.height()) // 2))
            else:
                at = QPoint(room.left(), taken.bottom() + 2)
            placed, bottom = (at, chip[0], Tone(chip[1])), max(bottom, at.y() + wanted.height() - 1)
        if taken.height() > room.height():
            words = _cut(words, room, metrics)
        how = _WRAP if cell.alignment is None else _WRAP_RIGHT
        return Laid(words, room, how, font, bottom + 1, _PAD_Y + metrics.height() // 2, placed)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """An editor is one line high, at the top of its cell, and wide enough to write in."""
        room = QRect(option.rect)
        height = min(room.height(), max(editor.sizeHint().height(), self._theme.size(Size.ROW)))
        width = max(room.width(), editor.minimumWidth())
        editor.setGeometry(QRect(room.topLeft(), QSize(width, height)))


def _cut(text: str, room: QRect, metrics: QFontMetrics) -> str:
    """As much of the words as the rows of a long list have room for."""
    lines = max(1, room.height() // metrics.lineSpacing())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width() * lines * 0.94))


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


def _said(cell: Cell) -> tuple[str, tuple[str, Tone] | None]:
    """The words of a cell and its chip; words with a tone are a chip themselves."""
    if cell.tone is not None and cell.words:
        return "", (cell.words, cell.tone)
    return cell.words, cell.chip
