"""A command is found by what one remembers of its name."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.fuzzy import likeness


@pytest.mark.parametrize(
    ("typed", "words", "meant"),
    [
        ("mee", "New meeting", ["mee"]),
        ("meet new", "New meeting", ["New", "meet"]),
        ("NEW", "New meeting", ["New"]),
        ("eeti", "New meeting", ["eeti"]),
        ("nm", "New meeting", ["N", "m"]),
        ("fss", "Full screen", None),
        ("ee", "New meeting", None),
        ("new action", "New meeting", None),
        ("", "New meeting", None),
        ("  ", "New meeting", None),
        ("(", "New meeting", None),
    ],
)
def test_beginnings_pieces_and_initials_are_meant(typed: str, words: str, meant: list[str] | None):
    like = likeness(typed, words)
    assert (like and [words[start:end] for start, end in like.spans]) == meant


def test_what_begins_with_it_goes_before_what_only_holds_it():
    ranks = [like.rank for words in ("Actions", "New action", "Redact") if (like := likeness("act", words))]
    assert ranks == sorted(set(ranks))
    assert len(ranks) == 3
