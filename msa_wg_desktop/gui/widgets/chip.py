"""Chips: one or two words on a tint, said in words as well as in colour; as a label and as paint for delegates."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Size, Text, Tone

_PAD_X, _PAD_Y = 6, 1


class Chip(QLabel):
    """A chip in a form or a layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.set_tone(Tone.NEUTRAL)

    def show_words(self, words: str, tone: Tone) -> None:
        """No words, no chip."""
        self.setText(words)
        self.set_tone(tone)
        self.setVisible(bool(words))

    def set_tone(self, tone: Tone) -> None:
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)


def chip_size(theme: Theme, words: str, scale: float = 1.0) -> QSize:
    """How much room `paint_chip` takes."""
    metrics = QFontMetrics(_font(theme, scale))
    return QSize(metrics.horizontalAdvance(words) + 2 * _PAD_X, metrics.height() + 2 * _PAD_Y)


def paint_chip(painter: QPainter, at: QPoint, words: str, tone: Tone, theme: Theme, scale: float = 1.0) -> QRect:
    """Draws a chip with its top left corner `at`, `scale` times as large as usual; gives the room it took."""
    ink, ground = theme.tone(tone)
    room = QRect(at, chip_size(theme, words, scale))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = theme.size(Size.RADIUS_SMALL)
    painter.drawRoundedRect(room, radius, radius)
    painter.setFont(_font(theme, scale))
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return room


def _font(theme: Theme, scale: float) -> QFont:
    font = theme.font(Text.SMALL, bold=True)
    font.setPixelSize(round(font.pixelSize() * scale))
    return font
