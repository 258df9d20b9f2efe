"""`check` says what to look at before a summary goes out."""

from __future__ import annotations


def test_check_finds_the_wrong_years_and_ends_with_status_1(run, record):
    said = run("--json", "check", "2025-02-06")
    assert said.code == 1
    assert said.value[0] == {
        "rule": "date-against-record",
        "severity": "warning",
        "where": "MSA Directive",
        "text": "October 16, 2025",
        "suggestion": "The record has October 16, 2024 for the Decision in Docket 24-08-02.",
    }
    assert "warning: MSA Directive: October 16, 2025" in run("check", "2025-02-06").out


def test_a_meeting_that_is_not_there_is_said_in_a_sentence(run, record):
    said = run("check", "2031-01-01")
    assert (said.code, said.out, said.err.count("\n")) == (3, "", 1)
