"""The ledger: one mechanism for audit, undo, redo and refresh, with its known traps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import StatementError

from msa_wg_desktop.db import ledger
from msa_wg_desktop.db.models import (
    Action,
    ActionOwner,
    Base,
    ChangeRow,
    Meeting,
    Note,
    Operation,
    Party,
    SummaryExport,
    WorkingGroup,
)
from msa_wg_desktop.domain.changes import Change, ChangeKind, ChangeSet, OperationKind
from msa_wg_desktop.errors import ConflictError
from msa_wg_desktop.services.base import set_parties
from msa_wg_desktop.services.store import BURST_LIMIT_SECONDS, BURST_PAUSE_SECONDS, Store

NAIVE = datetime.fromisoformat("2025-02-06T11:00")
LEDGER_TABLES = {"operation", "change", "counter", "tombstone", "handed_out"}


class Watch:
    """A monotonic clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch(store: Store) -> Watch:
    watch = Watch()
    store._monotonic = watch
    return watch


@pytest.fixture
def told(store: Store) -> list[ChangeSet]:
    told: list[ChangeSet] = []
    store.subscribe(told.append)
    return told


@pytest.fixture
def meeting_id(store: Store) -> str:
    with store.operation("Set up") as session:
        group = WorkingGroup(name="Group")
        meeting = Meeting(group_id=group.id, title="Meeting")
        session.add_all([group, meeting])
    return meeting.id


def everything(store: Store) -> dict[str, list[tuple]]:
    """All rows of all recorded tables."""
    with store.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
            if table.name not in LEDGER_TABLES
        }


def add_note(store: Store, meeting_id: str, text: str = "", **values) -> str:
    with store.operation("New line", meeting_id=meeting_id) as session:
        note = Note(meeting_id=meeting_id, rank="a0", text=text, **values)
        session.add(note)
    return note.id


def set_text(store: Store, note_id: str, text: str, *, burst: bool = False, label: str = "Type") -> None:
    with store.operation(label, merge_key=f"note:{note_id}" if burst else None) as session:
        session.get_one(Note, note_id).text = text


def text_of(store: Store, note_id: str) -> str | None:
    with store.reading() as connection:
        return connection.execute(select(Note.text).where(Note.id == note_id)).scalar_one_or_none()


def test_an_operation_is_written_with_its_changes_and_told_once(store, told, meeting_id):
    note_id = add_note(store, meeting_id, "alpha")
    change = told[-1].changes[0]
    assert (change.entity, change.id, change.kind) == ("note", note_id, ChangeKind.INSERT)
    assert change.after["text"] == "alpha"
    assert told[-1].label == "New line"
    assert told[-1].seq == store.seq()


def test_an_operation_that_changes_nothing_leaves_no_trace(store, told, meeting_id):
    note_id = add_note(store, meeting_id, "alpha")
    before = store.operations()
    set_text(store, note_id, "alpha")
    assert store.operations() == before
    assert len(told) == 2


def test_an_operation_that_fails_writes_nothing_and_tells_nobody(store, told, meeting_id):
    before = everything(store)

    def fail_halfway() -> None:
        with store.operation("Fail") as session:
            session.add(Note(meeting_id=meeting_id, rank="a0"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert everything(store) == before
    assert len(told) == 1
    add_note(store, meeting_id)
    assert len(told) == 2


def test_an_operation_inside_another_joins_it(store, told, meeting_id):
    with store.operation("Outer"):
        first = add_note(store, meeting_id, "one")
        set_text(store, first, "two")
    assert [changes.label for changes in told] == ["Set up", "Outer"]
    assert [change.after["text"] for change in told[-1].changes] == ["two"]


def test_what_is_made_and_deleted_in_one_operation_leaves_no_change(store, told, meeting_id):
    with store.operation("Both") as session:
        note = Note(meeting_id=meeting_id, rank="a0")
        session.add(note)
        session.flush()
        session.delete(note)
    assert len(told) == 1


def test_undo_and_redo_walk_back_and_forth(store, meeting_id):
    states = [everything(store)]
    note_id = add_note(store, meeting_id, "a")
    states.append(everything(store))
    for text in ("ab", "abc"):
        set_text(store, note_id, text)
        states.append(everything(store))
    for state in reversed(states[:-1]):
        assert store.undo() is not None
        assert everything(store) == state
    for state in states[1:]:
        assert store.redo() is not None
        assert everything(store) == state
    assert store.redo() is None


def test_a_new_step_ends_what_could_be_redone(store, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    set_text(store, note_id, "b")
    store.undo()
    set_text(store, note_id, "c")
    assert store.redo() is None
    store.undo()
    assert text_of(store, note_id) == "a"
    store.redo()
    assert text_of(store, note_id) == "c"


def test_undo_in_a_meeting_leaves_the_rest_of_the_record_alone(store, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    with store.operation("Elsewhere") as session:
        session.get_one(WorkingGroup, session.get_one(Meeting, meeting_id).group_id).name = "Renamed"
    undone = store.undo(meeting_id=meeting_id)
    assert undone is not None
    assert undone.label == "New line"
    assert text_of(store, note_id) is None
    assert store.labels()[0] == "Elsewhere"


def test_only_my_own_steps_are_undone(store, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    store.who = "somebody else"
    assert store.undo() is None
    assert text_of(store, note_id) == "a"


def test_an_older_step_is_undone_by_itself(store, told, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    set_text(store, note_id, "b", label="Edit")
    older = told[-1].operation_id
    with store.operation("Level") as session:
        session.get_one(Note, note_id).level = 1
    store.undo_operation(older)
    assert text_of(store, note_id) == "a"
    with pytest.raises(ConflictError, match="already undone"):
        store.undo_operation(older)


def test_undoing_what_has_changed_since_is_a_conflict_and_overwrites_nothing(store, told, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    set_text(store, note_id, "b")
    older = told[-1].operation_id
    set_text(store, note_id, "c")
    before = everything(store)
    with pytest.raises(ConflictError, match="was changed again by “Type”"):
        store.undo_operation(older)
    assert everything(store) == before


def test_undoing_what_was_deleted_since_is_a_conflict(store, told, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    set_text(store, note_id, "b")
    older = told[-1].operation_id
    with store.operation("Delete") as session:
        session.delete(session.get_one(Note, note_id))
    with pytest.raises(ConflictError, match="was deleted by “Delete”"):
        store.undo_operation(older)


def test_undo_that_meets_a_pair_made_again_is_a_conflict(store, told, meeting_id):
    with store.operation("Parties") as session:
        party = Party(kind="organisation", name="Tesla")
        action = Action(group_id=session.get_one(Meeting, meeting_id).group_id, what="Provide")
        session.add_all([party, action])
        session.flush()
        owner = ActionOwner(action_id=action.id, party_id=party.id)
        session.add(owner)
    with store.operation("Take off") as session:
        session.delete(session.get_one(ActionOwner, owner.id))
    removed = told[-1].operation_id
    with store.operation("Add again") as session:
        session.add(ActionOwner(action_id=action.id, party_id=party.id))
    with pytest.raises(ConflictError, match="stands in the way"):
        store.undo_operation(removed)
    assert store.integrity() == "ok"


def test_undoing_the_making_of_something_that_is_used_by_now_is_a_conflict(store, told, meeting_id):
    with store.operation("Party") as session:
        party = Party(kind="organisation", name="Tesla")
        session.add(party)
    made = told[-1].operation_id
    with store.operation("Use it") as session:
        action = Action(group_id=session.get_one(Meeting, meeting_id).group_id, what="Provide")
        session.add(action)
        session.flush()
        session.add(ActionOwner(action_id=action.id, party_id=party.id))
    before = everything(store)
    with pytest.raises(ConflictError, match=r"What came to it since \(owner\) stands in the way of this step\."):
        store.undo_operation(made)
    assert everything(store) == before


def test_deleting_a_whole_takes_its_parts_through_the_ledger(store, meeting_id):
    add_note(store, meeting_id, "a")
    before = everything(store)
    with store.operation("Delete the group") as session:
        meeting = session.get_one(Meeting, meeting_id)
        ledger.delete_whole(session, session.get_one(WorkingGroup, meeting.group_id))
    assert not any(everything(store).values())
    store.undo()
    assert everything(store) == before


def test_a_burst_grows_one_operation_with_a_rising_seq(store, told, watch, meeting_id):
    note_id = add_note(store, meeting_id)
    steps = store.operations()
    for text in ("a", "ab", "abc"):
        watch.now += 0.7
        set_text(store, note_id, text, burst=True)
    assert store.operations() == steps + 1
    assert len({changes.operation_id for changes in told[-3:]}) == 1
    assert [changes.seq for changes in told[-3:]] == sorted({changes.seq for changes in told[-3:]})
    with store.reading() as connection:
        row = connection.execute(select(ChangeRow.before, ChangeRow.after).order_by(ChangeRow.id.desc()).limit(1)).one()
    assert (row.before["text"], row.after["text"]) == ("", "abc")
    store.undo()
    assert text_of(store, note_id) == ""


@pytest.mark.parametrize("pause", [BURST_PAUSE_SECONDS + 0.1, BURST_LIMIT_SECONDS + 1])
def test_a_burst_ends_after_a_pause(store, watch, meeting_id, pause):
    note_id = add_note(store, meeting_id)
    set_text(store, note_id, "a", burst=True)
    watch.now += pause
    set_text(store, note_id, "ab", burst=True)
    store.undo()
    assert text_of(store, note_id) == "a"


def test_a_burst_ends_after_a_minute_of_unbroken_typing(store, watch, meeting_id):
    note_id = add_note(store, meeting_id)
    for count in range(1, int(BURST_LIMIT_SECONDS) + 5):
        set_text(store, note_id, "x" * count, burst=True)
        watch.now += 1
    store.undo()
    assert text_of(store, note_id) == "x" * (int(BURST_LIMIT_SECONDS) + 1)


def test_a_burst_does_not_swallow_what_happened_in_between(store, watch, meeting_id):
    note_id, other = add_note(store, meeting_id), add_note(store, meeting_id)
    set_text(store, note_id, "a", burst=True)
    set_text(store, other, "other")
    set_text(store, note_id, "ab", burst=True)
    store.undo()
    assert (text_of(store, note_id), text_of(store, other)) == ("a", "other")


def test_a_burst_that_ends_where_it_began_is_no_step(store, watch, meeting_id):
    note_id = add_note(store, meeting_id, "a")
    set_text(store, note_id, "ab", burst=True)
    set_text(store, note_id, "a", burst=True)
    assert store.labels()[0] == "New line"
    set_text(store, note_id, "abc", burst=True)
    assert store.labels()[0] == "Type"
    store.undo()
    assert text_of(store, note_id) == "a"


def test_typing_a_hundred_thousand_characters_does_not_blow_up_the_record(store, watch, meeting_id):
    note_id = add_note(store, meeting_id)
    for count in range(1, 101):
        set_text(store, note_id, "x" * count * 1000, burst=True)
    assert store.size() < 2_000_000


@pytest.mark.parametrize("statement", [update(Note).values(text="x"), insert(Note).values(id="1", rank="a")])
def test_bulk_writes_on_recorded_tables_are_refused(store, meeting_id, statement):
    with pytest.raises(RuntimeError, match="would not reach the ledger"), store.operation("Bulk") as session:
        session.execute(statement)


def test_instants_without_a_zone_are_refused(store, meeting_id):
    values = {"number": 1, "final": False, "operation_seq": 1, "sha256": "", "file_name": ""}
    with pytest.raises(StatementError, match="needs a zone"), store.operation("Export") as session:
        session.add(SummaryExport(meeting_id=meeting_id, exported_at=NAIVE, **values))


def test_typed_values_survive_the_ledger(store, meeting_id):
    with store.operation("Times") as session:
        meeting = session.get_one(Meeting, meeting_id)
        meeting.date, meeting.start = date(2025, 2, 6), NAIVE.time()
        session.add(
            SummaryExport(
                meeting_id=meeting_id,
                number=1,
                final=True,
                operation_seq=1,
                sha256="x",
                file_name="y",
                exported_at=datetime(2025, 2, 6, 16, tzinfo=UTC),
            )
        )
    after = everything(store)
    store.undo()
    store.redo()
    assert everything(store) == after


def test_sets_are_changed_by_difference(store, told, meeting_id):
    with store.operation("Parties") as session:
        parties = [Party(kind="organisation", name=name) for name in "ABC"]
        action = Action(group_id=session.get_one(Meeting, meeting_id).group_id, what="Provide")
        session.add_all([*parties, action])
        session.flush()
        set_parties(session, ActionOwner, of=("action_id", action.id), party_ids=[p.id for p in parties[:2]])
    with store.operation("Owners") as session:
        set_parties(session, ActionOwner, of=("action_id", action.id), party_ids=[p.id for p in parties[1:]])
    kinds = sorted(change.kind.value for change in told[-1].changes)
    assert kinds == ["delete", "insert", "update"]


def test_another_window_hears_what_was_written_here(store, meeting_id):
    other = Store.open(store.path, who="other")
    heard: list[ChangeSet] = []
    other.subscribe(heard.append)
    note_id = add_note(store, meeting_id, "a")
    other.catch_up()
    other.catch_up()
    assert [changes.ids("note") for changes in heard] == [frozenset({note_id})]
    other.close()


def test_readings_inside_one_another_are_of_one_moment_until_something_is_written_here(store, meeting_id):
    note_id, path = add_note(store, meeting_id, "first"), store.path
    other = Store.open(path, who="other")
    text = select(Note.text).where(Note.id == note_id)

    def inside() -> str | None:
        with store.reading() as connection:
            return connection.execute(text).scalar()

    with store.reading() as connection:
        assert connection.execute(text).scalar() == "first"
        set_text(other, note_id, "by somebody else")
        assert inside() == "first"
        set_text(store, note_id, "by me")
        assert inside() == "by me"
    assert inside() == "by me"
    other.close()


def test_a_reading_of_another_thread_is_its_own(store, meeting_id):
    with store.reading() as mine, ThreadPoolExecutor(1) as threads:

        def is_mine() -> bool:
            with store.reading() as connection:
                return connection is mine

        assert is_mine()
        assert not threads.submit(is_mine).result()


def test_what_others_wrote_just_before_a_step_of_ones_own_is_heard_of_first(store, meeting_id):
    other = Store.open(store.path, who="other")
    heard: list[ChangeSet] = []
    other.subscribe(heard.append)
    theirs, mine = add_note(store, meeting_id, "a"), add_note(other, meeting_id, "b")
    add_note(other, meeting_id, "c")
    other.catch_up()
    assert [sorted(changes.ids("note")) for changes in heard[:2]] == [[theirs], [mine]]
    assert len(heard) == 3
    other.close()


def test_operations_remember_whether_they_hold(store, meeting_id):
    add_note(store, meeting_id)
    store.undo()
    with store.reading() as connection:
        rows = connection.execute(select(Operation.kind, Operation.undone_by).order_by(Operation.seq)).all()
    assert [row.kind for row in rows] == [OperationKind.DO, OperationKind.DO, OperationKind.UNDO]
    assert rows[1].undone_by is not None


def test_two_changes_of_one_row_merge_into_what_really_moved():
    first = Change("note", "1", ChangeKind.UPDATE, {"text": "a"}, {"text": "b"})
    back = Change("note", "1", ChangeKind.UPDATE, {"text": "b"}, {"text": "a"})
    assert ledger.merge(first, back) is None
    level = Change("note", "1", ChangeKind.UPDATE, {"level": 0}, {"level": 1})
    merged = ledger.merge(first, level)
    assert merged is not None
    assert (merged.before, merged.after) == ({"text": "a", "level": 0}, {"text": "b", "level": 1})
