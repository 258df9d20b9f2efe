"""Chips: one or two words on a tint, said in words as well as in colour; as a label and as paint for delegates."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Size, Text, Tone

_PAD_X, _PAD_Y = 6, 1
_ANY_HEIGHT = 100_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


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


def chip_size(theme: Theme, words: str, scale: float = 1.0, *, most: int | None = None) -> QSize:
    """How much room `paint_chip` takes: one line, or as many as words need that may be no wider than `most`."""
    metrics = QFontMetrics(_font(theme, scale))
    whole = QSize(metrics.horizontalAdvance(words), metrics.height())
    if most is not None and whole.width() + 2 * _PAD_X > most:
        whole = metrics.boundingRect(QRect(0, 0, max(1, most - 2 * _PAD_X), _ANY_HEIGHT), _WRAP, words).size()
    return whole + QSize(2 * _PAD_X, 2 * _PAD_Y)


def paint_chip(
    painter: QPainter,
    at: QPoint,
    words: str,
    tone: Tone,
    theme: Theme,
    scale: float = 1.0,
    *,
    most: int | None = None,
) -> QRect:
    """Draws a chip with its top left corner `at`, `scale` times as large as usual; gives the room it took."""
    ink, ground = theme.tone(tone)
    room = QRect(at, chip_size(theme, words, scale, most=most))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = theme.size(Size.RADIUS_SMALL)
    painter.drawRoundedRect(room, radius, radius)
    painter.setFont(_font(theme, scale))
    painter.setPen(ink)
    how = Qt.AlignmentFlag.AlignCenter if most is None else _WRAP | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room.adjusted(_PAD_X, 0, 0, 0) if most is not None else room, how, words)
    painter.restore()
    return room


def _font(theme: Theme, scale: float) -> QFont:
    font = theme.font(Text.SMALL, bold=True)
    # A font that is changed is another one, for which all is looked up anew.
    if scale != 1.0:
        font.setPixelSize(round(font.pixelSize() * scale))
    return font
