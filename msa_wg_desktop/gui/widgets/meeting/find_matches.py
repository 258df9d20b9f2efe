"""Where words occur in texts, and the places in a page where that can be shown and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from msa_wg_desktop.gui.widgets.outline.formats import units

_LINE_BREAK = "\u2028"
_SHOWN = 500
_QUOTES = ("'‘’", '"“”„', " \u00a0")
_ALIKE = {sign: f"[{signs}]" for signs in _QUOTES for sign in signs}


@dataclass(frozen=True, slots=True)
class FindOptions:
    """How to compare."""

    match_case: bool = False
    whole_words: bool = False


class FindPlace(Protocol):
    """A text that is searched, and what is done to it where it stands."""

    @property
    def document(self) -> QTextDocument:
        """The text as it is shown."""
        ...

    @property
    def writable(self) -> bool:
        """Whether other words can be put in the place of some."""
        ...

    @property
    def has_keyboard(self) -> bool: ...

    @property
    def caret(self) -> int:
        """From where in it one looks on."""
        ...

    def show(self, match: Match) -> None:
        """Selects an occurrence, where it can be seen."""
        ...

    def mark(self, matches: Sequence[Match], look: QTextCharFormat) -> None:
        """Marks occurrences, and nothing else any more."""
        ...

    def take_keyboard(self) -> None: ...

    def replace(self, matches: Sequence[Match], words: str) -> bool:
        """Puts other words in the place of occurrences, as one edit, and the caret behind; False where they are
        not taken."""
        ...


@dataclass(frozen=True, slots=True)
class Match:
    """An occurrence: which text, and from where to where in its document (UTF-16 units, as Qt counts)."""

    place: FindPlace
    start: int
    end: int

    def cursor(self) -> QTextCursor:
        """The occurrence, selected."""
        cursor = QTextCursor(self.place.document)
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def matches_in(place: FindPlace, words: str, options: FindOptions) -> Iterator[Match]:
    """The occurrences in one text, from its start; none of no words."""
    if not words:
        return
    pattern = _pattern(words, options)
    document = place.document
    block = document.begin()
    while block.isValid():
        text = block.text().replace(_LINE_BREAK, "\n")
        for found in pattern.finditer(text):
            start = block.position() + units(text[: found.start()])
            yield Match(place, start, start + units(found[0]))
        block = block.next()


def marked(matches: Sequence[Match], look: QTextCharFormat) -> list[QTextEdit.ExtraSelection]:
    """Occurrences as a text edit marks them."""
    selections: list[QTextEdit.ExtraSelection] = []
    for match in matches[:_SHOWN]:
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = match.cursor(), look
        selections.append(selection)
    return selections


def replaced(document: QTextDocument, matches: Sequence[Match], words: str) -> QTextCursor:
    """Replaces occurrences of a document in one edit, from the last to the first; gives the caret behind the first."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for match in reversed(matches):
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
    cursor.endEditBlock()
    return cursor


def _pattern(words: str, options: FindOptions) -> re.Pattern[str]:
    """Whoever types `don't` looks for `don’t` too, as Word writes it; with the case, signs are meant as they are."""
    pattern = "".join(re.escape(sign) if options.match_case else _ALIKE.get(sign) or re.escape(sign) for sign in words)
    if options.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if options.match_case else re.IGNORECASE)
