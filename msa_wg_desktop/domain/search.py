"""What a search gives back, and how the words that one types are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.text import clean

MAX_TOKENS = 20
_WORD = re.compile(r"[^\W_]+")
# How many words a piece has, and how many of them before the first match.
_AROUND, _BEFORE = 24, 8


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


def distance(words: str, phrase: str) -> tuple[bool, int]:
    """How far a text is from a phrase in small letters; less is better: first what holds it, then the shorter."""
    return phrase not in words.casefold(), len(words)


def piece(words: str, wanted: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text, on one line, that holds the first match; and all that matches in it."""
    line = " ".join(words.split())
    places = [match.span() for match in _WORD.finditer(line)]
    # Small letters of ASCII stand where the capitals stood: the whole line is folded at once.
    said = _WORD.findall(line.lower()) if line.isascii() else [_folded(line[start:end]) for start, end in places]
    phrases = [[_folded(part) for part in _WORD.findall(token)] for token in wanted]
    at = sorted({run for phrase in phrases for run in _runs(said, phrase, begun=phrase is phrases[-1])})
    first = at[0][0] if at else 0
    begin = max(0, min(first - _BEFORE, len(places) - _AROUND))
    end = min(len(places), begin + _AROUND)
    start = places[begin][0] if begin else 0
    stop = places[end - 1][1] if end < len(places) else len(line)
    lead = "…" if begin else ""
    shift = len(lead) - start
    spans = [(places[one][0] + shift, places[last][1] + shift) for one, last in at if begin <= one and last < end]
    return lead + line[start:stop] + ("…" if end < len(places) else ""), tuple(spans)


def _runs(said: Sequence[str], phrase: Sequence[str], *, begun: bool) -> Iterable[tuple[int, int]]:
    """Where the words of a phrase stand one after the other, the last as a beginning where it is `begun`."""
    if not phrase:
        return ()
    *whole, last = phrase
    if begun and len(last) > 1:
        ends = [at for at, word in enumerate(said) if word.startswith(last)]
    else:
        ends = [at for at, word in enumerate(said) if word == last]
    firsts = ((end - len(whole), end) for end in ends if end >= len(whole))
    return [(first, end) for first, end in firsts if said[first:end] == whole]


def _folded(word: str) -> str:
    """As the index compares words: without accents and capitals."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(char for char in plain if not unicodedata.combining(char))
