"""In which other zones invitations say the time: of a meeting, and what the next ones of its group begin with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Each part in a function of its own."""
    _zones()


def _zones() -> None:
    for name in ("meeting", "working_group"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("zones", sa.JSON(), nullable=False, server_default="[]"))
        with op.batch_alter_table(name) as table:
            table.alter_column("zones", server_default=None)
