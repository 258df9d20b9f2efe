"""Words that are wider than their place, such as mail addresses, may break within: no letter is cut off at the edge."""

from __future__ import annotations

import re

from PySide6.QtGui import QFontMetrics

_ZERO_WIDTH_SPACE = "\u200b"
_JOINTS = re.compile(r"(?<=[@./\\_–—-])(?=\w)")


def breakable(words: str, metrics: QFontMetrics, width: int) -> str:
    """The words as they are painted: what is too wide breaks at its joints, and where it has none, anywhere."""
    if metrics.horizontalAdvance(words) <= width:
        return words
    # Only words of so many letters can be too wide: to measure each of them takes longer than to paint them all.
    letters = max(1, width // max(1, metrics.maxWidth()))
    return re.sub(rf"\S{{{letters},}}", lambda found: _break(found[0], metrics, width), words)


def unbroken(words: str) -> list[str]:
    """The parts of the words that stay whole where there is room for each."""
    return [part for word in words.split() for part in _JOINTS.split(word)]


def _break(word: str, metrics: QFontMetrics, width: int) -> str:
    if metrics.horizontalAdvance(word) <= width:
        return word
    parts = _JOINTS.split(word)
    return _ZERO_WIDTH_SPACE.join(
        part if metrics.horizontalAdvance(part) <= width else _ZERO_WIDTH_SPACE.join(part) for part in parts
    )
