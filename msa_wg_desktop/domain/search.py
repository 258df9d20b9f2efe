"""What a search gives back, and how the words that one types are read."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.text import clean

MAX_TOKENS = 20


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found.

    `kind` is the command line's word for it, `where` says in words where it stands, `text` is the piece around
    the match. `off_record`: for the facilitator's eyes only, never for a window that is shared.
    """

    kind: str
    id: str
    where: str
    text: str
    meeting_id: str | None = None
    off_record: bool = False


def tokens(words: str) -> tuple[str, ...]:
    """The words to look for; marks that stand alone are left out. Never raises."""
    pieces = clean(words)[0].split()
    return tuple(piece for piece in pieces if any(char.isalnum() for char in piece))[:MAX_TOKENS]
