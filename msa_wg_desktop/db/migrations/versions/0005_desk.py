"""What the rest of the desk keeps: plans, roll calls, agendas and materials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Each part in a function of its own."""
    _series()
    _materials()
    _affiliations()
    _index_lists_of_actions()

    _parties_asked_again()


def _series() -> None:
    """What a series says as a whole, so that a meeting which differs from it can be told."""
    with op.batch_alter_table("event") as table:
        table.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("start", sa.Time(), nullable=True))
        table.add_column(sa.Column("end", sa.Time(), nullable=True))


def _materials() -> None:
    """Copies kept beside the record, and which version follows which."""
    with op.batch_alter_table("material") as table:
        table.add_column(sa.Column("supersedes_id", sa.String(length=36), nullable=True))
        table.add_column(sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("size", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("sha256", sa.String(), nullable=False, server_default=""))
        table.create_foreign_key(
            op.f("fk_material_supersedes_id_material"),
            "material",
            ["supersedes_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )
        table.create_index(op.f("ix_material_supersedes_id"), ["supersedes_id"], unique=False)
    with op.batch_alter_table("material") as table:
        table.alter_column("kept", server_default=None)
        table.alter_column("sha256", server_default=None)


def _affiliations() -> None:
    """Where people belonged before they moved to another organisation."""
    op.create_table(
        "affiliation",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["party.id"],
                name=op.f(f"fk_affiliation_{column}_party"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column in ("person_id", "organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
    )
    for column in ("person_id", "organisation_id"):
        op.create_index(op.f(f"ix_affiliation_{column}"), "affiliation", [column], unique=False)


def _index_lists_of_actions() -> None:
    """A list of any length is read from indexes alone, in the order of its dates, and its owners gathered so."""
    op.drop_index("ix_action_due", "action")
    op.drop_index("ix_action_status", "action")
    op.create_index("ix_action_due_id", "action", ["due", "id"])
    op.create_index("ix_action_status_due_id", "action", ["status", "due", "id"])
    op.drop_index("ix_action_owner_party_id", "action_owner")
    op.create_index("ix_action_owner_party_id", "action_owner", ["party_id", "position", "action_id"])
    op.drop_index("ix_order_link_item_id", "order_link")
    op.create_index("ix_order_link_item_id", "order_link", ["item_id", "subject_id"])
    op.create_index("ix_order_link_subject_order_id", "order_link", ["subject", "order_id", "item_id", "subject_id"])


def _parties_asked_again() -> None:
    """When each responsible party of a data need was asked again."""
    op.add_column("data_need_party", sa.Column("asked_again_on", sa.Date(), nullable=True))
