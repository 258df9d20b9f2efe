"""Whether a meeting runs, since when, and how much time its item has left."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, as_text, sum_words
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.running import RunningState, clock_words, soon_words

ELEVEN = datetime(2025, 2, 6, 16, tzinfo=UTC)
"""Eleven o'clock in New York."""


def meeting(status: MeetingStatus = MeetingStatus.SCHEDULED, end: time | None = time(12)) -> MeetingRow:
    kind, zone = MeetingKind.MEETING, "America/New_York"
    return MeetingRow("m", "g", "WG", "Meeting", kind, status, date(2025, 2, 6), time(11), end, zone, "", "", None)


def item(
    number: int, *, minutes: int | None = 10, status: AgendaStatus = AgendaStatus.PLANNED, **times
) -> AgendaItemRow:
    return AgendaItemRow(
        str(number), "m", f"Item {number}", None, "", minutes, status, None, "", "", f"a{number}", **times
    )


@pytest.mark.parametrize(("minutes", "runs"), [(-1, False), (0, True), (41, True), (75, True), (76, False)])
def test_a_scheduled_meeting_runs_at_its_time(minutes: int, runs: bool):
    since = RunningState(meeting()).since(ELEVEN + timedelta(minutes=minutes))
    assert since == (ELEVEN if runs else None)


@pytest.mark.parametrize("status", [MeetingStatus.HELD, MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED])
def test_one_that_is_over_or_cancelled_does_not(status: MeetingStatus):
    assert RunningState(meeting(status)).since(ELEVEN) is None


def test_one_that_was_started_runs_since_then_until_it_is_ended_or_forgotten():
    began = ELEVEN - timedelta(hours=20)
    assert RunningState(meeting(), started_at=began).since(began + timedelta(minutes=5)) == began
    assert RunningState(meeting(), started_at=began).since(began + timedelta(hours=13)) is None
    assert RunningState(meeting(), (), began, began).since(began) is None


def test_a_meeting_that_is_near_says_how_soon_it_starts():
    rest = RunningState(meeting()).begins_in(ELEVEN - timedelta(minutes=4, seconds=10))
    assert rest is not None
    assert soon_words(rest) == "starts in 5 min"
    assert RunningState(meeting()).begins_in(ELEVEN - timedelta(minutes=16)) is None


def test_the_clock_counts_hours_and_minutes():
    assert clock_words(ELEVEN, ELEVEN + timedelta(minutes=41, seconds=50)) == "00:41"
    assert clock_words(ELEVEN, ELEVEN - timedelta(minutes=3)) == "00:00"


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(), ("10 min left", False)),
        (timedelta(minutes=9, seconds=1), ("1 min left", False)),
        (timedelta(minutes=10, seconds=5), ("time is up", True)),
        (timedelta(minutes=14, seconds=5), ("4 min over", True)),
    ],
)
def test_the_item_at_hand_says_what_is_left_or_over(after: timedelta, words: tuple[str, bool]):
    items = (
        item(1, status=AgendaStatus.TAKEN_UP, started_at=ELEVEN, ended_at=ELEVEN),
        item(2, status=AgendaStatus.SKIPPED),
        item(3, status=AgendaStatus.TAKEN_UP, started_at=ELEVEN, spent=0),
    )
    state = RunningState(meeting(), items)
    assert state.place_words() == "Agenda 2 of 2"
    assert state.time_words(ELEVEN + after) == words


def test_what_was_spent_before_counts():
    here = item(1, started_at=ELEVEN, spent=300)
    assert RunningState(meeting(), (here,)).time_words(ELEVEN + timedelta(minutes=6)) == ("1 min over", True)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ((20, 25), "45 minutes planned · 15 minutes of 1 hour left"),
        ((30, 30), "1 hour planned · as long as the meeting"),
        ((45, 30), "1 hour 15 minutes planned · 15 minutes more than the meeting has"),
        ((20, None), "20 minutes planned · 40 minutes of 1 hour left · 1 item has no minutes yet"),
        ((None,), "no minutes planned yet"),
        ((), ""),
    ],
)
def test_the_sum_is_told_against_the_length_of_the_meeting(minutes: tuple[int | None, ...], words: str):
    items = [item(number, minutes=count) for number, count in enumerate(minutes)]
    assert sum_words([*items, item(9, status=AgendaStatus.PARKED)], meeting()) == words


def test_an_agenda_as_text_leaves_out_what_is_parked():
    items = [item(1), item(2, status=AgendaStatus.PARKED), item(3, minutes=None)]
    assert as_text(items, "MSA subgroup") == "MSA subgroup\n\n1. Item 1 (10 min)\n2. Item 3\n"


def test_an_agenda_of_nothing_has_no_heading_either():
    assert as_text([], "MSA subgroup") == ""
