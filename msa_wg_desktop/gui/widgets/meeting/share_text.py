"""Large words to be projected: paragraphs with hanging labels, brought up to date by difference while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text

_LINE_BREAK = "\u2028"
_LABEL = "88. "
_AIR = 0.45
"""Between paragraphs, in parts of a letter's height."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `strong` words stand before the others. A `head` is a heading, `now` is what is at hand."""

    words: str
    strong: str = ""
    label: str = ""
    level: int = 0
    head: bool = False
    now: bool = False
    quiet: bool = False


class ShareText(QTextEdit):
    """Shows; nothing can be typed. With `follows` it scrolls to what has changed, and marks it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._theme: Theme | None = None
        self._scale = 1.0
        self._shown: list[Paragraph] = []
        self._last = -1
        self.follows = False

    def dress(self, theme: Theme, scale: float) -> None:
        """The look and the size of the words, as a part of the usual one."""
        self._theme, self._scale = theme, scale
        shown, self._shown = self._shown, []
        self.clear()
        self.show_paragraphs(shown)

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Shows these; only what differs is written, and it is written before anything is painted again."""
        old, new = self._shown, list(paragraphs)
        if old == new or self._theme is None:
            return
        before = _common(old, new)
        behind = min(_common(old[::-1], new[::-1]), len(old) - before, len(new) - before)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if self.follows and old and 0 <= self._last < len(old):
            self._mark(cursor, self._last, marked=False)
        self._make_room(cursor, max(1, len(old)), len(old) - behind, max(1, len(new)))
        end = len(new) - behind
        for place in range(before, end):
            self._write(cursor, place, new[place])
        if not new:
            self._write(cursor, 0, Paragraph(""))
        self._last = end - 1 if end > before else -1
        if self.follows and old and self._last >= 0:
            self._mark(cursor, self._last, marked=True)
        cursor.endEditBlock()
        self._shown = new
        if self.follows:
            self._follow(end - 1 if end > before else min(before, len(new) - 1))

    def see(self, place: int) -> None:
        """Scrolls to a paragraph, as little as it takes; to the first one, to the top."""
        if place <= 0:
            self.verticalScrollBar().setValue(0)
            return
        self._follow(0)
        self._follow(place)

    # ------------------------------------------------------------------ inside

    def _make_room(self, cursor: QTextCursor, have: int, end: int, want: int) -> None:
        """As many blocks as are wanted, put in or taken out before the place `end`."""
        for _new in range(want - have):
            place = max(0, min(end, self.document().blockCount()) - 1)
            cursor.setPosition(self.document().findBlockByNumber(place).position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            end += 1
        for _gone in range(have - want):
            block = self.document().findBlockByNumber(max(0, end - 1))
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            if block.next().isValid():
                cursor.deleteChar()
            else:
                cursor.deletePreviousChar()
            end -= 1

    def _write(self, cursor: QTextCursor, place: int, paragraph: Paragraph) -> None:
        assert self._theme is not None
        cursor.setPosition(self.document().findBlockByNumber(place).position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(self._block_format(paragraph, marked=False))
        ink = Colour.ACCENT if paragraph.now else Colour.INK_2 if paragraph.quiet else Colour.INK_1
        bold = paragraph.head or paragraph.now
        if paragraph.label:
            quiet = Colour.ACCENT if paragraph.now else Colour.INK_2
            cursor.insertText(f"{paragraph.label}\t", self._format(quiet, bold=bold))
        if paragraph.strong:
            cursor.insertText(paragraph.strong.replace("\n", _LINE_BREAK), self._format(ink, bold=True))
        cursor.insertText(paragraph.words.replace("\n", _LINE_BREAK), self._format(ink, bold=bold))

    def _format(self, ink: Colour, *, bold: bool) -> QTextCharFormat:
        assert self._theme is not None
        font = self._theme.font(Text.BODY, bold=bold)
        font.setPixelSize(max(1, round(font.pixelSize() * self._scale)))
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(self._theme.colour(ink))
        return made

    def _block_format(self, paragraph: Paragraph, *, marked: bool) -> QTextBlockFormat:
        assert self._theme is not None
        metrics = QFontMetrics(self._format(Colour.INK_1, bold=False).font())
        hang = metrics.horizontalAdvance(_LABEL) if paragraph.label else 0
        made = QTextBlockFormat()
        made.setLeftMargin(metrics.horizontalAdvance(_LABEL) * paragraph.level + hang)
        made.setTextIndent(-hang)
        made.setTabPositions([QTextOption.Tab(hang, QTextOption.TabType.LeftTab)] if hang else [])
        made.setTopMargin(metrics.height() * (_AIR * 2 if paragraph.head else 0))
        made.setBottomMargin(metrics.height() * _AIR)
        if marked:
            made.setBackground(self._theme.colour(Colour.SELECTION))
        return made

    def _mark(self, cursor: QTextCursor, place: int, *, marked: bool) -> None:
        assert self._theme is not None
        cursor.setPosition(self.document().findBlockByNumber(place).position())
        made = QTextBlockFormat(cursor.blockFormat())
        if marked:
            made.setBackground(self._theme.colour(Colour.SELECTION))
        else:
            made.clearBackground()
        cursor.setBlockFormat(made)

    def _follow(self, place: int) -> None:
        if place < 0:
            return
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _common(one: Sequence[Paragraph], other: Sequence[Paragraph]) -> int:
    """How many paragraphs are the same from the start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
