"""A step of the history is a sentence: its label, what it was about, and what became of the one field that changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from msa_wg_desktop.domain.changes import ChangeKind, OperationKind, OperationRow
from msa_wg_desktop.domain.history import ChangeWords, FieldChange, HistoryRow, own_words, tie_words
from msa_wg_desktop.domain.history_sentence import sentence

ADDED, CHANGED, DELETED = ChangeKind.INSERT, ChangeKind.UPDATE, ChangeKind.DELETE
LONG = FieldChange("text", "a" * 90, "b" * 90)
DUE = FieldChange("due date", "Fri, Feb 21, 2025", "Mon, Mar 3, 2025")


def change(kind: ChangeKind, entity: str, noun: str, name: str, *fields: FieldChange) -> ChangeWords:
    return ChangeWords(entity, f"{entity} {name}", kind, noun, name, fields)


def said(label: str, *changes: ChangeWords, kind: OperationKind = OperationKind.DO) -> str:
    at = datetime(2025, 2, 6, 16, tzinfo=UTC)
    step = OperationRow("1", 1, label, "test", at, kind, False, None, None, len(changes))
    return sentence(HistoryRow(step, changes))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            said("Move the due date", change(CHANGED, "action", "action", "Call", DUE)),
            "Move the due date: Call (due date: Fri, Feb 21, 2025 → Mon, Mar 3, 2025)",
        ),
        (
            said(
                "Delete an action",
                change(DELETED, "note", "note", "ACTION: UI to call"),
                change(DELETED, "action", "action", "Call"),
            ),
            "Delete an action: Call",
        ),
        (
            said(
                "Change the owners",
                change(ADDED, "action_owner", "owner", "Call → UI"),
                change(ADDED, "action_owner", "owner", "Call → Tesla"),
                change(DELETED, "action_owner", "owner", "Call → EDCs"),
            ),
            "Change the owners: Call → UI, Tesla, no longer EDCs",
        ),
        (
            said("Bring in 5 actions", *(change(ADDED, "action", "action", name) for name in "ABCDE")),
            "Bring in 5 actions: A, B, C and 2 more",
        ),
        (said("Add Jon Knauer", change(ADDED, "party", "party", "Jon Knauer (ConnectDER)")), "Add Jon Knauer"),
        (
            said(
                "Change Pat Fam", change(CHANGED, "party", "party", "P. Fam (UI)", FieldChange("name", "Pat", "P. Fam"))
            ),
            "Change Pat Fam (name: Pat → P. Fam)",
        ),
        (said("Merge UI → Eversource", change(DELETED, "party", "party", "UI")), "Merge UI → Eversource"),
        (
            said(
                "Add a position",
                change(ADDED, "position", "position", "oppose"),
                change(ADDED, "position_party", "party of a position", "UI: oppose"),
            ),
            "Add a position: UI: oppose",
        ),
        (
            said("Change a guest", change(CHANGED, "guest", "guest", "Ann Lee", FieldChange("optional", "yes", "no"))),
            "Change a guest: Ann Lee (optional: no)",
        ),
        (said("Settings"), "Settings"),
        (
            said(
                "Next agenda item: Sockets",
                change(CHANGED, "agenda_item", "agenda item", "Waiver", FieldChange("ended at", "", "now", "ended_at")),
                change(CHANGED, "agenda_item", "agenda item", "Sockets", FieldChange("status", "planned", "taken up")),
            ),
            "Next agenda item: Sockets",
        ),
        (
            said(
                "Invite 2 guests",
                change(ADDED, "attendance", "attendance", "Pat Fam (UI)"),
                change(ADDED, "guest", "guest", "Ann Lee"),
            ),
            "Invite 2 guests: Pat Fam (UI), Ann Lee",
        ),
        (
            said(
                "Add 1 person",
                change(ADDED, "party", "organisation", "Newco"),
                change(ADDED, "party", "person", "Jane Doe (Newco)"),
            ),
            "Add 1 person: Jane Doe (Newco)",
        ),
        (
            said(
                "Change an action",
                change(CHANGED, "action", "action", "Phone", FieldChange("what", "Call", "Phone"), DUE),
            ),
            "Change an action (what: Call → Phone; due date: Fri, Feb 21, 2025 → Mon, Mar 3, 2025)",
        ),
        (
            said("Change a question", change(CHANGED, "question", "question", "Who?", *(LONG,) * 3)),
            f"Change a question: Who? (text: {'a' * 59}… → {'b' * 59}… and 2 more)",
        ),
        (
            said(
                "Change the series", *(change(DELETED, "meeting", "meeting", f"Call, {day}") for day in ("Mon", "Tue"))
            ),
            "Change the series: no longer Call, Mon; Call, Tue",
        ),
        (said("Purge a note", change(DELETED, "note", "note", "[purged]")), "Purge a note"),
        (
            said("Add a note", change(ADDED, "note", "note", "Hm"), kind=OperationKind.UNDO),
            "Undone: Add a note: Hm",
        ),
    ],
)
def test_a_step_is_a_plain_sentence(told: str, words: str):
    assert told == words


def test_what_only_calendars_know_is_called_by_what_a_person_knows_of_it():
    assert own_words("event", {"uid": "4f0c", "rule": ""}) == "event of one meeting"
    assert own_words("event", {"rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=4"}) == "series, every Tuesday, 4 times"
    assert own_words("event", {"organiser_mail": "olga@x.example"}) == "event of olga@x.example"
    assert own_words("setting", {"id": "invitations.let_be", "value": "4f0c"}) == ""


def test_what_only_ties_is_called_by_what_it_ties():
    link = {"subject_id": "Call", "order_id": "Order 26", "item_id": "(1) a waiver"}
    assert tie_words("order_link", link) == "Call → Order 26 (1) a waiver"
    assert tie_words("order_link", {**link, "item_id": ""}) == "Call → Order 26"
    assert tie_words("class_member", {"member_id": "UI", "class_id": "EDCs (Eversource, UI)"}) == "UI in EDCs"
    assert tie_words("order_link", {"order_id": "Order 26"}) == "Order 26"
