"""Paragraphs, runs and links, from blocks of light formatting to what Word reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from msa_wg_desktop.documents.links import web_address
from msa_wg_desktop.documents.word.numbering import STEP, ListPlaces, Numbering
from msa_wg_desktop.documents.word.xml import element, val
from msa_wg_desktop.domain.richtext import BlockStyle, Paragraph, Run, normal_runs
from msa_wg_desktop.domain.text import clean

_LIST_STYLES = {BlockStyle.BULLET: "List Bullet", BlockStyle.NUMBERED: "List Number"}


class Text:
    """Makes the paragraphs of one document in the styles of its template."""

    def __init__(self, document: Document, numbering: Numbering) -> None:
        self._part = document.part
        self._styles = {style.name: style.style_id for style in document.styles}
        self.numbering = numbering

    def style_id(self, name: str) -> str:
        """The id under which the template keeps the style of that name."""
        return self._styles[name]

    def blocks(self, blocks: Iterable[Paragraph], *, in_cell: bool = False) -> Iterator[BaseOxmlElement]:
        """The paragraphs of a section, an introduction or a cell."""
        places = ListPlaces(self.numbering, in_cell=in_cell)
        for block in blocks:
            place = places.place(block)
            indent = STEP * block.level if place is None else 0
            yield self.paragraph(block.runs, _LIST_STYLES.get(block.style), place=place, indent=indent)

    def paragraph(
        self,
        runs: Iterable[Run],
        style: str | None = None,
        *,
        place: tuple[int, int] | None = None,
        indent: int = 0,
        keep_next: bool = False,
    ) -> BaseOxmlElement:
        """One paragraph; `place` is (number id, level) of a list item, `indent` is in twentieths of a point."""
        words = normal_runs(runs)
        properties = element(
            "w:pPr",
            None,
            val("w:pStyle", self.style_id(style)) if style else None,
            element("w:keepNext") if keep_next else None,
            element("w:numPr", None, val("w:ilvl", place[1]), val("w:numId", place[0])) if place else None,
            element("w:ind", {"left": indent}) if indent else None,
            look(bold=all(run.bold for run in words), italic=all(run.italic for run in words)) if place else None,
        )
        return element("w:p", None, properties if len(properties) else None, *(self._run(run) for run in words))

    def plain(self, text: str, style: str | None = None, *, keep_next: bool = False) -> BaseOxmlElement:
        """A paragraph of words without formatting."""
        return self.paragraph((Run(text),), style, keep_next=keep_next)

    def _run(self, run: Run) -> BaseOxmlElement:
        address = web_address(run.link)
        if address is None:
            return text_run(run.text, look(bold=run.bold, italic=run.italic))
        relation = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        looks = look(bold=run.bold, italic=run.italic, style=self.style_id("Hyperlink"))
        link = element("w:hyperlink", {"history": 1}, text_run(run.text, looks))
        link.set(qn("r:id"), relation)
        return link


def text_run(text: str, looks: BaseOxmlElement | None = None) -> BaseOxmlElement:
    """A run of words; line breaks and tabs become Word's own, and what XML can't carry is replaced."""
    made = element("w:r", None, looks)
    for piece in re.split(r"([\n\t])", clean(text)[0]):
        if piece == "\n":
            made.append(element("w:br"))
        elif piece == "\t":
            made.append(element("w:tab"))
        elif piece:
            words = element("w:t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            made.append(words)
    return made


def look(*, bold: bool = False, italic: bool = False, style: str | None = None) -> BaseOxmlElement | None:
    """Run properties, or None for words that look like their paragraph."""
    if not (bold or italic or style):
        return None
    return element(
        "w:rPr",
        None,
        val("w:rStyle", style) if style else None,
        element("w:b") if bold else None,
        element("w:bCs") if bold else None,
        element("w:i") if italic else None,
        element("w:iCs") if italic else None,
    )
