"""The history says in words who did what, and any one step of it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.db.codec import ENTITIES, fields_of
from msa_wg_desktop.domain.changes import ChangeKind, OperationKind
from msa_wg_desktop.domain.history_words import FIELDS, NOUNS
from msa_wg_desktop.errors import ConflictError
from msa_wg_desktop.services.container import Services
from tests.services.desk import statements


@pytest.fixture
def action_id(services: Services) -> str:
    services.groups.add("IX WG / MSA")
    services.parties.add_organisation("Eversource", classes=["EDCs"])
    services.parties.add_organisation("UI", classes=["EDCs"])
    group = services.groups.find("IX WG / MSA")
    return services.actions.add("reach out to their legal teams", owners=["Eversource"], group_id=group.id)


def test_every_entity_and_every_recorded_field_has_a_word():
    assert set(NOUNS) == set(ENTITIES)
    fields = {field for entity in ENTITIES.values() for field in fields_of(entity)}
    assert fields - set(FIELDS) <= {"body_start", "by_marker", "literal", "touched", "confirmed", "occurrence"}
    assert set(FIELDS) <= fields


def test_a_moved_due_date_is_told_with_weekday_before_and_after(services: Services, action_id: str):
    services.actions.edit(action_id, {"due": date(2025, 2, 14)})
    services.actions.edit(action_id, {"due": date(2025, 2, 21)})

    newest = services.history.list()[0]
    (change,) = services.history.changes(newest.id)

    assert newest.label == "Move the due date"
    assert newest.who == "test"
    assert (change.noun, change.name) == ("action", "reach out to their legal teams")
    assert [(field.label, field.before, field.after) for field in change.fields] == [
        ("due date", "Fri, Feb 14, 2025", "Fri, Feb 21, 2025")
    ]


def test_owners_are_told_by_name(services: Services, action_id: str):
    services.actions.set_owners(action_id, ["EDCs"])

    words = services.history.changes(services.history.list()[0].id)

    owners = {(change.kind, change.name) for change in words if change.noun == "owner"}
    assert owners == {
        (ChangeKind.DELETE, "reach out to their legal teams → Eversource"),
        (ChangeKind.INSERT, "reach out to their legal teams → EDCs (Eversource, UI)"),
    }


def test_the_history_of_a_thing_is_found_without_going_through_the_whole_ledger(services: Services, action_id: str):
    with statements() as asked:
        services.history.of(action_id)
    with services.store.reading() as connection:
        plans = [
            step.detail
            for statement in asked
            if "FROM change" in statement
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("",) * statement.count("?"))
        ]
    assert any("ix_change_gone" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN change")]


def test_the_history_of_a_thing_has_that_of_its_parts_newest_first(services: Services, action_id: str):
    services.actions.set_owners(action_id, ["UI"])
    services.actions.add("something else", group_id=services.groups.find("MSA").id)
    services.actions.add_update(action_id, "Legal is reading it.")

    rows = services.history.of(action_id)

    assert [row.operation.label for row in rows] == ["Add an update", "Change the owners", "Add an action"]
    assert all(row.changes for row in rows)


def test_what_was_deleted_is_still_called_by_its_name(services: Services, action_id: str):
    services.actions.delete(action_id)

    words = services.history.changes(services.history.list()[0].id)

    action = next(change for change in words if change.noun == "action")
    assert (action.kind, action.name) == (ChangeKind.DELETE, "reach out to their legal teams")


def test_pages_follow_each_other_without_a_gap(services: Services, action_id: str):
    whole = services.history.list(limit=100)
    pages = [services.history.list(limit=2)]
    while pages[-1]:
        pages.append(services.history.list(limit=2, before_seq=pages[-1][-1].seq))

    assert [row.id for page in pages for row in page] == [row.id for row in whole]
    assert [row.seq for row in whole] == sorted((row.seq for row in whole), reverse=True)


def test_an_older_step_is_undone_by_itself_and_shown_as_undone(services: Services, action_id: str):
    services.actions.edit(action_id, {"due": date(2025, 2, 14)})
    moved = services.history.list()[0]
    services.actions.edit(action_id, {"reason": "Legal is away."})

    services.history.undo(moved.id)

    assert services.actions.get(action_id).due is None
    assert services.actions.get(action_id).reason == "Legal is away."
    undo, _reason, undone, *_rest = services.history.list()
    assert (undo.kind, undo.undoes) == (OperationKind.UNDO, moved.id)
    assert undone.undone


def test_a_step_whose_field_has_moved_on_is_not_undone(services: Services, action_id: str):
    services.actions.edit(action_id, {"due": date(2025, 2, 14)})
    moved = services.history.list()[0]
    services.actions.edit(action_id, {"due": date(2025, 2, 21)})

    with pytest.raises(ConflictError, match="“reach out to their legal teams” was changed again") as told:
        services.history.undo(moved.id)
    assert told.value.words.endswith(
        "by “Move the due date” (test) since this step. Nothing was changed; undo that first."
    )

    assert services.actions.get(action_id).due == date(2025, 2, 21)


def test_the_list_costs_as_many_statements_for_many_operations_as_for_few(services: Services, action_id: str):
    from sqlalchemy import event

    statements: list[str] = []
    event.listen(services.store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    services.history.of(action_id)
    few = _counted(statements, lambda: services.history.of(action_id))
    for day in range(1, 25):
        services.actions.edit(action_id, {"due": date(2025, 3, day)})
    many = _counted(statements, lambda: services.history.of(action_id))
    assert many == few


def _counted(statements: list[str], ask) -> int:
    statements.clear()
    ask()
    return len(statements)


def test_of_many_rows_it_is_said_how_many_have_moved_on_since(services: Services, action_id: str):
    group_id = services.groups.find("MSA").id
    ids = [action_id, *(services.actions.add(what, group_id=group_id) for what in ("Draft it", "Print it"))]
    services.actions.edit_many(ids, {"due": date(2025, 2, 14)})
    together = services.history.list()[0]
    services.actions.edit(ids[1], {"due": date(2025, 2, 21)})
    services.actions.delete(ids[2])
    with pytest.raises(ConflictError) as problem:
        services.history.undo(together.id)
    assert problem.value.words.startswith("2 things that this step changed have moved on since: ")
    assert problem.value.words.endswith("Nothing was changed.")
    # What somebody else deleted first stands in nobody's way.
    services.actions.delete_many(ids)
    assert not {row.id for row in services.actions.list()} & set(ids)
