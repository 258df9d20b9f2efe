"""Somebody moves to another organisation: from a day on, and what was said before stays said for the old one."""

from __future__ import annotations

from datetime import date, time

import pytest

from msa_wg_desktop.domain.meetings import MeetingDraft, Presence
from msa_wg_desktop.errors import NotFoundError, ValidationError
from tests.services.desk import FEB_6, Desk, statements

FEB_20, MARCH_3 = date(2025, 2, 20), date(2025, 3, 3)


@pytest.fixture
def later(desk: Desk) -> str:
    """A meeting on February 20, taken down before anybody told of the move."""
    meeting = desk.services.meetings.add(desk.group, MeetingDraft("Later", FEB_20, time(11)))
    desk.services.notes.capture_lines(meeting, "Patrick Fam (Eversource): Still here\npf and jg: Both")
    desk.services.attendance.add(meeting, desk.party("pf"), presence=Presence.PRESENT)
    return meeting


def lines(desk: Desk, meeting: str) -> list[str]:
    return [note.text for note in desk.services.notes.outline(meeting).load()]


def test_old_notes_keep_the_old_organisation_and_those_of_the_day_say_the_new_one(desk: Desk, later: str):
    before = lines(desk, desk.meeting)
    desk.services.affiliations.move("pf", "UI", FEB_20)
    assert desk.services.parties.get(desk.party("pf")).display == "Patrick Fam (Eversource)", "today is February 6"
    assert lines(desk, desk.meeting) == before
    assert before[0].startswith("Patrick Fam (Eversource):")
    assert lines(desk, later) == [
        "Patrick Fam (UI): Still here",
        "Patrick Fam (UI) and Jordan Graham (Tesla): Both",
    ]
    (entry,) = desk.services.attendance.list(later)
    assert entry.organisation == "UI"


def test_a_line_typed_into_an_old_meeting_after_the_move_has_the_organisation_of_then(desk: Desk, later: str):
    desk.services.affiliations.move("pf", "UI", date(2025, 2, 6))
    january = desk.services.meetings.add(desk.group, MeetingDraft("January", date(2025, 1, 14)))
    desk.services.notes.capture_lines(january, "pf: An old word")
    assert lines(desk, january) == ["Patrick Fam (Eversource): An old word"]
    desk.services.notes.capture_lines(desk.meeting, "pf: A new word")
    assert lines(desk, desk.meeting)[-1] == "Patrick Fam (UI): A new word"


def test_from_the_day_on_a_person_finds_the_new_ones_things(desk: Desk):
    desk.services.affiliations.move("pf", "Tesla", FEB_6)
    parties = desk.services.parties
    assert parties.mine(desk.party("pf")) == {desk.party(name) for name in ("pf", "Tesla", "OEMs")}
    assert desk.party("pf") not in parties.related(desk.party("Eversource"))
    assert [place.organisation for place in desk.services.affiliations.former(desk.party("pf"))] == ["Eversource"]


def test_the_plan_counts_what_stays_and_what_changes_and_changes_nothing(desk: Desk, later: str):
    with statements() as sent:
        plan = desk.services.affiliations.plan("pf", "UI", FEB_20)
    assert (plan.former, plan.organisation, plan.kept_lines, plan.changed_lines) == ("Eversource", "UI", 2, 2)
    assert all(statement.startswith("SELECT") for statement in sent)


def test_a_person_may_move_twice_and_back(desk: Desk):
    affiliations = desk.services.affiliations
    affiliations.move("pf", "UI", FEB_6)
    affiliations.move("pf", "Eversource", FEB_20)
    assert desk.services.parties.get(desk.party("pf")).display == "Patrick Fam (UI)"
    assert [(place.organisation, place.until) for place in affiliations.former(desk.party("pf"))] == [
        ("UI", date(2025, 2, 19)),
        ("Eversource", date(2025, 2, 5)),
    ]


@pytest.mark.parametrize(
    ("person", "organisation", "since", "words"),
    [
        ("pf", "Eversource", FEB_20, "belongs there already"),
        ("Tesla", "UI", FEB_20, "only people move"),
        ("pf", "Nowhere", FEB_20, "“Nowhere” isn't in the record"),
        ("pf", "EDCs", FEB_20, "“EDCs” isn't in the record"),
    ],
)
def test_what_is_no_move_is_said_in_words(desk: Desk, person: str, organisation: str, since: date, words: str):
    with pytest.raises((ValidationError, NotFoundError), match=words):
        desk.services.affiliations.move(person, organisation, since)


def test_a_move_before_the_one_that_is_known_is_refused(desk: Desk):
    desk.services.affiliations.move("pf", "UI", FEB_20)
    with pytest.raises(ValidationError, match="was with Eversource until Wed, Feb 19, 2025"):
        desk.services.affiliations.move("pf", "Tesla", FEB_6)


def test_a_move_to_where_somebody_of_that_name_is_is_refused(desk: Desk):
    desk.services.parties.add_person("Patrick Fam", "UI")
    with pytest.raises(ValidationError, match=r"Patrick Fam \(UI\) is in the record already"):
        desk.services.affiliations.move("pf", "UI", MARCH_3)


def test_an_organisation_that_somebody_came_from_is_not_deleted(desk: Desk):
    desk.services.affiliations.move("ac", "UI", FEB_6)
    with pytest.raises(ValidationError, match="1 former place"):
        desk.services.parties.delete(desk.party("GPI"))


def test_whoever_is_put_on_an_old_list_came_for_the_organisation_of_then(desk: Desk):
    desk.services.affiliations.move("pf", "UI", FEB_6)
    january = desk.services.meetings.add(desk.group, MeetingDraft("January", date(2025, 1, 14)))
    desk.services.groups.add_seat(desk.group, "pf", until=FEB_20)
    desk.services.groups.add_seat(desk.group, "jg", since=FEB_6)
    assert desk.services.attendance.add_members(january) == 1
    assert [entry.display for entry in desk.services.attendance.list(january)] == ["Patrick Fam (Eversource)"]
    desk.services.attendance.add(desk.meeting, desk.party("pf"))
    assert [entry.display for entry in desk.services.attendance.list(desk.meeting)] == ["Patrick Fam (UI)"]


def test_merging_two_organisations_takes_former_places_with_it(desk: Desk):
    desk.services.affiliations.move("pf", "UI", FEB_6)
    desk.services.parties.merge(desk.party("Eversource"), desk.party("GPI"))
    assert [place.organisation for place in desk.services.affiliations.former(desk.party("pf"))] == ["GPI"]
