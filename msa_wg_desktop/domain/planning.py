"""Business days, and planning backwards from a date: one rule, printed beside what it gives (decision 12)."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache
from typing import Any

from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _, ngettext

LONGEST_STEP = 1_000
"""Business days, about four years: whoever types more has slipped."""
_DAY = timedelta(days=1)
_NAMED = 5
"""So many holidays are named where some were left out of a count."""


def is_business_day(day: date, holidays: Container[date]) -> bool:
    """Whether a day is neither weekend nor holiday."""
    return day.weekday() < 5 and day not in holidays


def business_days(a: date, b: date, holidays: Container[date]) -> int:
    """How many business days lie after `a` up to and including `b`; 0 where `b` is not after `a`."""
    return sum(is_business_day(a + _DAY * offset, holidays) for offset in range(1, (b - a).days + 1))


def latest_start(end: date, days: int, holidays: Container[date]) -> date:
    """The first of the `days` business days that end with `end`: the last day on which such a step can start.

    Where `end` is itself no business day, the work ends on the last one before it. Raises ValueError where
    `days` is less than one.
    """
    if days < 1:
        raise ValueError(f"a step takes at least one business day, not {days}")
    start = end
    while True:
        if start.weekday() < 5 and start not in holidays:
            days -= 1
            if not days:
                return start
        start -= _DAY


def last_before(day: date, holidays: Container[date]) -> date:
    """The last business day before a day: there ends at the latest what must be finished before it."""
    return last_up_to(day - _DAY, holidays)


def last_up_to(day: date, holidays: Container[date]) -> date:
    """The day itself, or the last business day before it where it is none."""
    return day if is_business_day(day, holidays) else latest_start(day, 1, holidays)


def require_lead_days(days: int | None, *, field: str) -> int | None:
    """A lead time as it may be entered; none where it isn't known yet. Raises ValidationError in words."""
    if days is None or 1 <= days <= LONGEST_STEP:
        return days
    raise ValidationError(
        _("A step takes from 1 to {most} business days, and {days} is not among them. Nothing was changed.").format(
            most=f"{LONGEST_STEP:,}", days=f"{days:,}"
        ),
        field=field,
    )


def step_in_words(end: date, days: int, start: date, holidays: Container[date]) -> str:
    """`20 business days that end Fri, Mar 21, 2025: starts Mon, Feb 24, 2025`, and the holidays left out."""
    words = ngettext(
        "{days} business day that ends {end}: starts {start}",
        "{days} business days that end {end}: starts {start}",
        days,
    ).format(days=f"{days:,}", end=format_date(end), start=format_date(start))
    return words + _left_out(start, end, holidays)


def span_in_words(a: date, b: date, holidays: Container[date]) -> str:
    """`29 business days after Tue, Feb 18, 2025, up to Mon, Mar 31, 2025`, and the holidays left out."""
    count = business_days(a, b, holidays)
    words = ngettext("{days} business day after {a}, up to {b}", "{days} business days after {a}, up to {b}", count)
    return words.format(days=f"{count:,}", a=format_date(a), b=format_date(b)) + _left_out(a + _DAY, b, holidays)


def _left_out(first: date, last: date, holidays: Container[date]) -> str:
    """The holidays that would have counted, had they been none."""
    if isinstance(holidays, StateHolidays):
        free = holidays.between(first, last)
    else:
        span = (first + _DAY * offset for offset in range((last - first).days + 1))
        free = [day for day in span if day.weekday() < 5 and day in holidays]
    if not free:
        return ""
    named = ", ".join([*(format_day(day) for day in free[:_NAMED]), *(["…"] if len(free) > _NAMED else [])])
    return ngettext("; holiday {days} left out", "; holidays {days} left out", len(free)).format(days=named)


def rule_in_words() -> str:
    """The rule, to stand beside every figure that came from it."""
    return _(
        "Business days are counted after the first date, up to and including the second, without weekends and state"
        " holidays. A step starts on the first of the business days that end with its last day, which is the last"
        " business day before what it comes before."
    )


class StateHolidays(Container[date]):
    """The holidays of a state. Each year is worked out once; to ask the library day by day took ten times as long."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._years: dict[int, dict[date, str]] = {}

    def __contains__(self, day: object) -> bool:
        assert isinstance(day, date)
        try:
            return day in self._years[day.year]
        except KeyError:
            return day in self._year(day.year)

    def name(self, day: date) -> str:
        """`Washington's Birthday`; nothing where the day is no holiday."""
        return self._year(day.year).get(day, "") if day in self else ""

    def between(self, first: date, last: date) -> list[date]:
        """The holidays from one day to another that fall on a weekday."""
        years = range(first.year, last.year + 1)
        return [day for year in years for day in self._year(year) if first <= day <= last and day.weekday() < 5]

    def _year(self, year: int) -> dict[date, str]:
        if year not in self._years:
            days = self._source[f"{year:04}-01-01" : f"{year:04}-12-31"]
            self._years[year] = {day: str(self._source.get(day)) for day in days}
        return self._years[year]


def holiday_name(day: date, holidays: Container[date]) -> str:
    """What a holiday is called, where it is one: `Washington's Birthday`."""
    if day not in holidays:
        return ""
    return holidays.name(day) if isinstance(holidays, StateHolidays) else _("a holiday")


@cache
def state_holidays(state: str = "CT") -> StateHolidays:
    """The holidays of a US state, observed ones included; years are worked out as they are asked for.

    Making one takes some 100 ms the first time: make it before anybody types. Raises ValidationError for a state
    that there is not.
    """
    import holidays

    try:
        return StateHolidays(holidays.country_holidays("US", subdiv=state))
    except NotImplementedError as problem:
        raise ValidationError(
            _("There is no state {state}: give its two letters, such as CT.").format(state=state),
            detail=str(problem),
            field="state",
        ) from problem
