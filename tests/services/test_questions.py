"""Questions stay open until a line answers them, or they are let go."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import Desk, dump, statements


def test_a_question_is_answered_by_a_line(desk: Desk):
    questions, question = desk.services.questions, desk.captured("question")
    assert questions.get(question).status == "open"
    questions.answer(question, desk.notes[8])
    row = questions.get(question)
    assert (row.status, row.answer, row.answer_label) == ("answered", "Both will look into it", "8")
    assert questions.list(WorkFilter(open_only=True)) == ()
    questions.reopen(question)
    assert (questions.get(question).status, questions.get(question).answer) == ("open", "")


def test_a_question_that_is_let_go_is_closed(desk: Desk):
    desk.services.questions.let_go(desk.captured("question"))
    assert desk.services.questions.list(WorkFilter(open_only=True)) == ()


def test_a_question_knows_who_asked_it(desk: Desk):
    made = desk.services.questions.add("Who pays?", asked_by="Patrick Fam", order_items=["26.1"])
    row = desk.services.questions.get(made)
    assert (row.asked_by, row.order_items) == ("Patrick Fam (Eversource)", ("26.1",))
    assert [row.id for row in desk.services.questions.list(WorkFilter(party_id=desk.party("EDCs")))] == [made]
    desk.services.questions.edit(made, {"asked_by": None})
    assert desk.services.questions.get(made).asked_by == ""


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda q, d: q.add(""), "Say what the question is"),
        (lambda q, d: q.add("x", asked_by="Nobody"), "“Nobody” isn't in the record"),
        (lambda q, d: q.edit(d.captured("question"), {"status": "hm"}), "Choose one of: open, answered, let go"),
        (lambda q, d: q.edit(d.captured("question"), {"text": ""}), "Say what the question is"),
        (lambda q, d: q.delete("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.questions, desk)
    assert dump(store) == before


def test_a_list_takes_the_same_number_of_statements_however_long_it_is(desk: Desk):
    desk.services.questions.answer(desk.captured("question"), desk.notes[8])
    with statements() as few:
        desk.services.questions.list()
    for number in range(30):
        made = desk.services.questions.add(f"Question {number}", asked_by="pf", meeting_id=desk.meeting)
        desk.services.questions.answer(made, desk.notes[number % 9])
    with statements() as many:
        assert len(desk.services.questions.list()) == 31
    assert len(many) == len(few) <= 12
