"""Finds words in a meeting's outline and replaces them, all of them as one step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from msa_wg_desktop.gui.widgets.outline_document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline_units import units
from msa_wg_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class FindOptions:
    """How to compare."""

    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand: a note, and start and end in its text in UTF-16 units."""

    note_id: str
    start: int
    end: int


def find_all(document: OutlineDocument, words: str, options: FindOptions) -> list[Found]:
    """All places in their order; none for no words."""
    if not words:
        return []
    pattern = pattern_of(words, options)
    found: list[Found] = []
    block = document.begin()
    for line in document.lines:
        text = block.text()
        found += [
            Found(line.id, units(text[: match.start()]), units(text[: match.end()])) for match in pattern.finditer(text)
        ]
        block = block.next()
    return found


def replace_all(document: OutlineDocument, places: list[Found], by: str) -> str:
    """Replaces the words at all of these places, which `find_all` has just given; returns the step's label."""
    whole = QTextCursor(document)
    whole.beginEditBlock()
    for place in reversed(places):
        document.replace_text(document.index(place.note_id), place.start, place.end, by)
    whole.endEditBlock()
    if not places:
        return ""
    if len(places) == 1:
        return _("Replace")
    return ngettext("Replace {count} place", "Replace {count} places", len(places)).format(count=len(places))


def pattern_of(words: str, options: FindOptions) -> re.Pattern[str]:
    """What finds the words, as the options say."""
    pattern = re.escape(words)
    if options.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if options.match_case else re.IGNORECASE)
