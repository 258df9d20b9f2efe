"""How words that are looked for are compared; the find bar applies it to all texts of a meeting alike."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindOptions:
    """What counts as the same words."""

    match_case: bool = False
    whole_words: bool = False


def pattern_of(words: str, options: FindOptions) -> re.Pattern[str]:
    """What finds the words; none of their characters means anything special."""
    pattern = re.escape(words)
    if options.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if options.match_case else re.IGNORECASE)
