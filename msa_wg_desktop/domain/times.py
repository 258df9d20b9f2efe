"""Times of the day as people type them: `11:10`, `2:30 pm`, `2pm`; without am or pm, the one that is nearer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from msa_wg_desktop.domain.dates import format_time
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _, ngettext

_TYPED = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<sign>[:.h]?)(?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?\s*(?:m\.?)?", re.IGNORECASE
)
_NOON = 12
_HOURS = 24
_MINUTES = 60


def read_time(words: str, *, near: time | None = None) -> time | None:
    """The time that `words` name; None where they name none. Never raises.

    `1:10` may be in the night or after noon: where `near` is given (the start of the meeting), the one that is
    nearer to it is meant. `01:10` and `13:10` leave no doubt, nor does `1:10 am`.
    """
    typed = _TYPED.fullmatch(words.strip())
    if typed is None or (typed["half"] is None and words.strip()[-1:].casefold() in ("m", ".")):
        return None
    hour, minute = int(typed["hour"]), int(typed["minute"] or 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    if typed["half"]:
        if not 1 <= hour <= _NOON:
            return None
        return time(hour % _NOON + (_NOON if typed["half"].casefold() == "p" else 0), minute)
    early = time(hour, minute)
    if near is None or typed["hour"].startswith("0") or not 1 <= hour <= _NOON:
        return early
    return min((time(hour % _NOON, minute), time(hour % _NOON + _NOON, minute)), key=lambda at: _apart(at, near))


def clock_field(at: time | None) -> str:
    """A time as a field begins with it: `11:00 AM`; empty where it isn't known."""
    return format_time(at) if at else ""


def read_clock(words: str, *, field: str) -> time | None:
    """The time that a field says; None where it is empty. Raises ValidationError in words."""
    if not words.strip():
        return None
    read = read_time(words)
    if read is None:
        raise ValidationError(
            _("“{words}” is no time; type one such as 11:00 or 2:30 pm.").format(words=words.strip()), field=field
        )
    return read


def length_words(start: time | None, end: time | None) -> str:
    """`1 hour 30 minutes`; empty where one end isn't known, or they are the wrong way round."""
    if start is None or end is None or end <= start:
        return ""
    hours, minutes = divmod((end.hour - start.hour) * _MINUTES + end.minute - start.minute, _MINUTES)
    parts = [
        ngettext("{n} hour", "{n} hours", hours).format(n=hours) if hours else "",
        ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else "",
    ]
    return " ".join(part for part in parts if part)


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether clocks show that time on that day: on one night in March they leave an hour out."""
    there = datetime.combine(day, at, zone)
    back = there.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None, fold=0) == there.replace(tzinfo=None)


def _apart(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * _MINUTES + one.minute - other.minute)
