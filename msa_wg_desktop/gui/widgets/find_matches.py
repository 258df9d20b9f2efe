"""Where words occur in texts, and the places in a page where that can be shown and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from msa_wg_desktop.gui.widgets.outline_formats import units

_LINE_BREAK = "\u2028"
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class FindOptions:
    """How to compare."""

    match_case: bool = False
    whole_words: bool = False


class FindTarget(Protocol):
    """A text that is searched; `reveal` shows it where it is folded away."""

    @property
    def edit(self) -> QTextEdit | QPlainTextEdit: ...

    def reveal(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Match:
    """An occurrence: which text, and from where to where in its document (UTF-16 units, as Qt counts)."""

    target: FindTarget
    start: int
    end: int

    def cursor(self) -> QTextCursor:
        """The occurrence, selected."""
        cursor = QTextCursor(self.target.edit.document())
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def matches_in(target: FindTarget, words: str, options: FindOptions) -> Iterator[Match]:
    """The occurrences in one text, from its start; none of no words."""
    if not words:
        return
    pattern = _pattern(words, options)
    block = target.edit.document().begin()
    while block.isValid():
        text = block.text().replace(_LINE_BREAK, "\n")
        for found in pattern.finditer(text):
            start = block.position() + units(text[: found.start()])
            yield Match(target, start, start + units(found[0]))
        block = block.next()


def mark(target: FindTarget, matches: list[Match], look: QTextCharFormat) -> None:
    """Marks occurrences in a text, and nothing else any more."""
    selections: list[QTextEdit.ExtraSelection] = []
    for match in matches[:_SHOWN]:
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = match.cursor(), look
        selections.append(selection)
    target.edit.setExtraSelections(selections)


def replace_all(document: QTextDocument, matches: list[Match], words: str) -> None:
    """Replaces occurrences of one document in one edit, from the last to the first."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for match in reversed(matches):
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
    cursor.endEditBlock()


def _pattern(words: str, options: FindOptions) -> re.Pattern[str]:
    pattern = re.escape(words)
    if options.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if options.match_case else re.IGNORECASE)
