"""The discussion as plain text: what a mail without formatting gets, beside the HTML of the clipboard."""

from __future__ import annotations

from collections.abc import Iterator

from msa_wg_desktop.domain.richtext import plain
from msa_wg_desktop.domain.summary import DiscussionSection
from msa_wg_desktop.domain.text import clean

_INDENT = "    "


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
