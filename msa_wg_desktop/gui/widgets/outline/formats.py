"""How the words of a line are drawn: speakers bold, misspelt words underlined, what is off the record dimmed.

The formats live in the layout of a block and nowhere in the document, so that they are in no copy, no
save and no undo. Positions here count UTF-16 units, as Qt does; readers count characters.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from msa_wg_desktop.gui.widgets.outline.backend import LineReader
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine, Ranges
from msa_wg_desktop.gui.widgets.outline.units import in_units, units


class OutlineFormats:
    """Makes the formats of a line, and moves them along while one types before them."""

    def __init__(self) -> None:
        self.reader: LineReader | None = None
        self._speaker = QTextCharFormat()
        self._speaker.setFontWeight(QFont.Weight.Bold)
        self._off = QTextCharFormat()
        self._misspelt = QTextCharFormat()
        self._misspelt.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)

    def set_colours(self, colours: OutlineColours) -> None:
        self._off.setForeground(colours.ink_3)
        self._misspelt.setUnderlineColor(colours.danger)

    def make(self, line: OutlineLine, text: str) -> list[QTextLayout.FormatRange]:
        """The formats of a line; who speaks is read where that isn't known."""
        if line.spoken is None:
            spans = self.reader.speaker_spans(text) if self.reader is not None else ()
            line.spoken = in_units(text, spans)
        line.marked_end = max((end for _start, end in (*line.spoken, *line.misspelt)), default=0)
        formats = [_range(self._off, 0, units(text))] if line.off_record else []
        formats += [_range(self._speaker, start, end) for start, end in line.spoken]
        formats += [_range(self._misspelt, start, end) for start, end in line.misspelt]
        return formats


def shift(line: OutlineLine, position: int, removed: int, added: int) -> None:
    """Moves a line's ranges after an edit; a misspelt word that is typed at is right until it is read again."""
    line.spoken = _shifted(line.spoken or (), position, removed, added, keep_touched=True)
    line.misspelt = _shifted(line.misspelt, position, removed, added, keep_touched=False)


def _shifted(ranges: Ranges, position: int, removed: int, added: int, *, keep_touched: bool) -> Ranges:
    moved: list[tuple[int, int]] = []
    for start, end in ranges:
        if end < position or (keep_touched and end == position):
            moved.append((start, end))
        elif start >= position + removed and (keep_touched or start > position + removed):
            moved.append((start + added - removed, end + added - removed))
        elif keep_touched and start < position and end + added - removed > start:
            moved.append((start, end + added - removed))
    return tuple(moved)


def _range(form: QTextCharFormat, start: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, form
    return found
