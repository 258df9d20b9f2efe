"""Which of many names some typed letters may mean, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Offered = TypeVar("Offered")


def ranked(offered: Iterable[Offered], typed: str, name: Callable[[Offered], str]) -> list[Offered]:
    """That very name first, then those that begin so, then those that hold it; without letters, all of them."""
    wanted = " ".join(typed.split()).casefold()
    found = [(_rank(name(each).casefold(), wanted), each) for each in offered if wanted in name(each).casefold()]
    return [each for _rank_of, each in sorted(found, key=lambda pair: pair[0])]


def _rank(name: str, wanted: str) -> int:
    if not wanted or name == wanted:
        return 0
    return 1 if name.startswith(wanted) else 2
