"""Meetings that come again: rules as calendars write them (RFC 5545), their days, and both in words.

A rule ends by COUNT alone: a calendar wants UNTIL in UTC for times and as a day without them, and a series may
have either. Skipped days count, as they do for calendars (an EXDATE takes a day away, not a number).
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.planning import holiday_name
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _, ngettext

MOST = 120
"""How many meetings one series may have: ten years of months, more than two of weeks."""
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 5


class Every(StrEnum):
    """How often a series comes."""

    WEEK = "week"
    TWO_WEEKS = "two-weeks"
    MONTH = "month"
    """On the same weekday of the month: the second Tuesday."""
    MONTH_DATE = "month-date"


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """One day of a series; `holiday` names the one that it falls on."""

    day: date
    holiday: str = ""


def make_rule(
    every: Every, first: date, *, until: date | None = None, count: int | None = None, last: bool = False
) -> str:
    """The rule of a series that begins on `first` and ends with a day or after a count; one of both must be said.

    `last` prefers the last such weekday of a month to the fourth one, where `first` is both.
    """
    if (until is None) == (count is None):
        raise ValidationError(_("Say either until when the series goes, or how many meetings it has."), field="until")
    if until is not None:
        if until < first:
            raise ValidationError(_("The series ends before its first meeting; look at the two dates."), field="until")
        count = sum(day <= until for day in _days(f"{_frequency(every, first, last=last)};COUNT={MOST + 1}", first))
    if count is None or not 1 < count <= MOST:
        raise ValidationError(
            _("A series has 2 to {most} meetings. Choose another end; a single meeting needs no series.").format(
                most=MOST
            ),
            field="until",
        )
    return f"{_frequency(every, first, last=last)};COUNT={count}"


def days_of(rule: str, first: date) -> tuple[date, ...]:
    """The days that a rule names, the first of all included."""
    return tuple(_days(rule, first))


def planned(rule: str, first: date, holidays: Container[date]) -> tuple[SeriesDay, ...]:
    """The days of a series, with the holidays among them, for somebody to choose which to skip."""
    return tuple(SeriesDay(day, holiday_name(day, holidays)) for day in _days(rule, first))


def shortened(rule: str, first: date, last: date) -> str:
    """The same rule, ending with `last`."""
    parts = _parts(rule)
    count = sum(day <= last for day in _days(rule, first))
    return ";".join(f"{name}={count if name == 'COUNT' else value}" for name, value in parts.items())


def ending(rule: str, first: date, *, until: date | None = None, count: int | None = None) -> str:
    """The same rule with another end, with a day or after a count. Raises ValidationError in words."""
    return make_rule(every_of(rule), first, until=until, count=count, last=_is_last(rule))


def moved(rule: str, first: date, count: int) -> str:
    """The same way of coming again, from another first day on: on that day's weekday, so many times.

    What came in the last week of a month goes on doing so, where the new day is in one.
    """
    return f"{_frequency(every_of(rule), first, last=_is_last(rule))};COUNT={count}"


def every_of(rule: str) -> Every:
    """How often a rule comes. Raises ValidationError where it comes in a way that none has here."""
    parts = _parts(rule)
    match parts.get("FREQ"), parts.get("INTERVAL", "1"):
        case "WEEKLY", "1":
            return Every.WEEK
        case "WEEKLY", "2":
            return Every.TWO_WEEKS
        case "MONTHLY", "1":
            return Every.MONTH if "BYDAY" in parts else Every.MONTH_DATE
        case _:
            raise ValidationError(
                _("This series comes again in a way that can't be changed here; change one at a time.")
            )


def rule_words(rule: str) -> str:
    """`every second Tuesday of the month`; "" where nothing comes again, or by a rule that no series here has."""
    parts = _parts(rule)
    by_day = parts.get("BYDAY", "")
    if by_day and (by_day[-2:] not in _CODES or by_day[:-2] not in {"", *_ordinals()}):
        return ""
    weekday = weekday_name(_CODES.index(by_day[-2:])) if by_day else ""
    if parts.get("FREQ") == "WEEKLY" and by_day:
        return (_("every other {weekday}") if parts.get("INTERVAL") == "2" else _("every {weekday}")).format(
            weekday=weekday
        )
    if parts.get("FREQ") == "MONTHLY":
        if which := _ordinals().get(by_day[:-2]):
            return _("every {which} {weekday} of the month").format(which=which, weekday=weekday)
        if day := parts.get("BYMONTHDAY"):
            return _("day {day} of every month").format(day=day)
    return ""


def whole_rule_words(rule: str) -> str:
    """`every Tuesday, 4 times`: how it comes again, and how often."""
    parts, words = _parts(rule), rule_words(rule)
    if words and (count := parts.get("COUNT", "")).isdecimal():
        times = ngettext("{words}, {count} time", "{words}, {count} times", int(count))
        return times.format(words=words, count=count)
    return words


def every_words(every: Every, first: date) -> str:
    """The same of a choice, before there is a rule."""
    return rule_words(_frequency(every, first))


def _is_last(rule: str) -> bool:
    return _parts(rule).get("BYDAY", "").startswith("-1")


def _frequency(every: Every, first: date, *, last: bool = False) -> str:
    code = _CODES[first.weekday()]
    match every:
        case Every.WEEK:
            return f"FREQ=WEEKLY;BYDAY={code}"
        case Every.TWO_WEEKS:
            return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}"
        case Every.MONTH:
            which = (first.day - 1) // 7 + 1
            ends_month = (first + timedelta(days=7)).month != first.month
            return f"FREQ=MONTHLY;BYDAY={-1 if which == _LAST or (last and ends_month) else which}{code}"
        case _:
            return f"FREQ=MONTHLY;BYMONTHDAY={first.day}"


def _days(rule: str, first: date) -> list[date]:
    from dateutil.rrule import rrulestr

    return [at.date() for at in rrulestr(rule, dtstart=datetime.combine(first, time()))]


def _parts(rule: str) -> Mapping[str, str]:
    return dict(part.split("=", maxsplit=1) for part in rule.split(";") if "=" in part)


def _ordinals() -> Mapping[str, str]:
    return {"1": _("first"), "2": _("second"), "3": _("third"), "4": _("fourth"), "-1": _("last")}
