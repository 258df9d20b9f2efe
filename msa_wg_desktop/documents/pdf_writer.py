"""Writes a summary or a report as a PDF that screen readers can follow, with its fonts inside.

Typst lays it out: it is one file that needs no program of the system, and it tags headings, lists and tables. The
words go to it as data, so that nothing in them is taken for its markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msa_wg_desktop import paths
from msa_wg_desktop.documents.links import web_address
from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.domain.notes import marker
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.domain.richtext import BlockStyle, Paragraph, Run, normal
from msa_wg_desktop.domain.summary import DiscussionSection, NeedsSection, Section, TableSection
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.words import _

_DEEPEST_HEADING = 3
# A row of more lines may be longer than a page, and is let across its end; others stay whole.
_MOST_LINES = 36
# How many letters of one word surely fit into a line, and how wide the text and one letter in a table are, in points.
_ROOM = 45
_UPRIGHT, _ACROSS, _LETTER, _AROUND = 468, 648, 5.8, 11
_MAY_BREAK = "\u200b"

Data = dict[str, Any]


def write_pdf(document: Printed, target: Path) -> Path:
    """Writes `document` to `target` and gives the target back. Raises ExportError as `put_in_place` does."""
    return put_in_place(target, printed_pdf(document))


def printed_pdf(document: Printed) -> bytes:
    """The whole of it as a PDF; the same content gives the same bytes."""
    from typst import Compiler, Fonts, TypstError

    folder = paths.resource("pdf")
    data = json.dumps(_document(document), ensure_ascii=False)
    # The fonts of the house first, which look the same everywhere; those of the computer where a sign needs them. What
    # no font has keeps a file from being called accessible, not from being written.
    for system, accessible in ((False, True), (True, True), (True, False)):
        fonts = Fonts(include_system_fonts=system, font_paths=[folder / "fonts"])
        compiler = Compiler(font_paths=fonts, root=folder, sys_inputs={"printed": data})
        try:
            made = compiler.compile(
                folder / "printed.typ",
                format="pdf",
                pdf_standards="ua-1" if accessible else None,
                timestamp=document.made_at.replace(microsecond=0),
            )
        except TypstError as problem:
            refused = problem
        else:
            assert isinstance(made, bytes)
            return made
    words = _("“{title}” can't be laid out as PDF. Nothing was written; write it as a Word document instead.")
    raise ExportError(words.format(title=document.title), detail=str(refused))


def _document(document: Printed) -> Data:
    language, _dash, region = document.language.partition("-")
    made = document.made_at
    sections: list[Data] = []
    width = _ACROSS if document.landscape else _UPRIGHT
    for section in document.sections:
        for data in _sections(section, width):
            # A level that is left out would read as a missing heading.
            deepest = next((one["level"] for one in reversed(sections) if one["heading"]), 0) + 1
            sections.append({**data, "level": min(data["level"], deepest, _DEEPEST_HEADING)})
    return {
        "title": _text(document.full_title),
        "heading": _text(document.title),
        "group": _text(document.group),
        "subtitle": _text(document.subtitle),
        "status": _text(document.status_words),
        "author": _text(document.author or document.group),
        "category": _text(document.category),
        "language": language,
        "region": region or None,
        "landscape": document.landscape,
        "pages": _("Page {page} of {pages}"),
        "made": {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "sections": sections,
    }


def _sections(section: Section, width: int) -> Iterable[Data]:
    """A section as its heading, what stands below it and its table, `width` points wide; the parts of a discussion
    follow by themselves.
    """
    if isinstance(section, NeedsSection):
        section = section.table
    if isinstance(section, DiscussionSection):
        yield _section(section.heading, section.level, _blocks(section.intro))
        for part in section.parts:
            outline = Nested(tight=False)
            for line in part.lines:
                sign = marker(line.level, line.numbers[-1])
                outline.item(line.level, [_run(Run(line.text), _ROOM)], sign=sign, number=line.numbers[-1])
            yield _section(part.heading or "", section.level + 1, outline.parts)
    elif isinstance(section, TableSection):
        yield {**_section(section.heading, section.level, _blocks(section.intro)), **_table(section, width)}
    else:
        yield _section(section.heading, section.level, _blocks(section.blocks))


def _section(heading: str, level: int, parts: list[Data]) -> Data:
    return {"heading": _text(heading), "level": level, "parts": parts, "columns": [], "rows": []}


def _table(section: TableSection, width: int) -> Data:
    if not section.rows:
        return {}
    shares = sum(column.share for column in section.columns)
    rooms = [max(1, int((width * column.share / shares - _AROUND) / _LETTER)) for column in section.columns]
    columns = zip(section.columns, rooms, strict=True)
    return {
        "columns": [{"label": _text(column.label, room), "share": column.share} for column, room in columns],
        "rows": [_row(row, rooms) for row in section.rows],
    }


def _row(row: Sequence[Iterable[Paragraph]], rooms: Sequence[int]) -> list[Data]:
    cells = [(normal(cell), room) for cell, room in zip(row, rooms, strict=True)]
    tall = any(sum(_lines(block, room) for block in cell) > _MOST_LINES for cell, room in cells)
    return [{"breakable": tall, "parts": _blocks(cell, room)} for cell, room in cells]


def _lines(block: Paragraph, room: int) -> int:
    return sum(len(line) // room + 1 for line in block.text.split("\n"))


def _blocks(blocks: Iterable[Paragraph], room: int = _ROOM) -> list[Data]:
    nested = Nested(tight=True)
    for block in normal(blocks):
        runs = [_run(run, room) for run in block.runs]
        if block.style is BlockStyle.NORMAL:
            nested.paragraph(block.level, runs)
        elif block.style is BlockStyle.BULLET:
            nested.item(block.level, runs)
        else:
            nested.item(block.level, runs, sign=block.marker, number=block.number)
    return nested.parts


def _run(run: Run, room: int) -> Data:
    return {"text": _text(run.text, room), "bold": run.bold, "italic": run.italic, "link": web_address(run.link)}


def _text(text: str, room: int = _ROOM) -> str:
    """Words without what no page shows; one that is longer than a line may break anywhere."""
    return re.sub(rf"[!-,.0-~]{{{room + 1},}}", lambda word: _MAY_BREAK.join(word[0]), clean(text)[0])


class Nested:
    """Takes paragraphs and list items in reading order, each with its depth; `parts` has the lists in one another."""

    def __init__(self, *, tight: bool) -> None:
        self.parts: list[Data] = []
        self._tight = tight
        self._open: list[Data] = []

    def paragraph(self, level: int, runs: list[Data]) -> None:
        """A paragraph; above level 0 it belongs to the item that is open at the level before."""
        del self._open[level:]
        self._here().append({"kind": "paragraph", "runs": runs})

    def item(self, level: int, runs: list[Data], *, sign: str = "", number: int = 0) -> None:
        """A list item: with a `sign` before it, which is printed as it is, or with a bullet."""
        level = min(level, len(self._open))
        del self._open[level + 1 :]
        if len(self._open) > level and not _goes_on(self._open[level], sign, number):
            del self._open[level:]
        if len(self._open) == level:
            begun: Data = {"kind": "list", "numbered": bool(sign), "tight": self._tight, "items": []}
            self._here().append(begun)
            self._open.append(begun)
        parts = [{"kind": "paragraph", "runs": runs}]
        self._open[level]["items"].append({"number": number, "sign": sign, "parts": parts})

    def _here(self) -> list[Data]:
        return self._open[-1]["items"][-1]["parts"] if self._open else self.parts


def _goes_on(begun: Data, sign: str, number: int) -> bool:
    """Whether an item belongs to a list that is open: of its kind, and with a number that comes after."""
    return begun["numbered"] is bool(sign) and (not sign or number > begun["items"][-1]["number"])
