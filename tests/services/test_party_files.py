"""Everything that a party has, beside its name; and what a merge would do, before it is done."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.domain.party_file import FilingDue
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from tests.services.desk import Desk, statements


def test_an_organisation_has_what_it_its_people_and_its_classes_owe(desk: Desk):
    desk.services.groups.add_seat(desk.group, "Eversource", since=date(2025, 1, 1))
    desk.services.attendance.add(desk.meeting, desk.party("pf"), presence=Presence.PRESENT)
    file = desk.services.party_files.read(desk.party("Eversource"))
    assert [line.what for line in file.actions] == ["EDCs to reach out to legal"] or len(file.actions) == 1
    assert [(seat.party, seat.role) for seat in file.seats] == [("IX WG / MSA", SeatRole.REPRESENTATIVE)]
    assert [row.class_name for row in file.memberships] == ["EDCs"]
    assert [meeting.meeting_id for meeting in file.attended] == [desk.meeting]
    assert file.lines == 2


def test_a_person_and_a_class_have_their_own(desk: Desk):
    person = desk.services.party_files.read(desk.party("jg"))
    assert (len(person.actions), person.lines, person.memberships) == (1, 1, ())
    party_class = desk.services.party_files.read(desk.party("OEMs"))
    assert [row.member for row in party_class.memberships] == ["ConnectDER", "Tesla"]
    assert len(party_class.needs) == 1
    assert [position.party for position in party_class.positions] == ["ConnectDER"]


def test_whoever_is_gone_is_said(desk: Desk):
    with pytest.raises(NotFoundError):
        desk.services.party_files.read("gone")


def test_the_list_shows_the_seats_of_today_and_counts_people(desk: Desk):
    groups = desk.services.groups
    groups.add_seat(desk.group, "pf", role=SeatRole.ALTERNATE)
    groups.add_seat(desk.group, "jg", until=date(2025, 1, 1))
    with statements() as sent:
        rows = {row.party.name: row for row in desk.services.party_files.everybody((desk.group,))}
    assert len(sent) == 2
    assert [seat.role for seat in rows["Patrick Fam"].seats] == [SeatRole.ALTERNATE]
    assert rows["Jordan Graham"].seats == ()
    assert rows["Tesla"].people == 1


def test_a_merge_says_before_what_follows_and_does_that(desk: Desk):
    parties = desk.services.parties
    other = parties.add_person("Pat Fam", "Eversource", code="pat", mail="pat@ev.example")
    desk.services.notes.capture_lines(desk.meeting, "pat: One\npat: Two")
    desk.services.actions.add("Call", owners=["pat"], meeting_id=desk.meeting)
    desk.services.groups.add_seat(desk.group, "pat")
    plan = parties.merge_plan(other.id, desk.party("pf"))
    assert (plan.lines, plan.follows) == (2, ("1 action", "1 seat"))
    assert plan.remarks == ("The code “pat” goes; “pf” stays.",)
    parties.merge(other.id, desk.party("pf"))
    kept = parties.find("pf")
    assert kept.mail == "pat@ev.example"  # type: ignore[union-attr]
    assert [seat.party for seat in desk.services.groups.seats(desk.group)] == [kept.display]


def test_two_organisations_with_a_person_of_one_name_say_so(desk: Desk):
    desk.services.parties.add_person("Patrick Fam", "UI")
    plan = desk.services.parties.merge_plan(desk.party("UI"), desk.party("Eversource"))
    assert plan.remarks == ("Patrick Fam is in both. Merge the two people afterwards.",)


def test_a_person_and_an_organisation_are_not_one(desk: Desk):
    with pytest.raises(ValidationError, match="of different kinds"):
        desk.services.parties.merge_plan(desk.party("pf"), desk.party("UI"))


def test_an_edit_of_what_was_changed_meanwhile_overwrites_nothing(desk: Desk):
    parties = desk.services.parties
    parties.edit(desk.party("pf"), {"mail": "pf@ev.example"})
    with pytest.raises(ConflictError, match="changed meanwhile"):
        parties.edit(desk.party("pf"), {"mail": "other@ev.example"}, shown={"mail": ""})


def test_what_a_party_must_file_is_owed_too_its_classes_included(desk: Desk):
    due = desk.services.orders.get(desk.order).due
    filings = {name: desk.services.party_files.read(desk.party(name)).filings for name in ("UI", "EDCs", "Tesla", "pf")}
    told = FilingDue(desk.order, "26", date(2025, 3, 31))
    assert due == told.due
    assert filings == {"UI": (told,), "EDCs": (told,), "Tesla": (), "pf": ()}
    desk.services.orders.edit(desk.order, {"due": date(2025, 2, 5)})
    assert desk.services.party_files.read(desk.party("UI")).filings == (), "the day has passed"
