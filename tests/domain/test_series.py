"""Series of meetings: rules that a calendar understands, their days, and both in words."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.domain.series import Every, days_of, make_rule, planned, rule_words, shortened
from msa_wg_desktop.domain.times import exists
from msa_wg_desktop.errors import ValidationError

FEB_11 = date(2025, 2, 11)


@pytest.mark.parametrize(
    ("every", "first", "rule", "words"),
    [
        (Every.WEEK, FEB_11, "FREQ=WEEKLY;BYDAY=TU;COUNT=3", "every Tuesday"),
        (Every.TWO_WEEKS, FEB_11, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", "every other Tuesday"),
        (Every.MONTH, FEB_11, "FREQ=MONTHLY;BYDAY=2TU;COUNT=3", "every second Tuesday of the month"),
        (Every.MONTH, date(2025, 1, 30), "FREQ=MONTHLY;BYDAY=-1TH;COUNT=3", "every last Thursday of the month"),
        (Every.MONTH_DATE, FEB_11, "FREQ=MONTHLY;BYMONTHDAY=11;COUNT=3", "day 11 of every month"),
    ],
)
def test_a_rule_is_that_of_calendars_and_is_told_in_words(every: Every, first: date, rule: str, words: str):
    assert make_rule(every, first, count=3) == rule
    assert rule_words(rule) == words
    assert days_of(rule, first)[0] == first


def test_the_second_tuesdays_come_once_a_month():
    rule = make_rule(Every.MONTH, FEB_11, until=date(2025, 6, 1))
    assert days_of(rule, FEB_11) == (FEB_11, date(2025, 3, 11), date(2025, 4, 8), date(2025, 5, 13))


def test_a_month_without_a_31st_has_no_meeting_on_it():
    rule = make_rule(Every.MONTH_DATE, date(2025, 1, 31), count=3)
    assert days_of(rule, date(2025, 1, 31)) == (date(2025, 1, 31), date(2025, 3, 31), date(2025, 5, 31))


def test_holidays_are_named_for_somebody_to_choose():
    rule = make_rule(Every.WEEK, date(2025, 2, 10), count=3)
    days = planned(rule, date(2025, 2, 10), state_holidays("CT"))
    assert [found.holiday for found in days] == ["", "Washington's Birthday", ""]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ({}, "either until when"),
        ({"until": date(2025, 6, 1), "count": 4}, "either until when"),
        ({"until": date(2025, 2, 1)}, "ends before its first meeting"),
        ({"until": FEB_11}, "2 to 120 meetings"),
        ({"count": 1}, "2 to 120 meetings"),
        ({"count": 100_000}, "2 to 120 meetings"),
        ({"until": date(2099, 1, 1)}, "2 to 120 meetings"),
    ],
)
def test_a_series_has_an_end_that_makes_sense(end, words: str):
    with pytest.raises(ValidationError, match=words):
        make_rule(Every.WEEK, FEB_11, **end)


def test_a_rule_is_shortened_to_what_is_left():
    rule = make_rule(Every.WEEK, FEB_11, count=9)
    assert shortened(rule, FEB_11, date(2025, 2, 25)) == "FREQ=WEEKLY;BYDAY=TU;COUNT=3"


def test_no_rule_has_no_words():
    assert rule_words("") == ""


def test_clocks_leave_an_hour_out_in_march_and_show_one_twice_in_november():
    zone = ZoneInfo("America/New_York")
    assert not exists(date(2025, 3, 9), time(2, 30), zone)
    assert exists(date(2025, 3, 9), time(3), zone)
    assert exists(date(2025, 11, 2), time(1, 30), zone)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY;BYDAY=X",
    ],
)
def test_a_rule_that_came_from_elsewhere_is_not_said_wrong(rule: str):
    assert rule_words(rule) == ""
