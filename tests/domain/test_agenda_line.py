"""One typed line becomes an agenda item; what can't be is said in one sentence."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.agenda_line import read_line, read_minutes
from msa_wg_desktop.domain.parties import OrganisationRow, PartyBook, PersonRow

BOOK = PartyBook(
    (
        OrganisationRow("e", "Eversource"),
        PersonRow("p", "Pat Example", organisation_id="e", organisation="Eversource", code="pe"),
        PersonRow("q", "Kim Twin", organisation_id="e", organisation="Eversource"),
        PersonRow("r", "Kim Twin", organisation="Tesla"),
    )
)


@pytest.mark.parametrize(
    ("typed", "title", "presenter", "minutes", "order"),
    [
        ("Liability waiver, Pat Example, 10 min, #26.1", "Liability waiver", "Pat Example (Eversource)", 10, "#26.1"),
        ("Waiver, Order 26 (1), pe, half an hour", "Waiver", "Pat Example (Eversource)", 30, "Order 26 (1)"),
        ("Waiver, 24-08-02 #26.1, 1 h", "Waiver", "", 60, "24-08-02 #26.1"),
        ("Sockets, old and new, 5'", "Sockets, old and new", "", 5, ""),
        ("Eversource", "Eversource", "", None, ""),
        ("Waiver, Kim Twin (Tesla)", "Waiver", "Kim Twin (Tesla)", None, ""),
        ("Waiver, 10", "Waiver, 10", "", None, ""),
        ("Item h, table m", "Item h, table m", "", None, ""),
    ],
)
def test_a_line_says_what_by_whom_how_long_and_for_which_order_item(
    typed: str, title: str, presenter: str, minutes: int | None, order: str
):
    read = read_line(typed, BOOK)
    assert (read.title, read.presenter, read.minutes, read.order_item) == (title, presenter, minutes, order)
    assert not read.problem


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Waiver, Kim Twin", "“Kim Twin” may be Kim Twin (Eversource) / Kim Twin (Tesla). Say which."),
        ("Waiver, abc min", "“abc min” is no number of minutes"),
        ("Waiver, 0 min", "at least a minute"),
        ("Waiver, 10000 min", "longer than a meeting can be"),
        (", 10 min", "needs a title"),
        ("", "needs a title"),
    ],
)
def test_what_can_not_be_is_said(typed: str, words: str):
    assert words in read_line(typed, BOOK).problem


@pytest.mark.parametrize(
    ("typed", "minutes"), [("10", 10), (" 10  min ", 10), ("", None), ("An hour", 60), ("2 hours", 120), ("480", 480)]
)
def test_minutes_are_read_as_people_write_them(typed: str, minutes: int | None):
    assert read_minutes(typed) == (minutes, "")


@pytest.mark.parametrize("typed", ["abc", "-5", "1.5", "٣", "0", "481", "9" * 400])
def test_minutes_that_can_not_be_are_said(typed: str):
    minutes, problem = read_minutes(typed)
    assert minutes is None
    assert problem
