"""Lays each note out with a hanging indent of its depth, leaving room beside its last word for its chips.

Qt's own layout of plain text would call back for the size of a block some seventy times a key. So nothing
is overridden that it asks often: every block is laid out here before Qt asks for it (what changed at
once, the rest in idle slices), and Qt then finds lines where it would have made its own. Blocks that are
not `fresh` yet may carry lines without indent; whoever draws calls `freshen` for what is to be seen.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine
from PySide6.QtWidgets import QPlainTextDocumentLayout

from msa_wg_desktop.gui.widgets.outline.chips import chips_of
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.formats import OutlineFormats, shift
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline.metrics import OutlineMetrics

_AT_ONCE = 80
"""As many changed blocks are laid out in the key that changed them. Of more than that the first ones are, and the
others wait until they come into sight or nothing else is to be done."""
_FIRST = 20
_SLICE = 0.004


class OutlineLayout(QPlainTextDocumentLayout):
    """The layout of one outline. `version` rises whenever anything but the words of one line moved."""

    fellBehind = Signal()
    """Lines wait for `lay_out_some`, which is to be called as long as nothing else is to be done."""

    def __init__(self, document: OutlineDocument, metrics: OutlineMetrics, formats: OutlineFormats) -> None:
        super().__init__(document)
        self.version = 0
        self._formats = formats
        self._outline = document
        self._metrics = metrics
        self._width = 0
        self._stale_from: int | None = 0
        self._formatted = False
        self._ignoring = False
        document.changed_shape = self.lay_out_lines

    @property
    def complete(self) -> bool:
        """Whether every block stands as it should."""
        return self._stale_from is None

    def set_metrics(self, metrics: OutlineMetrics, width: int) -> None:
        """Another font or another width: everything is laid out again, what is in sight first."""
        self._metrics, self._width = metrics, width
        for line in self._outline.lines:
            line.fresh = False
        self.version += 1
        self._forget_from(0)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Takes the place of Qt's own, which would lay everything out a first time without indent."""
        document = self._outline
        first = document.findBlock(position)
        lines = document.lines
        number = first.blockNumber()
        if self._ignoring or number < 0 or document.blockCount() != len(lines):
            return
        line = lines[number]
        if line.fresh and position + added < first.position() + first.length():
            offset = position - first.position()
            if offset <= line.marked_end:
                shift(line, offset, removed, added)
                self._format(first, line)
            before = line.height, first.lineCount()
            # Shaped once for both the layout and the drawing; only lines that are typed in keep their glyphs.
            first.layout().setCacheEnabled(True)
            self._lay_out(first, line)
            self._formatted = False
            if (line.height, first.lineCount()) == before:
                self.updateBlock.emit(first)
                return
        else:
            last = document.findBlock(min(position + added, document.characterCount() - 1)).blockNumber()
            self._lay_out_blocks(first, number, last)
            self._formatted = False
        self._announce()

    def lay_out_lines(self, changed: Sequence[OutlineLine]) -> None:
        """Lays out again lines whose depth, chips, words or visibility changed."""
        if len(changed) > _AT_ONCE:
            for line in changed:
                line.fresh = False
            self._forget_from(0)
            self._announce()
            return
        moved = False
        for line in changed:
            line.fresh = False
            before = line.height
            block = self._outline.findBlockByNumber(self._outline.index(line.id))
            self._lay_out(block, line)
            moved = moved or before != line.height
            self.updateBlock.emit(block)
        if moved:
            self._announce()
        self._swallow_formats()

    def read_again(self, line: OutlineLine) -> None:
        """The words of a line changed: who speaks may have, too."""
        before, line.spoken = line.spoken, None
        block = self._outline.findBlockByNumber(self._outline.index(line.id))
        self._formats.make(line, block.text())
        if line.spoken != before:
            self.lay_out_lines([line])

    def freshen(self, block: QTextBlock, depth: int) -> None:
        """Lays out what is needed from `block` on to fill `depth` pixels."""
        if self._stale_from is not None and self._freshen(block.blockNumber(), depth, step=1):
            self._announce()

    def freshen_around(self, number: int, depth: int) -> None:
        """Lays out a line and what fills `depth` pixels above and below it, so that it can be scrolled to."""
        if self._stale_from is not None:
            above = self._freshen(number, depth, step=-1)
            if self._freshen(number, depth, step=1) or above:
                self._announce()

    def _freshen(self, number: int, depth: int, *, step: int) -> bool:
        lines = self._outline.lines
        moved = False
        while depth > 0 and 0 <= number < len(lines):
            line = lines[number]
            if not line.fresh:
                self._lay_out(self._outline.findBlockByNumber(number), line)
                moved = True
            depth -= line.height
            number += step
        return moved

    def lay_out_some(self) -> bool:
        """Lays out stale blocks for a few milliseconds; returns whether all are done."""
        if self._stale_from is None:
            return True
        until = time.perf_counter() + _SLICE
        lines = self._outline.lines
        number = self._stale_from
        block = self._outline.findBlockByNumber(number)
        while block.isValid():
            if not lines[number].fresh:
                self._lay_out(block, lines[number])
                if time.perf_counter() > until:
                    break
            block, number = block.next(), number + 1
        self._stale_from = number if block.isValid() else None
        # What is in sight has been laid out before: only the length of the whole has changed.
        self._swallow_formats()
        self.documentSizeChanged.emit(self.documentSize())
        return self._stale_from is None

    def chips_at(self, block: QTextBlock) -> QPointF:
        """Where, within the block, what follows the last word begins: the top left of its chips."""
        text_layout = block.layout()
        row = text_layout.lineAt(text_layout.lineCount() - 1)
        return QPointF(row.x() + row.naturalTextWidth() + self._metrics.chip_gap, row.y())

    def _lay_out_blocks(self, block: QTextBlock, first: int, last: int) -> None:
        lines = self._outline.lines
        many = last - first >= _AT_ONCE
        at_once = first + _FIRST if many else last + 1
        for number in range(first, last + 1):
            line = lines[number]
            line.fresh = False
            if number < at_once:
                self._lay_out(block, line)
            else:
                block.layout().clearLayout()
                block.setLineCount(0 if line.hidden else 1)
            block = block.next()
        if many:
            self._forget_from(first)

    def _forget_from(self, number: int) -> None:
        self._stale_from = number if self._stale_from is None else min(self._stale_from, number)
        self.fellBehind.emit()

    def _announce(self) -> None:
        self.version += 1
        self._swallow_formats()
        self.documentSizeChanged.emit(self.documentSize())
        self.update.emit()

    def _format(self, block: QTextBlock, line: OutlineLine) -> None:
        formats = self._formats.make(line, block.text())
        if formats or block.layout().formats():
            block.layout().setFormats(formats)
            self._formatted = True

    def _swallow_formats(self) -> None:
        """Setting formats leaves a change waiting in the document, which the next key would report as its own."""
        if self._formatted:
            self._formatted = False
            self._ignoring = True
            with self._outline.unfollowed():
                self._outline.markContentsDirty(0, 0)
            self._ignoring = False

    def _lay_out(self, block: QTextBlock, line: OutlineLine) -> None:
        text_layout = block.layout()
        if not line.fresh:
            self._format(block, line)
            line.chips = chips_of(line.captured, off_record=line.off_record)
            line.chips_width = self._metrics.chips_width(line.chips)
        line.fresh = True
        if line.hidden:
            text_layout.clearLayout()
            block.setLineCount(0)
            line.height = 0
            return
        indent = self._metrics.indent(line.level)
        width = max(self._metrics.narrowest, self._width - indent - self._metrics.right)
        last = self._rows(text_layout, indent, width)
        if line.chips_width and last.naturalTextWidth() + line.chips_width > width:
            # So narrow that its last word goes to the next row; blanks behind that would hang over the edge.
            blanks = len(text := block.text()) - len(text.rstrip(" "))
            narrow = last.naturalTextWidth() - blanks * self._metrics.blank
            self._rows(text_layout, indent, width, last.textStart(), int(narrow) - 1)
        block.setLineCount(text_layout.lineCount())
        line.height = int(text_layout.boundingRect().bottom())

    def _rows(
        self, text_layout: QTextLayout, indent: int, width: int, narrow_from: int = -1, narrow: int = 0
    ) -> QTextLine:
        """Breaks a text into rows; the one from `narrow_from` on is `narrow`, so that a word goes with the chips."""
        step, y = self._metrics.row_step, self._metrics.gap
        text_layout.beginLayout()
        last = row = text_layout.createLine()
        while row.isValid():
            row.setLineWidth(narrow if narrow and row.textStart() == narrow_from else width)
            row.setPosition(QPointF(indent, y))
            y += max(step, int(row.height()))
            last, row = row, text_layout.createLine()
        text_layout.endLayout()
        return last
