"""All distances in the outline, in pixels, worked out once from the font so that they grow with the zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from msa_wg_desktop.gui.widgets.outline_chips import chips_of
from msa_wg_desktop.gui.widgets.outline_lines import OutlineLine

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
        self._chip = QFontMetricsF(self.chip_font)
        em = text.height()
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
        self.chip_height = round(self._chip.height() * 1.16)

    def indent(self, level: int) -> int:
        """Where the words of a note begin."""
        return self.first_indent + level * self.step

    def chip_width(self, words: str) -> int:
        """A chip never grows wider than some eighteen letters' height; its words are cut short then."""
        return min(self.widest_chip, round(self._chip.horizontalAdvance(words)) + 2 * self.chip_padding)

    def chip_text(self, words: str) -> str:
        """The words as they fit into a chip."""
        return self._chip.elidedText(words, Qt.TextElideMode.ElideRight, self.widest_chip - 2 * self.chip_padding)

    def chips_width(self, line: OutlineLine) -> int:
        """What all chips of a line need, with the gaps before them; 0 where there are none."""
        return sum(self.chip_width(chip.words) + self.chip_gap for chip in chips_of(line))
