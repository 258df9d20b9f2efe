"""Agendas without a window: begun, gone through, told over all meetings; what can't be is said with status 3."""

from __future__ import annotations

import pytest

FIRST, NEXT = "2025-02-06", "2030-02-25"


@pytest.fixture
def later(ask, record) -> str:
    """The meeting after the sample's, to which two items of the agenda were not reached."""
    for line in ("Liability waiver, Aileen Cole, 10 min, #26.1", "Sockets"):
        ask("add", "agenda", line, "--meeting", FIRST)
    ask("add", "topic", "Filing status", "--group", "IX WG / MSA", "--state", "standing")
    return ask("add", "meeting", "--group", "IX WG / MSA", "--title", "Next", "--date", NEXT)["id"]


def test_one_line_is_read_as_in_the_window(ask, later: str):
    items = ask("list", "agenda", "--meeting", FIRST)
    assert [(row["title"], row["presenter"], row["minutes"], row["order_item"]) for row in items] == [
        ("Liability waiver", "Aileen Cole (GPI)", 10, "26.1"),
        ("Sockets", "", None, ""),
    ]


def test_an_agenda_is_begun_once_with_what_comes_back(ask, later: str):
    value = ask("meeting", "agenda", NEXT)
    assert [row["title"] for row in value["items"]] == ["Filing status", "Liability waiver", "Sockets"]
    whys = {row["title"]: row["why"] for row in value["comes_back"]}
    assert whys["Filing status"] == "standing topic"
    assert whys["Sockets"] == "not reached on Feb 6"
    ask("delete", "agenda", value["items"][0]["id"])
    assert len(ask("meeting", "agenda", NEXT)["items"]) == 2


def test_topics_are_skipped_taken_closed_and_parked(ask, later: str):
    assert [row["status"] for row in ask("meeting", "skip", NEXT, "Sockets")["items"]] == ["skipped"]
    assert [row["status"] for row in ask("meeting", "take", NEXT, "Sockets")["items"]] == ["planned"]
    assert ask("meeting", "close", NEXT, "Sockets")["items"] == []
    topic = next(row for row in ask("list", "topics") if row["title"] == "Sockets")
    assert topic["state"] == "closed"
    assert ask("edit", "topic", topic["id"], "state=parked")["state"] == "parked"


def test_a_meeting_is_gone_through_and_its_lines_are_found_by_topic(ask, later: str):
    ask("meeting", "agenda", NEXT)
    begun = ask("meeting", "start", NEXT)
    assert begun["at_hand"] == begun["items"][0]["id"]
    ask("meeting", "next", NEXT)
    ask("capture", "--meeting", NEXT, stdin="ACTION: Tesla to write")
    ended = ask("meeting", "end", NEXT)
    assert ended["ended"]
    assert ended["at_hand"] is None
    (part, *_before) = ask("topic", "Liability waiver")
    assert [(line["label"], line["captured"][0]["kind"]) for line in part["lines"]] == [("1", "action")]


def test_the_summary_is_headed_by_topics_where_asked(ask, later: str, tmp_path):
    ask("meeting", "start", NEXT)
    ask("capture", "--meeting", NEXT, stdin="Where it stands")
    target = tmp_path / "summary.md"
    ask("export", "summary", NEXT, "--to", target, "--topics")
    assert "### Filing status" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("add", "agenda", "x, abc min", "--meeting", FIRST), "“abc min” is no number of minutes"),
        (("add", "agenda", "x", "--minutes", "10000", "--meeting", FIRST), "longer than a meeting can be"),
        (("add", "agenda", "x", "--order", "99.1", "--meeting", FIRST), "is no order item"),
        (("meeting", "take", FIRST, "No such topic"), "No such topic"),
        (("add", "topic", " ", "--group", "IX WG / MSA"), "A topic needs a title"),
    ],
)
def test_what_can_not_be_is_one_sentence(run, later: str, command: tuple[str, ...], words: str):
    said = run(*command)
    assert said.code == 3
    assert words in said.err
    assert said.err.count("\n") == 1


def test_a_cancelled_meeting_is_not_started(ask, run, later: str):
    ask("meeting", "cancel", NEXT)
    said = run("meeting", "start", NEXT)
    assert (said.code, "This meeting is cancelled" in said.err) == (3, True)


def test_an_item_is_put_behind_another_or_first(ask, run, record):
    ask("add", "meeting", "--group", "IX WG / MSA", "--title", "Call", "--date", "2025-03-04")
    first, second, third = (ask("add", "agenda", title, "--meeting", "2025-03-04")["id"] for title in ("A", "B", "C"))

    def order() -> list[str]:
        return [row["id"] for row in ask("list", "agenda", "--meeting", "2025-03-04")]

    ask("edit", "agenda", first, f"after={third[:8]}", "minutes=10")
    assert order() == [second, third, first]
    ask("edit", "agenda", third, "after=")
    assert order() == [third, second, first]
    ask("undo")
    assert order() == [second, third, first]
    before = record.read_bytes()
    assert run("edit", "agenda", third, "after=nowhere", "title=D").code == 3
    assert record.read_bytes() == before
