"""Finds a command by a part of what it is called: its words' beginnings, a piece of one, or its initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_LEAST_PIECE = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well something fits what was typed (less is better), and which letters of it do."""

    rank: int
    spans: tuple[tuple[int, int], ...]


def likeness(typed: str, words: str) -> Likeness | None:
    """Whether `words` are meant: each word typed begins one of them, or is a piece of one, or all are initials."""
    folded = words.lower()
    wanted = typed.lower().split()
    if not wanted or len(folded) != len(words):
        return None
    starts = [match.start() for match in _WORD.finditer(folded)]
    rank = 0
    spans: list[tuple[int, int]] = []
    for piece in wanted:
        begins = next((start for start in starts if folded.startswith(piece, start)), None)
        at = begins if begins is not None else _piece_at(piece, folded)
        if at is None:
            return _initials(typed, folded, starts)
        rank += (0 if begins == 0 else 1) if begins is not None else 3
        spans.append((at, at + len(piece)))
    return Likeness(rank, tuple(sorted(spans)))


def _piece_at(piece: str, folded: str) -> int | None:
    at = folded.find(piece) if len(piece) >= _LEAST_PIECE else -1
    return at if at >= 0 else None


def _initials(typed: str, folded: str, starts: list[int]) -> Likeness | None:
    letters = "".join(typed.lower().split())
    if not 2 <= len(letters) <= len(starts):
        return None
    if "".join(folded[start] for start in starts[: len(letters)]) != letters:
        return None
    return Likeness(2, tuple((start, start + 1) for start in starts[: len(letters)]))
