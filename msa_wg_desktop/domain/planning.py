"""Business days, and planning backwards from a date: one rule, printed beside what it gives (decision 12)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta
from typing import cast

from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_DAY = timedelta(days=1)


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
        days -= is_business_day(start, holidays)
        if not days:
            return start
        start -= _DAY


def holiday_name(day: date, holidays: Container[date]) -> str:
    """What a holiday is called, where it is one: `Washington's Birthday`."""
    if day not in holidays:
        return ""
    named: Mapping[date, str] = cast(Mapping[date, str], holidays) if isinstance(holidays, Mapping) else {}
    return named.get(day) or _("a holiday")


def rule_in_words() -> str:
    """The rule, to stand beside every figure that came from it."""
    return _(
        "Business days are counted after the first date, up to and including the second, without weekends and state"
        " holidays. A step starts on the first of the business days that end with its last day."
    )


def state_holidays(state: str = "CT") -> Container[date]:
    """The holidays of a US state, observed ones included; years are worked out as they are asked for.

    Making one takes some 100 ms the first time: make it before anybody types. Raises ValidationError for a state
    that there is not.
    """
    import holidays

    try:
        return holidays.country_holidays("US", subdiv=state)
    except NotImplementedError as problem:
        raise ValidationError(
            _("There is no state {state}: give its two letters, such as CT.").format(state=state),
            detail=str(problem),
            field="state",
        ) from problem
