"""What the rest of the desk keeps: plans, roll calls, agendas and materials."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Each part in a function of its own."""
