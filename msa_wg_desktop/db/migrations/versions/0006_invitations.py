"""Who is invited by address, what was answered, what an invitation says, and events that others made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from msa_wg_desktop.db.migration_steps import index, link

revision = "0006"
down_revision = "0005"

_QUARTER = "[15]"


def upgrade() -> None:
    """Each part in a function of its own."""
    _events_of_others()
    _what_invitations_say()
    _guests()
    _replies()
    _log()


def _events_of_others() -> None:
    with op.batch_alter_table("event") as table:
        for name in ("organiser_name", "organiser_mail"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        table.add_column(sa.Column("stamp", sa.DateTime(), nullable=True))
    with op.batch_alter_table("event") as table:
        for name in ("organiser_name", "organiser_mail"):
            table.alter_column(name, server_default=None)


def _what_invitations_say() -> None:
    with op.batch_alter_table("meeting") as table:
        table.add_column(sa.Column("message", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("reminders", sa.JSON(), nullable=False, server_default=_QUARTER))
    with op.batch_alter_table("meeting") as table:
        table.alter_column("message", server_default=None)
        table.alter_column("reminders", server_default=None)


def _guests() -> None:
    op.create_table(
        "guest",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=True),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.Column("is_list", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("guest", "meeting_id", "meeting"),
        link("guest", "party_id", "party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("meeting_id", "mail", name=op.f("uq_guest_meeting_id_mail")),
    )
    index("guest", "meeting_id", "party_id")


def _replies() -> None:
    op.create_table(
        "reply",
        sa.Column("event_uid", sa.Text(), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=True),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("comment", "proposal", "delegated_to", "delegated_from")
        ),
        sa.Column("occurrence", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.DateTime(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("reply", "party_id", "party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    index("reply", "event_uid", "party_id")


def _log() -> None:
    """Nothing was ever handed out before."""
    for name in ("state", "text_digest"):
        op.add_column("handed_out", sa.Column(name, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("handed_out") as table:
        for name in ("state", "text_digest"):
            table.alter_column(name, server_default=None)
