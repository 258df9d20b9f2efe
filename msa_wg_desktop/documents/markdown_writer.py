"""Writes a summary or a report as Markdown that any reader of CommonMark shows as the printed one reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msa_wg_desktop.documents.saving import put_in_place
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.domain.richtext import BlockStyle, NumberShape, Paragraph, Run, inline_markdown, normal
from msa_wg_desktop.domain.summary import (
    DiscussionLine,
    DiscussionSection,
    NeedsSection,
    Section,
    TableSection,
)
from msa_wg_desktop.domain.text import clean

_FOR_OTHERS = re.compile(
    r"(?m)[<`]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|~(?=~)|^#(?=#{0,5}(?:[ \t]|$))|^>|^[-=+](?=[-=+]+[ \t]*$)"
)
_INDENT = "    "


def write_markdown(document: Printed, target: Path) -> Path:
    """Writes `document` to `target` and gives the target back. Raises ExportError as `put_in_place` does."""
    return put_in_place(target, printed_markdown(document).encode("utf-8"))


def printed_markdown(document: Printed) -> str:
    """The whole of it as Markdown text."""
    head = (
        _words(document.group),
        f"# {_words(document.title)}",
        _words(document.subtitle),
        f"**{_words(document.status_words)}**" if document.status_words else "",
    )
    pieces = [piece for piece in head if piece]
    for section in document.sections:
        pieces.extend(_section(section))
    return clean("\n\n".join(pieces) + "\n")[0]


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield _heading(section.heading, section.level)
    if isinstance(section, NeedsSection):
        section = section.table
    if isinstance(section, DiscussionSection):
        yield from _discussion(section)
    elif isinstance(section, TableSection):
        yield from _blocks(section.intro)
        if section.rows:
            yield _table(section)
    else:
        yield from _blocks(section.blocks)


def _heading(words: str, level: int) -> str:
    return f"{'#' * (level + 1)} {_words(words)}"


def _discussion(section: DiscussionSection) -> Iterator[str]:
    yield from _blocks(section.intro)
    for part in section.parts:
        if part.heading is not None:
            yield _heading(part.heading, section.level + 1)
        if part.lines:
            yield "\n".join(_line(line) for line in part.lines)


def _line(line: DiscussionLine) -> str:
    """Markdown knows no letters as numbers: below the first level the label stands as words after a bullet."""
    bullet = "- " if line.level else ""
    return f"{_INDENT * line.level}{bullet}{line.marker} {_words(line.text)}"


def _blocks(blocks: Iterable[Paragraph]) -> Iterator[str]:
    """Each paragraph; the items of one list stay together."""
    items: list[str] = []
    for block in normal(blocks):
        words = f"{_INDENT * block.level}{_marker(block)}{inline_markdown(block.runs, also=_FOR_OTHERS)}"
        if block.style is BlockStyle.NORMAL:
            if items:
                yield "\n".join(items)
                items = []
            yield words
        else:
            items.append(words)
    if items:
        yield "\n".join(items)


def _marker(block: Paragraph) -> str:
    if block.style is BlockStyle.NORMAL:
        return ""
    if block.style is BlockStyle.BULLET:
        return "- "
    return f"- {block.marker} " if block.shape is NumberShape.BRACKETS else f"{block.marker} "


def _table(section: TableSection) -> str:
    rows = [
        [_words(column.label).replace("|", "\\|") for column in section.columns],
        ["---"] * len(section.columns),
        *([_cell(cell) for cell in row] for row in section.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(blocks: Iterable[Paragraph]) -> str:
    """A cell is one line of text: line ends in it are HTML's, as CommonMark allows."""
    lines = (f"{block.marker} {inline_markdown(block.runs, also=_FOR_OTHERS)}".strip() for block in normal(blocks))
    return "<br>".join(lines).replace("\\\n", "<br>").replace("|", "\\|")


def _words(text: str) -> str:
    return inline_markdown(normal((Paragraph((Run(text),)),))[0].runs, also=_FOR_OTHERS) if text.strip() else ""
