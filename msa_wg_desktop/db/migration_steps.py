"""What migrations say again and again: links that may be out of order within a transaction, and plain indexes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A link to a row of another table, looked at when the transaction ends (decision 4)."""
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def index(table: str, *columns: str) -> None:
    """An index on each of some columns."""
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
