"""Discussions and reports as plain text: what a mail without formatting gets, beside the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msa_wg_desktop.domain.reports import Report
from msa_wg_desktop.domain.richtext import plain
from msa_wg_desktop.domain.summary import DiscussionSection, NeedsSection, Section, TableSection
from msa_wg_desktop.domain.text import clean

_INDENT = "    "
_INDENTED = re.compile(r"(?m)(?<=\n)^")


def discussion_text(section: DiscussionSection) -> str:
    """The introduction and the notes, each with its number and indented by its depth."""
    return clean("\n\n".join(_pieces(section)) + "\n")[0]


def _pieces(section: DiscussionSection) -> Iterator[str]:
    if section.intro:
        yield plain(section.intro)
    for part in section.parts:
        if part.heading is not None:
            yield part.heading
        if part.lines:
            yield "\n".join(f"{_INDENT * line.level}{line.marker} {line.text}" for line in part.lines)


def report_text(report: Report) -> str:
    """A report for a mail that is read without formatting: each row of a table is a paragraph of its own."""
    head = "\n".join(part for part in (report.group, report.title, report.subtitle) if part)
    pieces = [head, *(piece for section in report.sections for piece in _section(section))]
    return clean("\n\n".join(piece for piece in pieces if piece) + "\n")[0]


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"{section.heading}\n{'-' * len(section.heading)}"
    if isinstance(section, NeedsSection):
        section = section.table
    if isinstance(section, DiscussionSection):
        yield from _pieces(section)
    elif isinstance(section, TableSection):
        yield plain(section.intro)
        for row in section.rows:
            cells = zip(section.columns, map(plain, row), strict=True)
            yield "\n".join(f"{column.label}: {_INDENTED.sub(_INDENT, words)}" for column, words in cells if words)
    else:
        yield plain(section.blocks)
