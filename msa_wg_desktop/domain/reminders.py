"""How long before a meeting calendars remind of it, as people type it: `1 day, 15 minutes`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _, ngettext

MOST = 5
"""More reminders than these, and people turn all of them off."""
LONGEST = 4 * 7 * 24 * 60
"""Minutes: four weeks, the most that Google's calendar takes."""

_UNITS = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_PART = re.compile(r"(\d{1,5})\s*(m|h|d|w)[a-z]*(?:\s+before)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&)\s*")


def read_reminders(text: str) -> tuple[int, ...]:
    """The minutes that a field says, the longest first; none where it is empty. Raises ValidationError in words."""
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(text.strip())):
        read = _PART.fullmatch(part)
        if read is None:
            raise ValidationError(
                _("“{part}” is no time before a meeting; type one such as 1 day, 15 minutes.").format(part=part),
                field="reminders",
            )
        found.add(int(read[1]) * _UNITS[read[2].casefold()])
    return checked(found)


def checked(minutes: Iterable[int]) -> tuple[int, ...]:
    """Each once, the longest first. Raises ValidationError in words where they are too many or too long before."""
    found = sorted(set(minutes), reverse=True)
    if len(found) > MOST or any(not 0 <= each <= LONGEST for each in found):
        raise ValidationError(
            _("At most {most} reminders, up to four weeks before the start. Nothing was changed.").format(most=MOST),
            field="reminders",
        )
    return tuple(found)


def reminder_words(minutes: Iterable[int]) -> str:
    """`1 day, 15 minutes`, as it can be typed; "" for none."""
    return ", ".join(_one(each) for each in sorted(set(minutes), reverse=True))


def _one(minutes: int) -> str:
    if minutes and minutes % _UNITS["w"] == 0:
        count, words = minutes // _UNITS["w"], ngettext("{n} week", "{n} weeks", minutes // _UNITS["w"])
    elif minutes and minutes % _UNITS["d"] == 0:
        count, words = minutes // _UNITS["d"], ngettext("{n} day", "{n} days", minutes // _UNITS["d"])
    elif minutes and minutes % _UNITS["h"] == 0:
        count, words = minutes // _UNITS["h"], ngettext("{n} hour", "{n} hours", minutes // _UNITS["h"])
    else:
        count, words = minutes, ngettext("{n} minute", "{n} minutes", minutes)
    return words.format(n=count)
