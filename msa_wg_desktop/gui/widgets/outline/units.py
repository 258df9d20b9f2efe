"""Qt counts UTF-16 units where Python counts characters: between the two."""

from __future__ import annotations

from collections.abc import Iterable


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_units(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans counted in characters as spans counted in UTF-16 units."""
    if text.isascii():
        return tuple(spans)
    return tuple((units(text[:start]), units(text[:end])) for start, end in spans)


def in_characters(text: str, position: int) -> int:
    """A position counted in UTF-16 units as one counted in characters."""
    if text.isascii():
        return position
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "surrogatepass"))
