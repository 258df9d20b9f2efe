"""The question that most people bring, as they would type it."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.owed_question import who_owes


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("what does UI owe before March 31, and where was it said?", "UI"),
        ("UI owes", "UI"),
        ("What Patrick Fam owes by 3/31", "Patrick Fam"),
        ("owed by EDCs", "EDCs"),
        ("owed by Tesla before March", "Tesla"),
        ("owe", ""),
        ("what is owed?", ""),
        ("Bowen", ""),
        ("the tower", ""),
        ("\0", ""),
    ],
)
def test_whoever_is_meant_is_read_from_the_question(typed: str, named: str):
    assert who_owes(typed) == named
