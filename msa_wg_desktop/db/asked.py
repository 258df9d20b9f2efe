"""Statements that are put at every key or step, each made once: to put one together takes longer than its answer."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, delete, insert, select, update

from msa_wg_desktop.db.base import Base
from msa_wg_desktop.db.models import ChangeRow, Counter, Operation

Row = TypeVar("Row", bound=Base)

# ---------------------------------------------------------------------- rows of any kind


@cache
def row(entity: type[Row]) -> Select[tuple[Row]]:
    """The row of a kind that has this `id`."""
    return select(entity).where(_table(entity).c.id == bindparam("id"))


@cache
def rows(entity: type[Row]) -> Select[tuple[Row]]:
    """The rows of a kind that have these `ids`."""
    return select(entity).where(_table(entity).c.id.in_(bindparam("ids", expanding=True)))


@cache
def rows_whose(entity: type[Row], link: str) -> Select[tuple[Row]]:
    """The rows of a kind whose link has this `value`."""
    return select(entity).where(getattr(entity, link) == bindparam("value"))


@cache
def ids_whose(entity: type[Base], link: str) -> Select[tuple[str]]:
    """The same, but only their ids."""
    columns = _table(entity).c
    return select(columns.id).where(columns[link] == bindparam("value"))


@cache
def insert_into(entity: type[Base]) -> Insert:
    """New rows of a kind that the ledger doesn't record."""
    return insert(_table(entity))


# ---------------------------------------------------------------------- the ledger's own


@cache
def next_seq() -> Update:
    """The counter goes one up, and says where it stands."""
    counter = _table(Counter)
    return update(counter).where(counter.c.id == 1).values(seq=counter.c.seq + 1).returning(counter.c.seq)


@cache
def update_operation() -> Update:
    """Other values for the operation `of_operation`."""
    operation = _table(Operation)
    return update(operation).where(operation.c.id == bindparam("of_operation"))


@cache
def newest_operation(*, holding: bool, in_meeting: bool) -> Select[Any]:
    """The newest operation of `who` and `kind` that may be undone; `holding`: that no undo holds back."""
    operation = _table(Operation)
    columns = operation.c
    statement = select(operation).where(columns.who == bindparam("who"), columns.kind == bindparam("kind"))
    if holding:
        statement = statement.where(columns.undone_by.is_(None))
    if in_meeting:
        statement = statement.where(columns.meeting_id == bindparam("meeting"))
    return statement.where(columns.undoable).order_by(columns.seq.desc()).limit(1)


@cache
def changes_of() -> Select[Any]:
    """What `of_operation` did, in its order."""
    change = _table(ChangeRow)
    return select(change).where(change.c.operation_id == bindparam("of_operation")).order_by(change.c.id)


@cache
def update_change() -> Update:
    """Other values for what `of_operation` did to the row `of_row` of the kind `of_entity`."""
    return update(_table(ChangeRow)).where(*_of_one_row())


@cache
def delete_change() -> Delete:
    """Takes away what `of_operation` did to one row."""
    return delete(_table(ChangeRow)).where(*_of_one_row())


def _of_one_row() -> tuple[Any, ...]:
    columns = _table(ChangeRow).c
    names = {"operation_id": "of_operation", "entity": "of_entity", "entity_id": "of_row"}
    return tuple(columns[column] == bindparam(name) for column, name in names.items())


def _table(entity: type[Base]) -> Table:
    table = entity.__table__
    assert isinstance(table, Table)
    return table
