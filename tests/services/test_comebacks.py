"""What was not reached, and what is still open, comes back by itself: once, told why, to be skipped or closed."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.conftest import NOON
from tests.services.desk import Desk, statements


@pytest.fixture
def later(desk: Desk) -> str:
    return desk.services.meetings.add(desk.group, MeetingDraft("Next", date(2025, 2, 25)))


def titles(desk: Desk, meeting_id: str) -> list[str]:
    return [row.title for row in desk.services.agenda.list(meeting_id)]


def whys(desk: Desk, meeting_id: str) -> dict[str, str]:
    return {row.title: row.why for row in desk.services.comebacks.list(meeting_id)}


def topic_of(desk: Desk, title: str) -> str:
    return next(row.id for row in desk.services.agenda.topics(desk.group) if row.title == title)


def test_what_was_not_reached_comes_back_as_it_was_and_is_marked_there(desk: Desk, later: str):
    services = desk.services
    services.agenda.add(desk.meeting, "Reached")
    missed = services.agenda.add(desk.meeting, "Waiver", presenter="ac", minutes=5, order_item="26.2")
    services.running.start(desk.meeting)
    assert whys(desk, later) == {}, "the meeting isn't over"
    services.running.end(desk.meeting)
    assert whys(desk, later) == {"Waiver": "not reached on Feb 6"}
    assert services.comebacks.begin(later) == 1
    (row,) = services.agenda.list(later)
    assert (row.title, row.presenter, row.minutes, row.order_item, row.status) == (
        "Waiver",
        "Aileen Cole (GPI)",
        5,
        "26.2",
        "planned",
    )
    assert services.agenda.get(missed).status == "carried over"


def test_standing_topics_come_to_each_meeting_and_parked_ones_wait(desk: Desk, later: str):
    agenda, comebacks = desk.services.agenda, desk.services.comebacks
    agenda.add_topic(desk.group, "Filing status", state="standing")
    parked = agenda.add_topic(desk.group, "Training webinar", state="parked")
    agenda.add_topic(desk.group, "Done with", state="closed")
    agenda.add(later, "First of all")
    comebacks.begin(later)
    assert titles(desk, later) == ["First of all", "Filing status"]
    assert whys(desk, later) == {"Filing status": "standing topic", "Training webinar": "parked"}
    comebacks.take(later, parked)
    assert titles(desk, later) == ["First of all", "Filing status", "Training webinar"]
    assert [row.state for row in agenda.topics(desk.group) if row.id == parked] == ["open"]


def test_what_is_still_open_of_a_topics_lines_or_of_its_order_item_brings_it_back(desk: Desk, later: str):
    services = desk.services
    services.agenda.add(desk.meeting, "Outreach")
    services.agenda.add(desk.meeting, "Restrictions", order_item="26.2")
    services.running.start(desk.meeting)
    services.notes.capture_lines(desk.meeting, "ACTION: Tesla to write\nQ: Who decides?\n\tNEED: UI to provide counts")
    services.running.next_item(desk.meeting)
    services.running.end(desk.meeting)
    linked = services.actions.add("Draft the list", owners=["UI"], order_items=["26.2"], group_id=desk.group)
    assert whys(desk, later) == {
        "Outreach": "1 action open · 1 data need open · 1 question open",
        "Restrictions": "1 action open",
    }
    services.actions.edit(linked, {"status": "done"})
    assert list(whys(desk, later)) == ["Outreach"]


def test_skipped_once_it_comes_back_in_the_meeting_after(desk: Desk, later: str, clock: FixedClock):
    services = desk.services
    services.agenda.add(desk.meeting, "Waiver")
    services.meetings.hold(desk.meeting)
    services.comebacks.skip(later, topic_of(desk, "Waiver"))
    assert services.comebacks.begin(later) == 0
    assert [row.status for row in services.agenda.list(later)] == ["skipped"]
    services.meetings.hold(later)
    third = services.meetings.add(desk.group, MeetingDraft("Third", date(2025, 3, 11)))
    assert whys(desk, third) == {"Waiver": "skipped on Feb 25"}


def test_closed_it_stays_away_and_leaves_the_agenda(desk: Desk, later: str):
    services = desk.services
    services.agenda.add(desk.meeting, "Waiver")
    services.meetings.hold(desk.meeting)
    services.comebacks.begin(later)
    services.comebacks.close(later, topic_of(desk, "Waiver"))
    assert titles(desk, later) == []
    assert whys(desk, later) == {}


def test_a_skipped_topic_can_be_taken_after_all_but_not_skipped_once_it_was_taken_up(desk: Desk):
    services = desk.services
    item = services.agenda.add(desk.meeting, "Waiver")
    topic = topic_of(desk, "Waiver")
    services.comebacks.skip(desk.meeting, topic)
    assert services.comebacks.take(desk.meeting, topic) == item
    services.running.start(desk.meeting)
    with pytest.raises(ValidationError, match="was taken up already"):
        services.comebacks.skip(desk.meeting, topic)


def test_an_agenda_is_begun_once_of_a_meeting_to_come(desk: Desk, later: str, store: Store, clock: FixedClock):
    comebacks, meetings = desk.services.comebacks, desk.services.meetings
    assert comebacks.is_due(later)
    comebacks.begin(later)
    assert not comebacks.is_due(later)
    store.undo()
    assert comebacks.is_due(later)
    meetings.cancel(later)
    assert not comebacks.is_due(later)
    clock.moment = NOON.replace(day=7)
    assert not comebacks.is_due(desk.meeting)
    with pytest.raises(NotFoundError):
        comebacks.is_due("gone")
    with pytest.raises(NotFoundError):
        comebacks.take(later, "gone")


def test_what_stood_in_a_cancelled_meeting_comes_back_in_the_next(desk: Desk, later: str):
    desk.services.agenda.add(later, "Waiver")
    third = desk.services.meetings.add(desk.group, MeetingDraft("Third", None))
    desk.services.meetings.cancel(later)
    assert whys(desk, third) == {"Waiver": "not reached on Feb 25"}


def test_what_comes_back_is_worked_out_in_a_fixed_number_of_statements(desk: Desk, later: str):
    with statements() as few:
        desk.services.comebacks.list(later)
    for number in range(20):
        desk.services.agenda.add(desk.meeting, f"Item {number}", order_item="26.1")
    desk.services.meetings.hold(desk.meeting)
    with statements() as many:
        assert len(desk.services.comebacks.list(later)) == 20
    assert len(many) == len(few)
