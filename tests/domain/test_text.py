"""Text is cleaned at every border by one function (decision 19)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.text import REPLACEMENT, clean, clean_line

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize("text", ["", "plain", "tab\tand\nnewline", "é ü 漢字 🦊 العربية e\u0301 \u200d \ufeff"])
def test_text_that_is_clean_comes_out_as_typed(text: str) -> None:
    assert clean(text) == (text, 0)
    assert clean(text)[0] is text


BAD = (
    *("\x00", "\x07", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x9b", "\ud800", "\udfff"),
    *("\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"),
)


@pytest.mark.parametrize("bad", BAD)
def test_what_no_text_may_hold_becomes_one_replacement_character_and_is_counted(bad: str) -> None:
    assert clean(f"a{bad}b{bad}") == (f"a{REPLACEMENT}b{REPLACEMENT}", 2)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_every_kind_become_newlines_and_are_not_counted(end: str) -> None:
    assert clean(f"a{end}b") == ("a\nb", 0)


def test_two_surrogates_that_are_one_character_become_it() -> None:
    assert clean("\ud83e\udd8a") == ("🦊", 0)


def test_a_field_of_one_line_has_no_line_ends() -> None:
    assert clean_line(" Liability\r\nwaiver\t\x00 ") == (f"Liability waiver {REPLACEMENT}", 1)


@given(ANY_TEXT)
def test_clean_text_can_be_written_and_is_not_changed_again(text: str) -> None:
    cleaned, replaced = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == (cleaned, 0)
    assert replaced == cleaned.count(REPLACEMENT) - text.count(REPLACEMENT)


def test_a_hundred_thousand_characters_are_cleaned_at_once() -> None:
    text = "Customer would only lose power if a failure occurred. " * 2000
    started = time.process_time()
    assert clean(text) == (text, 0)
    assert time.process_time() - started < 0.1
