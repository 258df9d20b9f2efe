"""Times are read as people type them, and never guessed where they are no times."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msa_wg_desktop.domain.times import read_time

ELEVEN, ONE = time(11), time(13)


@pytest.mark.parametrize(
    ("words", "near", "meant"),
    [
        ("11:10", None, time(11, 10)),
        (" 11.10 ", None, time(11, 10)),
        ("1110", None, time(11, 10)),
        ("14h05", None, time(14, 5)),
        ("11", None, time(11)),
        ("2:30 pm", None, time(14, 30)),
        ("2:30 P.M.", None, time(14, 30)),
        ("2pm", None, time(14)),
        ("2p", None, time(14)),
        ("12 am", None, time(0)),
        ("12 pm", None, time(12)),
        ("12:10", ELEVEN, time(12, 10)),
        ("1:10", ELEVEN, time(13, 10)),
        ("9:50", ELEVEN, time(9, 50)),
        ("1:10", ONE, time(13, 10)),
        ("1:10", None, time(1, 10)),
        ("01:10", ONE, time(1, 10)),
        ("13:10", ELEVEN, time(13, 10)),
        ("0:15", ELEVEN, time(0, 15)),
    ],
)
def test_a_time_is_read_as_it_is_meant(words, near, meant):
    assert read_time(words, near=near) == meant


@pytest.mark.parametrize(
    "words", ["", "noon-ish", "24:00", "11:60", "13 pm", "0 am", "11:1", "11 m", "11.", "-1", "11:10 x", "²"]
)
def test_what_is_no_time_is_none(words):
    assert read_time(words, near=ELEVEN) is None


@given(st.text(max_size=12))
def test_no_words_make_it_fail(words):
    assert isinstance(read_time(words, near=ELEVEN), time | None)


@given(st.times())
def test_what_is_written_out_is_read_back(at):
    assert read_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)
    assert read_time(f"{at:%I:%M %p}", near=ONE) == at.replace(second=0, microsecond=0)
