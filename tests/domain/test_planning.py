"""Business days and planning backwards, with the figures of decision 12."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.planning import business_days, is_business_day, latest_start, rule_in_words, state_holidays
from msa_wg_desktop.errors import ValidationError

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_from_february_18_to_march_31_there_are_29_business_days_in_connecticut(connecticut: Container[date]) -> None:
    assert business_days(date(2025, 2, 18), date(2025, 3, 31), connecticut) == 29


def test_february_21_is_26_business_days_before_the_filing(connecticut: Container[date]) -> None:
    assert business_days(date(2025, 2, 21), date(2025, 3, 31), connecticut) == 26


def test_twenty_business_days_that_end_on_march_21_start_on_february_24(connecticut: Container[date]) -> None:
    assert latest_start(date(2025, 3, 21), 20, connecticut) == date(2025, 2, 24)


def test_a_step_of_one_day_starts_on_the_day_it_ends(connecticut: Container[date]) -> None:
    assert latest_start(date(2025, 3, 21), 1, connecticut) == date(2025, 3, 21)


def test_a_step_that_must_end_on_a_weekend_ends_on_the_friday_before(connecticut: Container[date]) -> None:
    assert latest_start(date(2025, 3, 23), 1, connecticut) == date(2025, 3, 21)
    assert latest_start(date(2025, 3, 23), 20, connecticut) == date(2025, 2, 24)


@pytest.mark.parametrize("days", [0, -1])
def test_a_step_takes_at_least_a_day(days: int, connecticut: Container[date]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        latest_start(date(2025, 3, 21), days, connecticut)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2025, 2, 12), "Lincoln's Birthday"),
        (date(2025, 2, 17), "Washington's Birthday"),
        (date(2025, 4, 18), "Good Friday"),
        (date(2026, 7, 3), "Independence Day, observed"),
    ],
)
def test_state_holidays_are_no_business_days(day: date, holiday: str, connecticut: Container[date]) -> None:
    assert not is_business_day(day, connecticut), holiday
    assert business_days(day - timedelta(days=1), day, connecticut) == 0


def test_other_states_have_other_holidays() -> None:
    assert is_business_day(date(2025, 2, 12), state_holidays("MA"))


def test_a_state_that_there_is_not_is_said_in_words() -> None:
    with pytest.raises(ValidationError, match="no state XX") as problem:
        state_holidays("XX")
    assert problem.value.field == "state"


def test_no_business_days_lie_between_a_day_and_itself_or_an_earlier_one(connecticut: Container[date]) -> None:
    assert business_days(date(2025, 3, 3), date(2025, 3, 3), connecticut) == 0
    assert business_days(date(2025, 3, 3), date(2025, 2, 3), connecticut) == 0


@given(DAYS, st.integers(1, 60))
def test_a_step_that_starts_on_its_latest_start_takes_its_days(end: date, days: int) -> None:
    holidays = {date(2025, 7, 4), date(2025, 12, 25), date(2026, 1, 1)}
    start = latest_start(end, days, holidays)
    assert is_business_day(start, holidays)
    assert business_days(start - timedelta(days=1), end, holidays) == days


@given(DAYS, DAYS, DAYS)
def test_business_days_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert business_days(first, last, ()) == business_days(first, middle, ()) + business_days(middle, last, ())


def test_the_rule_says_what_is_left_out() -> None:
    assert "weekends" in rule_in_words()
    assert "holidays" in rule_in_words()
