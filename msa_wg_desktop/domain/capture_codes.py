"""A code before a colon that nobody has: the line stays text, and that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msa_wg_desktop.domain.capture_known import Known
from msa_wg_desktop.domain.capture_line import marker_at, read_opening
from msa_wg_desktop.domain.capture_speakers import read_speakers

_CODE = re.compile(r"([a-z]{2,3}):(?=\s|\Z)")
# Small words that open a line of prose.
_WORDS = frozenset(
    (
        *("aka", "ask", "but", "cc", "cf", "due", "eg", "etc", "ex", "fyi", "for", "ie", "if", "in", "low", "max"),
        *("min", "nb", "new", "no", "not", "now", "ok", "old", "on", "or", "per", "pro", "con", "ps", "re", "see"),
        *("so", "tbc", "tbd", "to", "via", "vs", "why", "who", "yes"),
    )
)


@dataclass(frozen=True, slots=True)
class UnheldCode:
    """A code that opens lines of a meeting and is nobody's: where they stand, as `4.b`, and which they are."""

    code: str
    labels: tuple[str, ...]
    note_ids: tuple[str, ...]


def unheld_code(text: str, known: Known) -> str:
    """The code that opens a line as a speaker's would, where nobody has it; else nothing."""
    opening = read_opening(text)
    found = None if opening.literal else _CODE.match(text, opening.position)
    if found is None or found[1] in _WORDS or marker_at(text, opening.position, known):
        return ""
    return "" if read_speakers(text, opening.position, known) else found[1]
