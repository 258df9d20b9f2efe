"""Agreements say of what kind they are, and name only who was named."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import Desk, dump, statements


def test_a_captured_agreement_is_a_broad_one_that_names_nobody(desk: Desk):
    row = desk.services.agreements.get(desk.captured("agreement"))
    assert (row.basis, row.parties, row.source.label) == ("broad agreement among attendees", (), "6")


def test_an_agreement_of_named_parties_names_them(desk: Desk):
    made = desk.services.agreements.add("So be it", basis="agreement of named parties", parties=["UI", "Tesla"])
    assert desk.services.agreements.get(made).parties == ("Tesla", "UI")
    assert [row.id for row in desk.services.agreements.list(WorkFilter(party_id=desk.party("OEMs")))] == [made]
    with pytest.raises(ValidationError, match="Name the parties who agreed"):
        desk.services.agreements.edit(made, {"parties": []})
    desk.services.agreements.edit(made, {"parties": [], "basis": "consensus"})
    assert desk.services.agreements.get(made).parties == ()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda a, d: a.add(""), "Say what was agreed"),
        (lambda a, d: a.add("x", basis="loudly"), "Choose one of: broad agreement among attendees, consensus"),
        (lambda a, d: a.add("x", basis="agreement of named parties"), "Name the parties who agreed"),
        (lambda a, d: a.edit(d.captured("agreement"), {"text": " "}), "Say what was agreed"),
        (lambda a, d: a.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.agreements, desk)
    assert dump(store) == before


def test_a_list_takes_the_same_number_of_statements_however_long_it_is(desk: Desk):
    with statements() as few:
        desk.services.agreements.list()
    for number in range(30):
        desk.services.agreements.add(f"Agreed {number}", parties=["EDCs"], order_items=["26.1"])
    with statements() as many:
        assert len(desk.services.agreements.list()) == 31
    assert len(many) == len(few) <= 10
