"""What list keys do in a text: items begin, go on, go deeper and end, and numbers follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from msa_wg_desktop.domain.richtext import MAX_LEVEL, BlockStyle, NumberShape, Paragraph
from msa_wg_desktop.gui.widgets.rich_text.blocks import RichTextLook, block_format, shape_of

_MARKER = re.compile(r"[-*+•]|(?P<number>\d{1,3})(?P<end>[.)])|\((?P<inner>\d{1,3})\)")


def typed_marker(text: str) -> Paragraph | None:
    """The list item that a paragraph becomes whose words before the caret are a marker, as Space is typed."""
    found = _MARKER.fullmatch(text)
    if found is None:
        return None
    if found["inner"]:
        return Paragraph((), BlockStyle.NUMBERED, 0, int(found["inner"]), NumberShape.BRACKETS)
    if found["number"]:
        shape = NumberShape.POINT if found["end"] == "." else NumberShape.BRACKET
        return Paragraph((), BlockStyle.NUMBERED, 0, int(found["number"]), shape)
    return Paragraph((), BlockStyle.BULLET)


class ListEditing:
    """Changes the kind of the blocks that a cursor touches; each change is one edit block."""

    def __init__(self, document: QTextDocument, look: RichTextLook) -> None:
        self._document = document
        self.look = look

    def begin_item(self, cursor: QTextCursor, marker: Paragraph) -> None:
        """The words before the cursor in its block were a marker: they go, and the block is an item."""
        level = shape_of(cursor.block()).level
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block_format(replace(marker, level=level), self.look))
        cursor.endEditBlock()

    def toggle(self, cursor: QTextCursor, style: BlockStyle, shape: NumberShape = NumberShape.POINT) -> None:
        """Makes the selected paragraphs items of a kind; where all of them are that, ordinary ones."""
        blocks = list(_selected(cursor))
        same = all((known := shape_of(block)).style is style and _alike(known, style, shape) for block in blocks)
        cursor.beginEditBlock()
        for number, block in enumerate(blocks, start=1):
            level = shape_of(block).level
            wanted = Paragraph((), level=level) if same else Paragraph((), style, level, number, shape)
            self._set(block, wanted)
        self._renumber()
        cursor.endEditBlock()

    def indent(self, cursor: QTextCursor, by: int) -> bool:
        """Moves the selected items deeper or less deep; False where none of them is an item."""
        blocks = [block for block in _selected(cursor) if shape_of(block).style is not BlockStyle.NORMAL]
        if not blocks:
            return False
        cursor.beginEditBlock()
        for block in blocks:
            known = shape_of(block)
            above = shape_of(block.previous()) if block.previous().isValid() else None
            deepest = (above.level + (above.style is not BlockStyle.NORMAL)) if above else 0
            level = max(0, min(known.level + by, deepest if by > 0 else MAX_LEVEL, MAX_LEVEL))
            if level != known.level:
                self._set(block, replace(known, level=level, number=1))
        self._renumber()
        cursor.endEditBlock()
        return True

    def split(self, cursor: QTextCursor) -> bool:
        """Enter in a list: a new item; an empty item goes less deep, and at the top becomes an ordinary paragraph."""
        known = shape_of(cursor.block())
        if known.style is BlockStyle.NORMAL:
            return False
        cursor.beginEditBlock()
        if not cursor.block().text():
            self._set(cursor.block(), replace(known, level=known.level - 1) if known.level else Paragraph(()))
        else:
            cursor.insertBlock(block_format(replace(known, number=known.number + 1), self.look))
        self._renumber()
        cursor.endEditBlock()
        return True

    def end_item(self, cursor: QTextCursor) -> bool:
        """Backspace at the start of an item: its marker goes; of a paragraph below an item: it goes less deep."""
        known = shape_of(cursor.block())
        if cursor.hasSelection() or not cursor.atBlockStart():
            return False
        if known.style is BlockStyle.NORMAL and not known.level:
            return False
        level = known.level if known.style is not BlockStyle.NORMAL else known.level - 1
        cursor.beginEditBlock()
        self._set(cursor.block(), Paragraph((), level=level))
        self._renumber()
        cursor.endEditBlock()
        return True

    def _set(self, block: QTextBlock, wanted: Paragraph) -> None:
        QTextCursor(block).setBlockFormat(block_format(wanted, self.look))

    def _renumber(self) -> None:
        """Numbers go on from the item above of the same depth and shape; the first of a list keeps its own."""
        counted: dict[int, Paragraph] = {}
        block = self._document.begin()
        while block.isValid():
            known = shape_of(block)
            keep = known.level + (known.style is not BlockStyle.NORMAL)
            counted = {level: item for level, item in counted.items() if level < keep}
            before = counted.get(known.level)
            if known.style is BlockStyle.NUMBERED:
                if before is not None and before.shape is known.shape and known.number != before.number + 1:
                    known = replace(known, number=before.number + 1)
                    self._set(block, known)
                counted[known.level] = known
            elif known.style is BlockStyle.BULLET:
                counted.pop(known.level, None)
            block = block.next()


def _alike(known: Paragraph, style: BlockStyle, shape: NumberShape) -> bool:
    return style is not BlockStyle.NUMBERED or known.shape is shape


def _selected(cursor: QTextCursor) -> Iterator[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    while block.isValid():
        yield block
        if block == last:
            return
        block = block.next()
