"""What list keys do in a text: items begin, go on, go deeper and end, and numbers follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
    """Changes the kind of the blocks that a cursor touches; each change is one edit block.

    Numbers follow what is put in above them and what goes. One that somebody gave, so that it doesn't go on from the
    item above, stands: `26.` followed by `30.`, or by `(1)`, is what was typed.
    """

    def __init__(self, document: QTextDocument, look: RichTextLook) -> None:
        self._document = document
        self.look = look

    def begin_item(self, cursor: QTextCursor, marker: Paragraph) -> None:
        """The words before the cursor in its block were a marker: they go, and the block is the item that they say."""
        level = shape_of(cursor.block()).level
        with self._following(cursor, given=cursor.block()):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setBlockFormat(block_format(replace(marker, level=level), self.look))

    def toggle(self, cursor: QTextCursor, style: BlockStyle, shape: NumberShape = NumberShape.POINT) -> None:
        """Makes the selected paragraphs items of a kind; where all of them are that, ordinary ones."""
        blocks = list(_selected(cursor))
        same = all((known := shape_of(block)).style is style and _alike(known, style, shape) for block in blocks)
        with self._following(cursor):
            for number, block in enumerate(blocks, start=1):
                level = shape_of(block).level
                wanted = Paragraph((), level=level) if same else Paragraph((), style, level, number, shape)
                self._set(block, wanted)

    def indent(self, cursor: QTextCursor, by: int) -> bool:
        """Moves the selected items deeper or less deep; False where none of them is an item."""
        blocks = [block for block in _selected(cursor) if shape_of(block).style is not BlockStyle.NORMAL]
        if not blocks:
            return False
        with self._following(cursor):
            for block in blocks:
                known = shape_of(block)
                above = shape_of(block.previous()) if block.previous().isValid() else None
                deepest = (above.level + (above.style is not BlockStyle.NORMAL)) if above else 0
                level = max(0, min(known.level + by, deepest if by > 0 else MAX_LEVEL, MAX_LEVEL))
                if level != known.level:
                    self._set(block, replace(known, level=level, number=1))
        return True

    def split(self, cursor: QTextCursor) -> bool:
        """Enter in a list: a new item; an empty item goes less deep, and at the top becomes an ordinary paragraph."""
        known = shape_of(cursor.block())
        if known.style is BlockStyle.NORMAL:
            return False
        with self._following(cursor):
            if not cursor.block().text():
                self._set(cursor.block(), replace(known, level=known.level - 1) if known.level else Paragraph(()))
            else:
                cursor.insertBlock(block_format(replace(known, number=known.number + 1), self.look))
        return True

    def end_item(self, cursor: QTextCursor) -> bool:
        """Backspace at the start of an item: its marker goes; of a paragraph below an item: it goes less deep."""
        known = shape_of(cursor.block())
        if cursor.hasSelection() or not cursor.atBlockStart():
            return False
        if known.style is BlockStyle.NORMAL and not known.level:
            return False
        level = known.level if known.style is not BlockStyle.NORMAL else known.level - 1
        with self._following(cursor):
            self._set(cursor.block(), Paragraph((), level=level))
        return True

    def _set(self, block: QTextBlock, wanted: Paragraph) -> None:
        first = block == self._document.begin()
        QTextCursor(block).setBlockFormat(block_format(wanted, self.look, first=first))

    def standing(self) -> list[QTextCursor]:
        """The numbers that were given, by where they stand whatever changes above them."""
        given = (block for block, known, above in self._numbered() if above and known.number != above.number + 1)
        return [_keeping(block) for block in given]

    def renumber(self, standing: Iterable[QTextCursor]) -> None:
        """Makes numbers go on from the item above, but for those that stand."""
        stand = {cursor.block().blockNumber() for cursor in standing}
        for block, known, above in self._numbered():
            if above and known.number != above.number + 1 and block.blockNumber() not in stand:
                self._set(block, replace(known, number=above.number + 1))

    @contextmanager
    def _following(self, cursor: QTextCursor, *, given: QTextBlock | None = None) -> Iterator[None]:
        """One edit block, behind which numbers go on from the item above as before; `given` is typed just now."""
        standing = self.standing()
        if given is not None:
            standing.append(_keeping(given))
        cursor.beginEditBlock()
        yield
        self.renumber(standing)
        cursor.endEditBlock()

    def _numbered(self) -> Iterator[tuple[QTextBlock, Paragraph, Paragraph | None]]:
        """Each numbered item as it is come to, and the one above it of the same list, depth and shape."""
        counted: dict[int, Paragraph] = {}
        block = self._document.begin()
        while block.isValid():
            known = shape_of(block)
            keep = known.level + (known.style is not BlockStyle.NORMAL)
            counted = {level: item for level, item in counted.items() if level < keep}
            if known.style is BlockStyle.NUMBERED:
                above = counted.get(known.level)
                yield block, known, above if above is not None and above.shape is known.shape else None
                counted[known.level] = shape_of(block)
            elif known.style is BlockStyle.BULLET:
                counted.pop(known.level, None)
            block = block.next()


def _keeping(block: QTextBlock) -> QTextCursor:
    """Where a block begins, also when something is put in before its words."""
    cursor = QTextCursor(block)
    cursor.setKeepPositionOnInsert(True)
    return cursor


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
