"""A group's words can be changed where they stand, and none of them twice."""

from __future__ import annotations

import pytest

from msa_wg_desktop.errors import ConflictError, ValidationError
from msa_wg_desktop.services.container import Services


@pytest.fixture
def group_id(services: Services) -> str:
    return services.groups.add("IX WG").id


def words(services: Services, group_id: str) -> list[tuple[str, str]]:
    return [(row.term, row.expansion) for row in services.groups.terms(group_id)]


def test_a_word_is_changed_in_place_and_undone(services: Services, group_id: str):
    row = services.groups.add_word(group_id, "sbi")
    services.groups.edit_word(row.id, {"term": " SBI ", "expansion": "State Building\nInspector"})
    assert words(services, group_id) == [("SBI", "State Building Inspector")]
    services.store.undo()
    assert words(services, group_id) == [("sbi", "")]


@pytest.mark.parametrize(("term", "said"), [("RRES", "is there already"), (" ", "no word to keep")])
def test_no_word_is_there_twice_or_empty(services: Services, group_id: str, term: str, said: str):
    services.groups.add_word(group_id, "RRES")
    row = services.groups.add_word(group_id, "sbi")
    with pytest.raises(ValidationError, match=said):
        services.groups.edit_word(row.id, {"term": term})
    assert words(services, group_id) == [("RRES", ""), ("sbi", "")]


def test_a_word_that_changed_meanwhile_is_not_overwritten(services: Services, group_id: str):
    row = services.groups.add_word(group_id, "sbi")
    services.groups.edit_word(row.id, {"expansion": "Theirs"})
    with pytest.raises(ConflictError, match="Theirs"):
        services.groups.edit_word(row.id, {"expansion": "Mine"}, shown={"expansion": ""})
