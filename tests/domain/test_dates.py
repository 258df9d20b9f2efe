"""Dates in words, seen from the meeting of Thursday, February 6, 2025 (rule 9)."""

from __future__ import annotations

import sys
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.dates import (
    find_due,
    format_date,
    format_day,
    format_time,
    format_times,
    read_date,
    read_date_anyhow,
    read_words,
    understood,
    zone_abbreviation,
)

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
DATE_WORDS = st.lists(
    st.sampled_from(
        (
            *(
                "by",
                "on",
                "due",
                "in",
                "the",
                "end",
                "of",
                "two",
                "weeks",
                "next",
                "this",
                "coming",
                "Fri",
                "Feb",
                "Mar.",
            ),
            *("30", "31", "9999", "0", "21st", "3/31", "2/29/2023", "13/13", "0000-00-00", "from", "a", "day", "week"),
            *("month", "years", "within", "tomorrow", "COB", "noon", "12 pm", "PURA", ",", "'", "-", "–"),
        )
    ),
    max_size=12,
).map(" ".join)

READ = [
    # words, the day
    ("Feb 21", "2025-02-21"),
    ("Feb. 21", "2025-02-21"),
    ("feb 21st", "2025-02-21"),
    ("February 21, 2025", "2025-02-21"),
    ("Feb 21 2025", "2025-02-21"),
    ("Fri, Feb 21", "2025-02-21"),
    ("Friday the 21st", "2025-02-21"),
    ("21 February", "2025-02-21"),
    ("the 31st of March", "2025-03-31"),
    ("31 March 2025", "2025-03-31"),
    ("3/31", "2025-03-31"),
    ("3/31/25", "2025-03-31"),
    ("3/31/2025", "2025-03-31"),
    ("Mon 3/31", "2025-03-31"),
    ("2025-03-31", "2025-03-31"),
    ("2025/03/31", "2025-03-31"),
    ("Sept 3", "2025-09-03"),
    ("Feb 6", "2025-02-06"),  # the meeting's own day is still to come
    ("Feb 5", "2026-02-05"),  # what has passed means next year
    ("1/14", "2026-01-14"),
    ("1/14/2025", "2025-01-14"),  # a year that is said is believed
    ("Fri", "2025-02-07"),
    ("friday", "2025-02-07"),
    ("Thu", "2025-02-13"),  # never the meeting's own day
    ("this Thu", "2025-02-06"),
    ("this Wed", "2025-02-12"),
    ("next Fri", "2025-02-14"),
    ("next Mon", "2025-02-10"),
    ("this coming Friday", "2025-02-07"),
    ("Friday next week", "2025-02-14"),
    ("Friday of this week", "2025-02-07"),
    ("Weds", "2025-02-12"),
    ("today", "2025-02-06"),
    ("tomorrow", "2025-02-07"),
    ("the day after tomorrow", "2025-02-08"),
    ("in two weeks", "2025-02-20"),
    ("in 10 days", "2025-02-16"),
    ("within a week", "2025-02-13"),
    ("in two weeks’ time", "2025-02-20"),
    ("in a month", "2025-03-06"),
    ("in 1 year", "2026-02-06"),
    ("two weeks from today", "2025-02-20"),
    ("a week from Friday", "2025-02-14"),
    ("end of March", "2025-03-31"),
    ("the end of January", "2026-01-31"),
    ("end of February 2024", "2024-02-29"),
    ("end of the month", "2025-02-28"),
    ("end of next month", "2025-03-31"),
    ("end of the week", "2025-02-07"),
    ("end of next week", "2025-02-14"),
    ("EOW", "2025-02-07"),
    ("eom", "2025-02-28"),
    ("end of the year", "2025-12-31"),
    ("end of 2026", "2026-12-31"),
    ("the 21st", "2025-02-21"),
    ("the 3rd", "2025-03-03"),
    ("the 3rd of next month", "2025-03-03"),
    ("COB Friday", "2025-02-07"),
    ("close of business on March 31, 2025", "2025-03-31"),
    ("5 pm on Friday", "2025-02-07"),
    ("noon, Feb 21", "2025-02-21"),
    ("COB", "2025-02-06"),
    ("end of day", "2025-02-06"),
    ("by Feb 21", "2025-02-21"),
    ("  Feb 21.  ", "2025-02-21"),
]

UNREAD = [
    "",
    "1",
    "21",
    "March",
    "2025",
    "PURA",
    "mid-March",
    "later in February",
    "early next week",
    "next week",
    "in 10 business days",
    "in a few days",
    "Mar 24-28",
    "Mar 24 – 28",
    "24-08-02",
    "1/2 of the members",
    "24/7",
    "31/3",
    "the 3rd party",
    "Sun Power",
    "noon",
    "Feb 21 and Feb 28",
    "0000-01-01",
    "in 9999 years",
    "end of the meeting",
]

IMPOSSIBLE = [
    ("Feb 30", "February 30 does not exist"),
    ("2/30", "February 30 does not exist"),
    ("April 31, 2025", "April 31 does not exist"),
    ("Feb 29", "February 29, 2025 does not exist"),
    ("2025-13-01", "There is no month 13"),
    ("13/5/2025", "There is no month 13"),
    ("Thu, Feb 21", "February 21, 2025 is a Friday, not a Thursday"),
    ("Tuesday 3/31", "March 31, 2025 is a Monday, not a Tuesday"),
]


@pytest.mark.parametrize(("words", "day"), READ, ids=[words for words, _day in READ])
def test_a_day_is_read_in_favour_of_the_future(words: str, day: str, meeting_day: date) -> None:
    assert read_date(words, today=meeting_day) == date.fromisoformat(day)


@pytest.mark.parametrize("words", UNREAD)
def test_what_names_no_one_day_is_left_unread(words: str, meeting_day: date) -> None:
    assert read_words(words, today=meeting_day) is None


@pytest.mark.parametrize(("words", "problem"), IMPOSSIBLE)
def test_a_day_that_does_not_exist_is_said_in_words(words: str, problem: str, meeting_day: date) -> None:
    reading = read_words(words, today=meeting_day)
    assert reading is not None
    assert reading.date is None
    assert reading.problem == problem
    assert read_date(words, today=meeting_day) is None


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("Fri", date(2025, 2, 7), date(2025, 2, 14)),
        ("end of the week", date(2025, 2, 7), date(2025, 2, 7)),
        ("end of the week", date(2025, 2, 8), date(2025, 2, 14)),
        ("next Mon", date(2025, 2, 9), date(2025, 2, 10)),
        ("in a month", date(2025, 1, 31), date(2025, 2, 28)),
        ("end of next month", date(2025, 1, 31), date(2025, 2, 28)),
        ("in a year", date(2024, 2, 29), date(2025, 2, 28)),
        ("Feb 29", date(2027, 12, 1), date(2028, 2, 29)),
        ("the 21st", date(2025, 12, 31), date(2026, 1, 21)),
        ("Jan 2", date(2025, 12, 31), date(2026, 1, 2)),
        ("tomorrow", date.max, None),
        ("two weeks from today", date.max, None),
        ("two weeks from 12/31/9999", date(2025, 2, 6), None),
        ("end of next month", date(9999, 12, 1), None),
    ],
)
def test_a_day_is_seen_from_any_other(words: str, today: date, day: date | None) -> None:
    assert read_date(words, today=today) == day


FOUND = [
    # text, the phrase, the day
    ("EDCs to reach out to legal by Feb 21", "by Feb 21", "2025-02-21"),
    ("EDCs to reach out to legal by Feb 21.", "by Feb 21", "2025-02-21"),
    ("Tesla to report on Friday", "on Friday", "2025-02-07"),
    ("Draft due 3/21", "due 3/21", "2025-03-21"),
    ("Draft (due on Mar 21)", "due on Mar 21", "2025-03-21"),
    ("To be settled before end of March", "before end of March", "2025-03-31"),
    ("To be filed no later than March 31, 2025", "no later than March 31, 2025", "2025-03-31"),
    ("To be filed on or before March 31", "on or before March 31", "2025-03-31"),
    ("Hold until Feb 21", "until Feb 21", "2025-02-21"),
    ("Send the draft in two weeks", "in two weeks", "2025-02-20"),
    ("Send the draft within 10 days!", "within 10 days", "2025-02-16"),
    ("By Feb 21, EDCs to reach out", "By Feb 21", "2025-02-21"),
    ("In two weeks, EDCs to report", "In two weeks", "2025-02-20"),
    ("by Feb 21 the EDCs will know", "by Feb 21", "2025-02-21"),
    ("Comment by legal by Feb 14, final by Feb 21", "by Feb 21", "2025-02-21"),
    ("in their filing due March 31, 2025, which would require", "due March 31, 2025", "2025-03-31"),
]

NOT_FOUND = [
    "Comments to be given by PURA",
    "Report on March 31 outages",
    "In the meeting on Feb 6 the group agreed",
    "Reported by Sun Power",
    "Within two weeks of the filing",
    "Later in February",
    "In March",
    "See 24-08-02 on page 3/31 of the filing",
    "Stand-by Feb 21",
    "",
]


@pytest.mark.parametrize(("text", "phrase", "day"), FOUND, ids=[text for text, *_rest in FOUND])
def test_a_due_date_is_found_where_it_stands(text: str, phrase: str, day: str, meeting_day: date) -> None:
    due = find_due(text, today=meeting_day)
    assert due is not None
    assert due.date == date.fromisoformat(day)
    assert text[due.start : due.end] == phrase
    assert phrase.endswith(due.words)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_due_date_is_found_where_none_is_said(text: str, meeting_day: date) -> None:
    assert find_due(text, today=meeting_day) is None


def test_a_due_date_that_does_not_exist_is_found_with_its_problem(meeting_day: date) -> None:
    due = find_due("EDCs to file by Feb 30", today=meeting_day)
    assert due is not None
    assert (due.date, due.problem) == (None, "February 30 does not exist")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Fri", date(2025, 2, 7)),
        ("end of March", date(2025, 3, 31)),
        ("31.3.2025", date(2025, 3, 31)),
        ("on the 4th of July", date(2025, 7, 4)),
        ("in a fortnight", date(2025, 2, 20)),
    ],
)
def test_off_the_typing_path_more_is_read(words: str, day: date, meeting_day: date) -> None:
    assert read_date_anyhow(words, today=meeting_day) == day


@pytest.mark.parametrize(
    "words",
    ["", "1", "21", "2025", "March", "later in February", "Feb 30", "PURA", "in 10 business days", "\x00", "a" * 999],
)
def test_the_library_is_not_asked_for_what_names_no_day(words: str, meeting_day: date) -> None:
    assert read_date_anyhow(words, today=meeting_day) is None


@pytest.mark.parametrize("words", ["Feb 11, 2025", "11 Feb 2025", "2/11/2025", "Tuesday", "Tue, Feb 11, 2025"])
def test_no_key_of_a_date_waits_for_the_library(words: str, meeting_day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)
    read = [read_date_anyhow(words[:length], today=meeting_day) for length in range(1, len(words) + 1)]
    assert read[-1] == date(2025, 2, 11)


@given(ANY_TEXT | DATE_WORDS, st.dates())
def test_dates_are_read_from_any_text_without_a_fault(text: str, today: date) -> None:
    words = read_words(text, today=today)
    assert words is None or (words.date is None) == bool(words.problem)
    due = find_due(text, today=today)
    if due is not None:
        assert 0 <= due.start < due.end <= len(text)
        assert due.words in text[due.start : due.end]
        assert (due.date is None) == bool(due.problem)


@given(st.dates(min_value=date(1000, 1, 1)), st.dates())
def test_every_date_is_read_back_from_how_it_is_written(day: date, today: date) -> None:
    assert read_date(format_date(day), today=today) == day
    assert read_date(day.isoformat(), today=today) == day


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 364))
def test_a_day_without_its_year_lies_within_a_year_from_today(today: date, ahead: int) -> None:
    day = date.fromordinal(today.toordinal() + ahead)
    if (day.month, day.day) != (2, 29):
        assert read_date(format_day(day), today=today) == day


def test_dates_and_times_are_written_as_on_the_screens() -> None:
    assert format_date(date(2025, 2, 21)) == "Fri, Feb 21, 2025"
    assert format_day(date(2025, 2, 6)) == "Feb 6"
    assert [format_time(time(hour)) for hour in (0, 11, 12, 13)] == ["12:00 AM", "11:00 AM", "12:00 PM", "1:00 PM"]
    assert format_times(time(11), time(12), zone="EST") == "11:00 AM – 12:00 PM EST"
    assert format_times(time(11), None) == "11:00 AM"
    assert format_times(None, None, zone="EST") == ""


def test_a_zone_has_the_name_of_that_day() -> None:
    assert zone_abbreviation("America/New_York", date(2025, 2, 6), time(11)) == "EST"
    assert zone_abbreviation("America/New_York", date(2025, 6, 6)) == "EDT"
    assert zone_abbreviation("No/Where", date(2025, 6, 6)) == "No/Where"


@pytest.mark.parametrize(
    ("day", "typed", "said"),
    [
        (date(2025, 2, 10), "Mon", "Mon, Feb 10, 2025"),
        (date(2025, 2, 10), "Mon, Feb 10, 2025 ", "In 4 days"),
        (date(2025, 2, 6), "Thu, Feb 6, 2025", "Today"),
        (date(2025, 2, 5), "Wed, Feb 5, 2025", "Yesterday"),
        (date(2022, 1, 1), "Sat, Jan 1, 2022", "1,132 days ago"),
        (None, "", ""),
    ],
)
def test_below_a_field_stands_what_it_does_not_say_itself(day: date | None, typed: str, said: str) -> None:
    assert understood(day, typed, date(2025, 2, 6)) == said
