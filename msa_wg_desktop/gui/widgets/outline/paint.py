"""Draws what stands beside the words of the outline: labels, chips, fold marks and the band of the current line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.domain.notes import marker
from msa_wg_desktop.gui.widgets.outline.chips import Chip
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline.metrics import OutlineMetrics

_CHIP_RADIUS = 4


class OutlinePainter:
    """Knows where the lines in sight stand, and draws on the viewport before Qt draws the words."""

    def __init__(
        self, view: QPlainTextEdit, document: OutlineDocument, layout: OutlineLayout, metrics: OutlineMetrics
    ) -> None:
        self.metrics = metrics
        self.colours: OutlineColours | None = None
        self.current: OutlineLine | None = None
        self.hint = ""
        self._view = view
        self._document = document
        self._layout = layout
        self._page_key: tuple[int, int, int, int, OutlineLine | None] | None = None
        self._current_place = -1
        self._tops: list[int] = []
        self._first = 0

    def see_page(self, first: QTextBlock, top: float, height: int) -> None:
        """Notes which lines are in sight, and where; nothing is done where that did not change."""
        key = (first.blockNumber(), int(top), height, self._layout.version, self.current)
        if key == self._page_key:
            return
        self._page_key = key
        self._first, self._tops = key[0], []
        self._current_place = -1
        y = int(top)
        for line in self._document.lines[key[0] :]:
            if y > height:
                break
            if line is self.current:
                self._current_place = len(self._tops)
            self._tops.append(y)
            y += line.height
        self._tops.append(y)

    def paint(self, area: QRect) -> None:
        """Draws what belongs to the lines that `area`, in pixels of the viewport, touches."""
        if self.colours is None:
            return
        with QPainter(self._view.viewport()) as painter:
            band = self.band()
            if band.intersects(area):
                self._draw_band(painter, band)
            if self.hint and self._document.isEmpty():
                self._draw_hint(painter)
            for number, line, top in self._lines_in(area):
                if line.hidden:
                    continue
                if line.number and not line.empty:
                    self._draw_label(painter, line, top)
                if line.folded:
                    self._draw_fold(painter, line, top)
                if line.chips_width:
                    self._draw_chips(painter, line, self._document.findBlockByNumber(number), top)

    def band(self) -> QRect:
        """The band of the current line, as wide as the viewport; empty where the line is out of sight."""
        place = self._current_place
        if place < 0:
            return QRect()
        top, bottom = self._tops[place], self._tops[place + 1]
        return QRect(0, top + self.metrics.gap // 2, self._view.viewport().width(), bottom - top)

    def chip_at(self, point: QPointF) -> Chip | None:
        """The chip under a point of the viewport."""
        for number, line, top in self._lines_in(QRect(0, int(point.y()), 1, 1)):
            if line.chips_width and not line.hidden:
                for chip, box in self._chip_boxes(line, self._document.findBlockByNumber(number), top):
                    if box.contains(point):
                        return chip
        return None

    def fold_at(self, point: QPointF) -> int:
        """The number of the folded line whose mark is under a point; -1 where there is none."""
        for number, line, top in self._lines_in(QRect(0, int(point.y()), 1, 1)):
            if line.folded and self._fold_box(line, top).contains(point):
                return number
        return -1

    def _lines_in(self, area: QRect) -> Iterator[tuple[int, OutlineLine, int]]:
        """Number, line and top of each line whose words the area touches; between them is a gap."""
        tops = self._tops
        lines = self._document.lines
        place = max(0, bisect_right(tops, area.top()) - 1)
        bottom = area.bottom() - self.metrics.gap
        while place < len(tops) - 1 and tops[place] <= bottom:
            yield self._first + place, lines[self._first + place], tops[place]
            place += 1

    def _draw_band(self, painter: QPainter, band: QRect) -> None:
        assert self.colours
        painter.fillRect(band, self.colours.selection)
        painter.fillRect(QRect(0, band.top(), self.metrics.bar, band.height()), self.colours.accent)

    def _draw_hint(self, painter: QPainter) -> None:
        assert self.colours
        metrics = self.metrics
        left, top = metrics.indent(0), self._tops[0] + metrics.gap
        room = QRect(left, top, self._view.viewport().width() - left - metrics.right, metrics.text_height)
        painter.setFont(metrics.font)
        painter.setPen(self.colours.ink_2)
        painter.drawText(room, Qt.TextFlag.TextSingleLine, self.hint)

    def _draw_label(self, painter: QPainter, line: OutlineLine, top: int) -> None:
        assert self.colours
        metrics = self.metrics
        painter.setFont(metrics.font)
        painter.setPen(self.colours.ink_2 if line is self.current else self.colours.ink_3)
        words, width = metrics.label(marker(line.level, line.number))
        painter.drawStaticText(metrics.indent(line.level) - metrics.label_gap - width, top + metrics.gap, words)

    def _draw_fold(self, painter: QPainter, line: OutlineLine, top: int) -> None:
        assert self.colours
        box = self._fold_box(line, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.accent)
        middle = box.center()
        reach = box.width() / 4
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x() - reach, middle.y() - reach * 1.3),
                    QPointF(middle.x() + reach, middle.y()),
                    QPointF(middle.x() - reach, middle.y() + reach * 1.3),
                ]
            )
        )

    def _fold_box(self, line: OutlineLine, top: int) -> QRectF:
        """Where the mark of a folded line stands: left of its label."""
        metrics = self.metrics
        size = metrics.text_height
        right = metrics.indent(line.level) - metrics.step
        return QRectF(right - size / 2, top + metrics.gap, size, size)

    def _draw_chips(self, painter: QPainter, line: OutlineLine, block: QTextBlock, top: int) -> None:
        assert self.colours
        painter.setFont(self.metrics.chip_font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip, box in self._chip_boxes(line, block, top):
            ink, tint = self.colours.tones[chip.tone]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, _CHIP_RADIUS, _CHIP_RADIUS)
            painter.setPen(ink)
            words, _width = self.metrics.chip_text(chip.words)
            painter.drawStaticText(
                QPointF(box.x() + self.metrics.chip_padding, box.y() + self.metrics.chip_lift), words
            )

    def _chip_boxes(self, line: OutlineLine, block: QTextBlock, top: int) -> Iterator[tuple[Chip, QRectF]]:
        metrics = self.metrics
        start = self._layout.chips_at(block)
        x = start.x()
        y = top + start.y() + (metrics.text_height - metrics.chip_height) / 2
        for chip in line.chips:
            width = metrics.chip_width(chip.words)
            yield chip, QRectF(x, y, width, metrics.chip_height)
            x += width + metrics.chip_gap
