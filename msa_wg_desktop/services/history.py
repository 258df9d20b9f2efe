"""What was done to the record, by whom and when, in words; and taking back any one step of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Integer, Select, bindparam, func, or_, select, union

from msa_wg_desktop.db.codec import ENTITIES, decode, fields_of
from msa_wg_desktop.db.ledger import changes_of, pointers
from msa_wg_desktop.db.models import ChangeRow, Operation, Recorded
from msa_wg_desktop.db.models.ledger import GONE
from msa_wg_desktop.domain.changes import Change, ChangeKind, ChangeSet, OperationKind, OperationRow
from msa_wg_desktop.domain.history import (
    PLACING,
    SILENT,
    ChangeWords,
    FieldChange,
    HistoryRow,
    field_label,
    noun,
    own_words,
    tie_words,
    value_words,
)
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.series import whole_rule_words
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import among, chunks, every_among, rows_among
from msa_wg_desktop.words import _

PAGE = 50

# What belongs to a row without a foreign key saying so: entity and field (house rule on polymorphic links).
LOOSE_PARTS = (("order_link", "subject_id"), ("capture", "target_id"), ("material_citation", "subject_id"))
_SUBJECTS = {
    "action": "action",
    "agreement": "agreement",
    "data-need": "data_need",
    "note": "note",
    "position": "position",
    "question": "question",
}

Names = Mapping[tuple[str, str], str]


class History(Service):
    """The operations of the record."""

    def list(
        self,
        *,
        limit: int = PAGE,
        before_seq: int | None = None,
        entity_id: str | None = None,
        meeting_id: str | None = None,
    ) -> tuple[OperationRow, ...]:
        """Operations, newest first; those on one thing and its parts, or in one meeting, where asked.

        The next page is asked for with the last row's `seq` as `before_seq`.
        """
        with self.store.reading() as connection:
            statement = _latest()
            if before_seq is not None:
                statement = statement.where(Operation.seq < before_seq)
            if meeting_id is not None:
                statement = statement.where(Operation.meeting_id == meeting_id)
            if entity_id is not None:
                statement = statement.where(_TOUCHING)
            which = {"ids": _with_parts(connection, entity_id)} if entity_id is not None else {}
            return tuple(_row(row) for row in connection.execute(statement, {"most": limit, **which}).all())

    def changes(self, operation_id: str) -> tuple[ChangeWords, ...]:
        """What one operation did, in words."""
        with self.store.reading() as connection:
            known = [change for change in changes_of(connection, operation_id) if change.entity in ENTITIES]
            return self._in_words(connection, known)

    def of(self, entity_id: str, *, limit: int = PAGE) -> tuple[HistoryRow, ...]:
        """What was done to one thing and its parts, newest first: "who changed this date"."""
        with self.store.reading() as connection:
            ids = _with_parts(connection, entity_id)
            latest = connection.execute(_latest_on(), {"ids": ids, "most": limit}).all()
            return self._told(connection, [_row(row) for row in latest], ids)

    def rehearse(self, entity: str) -> None:
        """Asks what was done to no thing of a kind, so that whoever opens the first one finds the questions put."""
        with self.store.reading() as connection:
            nobodys = [*connection.scalars(_parts(entity), {"whole": ""}), ""]
            connection.execute(_latest_on(), {"ids": nobodys, "most": 1}).all()
            _changes_of(connection, nobodys, nobodys)
            _Rows(connection, PartyBook(())).read({entity: nobodys})

    def told(self, operations: Sequence[OperationRow]) -> tuple[HistoryRow, ...]:
        """Operations, such as `list` gives them, each with what it did in words."""
        with self.store.reading() as connection:
            return self._told(connection, operations)

    def _told(
        self, connection: Connection, operations: Sequence[OperationRow], on: Sequence[str] | None = None
    ) -> tuple[HistoryRow, ...]:
        found = _changes_of(connection, [row.id for row in operations], on)
        words = iter(self._in_words(connection, [change for row in operations for change in found[row.id]]))
        return tuple(HistoryRow(row, tuple(next(words) for _change in found[row.id])) for row in operations)

    def undo(self, operation_id: str) -> ChangeSet | None:
        """Takes back any one step. Raises ConflictError where what it changed has moved on since."""
        return self.store.undo_operation(operation_id)

    def _in_words(self, connection: Connection, changes: Sequence[Change]) -> tuple[ChangeWords, ...]:
        decoded = [
            (change, decode(ENTITIES[change.entity], change.before), decode(ENTITIES[change.entity], change.after))
            for change in changes
        ]
        wanted: dict[str, set[str]] = defaultdict(set)
        for change, before, after in decoded:
            wanted[change.entity].add(change.id)
            for values in (before, after):
                for _name, entity, row_id in _links(change.entity, values):
                    wanted[entity].add(row_id)
        rows = _Rows(connection, party_book.read(connection, self.store.clock.today()))
        rows.read(wanted)
        return tuple(_change_words(change, before, after, rows) for change, before, after in decoded)


@cache
def _operations() -> Select[Any]:
    count = select(func.count()).where(ChangeRow.operation_id == Operation.id).scalar_subquery()
    return select(
        Operation.id,
        Operation.seq,
        Operation.label,
        Operation.who,
        Operation.at,
        Operation.kind,
        Operation.undone_by,
        Operation.undoes,
        Operation.meeting_id,
        count.label("changes"),
    )


# Statements are made once: to put one together takes longer than the database needs for its answer.
_KIND = select(ChangeRow.entity).where(ChangeRow.entity_id == bindparam("id")).limit(1)
_TOUCHING = Operation.id.in_(select(ChangeRow.operation_id).where(among(ChangeRow.entity_id)))
_CHANGES = select(ChangeRow.__table__).where(among(ChangeRow.operation_id)).order_by(ChangeRow.id)
_DELETED = (
    select(ChangeRow.entity_id, ChangeRow.before)
    .where(among(ChangeRow.entity_id), ChangeRow.kind == ChangeKind.DELETE)
    .order_by(ChangeRow.id)
)
_CHANGES_ON = _CHANGES.where(ChangeRow.entity_id.in_(bindparam("on", expanding=True)))


@cache
def _latest() -> Select[Any]:
    return _operations().order_by(Operation.seq.desc()).limit(bindparam("most", type_=Integer))


@cache
def _latest_on() -> Select[Any]:
    return _latest().where(_TOUCHING)


def _changes_of(
    connection: Connection, operation_ids: Sequence[str], on: Sequence[str] | None = None
) -> Mapping[str, list[Change]]:
    """What operations did, in its order; where asked, only what they did `on` some rows."""
    found: dict[str, list[Change]] = defaultdict(list)
    statement, which = (_CHANGES, {}) if on is None else (_CHANGES_ON, {"on": on})
    for some in chunks(operation_ids):
        for row in connection.execute(statement, {"ids": some, **which}).all():
            if row.entity in ENTITIES:
                kind = ChangeKind(row.kind)
                found[row.operation_id].append(Change(row.entity, row.entity_id, kind, row.before, row.after))
    return found


def _row(row: Any) -> OperationRow:
    return OperationRow(
        row.id,
        row.seq,
        row.label,
        row.who,
        row.at,
        OperationKind(row.kind),
        row.undone_by is not None,
        row.undoes,
        row.meeting_id,
        row.changes,
    )


def _with_parts(connection: Connection, entity_id: str) -> list[str]:
    """A row's id and those of all its parts that there are or ever were, as the ledger has them."""
    entity = connection.scalars(_KIND, {"id": entity_id}).first()
    if entity is None or entity not in ENTITIES:
        return [entity_id]
    return [entity_id, *connection.scalars(_parts(entity), {"whole": entity_id})]


@cache
def _parts(entity: str) -> CompoundSelect[tuple[str]]:
    """The ids of all parts of a row: those that there are, and those that went while they were its.

    To look for them in every change would take longer the older a record is. Putting the question together takes
    longer than the database needs for its answer.
    """
    parts = [(part.__tablename__, name) for part, name, is_part in pointers(ENTITIES[entity]) if is_part]
    parts += LOOSE_PARTS
    whole, change = bindparam("whole"), ChangeRow.__table__.c
    tables = [(ENTITIES[part].__table__.c, name) for part, name in parts]
    there = [select(columns.id).where(columns[name] == whole) for columns, name in tables]
    its = ((change.entity == part) & (change.before[name].as_string() == whole) for part, name in parts)
    gone = select(change.entity_id).where(change.entity.in_([part for part, _name in parts]), GONE)
    return union(*there, gone.where(or_(*its)))


# ---------------------------------------------------------------------- in words


def _links(entity: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The fields that point at other rows: field, the other's entity, its id."""
    for field, leads_to in _pointing(entity):
        target = leads_to or _SUBJECTS.get(str(values.get("subject") or values.get("kind")))
        if target is not None and values.get(field):
            yield field, target, values[field]


@cache
def _pointing(entity: str) -> Sequence[tuple[str, str]]:
    """The fields that may point at other rows, each with the entity that it leads to; "" where the row says which."""
    found: list[tuple[str, str]] = []
    for column in ENTITIES[entity].__table__.columns:
        target = next((key.column.table.name for key in column.foreign_keys), "")
        if target or column.key in ("subject_id", "target_id"):
            found.append((column.key, target))
    return found


class _Rows:
    """The rows that changes name: as they stand now, or as the ledger last had them."""

    def __init__(self, connection: Connection, parties: PartyBook) -> None:
        self._connection = connection
        self._parties = parties
        self._values: dict[tuple[str, str], Mapping[str, Any]] = {}

    def read(self, wanted: Mapping[str, Iterable[str]]) -> None:
        """Reads what is asked for, and what those rows tie together where they have no words of their own."""
        further: dict[str, set[str]] = defaultdict(set)
        for name, ids in wanted.items():
            for row_id, values in self._found(ENTITIES[name], sorted(ids)).items():
                self._values[name, row_id] = values
                if not own_words(name, values):
                    for _field, entity, other in _links(name, values):
                        further[entity].add(other)
        missing = {
            name: {row_id for row_id in ids if (name, row_id) not in self._values} for name, ids in further.items()
        }
        for name, ids in missing.items():
            for row_id, values in self._found(ENTITIES[name], sorted(ids)).items():
                self._values[name, row_id] = values

    def _found(self, entity: type[Recorded], ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        names = entity.__table__.c.keys()
        rows = rows_among(self._connection, every_among(entity), ids)
        found: dict[str, Mapping[str, Any]] = {row.id: dict(zip(names, row, strict=True)) for row in rows}
        gone = [row_id for row_id in ids if row_id not in found]
        found |= {row_id: decode(entity, before) for row_id, before in rows_among(self._connection, _DELETED, gone)}
        return found

    def name(self, entity: str, row_id: str) -> str:
        """What a row is called: a party as it is shown, a tie by what it ties together."""
        if entity == "party" and row_id in self._parties:
            return self._parties.display(row_id)
        values = self.values(entity, row_id)
        words = own_words(entity, values)
        if words:
            return words
        return tie_words(entity, {field: self.linked(other, its) for field, other, its in _links(entity, values)})

    def linked(self, entity: str, row_id: str) -> str:
        """What a link leads to, by its own words, or those of what it ties together."""
        if entity == "party" and row_id in self._parties:
            return self._parties.display(row_id)
        values = self.values(entity, row_id)
        its = {field: own_words(other, self.values(other, tied)) for field, other, tied in _links(entity, values)}
        return own_words(entity, values) or tie_words(entity, its)

    def values(self, entity: str, row_id: str) -> Mapping[str, Any]:
        """What stands in a row, or stood there last."""
        return self._values.get((entity, row_id), {})


def _change_words(change: Change, before: dict[str, Any], after: dict[str, Any], rows: _Rows) -> ChangeWords:
    name = rows.name(change.entity, change.id)
    targets = {
        (field, row_id): rows.linked(entity, row_id)
        for values in (before, after)
        for field, entity, row_id in _links(change.entity, values)
    }
    fields = [
        FieldChange(
            field_label(field, change.entity),
            _value(field, before.get(field), targets),
            _value(field, after.get(field), targets),
            field,
            (before.get(field), after.get(field)),
        )
        for field in fields_of(ENTITIES[change.entity])
        if field in (before | after) and field not in PLACING and field not in SILENT
    ]
    told = [field for field in fields if field.before != field.after]
    if change.kind is ChangeKind.UPDATE and not told and PLACING & {*before, *after}:
        told = [FieldChange(field_label("rank"), "", _("moved"))]
    if change.kind is not ChangeKind.UPDATE:
        told = [field for field in told if (field.before or field.after) != _("no")]
    if change.entity == "setting" and not name:
        told = []
    called = noun(change.entity, rows.values(change.entity, change.id))
    return ChangeWords(change.entity, change.id, change.kind, called, name, tuple(told))


def _value(field: str, value: Any, targets: Mapping[tuple[str, str], str]) -> str:
    if isinstance(value, str) and (field, value) in targets:
        return targets[field, value] or _("something that is no longer there")
    if field == "rule" and value:
        return whole_rule_words(str(value)) or _("another rule")
    return value_words(value)
