"""What the rest of the desk keeps: plans, roll calls, agendas and materials."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from msa_wg_desktop.db.migration_steps import index, link

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Each part in a function of its own."""
    _series()
    _materials()
    _affiliations()
    _index_lists_of_actions()
    _index_numbers_of_notes()
    _parties_asked_again()
    _positions()
    _make_plans()
    _agenda()


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
    op.drop_index("ix_action_meeting_id", "action")
    op.create_index("ix_action_meeting_id", "action", ["meeting_id", "status", "due", "id"])
    op.create_index("ix_action_what", "action", [sa.text("lower(what)"), "id"])
    op.drop_index("ix_action_owner_party_id", "action_owner")
    op.create_index("ix_action_owner_party_id", "action_owner", ["party_id", "position", "action_id"])
    op.drop_index("ix_order_link_item_id", "order_link")
    op.create_index("ix_order_link_item_id", "order_link", ["item_id", "subject_id"])
    op.create_index("ix_order_link_subject_order_id", "order_link", ["subject", "order_id", "item_id", "subject_id"])


def _parties_asked_again() -> None:
    """When each responsible party of a data need was asked again."""
    op.add_column("data_need_party", sa.Column("asked_again_on", sa.Date(), nullable=True))


def _positions() -> None:
    """Roll calls with their marks, lines about proposals, and positions that several parties hold."""
    _roll_calls()
    _holders_of_positions()
    op.create_table(
        "proposal_line",
        sa.Column("proposal_id", sa.String(length=36), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("proposal_line", "proposal_id", "proposal"),
        link("proposal_line", "note_id", "note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_line")),
        sa.UniqueConstraint("proposal_id", "note_id", name=op.f("uq_proposal_line_proposal_id_note_id")),
    )
    index("proposal_line", "proposal_id", "note_id")
    op.add_column("proposal", sa.Column("decided_on", sa.Date(), nullable=True))


def _roll_calls() -> None:
    op.create_table(
        "roll_call",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("signed_by_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("roll_call", "version_id", "proposal_version"),
        link("roll_call", "meeting_id", "meeting"),
        link("roll_call", "signed_by_id", "party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_call")),
    )
    index("roll_call", "version_id", "meeting_id", "signed_by_id")
    op.create_table(
        "roll_call_mark",
        sa.Column("roll_call_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("roll_call_mark", "roll_call_id", "roll_call"),
        link("roll_call_mark", "party_id", "party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_call_mark")),
        sa.UniqueConstraint("roll_call_id", "party_id", name=op.f("uq_roll_call_mark_roll_call_id_party_id")),
    )
    index("roll_call_mark", "roll_call_id", "party_id")


def _holders_of_positions() -> None:
    """Who held a position alone is the first of its holders."""
    op.create_table(
        "position_party",
        sa.Column("position_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("position_party", "position_id", "position"),
        link("position_party", "party_id", "party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position_party")),
        sa.UniqueConstraint("position_id", "party_id", name=op.f("uq_position_party_position_id_party_id")),
    )
    index("position_party", "position_id", "party_id")
    held, holder = (
        sa.table("position", sa.column("id"), sa.column("party_id")),
        sa.table(
            "position_party", sa.column("id"), sa.column("position_id"), sa.column("party_id"), sa.column("position")
        ),
    )
    pairs = op.get_bind().execute(sa.select(held.c.id, held.c.party_id).where(held.c.party_id.is_not(None))).all()
    rows = [{"id": str(uuid4()), "position_id": one, "party_id": party, "position": 0} for one, party in pairs]
    op.bulk_insert(holder, rows)
    with op.batch_alter_table("position") as position:
        position.drop_index(op.f("ix_position_party_id"))
        position.drop_constraint(op.f("fk_position_party_id_party"), type_="foreignkey")
        position.drop_column("party_id")
        position.add_column(sa.Column("roll_call_id", sa.String(length=36), nullable=True))
        position.create_foreign_key(
            op.f("fk_position_roll_call_id_roll_call"),
            "roll_call",
            ["roll_call_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )
        position.create_index(op.f("ix_position_roll_call_id"), ["roll_call_id"])


def _make_plans() -> None:
    """Steps before a filing, and sets of steps that a group keeps."""
    op.create_table(
        "plan_step",
        sa.Column("order_id", sa.String(length=36), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.String(length=36), nullable=True)
            for name in ("before_id", "before_deadline_id", "party_id", "action_id", "deadline_id")
        ),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("plan_step", "order_id", "commission_order"),
        link("plan_step", "before_id", "plan_step"),
        link("plan_step", "before_deadline_id", "deadline"),
        link("plan_step", "party_id", "party"),
        link("plan_step", "action_id", "action"),
        link("plan_step", "deadline_id", "deadline"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
    )
    index("plan_step", "order_id", "before_id", "before_deadline_id", "party_id", "action_id", "deadline_id")
    op.create_table(
        "plan_template",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("plan_template", "group_id", "working_group"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_template")),
    )
    index("plan_template", "group_id")
    op.create_table(
        "template_step",
        sa.Column("template_id", sa.String(length=36), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("before_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        link("template_step", "template_id", "plan_template"),
        link("template_step", "before_id", "template_step"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_step")),
    )
    index("template_step", "template_id", "before_id")


def _index_numbers_of_notes() -> None:
    """What a note's number depends on is read from indexes alone."""
    blank = sa.text("trim(text) = ''")
    op.drop_index("ix_note_meeting_id_rank", "note")
    op.create_index("ix_note_meeting_id_rank", "note", ["meeting_id", "rank", "id", "level", "off_record"])
    op.create_index("ix_note_blank", "note", ["meeting_id", "id"], sqlite_where=blank, postgresql_where=blank)


def _agenda() -> None:
    """When a meeting began, ended, and had its agenda begun; when each item did, and how long it took before."""
    for name in ("agenda_begun_at", "started_at", "ended_at"):
        op.add_column("meeting", sa.Column(name, sa.DateTime(), nullable=True))
    for name in ("started_at", "ended_at"):
        op.add_column("agenda_item", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("agenda_item", sa.Column("spent", sa.Integer(), nullable=True))
