"""Data needs without a window: what each party gave, follow-ups, lists with all filters, asking again."""

from __future__ import annotations

import pytest

NEED = ("add", "data-need", "Outage data", "--party", "Tesla", "ConnectDER", "--identified-on", "2025-02-06")


def test_what_each_party_gave_is_edited_by_its_name(ask, record):
    need = ask(*NEED, "--due", "2025-02-28", "--order", "26.1")["id"]
    given = ("status=answered", "response=- 20+ years", "received=2025-02-10", "received_from=Jordan Graham")
    row = ask("edit", "data-need", need, "party=Tesla", *given)
    assert row["status"] == "partly answered"
    assert row["answers"][0] == {
        "name": "Tesla",
        "status": "answered",
        "due": None,
        "response": "- 20+ years",
        "reason": "",
        "received": "2025-02-10",
        "received_from": "Jordan Graham (Tesla)",
        "asked_again": [],
    }
    row = ask("edit", "data-need", need, "overruled=withdrawn", "by=Aileen Cole")
    assert (row["status"], row["overruled_by"]) == ("withdrawn", "Aileen Cole (GPI)")


def test_a_response_is_an_answer_on_the_command_line_as_in_the_window(ask, record):
    need = ask(*NEED)["id"]
    row = ask("edit", "data-need", need, "party=Tesla", "response=20+ years")
    assert (row["status"], row["answers"][0]["status"]) == ("partly answered", "answered")
    assert row["answers"][0]["received"]
    row = ask("edit", "data-need", need, "party=ConnectDER", "response=Will be sent in March")
    assert row["answers"][1]["status"] == "requested"
    assert ask("add", "data-need", "Sockets", "--party", "UI", "--response", "About 200")["status"] == "answered"


def test_asking_again_is_kept_for_each_party(ask, record):
    need = ask(*NEED)["id"]
    ask("edit", "data-need", need, "asked_again_on=2025-02-14")
    row = ask("edit", "data-need", need, "party=Tesla", "asked_again_on=2025-02-20")
    assert [answer["asked_again"] for answer in row["answers"]] == [["2025-02-14", "2025-02-20"], ["2025-02-14"]]


def test_a_follow_up_is_added_and_shown_both_ways(ask, record):
    need = ask(*NEED)["id"]
    after = ask("add", "data-need", "By month", "--follows", need[:8])["id"]
    assert ask("show", "data-need", need)["follow_ups"] == [after]
    assert ask("show", "data-need", after)["follows"] == need
    assert ask("edit", "data-need", after, "follows=")["follows"] is None


def test_lists_take_all_filters(ask, record):
    need = ask(*NEED)["id"]
    nobody = ask("add", "data-need", "Nobody's")["id"]

    def ids(*filters: str) -> list[str]:
        return [row["id"] for row in ask("list", "data-needs", *filters)]

    assert ids("--open") == [need, nobody]
    assert ids("--nobody") == [nobody]
    assert ids("--words", "outage") == [need]
    assert len(ids("--status", "answered")) == 5
    assert len(ids("--status", "unable to provide", "--owner", "UI")) == 1
    assert ids("--no-date", "--open", "--owner", "Tesla") == [need]


def test_letters_are_written_and_noted_as_one_step(ask, run, record):
    need = ask(*NEED)["id"]
    (connect, _tesla) = ask("ask")
    assert (connect["party"], connect["data_needs"], connect["marked"]) == ("ConnectDER", [need], False)
    ask("ask", "--party", "Tesla", "--mark", "--on", "2025-02-14")
    answers = ask("show", "data-need", need)["answers"]
    assert [answer["asked_again"] for answer in answers] == [["2025-02-14"], []]
    assert "Outage data" in run("ask", "--need", need).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("edit", "data-need", "{need}", "received=2025-02-10"), 2, "with party=NAME"),
        (("edit", "data-need", "{need}", "party=UI", "status=answered"), 3, "UI isn't asked for this"),
        (("edit", "data-need", "{need}", "asked_again_on=2025-01-01"), 3, "first asked for on Thu, Feb 6, 2025"),
        (("edit", "data-need", "{need}", "follows={need}"), 3, "can't follow itself"),
        (("list", "data-needs", "--status", "given"), 2, "is no status of data-needs"),
        (("list", "meetings", "--nobody"), 2, "makes no sense for meetings"),
        (("ask", "--party", "UI", "--mark"), 3, "Nobody owes a response here"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(ask, run, record, words, code: int, said: str):
    need = ask(*NEED)["id"]
    answer = run(*(word.format(need=need) for word in words))
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
