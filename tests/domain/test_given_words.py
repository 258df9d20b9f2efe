"""What the words of a response say of its state."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.given_words import gives, state_by_words

ASKED, ANSWERED, PARTLY, UNABLE, _WITHDRAWN = NeedStatus


@pytest.mark.parametrize(
    "words",
    [
        "20+ years",
        "0",
        "- Tucson Electric Power\n- Xcel Energy (Colorado)",
        "Not aware of this requirement in any other jurisdictions except for one, which is in-progress.",
        "Noted that it is uncommon for a state agency to provide local guidance regarding MSAs.",
        "Customers will lose power only while the contactor is open.",
        "Which is common practice? It is: see the attached list.",
        "Minimum 15 years; still under warranty then",
    ],
)
def test_words_that_give_something_are_an_answer(words: str):
    assert gives(words)
    assert state_by_words(ASKED, "", words) is ANSWERED


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n",
        "…",
        "Awaiting additional internal information on this",
        "Will reach out internally for answer.",
        "We'll provide it in March",
        "They are going to send it; more will be provided in March",
        "Eversource is still reviewing the materials",
        "TBD",
        "unable to provide this information",
        "EDCs do not have a database of socket type",
        "They don\u2019t track socket type",
        "It can't be said",
        "Not available",
        "Which year is meant?",
    ],
)
def test_words_that_promise_refuse_or_ask_are_none(words: str):
    assert not gives(words)
    assert state_by_words(ASKED, "", words) is ASKED


def test_only_words_that_had_said_so_take_an_answer_back():
    assert state_by_words(ANSWERED, "un", "unable to provide it") is ASKED
    assert state_by_words(ANSWERED, "20 years", "") is ASKED
    assert state_by_words(ANSWERED, "", "unable to provide it") is ANSWERED
    assert state_by_words(UNABLE, "not tracked", "20 years") is UNABLE
    assert state_by_words(PARTLY, "20 years", "20 years, and 15") is PARTLY
    assert state_by_words(ASKED, "20 years", "20 years.") is ASKED
