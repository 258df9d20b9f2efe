"""Real lists: the program's own numbering definitions, and a list of its own for each that must start again."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import cycle, islice
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.numbering import NumberingPart

from msa_wg_desktop.documents.word.xml import element, val
from msa_wg_desktop.domain.richtext import BlockStyle, NumberShape, Paragraph

LEVELS = 9
STEP = 432
CELL_STEP = 260

_OUTLINE = (
    ("decimal", "%{n}."), ("lowerLetter", "%{n}."), ("lowerRoman", "%{n}."),
    ("decimal", "%{n})"), ("lowerLetter", "%{n})"), ("lowerRoman", "%{n})"),
)  # fmt: skip


class ListKind(StrEnum):
    """A numbering definition; all nine levels of a shape such as `(1)` are printed alike."""

    OUTLINE = "outline"
    BULLETS = "bullets"
    CELL_BULLETS = "bullets in a cell"
    POINT = "1."
    BRACKET = "1)"
    BRACKETS = "(1)"

    @property
    def formats(self) -> Sequence[tuple[str, str]]:
        """(number format, text) of each level, `{n}` standing for the level's number."""
        if self is ListKind.OUTLINE:
            return _OUTLINE
        if self in (ListKind.BULLETS, ListKind.CELL_BULLETS):
            return (("bullet", "•"), ("bullet", "–"))
        return (("decimal", self.value.replace("1", "%{n}")),)

    @property
    def step(self) -> int:
        """How far each level is indented, in twentieths of a point."""
        return CELL_STEP if self is ListKind.CELL_BULLETS else STEP


class Numbering:
    """The numbering part of one document; definitions come in when they are first needed."""

    def __init__(self, document: Document) -> None:
        self._root = _numbering_part(document).element
        self._definitions: dict[ListKind, int] = {}
        self._bullets: dict[ListKind, int] = {}

    def bullets(self, kind: ListKind) -> int:
        """The number id of bullets, which have nothing to start again."""
        if kind not in self._bullets:
            self._bullets[kind] = self._add_list(kind, {})
        return self._bullets[kind]

    def fresh(self, kind: ListKind, starts: dict[int, int] | None = None) -> int:
        """The number id of a new list: each level starts at 1, or where `starts` (level: number) says."""
        return self._add_list(kind, dict.fromkeys(range(LEVELS), 1) | (starts or {}))

    def _add_list(self, kind: ListKind, starts: dict[int, int]) -> int:
        number_id = 1 + max((int(num.get(qn("w:numId"), 0)) for num in self._root.findall(qn("w:num"))), default=0)
        overrides = [
            element("w:lvlOverride", {"ilvl": level}, val("w:startOverride", start)) for level, start in starts.items()
        ]
        definition = val("w:abstractNumId", self._definition(kind))
        self._insert(element("w:num", {"numId": number_id}, definition, *overrides), before=("w:numIdMacAtCleanup",))
        return number_id

    def _definition(self, kind: ListKind) -> int:
        if kind not in self._definitions:
            known = self._root.findall(qn("w:abstractNum"))
            number = 1 + max((int(item.get(qn("w:abstractNumId"), -1)) for item in known), default=-1)
            self._insert(_abstract_number(kind, number), before=("w:num", "w:numIdMacAtCleanup"))
            self._definitions[kind] = number
        return self._definitions[kind]

    def _insert(self, item: BaseOxmlElement, *, before: tuple[str, ...]) -> None:
        """The schema wants all definitions before all lists: Word drops lists that come too early."""
        later = [child for child in self._root if child.tag in {qn(tag) for tag in before}]
        if later:
            later[0].addprevious(item)
        else:
            self._root.append(item)


class ListPlaces:
    """Finds the list and level of each list item of some blocks, so that Word counts as their markers say."""

    def __init__(self, numbering: Numbering, *, in_cell: bool) -> None:
        self._numbering = numbering
        self._bullets = ListKind.CELL_BULLETS if in_cell else ListKind.BULLETS
        self._open: dict[int, tuple[NumberShape, int, int]] = {}

    def place(self, block: Paragraph) -> tuple[int, int] | None:
        """(number id, level), or None for a paragraph that is no list item."""
        if block.style is BlockStyle.NORMAL:
            return None
        self._open = {level: state for level, state in self._open.items() if level <= block.level}
        if block.style is BlockStyle.BULLET:
            return self._numbering.bullets(self._bullets), block.level
        shape, number_id, last = self._open.get(block.level, (None, 0, 0))
        if shape is not block.shape or block.number != last + 1:
            number_id = self._numbering.fresh(ListKind(block.shape.value), {block.level: block.number})
        self._open[block.level] = (block.shape, number_id, block.number)
        return number_id, block.level


def _abstract_number(kind: ListKind, number: int) -> BaseOxmlElement:
    levels = [
        _level(level, kind.step, number_format, text)
        for level, (number_format, text) in enumerate(islice(cycle(kind.formats), LEVELS))
    ]
    identity = f"{0x4D534100 + list(ListKind).index(kind):08X}"
    return element(
        "w:abstractNum",
        {"abstractNumId": number},
        val("w:nsid", identity),
        val("w:multiLevelType", "multilevel"),
        val("w:tmpl", identity),
        *levels,
    )


def _level(level: int, step: int, number_format: str, text: str) -> BaseOxmlElement:
    left = step * (level + 1)
    return element(
        "w:lvl",
        {"ilvl": level},
        val("w:start", 1),
        val("w:numFmt", number_format),
        val("w:lvlText", text.replace("{n}", str(level + 1))),
        val("w:lvlJc", "left"),
        element("w:pPr", None, element("w:ind", {"left": left, "hanging": step})),
    )


def _numbering_part(document: Document) -> NumberingPart:
    """The document's numbering part; a template that has no list yet has none."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part  # pyright: ignore[reportReturnType]
    name = PackURI("/word/numbering.xml")
    made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, element("w:numbering"), cast(Package, part.package))
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made
