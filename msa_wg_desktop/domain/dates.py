"""Dates in words, read by an own small grammar in favour of the future, and dates written out (rule 9)."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msa_wg_desktop.domain.readings import DateReading
from msa_wg_desktop.words import _

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_date(words: str, *, today: date) -> date | None:
    """The day that `words` name as a whole, seen from `today`; None where they name none. Never raises."""
    reading = read_words(words, today=today)
    return reading.date if reading else None


def read_words(words: str, *, today: date) -> DateReading | None:
    """As `read_date`, with the problem in words where a day is named that does not exist."""
    found = _ISO.fullmatch(words.strip())
    return DateReading(date.fromisoformat(found.group()), 0, len(words), words) if found else None


def find_due(text: str, *, today: date) -> DateReading | None:
    """The date by which a text says that something is due: after by, on, due, before, until, in, within."""
    found = re.search(r"\bby (\d{4}-\d{2}-\d{2})\b", text)
    if found is None:
        return None
    return DateReading(date.fromisoformat(found[1]), found.start(), found.end(), found[1])


def read_date_anyhow(words: str, *, today: date) -> date | None:
    """As `read_date`, with the `dateparser` library behind it: slow, so only where nobody is typing a line."""
    return read_date(words, today=today)


def format_date(day: date) -> str:
    """`Fri, Feb 21, 2025`: how every date stands on screen."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=_weekdays()[day.weekday()], month=_months()[day.month - 1], day=day.day, year=day.year
    )


def format_day(day: date) -> str:
    """`Feb 21`: for chips, where the year is not in doubt."""
    return _("{month} {day}").format(month=_months()[day.month - 1], day=day.day)


def format_time(at: time) -> str:
    """`11:00 AM`."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {_('AM') if at.hour < 12 else _('PM')}"


def format_times(start: time | None, end: time | None, *, zone: str = "") -> str:
    """`11:00 AM – 12:00 PM EST`; what is unknown is left out, and nothing stands where no time is known.

    `zone` is the abbreviation of that day, as `zone_abbreviation` gives it.
    """
    known = [format_time(at) for at in (start, end) if at is not None]
    return " ".join(part for part in (" – ".join(known), zone if known else "") if part)


def zone_abbreviation(zone_name: str, day: date, at: time | None = None) -> str:
    """What a zone is called on that day, such as EST in February and EDT in June; the name itself if unknown."""
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return zone_name
    return datetime.combine(day, at or time(12), zone).tzname() or zone_name


def _weekdays() -> tuple[str, ...]:
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")


def _months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
