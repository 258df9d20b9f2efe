"""What a search gives back, and how the words that one types are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.text import clean

MAX_TOKENS = 20


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found.

    `kind` is the command line's word for it, `where` says in words where it stands, `text` is the piece around
    the match, `spans` (from, to) are what matched in it. `day` and `label` are those of the meeting and the line
    that it comes from; `group_id`, `meeting_id`, `note_id`, `order_id` and `proposal_id` are what it is a part of.
    `off_record`: for the facilitator's eyes only, never for a window that is shared.
    """

    kind: str
    id: str
    where: str
    text: str
    meeting_id: str | None = None
    off_record: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    day: date | None = None
    label: str = ""
    group_id: str | None = None
    note_id: str | None = None
    order_id: str | None = None
    proposal_id: str | None = None


def tokens(words: str) -> tuple[str, ...]:
    """The words to look for; marks that stand alone are left out. Never raises."""
    pieces = clean(words)[0].split()
    return tuple(piece for piece in pieces if any(char.isalnum() for char in piece))[:MAX_TOKENS]


def marked(piece: str, *, opening: str, closing: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece on one line without its marks, and what stood between them."""
    words, begun = "", 0
    spans: list[tuple[int, int]] = []
    for part in re.split(f"([{opening}{closing}])", " ".join(piece.split())):
        if part == opening:
            begun = len(words)
        elif part == closing:
            spans.append((begun, len(words)))
        else:
            words += part
    return words, tuple(spans)
