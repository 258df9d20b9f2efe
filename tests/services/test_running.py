"""A meeting runs from item to item; its lines know under which one they were typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from msa_wg_desktop.domain.agenda import at_hand
from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.exports import OptionalTable, SummaryOptions
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.notes import NoteDraft, OutlineChange, rank_between
from msa_wg_desktop.domain.summary import DiscussionSection, TableSection
from msa_wg_desktop.errors import ValidationError
from tests.services.desk import Desk


@pytest.fixture
def items(desk: Desk) -> list[str]:
    return [desk.services.agenda.add(desk.meeting, title, minutes=10) for title in ("Waiver", "Sockets", "Training")]


def here(desk: Desk) -> str:
    row = at_hand(desk.services.agenda.list(desk.meeting))
    return row.title if row else ""


def topics(desk: Desk, note_ids: tuple[str, ...] | list[str]) -> list[str]:
    """The topic of each line, as its story tells it."""
    stories = [desk.services.topic_stories.story(row.id) for row in desk.services.agenda.topics(desk.group)]
    of = {line.note_id: story.title for story in stories for part in story.meetings for line in part.lines}
    return [of.get(note_id, "") for note_id in note_ids]


def test_each_item_keeps_when_it_began_and_ended(desk: Desk, items: list[str], clock: FixedClock):
    running = desk.services.running
    running.start(desk.meeting)
    began = clock.moment
    clock.moment += timedelta(minutes=14)
    assert running.state(desk.meeting).time_words(clock.now()) == ("4 min over", True)
    running.next_item(desk.meeting)
    first = desk.services.agenda.get(items[0])
    assert (first.started_at, first.ended_at, first.status) == (began, clock.now(), "taken up")
    assert here(desk) == "Sockets"


def test_back_goes_on_as_if_the_item_had_never_been_left(desk: Desk, items: list[str], clock: FixedClock):
    running = desk.services.running
    running.start(desk.meeting)
    clock.moment += timedelta(minutes=5)
    running.next_item(desk.meeting)
    clock.moment += timedelta(minutes=1)
    running.back(desk.meeting)
    assert here(desk) == "Waiver"
    assert desk.services.agenda.get(items[0]).taken(clock.now()) == timedelta(minutes=6)
    assert desk.services.agenda.get(items[1]).started_at is None
    assert running.back(desk.meeting) == desk.services.agenda.get(items[0]), "there is none before the first"


def test_what_is_taken_up_again_counts_what_it_took_before(desk: Desk, items: list[str], clock: FixedClock):
    running = desk.services.running
    running.start(desk.meeting)
    clock.moment += timedelta(minutes=5)
    running.take_up(items[2])
    clock.moment += timedelta(minutes=30)
    running.take_up(items[0])
    clock.moment += timedelta(minutes=2)
    assert desk.services.agenda.get(items[0]).taken(clock.now()) == timedelta(minutes=7)
    running.next_item(desk.meeting)
    assert here(desk) == "Sockets"
    assert running.next_item(desk.meeting) is None
    running.end(desk.meeting)
    assert running.state(desk.meeting).ended_at == clock.now()
    assert desk.services.meetings.get(desk.meeting).status == "held"


def test_a_parked_item_makes_room_for_the_next(desk: Desk, items: list[str]):
    running = desk.services.running
    running.start(desk.meeting)
    running.park(items[0])
    assert here(desk) == "Sockets"
    assert desk.services.agenda.get(items[0]).status == "parked"
    running.park(items[2])
    assert here(desk) == "Sockets"
    assert [row.state for row in desk.services.agenda.topics(desk.group) if row.title == "Waiver"] == ["parked"]


def test_a_cancelled_meeting_is_not_started(desk: Desk, items: list[str]):
    desk.services.meetings.cancel(desk.meeting)
    with pytest.raises(ValidationError, match="This meeting is cancelled"):
        desk.services.running.start(desk.meeting)


def test_lines_belong_to_the_item_at_hand_and_those_put_in_between_to_the_line_above(desk: Desk, items: list[str]):
    running, notes = desk.services.running, desk.services.notes
    assert topics(desk, desk.notes) == [""] * len(desk.notes)
    running.start(desk.meeting)
    waiver = notes.capture_lines(desk.meeting, "The waiver\n\tmust name the installer")
    running.next_item(desk.meeting)
    sockets = notes.capture_lines(desk.meeting, "Old sockets")
    outline = notes.outline(desk.meeting)
    between = outline.insert("One more on the waiver", after=waiver[1])
    below = outline.insert("and its owner", after=waiver[1], level=1)
    first = outline.insert("At the very top", after=desk.notes[0])
    assert topics(desk, [*waiver, between, below, *sockets, first]) == ["Waiver"] * 4 + ["Sockets", ""]


def test_an_empty_line_that_waits_belongs_to_the_item_under_which_it_gets_its_words(desk: Desk, items: list[str]):
    running, outline = desk.services.running, desk.services.notes.outline(desk.meeting)
    running.start(desk.meeting)
    rank = rank_between(outline.last_rank(), None)
    outline.save(OutlineChange("Enter", (NoteDraft("empty", rank, 0, ""),)))
    running.next_item(desk.meeting)
    outline.save(OutlineChange("Typing", (NoteDraft("empty", rank, 0, "Old sockets"),), burst="empty"))
    running.next_item(desk.meeting)
    outline.save(OutlineChange("Typing", (NoteDraft("empty", rank, 0, "Old sockets here"),), burst="empty"))
    assert topics(desk, ["empty"]) == ["Sockets"]


def test_a_summary_can_head_the_discussion_by_topics_each_numbered_from_one(desk: Desk, items: list[str]):
    running, notes = desk.services.running, desk.services.notes
    running.start(desk.meeting)
    notes.capture_lines(desk.meeting, "The waiver\n[off] not this\nand more")
    running.next_item(desk.meeting)
    notes.capture_lines(desk.meeting, "Old sockets")

    def parts(options: SummaryOptions) -> list[tuple[str | None, list[str]]]:
        built = desk.services.summaries.build(desk.meeting, options)
        (section,) = (section for section in built.sections if isinstance(section, DiscussionSection))
        return [(part.heading, [line.label for line in part.lines][:2]) for part in section.parts]

    assert [heading for heading, _labels in parts(SummaryOptions())] == [None]
    told = parts(SummaryOptions(topic_headings=True))
    assert told == [(None, ["1", "2"]), ("Waiver", ["1", "2"]), ("Sockets", ["1"])]


def test_a_cancelled_meeting_neither_starts_nor_ends(desk: Desk):
    desk.services.meetings.cancel(desk.meeting)
    for verb in (desk.services.running.start, desk.services.running.next_item, desk.services.running.end):
        with pytest.raises(ValidationError, match="This meeting is cancelled"):
            verb(desk.meeting)
    assert desk.services.meetings.get(desk.meeting).status is MeetingStatus.CANCELLED


def test_tables_call_lines_as_the_document_numbers_them(desk: Desk, items: list[str]):
    desk.services.running.start(desk.meeting)
    desk.services.notes.capture_lines(desk.meeting, "First\nAGREED: the waiver names the installer")
    for topics, label in ((False, "10"), (True, "Waiver, 2")):
        options = SummaryOptions(tables=(OptionalTable.AGREEMENTS,), topic_headings=topics)
        table = desk.services.summaries.build(desk.meeting, options).sections[-1]
        assert isinstance(table, TableSection)
        assert label in repr(table.rows[-1])


def test_a_topic_tells_its_meetings_with_their_lines_and_what_came_of_them(desk: Desk, items: list[str]):
    services = desk.services
    services.running.start(desk.meeting)
    services.notes.capture_lines(desk.meeting, "The waiver\n\tACTION: Tesla to write")
    topic = services.agenda.get(items[0]).topic_id
    (part,) = services.topic_stories.story(topic or "").meetings
    assert [(line.label, line.level, line.text) for line in part.lines] == [
        ("9", 0, "The waiver"),
        ("9.a", 1, "ACTION: Tesla to write"),
    ]
    assert [row.text for row in part.lines[1].captured] == ["Write"]
    listed = {row.title: (row.meetings, row.lines) for row in services.topic_stories.list(desk.group)}
    assert listed == {"Waiver": (1, 2), "Sockets": (1, 0), "Training": (1, 0)}
