"""What follows from the three answers: a zone, a file name, and states whose holidays are known."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.domain.starting import USUAL_STATE, file_stem, states, zone_of_state


def test_states_are_listed_by_name_and_each_has_holidays_and_a_zone_that_exists():
    known = states()
    assert known[USUAL_STATE] == "Connecticut"
    assert list(known.values()) == sorted(known.values())
    for state in known:
        assert date(2025, 7, 4) in state_holidays(state)
        assert ZoneInfo(zone_of_state(state))


@pytest.mark.parametrize(
    ("state", "zone"),
    [("CT", "America/New_York"), ("TX", "America/Chicago"), ("AZ", "America/Phoenix"), ("CA", "America/Los_Angeles")],
)
def test_a_group_begins_in_the_zone_of_its_state(state, zone):
    assert zone_of_state(state) == zone


@pytest.mark.parametrize(
    ("group", "stem"),
    [
        ("IX WG / MSA", "ix-wg-msa"),
        ("  R&D: costs?  ", "r-d-costs"),
        ("Arbeitsgruppe Übertragung", "arbeitsgruppe-übertragung"),
        ("../..", "working-group"),
        ("", "working-group"),
    ],
)
def test_a_record_is_called_after_its_group(group, stem):
    assert file_stem(group) == stem
