"""Times of the day as people type them: `11:10`, `2:30 pm`, `2pm`; without am or pm, the one that is nearer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

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


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether clocks show that time on that day: on one night in March they leave an hour out."""
    there = datetime.combine(day, at, zone)
    back = there.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None, fold=0) == there.replace(tzinfo=None)


def _apart(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * _MINUTES + one.minute - other.minute)
