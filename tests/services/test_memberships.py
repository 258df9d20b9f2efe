"""Which organisation is in which class, and when; what has ended stays told."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.errors import ValidationError
from tests.services.desk import Desk

FEB_5, MARCH_3 = date(2025, 2, 5), date(2025, 3, 3)


def test_a_member_that_left_is_no_member_and_still_told(desk: Desk):
    memberships, parties = desk.services.memberships, desk.services.parties
    ui = next(row for row in memberships.list(desk.party("EDCs")) if row.member == "UI")
    memberships.edit(ui.id, {"until": FEB_5})
    assert parties.find("EDCs").display == "EDCs (Eversource)"
    parties.edit(desk.party("EDCs"), {"members": ["Eversource", "Tesla"]})
    assert [(row.member, row.until) for row in memberships.list(desk.party("EDCs"))] == [
        ("Eversource", None),
        ("Tesla", None),
        ("UI", FEB_5),
    ]
    memberships.add("EDCs", "UI", since=MARCH_3)
    assert [row.class_name for row in memberships.list(desk.party("UI"))] == ["EDCs", "EDCs"]


@pytest.mark.parametrize(
    ("member", "since", "until", "words"),
    [
        ("UI", None, None, "is in EDCs at that time already"),
        ("UI", MARCH_3, None, "is in EDCs at that time already"),
        ("GPI", MARCH_3, FEB_5, "ends before it begins"),
    ],
)
def test_what_is_no_membership_is_said(desk: Desk, member: str, since: date, until: date, words: str):
    with pytest.raises(ValidationError, match=words):
        desk.services.memberships.add("EDCs", member, since=since, until=until)


@pytest.mark.parametrize("member", ["EDCs", "OEMs"])
def test_a_class_holds_no_classes_itself_least_of_all(desk: Desk, member: str):
    with pytest.raises(ValidationError, match=f"“{member}” is a party class"):
        desk.services.parties.edit(desk.party("EDCs"), {"members": ["UI", member]})
