"""Proposals from the command line: versions, signed stands, roll calls, the chapter."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def proposal(ask, record) -> dict:
    return ask("add", "proposal", "Waiver", "--text", "The customer signs", "--number", "P-7", "--date", "2025-01-14")


def test_a_version_is_added_corrected_and_named(ask, proposal):
    added = ask("add", "version", "P-7", "--text", "Both sign", "--date", "2025-02-06")
    assert (added["name"], added["date"]) == ("P-7 v2", "2025-02-06")
    assert ask("edit", "version", "P-7v2", "text=All sign")["text"] == "All sign"
    assert [row["name"] for row in ask("list", "versions")] == ["P-7 v1", "P-7 v2"]
    ask("delete", "version", "P-7 v2")
    assert [row["name"] for row in ask("list", "versions")] == ["P-7 v1"]


def test_a_stand_on_a_version_is_signed(run, ask, proposal):
    words = ("add", "position", "Tesla", "--stand", "support", "--version", "P-7v1")
    said = run(*words)
    assert (said.code, said.err) == (
        2, "A stand on a version is signed: say by whom, with --signed-by. Nothing was changed.\n",
    )  # fmt: skip
    row = ask(*words, "--signed-by", "ac")
    assert (row["proposal"], row["organisation"], row["signed_by"]) == ("P-7 v1", "Tesla", "Aileen Cole (GPI)")


def test_a_position_of_several_parties_is_put_on_a_version(ask, proposal):
    row = ask("add", "position", "Tesla, ConnectDER", "--stand", "neutral", "--topic", "waiver")
    assert row["parties"] == ["Tesla", "ConnectDER"]
    moved = ask("edit", "position", row["id"], "version=P-7v1", "parties=Tesla")
    assert (moved["proposal"], moved["organisation"]) == ("P-7 v1", "Tesla")
    assert ask("edit", "position", row["id"], "version=")["proposal"] == ""


def test_a_roll_call_is_kept_in_one_step(ask, proposal):
    value = ask(
        "roll-call", "P-7v1", "UI=support", "Tesla=oppose: It is too long", "ConnectDER=silent", "Eversource=Not asked",
        "--signed-by", "ac", "--meeting", "2025-02-06",
    )  # fmt: skip
    assert (value["version"], value["date"]) == ("P-7 v1", "2025-02-06")
    assert [(one["party"], one["stand"]) for one in value["replies"]] == [
        ("ConnectDER", "silent"), ("Eversource", "not asked"), ("Tesla", "oppose"), ("UI", "support"),
    ]  # fmt: skip
    assert len(ask("list", "roll-calls")) == 1
    ask("undo")
    assert ask("list", "roll-calls") == []
    assert [row for row in ask("list", "positions") if row["proposal"]] == []


def test_one_answer_of_a_roll_call_is_put_right_alone_and_in_one_step(ask, run, proposal):
    ask("roll-call", "P-7v1", "UI=support", "Tesla=silent", "--signed-by", "ac", "--date", "2025-02-06")
    value = ask("roll-call", "P-7v1", "UI=absent", "Tesla=oppose: It is too long", "--correct")
    assert [(one["party"], one["stand"], one["text"]) for one in value["replies"]] == [
        ("Tesla", "oppose", "It is too long"), ("UI", "absent", ""),
    ]  # fmt: skip
    ask("undo")
    assert {one["stand"] for one in ask("list", "roll-calls")[0]["replies"]} == {"support", "silent"}
    said = run("roll-call", "P-7v1", "UI=absent", "--correct", "--date", "2025-02-07")
    assert (said.code, said.err) == (3, "There is no such roll call on P-7 v1. Nothing was changed.\n")
    said = run("roll-call", "P-7v1", "UI=absent")
    assert (said.code, said.err) == (
        2, "A roll call is signed: say by whom, with --signed-by. Nothing was changed.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("roll-call", "P-7v1", "UI", "--signed-by", "ac"), 2, "is no PARTY=STAND"),
        (("roll-call", "P-7v9", "UI=support", "--signed-by", "ac"), 3, "There is no version “P-7v9”"),
        (("roll-call", "P-7v1", "UI=support", "UI=silent", "--signed-by", "ac"), 3, "named twice"),
        (("roll-call", "P-7v1", "Nobody=support", "--signed-by", "ac"), 3, "isn't in the record"),
        (("add", "position", "UI", "--stand", "silent", "--version", "P-7v1", "--signed-by", "ac"), 3, "from silence"),
        (("add", "proposal", "Other", "--number", "P-7"), 3, "There is a proposal P-7 already"),
        (("add", "version", "P-7", "--text", " "), 3, "A version needs its text"),
        (("edit", "proposal", "P-7", "status=won"), 3, "Choose one of: open, consensus"),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(run, proposal, words, code: int, said: str):
    answer = run(*words)
    assert answer.code == code
    assert said in answer.err


def test_the_chapter_is_written_and_the_list_where_it_is_filtered(ask, run, proposal, tmp_path: Path):
    ask("roll-call", "P-7v1", "UI=support", "--signed-by", "ac", "--date", "2025-02-06")
    value = ask("export", "positions", "--to", tmp_path / "chapter.md")
    assert value["proposals"] == 1
    assert "## P-7 Waiver" in (tmp_path / "chapter.md").read_text(encoding="utf-8")
    ask("export", "positions", "--to", tmp_path / "then.md", "--as-of", "2025-01-20")
    assert "UI" not in (tmp_path / "then.md").read_text(encoding="utf-8").split("## Positions on Topics")[0]
    assert ask("export", "positions", "--to", tmp_path / "list.csv")["rows"] == 2
    assert ask("export", "positions", "--to", tmp_path / "ui.md", "--owner", "UI")["rows"] == 1
    assert run("export", "positions", "--to", tmp_path / "none.md", "--as-of", "2024-01-01").code == 3
