"""Between light formatting as data and a text document: paragraphs and list items with their own markers, both ways.

A list item is a block with properties of ours and a left margin; its marker is painted by whoever shows it. Qt's own
lists know no `26.` followed by `(1)`, renumber what was written, and lose a paragraph that belongs to an item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from msa_wg_desktop.domain.richtext import Blocks, BlockStyle, NumberShape, Paragraph, Run, normal
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text

_STYLE = QTextFormat.Property.UserProperty + 11
_LEVEL = QTextFormat.Property.UserProperty + 12
_NUMBER = QTextFormat.Property.UserProperty + 13
_SHAPE = QTextFormat.Property.UserProperty + 14
_LINE_BREAK = "\u2028"
_OBJECT = "\ufffc"
_UNKNOWN_ADDRESS = "#"


@dataclass(frozen=True, slots=True)
class RichTextLook:
    """How blocks are shown: the step of a level and the gaps in pixels, and the ink of links."""

    link: QColor
    step: int = 24
    gap: int = 6
    item_gap: int = 3


def look_of(theme: Theme) -> RichTextLook:
    """The look that belongs to the theme as it is now."""
    size = theme.text_size(Text.BODY)
    return RichTextLook(theme.colour(Colour.ACCENT), step=round(size * 1.9), gap=round(size * 0.55))


def write_blocks(cursor: QTextCursor, blocks: Iterable[Paragraph], look: RichTextLook) -> None:
    """Writes blocks from an empty block on."""
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock(block_format(block, look), QTextCharFormat())
        else:
            cursor.setBlockFormat(block_format(block, look, first=cursor.atStart()))
        insert_runs(cursor, block.runs, look)


def insert_runs(cursor: QTextCursor, runs: Iterable[Run], look: RichTextLook) -> None:
    """Writes words of different looks at the cursor."""
    for run in runs:
        cursor.insertText(run.text.replace("\n", _LINE_BREAK), char_format(run, look))


def read_blocks(document: QTextDocument) -> Blocks:
    """What the document says, in its normal form."""
    return normal(paragraphs_of(document))


def paragraphs_of(document: QTextDocument) -> Iterator[Paragraph]:
    """Each block as it stands, empty ones among them."""
    block = document.begin()
    while block.isValid():
        yield paragraph_of(block)
        block = block.next()


def paragraph_of(block: QTextBlock) -> Paragraph:
    """One block as data."""
    shape = shape_of(block)
    return Paragraph(tuple(_runs(block)), shape.style, shape.level, shape.number, shape.shape)


def shape_of(block: QTextBlock) -> Paragraph:
    """What kind of paragraph a block is, without its words."""
    known = block.blockFormat()
    style = known.property(_STYLE)
    if not style:
        return Paragraph((), BlockStyle.NORMAL, int(known.property(_LEVEL) or 0))
    return Paragraph(
        (),
        BlockStyle(style),
        int(known.property(_LEVEL) or 0),
        int(known.property(_NUMBER) or 0),
        NumberShape(known.property(_SHAPE) or NumberShape.POINT.value),
    )


def block_format(block: Paragraph, look: RichTextLook, *, first: bool = False) -> QTextBlockFormat:
    """The format that makes a block a paragraph or list item of this kind; below a list a paragraph keeps its room."""
    made = QTextBlockFormat()
    item = block.style is not BlockStyle.NORMAL
    if item:
        made.setProperty(_STYLE, block.style.value)
        made.setProperty(_NUMBER, block.number)
        made.setProperty(_SHAPE, block.shape.value)
    if block.level:
        made.setProperty(_LEVEL, block.level)
    made.setLeftMargin(look.step * (block.level + item))
    made.setBottomMargin(look.item_gap if item else look.gap)
    if not (item or block.level or first):
        made.setTopMargin(look.gap)
    return made


def char_format(run: Run, look: RichTextLook) -> QTextCharFormat:
    """The format of words of one look."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        made.setFontItalic(True)
    if run.link is not None:
        dress_link(made, run.link, look)
    return made


def dress_link(made: QTextCharFormat, address: str, look: RichTextLook) -> None:
    """Makes words of this format lead to an address; to none yet where it is empty."""
    made.setAnchor(True)
    made.setAnchorHref(address or _UNKNOWN_ADDRESS)
    made.setForeground(look.link)
    made.setFontUnderline(True)


def address_of(known: QTextCharFormat) -> str | None:
    """Where words of a format lead; None where they are no link, empty where the address isn't known."""
    if not known.isAnchor():
        return None
    address = known.anchorHref()
    return "" if address == _UNKNOWN_ADDRESS else address


def _runs(block: QTextBlock) -> Iterator[Run]:
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        known = fragment.charFormat()
        text = fragment.text().replace(_OBJECT, "").replace(_LINE_BREAK, "\n")
        if text:
            bold = known.fontWeight() >= QFont.Weight.DemiBold
            yield Run(text, bold, known.fontItalic(), address_of(known))
        part += 1
