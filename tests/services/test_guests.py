"""Who is invited: parties of the record, addresses, and lists as they are pasted from mails."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.guests import GuestFinding
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.guests import Guests
from tests.services.desk import Desk, statements

PASTED = 'Ann Lee <ann@x.example>; ben@y.example, "Cole, C." <c@z.example>'


@pytest.fixture
def guests(desk: Desk) -> Guests:
    parties = desk.services.parties
    parties.edit(desk.party("pf"), {"mail": "Patrick.Fam@es.example"})
    parties.edit(desk.party("Ursula Ives"), {"mail": "ui@ui.example"})
    return desk.services.guests


def invite(desk: Desk, text: str, **how: bool) -> int:
    guests = desk.services.guests
    return guests.invite(desk.meeting, guests.read(desk.meeting, text), **how)


def reached(desk: Desk) -> list[str]:
    return [guest.mail for guest in desk.services.guests.of(desk.meeting)]


def test_a_list_pasted_from_a_mail_is_taken_apart(desk: Desk, guests: Guests) -> None:
    assert invite(desk, PASTED) == 3
    assert [(guest.name, guest.mail) for guest in guests.of(desk.meeting)] == [
        ("", "ben@y.example"),
        ("Ann Lee", "ann@x.example"),
        ("C. Cole", "c@z.example"),
    ]


def test_commas_end_the_names_of_those_who_are_known(desk: Desk, guests: Guests) -> None:
    found = guests.read(desk.meeting, "Patrick Fam, Ursula Ives, new@x.example")
    assert [entry.text for entry in found] == ["Patrick Fam (Eversource)", "Ursula Ives (UI)", "new@x.example"]
    assert guests.invite(desk.meeting, found) == 3


def test_a_known_address_is_the_person_whatever_its_case(desk: Desk, guests: Guests) -> None:
    invite(desk, "Somebody Else <PATRICK.FAM@ES.example>")
    (guest,) = guests.of(desk.meeting)
    assert (guest.party_id, guest.name, guest.organisation) == (desk.party("pf"), "Patrick Fam", "Eversource")


def test_what_cannot_be_read_is_said_entry_by_entry_and_the_rest_is_taken(desk: Desk, guests: Guests) -> None:
    found = guests.read(desk.meeting, "ann@x.example; Nobody Known; two@x.example three@x.example; half@; <@>")
    assert [entry.finding for entry in found] == [GuestFinding.NEW, *[GuestFinding.REFUSED] * 4]
    assert all(entry.why for entry in found if entry.finding is GuestFinding.REFUSED)
    assert "more than one mail address" in found[2].why
    assert guests.invite(desk.meeting, found) == 1


def test_where_no_entry_can_be_read_nobody_is_invited_and_it_is_said_why(desk: Desk, guests: Guests) -> None:
    with pytest.raises(ValidationError, match="Nobody was invited"):
        invite(desk, "Nobody Known")
    with pytest.raises(ValidationError, match="Say whom to invite"):
        invite(desk, " ; ")
    assert reached(desk) == []


def test_an_organisation_is_its_people_with_addresses_and_the_others_are_named(desk: Desk, guests: Guests) -> None:
    desk.services.parties.add_person("Nora Noad", "Eversource")
    (found,) = guests.read(desk.meeting, "Eversource")
    assert [guest.name for guest in found.guests] == ["Patrick Fam"]
    assert found.why == "Nora Noad (Eversource) has no mail address."


def test_a_class_is_the_people_of_its_members_of_today(desk: Desk, guests: Guests) -> None:
    invite(desk, "EDCs", optional=True)
    assert [(guest.name, guest.optional) for guest in guests.of(desk.meeting)] == [
        ("Patrick Fam", True),
        ("Ursula Ives", True),
    ]


def test_an_organisation_with_an_address_and_no_people_is_one_guest(desk: Desk, guests: Guests) -> None:
    desk.services.parties.edit(desk.party("ConnectDER"), {"mail": "office@connectder.example"})
    invite(desk, "OEMs")
    (guest,) = guests.of(desk.meeting)
    assert (guest.mail, guest.party_id, guest.name) == (
        "office@connectder.example",
        desk.party("ConnectDER"),
        "ConnectDER",
    )


def test_an_organisation_that_nobody_can_write_to_is_refused(desk: Desk, guests: Guests) -> None:
    with pytest.raises(ValidationError, match="Nobody of Tesla has a mail address"):
        invite(desk, "Tesla")


def test_a_person_without_an_address_is_invited_and_listed_apart(desk: Desk, guests: Guests) -> None:
    invite(desk, "Jordan Graham")
    found = guests.invited(desk.meeting)
    assert found.guests == ()
    assert [guest.name for guest in found.unreachable] == ["Jordan Graham"]


def test_a_name_with_another_address_than_the_record_has_is_said(desk: Desk, guests: Guests) -> None:
    (found,) = guests.read(desk.meeting, "Patrick Fam <pat@home.example>")
    assert found.guests[0].party_id is None
    assert found.why == "Patrick Fam (Eversource) is in the record without this address."


def test_a_mailing_list_is_one_guest(desk: Desk, guests: Guests) -> None:
    guests.invite(desk.meeting, guests.read(desk.meeting, "Everybody <all@pura.example>", is_list=True))
    (guest,) = guests.of(desk.meeting)
    assert (guest.is_list, guest.mail) == (True, "all@pura.example")


def test_nobody_is_on_the_list_twice(desk: Desk, guests: Guests) -> None:
    invite(desk, PASTED + "; pf")
    again = guests.read(desk.meeting, "ANN@X.example, Patrick.Fam@es.example; pf")
    assert [entry.finding for entry in again] == [GuestFinding.INVITED] * 3
    assert guests.invite(desk.meeting, again, optional=True) == 0
    assert len(reached(desk)) == 4
    assert {guest.mail for guest in guests.of(desk.meeting) if guest.optional} == {
        "ann@x.example",
        "Patrick.Fam@es.example",
    }


def test_an_address_that_became_a_persons_is_that_guest_once(desk: Desk, guests: Guests) -> None:
    invite(desk, "jordan@tesla.example; jg")
    desk.services.parties.edit(desk.party("jg"), {"mail": "Jordan@Tesla.example"})
    (guest,) = guests.of(desk.meeting)
    assert guest.party_id == desk.party("jg")
    guests.remove(desk.meeting, "jordan@tesla.example")
    assert guests.invited(desk.meeting).guests == ()


def test_whoever_came_stays_on_the_attendance_when_taken_off_the_list(desk: Desk, guests: Guests) -> None:
    desk.services.attendance.add(desk.meeting, desk.party("pf"), presence=Presence.PRESENT)
    guests.remove(desk.meeting, desk.party("pf"))
    assert [(row.name, row.invited) for row in desk.services.attendance.list(desk.meeting)] == [("Patrick Fam", False)]
    assert reached(desk) == []
    with pytest.raises(NotFoundError):
        guests.remove(desk.meeting, "pf@nowhere.example")


def test_a_line_end_in_a_name_stays_within_one_name(desk: Desk, guests: Guests) -> None:
    invite(desk, '"Ann\u2028 Lee\r\n" <ann@x.example>')
    assert all("\n" not in guest.name and "\r" not in guest.name for guest in guests.of(desk.meeting))


def test_the_guests_of_a_large_meeting_are_read_in_three_statements(desk: Desk, guests: Guests) -> None:
    invite(desk, ";".join(f"Guest {number} <g{number}@x.example>" for number in range(500)))
    with statements() as sent:
        assert len(guests.of(desk.meeting)) == 500
    assert len(sent) == 3


def test_two_that_become_one_are_one_guest(desk: Desk, guests: Guests) -> None:
    parties = desk.services.parties
    parties.edit(desk.party("ConnectDER"), {"mail": "office@connectder.example"})
    invite(desk, "ConnectDER")
    parties.add_organisation("Connect DER Inc")
    parties.merge(desk.party("ConnectDER"), desk.party("Connect DER Inc"))
    (guest,) = guests.of(desk.meeting)
    assert guest.party_id == desk.party("Connect DER Inc")


def test_the_organisation_of_a_guest_is_that_of_the_meetings_day(desk: Desk, guests: Guests) -> None:
    desk.services.affiliations.move(desk.party("pf"), "UI", date(2025, 2, 7))
    invite(desk, "pf")
    assert [guest.organisation for guest in guests.of(desk.meeting)] == ["Eversource"]
