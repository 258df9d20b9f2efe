"""Turns a flat run of paragraphs and list items with levels into nested HTML lists."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.richtext import BlockStyle, NumberShape, Paragraph

_OUTLINE = (
    ("1", "decimal"), ("a", "lower-alpha"), ("i", "lower-roman"),
    ("1", "bracket"), ("a", "letter-bracket"), ("i", "roman-bracket"),
)  # fmt: skip
_SHAPES = {NumberShape.POINT: "decimal", NumberShape.BRACKET: "bracket", NumberShape.BRACKETS: "brackets"}


@dataclass(frozen=True, slots=True)
class ListLook:
    """What kind of list an item stands in: the tag, and how its numbers look."""

    tag: str
    attributes: str = ""

    @classmethod
    def of_outline(cls, level: int, *, for_mail: bool = False) -> ListLook:
        """The list of a discussion's level: 1. a. i. 1) a) i). Mail programs know the first three shapes only."""
        kind, style = _OUTLINE[level % len(_OUTLINE)]
        if for_mail:
            return cls("ol", f' type="{kind}"')
        return cls("ol", f' type="{kind}" style="list-style-type: {style}"')

    @classmethod
    def of_block(cls, block: Paragraph) -> ListLook | None:
        """The list of a block, or None for a paragraph that stands in none."""
        if block.style is BlockStyle.NORMAL:
            return None
        if block.style is BlockStyle.BULLET:
            return cls("ul")
        return cls("ol", f' style="list-style-type: {_SHAPES[block.shape]}"')


@dataclass(slots=True)
class _OpenList:
    look: ListLook
    last: int


class HtmlLists:
    """Takes items and paragraphs in reading order; `html` closes what is still open."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open: list[_OpenList] = []

    def item(self, level: int, look: ListLook, words: str, *, number: int) -> None:
        """One list item; `number` is printed, bullets ignore it."""
        self._close_below(level + 1)
        if len(self._open) == level + 1:
            if self._open[-1].look == look:
                self._pieces.append("</li>\n")
            else:
                self._close_below(level)
        while len(self._open) <= level:
            inner = len(self._open) == level
            start = f' start="{number}"' if inner and look.tag == "ol" and number != 1 else ""
            self._pieces.append(f"\n<{look.tag}{look.attributes}{start}>\n")
            self._open.append(_OpenList(look, number - 1))
            if not inner:
                self._pieces.append('<li style="list-style-type: none">')
        current = self._open[-1]
        value = f' value="{number}"' if look.tag == "ol" and number != current.last + 1 else ""
        current.last = number
        self._pieces.append(f"<li{value}>{words}")

    def paragraph(self, level: int, words: str) -> None:
        """A paragraph; above level 0 it belongs to the item that is open at the level before."""
        self._close_below(level)
        self._pieces.append(f"<p>{words}</p>\n")

    def html(self) -> str:
        """All of it, with every list closed."""
        self._close_below(0)
        return "".join(self._pieces).strip()

    def _close_below(self, depth: int) -> None:
        while len(self._open) > depth:
            self._pieces.append(f"</li>\n</{self._open.pop().look.tag}>\n")
