"""Who changed what since it was shown: so that setting many things at once overwrites nothing that nobody saw."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import ChangeRow, Operation, OrderLink
from msa_wg_desktop.domain.changes import ChangeKind
from msa_wg_desktop.services.captured import TargetKind, chunks

# What a party's part has a say in; the parties themselves are changed where one comes or goes.
_STATUS, _PARTIES, _ITEMS = "status", frozenset({"owners", "parties"}), "order_items"


def changed_since(
    connection: Connection, target: TargetKind, ids: Collection[str], names: Collection[str], *, seq: int
) -> dict[str, str]:
    """Who changed one of these values of some things in operations after `seq`, by the things' ids."""
    parts = target.parties[0].__tablename__ if target.parties else ""
    fields = {*names, "overruled"} if _STATUS in names else {*names}
    own, wanted = target.entity.__tablename__, set(ids)
    found: dict[str, str] = {}
    parts_set: dict[str, str] = {}
    for row in _changes(connection, seq, (own, parts, OrderLink.__tablename__)):
        updated = ChangeKind(row.kind) is ChangeKind.UPDATE
        values = row.after or row.before
        if row.entity == own and updated and not fields.isdisjoint(row.after):
            found[row.entity_id] = row.who
        elif row.entity == OrderLink.__tablename__ and _ITEMS in names:
            found[str(values.get("subject_id"))] = row.who
        elif row.entity == parts and target.parties and not updated and not _PARTIES.isdisjoint(names):
            found[values[target.parties[1]]] = row.who
        elif row.entity == parts and updated and _STATUS in names and _STATUS in row.after:
            parts_set[row.entity_id] = row.who
    for part_id, whole_id in _wholes(connection, target, tuple(parts_set)):
        found[whole_id] = parts_set[part_id]
    return {row_id: who for row_id, who in found.items() if row_id in wanted}


def _changes(connection: Connection, seq: int, entities: Sequence[str]) -> Iterator[Any]:
    statement = (
        select(ChangeRow.entity, ChangeRow.entity_id, ChangeRow.kind, ChangeRow.before, ChangeRow.after, Operation.who)
        .join(Operation, Operation.id == ChangeRow.operation_id)
        .where(Operation.seq > seq, ChangeRow.entity.in_(entities))
    )
    yield from connection.execute(statement.order_by(Operation.seq, ChangeRow.id))


def _wholes(connection: Connection, target: TargetKind, part_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    if target.parties is None:
        return
    columns = target.parties[0].__table__.c
    for some in chunks(part_ids):
        for row in connection.execute(select(columns.id, columns[target.parties[1]]).where(columns.id.in_(some))):
            yield row[0], row[1]
