"""Who is who, from the command line: seats, members, merges, moves, pasted lists, and who one is oneself."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own settings, elsewhere."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_seat_is_given_changed_and_taken_away(run, ask, record):
    seat = ask("add", "seat", "UI", "--group", "MSA", "--role", "observer", "--since", "2025-01-14")
    assert (seat["party"], seat["role"], seat["since"]) == ("UI", "observer", "2025-01-14")
    assert ask("edit", "seat", "UI", "role=representative", "until=2025-03-01")["until"] == "2025-03-01"
    assert [row["party"] for row in ask("list", "seats", "--group", "MSA")] == ["UI"]
    said = run("edit", "seat", "UI", "until=2024-01-01")
    assert (said.code, said.err) == (3, "This ends before it begins; look at the two dates.\n")
    ask("delete", "seat", "UI")
    assert ask("list", "seats") == []


def test_an_organisation_joins_a_class_and_leaves_it(ask, record):
    member = ask("add", "membership", "GPI", "--class", "IX WG", "--since", "2025-01-01")
    assert (member["class"], member["member"]) == ("IX WG", "GPI")
    ask("edit", "membership", member["id"], "until=2025-02-01")
    assert "GPI" not in ask("show", "party-class", "IX WG")["members"]


def test_a_merge_says_first_and_then_does(run, ask, record):
    told = ask("merge", "js", "ac", "--preview")
    assert (told["vanishing"], told["kept"], told["merged"]) == ("Jamie Spannhake (EOE)", "Aileen Cole (GPI)", False)
    assert len(ask("list", "people")) == 6
    assert ask("merge", "js", "ac")["merged"]
    assert len(ask("list", "people")) == 5
    said = run("merge", "ac", "UI")
    assert said.code == 3
    assert "of different kinds" in said.err


def test_somebody_moves_and_old_notes_keep_the_old_organisation(run, ask, record):
    told = ask("move", "pf", "--to", "UI", "--since", "2025-02-07", "--preview")
    assert (told["former"], told["organisation"], told["changed_lines"], told["moved"]) == (
        "Eversource", "UI", 0, False,
    )  # fmt: skip
    ask("move", "pf", "--to", "UI", "--since", "2025-02-07")
    assert ask("show", "person", "pf")["organisation"] == "UI"
    speakers = {
        name["organisation"] for note in ask("list", "notes") for name in note["speakers"] if "Fam" in name["name"]
    }
    assert speakers == {"Eversource"}
    assert run("move", "pf", "--to", "UI").code == 3


def spoke_for(ask) -> set[str]:
    """For whom Patrick Fam spoke, in his lines."""
    return {who["organisation"] for note in ask("list", "notes") for who in note["speakers"] if "Fam" in who["name"]}


def test_another_organisation_among_the_fields_is_a_move_too(run, ask, record):
    said = run("edit", "person", "pf", "organisation=UI", "mail=pf@ui.example")
    assert "Patrick Fam is with UI from" in said.out
    assert "lines from before stay Patrick Fam (Eversource)" in said.out
    moved = ask("show", "person", "pf")
    assert (moved["organisation"], moved["mail"], spoke_for(ask)) == ("UI", "pf@ui.example", {"Eversource"})
    assert "Eversource" in {change["name"].rpartition(" ")[2] for change in moved["history"][0]["changes"]}
    ask("undo")
    assert ask("show", "person", "pf")["organisation"] == "Eversource"
    assert run("edit", "person", "pf", "organisation=Eversource").out.startswith("Changed")
    ask("edit", "person", "pf", "organisation=UI", "since=2025-02-01")
    assert spoke_for(ask) == {"UI"}


def test_an_organisation_entered_by_mistake_is_put_right_without_a_move(run, ask, record):
    mistaken = ask("edit", "person", "pf", "organisation=UI", "since=")
    changes = mistaken["history"][0]["changes"]
    assert [(change["kind"], [field["field"] for field in change["fields"]]) for change in changes] == [
        ("person", ["organisation"])
    ]
    assert ask("edit", "person", "pf", "organisation=")["organisation"] == ""
    said = run("edit", "person", "pf", "since=2025-02-01")
    assert (said.code, said.err) == (2, "since= is said of a new organisation=. Nothing was changed.\n")
    assert run("edit", "person", "pf", "organisation=Nowhere", "mail=x@y.example").code == 3
    assert ask("show", "person", "pf")["mail"] == ""


def test_a_pasted_list_is_added_and_what_cannot_be_taken_is_said(run, ask, record):
    pasted = "Jane Doe (Acme) <jane@acme.example>; pf@x.example; Carl Nowiszewski <cn@ev.example>"
    said = run("people", "--preview", stdin=pasted)
    assert said.code == 1
    assert "2 people would be added." in said.out
    run("people", stdin=pasted)
    assert ask("show", "person", "Jane Doe")["organisation"] == "Acme"
    assert ask("show", "person", "cn")["mail"] == "cn@ev.example"
    assert run("people", stdin="pf").code == 3


def test_who_i_am_is_kept_for_me_alone(run, ask, record):
    assert ask("settings", "me", "ac") == {"me": "Aileen Cole (GPI)"}
    assert ask("settings")["me"] == "Aileen Cole (GPI)"
    assert run("settings", "me", "UI").code == 3
    assert ask("settings", "me", "") == {"me": ""}


@pytest.mark.parametrize("mail", ["a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example", "none"])
def test_a_mail_address_that_is_none_is_refused(run, record, mail: str):
    said = run("edit", "person", "pf", f"mail={mail}")
    assert said.code == 3
    assert said.err.endswith(".\n")
