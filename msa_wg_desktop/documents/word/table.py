"""Tables that print well and that a screen reader can read: repeated head, whole rows, fixed widths, a description."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from msa_wg_desktop.documents.word.text import Text
from msa_wg_desktop.documents.word.xml import element, val
from msa_wg_desktop.domain.richtext import Blocks
from msa_wg_desktop.domain.summary import TableColumn
from msa_wg_desktop.domain.text import clean_line


def table(
    text: Text,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Blocks]],
    *,
    width: int,
    caption: str,
    description: str,
) -> BaseOxmlElement:
    """A table as wide as `width` (twentieths of a point), shared among the columns as they ask."""
    widths = _shared(width, columns)
    head = [[text.plain(column.label, keep_next=True)] for column in columns]
    body = [[list(text.blocks(cell, in_cell=True)) for cell in row] for row in rows]
    return element(
        "w:tbl",
        None,
        _properties(text.style_id("Table Grid"), width, caption, description),
        element("w:tblGrid", None, *(element("w:gridCol", {"w": each}) for each in widths)),
        _row(head, widths, element("w:tblHeader")),
        *(_row(cells, widths, None) for cells in body),
    )


_LETTER, _SIDES = 140, 216
"""Twentieths of a point: a letter of a head in a wide font, and the room at both sides of a cell."""


def _shared(width: int, columns: Sequence[TableColumn]) -> list[int]:
    """Whole widths that add up to `width`; none cuts a word of its head. The last takes what rounding leaves."""
    shares = [column.share for column in columns]
    words = [max(map(len, column.label.split()), default=0) * _LETTER + _SIDES for column in columns]
    tight = [width * share < least * sum(shares) for share, least in zip(shares, words, strict=True)]
    left = width - sum(itertools.compress(words, tight))
    among = sum(share for share, is_tight in zip(shares, tight, strict=True) if not is_tight)
    if left <= 0 or not among:
        left, among, tight = width, sum(shares), [False] * len(shares)
    widths = [
        least if is_tight else left * share // among
        for share, least, is_tight in zip(shares, words, tight, strict=True)
    ]
    widths[-1] += width - sum(widths)
    return widths


_FIRST_ROW_IS_HEAD = {
    "val": "0420", "firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1,
}  # fmt: skip


def _properties(style_id: str, width: int, caption: str, description: str) -> BaseOxmlElement:
    return element(
        "w:tblPr",
        None,
        val("w:tblStyle", style_id),
        element("w:tblW", {"w": width, "type": "dxa"}),
        element("w:tblLayout", {"type": "fixed"}),
        element("w:tblLook", _FIRST_ROW_IS_HEAD),
        val("w:tblCaption", clean_line(caption)[0]),
        val("w:tblDescription", clean_line(description)[0]) if description else None,
    )


def _row(
    cells: Sequence[Sequence[BaseOxmlElement]], widths: Sequence[int], head: BaseOxmlElement | None
) -> BaseOxmlElement:
    return element(
        "w:tr",
        None,
        element("w:trPr", None, element("w:cantSplit"), head),
        *(
            element(
                "w:tc",
                None,
                element("w:tcPr", None, element("w:tcW", {"w": width, "type": "dxa"})),
                *(cell or [element("w:p")]),
            )
            for cell, width in zip(cells, widths, strict=True)
        ),
    )
