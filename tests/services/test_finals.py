"""Final summaries that would say something else than the record are named before a date or a person moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from msa_wg_desktop.domain.exports import SummaryOptions, finals_words
from tests.services.desk import FEB_6, Desk

MARCH_31 = date(2025, 3, 31)


@pytest.fixture
def final(desk: Desk, tmp_path: Path) -> str:
    """The final of February 6; gives the meeting."""
    lines = "Legal is ready by March 31st\nThe webinar is on March 3, 2026\n[off] It may be 4/1"
    desk.services.notes.capture_lines(desk.meeting, lines)
    desk.services.exports.summary(desk.meeting, tmp_path / "final.md", SummaryOptions(final=True))
    return desk.meeting


def told(finals) -> list[str]:
    return [final.meeting_id for final in finals]


def test_a_move_names_the_finals_that_say_the_former_organisation(desk: Desk, final: str):
    plan = desk.services.affiliations.plan("pf", "UI", FEB_6)
    assert told(plan.finals) == [final]
    assert finals_words(plan.finals) == (
        "The final summary of Thu, Feb 6, 2025 says it as it is now: look whether it needs a corrected version."
    )
    # What was said before the day stays as it is, so nothing is said of it.
    assert desk.services.affiliations.plan("pf", "UI", date(2025, 2, 7)).finals == ()


def test_a_draft_binds_nobody(desk: Desk, tmp_path: Path):
    desk.services.exports.summary(desk.meeting, tmp_path / "draft.md")
    assert desk.services.affiliations.plan("pf", "UI", FEB_6).finals == ()


def test_a_merge_says_which_finals_name_the_one_who_goes(desk: Desk, final: str):
    plan = desk.services.parties.merge_plan(desk.party("pf"), desk.party("ac"))
    assert any("The final summary of Thu, Feb 6, 2025" in remark for remark in plan.remarks)


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (MARCH_31, True),
        (date(2025, 3, 3), False),
        (date(2026, 3, 3), True),
        (date(2026, 3, 31), True),
        (date(2025, 4, 1), False),
        (date(2025, 3, 1), False),
    ],
)
def test_a_day_is_found_as_it_is_written_and_no_other(desk: Desk, final: str, day: date, named: bool):
    """A day without a year may be of any; off the record nothing is said."""
    assert told(desk.services.finals.naming(day)) == ([final] if named else [])


def test_a_meeting_that_moves_names_its_own_final_and_those_that_name_its_day(desk: Desk, final: str):
    meeting = desk.services.meetings.get(desk.meeting)
    assert told(desk.services.finals.of_move([meeting])) == [final]
