"""The ledger: what every write leaves behind, gathered from the session, from which audit, undo and refresh all come.

Rows are gathered in `after_flush`, so that a write that fails leaves nothing, and written with the operation in
the same transaction. Bulk UPDATE and DELETE on recorded tables are refused: the session would not see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from msa_wg_desktop.db import asked
from msa_wg_desktop.db.codec import ENTITIES, decode, encode, entity_of, fields_of
from msa_wg_desktop.db.models import Base, ChangeRow, Operation, Recorded, Tombstone
from msa_wg_desktop.domain.changes import Change, ChangeKind, OperationKind
from msa_wg_desktop.domain.history import noun, own_words
from msa_wg_desktop.domain.notes import Caret
from msa_wg_desktop.domain.text import one_line
from msa_wg_desktop.errors import ConflictError, NotFoundError
from msa_wg_desktop.words import _

# Of what a thing is called, in a sentence.
_LETTERS = 60
Key: TypeAlias = tuple[str, str]
"""A kind of row, and a row's id."""
Row = TypeVar("Row", bound=Base)
Kind = TypeVar("Kind", bound=Recorded)
_AT_ONCE = 500
"""As many keys as every database takes in one statement."""


class RecordSession(Session):
    """A session that gathers what it changes. Only the store makes one.

    `label` is for an operation that turns out to be something else than it was called at first.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(expire_on_commit=False, **options)
        self.label = ""
        self.gathered: dict[Key, Change] = {}

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """A row by its key, by a statement that was made once: SQLAlchemy makes one for each row."""
        mapper = inspect(entity)
        if options or mapper.identity_key_from_primary_key((ident,)) in self.identity_map:
            return super().get(entity, ident, **options)
        return self.scalars(asked.row(entity), {"id": ident}).one_or_none()

    def some(self, entity: type[Kind], ids: Iterable[str]) -> dict[str, Kind]:
        """Rows by their keys, in one statement. They are at hand for `get` as long as somebody holds them."""
        wanted, found = list(ids), list[Any]()
        for start in range(0, len(wanted), _AT_ONCE):
            found += self.scalars(asked.rows(entity), {"ids": wanted[start : start + _AT_ONCE]})
        return {row.id: row for row in found}

    def whose(self, entity: type[Row], link: str, value: str) -> Sequence[Row]:
        """The rows of a kind that link to a row. Mostly there are none, which a look at the ids tells soonest."""
        if self.autoflush:
            self.flush()
        if self.connection().execute(asked.ids_whose(entity, link), {"value": value}).first() is None:
            return ()
        return self.scalars(asked.rows_whose(entity, link), {"value": value}).all()


@event.listens_for(RecordSession, "after_flush")
def _gather(session: RecordSession, _context: Any) -> None:
    for row in session.new:
        if isinstance(row, Recorded):
            _add(session, Change(entity_of(row), row.id, ChangeKind.INSERT, {}, _values(row)))
    for row in session.dirty:
        if isinstance(row, Recorded):
            _add_update(session, row)
    for row in session.deleted:
        if isinstance(row, Recorded):
            _add(session, Change(entity_of(row), row.id, ChangeKind.DELETE, _values(row, loaded=True), {}))


@event.listens_for(RecordSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Recorded):
        raise RuntimeError(f"a bulk write on {mapper.class_.__tablename__} would not reach the ledger")


def _values(row: Recorded, *, loaded: bool = False) -> dict[str, Any]:
    if not loaded:
        return {name: encode(getattr(row, name)) for name in fields_of(type(row))}
    committed = inspect(row).committed_state
    return {name: encode(committed.get(name, getattr(row, name))) for name in fields_of(type(row))}


def _add_update(session: RecordSession, row: Recorded) -> None:
    state = inspect(row)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in fields_of(type(row)):
        if name not in state.committed_state:
            continue
        history = state.attrs[name].history
        if history.has_changes():
            before[name] = encode(history.deleted[0]) if history.deleted else None
            after[name] = encode(history.added[0]) if history.added else None
    if before != after:
        _add(session, Change(entity_of(row), row.id, ChangeKind.UPDATE, before, after))


def _add(session: RecordSession, change: Change) -> None:
    key = (change.entity, change.id)
    known = session.gathered.pop(key, None)
    merged = change if known is None else merge(known, change)
    if merged is not None:
        session.gathered[key] = merged


def merge(first: Change, second: Change) -> Change | None:
    """Two changes of one row as one: the first `before` and the newest `after`; None where they cancel out."""
    kinds = (first.kind, second.kind)
    if kinds == (ChangeKind.INSERT, ChangeKind.DELETE):
        return None
    if first.kind is ChangeKind.INSERT:
        return Change(first.entity, first.id, ChangeKind.INSERT, {}, {**first.after, **second.after})
    if second.kind is ChangeKind.DELETE:
        return Change(first.entity, first.id, ChangeKind.DELETE, {**second.before, **first.before}, {})
    if kinds == (ChangeKind.DELETE, ChangeKind.INSERT):
        return _update_between(first, first.before, second.after)
    return _update_between(first, {**second.before, **first.before}, {**first.after, **second.after})


def _update_between(change: Change, before: Any, after: Any) -> Change | None:
    moved = [name for name in after if before.get(name) != after[name]]
    if not moved:
        return None
    return Change(
        change.entity,
        change.id,
        ChangeKind.UPDATE,
        {name: before.get(name) for name in moved},
        {name: after[name] for name in moved},
    )


@dataclass(slots=True)
class Entry:
    """An operation about to be written."""

    id: str
    label: str
    who: str
    at: datetime
    kind: OperationKind = OperationKind.DO
    undoes: str | None = None
    meeting_id: str | None = None
    caret_before: Caret | None = None
    caret_after: Caret | None = None
    undoable: bool = True
    changes: Sequence[Change] = field(default_factory=tuple)


def next_seq(connection: Connection) -> int:
    """The next place in the order of the world. Holds the counter's row until the transaction ends."""
    return int(connection.execute(asked.next_seq()).scalar_one())


def write(connection: Connection, entry: Entry, seq: int) -> None:
    """Writes a new operation with its changes, at its place in the order of the world."""
    values = {
        "id": entry.id,
        "seq": seq,
        "label": entry.label,
        "who": entry.who,
        "at": entry.at,
        "kind": entry.kind.value,
        "undoes": entry.undoes,
        "undoable": entry.undoable,
        "meeting_id": entry.meeting_id,
        "caret": _caret_json(entry.caret_before, entry.caret_after),
    }
    connection.execute(asked.insert_into(Operation), values)
    _write_changes(connection, entry.id, entry.changes)


def grow(connection: Connection, entry: Entry, seq: int, known: Mapping[Key, Change]) -> dict[Key, Change]:
    """Adds to the operation that a burst of typing has begun, and moves it to a fresh seq (decision 2).

    `known` is what that operation did so far; gives what it did by now. Its carets are the first `before`
    and the newest `after`.
    """
    grown = dict(known)
    for change in entry.changes:
        key = (change.entity, change.id)
        before = grown.pop(key, None)
        merged = change if before is None else merge(before, change)
        _rewrite(connection, entry.id, key, before, merged)
        if merged is not None:
            grown[key] = merged
    # What was typed and taken back again is no step: undo passes it over until it grows anew.
    values: dict[str, Any] = {"seq": seq, "at": entry.at, "undoable": bool(grown)}
    if entry.caret_after is not None:
        values["caret"] = _caret_json(entry.caret_before, entry.caret_after)
    _change_operation(connection, entry.id, values)
    return grown


def _rewrite(connection: Connection, operation_id: str, key: Key, before: Change | None, after: Change | None) -> None:
    if before is None:
        _write_changes(connection, operation_id, [after] if after else [])
        return
    here = {"of_operation": operation_id, "of_entity": key[0], "of_row": key[1]}
    if after is None:
        connection.execute(asked.delete_change(), here)
    else:
        values = {"kind": after.kind.value, "before": dict(after.before), "after": dict(after.after)}
        connection.execute(asked.update_change(), {**here, **values})


def _write_changes(connection: Connection, operation_id: str, changes: Iterable[Change]) -> None:
    rows = [
        {
            "operation_id": operation_id,
            "entity": change.entity,
            "entity_id": change.id,
            "kind": change.kind.value,
            "before": dict(change.before),
            "after": dict(change.after),
        }
        for change in changes
    ]
    if rows:
        connection.execute(asked.insert_into(ChangeRow), rows)


def _change_operation(connection: Connection, operation_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(asked.update_operation(), {"of_operation": operation_id, **values})


def _caret_json(before: Caret | None, after: Caret | None) -> dict[str, Any]:
    pairs = {"before": before, "after": after}
    return {name: [caret.note_id, caret.position] for name, caret in pairs.items() if caret is not None}


def caret_from(stored: dict[str, Any] | None, name: str) -> Caret | None:
    """The caret that an operation remembers, `before` or `after` it."""
    place = (stored or {}).get(name)
    return Caret(place[0], place[1]) if place else None


def changes_of(connection: Connection, operation_id: str) -> tuple[Change, ...]:
    """What an operation did, in the order in which it was written."""
    return tuple(
        Change(row.entity, row.entity_id, ChangeKind(row.kind), row.before, row.after)
        for row in connection.execute(asked.changes_of(), {"of_operation": operation_id})
    )


def latest_to_undo(connection: Connection, who: str, meeting_id: str | None) -> Operation | None:
    """The newest of this person's operations that still holds, in one meeting or in the whole record."""
    return _newest(connection, who, meeting_id, OperationKind.DO, holding=True)


def latest_to_redo(connection: Connection, who: str, meeting_id: str | None) -> Operation | None:
    """The newest undo of this person's that may be taken back: nothing new was done since."""
    undo = _newest(connection, who, meeting_id, OperationKind.UNDO, holding=True)
    if undo is None:
        return None
    newest = _newest(connection, who, meeting_id, OperationKind.DO, holding=False)
    return None if newest is not None and newest.seq > undo.seq else undo


def _newest(connection: Connection, who: str, meeting_id: str | None, kind: OperationKind, *, holding: bool) -> Any:
    """The newest step of a kind that may be undone; `holding` leaves out those that were."""
    statement = asked.newest_operation(holding=holding, in_meeting=meeting_id is not None)
    return connection.execute(statement, {"who": who, "kind": kind.value, "meeting": meeting_id}).one_or_none()


def operation(connection: Connection, operation_id: str) -> Any:
    """One operation's row, by its id."""
    row = connection.execute(select(Operation.__table__).where(Operation.id == operation_id)).one_or_none()
    if row is None:
        raise NotFoundError(_("That step isn't in the history of this record."))
    return row


def mark_undone(connection: Connection, operation_id: str, by: str | None) -> None:
    """Says that an operation is held back by an undo, or (None) that it holds again."""
    _change_operation(connection, operation_id, {"undone_by": by})


def apply_inverse(session: RecordSession, changes: Sequence[Change], *, seq: int) -> None:
    """Takes changes, made at `seq`, back through the session, so that the ledger sees it.

    Raises ConflictError, with nothing written, where a field is no longer what these changes made it.
    """
    with session.no_autoflush:
        rows = _rows_of(session, changes)
        _require_all_unchanged(session, changes, rows, seq)
        for change in reversed(changes):
            entity, row = ENTITIES[change.entity], rows.get((change.entity, change.id))
            if change.kind is ChangeKind.DELETE:
                _bring_back(session, entity, row, change)
            elif change.kind is ChangeKind.INSERT:
                session.delete(row)
            else:
                for name, value in decode(entity, change.before).items():
                    setattr(row, name, value)


def _rows_of(session: RecordSession, changes: Iterable[Change]) -> dict[Key, Recorded]:
    """The rows that changes were made to, as far as they are there; one statement a kind."""
    ids: dict[str, list[str]] = {}
    for change in changes:
        ids.setdefault(change.entity, []).append(change.id)
    found = ((name, session.some(ENTITIES[name], wanted)) for name, wanted in ids.items())
    return {(name, row_id): row for name, rows in found for row_id, row in rows.items()}


def _bring_back(session: RecordSession, entity: type[Recorded], row: Recorded | None, change: Change) -> None:
    if row is not None:
        raise ConflictError(_("What this step deleted is there again. Nothing was changed."))
    if _is_forgotten(session, change.id):
        raise ConflictError(_("What this step deleted was purged for good and can't come back. Nothing was changed."))
    session.add(entity(id=change.id, **decode(entity, change.before)))


def _is_forgotten(session: RecordSession, entity_id: str) -> bool:
    return bool(session.whose(Tombstone, "entity_id", entity_id))


def in_the_way(session: RecordSession, changes: Sequence[Change]) -> str:
    """What was made since of what a step made, and so keeps the step from being taken back: in words; "" if unknown."""
    made = {(change.entity, change.id) for change in changes if change.kind is ChangeKind.INSERT}
    for kind, row_id in made:
        for entity, name, _is_part in pointers(ENTITIES[kind]):
            for row in session.whose(entity, name, row_id):
                if (entity.__tablename__, row.id) not in made:
                    what = _("What came to it since ({noun})").format(noun=noun(row.__tablename__))
                    return _quoted(_words_of(row)) or what
    return ""


def _words_of(row: Recorded) -> str:
    values = {name: getattr(row, name) for name in fields_of(type(row))}
    return one_line(own_words(row.__tablename__, values), most=_LETTERS)


def _quoted(words: str) -> str:
    return _("“{words}”").format(words=words) if words else ""


def _since(session: RecordSession, change: Change, seq: int) -> str:
    """By which step, of whom, a row was changed last after another step: `by “Change an action” (Kim)`."""
    newest = (
        select(Operation.label, Operation.who)
        .join(ChangeRow, ChangeRow.operation_id == Operation.id)
        .where(ChangeRow.entity_id == change.id, ChangeRow.entity == change.entity, Operation.seq > seq)
        .where(Operation.undone_by.is_(None), Operation.kind != OperationKind.UNDO.value)
        .order_by(Operation.seq.desc())
    )
    row = session.execute(newest.limit(1)).one_or_none()
    return _("by “{step}” ({who})").format(step=row.label, who=row.who) if row else ""


def _require_all_unchanged(
    session: RecordSession, changes: Sequence[Change], rows: Mapping[Key, Recorded], seq: int
) -> None:
    """Raises ConflictError that names what has moved on since, and says how many where a step changed several."""
    done = [change for change in changes if change.kind is not ChangeKind.DELETE]
    moved = [(change, said) for change in done if (said := _moved(rows.get((change.entity, change.id)), change))]
    if not moved:
        return
    change, said = moved[0]
    row = rows.get((change.entity, change.id))
    name = _words_of(row) if row is not None else one_line(own_words(change.entity, change.after), most=_LETTERS)
    if len(moved) == 1:
        words = _("{what} was {said} since this step. Nothing was changed; undo that first.")
    else:
        words = _("{count} things that this step changed have moved on since: {what} was {said}. Nothing was changed.")
    what = _quoted(name) or _("What this step changed")
    said = " ".join(part for part in (said, _since(session, change, seq)) if part)
    detail = ", ".join(f"{one.entity} {one.id}" for one, _said in moved)
    raise ConflictError(words.format(what=what, said=said, count=len(moved)), detail=detail)


def _moved(row: Recorded | None, change: Change) -> str:
    """What became of a row since, in words; "" where it is as the change left it."""
    if row is None:
        return _("deleted")
    for name, value in decode(type(row), change.after).items():
        is_aside = change.kind is ChangeKind.INSERT and name in row.aside
        if getattr(row, name) != value and not is_aside:
            return _("changed again")
    return ""


def delete_whole(session: RecordSession, row: Recorded) -> None:
    """Deletes a row with all that is a part of it, and empties the links that point at it, through the session."""
    with session.no_autoflush:
        for entity, name, is_part in pointers(type(row)):
            for other in session.whose(entity, name, row.id):
                if is_part:
                    delete_whole(session, other)
                else:
                    setattr(other, name, None)
        session.delete(row)


@cache
def pointers(target: type[Recorded]) -> tuple[tuple[type[Recorded], str, bool], ...]:
    """Which fields of which kinds link to this kind, and whether the row that links is a part of it."""
    return tuple(
        (entity, column.key, bool(column.info.get("part")))
        for entity in ENTITIES.values()
        for column in entity.__table__.columns
        for key in column.foreign_keys
        if key.column.table is target.__table__
    )
