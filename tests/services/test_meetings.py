"""Meetings, sections, attendance and the table of data needs: every verb is one step that undo takes back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

import pytest
from sqlalchemy import select

from msa_wg_desktop.db.models import Base
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus, Presence, SectionKind
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store

BESIDE_THE_RECORD = {"operation", "change", "counter", "tombstone", "handed_out"}


@dataclass(frozen=True)
class Scene:
    """A group with a meeting, a person on its list, a section and a row of the table."""

    services: Services
    group_id: str
    meeting_id: str
    person_id: str
    other_id: str
    entry_id: str
    section_id: str
    need_ids: tuple[str, str]


@pytest.fixture
def scene(services: Services) -> Scene:
    group_id = services.groups.add("IX WG / MSA").id
    organisation = services.parties.add_organisation("Eversource").id
    person = services.parties.add_person("Patrick Fam", organisation).id
    other = services.parties.add_person("Carl Nowiszewski", organisation).id
    services.groups.add_seat(group_id, other)
    meeting_id = services.meetings.add(
        group_id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12))
    )
    entry = services.attendance.add(meeting_id, person)
    section = services.sections.list(meeting_id)[1].id
    needs = (services.needs_table.add(meeting_id, "Lifespan"), services.needs_table.add(meeting_id, "Waivers"))
    return Scene(services, group_id, meeting_id, person, other, entry, section, needs)


def recorded(store: Store) -> dict[str, list[str]]:
    with store.reading() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name not in BESIDE_THE_RECORD
        }


VERBS: dict[str, tuple[Callable[[Scene], object], set[str]]] = {
    "add a meeting": (
        lambda at: at.services.meetings.add(at.group_id, MeetingDraft("Next", date(2025, 2, 25))),
        {"meeting", "section"},
    ),
    "edit a meeting": (lambda at: at.services.meetings.edit(at.meeting_id, {"location": "Room 1"}), {"meeting"}),
    "reschedule": (lambda at: at.services.meetings.reschedule(at.meeting_id, date(2025, 2, 25)), {"meeting"}),
    "cancel": (lambda at: at.services.meetings.cancel(at.meeting_id, to_be_rescheduled=True), {"meeting"}),
    "hold": (lambda at: at.services.meetings.hold(at.meeting_id), {"meeting"}),
    "delete a meeting": (
        lambda at: at.services.meetings.delete(at.meeting_id),
        {"meeting", "section", "attendance", "data_need"},
    ),
    "add a section": (
        lambda at: at.services.sections.add(at.meeting_id, "More", after=at.section_id),
        {"section"},
    ),
    "edit a section": (lambda at: at.services.sections.edit(at.section_id, {"text": "**bold**"}), {"section"}),
    "move a section": (lambda at: at.services.sections.move(at.section_id, by=1), {"section"}),
    "delete a section": (lambda at: at.services.sections.delete(at.section_id), {"section"}),
    "add to attendance": (
        lambda at: at.services.attendance.add(at.meeting_id, at.other_id, presence=Presence.PRESENT),
        {"attendance"},
    ),
    "invite the group": (lambda at: at.services.attendance.add_members(at.meeting_id), {"attendance"}),
    "change attendance": (
        lambda at: at.services.attendance.edit(at.entry_id, {"joined_at": time(11, 10)}),
        {"attendance"},
    ),
    "take off the list": (lambda at: at.services.attendance.remove(at.entry_id), {"attendance"}),
    "add a need": (lambda at: at.services.needs_table.add(at.meeting_id, "Sockets"), {"data_need"}),
    "move a row": (lambda at: at.services.needs_table.move(at.meeting_id, at.need_ids[1], by=-1), {"data_need"}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_one_step_that_undo_takes_back_and_redo_brings_back(scene, store, verb):
    run, entities = VERBS[verb]
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    before = recorded(store)
    run(scene)
    after = recorded(store)
    assert [bool(changes.label) for changes in told] == [True]
    assert {change.entity for change in told[0].changes} == entities
    store.undo()
    assert recorded(store) == before
    store.redo()
    assert recorded(store) == after


def test_a_new_meeting_has_the_sections_of_the_groups_latest_one(scene):
    services = scene.services
    services.sections.add(scene.meeting_id, "Wiring diagrams", after=scene.section_id)
    following = services.meetings.add(scene.group_id, MeetingDraft("Next", date(2025, 2, 25)))
    rows = services.sections.list(following)
    assert [row.heading for row in rows] == [row.heading for row in services.sections.list(scene.meeting_id)]
    assert rows[2].heading == "Wiring diagrams"
    assert not any(row.text for row in rows)


def test_what_stands_in_a_subject_has_no_line_end(scene):
    made = scene.services.meetings.add(
        scene.group_id, MeetingDraft("Call\r\nBcc: x@x.example", location="Room\n2", url="https://x.example\n")
    )
    scene.services.meetings.edit(scene.meeting_id, {"title": "Call\nagain"})
    row = scene.services.meetings.get(made)
    assert (row.title, row.location, row.url) == ("Call Bcc: x@x.example", "Room 2", "https://x.example")
    assert scene.services.meetings.get(scene.meeting_id).title == "Call again"


def test_rescheduling_keeps_the_meeting_and_remembers_where_it_stood(scene):
    scene.services.meetings.cancel(scene.meeting_id, to_be_rescheduled=True)
    assert scene.services.meetings.get(scene.meeting_id).status is MeetingStatus.TO_BE_RESCHEDULED
    scene.services.meetings.reschedule(scene.meeting_id, date(2025, 2, 25))
    meeting = scene.services.meetings.get(scene.meeting_id)
    assert (meeting.date, meeting.rescheduled_from) == (date(2025, 2, 25), date(2025, 2, 6))
    assert meeting.status is MeetingStatus.SCHEDULED


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": "  "}, "title"),
        ({"end": time(10)}, "ends before it starts"),
        ({"time_zone": "Middle/Earth"}, "not a time zone"),
        ({"colour": "red"}, "no field"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_in_words_and_nothing_changes(scene, store, values, words):
    before = recorded(store)
    with pytest.raises(ValidationError, match=words):
        scene.services.meetings.edit(scene.meeting_id, values)
    assert recorded(store) == before


def test_an_edit_against_what_is_no_longer_shown_overwrites_nothing(scene, store):
    scene.services.meetings.edit(scene.meeting_id, {"title": "Changed elsewhere"})
    with pytest.raises(ConflictError, match="Changed elsewhere"):
        scene.services.meetings.edit(scene.meeting_id, {"title": "Mine"}, shown={"title": "MSA subgroup meeting"})
    assert scene.services.meetings.get(scene.meeting_id).title == "Changed elsewhere"


def test_a_meeting_that_is_gone_is_said_in_words(scene):
    with pytest.raises(NotFoundError, match="isn't in the record"):
        scene.services.meetings.get("nothing")


def test_the_discussion_and_the_table_can_be_left_out_but_not_deleted(scene):
    for row in scene.services.sections.list(scene.meeting_id):
        if row.kind in (SectionKind.DISCUSSION, SectionKind.NEEDS):
            with pytest.raises(ValidationError, match="left out"):
                scene.services.sections.delete(row.id)
            scene.services.sections.edit(row.id, {"printed": False})
    document = scene.services.summaries.build(scene.meeting_id)
    assert [section.heading for section in document.sections] == ["Directive", "Context", "Next Steps"]


def test_typing_in_one_section_is_one_step(scene, store):
    steps = store.operations()
    for text in ("a", "ab", "abc"):
        scene.services.sections.edit(scene.section_id, {"text": text})
    assert store.operations() == steps + 1
    store.undo()
    assert scene.services.sections.list(scene.meeting_id)[1].text == ""


def test_a_time_of_joining_means_present_and_has_to_come_before_leaving(scene):
    scene.services.attendance.edit(scene.entry_id, {"joined_at": time(11, 10)})
    assert scene.services.attendance.list(scene.meeting_id)[0].presence is Presence.PRESENT
    with pytest.raises(ValidationError, match="leave before they join"):
        scene.services.attendance.edit(scene.entry_id, {"left_at": time(11, 5)})


def test_a_speaker_who_is_not_on_the_list_is_pointed_out_and_not_added(scene):
    services = scene.services
    services.notes.capture_lines(scene.meeting_id, "cn: In addition.\npf: Yes.")
    assert [speaker.name for speaker in services.attendance.unlisted(scene.meeting_id)] == ["Carl Nowiszewski"]
    assert [(row.name, row.spoke) for row in services.attendance.list(scene.meeting_id)] == [("Patrick Fam", True)]


def test_the_directive_is_taken_from_the_order_as_it_is_printed(scene):
    services = scene.services
    docket = services.orders.add_docket("24-08-02")
    decision = services.orders.add_decision(docket, decided_on=date(2024, 10, 16))
    order = services.orders.add(decision, "26", intro="No later than March 31:", closing="The EDCs shall.")
    services.orders.add_item(order, "1", "a liability waiver;")
    services.orders.add_item(order, "2", "a list of restrictions;")
    assert services.sections.directive_from_order(order) == (
        "26. No later than March 31:\n\n(1) *a liability waiver;*\n(2) *a list of restrictions;*\n\nThe EDCs shall."
    )


def test_what_was_reported_before_is_not_in_the_next_table(scene):
    services = scene.services
    first, second = scene.need_ids
    services.data_needs.edit(first, {"status": "answered"})
    following = services.meetings.add(scene.group_id, MeetingDraft("Next", date(2025, 2, 25)))
    later = services.meetings.add(scene.group_id, MeetingDraft("Later", date(2025, 3, 11)))
    assert [line.need.id for line in services.needs_table.rows(scene.meeting_id)] == [first, second]
    assert second in [line.need.id for line in services.needs_table.rows(following)]
    assert [line.need.id for line in services.needs_table.rows(later)] == [second]
