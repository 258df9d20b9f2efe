"""Random operations, undos and redos on a real record, held against a plain model that keeps whole copies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from msa_wg_desktop.db.ledger import delete_whole
from msa_wg_desktop.db.models import Action, ActionOwner, Meeting, Note, NoteSpeaker, Party, WorkingGroup
from msa_wg_desktop.services.base import set_parties
from msa_wg_desktop.services.store import Store

ENTITIES = (Note, NoteSpeaker, Action, ActionOwner, Party)
State = frozenset[tuple[Any, ...]]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.text(max_size=5)),
        st.tuples(st.just("text"), st.integers(0, 9), st.text(max_size=5)),
        st.tuples(st.just("burst"), st.integers(0, 3), st.text(max_size=5)),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.tuples(st.just("speaker"), st.integers(0, 9)),
        st.tuples(st.just("owners"), st.lists(st.integers(0, 2), max_size=3)),
        st.just(("undo",)),
        st.just(("redo",)),
    ),
    max_size=40,
)


class Walk:
    """The record under test, and beside it a stack of whole copies, which is what undo has to mean."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path, who="walk")
        with self.store.operation("Set up", undoable=False) as session:
            group = WorkingGroup(name="Group")
            self.meeting = Meeting(group_id=group.id, title="Meeting")
            self.action = Action(group_id=group.id, what="Do")
            self.parties = [Party(kind="organisation", name=name) for name in "ABC"]
            session.add_all([group, self.meeting, self.action, *self.parties])
        self.done: list[State] = [self.state()]
        self.undone: list[State] = []
        self.burst: str | None = None
        self.burst_began = 0
        self.undone_before: list[State] = []

    def state(self) -> State:
        with self.store.reading() as connection:
            return frozenset(
                (entity.__tablename__, *row)
                for entity in ENTITIES
                for row in connection.execute(select(entity.__table__))
            )

    def notes(self) -> list[str]:
        with self.store.reading() as connection:
            return list(connection.scalars(select(Note.id).order_by(Note.id)))

    def take(self, step: tuple[Any, ...]) -> None:
        if step[0] in ("undo", "redo"):
            self._back_or_forth(step[0])
            return
        steps = self.store.operations()
        key = self._write(step)
        grew = self.store.operations() == steps
        if self.state() == self.done[-1]:
            return
        if grew and key is not None and key == self.burst:
            del self.done[self.burst_began :]
        else:
            self.burst_began, self.undone_before = len(self.done), list(self.undone)
        self.burst = key
        if self.state() == self.done[-1]:
            self.undone = list(self.undone_before)
        else:
            self.done.append(self.state())
            self.undone.clear()

    def _back_or_forth(self, kind: str) -> None:
        self.burst = None
        told = self.store.undo() if kind == "undo" else self.store.redo()
        source, target = (self.done, self.undone) if kind == "undo" else (self.undone, self.done)
        possible = len(source) > 1 if kind == "undo" else bool(source)
        if possible:
            assert told is not None
            target.append(source.pop())
        assert self.state() == self.done[-1]

    def _write(self, step: tuple[Any, ...]) -> str | None:
        notes = self.notes()
        chosen = notes[step[1] % len(notes)] if notes and step[0] not in ("note", "owners") else ""
        key = f"note:{chosen}" if step[0] == "burst" and chosen else None
        with self.store.operation(step[0], merge_key=key) as session:
            if step[0] == "note":
                session.add(Note(meeting_id=self.meeting.id, rank="a", text=step[1]))
            elif step[0] == "owners":
                ids = [self.parties[index].id for index in step[1]]
                set_parties(session, ActionOwner, of=("action_id", self.action.id), party_ids=ids)
            elif chosen:
                note = session.get_one(Note, chosen)
                if step[0] == "delete":
                    delete_whole(session, note)
                elif step[0] == "speaker":
                    taken = session.scalars(select(NoteSpeaker).where(NoteSpeaker.note_id == chosen)).all()
                    session.add(NoteSpeaker(note_id=chosen, position=len(taken), name="A"))
                else:
                    note.text = step[2]
        return key


@given(STEPS)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_walk_of_steps_undos_and_redos_agrees_with_the_model(
    empty_record: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
):
    path = tmp_path_factory.mktemp("walk") / "walk.msawg"
    shutil.copy(empty_record, path)
    walk = Walk(path)
    try:
        for step in steps:
            walk.take(step)
        while len(walk.done) > 1:
            walk.take(("undo",))
        assert walk.state() == walk.done[0]
        assert walk.store.integrity() == "ok"
    finally:
        walk.store.close()
