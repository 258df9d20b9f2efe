"""The grammar of dates in words: which words at one place of a text name a day, seen from another day.

    phrase   = [ clock ] ( iso | figures | month-day | day-month | end | ahead | near | weekday | ordinal )
             | "COB" | "end of the day"
    clock    = ( "COB" | "EOD" | "close of business" | "noon" | "5 pm" ) [ "on" | "," ]
    iso      = 2025-03-31 | 2025/03/31
    figures  = 3/31 [ /2025 | /25 ]                         month first
    month-day = [ weekday "," ] "March" 31 [ "st" ] [ "," 2025 ]
    day-month = [ weekday "," ] 31 [ "st" ] [ "of" ] "March" [ "," 2025 ]
    end      = "end of" ( "March" [ 2025 ] | 2025 | [ "this" | "next" ] ( "week" | "month" | "year" ) )
    ahead    = ( "in" | "within" ) count unit | count unit "from" ( "now" | phrase )
    near     = "today" | "tomorrow" | "the day after tomorrow"
    weekday  = [ "this" | "next" | "coming" ] "Friday" [ [ "of" ] ( "this" | "next" ) "week" ]
    ordinal  = "the" 21st [ "of the month" | "of next month" ]     only where nothing but a stop follows

A day without its year is the next one that comes, today included; a weekday without more is never today.
What only seems to name a day ("mid-March", "later in February", "in 10 business days") is left unread.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from msa_wg_desktop.words import _

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b\.?"
)
_LEAD = rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>[0-9]{4})\b)?"
_END = r"(?![\w/%]|\s*[-–]\s*[0-9])"
_COUNT_WORDS = "|".join(sorted(_COUNTS, key=len, reverse=True))
_COUNT = rf"(?P<count>[0-9]{{1,4}}|{_COUNT_WORDS})\s+(?P<unit>day|week|month|year)s?"
_STOP = r"""(?=[\s.,;:!?)\]"'”’…]*\Z|[.,;:!?)\]])"""
_CLOCK = re.compile(
    r"(?P<whole>cob|eob|eod|close\s+of\s+business|end\s+of\s+(?:the\s+)?(?:business\s+|working\s+)?day|end\s+of\s+business)\b"
    r"|(?:noon|midday|midnight|[0-9]{1,2}(?::[0-9]{2})?\s*[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_AFTER_CLOCK = re.compile(r"(?:,|\s+(?:on|of))?\s+", re.IGNORECASE)


# Most words after "by" begin no date: one look tells.
_BEGINS = re.compile(
    rf"(?:(?:in|within)\s+)?(?:[0-9]|(?:{_COUNT_WORDS})\s+(?:day|week|month|year))"
    rf"|(?:the\s+)?(?:[0-9]|end\b|day\b|this\b|next\b|coming\b|{'|'.join(_MONTHS + _WEEKDAYS)})"
    r"|to(?:day|night|morrow)\b|eo[bdmwy]\b|cob\b|close\b|noon\b|mid(?:day|night)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a day, up to `end`. `day` is None where there is no such day: `problem` says why."""

    end: int
    day: date | None
    problem: str = ""


class _NoSuchDay(Exception):
    """Words that name a day which the calendar does not have."""


def phrase_at(text: str, position: int, today: date) -> Phrase | None:
    """The phrase that names a day right at `position`, the longest that the grammar knows; None where none does."""
    if not _BEGINS.match(text, position):
        return None
    clock = _CLOCK.match(text, position)
    if clock is None:
        return _bare_phrase(text, position, today)
    gap = _AFTER_CLOCK.match(text, clock.end())
    found = _bare_phrase(text, gap.end(), today) if gap else None
    if found is None and clock["whole"]:
        return Phrase(clock.end(), today)
    return found


def _bare_phrase(text: str, position: int, today: date) -> Phrase | None:
    return _by_rules(text, position, today) or _count_from(text, position, today)


def _by_rules(text: str, position: int, today: date) -> Phrase | None:
    for pattern, day_of in _RULES:
        found = pattern.match(text, position)
        if found is None:
            continue
        try:
            return Phrase(found.end(), day_of(found, today))
        except _NoSuchDay as problem:
            return Phrase(found.end(), None, str(problem))
        except (OverflowError, ValueError):  # beyond the calendar: the year 0 or 10000
            return None
    return None


def _count_from(text: str, position: int, today: date) -> Phrase | None:
    """`two weeks from Friday`: a count from a day that is itself named."""
    found = _COUNT_FROM.match(text, position)
    start = _by_rules(text, found.end(), today) if found else None
    if found is None or start is None or start.day is None:
        return start
    try:
        return Phrase(start.end, _ahead(found, start.day))
    except (OverflowError, ValueError):
        return None


def _iso(found: re.Match[str], _today: date) -> date:
    return _on_weekday(found, _day(int(found["year"]), int(found["month"]), int(found["day"])))


def _figures(found: re.Match[str], today: date) -> date:
    month, day = int(found["month"]), int(found["day"])
    if found["year"] is None:
        if not 1 <= month <= 12:
            raise ValueError("24/7 is no date")
        return _on_weekday(found, _coming(month, day, today))
    year = int(found["year"])
    return _on_weekday(found, _day(year + 2000 if year < 100 else year, month, day))


def _named(found: re.Match[str], today: date) -> date:
    month, day = _index(_MONTHS, found["month"]) + 1, int(found["day"])
    named = _coming(month, day, today) if found["year"] is None else _day(int(found["year"]), month, day)
    return _on_weekday(found, named)


def _end_of_month(found: re.Match[str], today: date) -> date:
    month = _index(_MONTHS, found["month"]) + 1
    year = int(found["year"]) if found["year"] else today.year + (month < today.month)
    return _last_of_month(year, month)


def _end_of_unit(found: re.Match[str], today: date) -> date:
    """The last day of a month or year, the Friday of a week."""
    later = (found["which"] or "").lower() == "next"
    unit = found["unit"].lower()[0]
    if unit == "w":
        friday = today + timedelta(days=4 - today.weekday() + 7 * later)
        return friday if friday >= today else friday + timedelta(days=7)
    if unit == "y":
        return date(today.year + later, 12, 31)
    ahead = _months_on(today.replace(day=1), int(later))
    return _last_of_month(ahead.year, ahead.month)


def _end_of_year(found: re.Match[str], _today: date) -> date:
    return date(int(found["year"]), 12, 31)


def _ahead(found: re.Match[str], start: date) -> date:
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    match found["unit"].lower():
        case "day":
            return start + timedelta(days=count)
        case "week":
            return start + timedelta(weeks=count)
        case "month":
            return _months_on(start, count)
        case _:
            return _months_on(start, 12 * count)


def _near(found: re.Match[str], today: date) -> date:
    words = found.group().lower()
    return today + timedelta(days=0 if words in ("today", "tonight") else 1 if words == "tomorrow" else 2)


def _weekday(found: re.Match[str], today: date) -> date:
    weekday = _index(_WEEKDAYS, found["weekday"])
    which = (found["which"] or found["week"] or "").lower()
    in_this_week = today + timedelta(days=weekday - today.weekday())
    if which == "next":
        return in_this_week + timedelta(days=7)
    if which == "this" and in_this_week >= today:
        return in_this_week
    return in_this_week if in_this_week > today else in_this_week + timedelta(days=7)


def _ordinal(found: re.Match[str], today: date) -> date:
    day = int(found["day"])
    if (found["which"] or "").lower() == "next" or (found["which"] is None and day < today.day):
        ahead = _months_on(today.replace(day=1), 1)
        return _on_weekday(found, _day(ahead.year, ahead.month, day))
    return _on_weekday(found, _day(today.year, today.month, day))


def _rule(pattern: str, day_of: Callable[[re.Match[str], date], date]) -> _Rule:
    return re.compile(pattern, re.IGNORECASE), day_of


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], date]]
_COUNT_FROM = re.compile(rf"(?:(?:in|within)\s+)?{_COUNT}\s+from\s+", re.IGNORECASE)
_RULES: tuple[_Rule, ...] = (
    _rule(rf"{_LEAD}(?P<year>[0-9]{{4}})([-/])(?P<month>[0-9]{{1,2}})\3(?P<day>[0-9]{{1,2}}){_END}", _iso),
    _rule(
        rf"{_LEAD}(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})(?:/(?P<year>[0-9]{{4}}|[0-9]{{2}}))?{_END}"
        r"(?!\s+of\b)",
        _figures,
    ),
    _rule(rf"{_LEAD}{_MONTH}\s*{_DAY}{_YEAR}{_END}", _named),
    _rule(rf"{_LEAD}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}{_END}", _named),
    _rule(rf"(?:the\s+)?end\s+of\s+{_MONTH}{_YEAR}{_END}", _end_of_month),
    _rule(
        r"(?:(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?P<which>this|next)\s+)?|eo(?=[wmy]\b))"
        r"(?P<unit>week|month|year|w|m|y)\b",
        _end_of_unit,
    ),
    _rule(rf"(?:the\s+)?end\s+of\s+(?P<year>[0-9]{{4}}){_END}", _end_of_year),
    _rule(rf"(?:in|within)\s+{_COUNT}\b(?:(?:['’]s?)?\s+time\b)?(?!\s+(?:of|after|before|from|prior)\b)", _ahead),
    _rule(rf"{_COUNT}\s+from\s+(?:now|today)\b", _ahead),
    _rule(r"(?:today|tonight|tomorrow|(?:the\s+)?day\s+after\s+tomorrow)\b", _near),
    _rule(
        rf"(?:{_WEEKDAY},?\s+)?the\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)"
        rf"(?:\s+of\s+(?:the|(?P<which>this|next))\s+month)?{_STOP}",
        _ordinal,
    ),
    # "Sun Power" and "Mon Valley" are names: a bare weekday before a capitalised word is none.
    _rule(
        rf"(?:(?:the\s+)?(?P<which>this|next|coming)\s+(?:coming\s+)?)?{_WEEKDAY}"
        r"(?:,?\s+(?:of\s+)?(?P<week>this|next)\s+week\b)?(?![-/]|\s+(?-i:[A-Z][a-z]))",
        _weekday,
    ),
)


def _index(words: tuple[str, ...], word: str) -> int:
    """Which month or weekday a word begins to name."""
    return words.index(word[:3].lower())


def _day(year: int, month: int, day: int) -> date:
    """The day, or the sentence that says why there is none."""
    if not 1 <= month <= 12:
        raise _NoSuchDay(_("There is no month {number}").format(number=month))
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        name = month_name(month)
        if (month, day) == (2, 29):
            raise _NoSuchDay(_("February 29, {year} does not exist").format(year=year))
        raise _NoSuchDay(_("{month} {day} does not exist").format(month=name, day=day))
    return date(year, month, day)


def _on_weekday(found: re.Match[str], named: date) -> date:
    """The day, unless the words say another weekday than it has."""
    if found["weekday"] is None or _index(_WEEKDAYS, found["weekday"]) == named.weekday():
        return named
    raise _NoSuchDay(
        _("{month} {day}, {year} is a {weekday}, not a {said}").format(
            month=month_name(named.month),
            day=named.day,
            year=named.year,
            weekday=weekday_name(named.weekday()),
            said=weekday_name(_index(_WEEKDAYS, found["weekday"])),
        )
    )


def _coming(month: int, day: int, today: date) -> date:
    """The next such day, today included."""
    return _day(today.year + ((month, day) < (today.month, today.day)), month, day)


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months_on(start: date, count: int) -> date:
    """So many months later; the last day of a month that is too short for it."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


# Translated where they are shown, one at a time: a page of dates asks for hundreds.
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def month_name(month: int, *, short: bool = False) -> str:
    """The name of a month, 1 to 12; `short` is "Feb"."""
    return _((_SHORT_MONTHS if short else _MONTH_NAMES)[month - 1])


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """The name of a weekday, Monday 0; `short` is "Fri"."""
    return _((_SHORT_WEEKDAYS if short else _WEEKDAY_NAMES)[weekday])
