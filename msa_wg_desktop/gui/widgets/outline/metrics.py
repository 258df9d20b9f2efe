"""All distances in the outline, in pixels, worked out once from the font so that they grow with the zoom."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from msa_wg_desktop.gui.widgets.outline.chips import Chip

_SMALL = 0.885
"""The size of a chip's words beside that of the text."""


class OutlineMetrics:
    """Made anew when the font changes. `gap` stands above each note, `row_step` is from row to row inside one."""

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self.chip_font = QFont(font)
        size = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF()
        if font.pixelSize() > 0:
            self.chip_font.setPixelSize(round(size * _SMALL))
        else:
            self.chip_font.setPointSizeF(size * _SMALL)
        self.chip_font.setWeight(QFont.Weight.DemiBold)
        text = QFontMetricsF(font)
        em = text.height()
        self._labels: dict[str, tuple[QStaticText, int]] = {}
        self._chip_texts: dict[str, tuple[QStaticText, int]] = {}
        self.blank = text.horizontalAdvance(" ")
        self.row_step = round(em * 1.2)
        self.text_height = round(em)
        self.gap = round(em * 0.68)
        self.first_indent = round(em * 2.8)
        self.step = round(em * 1.87)
        self.label_gap = round(em * 0.45)
        self.right = round(em * 0.9)
        self.narrowest = round(em * 6)
        self.bar = 3
        self.widest_chip = round(em * 18)
        self.chip_padding = round(em * 0.33)
        self.chip_gap = round(em * 0.3)
        chip_em = QFontMetricsF(self.chip_font).height()
        self.chip_height = round(chip_em * 1.16)
        self.chip_lift = (self.chip_height - chip_em) / 2

    def label(self, marker: str) -> tuple[QStaticText, int]:
        """A label ready to be drawn, and its width; few differ, so all are kept."""
        return self._ready(marker, self.font, self._labels)

    def chip_text(self, words: str) -> tuple[QStaticText, int]:
        """The words of a chip ready to be drawn, cut short where they are too long, and their width."""
        return self._ready(words, self.chip_font, self._chip_texts)

    def indent(self, level: int) -> int:
        """Where the words of a note begin."""
        return self.first_indent + level * self.step

    def chip_width(self, words: str) -> int:
        return self.chip_text(words)[1] + 2 * self.chip_padding

    def chips_width(self, chips: Iterable[Chip]) -> int:
        """What all chips of a line need, with the gaps before them; 0 where there are none."""
        return sum(self.chip_width(chip.words) + self.chip_gap for chip in chips)

    def _ready(self, words: str, font: QFont, known: dict[str, tuple[QStaticText, int]]) -> tuple[QStaticText, int]:
        found = known.get(words)
        if found is None:
            fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, self.widest_chip)
            text = QStaticText(fitting)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=font)
            found = known[words] = text, round(text.size().width())
        return found
