"""The list of meetings: how much there is in each, agreed with what the meeting itself shows, in few statements."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.sample import load_sample
from tests.services.desk import statements


@pytest.fixture
def sample(services: Services) -> Services:
    """The sample, with a later meeting that takes something up, and one whose date is still to be found."""
    load_sample(services)
    group_id = services.groups.find("MSA").id
    later = services.meetings.add(group_id, MeetingDraft("Later", date(2025, 3, 6)))
    services.meetings.add(group_id, MeetingDraft("Some day"))
    services.notes.capture_lines(later, "\nACTION: Tesla to send the manual")
    services.carry_over.take_up(later, services.carry_over.list(later)[0], after=None)
    return services


def test_counts_agree_with_what_each_meeting_shows(sample: Services):
    overview = sample.meetings.overview(sample.groups.family(""))
    meetings = {meeting.id: meeting for meeting in sample.meetings.list()}
    assert [head.id for head in overview.heads] == list(meetings)
    rows = overview.of([head.id for head in overview.heads])
    assert {row.id: row.meeting for row in rows.values()} == meetings
    assert any(row.carried for row in rows.values())
    for row in rows.values():
        assert overview.of([row.id]) == {row.id: row}
        lines = [line for line in sample.notes.outline(row.id).load() if line.text]
        assert (row.notes, row.carried) == (len(lines), len(sample.carry_over.list(row.id)))
        captured = [thing for thing in sample.captures.of_meeting(row.id) if thing.is_open and not thing.taken_up]
        assert row.open == len(captured)


def test_the_number_of_statements_does_not_grow_with_the_meetings(sample: Services):
    family = sample.groups.family("")
    with statements() as few:
        overview = sample.meetings.overview(family)
        overview.of([head.id for head in overview.heads])
    for number in range(20):
        meeting_id = sample.meetings.add(family[-1], MeetingDraft(f"Meeting {number}", date(2025, 4, 1 + number)))
        sample.notes.capture_lines(meeting_id, "ACTION: Tesla to send the manual\nQ: When?")
    with statements() as many:
        overview = sample.meetings.overview(family)
        assert len(overview.of([head.id for head in overview.heads])) > 20
    assert len(few) == len(many) == 6


def test_a_group_lists_the_meetings_of_its_subgroups_too(sample: Services):
    working_group, subgroup = sample.groups.find("IX WG"), sample.groups.find("MSA")
    sample.meetings.add(working_group.id, MeetingDraft("Plenary", date(2025, 3, 13)))
    assert set(sample.groups.family(working_group.id)) >= {working_group.id, subgroup.id}
    for group, listed in ((working_group, True), (subgroup, False)):
        overview = sample.meetings.overview(sample.groups.family(group.id))
        assert ("Plenary" in [head.title for head in overview.heads]) is listed


def test_meetings_to_come_are_those_scheduled_and_those_to_be_rescheduled(sample: Services):
    family = sample.groups.family("")
    before = sample.meetings.ahead(family)
    later = next(row for row in sample.meetings.list() if row.title == "Later")
    sample.meetings.cancel(later.id, to_be_rescheduled=True)
    assert sample.meetings.ahead(family) == before
    sample.meetings.cancel(later.id)
    assert sample.meetings.ahead(family) == before - 1
    assert sample.meetings.ahead(()) == 0
