"""What the panels say of captured and carried-over things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from msa_wg_desktop.domain.captures import CapturedRow, NamedParty
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.captured_list import CapturedList, CarriedList
from msa_wg_desktop.gui.models.cards import CARD_ROLE, CardRow

ROW = CapturedRow(
    kind=CaptureKind.ACTION,
    id="a",
    text="Reach out to legal",
    who=(NamedParty("e", "EDCs", "Eversource, UI"),),
    due=date(2025, 2, 21),
    status="open",
    note_id="n",
    label="5.a",
    order_items=("26.6",),
    meeting_id="m",
    meeting_date=date(2025, 2, 6),
)


@pytest.fixture
def captured() -> CapturedList:
    model = CapturedList()
    model.set_day(date(2025, 2, 6))
    return model


def card(model: CapturedList | CarriedList, row: CapturedRow) -> CardRow:
    model.set_rows([row])
    return model.index(0, 0).data(CARD_ROLE)


def tag(shown: CardRow) -> tuple[str, Tone]:
    assert shown.tag is not None
    return shown.tag.words, shown.tag.tone


def state(shown: CardRow) -> str:
    assert shown.detail_tag is not None
    return shown.detail_tag.words


def words(shown: CardRow) -> str:
    return shown.detail.replace("\u00a0", " ")


def test_an_action_says_who_when_what_for_and_from_where(captured):
    shown = card(captured, ROW)
    assert words(shown) == "EDCs (Eversource, UI) · due Feb 21 · Order 26 (6) · from 5.a"
    assert tag(shown) == ("action", Tone.ACCENT)


def test_a_date_in_another_year_is_said_whole(captured):
    assert "due Fri, Jan 2, 2026" in words(card(captured, replace(ROW, due=date(2026, 1, 2))))


def test_what_differs_is_said_before_that_it_is_done(captured):
    assert state(card(captured, replace(ROW, status="done"))) == "done"
    assert state(card(captured, replace(ROW, status="done", differs=True))) == "differs from its line"


def test_a_question_that_was_answered_is_no_open_question(captured):
    question = replace(ROW, kind=CaptureKind.QUESTION, due=None, order_items=())
    assert tag(card(captured, question))[0] == "open question"
    assert words(card(captured, question)).startswith("asked by EDCs")
    assert tag(card(captured, replace(question, status="answered")))[0] == "question"


def test_the_outlines_own_numbers_are_shown(captured):
    captured.set_rows([ROW])
    captured.set_labels({"n": "6.b"})
    assert words(captured.index(0, 0).data(CARD_ROLE)).endswith("from 6.b")


def test_rows_that_stay_keep_their_place_in_the_view(captured, qtmodeltester):
    other, third = replace(ROW, id="b"), replace(ROW, id="c")
    captured.set_rows([ROW, other, third])
    kept = [row for row in captured.rows if row.id == "b"]
    captured.set_rows([third, other, replace(ROW, id="d")])
    assert [row.id for row in captured.rows] == ["c", "b", "d"]
    assert kept[0] is captured.rows[1]
    qtmodeltester.check(captured)


def test_what_is_carried_over_says_since_when_or_how_late():
    model = CarriedList()
    model.set_day(date(2025, 2, 24))
    assert state(card(model, ROW)) == "3 days overdue"
    assert "due" not in words(card(model, ROW))
    need = replace(ROW, kind=CaptureKind.DATA_NEED, due=None)
    assert state(card(model, need)) == "asked Feb 6"
    assert words(card(model, need)) == "EDCs (Eversource, UI) · data need"


def test_a_screen_reader_hears_all_of_an_entry(captured):
    sentence = card(captured, ROW).sentence
    assert sentence.startswith("action. Reach out to legal. EDCs")
