"""Guests, answers and events of others on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invitations.bad_files import BAD
from tests.invitations.calendars import TEAMS_REQUEST, UID, calendar, reply

MEETING = "2025-02-11"
ANN = "Ann Lee <ann@x.example>"


@pytest.fixture
def meeting(ask, record) -> str:
    ask("invite", MEETING, ANN)
    return ask("show", "meeting", MEETING)["id"]


def test_addresses_and_a_pasted_list_are_invited(ask, record):
    guests = ask("invite", MEETING, "Ann Lee <ann@x.example>; ben@y.example", "--optional")
    assert [(guest["name"], guest["mail"], guest["optional"]) for guest in guests] == [
        ("Ann Lee", "ann@x.example", True),
        ("", "ben@y.example", True),
    ]
    assert ask("invite", MEETING, "ANN@x.example", "--remove") == []
    assert [row["mail"] for row in ask("answers", MEETING)["answers"]] == ["ben@y.example"]


def test_a_mailing_list_is_one_guest(ask, record):
    assert ask("invite", MEETING, "all@x.example", "--list")[0]["is_list"] is True


@pytest.mark.parametrize("who", ["half@", "ann@x.example, ben@y.example x@z.example", "Nobody Known", ";"])
def test_who_cannot_be_invited_is_said_and_nobody_is(run, ask, record, who):
    said = run("invite", MEETING, who)
    assert (said.code, said.err.endswith("The list is as it was.\n")) == (3, True)
    assert run("invite", MEETING, "zoe@x.example", "Nobody Known").code == 3
    assert ask("answers", MEETING)["answers"] == []


def test_answers_are_imported_shown_and_undone(ask, run, meeting, tmp_path: Path):
    (tmp_path / "a.ics").write_bytes(reply("ANN@x.example", UID=meeting, COMMENT="Gladly"))
    (row,) = ask("import", "replies", tmp_path)
    assert (row["file"], row["outcome"], row["meeting"], row["mail"]) == ("a.ics", "taken", meeting, "ANN@x.example")
    (answer,) = ask("answers", MEETING)["answers"]
    assert (answer["as"], answer["answer"], answer["comment"], answer["older"]) == (
        "guest",
        "accepted",
        "Gladly",
        False,
    )
    assert "1 accepted" in run("answers", MEETING).out
    ask("undo")
    assert ask("answers", MEETING)["answers"][0]["answer"] == "no reply"


def test_what_was_left_alone_is_something_to_look_at(run, meeting, tmp_path: Path):
    (tmp_path / "a.ics").write_bytes(reply("ann@x.example", UID=meeting))
    (tmp_path / "b.ics").write_bytes(b"nothing")
    said = run("import", "replies", tmp_path)
    assert said.code == 1
    assert "1 taken, 1 left alone." in said.out
    assert "b.ics: “b.ics” is no calendar file" in said.out


UNKNOWN = {
    "a calendar without what it asks for": calendar("SUMMARY:x", method=""),
    "several calendars of events that nobody knows": reply("a@x.example", UID="one") + reply("b@x.example", UID="two"),
    "a rule without end": calendar("ORGANIZER:mailto:o@x.example", "RRULE:FREQ=SECONDLY", method="REQUEST"),
    "an answer of a stranger to something else": reply("a@x.example", UID="unknown@x.example"),
    "a cancellation by a stranger": calendar("ORGANIZER:mailto:evil@x.example", "SEQUENCE:99", method="CANCEL"),
    "a zone that nobody knows": calendar(
        "ORGANIZER:mailto:o@x.example", "DTSTART;TZID=Somewhere:20250225T110000", method="REQUEST"
    ),
}
WRONG = {**{name: data for name, (data, _words) in BAD.items()}, **UNKNOWN}


@pytest.mark.parametrize(
    "name",
    [
        *("a picture", "no UID", "two addresses in one", "a line end in an address, hidden", "20 MB of a calendar"),
        *("100,000 events", "a mail without a calendar", "a version beyond all", *UNKNOWN),
    ],
)
def test_where_nothing_can_be_taken_one_sentence_says_why_and_the_record_is_as_it_was(
    run, ask, meeting, tmp_path: Path, name: str
):
    before = ask("history")
    (tmp_path / "a.ics").write_bytes(WRONG[name])
    said = run("import", "replies", tmp_path / "a.ics")
    assert (said.code, said.out) == (3, "")
    assert "Nothing was changed" in said.err
    assert said.err.count("\n") == 1
    assert ask("history") == before


@pytest.mark.parametrize("written", ["utf-16", "latin-1"])
def test_an_answer_in_other_letters_is_taken_as_it_was_written(run, ask, meeting, tmp_path: Path, written):
    (tmp_path / "a.ics").write_bytes(reply("ann@x.example", UID=meeting, COMMENT="Grüße").decode().encode(written))
    assert run("import", "replies", tmp_path / "a.ics").code == 0
    assert ask("answers", MEETING)["answers"][0]["comment"] == "Grüße"


def test_an_answer_by_telephone_is_noted(ask, run, meeting):
    assert (
        ask("answers", MEETING, "--note", "ann@x.example=declined", "--comment", "Ill")["answers"][0]["comment"]
        == "Ill"
    )
    assert run("answers", MEETING, "--note", "ann@x.example=perhaps").code == 3
    assert run("answers", MEETING, "--note", "nobody@x.example=accepted").code == 3


def test_an_event_of_somebody_else_is_taken_over(ask, run, record, tmp_path: Path):
    file = tmp_path / "invite.ics"
    file.write_text(TEAMS_REQUEST)
    made = ask("import", "event", file, "--group", "IX WG / MSA")
    assert (made["uid"], made["date"], made["organiser"]["mail"]) == (UID, "2025-03-04", "olga@pura.example")
    cancel = tmp_path / "cancel.ics"
    cancel.write_bytes(
        calendar("ORGANIZER:mailto:OLGA@pura.example", f"UID:{UID}", "SEQUENCE:3", "SUMMARY:T", method="CANCEL")
    )
    assert ask("import", "replies", cancel)[0]["outcome"] == "taken"
    assert ask("show", "meeting", made["id"])["status"] == "cancelled"
    assert run("import", "event", cancel, "--meeting", MEETING).code == 3


def test_what_outlook_copies_is_taken(ask, run, meeting):
    copied = "Name\tAttendance\tResponse\nAnn Lee\tRequired Attendee\tAccepted\n"
    assert ask("import", "tracking", MEETING, "--preview", stdin=copied)[0]["outcome"] == "taken"
    assert ask("answers", MEETING)["answers"][0]["answer"] == "no reply"
    ask("import", "tracking", MEETING, stdin=copied)
    assert ask("answers", MEETING)["answers"][0]["answer"] == "accepted"
    assert run("import", "tracking", MEETING, stdin="Dear all").code == 3


def test_who_answered_without_being_invited_finds_a_place(ask, run, meeting, tmp_path: Path):
    file = tmp_path / "answer.ics"
    file.write_bytes(reply("zoe@z.example", UID=meeting))
    assert ask("import", "replies", str(file), "--preview")[0]["outcome"] == "taken"
    assert [row["mail"] for row in ask("answers", MEETING)["answers"]] == ["ann@x.example"]
    ask("import", "replies", str(file))
    assert ask("answers", MEETING, "--version", "0")["answers"][0]["as"] == "not invited"
    assert run("answers", MEETING, "--admit", "nobody@x.example").code == 3
    rows = ask("answers", MEETING, "--admit", "ZOE@z.example")["answers"]
    assert [(row["mail"], row["as"], row["answer"]) for row in rows if row["mail"] == "zoe@z.example"] == [
        ("zoe@z.example", "guest", "accepted")
    ]
