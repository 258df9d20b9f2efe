"""Marks words of a text that neither the dictionary nor the group knows, and offers what may have been meant."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.widgets.outline.formats import in_units
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.words import _


class RichTextSpelling(QSyntaxHighlighter):
    """For one text; the word that is being typed is let be until the caret leaves it."""

    add_asked = Signal(str)
    """A word that the group is to know."""

    def __init__(self, edit: RichTextEdit, book: SpellBook, theme: Theme) -> None:
        super().__init__(edit.document())
        self._edit, self._book, self._theme = edit, book, theme
        self._let_be = -1
        for changed in (book.ready, book.changed, theme.changed):
            changed.connect(self._check_all)
        self._check_all()
        edit.cursorPositionChanged.connect(self._see_caret)
        edit.menu_asked.connect(self._fill)

    def highlightBlock(self, text: str) -> None:
        caret = self._edit.textCursor()
        typing = self._edit.hasFocus() and caret.block() == self.currentBlock()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(self._theme.colour(Colour.DANGER))
        for start, end in in_units(text, self._book.wrong(text)):
            if typing and end == caret.positionInBlock():
                self._let_be = caret.blockNumber()
            else:
                self.setFormat(start, end - start, look)

    def _check_all(self) -> None:
        with self._edit.quietly():
            self.rehighlight()

    def _see_caret(self) -> None:
        """The word that was let be is marked once the caret has left it."""
        if self._let_be >= 0:
            block, self._let_be = self.document().findBlockByNumber(self._let_be), -1
            if block.isValid():
                with self._edit.quietly():
                    self.rehighlightBlock(block)

    def _fill(self, menu: QMenu, at: QPoint) -> None:
        """What may have been meant by the word that was clicked, above the menu's usual entries."""
        found = self._word_at(self._edit.cursorForPosition(at))
        if found is None:
            return
        first = menu.actions()[0]
        word = found.selectedText()
        for suggestion in self._book.suggestions(word):
            action = menu.addAction(suggestion.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, words=suggestion: found.insertText(words))
            menu.insertAction(first, action)
        add = menu.addAction(_("Add “{word}” to the group's words").format(word=word))
        add.triggered.connect(lambda: self.add_asked.emit(word))
        menu.insertAction(first, add)
        menu.insertSeparator(first)

    def _word_at(self, cursor: QTextCursor) -> QTextCursor | None:
        """The marked word at a place, selected."""
        block, at = cursor.block(), cursor.positionInBlock()
        for start, end in in_units(block.text(), self._book.wrong(block.text())):
            if start <= at <= end:
                found = QTextCursor(block)
                found.setPosition(block.position() + start)
                found.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                return found
        return None
