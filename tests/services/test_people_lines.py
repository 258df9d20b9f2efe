"""New people from a typed line or a pasted list: what each would become, and all of them in one step."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.people_lines import Finding
from msa_wg_desktop.errors import ValidationError
from tests.services.desk import Desk

PASTED = """\
To: Jane Doe (Acme Solar) <jane@acme.example>; "Graham, Jordan" <jg@tesla.example>;
John Roe (Acme Solar), Jane Doe (acme solar)
Ursula Ives (UI)
<nobody@acme.example>
Max Mustermann (Tesla) pf
"""


def test_each_person_in_a_pasted_list_says_what_would_come_of_it(desk: Desk):
    found = desk.services.people_lines.read(PASTED)
    assert [(person.line.name, person.finding, person.makes_organisation) for person in found] == [
        ("Jane Doe", Finding.NEW, True),
        ("Jordan Graham", Finding.COMPLETED, False),
        ("John Roe", Finding.NEW, False),
        ("Jane Doe", Finding.KNOWN, False),
        ("Ursula Ives", Finding.KNOWN, False),
        ("", Finding.REFUSED, False),
        ("Max Mustermann", Finding.REFUSED, False),
    ]
    assert "is Patrick Fam (Eversource)'s already" in found[6].why


def test_a_pasted_list_is_added_in_one_step_and_taken_back_in_one(desk: Desk):
    lines, parties = desk.services.people_lines, desk.services.parties
    before = {person.display for person in parties.people()}
    ids = lines.add(lines.read(PASTED))
    assert {person.display for person in parties.people()} - before == {
        "Jane Doe (Acme Solar)",
        "John Roe (Acme Solar)",
    }
    assert len(ids) == 3
    assert parties.find("jg").mail == "jg@tesla.example"  # type: ignore[union-attr]
    desk.services.store.undo()
    assert {person.display for person in parties.people()} == before
    assert not any(row.name == "Acme Solar" for row in parties.organisations())


def test_a_typed_line_says_what_it_would_become_and_is_added(desk: Desk):
    lines = desk.services.people_lines
    told = lines.preview("Jane Doe (Acme Solar) jd jane@acme.example")
    assert told is not None
    assert (told.headline, told.detail) == ("Jane Doe (Acme Solar)", "jane@acme.example · code jd")
    assert told.second == "Acme Solar is new too."
    added = desk.services.parties.get(lines.add_line("Jane Doe (Acme Solar) jd jane@acme.example"))
    assert (added.display, added.code, added.mail) == ("Jane Doe (Acme Solar)", "jd", "jane@acme.example")  # type: ignore[union-attr]
    assert lines.preview("  ") is None


def test_a_namesake_of_another_organisation_is_somebody_else(desk: Desk):
    (found,) = desk.services.people_lines.read("Patrick Fam (UI)")
    assert found.finding is Finding.NEW
    (same,) = desk.services.people_lines.read("Patrick Fam")
    assert (same.finding, same.party_id) == (Finding.KNOWN, desk.party("pf"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(Acme)", "There is no name"),
        ("Jane Doe (Acme) jane@a.example john@a.example", "more than one mail address"),
        ("Patrick Fam (Eversource)", "is here already"),
        ("United Illuminating", "“United Illuminating” is an organisation or a class"),
        ("Jane Doe (Acme) pf", "The code “pf” is Patrick Fam"),
    ],
)
def test_what_cannot_be_added_says_why(desk: Desk, text: str, words: str):
    with pytest.raises(ValidationError, match=words):
        desk.services.people_lines.add_line(text)


def test_a_list_without_anybody_new_adds_nothing(desk: Desk):
    with pytest.raises(ValidationError, match="nobody new"):
        desk.services.people_lines.add(desk.services.people_lines.read("pf; Ursula Ives"))
