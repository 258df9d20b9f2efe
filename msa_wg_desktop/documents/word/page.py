"""What stands above and below each page: how binding the document is, its title, the page's number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header

from msa_wg_desktop.documents.word.text import Text, look, text_run
from msa_wg_desktop.documents.word.xml import element, val
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.words import _

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def text_width(document: Document) -> int:
    """How wide the text is, in twentieths of a point."""
    section = document.sections[-1]
    outer = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return round(((section.page_width or 0) - outer) / 635)


def lay_across(document: Document) -> None:
    """Turns the pages, for tables that need the width."""
    for section in document.sections:
        width, height = section.page_width, section.page_height
        if width is not None and height is not None and width < height:
            section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, height, width


def write_header_and_footer(document: Document, text: Text, printed: Printed) -> None:
    """Says in every header that a draft is one; puts title and page number into the footer if the template has none."""
    section = document.sections[-1]
    variants = _variants(document, section)
    if printed.status_words:
        for header, _footer in variants:
            _add(header, _paragraph(text.style_id("Header"), [text_run(printed.status_words, look(bold=True))]))
    if not any(_has_page_number(footer) for _header, footer in variants):
        for _header, footer in variants:
            _add(footer, _paragraph(text.style_id("Footer"), list(_footer_runs(printed))))


def _variants(document: Document, section: Section) -> list[tuple[_Header, _Footer]]:
    """Header and footer of all pages, of the first and of even ones, as far as the template tells them apart."""
    variants = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        variants.append((section.first_page_header, section.first_page_footer))
    if document.settings.odd_and_even_pages_header_footer:
        variants.append((section.even_page_header, section.even_page_footer))
    return variants


def _has_page_number(footer: _Footer) -> bool:
    if footer.is_linked_to_previous:
        return False
    root = footer.part.element
    instructions = [found.text or "" for found in root.iter(qn("w:instrText"))]
    instructions += [found.get(qn("w:instr"), "") for found in root.iter(qn("w:fldSimple"))]
    return any(re.search(r"\bPAGE\b", instruction) for instruction in instructions)


def _add(place: _Header | _Footer, paragraph: BaseOxmlElement) -> None:
    """Adds a paragraph, in the stead of the empty one that a new header or footer has."""
    if place.is_linked_to_previous:
        place.is_linked_to_previous = False
    root = place.part.element
    root.append(paragraph)
    first = root[0]
    if first.tag == qn("w:p") and not first.xpath(".//w:r | .//w:fldSimple"):
        root.remove(first)


def _paragraph(style_id: str, runs: list[BaseOxmlElement]) -> BaseOxmlElement:
    properties = element("w:pPr", None, val("w:pStyle", style_id), val("w:jc", "right"))
    return element("w:p", None, properties, *runs)


def _footer_runs(printed: Printed) -> Iterator[BaseOxmlElement]:
    yield text_run(f"{printed.full_title} | ")
    for piece in re.split(r"(\{pages?\})", _("Page {page} of {pages}")):
        if piece in _FIELDS:
            yield element("w:fldSimple", {"instr": _FIELDS[piece]}, text_run("1"))
        elif piece:
            yield text_run(piece)
