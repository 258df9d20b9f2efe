"""Reads from the ledger what was before, together, or first, as far as services need it: no copy of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from msa_wg_desktop.db.models import ChangeRow, Operation
from msa_wg_desktop.domain.changes import ChangeKind, OperationKind
from msa_wg_desktop.services.captured import among, rows_among

_COUNTS = (Operation.kind == OperationKind.DO, Operation.undone_by.is_(None))


def former(connection: Connection, entity: str, ids: Sequence[str], *, field: str) -> dict[str, tuple[date, ...]]:
    """The values that a date field of each row had before its present one, oldest first.

    What was undone counts as never done. Ids without former dates are left out.
    """
    found: dict[str, tuple[date, ...]] = {}
    for row_id, before in rows_among(connection, _edits(entity), ids):
        if before.get(field):
            found[row_id] = (*found.get(row_id, ()), date.fromisoformat(before[field]))
    return found


def entered(connection: Connection, entity: str, ids: Sequence[str]) -> dict[str, int]:
    """A number for each of some rows, higher for what was entered later: keys say nothing about it."""
    return dict(rows_among(connection, _made(entity), ids))


def set_together(connection: Connection, row_id: str, field: str, other: str) -> bool:
    """Whether the step that last set a field of a row set another one too. What was undone counts as never done."""
    steps = (
        select(ChangeRow.after)
        .join(Operation, Operation.id == ChangeRow.operation_id)
        .where(ChangeRow.entity_id == row_id, ChangeRow.kind == ChangeKind.UPDATE, *_COUNTS)
        .order_by(Operation.seq.desc())
    )
    after = next((after for after in connection.scalars(steps) if field in after), {})
    return other in after


@cache
def _made(entity: str) -> Select[Any]:
    return (
        select(ChangeRow.entity_id, func.min(ChangeRow.id))
        .where(among(ChangeRow.entity_id), ChangeRow.entity == entity, ChangeRow.kind == ChangeKind.INSERT)
        .group_by(ChangeRow.entity_id)
    )


@cache
def _edits(entity: str) -> Select[Any]:
    return (
        select(ChangeRow.entity_id, ChangeRow.before)
        .join(Operation, Operation.id == ChangeRow.operation_id)
        .where(
            among(ChangeRow.entity_id),
            ChangeRow.entity == entity,
            ChangeRow.kind == ChangeKind.UPDATE,
            *_COUNTS,
        )
        .order_by(Operation.seq)
    )
