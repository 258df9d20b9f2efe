"""Agendas: in order, by whom, in how many minutes; what wasn't taken up goes on."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.errors import NotFoundError, ValidationError
from tests.services.desk import Desk, statements


@pytest.fixture
def items(desk: Desk) -> list[str]:
    add = desk.services.agenda.add
    return [add(desk.meeting, title) for title in ("Waiver", "Sockets", "Training")]


def test_an_item_says_who_what_and_how_long(desk: Desk):
    topic = desk.services.agenda.add_topic(desk.group, "Liability", state="standing")
    made = desk.services.agenda.add(
        desk.meeting, "Waiver", presenter="Patrick Fam", minutes=15, order_item="26.1", topic_id=topic
    )
    row = desk.services.agenda.get(made)
    assert (row.presenter, row.minutes, row.order_item, row.topic, row.status) == (
        "Patrick Fam (Eversource)",
        15,
        "26.1",
        "Liability",
        "planned",
    )


def test_items_are_moved(desk: Desk, items: list[str]):
    agenda = desk.services.agenda

    def titles() -> list[str]:
        return [row.title for row in agenda.list(desk.meeting)]

    agenda.move(items[2], after=items[0])
    assert titles() == ["Waiver", "Training", "Sockets"]
    agenda.move(items[1], after=None)
    assert titles() == ["Sockets", "Waiver", "Training"]
    agenda.move(items[1], after=items[2])
    assert titles() == ["Waiver", "Training", "Sockets"]
    with pytest.raises(NotFoundError, match="isn't on the agenda any more"):
        agenda.move(items[1], after="gone")


def test_an_item_is_added_by_one_typed_line(desk: Desk):
    made = desk.services.agenda.add_line(desk.meeting, "Liability waiver, draft 2, pf, 10 min, #26.1")
    row = desk.services.agenda.get(made)
    assert (row.title, row.presenter, row.minutes, row.order_item) == (
        "Liability waiver, draft 2",
        "Patrick Fam (Eversource)",
        10,
        "26.1",
    )


def test_items_of_one_title_are_of_one_topic_and_a_topic_of_one_item_goes_with_its_title(desk: Desk):
    agenda = desk.services.agenda
    later = desk.services.meetings.add(desk.group, MeetingDraft("Next", date(2025, 2, 25)))
    first, alone = agenda.add(desk.meeting, "Waiver"), agenda.add(desk.meeting, "Sockets")
    second = agenda.add(later, "waiver")
    assert agenda.get(first).topic_id == agenda.get(second).topic_id != agenda.get(alone).topic_id
    agenda.edit(alone, {"title": "Ring-type sockets"})
    agenda.edit(second, {"title": "Waiver, final"})
    assert [row.title for row in agenda.topics(desk.group)] == ["Ring-type sockets", "Waiver"]


def test_a_closed_topic_that_is_put_on_an_agenda_again_is_open_again(desk: Desk):
    agenda = desk.services.agenda
    topic = agenda.add_topic(desk.group, "Waiver", state="closed")
    assert agenda.get(agenda.add(desk.meeting, "Waiver")).topic_id == topic
    assert [row.state for row in agenda.topics(desk.group)] == ["open"]


def test_a_topic_is_parked_and_deleted_without_taking_items_along(desk: Desk):
    agenda = desk.services.agenda
    topic = agenda.add_topic(desk.group, "Sockets")
    item = agenda.add(desk.meeting, "Sockets", topic_id=topic)
    agenda.edit_topic(topic, {"state": "parked"})
    assert [(row.title, row.state) for row in agenda.topics(desk.group)] == [("Sockets", "parked")]
    agenda.delete_topic(topic)
    assert agenda.get(item).topic == ""


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda a, d: a.add(d.meeting, " "), "An agenda item needs a title"),
        (lambda a, d: a.add(d.meeting, "x", minutes=0), "at least a minute"),
        (lambda a, d: a.add(d.meeting, "x", minutes=10_000), "longer than a meeting can be"),
        (lambda a, d: a.add_line(d.meeting, "x, abc min"), "“abc min” is no number of minutes"),
        (lambda a, d: a.add_line(d.meeting, "x, #99.1"), "is no order item"),
        (lambda a, d: a.add_line(d.meeting, ", 10 min"), "An agenda item needs a title"),
        (lambda a, d: a.add(d.meeting, "x", presenter="Nobody"), "“Nobody” isn't in the record"),
        (lambda a, d: a.add(d.meeting, "x", order_item="99.1"), "is no order item"),
        (lambda a, d: a.add("gone", "x"), "isn't in the record any more"),
        (lambda a, d: a.edit(a.add(d.meeting, "x"), {"status": "hm"}), "Choose one of: planned, taken up"),
        (lambda a, d: a.add_topic(d.group, ""), "A topic needs a title"),
        (lambda a, d: a.add_topic(d.group, "x", state="hm"), "Choose one of: open, standing"),
        (lambda a, d: a.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said(desk: Desk, act, words: str):
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.agenda, desk)


def test_an_agenda_is_read_in_two_statements(desk: Desk, items: list[str]):
    """The book of parties is kept; what changed in it since is one of them."""
    desk.services.agenda.list(desk.meeting)
    with statements() as sent:
        assert len(desk.services.agenda.list(desk.meeting)) == 3
    assert len(sent) == 2
