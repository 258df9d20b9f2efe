"""Lays a document out: which section becomes which styles, lists and tables."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from msa_wg_desktop.documents.word.numbering import ListKind, Numbering
from msa_wg_desktop.documents.word.page import text_width
from msa_wg_desktop.documents.word.table import table
from msa_wg_desktop.documents.word.text import Text
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.domain.richtext import Run
from msa_wg_desktop.domain.summary import DiscussionSection, NeedsSection, Section, TableSection

_DEEPEST_HEADING = 3


class Body:
    """Writes one document into one emptied template."""

    def __init__(self, document: Document) -> None:
        self._root = document.element.body
        self._width = text_width(document)
        self.text = Text(document, Numbering(document))

    def add_head(self, printed: Printed) -> None:
        """Group, title and date line."""
        head = ((printed.group, "Subtitle"), (printed.title, "Title"), (printed.subtitle, "Subtitle"))
        for words, style in head:
            if words:
                self._add(self.text.plain(words, style, keep_next=True))

    def add_section(self, section: Section) -> None:
        """One section with its heading, if it has one."""
        if section.heading:
            self._add_heading(section.heading, section.level)
        if isinstance(section, NeedsSection):
            section = section.table
        if isinstance(section, DiscussionSection):
            self._add(*self.text.blocks(section.intro))
            self._add_discussion(section)
        elif isinstance(section, TableSection):
            self._add(*self.text.blocks(section.intro))
            self._add_table(section)
        else:
            self._add(*self.text.blocks(section.blocks))

    def _add(self, *items: BaseOxmlElement) -> None:
        """Appends before the section properties, which must stay last."""
        end = self._root[-1]
        for item in items:
            end.addprevious(item)

    def _add_heading(self, words: str, level: int) -> None:
        self._add(self.text.plain(words, f"Heading {min(level, _DEEPEST_HEADING)}", keep_next=True))

    def _add_discussion(self, section: DiscussionSection) -> None:
        for part in section.parts:
            if part.heading is not None:
                self._add_heading(part.heading, section.level + 1)
            list_id = self.text.numbering.fresh(ListKind.OUTLINE)
            for line in part.lines:
                place = (list_id, line.level)
                self._add(self.text.paragraph((Run(line.text),), "List Number", place=place))

    def _add_table(self, section: TableSection) -> None:
        if section.rows:
            caption, description = section.heading or section.description, section.description
            self._add(
                table(
                    self.text,
                    section.columns,
                    section.rows,
                    width=self._width,
                    caption=caption,
                    description=description,
                )
            )
