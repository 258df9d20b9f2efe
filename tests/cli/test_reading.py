"""What is listed, shown, searched and told of the sample."""

from __future__ import annotations

import re

import pytest

from msa_wg_desktop.cli.kinds import KINDS


def test_lists_are_tables_for_people_and_json_for_programs(run, ask, record):
    said = run("list", "data-needs")
    lines = said.out.splitlines()
    assert lines[0].split() == ["id", "need", "parties", "status", "due", "identified", "on"]
    assert len(lines) == 2 + 6
    assert "ConnectDER, Tesla" in lines[2]
    assert "2025-01-14 Tue" in lines[2]
    assert len(ask("list", "data-needs")) == 6


def test_a_kind_may_be_named_in_the_singular_too(ask, record):
    assert ask("list", "action") == ask("list", "actions")
    assert ask("list", "person") == ask("list", "people")


def test_a_class_finds_what_is_its_members_and_the_reverse(ask, record):
    ask("add", "action", "Send the waiver", "--owner", "Eversource", "--meeting", "2025-02-06")

    def whats(owner: str) -> set[str]:
        return {action["what"] for action in ask("list", "actions", "--owner", owner)}

    legal = "Reach out internally to their legal teams"
    assert whats("EDCs") == {legal, "Send the waiver"}
    assert whats("Eversource") == {legal, "Send the waiver"}
    assert whats("UI") == {legal}
    assert whats("Patrick Fam") == set()


def test_open_overdue_and_due_before_sift(ask, record):
    late = ask("add", "action", "Late", "--due", "2025-02-10", "--meeting", "2025-02-06")["id"]
    ask("add", "action", "Later", "--due", "2025-03-10", "--meeting", "2025-02-06")
    assert [row["id"] for row in ask("list", "actions", "--overdue", "--today", "2025-02-20")] == [late]
    assert [row["id"] for row in ask("list", "actions", "--due-before", "2025-03-01")] == [late]
    ask("edit", "action", late, "status=done")
    assert ask("list", "actions", "--overdue", "--today", "2025-02-20") == []
    assert late not in {row["id"] for row in ask("list", "actions", "--open")}
    assert [row["title"] for row in ask("list", "deadlines", "--overdue", "--today", "2025-04-01")] == [
        "Order 26 filing"
    ]
    assert ask("list", "deadlines", "--overdue", "--today", "2025-03-31") == []


def test_an_order_item_finds_what_is_linked_to_it(ask, record):
    ask("add", "action", "Draft the waiver", "--order", "26.1", "--meeting", "2025-02-06")
    assert [row["order_items"] for row in ask("list", "actions", "--order", "26.1")] == [["26.1"]]
    assert ask("list", "actions", "--order", "26.2") == []
    assert ask("show", "order-item", "26.1")["actions"] == 1


def test_notes_have_their_path_speakers_and_what_came_of_them(ask, record):
    notes = {note["label"]: note for note in ask("list", "notes", "--meeting", "2025-02-06")}
    note = notes["4.c.i"]
    assert note["text"] == "Will reach out internally for answer."
    assert note["speakers"] == [{"name": "Jordan Graham", "organisation": "Tesla"}]
    assert [captured["kind"] for captured in note["captured"]] == ["action"]
    assert notes["9"]["text"].startswith("Aileen Cole (GPI) and Jamie Spannhake (EOE) asked the EDCs")
    assert [who["name"] for who in notes["9"]["speakers"]] == ["Aileen Cole", "Jamie Spannhake"]
    assert notes["6"]["order_items"] == ["26.3"]
    assert notes["4.b.ii"]["level"] == 2


def test_a_line_spoken_for_an_organisation_says_so(ask, record):
    (note,) = ask("capture", "--meeting", "2025-02-06", stdin="Eversource: We track no socket types.")
    assert (note["speakers"], note["on_behalf_of"]) == ([], "Eversource")
    assert note["text"] == "We track no socket types."


def test_a_meeting_is_named_by_id_by_date_and_by_date_and_group(run, ask, record):
    meeting = ask("show", "meeting", "2025-02-06")
    for name in (meeting["id"], meeting["id"][:13], "2025-02-06 IX WG / MSA", "2025-02-06 MSA"):
        assert ask("show", "meeting", name)["id"] == meeting["id"]
    ask("add", "meeting", "--group", "IX WG / Storage", "--date", "2025-02-06")
    said = run("list", "notes", "--meeting", "2025-02-06")
    assert said.code == 3
    assert f"{meeting['id'][:8]} (IX WG / MSA: " in said.err
    assert "(IX WG / Storage: " in said.err
    assert run("list", "notes", "--meeting", "2025-07-04").err == "There is no meeting on 2025-07-04 in the record.\n"


@pytest.mark.parametrize(
    ("kind", "name", "key", "value"),
    [
        ("person", "pf", "name", "Patrick Fam"),
        ("person", "Patrick Fam (Eversource)", "code", "pf"),
        ("organisation", "ui", "name", "UI"),
        ("party-class", "EDCs", "members", ["Eversource", "UI"]),
        ("docket", "24-08-05", "agency", "PURA"),
        ("order", "24-08-02 #26", "due", "2025-03-31"),
        ("order-item", "26.6", "number", "6"),
        ("group", "IX WG / MSA", "summary_title", "MSA Subgroup Meeting Summary"),
    ],
)
def test_things_are_found_by_their_names(ask, record, kind: str, name: str, key: str, value):
    assert ask("show", kind, name)[key] == value


def test_what_a_name_does_not_tell_apart_is_asked_back(run, ask, record):
    said = run("show", "decision", "24")
    assert said.code == 3
    assert said.err.count("\n") == 1
    ids = [row["id"] for row in ask("list", "notes")]
    common = next(first for first in "0123456789abcdef" if sum(row_id.startswith(first) for row_id in ids) > 1)
    assert "Write more of the id" in run("show", "note", common).err


def test_show_tells_where_a_thing_comes_from_and_its_history(run, ask, record):
    action = ask("list", "actions", "--owner", "EDCs")[0]
    ask("edit", "action", action["id"], "due=2025-02-21", "update=Legal has it.")
    said = run("show", "action", action["id"])
    assert "2025-02-06 Thu 9.a" in said.out
    assert "due date: nothing → 2025-02-21 Fri" in said.out
    shown = ask("show", "action", action["id"])
    assert shown["from"]["label"] == "9.a"
    assert shown["updates"][0]["text"] == "Legal has it."
    assert [step["label"] for step in shown["history"]] == ["Change an action", "Open the sample"]


def test_search_gives_the_best_first_with_its_place(ask, run, record):
    hits = ask("search", "ring-type", "sockets")
    assert {hit["kind"] for hit in hits} == {"data-need", "note"}
    assert "MSA subgroup meeting, 2025-02-06, 2" in {hit["where"] for hit in hits}
    assert run("search", "nothing-like-this").out == "Nothing found.\n"
    assert ask("search", "%", "--limit", "3") == []
    assert run("search", " ").err == "There is nothing to look for. Say at least one word.\n"


WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [A-Z][a-z]{2} [0-9]")
ISO_WITH_WEEKDAY = re.compile(r"\b20[0-9]{2}-[01][0-9]-[0-3][0-9] (Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")


@pytest.mark.parametrize("kind", [kind.plural for kind in KINDS.values()])
def test_dates_in_tables_are_iso_with_their_weekday(run, record, kind: str):
    said = run("list", kind).out
    assert not WEEKDAY.search(said)
    if kind in ("meetings", "actions", "data-needs", "orders", "decisions", "deadlines", "operations"):
        assert ISO_WITH_WEEKDAY.search(said)


def test_dates_of_one_thing_and_of_its_history_are_iso_too(run, ask, record):
    ask("meeting", "reschedule", "2025-02-11", "--to", "2025-03-04", "--start", "11:00")
    lines = [line.split() for line in run("show", "meeting", "2025-03-04").out.splitlines()]
    assert ["date", "2025-03-04", "Tue"] in lines
    assert ["date:", "2025-02-11", "Tue", "→", "2025-03-04", "Tue"] in lines
    assert ISO_WITH_WEEKDAY.search(run("history", "--limit", "1").out.splitlines()[0])
    assert ["decision", "2024-10-16", "Wed"] in [line.split() for line in run("show", "order", "26").out.splitlines()]


def test_the_history_of_a_date_is_a_date_in_json(ask, record):
    moved = ask("meeting", "reschedule", "2025-02-11", "--to", "2025-03-04", "--start", "11:00")
    (change,) = ask("history", "meeting", moved["id"], "--limit", "1")[0]["changes"]
    told = {field["field"]: (field["before"], field["after"]) for field in change["fields"]}
    assert told == {
        "status": ("cancelled, to be rescheduled", "scheduled"),
        "date": ("2025-02-11", "2025-03-04"),
        "start": ("", "11:00"),
        "rescheduled from": ("", "2025-02-11"),
    }


def test_a_group_takes_those_below_it_along(ask, record):
    other = ask("add", "meeting", "--group", "Storage WG", "--date", "2025-03-04")
    ask("add", "action", "Call", "--meeting", other["id"])
    for kind in ("meetings", "actions", "sections"):
        everything, below = ask("list", kind), ask("list", kind, "--group", "IX WG")
        assert below == ask("list", kind, "--group", "IX WG / MSA") == [row for row in everything if row in below]
        assert len(below) < len(everything)


def test_deadlines_are_found_by_who_files(ask, record):
    ask("add", "deadline", "Own", "--date", "2025-03-03")
    for who in ("UI", "EDCs"):
        assert [row["title"] for row in ask("list", "deadlines", "--owner", who)] == ["Order 26 filing"]
    assert [ask("list", "deadlines", "--owner", who) for who in ("Tesla", "pf")] == [[], []]


def test_a_curly_apostrophe_is_found_by_a_straight_one(ask, record):
    (action,) = ask("list", "actions", "--words", "there's")
    assert "there’s" in action["what"]
    ask("add", "docket", "25-01-01", "--title", "The EDCs’ filing")
    assert [row["number"] for row in ask("list", "dockets", "--words", "edcs' FILING")] == ["25-01-01"]


def test_what_an_order_asks_for_stands_line_by_line(run, record):
    lines = run("show", "order", "26").out.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("items"))
    assert [line.split()[0] for line in lines[first + 1 : first + 8]] == list("2345678")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("don't", "They don’t track socket type"),
        ("data-needs", "A list of data-needs"),
        ("20.04", "Runs on 20.04 as well"),
        ('"sort of"', 'It is "sort of" done'),
        ("100%", "It is 100 % sure"),
    ],
)
def test_words_with_marks_in_them_are_searched_for_as_words(ask, record, words, line):
    ask("capture", "--meeting", "2025-02-06", stdin=line)
    assert line in [hit["text"] for hit in ask("search", words)]


@pytest.mark.parametrize("words", ['"', "%", "\0", "*", "(", "-- '", "\udc80"])
def test_marks_alone_find_nothing_and_that_is_no_mistake(run, record, words):
    said = run("search", words)
    assert (said.code, said.out) == (0, "Nothing found.\n")


def test_history_is_told_in_words_and_pages(ask, run, record):
    ask("edit", "meeting", "2025-02-06", "location=Online")
    said = run("history", "--limit", "1")
    assert "Change the meeting" in said.out
    assert "place: nothing → Online" in said.out
    assert [step["label"] for step in ask("history", "meeting", "2025-02-06")] == [
        "Change the meeting",
        "Open the sample",
    ]
    assert [step["label"] for step in ask("history", "--meeting", "2025-02-06")] == ["Change the meeting"]
    assert "… and" in run("history").out
    assert len(ask("list", "operations", "--limit", "1")) == 1
    assert ask("show", "operation", ask("list", "operations")[0]["id"])["label"] == "Change the meeting"


def test_json_stands_before_or_after_the_command(run, record):
    assert run("--json", "list", "groups").value == run("list", "groups", "--json").value


def test_info_counts_and_looks_at_the_file(run, ask, record):
    info = ask("info")
    assert info["counts"]["notes"] == 24
    assert info["counts"]["people"] == 6
    assert info["integrity"] == "ok"
    assert info["size"] == record.stat().st_size
    assert info["last_backup"] is None
    assert "integrity    ok" in run("info").out


def test_several_meetings_of_one_day_are_told_apart_by_their_ids(run, ask, record):
    first, second = (ask("add", "meeting", "--date", "2025-03-04", "--title", title) for title in ("Call", "Visit"))
    said = run("show", "meeting", "2025-03-04")
    assert (said.code, said.err.count("\n")) == (3, 1)
    for meeting in (first, second):
        assert f"{meeting['id'][:8]} (IX WG / MSA: {meeting['title']})" in said.err
        assert ask("show", "meeting", meeting["id"][:8])["title"] == meeting["title"]
