"""Zones in which invitations say the time; which series goes on where one was ended; what went, in the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Each part in a function of its own."""
    _zones()
    _parted_series()
    _gone()


def _zones() -> None:
    for name in ("meeting", "working_group"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("zones", sa.JSON(), nullable=False, server_default="[]"))
        with op.batch_alter_table(name) as table:
            table.alter_column("zones", server_default=None)


def _gone() -> None:
    """What is no longer there is found in the ledger without going through all of it."""
    gone = sa.text("kind = 'delete'")
    op.create_index("ix_change_gone", "change", ["entity"], sqlite_where=gone, postgresql_where=gone)


def _parted_series() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("follows_id", sa.String(length=36), nullable=True))
        name = op.f("fk_event_follows_id_event")
        table.create_foreign_key(name, "event", ["follows_id"], ["id"], initially="DEFERRED", deferrable=True)
