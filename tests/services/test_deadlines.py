"""Dates that bind, their extensions, and what waits for what."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import FEB_6, Desk, dump, statements

MARCH_31 = date(2025, 3, 31)


@pytest.fixture
def filing(desk: Desk) -> str:
    return desk.services.deadlines.add("Filing, Order 26", MARCH_31, kind="ordered", order="26", group_id=desk.group)


def test_a_deadline_belongs_to_an_order_and_waits_for_another(desk: Desk, filing: str):
    deadlines = desk.services.deadlines
    review = deadlines.add("Legal review", date(2025, 3, 24), depends_on_id=filing, lead_days=5, group_id=desk.group)
    assert [row.title for row in deadlines.list()] == ["Legal review", "Filing, Order 26"]
    assert deadlines.get(filing).order == "26"
    assert (deadlines.get(review).depends_on, deadlines.get(review).lead_days) == ("Filing, Order 26", 5)
    assert [row.id for row in deadlines.list(order_id=desk.order)] == [filing]
    with pytest.raises(ValidationError, match="can't wait for itself"):
        deadlines.edit(filing, {"depends_on_id": review})
    deadlines.delete(filing)
    assert deadlines.get(review).depends_on == ""


def test_an_extension_binds_only_when_it_is_granted(desk: Desk, filing: str):
    deadlines = desk.services.deadlines
    deadlines.ask_extension(filing, date(2025, 4, 30))
    row = deadlines.get(filing)
    assert (row.status, row.date, row.extension_asked_on) == ("extension asked", MARCH_31, FEB_6)
    deadlines.grant_extension(filing, ruling="Motion 3")
    row = deadlines.get(filing)
    assert (row.status, row.date, row.ruling) == ("extension granted", date(2025, 4, 30), "Motion 3")
    assert row.former_dates == (MARCH_31,)


def test_a_denied_extension_leaves_the_date(desk: Desk, filing: str):
    desk.services.deadlines.ask_extension(filing, date(2025, 4, 30))
    desk.services.deadlines.edit(filing, {"status": "extension denied", "ruling": "Motion 3 denied"})
    row = desk.services.deadlines.get(filing)
    assert (row.status, row.date, row.former_dates) == ("extension denied", MARCH_31, ())


def test_what_was_met_is_neither_open_nor_late(desk: Desk, filing: str):
    deadlines = desk.services.deadlines
    assert deadlines.get(filing).is_overdue(date(2025, 4, 1))
    deadlines.mark_met(filing)
    assert not deadlines.get(filing).is_overdue(date(2025, 4, 1))
    assert deadlines.list(open_only=True) == ()
    assert deadlines.list(group_id="another") == ()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda s, d: s.add(" "), "A deadline needs a title"),
        (lambda s, d: s.add("x", kind="soft"), "Choose one of: ordered, set"),
        (lambda s, d: s.add("x", order="99"), "is no order of this record"),
        (lambda s, d: s.add("x", lead_days=0), "from 1 to 1,000 business days"),
        (lambda s, d: s.grant_extension(s.add("x")), "Say until when the extension was granted"),
        (lambda s, d: s.edit(s.add("x"), {"status": "hm"}), "Choose one of: open, extension asked"),
        (lambda s, d: s.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said(desk: Desk, act, words: str):
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.deadlines, desk)


def test_a_refused_deadline_leaves_nothing_behind(desk: Desk, store: Store):
    before = dump(store)
    with pytest.raises(ValidationError):
        desk.services.deadlines.add("x", order="99")
    assert dump(store) == before


def test_deadlines_are_read_in_two_statements_however_many_there_are(desk: Desk):
    for number in range(20):
        desk.services.deadlines.add(f"Deadline {number}", MARCH_31, order="26")
    with statements() as sent:
        assert len(desk.services.deadlines.list()) == 20
    assert len(sent) == 2
