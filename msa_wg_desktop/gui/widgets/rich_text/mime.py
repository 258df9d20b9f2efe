"""Copying from a text with light formatting and pasting into it: lists and looks come along, nothing foreign does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextListFormat,
)

from msa_wg_desktop.domain.richtext import Blocks, BlockStyle, NumberShape, Paragraph, Run, normal, plain
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.gui.widgets.rich_text.blocks import RichTextLook, insert_runs, paragraph_of, read_blocks
from msa_wg_desktop.gui.widgets.rich_text.lists import typed_marker

_LIST_STYLE = {
    BlockStyle.BULLET: QTextListFormat.Style.ListDisc,
    BlockStyle.NUMBERED: QTextListFormat.Style.ListDecimal,
}
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_AFFIXES = {NumberShape.POINT: ("", "."), NumberShape.BRACKET: ("", ")"), NumberShape.BRACKETS: ("(", ")")}
_MARKED = re.compile(r"\s*(\S{1,5})[ \t]+(?=\S)")


def to_mime(selection: QTextDocumentFragment, look: RichTextLook) -> QMimeData:
    """A selection as plain text and as HTML with real lists."""
    part = QTextDocument()
    QTextCursor(part).insertFragment(selection)
    blocks = read_blocks(part)
    mime = QMimeData()
    mime.setText(plain(blocks))
    mime.setHtml(_html(blocks, look))
    return mime


def from_mime(mime: QMimeData) -> Blocks:
    """What is on the clipboard, in light formatting; pictures and everything foreign are left behind."""
    if not mime.hasHtml():
        return normal(_of_lines(clean(mime.text())[0].split("\n")))
    page = _PastedPage()
    page.setHtml(mime.html())
    return normal(_of_page(page))


class _PastedPage(QTextDocument):
    """Loads nothing, whatever the page names."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None


def _of_lines(lines: Iterable[str]) -> Iterator[Paragraph]:
    for line in lines:
        marked = _MARKED.match(line)
        item = typed_marker(marked[1]) if marked else None
        if marked and item:
            yield Paragraph((Run(line[marked.end() :]),), item.style, 0, item.number, item.shape)
        else:
            yield Paragraph((Run(line),))


def _of_page(page: QTextDocument) -> Iterator[Paragraph]:
    block = page.begin()
    while block.isValid():
        runs = tuple(
            Run(clean(run.text)[0], run.bold, run.italic, clean(run.link)[0] if run.link is not None else None)
            for run in paragraph_of(block).runs
        )
        yield _listed(block, runs)
        block = block.next()


def _listed(block: QTextBlock, runs: tuple[Run, ...]) -> Paragraph:
    """A block of a page as an item of the list that it stands in."""
    its = block.textList()
    if its is None:
        return Paragraph(runs, level=block.blockFormat().indent())
    known = its.format()
    level = max(0, known.indent() - 1)
    if known.style() in _BULLETS:
        return Paragraph(runs, BlockStyle.BULLET, level)
    affixes = (known.numberPrefix(), known.numberSuffix() or ".")
    shape = next((shape for shape, its in _AFFIXES.items() if its == affixes), NumberShape.POINT)
    return Paragraph(runs, BlockStyle.NUMBERED, level, known.start() + its.itemNumber(block), shape)


def _html(blocks: Blocks, look: RichTextLook) -> str:
    document = QTextDocument()
    cursor = QTextCursor(document)
    before: Paragraph | None = None
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock(QTextBlockFormat())
        if block.style is BlockStyle.NORMAL:
            plain_format = QTextBlockFormat()
            plain_format.setIndent(block.level)
            cursor.setBlockFormat(plain_format)
        elif before is not None and _goes_on(before, block):
            _join_list(cursor)
        else:
            cursor.createList(_list_format(block))
        insert_runs(cursor, block.runs, look)
        before = block
    # Without our font on the body the words take the looks of where they are pasted.
    return re.sub(r"<body style=.*?>", "<body>", document.toHtml(), count=1)


def _goes_on(before: Paragraph, block: Paragraph) -> bool:
    same = (before.style, before.level, before.shape) == (block.style, block.level, block.shape)
    return same and (block.style is BlockStyle.BULLET or block.number == before.number + 1)


def _join_list(cursor: QTextCursor) -> None:
    previous = cursor.block().previous().textList()
    if previous is not None:
        previous.add(cursor.block())


def _list_format(block: Paragraph) -> QTextListFormat:
    made = QTextListFormat()
    made.setStyle(_LIST_STYLE[block.style])
    made.setIndent(block.level + 1)
    made.setStart(block.number)
    made.setNumberPrefix(_AFFIXES[block.shape][0])
    made.setNumberSuffix(_AFFIXES[block.shape][1])
    return made
