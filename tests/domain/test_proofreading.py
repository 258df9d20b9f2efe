"""Dates in a text are held against the record and against each other; dates that agree are left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.proofreading import KnownDate, Passage, Subject, check_dates

DECISION = KnownDate(date(2024, 10, 16), "the Decision")


def found(*texts: str) -> list[tuple[str, str]]:
    passages = [Passage(f"Section {number}", text, Subject.SECTION, str(number)) for number, text in enumerate(texts)]
    return [(one.rule.value, one.text) for one in check_dates(passages, [DECISION])]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("PURA's October 16, 2025 Decision", "date-against-record", "October 16, 2025"),
        ("of 16 October 2025", "date-against-record", "16 October 2025"),
        ("of 10/16/2025.", "date-against-record", "10/16/2025"),
        ("of 2025-10-16", "date-against-record", "2025-10-16"),
        ("Tuesday, February 6, 2025", "wrong-weekday", "Tuesday, February 6, 2025"),
        ("by February 30, 2025", "no-such-date", "February 30, 2025"),
        ("by Feb. 29th, 2025", "no-such-date", "Feb. 29th, 2025"),
    ],
)
def test_a_date_that_cannot_be_right_is_found(text, rule, words):
    assert found(text) == [(rule, words)]


@pytest.mark.parametrize(
    "text",
    [
        "PURA's October 16, 2024 Decision in Docket 24-08-02",
        "Thursday, February 6, 2025",
        "February 29, 2024",
        "May 2024 filings",
        "February 11th will be cancelled",
        "13/45/2025 and 99/16/2025",
        "Section 2.10.16, 2025",
        "October 16, 2024, October 16, 2024",
        "",
    ],
)
def test_what_agrees_or_is_no_whole_date_is_left_in_peace(text):
    assert found(text) == []


def test_two_years_of_one_day_disagree_wherever_they_stand():
    assert found("Orders of November 1, 2023", "The November 1, 2024, Decision") == [
        ("dates-disagree", "November 1, 2023"),
        ("dates-disagree", "November 1, 2024"),
    ]


def test_the_suggestion_says_what_the_record_has():
    (one,) = check_dates([Passage("MSA Directive", "October 16, 2025", Subject.SECTION, "1")], [DECISION])
    assert (one.where, one.suggestion) == ("MSA Directive", "The record has October 16, 2024 for the Decision.")
