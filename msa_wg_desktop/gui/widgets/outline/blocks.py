"""How a note stands in a block of the outline's document: its id in the block's format, its lines in one block."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextFormat

from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline.units import units

LINE_BREAK = "\u2028"
"""A line inside a note; the record has a plain line end there."""

_NOTE_ID = QTextFormat.Property.UserProperty + 1


def block_format(note_id: str) -> QTextBlockFormat:
    """The format of the block of a note; it survives what Qt does with the text, joins and splits included."""
    made = QTextBlockFormat()
    made.setProperty(_NOTE_ID, note_id)
    return made


def note_id_of(block: QTextBlock) -> str:
    """The id that a block carries, "" where it has none."""
    return str(block.blockFormat().property(_NOTE_ID) or "")


def text_of(block: QTextBlock) -> str:
    """A note's text as the record has it. Half of a character, which Qt's own conversion would drop, stays in it."""
    text = block.text()
    if len(text) != block.length() - 1 and units(text) != block.length() - 1:
        document = block.document()
        text = "".join(document.characterAt(block.position() + at) for at in range(block.length() - 1))
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text.replace(LINE_BREAK, "\n")


def write_lines(cursor: QTextCursor, content: Sequence[tuple[OutlineLine, str]]) -> None:
    """Writes lines from an empty block on."""
    for number, (line, text) in enumerate(content):
        if number:
            cursor.insertBlock(block_format(line.id))
        else:
            cursor.setBlockFormat(block_format(line.id))
        cursor.insertText(text.replace("\n", LINE_BREAK))
