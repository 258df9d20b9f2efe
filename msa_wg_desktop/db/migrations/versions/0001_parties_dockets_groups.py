"""Parties, groups, dockets, decisions, orders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "docket",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_docket")),
        sa.UniqueConstraint("number", name=op.f("uq_docket_number")),
    )
    op.create_table(
        "party",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["party.id"],
            name=op.f("fk_party_organisation_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_kind"), "party", ["kind"], unique=False)
    op.create_index(op.f("ix_party_organisation_id"), "party", ["organisation_id"], unique=False)
    op.create_table(
        "class_member",
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("member_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["party.id"],
            name=op.f("fk_class_member_class_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["party.id"],
            name=op.f("fk_class_member_member_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_member")),
        sa.UniqueConstraint("class_id", "member_id", "since", name=op.f("uq_class_member_class_id_member_id_since")),
    )
    op.create_index(op.f("ix_class_member_class_id"), "class_member", ["class_id"], unique=False)
    op.create_index(op.f("ix_class_member_member_id"), "class_member", ["member_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("docket_id", sa.String(length=36), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["docket_id"],
            ["docket.id"],
            name=op.f("fk_decision_docket_id_docket"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_docket_id"), "decision", ["docket_id"], unique=False)
    op.create_table(
        "commission_order",
        sa.Column("decision_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("also_filed_in_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["also_filed_in_id"],
            ["docket.id"],
            name=op.f("fk_commission_order_also_filed_in_id_docket"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_commission_order_decision_id_decision"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_order")),
    )
    op.create_index(
        op.f("ix_commission_order_also_filed_in_id"), "commission_order", ["also_filed_in_id"], unique=False
    )
    op.create_index(op.f("ix_commission_order_decision_id"), "commission_order", ["decision_id"], unique=False)
    op.create_index(op.f("ix_commission_order_number"), "commission_order", ["number"], unique=False)
    op.create_table(
        "working_group",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("summary_title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("default_decision_id", sa.String(length=36), nullable=True),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("print_markers", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_decision_id"],
            ["decision.id"],
            name=op.f("fk_working_group_default_decision_id_decision"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["working_group.id"],
            name=op.f("fk_working_group_parent_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group")),
    )
    op.create_index(
        op.f("ix_working_group_default_decision_id"), "working_group", ["default_decision_id"], unique=False
    )
    op.create_index(op.f("ix_working_group_parent_id"), "working_group", ["parent_id"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("group_id", sa.String(length=36), nullable=True),
        sa.Column("order_id", sa.String(length=36), nullable=True),
        sa.Column("depends_on_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("extension_asked_on", sa.Date(), nullable=True),
        sa.Column("extension_to", sa.Date(), nullable=True),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["depends_on_id"],
            ["deadline.id"],
            name=op.f("fk_deadline_depends_on_id_deadline"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_deadline_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["commission_order.id"],
            name=op.f("fk_deadline_order_id_commission_order"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_date"), "deadline", ["date"], unique=False)
    op.create_index(op.f("ix_deadline_depends_on_id"), "deadline", ["depends_on_id"], unique=False)
    op.create_index(op.f("ix_deadline_group_id"), "deadline", ["group_id"], unique=False)
    op.create_index(op.f("ix_deadline_order_id"), "deadline", ["order_id"], unique=False)
    op.create_table(
        "group_seat",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_group_seat_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_group_seat_party_id_party"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_seat")),
        sa.UniqueConstraint(
            "group_id", "party_id", "role", "since", name=op.f("uq_group_seat_group_id_party_id_role_since")
        ),
    )
    op.create_index(op.f("ix_group_seat_group_id"), "group_seat", ["group_id"], unique=False)
    op.create_index(op.f("ix_group_seat_party_id"), "group_seat", ["party_id"], unique=False)
    op.create_table(
        "group_term",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("expansion", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_group_term_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_term")),
        sa.UniqueConstraint("group_id", "term", name=op.f("uq_group_term_group_id_term")),
    )
    op.create_index(op.f("ix_group_term_group_id"), "group_term", ["group_id"], unique=False)
    op.create_table(
        "order_item",
        sa.Column("order_id", sa.String(length=36), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("readiness", sa.String(), nullable=False),
        sa.Column("readiness_by_id", sa.String(length=36), nullable=True),
        sa.Column("readiness_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["commission_order.id"],
            name=op.f("fk_order_item_order_id_commission_order"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["order_item.id"],
            name=op.f("fk_order_item_parent_id_order_item"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["readiness_by_id"],
            ["party.id"],
            name=op.f("fk_order_item_readiness_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_item")),
    )
    op.create_index(op.f("ix_order_item_order_id"), "order_item", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_item_parent_id"), "order_item", ["parent_id"], unique=False)
    op.create_index(op.f("ix_order_item_readiness_by_id"), "order_item", ["readiness_by_id"], unique=False)
    op.create_table(
        "order_link",
        sa.Column("order_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["order_item.id"],
            name=op.f("fk_order_link_item_id_order_item"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["commission_order.id"],
            name=op.f("fk_order_link_order_id_commission_order"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_link")),
        sa.UniqueConstraint(
            "subject_id", "order_id", "item_id", name=op.f("uq_order_link_subject_id_order_id_item_id")
        ),
    )
    op.create_index(op.f("ix_order_link_item_id"), "order_link", ["item_id"], unique=False)
    op.create_index(op.f("ix_order_link_order_id"), "order_link", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_link_subject_id"), "order_link", ["subject_id"], unique=False)
    op.create_table(
        "order_party",
        sa.Column("order_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=True),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["order_item.id"],
            name=op.f("fk_order_party_item_id_order_item"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["commission_order.id"],
            name=op.f("fk_order_party_order_id_commission_order"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["party.id"],
            name=op.f("fk_order_party_party_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_party")),
        sa.UniqueConstraint(
            "order_id", "item_id", "party_id", "role", name=op.f("uq_order_party_order_id_item_id_party_id_role")
        ),
    )
    op.create_index(op.f("ix_order_party_item_id"), "order_party", ["item_id"], unique=False)
    op.create_index(op.f("ix_order_party_order_id"), "order_party", ["order_id"], unique=False)
    op.create_index(op.f("ix_order_party_party_id"), "order_party", ["party_id"], unique=False)
