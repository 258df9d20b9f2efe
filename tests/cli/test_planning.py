"""The plan back from a filing, its steps, parts of items and extensions, from the command line."""

from __future__ import annotations

import pytest


def test_the_plan_of_the_sample_is_its_filing(ask, record):
    assert ask("plan", "26", "--today", "2025-02-18") == [
        {
            "title": "Order 26 filing",
            "latest_start": "2025-03-31",
            "date": "2025-03-31",
            "business_days": 29,
            "arithmetic": "29 business days after Tue, Feb 18, 2025, up to Mon, Mar 31, 2025",
            "status": "to come",
        }
    ]


def test_steps_are_planned_back_earliest_first(ask, run, record):
    ask("add", "plan-step", "Legal review", "--order", "26", "--lead-days", "5")
    made = ask(
        "add",
        "plan-step",
        "Inspector",
        "--order",
        "26",
        "--lead-days",
        "20",
        "--before",
        "Legal review",
        "--party",
        "UI",
    )
    assert (made["before"], made["party"]) == ("Legal review", "UI")
    plan = ask("plan", "24-08-02 #26", "--today", "2025-02-18")
    assert [(row["title"], row["latest_start"], row["date"], row["status"]) for row in plan] == [
        ("Inspector", "2025-02-24", "2025-03-21", "at risk"),
        ("Legal review", "2025-03-24", "2025-03-28", "to come"),
        ("Order 26 filing", "2025-03-31", "2025-03-31", "to come"),
    ]
    assert plan[0]["arithmetic"] == "20 business days that end Fri, Mar 21, 2025: starts Mon, Feb 24, 2025"
    words = run("plan", "26", "--today", "2025-02-18").out
    assert "It must start within 4 business days." in words
    assert "without weekends and state holidays" in words
    ask("edit", "plan-step", "Inspector", "started_on=2025-02-18", "party=")
    assert ask("plan", "26", "--today", "2025-02-18")[0]["status"] == "started"
    ask("delete", "plan-step", "Inspector")
    assert [row["title"] for row in ask("list", "plan-steps", "--order", "26")] == ["Legal review"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "plan-step", "X", "--order", "26", "--lead-days", "0"), "from 1 to 1,000 business days"),
        (("add", "plan-step", "X", "--order", "26", "--lead-days", "10000"), "from 1 to 1,000 business days"),
        (("add", "plan-step", "X", "--order", "26", "--before", "Y"), "There is no deadline “Y”"),
        (("plan", "27"), "is no order of this record"),
        (("add", "order", "26", "--decision", "24-08-02"), "Order 26 is in this decision already"),
        (("add", "order-item", "3", "again", "--order", "26"), "has an item (3) already"),
        (("edit", "order-item", "26.3", "readiness=ready", "readiness_by=Nobody"), "isn't in the record"),
        (("edit", "deadline", "Order 26 filing", "extension_to=2025-03-01"), "An extension ends after"),
    ],
)
def test_what_can_t_be_is_said_in_one_sentence(run, record, words: tuple[str, ...], sentence: str):
    said = run(*words)
    assert said.code == 3
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_an_extension_that_is_granted_moves_the_deadline_and_the_order(ask, record):
    ask("edit", "deadline", "Order 26 filing", "extension_to=2025-04-30", "extension_asked_on=2025-03-03")
    asked = ask("show", "deadline", "Order 26 filing")
    assert (asked["status"], asked["date"], asked["extension_to"]) == ("extension asked", "2025-03-31", "2025-04-30")
    granted = ask("edit", "deadline", "Order 26 filing", "status=extension granted", "ruling=Motion 3")
    assert (granted["date"], granted["former_dates"], granted["ruling"]) == ("2025-04-30", ["2025-03-31"], "Motion 3")
    assert {row["number"]: row["due"] for row in ask("list", "orders")}["26"] == "2025-04-30"


def test_a_part_of_an_item_stands_below_it(ask, record):
    part = ask("add", "order-item", "3a", "RRES wiring diagrams", "--order", "26", "--part-of", "26.3")
    items = ask("list", "order-items", "--order", "26")
    numbers = [row["number"] for row in items]
    assert numbers[numbers.index("3") + 1] == "3a"
    assert part["part_of"] == next(row["id"] for row in items if row["number"] == "3")
    said = ask("edit", "order-item", "26.3a", "readiness=in part", "readiness_by=Patrick Fam")
    assert (said["readiness"], said["readiness_by"]) == ("in part", "Patrick Fam (Eversource)")


def test_deadlines_that_are_overdue_are_listed_from_any_day(ask, record):
    assert ask("list", "deadlines", "--overdue", "--today", "2025-03-31") == []
    (late,) = ask("list", "deadlines", "--overdue", "--today", "2025-04-01")
    assert late["title"] == "Order 26 filing"
    ask("edit", "deadline", "Order 26 filing", "status=met")
    assert ask("list", "deadlines", "--open") == []


def test_what_was_planned_from_a_date_moves_along_and_is_said(ask, run, record):
    """As in the window: the order's own deadline, and one that a step is linked to and that stands on its last day."""
    ask("add", "deadline", "SBI draft", "--date", "2025-03-28", "--order", "26")
    ask("add", "plan-step", "Review", "--order", "26", "--lead-days", "5", "--deadline", "SBI draft")

    def days() -> dict[str, str]:
        return {row["title"]: row["date"] for row in ask("list", "deadlines")}

    moved = {"SBI draft": "2025-04-14", "Order 26 filing": "2025-04-15"}
    said = run("edit", "order", "26", "due=2025-04-15").out
    assert "Moved along: SBI draft: 2025-03-28 Fri → 2025-04-14 Mon" in said
    assert days() == moved
    assert "Moved along" not in run("edit", "order", "26", "due=2025-04-15").out
    ask("undo")
    assert days() == {"SBI draft": "2025-03-28", "Order 26 filing": "2025-03-31"}
    ask("edit", "order", "26", "due=")
    assert days()["Order 26 filing"] is None
    ask("edit", "order", "26", "due=2025-04-01")
    assert days()["Order 26 filing"] == "2025-04-01"
    for _step in range(2):
        ask("undo")
    ask("edit", "deadline", "Order 26 filing", "extension_to=2025-04-15", "status=extension granted")
    assert days() == moved
    assert ask("show", "order", "26")["due"] == "2025-04-15"
