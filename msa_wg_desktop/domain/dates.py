"""Dates in words, read by an own small grammar in favour of the future, and dates written out (rule 9)."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msa_wg_desktop.domain.date_words import month_name, phrase_at, weekday_name
from msa_wg_desktop.domain.readings import DateReading
from msa_wg_desktop.words import _

_INTRODUCES = re.compile(
    r"(?<![\w'’-])(?:(?P<strong>(?:no|not)\s+later\s+than|on\s+or\s+before|prior\s+to|before|by|due(?:\s+(?:on|by))?:?)\s+"
    r"|(?P<weak>(?:on|until|till)\s+|(?=(?:in|within)\s)))",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"""[\s.,;:!?)\]"'”’…]*\Z""")
_VAGUE = re.compile(
    r"\b(?:later|early|earlier|mid|around|about|beginning|start|few|couple|some|soon|business|working|ago|now)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}")
_DAY = r"(?:[^\W\d]+\.?\s+[0-9]{1,2}|[0-9]{1,2}\s+[^\W\d]+\.?)"
_HALF_TYPED = re.compile(
    rf"[^\W\d]*(?:[.,]?\s*[^\W\d]*)|(?:[^\W\d]+,?\s+)?{_DAY},?\s*[0-9]{{0,3}}"
    r"|[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]?|[0-9]{3})"
)
"""One word or two that the own grammar doesn't know, or a year with figures still to come: no library knows more."""
_LONGEST_WORDS = 60


def read_date(words: str, *, today: date) -> date | None:
    """The day that `words` name as a whole, seen from `today`; None where they name none. Never raises."""
    reading = read_words(words, today=today)
    return reading.date if reading else None


def read_words(words: str, *, today: date) -> DateReading | None:
    """As `read_date`, with the problem in words where a day is named that does not exist ("Feb 30")."""
    start = len(words) - len(words.lstrip())
    introduced = _INTRODUCES.match(words, start)
    begin = introduced.end() if introduced else start
    phrase = phrase_at(words, begin, today)
    if phrase is None or not _CLOSES.match(words, phrase.end):
        return None
    return DateReading(phrase.day, start, phrase.end, words[begin : phrase.end], phrase.problem)


def find_due(text: str, *, today: date) -> DateReading | None:
    """The date by which a text says that something is due; None where it says none. Never raises.

    A date is read after "by", "on", "due", "before", "no later than", "until", or as "in two weeks". The one
    that ends the text wins; else the last after a word that can only mean a due date ("on" and "in" tell
    stories in the middle of a sentence).
    """
    last: DateReading | None = None
    for introduced in _INTRODUCES.finditer(text):
        phrase = phrase_at(text, introduced.end(), today)
        if phrase is None:
            continue
        words = text[introduced.end() : phrase.end]
        reading = DateReading(phrase.day, introduced.start(), phrase.end, words, phrase.problem)
        if _CLOSES.match(text, phrase.end):
            return reading
        opens = not text[: introduced.start()].strip() and text[phrase.end] == ","
        if introduced["strong"] or opens:
            last = reading
    return last


def read_date_anyhow(words: str, *, today: date) -> date | None:
    """As `read_date`, with the `dateparser` library behind it: slow, so only where nobody is typing a line.

    The library is asked only for words that could name one day: "1", "March" and "later in February" do not.
    """
    own = read_words(words, today=today)
    if own is not None:
        return own.date
    words = words.strip()
    if len(words) > _LONGEST_WORDS or not words.isprintable() or _VAGUE.search(words):
        return None
    if not any(sign.isalpha() for sign in words) and not _FIGURES.fullmatch(words):
        return None
    if _HALF_TYPED.fullmatch(words):
        return None
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "REQUIRE_PARTS": ["day", "month"],
            "DATE_ORDER": "MDY",
        },
    )
    return found.date() if found else None


def format_date(day: date) -> str:
    """`Fri, Feb 21, 2025`: how every date stands on screen."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday_name(day.weekday(), short=True),
        month=month_name(day.month, short=True),
        day=day.day,
        year=day.year,
    )


def short_date(day: date) -> str:
    """`Feb 21, 2025`: where the weekday says nothing, as in a reference."""
    return _("{month} {day}, {year}").format(month=month_name(day.month, short=True), day=day.day, year=day.year)


def format_weekday(day: date) -> str:
    """`Fri, Feb 21`: on a time line, where the year is not in doubt."""
    return _("{weekday}, {day}").format(weekday=weekday_name(day.weekday(), short=True), day=format_day(day))


def format_day(day: date) -> str:
    """`Feb 21`: for chips, where the year is not in doubt."""
    return _("{month} {day}").format(month=month_name(day.month, short=True), day=day.day)


def distance_words(day: date, today: date) -> str:
    """`today`, `in 3 days`, `5 days ago`: what a date that stands there whole doesn't say itself."""
    days = (day - today).days
    if abs(days) < 2:
        return (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
    words = _("in {count} days") if days > 0 else _("{count} days ago")
    return words.format(count=f"{abs(days):,}")


def understood(day: date | None, typed: str, today: date) -> str:
    """Below a field, the day that was understood; where that stands in the field already, how far it is away."""
    if day is None:
        return ""
    read, away = format_date(day), distance_words(day, today)
    return away[:1].upper() + away[1:] if read == typed.strip() else read


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
