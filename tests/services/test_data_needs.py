"""Data needs: asked of several parties, each with an answer of its own; the table that the summary prints."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.data_needs import NeedLink, NeedStatus, joined_responses, roll_up
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services.store import Store
from tests.services.desk import FEB_6, Desk, dump, statements

ASKED, ANSWERED, PARTLY, UNABLE, WITHDRAWN = NeedStatus


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([], None),
        ([ASKED, ASKED], ASKED),
        ([ASKED, ANSWERED], PARTLY),
        ([ASKED, PARTLY], PARTLY),
        ([ANSWERED, PARTLY], PARTLY),
        ([ANSWERED, ANSWERED], ANSWERED),
        ([ASKED, UNABLE], ASKED),
        ([ANSWERED, UNABLE], ANSWERED),
        ([UNABLE, UNABLE], UNABLE),
        ([ASKED, WITHDRAWN], ASKED),
        ([ANSWERED, WITHDRAWN], ANSWERED),
        ([WITHDRAWN, WITHDRAWN], WITHDRAWN),
    ],
)
def test_the_state_of_the_whole_follows_from_the_parties(states: list[NeedStatus], whole: NeedStatus | None):
    assert roll_up(states) is whole


def test_responses_stand_under_their_partys_name_where_there_are_several():
    assert joined_responses([("EDCs", "Not tracked")]) == "Not tracked"
    assert joined_responses([("ConnectDER", "15 years"), ("Tesla", "- 20 years\n- more")]) == (
        "ConnectDER: 15 years\n\nTesla:\n\n- 20 years\n- more"
    )
    assert joined_responses([("ConnectDER", ""), ("Tesla", "20 years")]) == "Tesla: 20 years"


@pytest.fixture
def need(desk: Desk) -> str:
    return desk.services.data_needs.add(
        "Expected lifespan",
        parties=["ConnectDER", "Tesla"],
        identified_on=date(2025, 1, 14),
        due=date(2025, 2, 5),
        order_items=["26.2"],
        meeting_id=desk.meeting,
    )


def test_a_need_shows_its_parties_as_the_summary_prints_them(desk: Desk, need: str):
    row = desk.services.data_needs.get(need)
    assert (row.parties_text, row.status, row.order_items) == ("ConnectDER/Tesla", ASKED, ("26.2",))
    assert row.is_overdue(FEB_6)
    other = desk.services.data_needs.add("Sockets", parties=["EDCs"])
    assert desk.services.data_needs.get(other).parties_text == "EDCs"
    assert desk.services.data_needs.get(other).parties[0].name == "EDCs (Eversource, UI)"


def test_a_captured_need_knows_its_line(desk: Desk):
    row = desk.services.data_needs.get(desk.captured("data-need"))
    assert (row.source.label, row.identified_on, row.parties_text) == ("4", FEB_6, "Tesla")


def test_each_party_answers_for_itself(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.answer(need, "Tesla", "20+ years", by="jg", on=date(2025, 2, 3))
    row = needs.get(need)
    assert (row.status, row.response) == (PARTLY, "Tesla: 20+ years")
    tesla = row.parties[1]
    assert (tesla.status, tesla.answered_on, tesla.answered_by) == (
        ANSWERED,
        date(2025, 2, 3),
        "Jordan Graham (Tesla)",
    )
    needs.answer(need, "ConnectDER", status="unable to provide", reason="Not measured")
    row = needs.get(need)
    assert (row.status, row.parties[0].reason, row.response) == (ANSWERED, "Not measured", "Tesla: 20+ years")


def test_a_party_may_give_another_date_without_having_answered(desk: Desk, need: str):
    desk.services.data_needs.answer(need, "Tesla", status="requested", due=date(2025, 2, 20), reason="Internal review")
    party = desk.services.data_needs.get(need).parties[1]
    assert (party.due, party.reason, party.answered_on) == (date(2025, 2, 20), "Internal review", None)


def test_words_that_a_party_gives_are_its_answer_received_today(desk: Desk, need: str):
    needs, store = desk.services.data_needs, desk.services.store
    needs.edit_party(need, "Tesla", {"response": "20+ y"})
    needs.edit_party(need, "Tesla", {"response": "20+ years"})
    row = needs.get(need)
    given = row.parties[1]
    assert (row.status, given.status, given.answered_on, given.answered_by) == (PARTLY, ANSWERED, FEB_6, "")
    assert row.parties[0].status is ASKED
    store.undo()
    given = needs.get(need).parties[1]
    assert (given.status, given.response, given.answered_on) == (ASKED, "", None)
    store.redo()
    assert needs.get(need).parties[1].status is ANSWERED


def test_a_response_of_the_whole_is_that_of_a_party_that_is_asked_alone(desk: Desk, need: str):
    needs = desk.services.data_needs
    alone = needs.add("Sockets", parties=["EDCs"])
    needs.edit(alone, {"response": "About 200"})
    row = needs.get(alone)
    assert (row.status, row.parties[0].response, row.parties[0].answered_on) == (ANSWERED, "About 200", FEB_6)
    needs.edit(need, {"response": "At least 15 years"})
    assert [party.status for party in needs.get(need).parties] == [ASKED, ASKED]
    nobody = needs.add("Outages")
    needs.edit(nobody, {"response": "None in 2024"})
    assert needs.get(nobody).status is ANSWERED


def test_what_is_added_with_its_response_is_answered_on_a_day_that_nobody_said(desk: Desk):
    needs = desk.services.data_needs
    row = needs.get(needs.add("Sockets", parties=["EDCs"], response="About 200"))
    assert (row.status, row.parties[0].response, row.parties[0].answered_on) == (ANSWERED, "About 200", None)
    for more in ({"parties": ["UI"], "response": "Not tracked"}, {"parties": ["UI", "Tesla"], "response": "Two each"}):
        assert needs.get(needs.add("Sockets", **more)).status is ASKED
    assert needs.get(needs.add("Sockets", parties=["UI"], response="Two", status="partly answered")).status is PARTLY


def test_words_take_back_only_what_words_had_said(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.edit_party(need, "Tesla", {"response": "un"})
    assert needs.get(need).parties[1].status is ANSWERED
    needs.edit_party(need, "Tesla", {"response": "unable to provide it before May"})
    given = needs.get(need).parties[1]
    assert (given.status, given.answered_on) == (ASKED, None)
    needs.edit_party(need, "Tesla", {"status": "answered"})
    for words in ("Two", "Two, will send the rest", ""):
        needs.edit_party(need, "Tesla", {"response": words})
        assert needs.get(need).parties[1].status is ANSWERED
    needs.edit_party(need, "Tesla", {"status": "requested"})
    assert needs.get(need).status is ASKED


def test_a_state_that_is_said_beside_a_response_counts(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.edit_party(need, "Tesla", {"response": "20 years in the lab", "status": "partly answered"})
    needs.edit_party(need, "ConnectDER", {"response": "Ask again in May", "status": "requested"})
    assert [party.status for party in needs.get(need).parties] == [ASKED, PARTLY]


def test_a_response_that_was_written_by_hand_stays_as_it_is(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.edit(need, {"response": "Both say *long enough*."})
    needs.answer(need, "Tesla", "20+ years")
    row = needs.get(need)
    assert (row.response, row.parties[1].response) == ("Both say *long enough*.", "20+ years")


def test_a_state_set_for_the_whole_is_that_of_each_party(desk: Desk, need: str):
    desk.services.data_needs.edit(need, {"status": "answered"})
    row = desk.services.data_needs.get(need)
    assert [party.status for party in row.parties] == [ANSWERED, ANSWERED]
    desk.services.data_needs.overrule(need, "partly answered", by="ac")
    assert desk.services.data_needs.get(need).status is PARTLY
    assert desk.services.data_needs.get(need).overruled_by == "Aileen Cole (GPI)"


def test_needs_stand_as_identified_and_as_they_were_put_in_order(desk: Desk):
    needs = desk.services.data_needs
    made = [needs.add(text, identified_on=date(2025, 1, 14), meeting_id=desk.meeting) for text in "ABC"]
    assert [row.need for row in needs.list()] == ["A", "B", "C", "Maintenance data"]
    desk.services.needs_table.move(desk.meeting, made[2], by=-1)
    assert [row.need for row in needs.list()] == ["A", "C", "B", "Maintenance data"]


def test_open_means_asked_or_partly_answered(desk: Desk, need: str):
    needs = desk.services.data_needs
    closed = needs.add("Closed", parties=["UI"], status="unable to provide", meeting_id=desk.meeting)
    needs.answer(need, "Tesla", "20+ years")
    assert {row.id for row in needs.list(WorkFilter(open_only=True))} == {need, desk.captured("data-need")}
    assert {row.id for row in needs.list(WorkFilter(overdue=True))} == {need}
    assert {row.id for row in needs.list(WorkFilter(party_id=desk.party("EDCs")))} == {closed}


def test_an_edit_by_itself_cuts_the_need_loose_from_its_line(desk: Desk):
    need = desk.captured("data-need")
    desk.services.data_needs.set_parties(need, ["Tesla", "ConnectDER"], from_line=True)
    assert not desk.services.data_needs.get(need).source.touched
    desk.services.data_needs.answer(need, "Tesla", "Soon")
    assert desk.services.data_needs.get(need).source.touched


def test_a_list_takes_the_same_number_of_statements_however_long_it_is(desk: Desk):
    with statements() as few:
        desk.services.data_needs.list()
    for number in range(40):
        desk.services.data_needs.add(f"Need {number}", parties=["EDCs", "Tesla"], order_items=["26.1"])
    with statements() as many:
        assert len(desk.services.data_needs.list()) == 41
    assert len(many) == len(few) <= 11


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda n, d: n.add(" "), "Say what is needed"),
        (lambda n, d: n.add("x", status="given"), "Choose one of: requested, answered"),
        (lambda n, d: n.add("x", parties=["Nobody"]), "“Nobody” isn't in the record"),
        (lambda n, d: n.edit(d.captured("data-need"), {"need": ""}), "Say what is needed"),
        (lambda n, d: n.answer(d.captured("data-need"), "UI", "x"), "UI isn't asked for this"),
        (
            lambda n, d: n.ask_again([d.captured("data-need")], on=date(2025, 2, 5)),
            "first asked for on Thu, Feb 6, 2025",
        ),
        (lambda n, d: n.ask_again([d.captured("data-need")], parties=["UI"]), "Nobody owes a response here"),
        (lambda n, d: n.edit_party(d.captured("data-need"), "Tesla", {"colour": "x"}), "no field “colour”"),
        (lambda n, d: n.add("x", follows_id="gone"), "isn't in the record any more"),
        (lambda n, d: n.get("gone"), "isn't in the record any more"),
        (lambda n, d: n.edit(d.captured("data-need"), {"need": "x"}, shown={"need": "y"}), "Nothing was overwritten"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError, ConflictError), match=words):
        act(desk.services.data_needs, desk)
    assert dump(store) == before


def test_each_party_is_asked_again_for_itself_and_every_time_is_kept(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.ask_again([need], on=date(2025, 1, 30))
    needs.answer(need, "Tesla", "20+ years")
    assert needs.ask_again([need, desk.captured("data-need")], on=date(2025, 2, 20)) == 2
    row = needs.get(need)
    assert [party.asked_again for party in row.parties] == [
        (date(2025, 1, 30), date(2025, 2, 20)),
        (date(2025, 1, 30),),
    ]
    assert (row.asked_on, row.asked_again_on) == (date(2025, 1, 14), date(2025, 2, 20))
    desk.services.store.undo()
    assert needs.get(need).parties[0].asked_again == (date(2025, 1, 30),)
    needs.ask_again([need], on=date(2025, 2, 21), parties=["ConnectDER"])
    needs.edit(need, {"status": "withdrawn"})
    with pytest.raises(ValidationError, match="Nobody owes a response here"):
        needs.ask_again([need])


def test_a_need_that_was_asked_of_nobody_in_particular_can_be_asked_again(desk: Desk):
    need = desk.services.data_needs.add("Anything on sockets", identified_on=date(2025, 1, 14))
    desk.services.data_needs.ask_again([need], on=date(2025, 2, 20))
    assert desk.services.data_needs.get(need).asked_again_on == date(2025, 2, 20)


def test_what_one_party_said_can_be_corrected_and_taken_away(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.answer(need, "Tesla", "20+ years", due=date(2025, 2, 20), reason="Late", by="jg")
    needs.edit_party(need, "Tesla", {"due": None, "answered_on": date(2025, 2, 4), "answered_by": ""})
    tesla = needs.get(need).parties[1]
    assert (tesla.due, tesla.reason, tesla.answered_on, tesla.answered_by) == (None, "Late", date(2025, 2, 4), "")
    with pytest.raises(ConflictError, match="Nothing was overwritten"):
        needs.edit_party(need, "Tesla", {"reason": "x"}, shown={"reason": "y"})


def test_marked_as_answered_is_who_still_owed_with_the_day_on_which_it_came(desk: Desk, need: str):
    needs = desk.services.data_needs
    needs.answer(need, "ConnectDER", status="unable to provide", on=date(2025, 2, 1))
    needs.edit_many([need], {"status": "answered"})
    row = needs.get(need)
    assert [(party.status, party.answered_on) for party in row.parties] == [
        (UNABLE, date(2025, 2, 1)),
        (ANSWERED, desk.services.store.clock.today()),
    ]
    needs.edit_many([need], {"status": "requested"})
    assert {party.status for party in needs.get(need).parties} == {ASKED}


def test_a_follow_up_knows_what_it_follows_and_the_other_way_round(desk: Desk, need: str):
    needs = desk.services.data_needs
    after = needs.add("By how much", follows_id=need)
    assert (needs.get(after).follows, needs.get(need).follow_ups[0].id) == (NeedLink(need, "Expected lifespan"), after)
    with pytest.raises(ValidationError, match="can't follow itself"):
        needs.edit(need, {"follows_id": after})
    needs.delete_many([need])
    assert needs.get(after).follows is None
    desk.services.store.undo()
    assert needs.get(after).follows == NeedLink(need, "Expected lifespan")


LONG = "word " * 20_000


@pytest.mark.parametrize("text", [LONG, "<b>bold</b> & <table><tr><td>1</td></tr></table>", "=1+1", "a | b\n---|---"])
def test_responses_are_kept_as_they_were_given(desk: Desk, need: str, text: str):
    desk.services.data_needs.edit_party(need, "Tesla", {"response": text.strip()})
    row = desk.services.data_needs.get(need)
    assert row.parties[1].response == text.strip()
    assert row.response == joined_responses([("ConnectDER", ""), ("Tesla", text.strip())])


def test_two_parties_of_one_name_are_told_apart(desk: Desk):
    desk.services.parties.add_person("Pat Doe", "Tesla")
    desk.services.parties.add_person("Pat Doe", "ConnectDER")
    with pytest.raises(ValidationError, match="Pat Doe"):
        desk.services.data_needs.add("Photos", parties=["Pat Doe"])
    need = desk.services.data_needs.add("Photos", parties=["Pat Doe (Tesla)", "Pat Doe (ConnectDER)"])
    assert len(desk.services.data_needs.get(need).parties) == 2
