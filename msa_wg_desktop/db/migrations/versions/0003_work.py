"""What comes of the talk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("sponsor_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_proposal_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["sponsor_id"],
            ["party.id"],
            name=op.f("fk_proposal_sponsor_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_group_id"), "proposal", ["group_id"], unique=False)
    op.create_index(op.f("ix_proposal_sponsor_id"), "proposal", ["sponsor_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("overruled", sa.String(), nullable=False),
        sa.Column("overruled_by_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("off_record", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_action_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_action_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["overruled_by_id"],
            ["party.id"],
            name=op.f("fk_action_overruled_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_due"), "action", ["due"], unique=False)
    op.create_index(op.f("ix_action_group_id"), "action", ["group_id"], unique=False)
    op.create_index(op.f("ix_action_meeting_id"), "action", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_overruled_by_id"), "action", ["overruled_by_id"], unique=False)
    op.create_index(op.f("ix_action_status"), "action", ["status"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("off_record", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_agreement_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_agreement_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_group_id"), "agreement", ["group_id"], unique=False)
    op.create_index(op.f("ix_agreement_meeting_id"), "agreement", ["meeting_id"], unique=False)
    op.create_table(
        "data_need",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("follows_id", sa.String(length=36), nullable=True),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("overruled", sa.String(), nullable=False),
        sa.Column("overruled_by_id", sa.String(length=36), nullable=True),
        sa.Column("identified_on", sa.Date(), nullable=True),
        sa.Column("asked_again_on", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("off_record", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["data_need.id"],
            name=op.f("fk_data_need_follows_id_data_need"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_data_need_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_data_need_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["overruled_by_id"],
            ["party.id"],
            name=op.f("fk_data_need_overruled_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_need")),
    )
    op.create_index(op.f("ix_data_need_due"), "data_need", ["due"], unique=False)
    op.create_index(op.f("ix_data_need_follows_id"), "data_need", ["follows_id"], unique=False)
    op.create_index(op.f("ix_data_need_group_id"), "data_need", ["group_id"], unique=False)
    op.create_index(op.f("ix_data_need_meeting_id"), "data_need", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_data_need_overruled_by_id"), "data_need", ["overruled_by_id"], unique=False)
    op.create_index(op.f("ix_data_need_status"), "data_need", ["status"], unique=False)
    op.create_table(
        "proposal_version",
        sa.Column("proposal_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_version_proposal_id_proposal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_version")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_proposal_version_proposal_id_number")),
    )
    op.create_index(op.f("ix_proposal_version_proposal_id"), "proposal_version", ["proposal_id"], unique=False)
    op.create_table(
        "action_owner",
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_action_owner_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["party.id"],
            name=op.f("fk_action_owner_party_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_owner")),
        sa.UniqueConstraint("action_id", "party_id", name=op.f("uq_action_owner_action_id_party_id")),
    )
    op.create_index(op.f("ix_action_owner_action_id"), "action_owner", ["action_id"], unique=False)
    op.create_index(op.f("ix_action_owner_party_id"), "action_owner", ["party_id"], unique=False)
    op.create_table(
        "action_update",
        sa.Column("action_id", sa.String(length=36), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("by_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_action_update_action_id_action"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["party.id"], name=op.f("fk_action_update_by_id_party"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_update")),
    )
    op.create_index(op.f("ix_action_update_action_id"), "action_update", ["action_id"], unique=False)
    op.create_index(op.f("ix_action_update_by_id"), "action_update", ["by_id"], unique=False)
    op.create_table(
        "agreement_party",
        sa.Column("agreement_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_party_agreement_id_agreement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["party.id"],
            name=op.f("fk_agreement_party_party_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint("agreement_id", "party_id", name=op.f("uq_agreement_party_agreement_id_party_id")),
    )
    op.create_index(op.f("ix_agreement_party_agreement_id"), "agreement_party", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_agreement_party_party_id"), "agreement_party", ["party_id"], unique=False)
    op.create_table(
        "data_need_party",
        sa.Column("need_id", sa.String(length=36), nullable=False),
        sa.Column("party_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["party.id"],
            name=op.f("fk_data_need_party_answered_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["data_need.id"],
            name=op.f("fk_data_need_party_need_id_data_need"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["party.id"],
            name=op.f("fk_data_need_party_party_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_need_party")),
        sa.UniqueConstraint("need_id", "party_id", name=op.f("uq_data_need_party_need_id_party_id")),
    )
    op.create_index(op.f("ix_data_need_party_answered_by_id"), "data_need_party", ["answered_by_id"], unique=False)
    op.create_index(op.f("ix_data_need_party_need_id"), "data_need_party", ["need_id"], unique=False)
    op.create_index(op.f("ix_data_need_party_party_id"), "data_need_party", ["party_id"], unique=False)
    op.create_table(
        "position",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("party_id", sa.String(length=36), nullable=True),
        sa.Column("version_id", sa.String(length=36), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("stand", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("signed_by_id", sa.String(length=36), nullable=True),
        sa.Column("off_record", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_position_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_position_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_position_party_id_party"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["party.id"],
            name=op.f("fk_position_signed_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["proposal_version.id"],
            name=op.f("fk_position_version_id_proposal_version"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    op.create_index(op.f("ix_position_group_id"), "position", ["group_id"], unique=False)
    op.create_index(op.f("ix_position_meeting_id"), "position", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_position_party_id"), "position", ["party_id"], unique=False)
    op.create_index(op.f("ix_position_signed_by_id"), "position", ["signed_by_id"], unique=False)
    op.create_index(op.f("ix_position_version_id"), "position", ["version_id"], unique=False)
    op.create_table(
        "question",
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column("asked_by_id", sa.String(length=36), nullable=True),
        sa.Column("answer_note_id", sa.String(length=36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("off_record", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_note_id"],
            ["note.id"],
            name=op.f("fk_question_answer_note_id_note"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["party.id"],
            name=op.f("fk_question_asked_by_id_party"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_question_group_id_working_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_question_meeting_id_meeting"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_answer_note_id"), "question", ["answer_note_id"], unique=False)
    op.create_index(op.f("ix_question_asked_by_id"), "question", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_question_group_id"), "question", ["group_id"], unique=False)
    op.create_index(op.f("ix_question_meeting_id"), "question", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_question_status"), "question", ["status"], unique=False)
