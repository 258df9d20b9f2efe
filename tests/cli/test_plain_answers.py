"""A command answers in words that a person can act on: what may be chosen, what went along, what nothing came of."""

from __future__ import annotations

import pytest

from msa_wg_desktop import __version__


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("frog",), "“frog” can't be chosen here; choose one of init, info,"),
        (("export", "frog"), "choose one of summary, consultation,"),
        (("add", "seat", "pf", "--group", "IX WG", "--role", "chief"), "choose one of representative, alternate,"),
        (("edit", "action", "1", "colour=red"), "Their fields are what, owners,"),
        (("delete", "operation", "1"), "Operations can't be deleted."),
        (("list", "actions", "--meeting", ""), "--meeting names nothing."),
        (("edit", "meeting", "2025-02-06", "status=gone"), "cancelled, “cancelled, to be rescheduled”."),
    ],
)
def test_wrong_use_is_said_in_one_plain_sentence_that_names_what_there_is(run, record, command, said: str):
    before = record.read_bytes()
    answer = run(*command)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1), answer
    assert said in answer.err
    assert "invalid" not in answer.err
    assert record.read_bytes() == before


def test_it_says_its_version(run):
    said = run("--version")
    assert (said.code, said.out) == (0, f"{__version__}\n")


def test_a_calendar_has_one_ending(run, record, tmp_path):
    assert "can be written as .ics, not as “.txt”" in run("export", "calendar", "--to", tmp_path / "c.txt").err


def test_any_list_can_be_cut_short(ask, record):
    assert ask("list", "actions", "--limit", "2") == ask("list", "actions")[:2]


def test_a_party_is_meant_by_the_beginning_of_its_id_as_lists_print_it(ask, run, record):
    jordan = next(row for row in ask("list", "people") if row["name"] == "Jordan Graham")
    assert ask("list", "actions", "--owner", jordan["id"][:8]) == ask("list", "actions", "--owner", "jg") != []
    assert run("list", "actions", "--owner", jordan["id"][:7]).code == 3


def test_what_goes_with_a_thing_is_said_and_comes_back_with_it(ask, run, record):
    items = ask("list", "order-items")
    said = run("delete", "docket", "24-08-02")
    assert "Gone with it:" in said.out
    assert "order item (8)" in said.out
    assert ask("list", "order-items") == []
    ask("undo")
    assert ask("list", "order-items") == items


def test_an_agenda_reads_as_one_and_ends_once(run, ask, record):
    ask("add", "meeting", "--group", "IX WG / MSA", "--title", "Call", "--date", "2025-03-04")
    ask("add", "agenda", "Liability waiver, pf, 10 min, #26.1", "--meeting", "2025-03-04")
    said = run("meeting", "start", "2025-03-04")
    assert "Call" in said.out
    assert "Liability waiver  Patrick Fam (Eversource)  10       26.1        taken up  yes" in said.out
    assert "+00:00" not in said.out
    assert run("meeting", "end", "2025-03-04").code == 0
    again = run("meeting", "end", "2025-03-04")
    assert (again.code, again.err) == (3, "This meeting has ended already. Nothing was changed.\n")


def test_a_topic_of_a_group_is_there_once(run, ask, record):
    waiver = ask("add", "topic", "Waiver", "--group", "IX WG / MSA")
    other = ask("add", "topic", "Sockets", "--group", "IX WG / MSA")
    for command in (
        ("add", "topic", "waiver", "--group", "IX WG / MSA"),
        ("edit", "topic", other["id"], "title=WAIVER"),
    ):
        said = run(*command)
        assert (said.code, said.err.count("\n")) == (3, 1)
        assert "There is a topic “Waiver” already." in said.err
    assert ask("edit", "topic", waiver["id"], "title=waiver")["title"] == "waiver"


def test_a_column_of_which_nothing_comes_is_named(run, record, tmp_path):
    sheet = tmp_path / "list.csv"
    sheet.write_text("Task,Remark,Who\nCall legal,soon,UI\n")
    said = run("import", "actions", sheet, "--meeting", "2025-02-06", "--preview")
    assert said.code == 0
    assert "Nothing comes of these columns: “Remark”." in said.out
    assert "Call legal  UI" in said.out


def test_what_is_odd_about_a_day_is_said_and_the_day_is_kept(ask, run, record):
    of = ("--owner", "UI", "--meeting", "2025-02-06", "--due")
    assert (
        "Due Fri, Jul 4, 2025. That day has passed. That is a holiday."
        in run("add", "action", "Call", *of, "2025-07-04").out
    )
    said = run("--json", "add", "action", "Call", *of, "2025-02-01")
    assert said.value["due"] == "2025-02-01"
    assert said.err == "Due Sat, Feb 1, 2025. That is before the meeting. That is a Saturday.\n"
    assert "Due" not in run("edit", "action", said.value["id"], "what=Call again").out
    assert "That is a Sunday." in run("edit", "action", said.value["id"], "due=2025-02-09").out


def test_any_list_is_sifted_by_words(ask, record):
    assert {row["name"] for row in ask("list", "people", "--words", "eversource")} == {
        "Carl Nowiszewski",
        "Patrick Fam",
    }
    assert [row["number"] for row in ask("list", "order-items", "--words", "Building comments")] == ["6"]
    assert len(ask("list", "notes", "--words", "msa", "--limit", "1")) == 1
    assert ask("list", "people", "--words", "zebra") == []


def test_lines_and_needs_cite_a_material_and_what_is_no_longer_named_does_not(ask, run, record):
    made = ask("add", "material", "Manual", "--from", "Tesla", "--group", "IX WG / MSA")
    note, need = ask("list", "notes")[0]["id"], ask("list", "data-needs")[0]["id"]
    cited = ask("edit", "material", made["id"], f"cited_by={note[:8]},{need[:8]}")["cited_by"]
    assert {(row["kind"], row["id"]) for row in cited} == {("note", note), ("data-need", need)}
    assert ask("edit", "material", made["id"], f"cited_by={need}")["cited_by"] == [{"kind": "data-need", "id": need}]
    ask("undo")
    before = record.read_bytes()
    said = run("edit", "material", made["id"], "title=Other", "cited_by=nowhere")
    assert (said.code, said.err) == (3, "There is no line or data need “nowhere” in the record.\n")
    assert record.read_bytes() == before
    assert len(ask("show", "material", made["id"])["cited_by"]) == 2
