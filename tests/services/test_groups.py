"""Working groups: named by path, made with their parents, with seats and words of their own."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.container import Services
from tests.services.desk import Desk, statements


def test_a_path_makes_the_parents_that_are_missing_and_says_which(services: Services):
    group, made = services.groups.ensure("IX WG / MSA")
    assert group.path == "IX WG / MSA"
    assert [row.path for row in made] == ["IX WG", "IX WG / MSA"]
    assert services.groups.ensure("ix wg/msa") == (group, ())
    other, made = services.groups.ensure(" IX WG /  Storage ")
    assert (other.parent, [row.path for row in made]) == ("IX WG", ["IX WG / Storage"])


def test_a_subgroup_takes_over_the_habits_of_its_parent(services: Services):
    services.groups.add("IX WG", state="MA", time_zone="America/Chicago", attribution="organisation")
    child = services.groups.add("IX WG / MSA")
    assert (child.state, child.time_zone, child.attribution) == ("MA", "America/Chicago", "organisation")


@pytest.mark.parametrize("text", ["MSA", "msa", "IX WG / MSA", "ix wg / MSA subgroup"])
def test_a_group_is_found_by_path_name_or_short_name(services: Services, text: str):
    made = services.groups.add("IX WG / MSA subgroup", short="MSA")
    assert services.groups.find(text).id == made.id
    assert services.groups.find(made.id).path == "IX WG / MSA"


def test_a_name_of_two_groups_says_which_they_are(services: Services):
    services.groups.add("IX WG / MSA")
    services.groups.add("Other / MSA")
    with pytest.raises(ValidationError) as told:
        services.groups.find("MSA")
    assert told.value.words == "“MSA” may be “IX WG / MSA”, “Other / MSA”. Say which."
    with pytest.raises(ValidationError, match="Say which"):
        services.groups.ensure("MSA")
    with pytest.raises(NotFoundError, match="There is no group “Storage”"):
        services.groups.find("Storage")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "A group needs a name"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone that is known here"),
        ({"attribution": "loud"}, "Choose one of: person, organisation, none"),
        ({"colour": "red"}, "There is no field “colour”"),
    ],
)
def test_what_a_group_can_not_have_is_said(desk: Desk, values: dict[str, str], words: str):
    with pytest.raises(ValidationError, match=words):
        desk.services.groups.edit(desk.group, values)


def test_a_group_is_never_below_itself(desk: Desk):
    parent = desk.services.groups.find("IX WG")
    with pytest.raises(ValidationError, match="can't be below itself"):
        desk.services.groups.edit(parent.id, {"parent_id": desk.group})


def test_a_group_in_which_something_happened_is_not_deleted(desk: Desk):
    with pytest.raises(ValidationError) as told:
        desk.services.groups.delete(desk.group)
    assert "it holds 1 meeting, 2 actions, 1 data need, 1 agreement, 1 question, 1 position" in told.value.words
    with pytest.raises(ValidationError, match="1 subgroup"):
        desk.services.groups.delete(desk.services.groups.find("IX WG").id)


def test_a_path_that_exists_is_not_added_again(desk: Desk):
    with pytest.raises(ValidationError, match="There is a group “IX WG / MSA” already"):
        desk.services.groups.add("IX WG / MSA")
    with pytest.raises(ValidationError, match="A group needs a name"):
        desk.services.groups.ensure(" / ")


def test_seats_have_a_role_and_dates(desk: Desk):
    add = desk.services.groups.add_seat
    add(desk.group, "EDCs", role=SeatRole.OBSERVER, since=date(2024, 1, 1))
    add(desk.group, "ac", role=SeatRole.FACILITATOR)
    assert [(seat.party, seat.role) for seat in desk.services.groups.seats(desk.group)] == [
        ("Aileen Cole (GPI)", "facilitator"),
        ("EDCs (Eversource, UI)", "observer"),
    ]
    with pytest.raises(ValidationError, match="has this seat already"):
        add(desk.group, "ac", role=SeatRole.FACILITATOR)
    with pytest.raises(ValidationError, match="ends before it begins"):
        add(desk.group, "UI", since=date(2025, 1, 2), until=date(2025, 1, 1))


def test_words_and_abbreviations_are_a_groups_own(desk: Desk):
    add = desk.services.groups.add_word
    add(desk.group, "RRES")
    add(desk.group, "sbi", "State Building Inspektor")
    add(desk.group, "sbi", "State Building Inspector")
    assert [(row.term, row.expansion) for row in desk.services.groups.terms(desk.group)] == [
        ("RRES", ""),
        ("sbi", "State Building Inspector"),
    ]
    assert desk.services.groups.abbreviations(desk.group) == {"sbi": "State Building Inspector"}
    with pytest.raises(ValidationError, match="There is no word to add"):
        add(desk.group, " ")


def test_groups_are_read_in_two_statements_however_many_there_are(services: Services):
    for number in range(12):
        services.groups.add(f"WG {number} / Sub")
    with statements() as sent:
        assert len(services.groups.list()) == 24
    assert len(sent) == 2
