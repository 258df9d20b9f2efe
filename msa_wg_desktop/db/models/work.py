"""What comes of the talk: actions, data needs, agreements, questions, proposals and positions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import Recorded, link, part_of


class Action(Recorded):
    """What one or more owners will do. `overruled` is the facilitator's word over the owners' own states."""

    __tablename__ = "action"
    # A list is read in its order from an index, and stops where the page is full; what it is made of is counted there.
    __table_args__ = (
        Index("ix_action_due_id", "due", "id"),
        Index("ix_action_status_due_id", "status", "due", "id"),
        Index("ix_action_meeting_id", "meeting_id", "status", "due", "id"),
        Index("ix_action_what", text("lower(what)"), "id"),
    )

    group_id: Mapped[str] = part_of("working_group.id")
    meeting_id: Mapped[str | None] = link("meeting.id", index=False)
    what: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="open")
    overruled: Mapped[str] = mapped_column(default="")
    overruled_by_id: Mapped[str | None] = link("party.id")
    reason: Mapped[str] = mapped_column(Text, default="")
    off_record: Mapped[bool] = mapped_column(default=False)


class ActionOwner(Recorded):
    """One owner of an action, with a state and a date of its own (decision 9)."""

    __tablename__ = "action_owner"
    # Who owns what is gathered from an index alone.
    __table_args__ = (
        UniqueConstraint("action_id", "party_id"),
        Index("ix_action_owner_party_id", "party_id", "position", "action_id"),
    )

    action_id: Mapped[str] = part_of("action.id")
    party_id: Mapped[str] = part_of("party.id", index=False)
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="open")
    due: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")


class ActionUpdate(Recorded):
    """What was said about an action after it was made."""

    __tablename__ = "action_update"

    action_id: Mapped[str] = part_of("action.id")
    date: Mapped[date]
    by_id: Mapped[str | None] = link("party.id")
    text: Mapped[str] = mapped_column(Text)


class DataNeed(Recorded):
    """Information that responsible parties are asked for. `response` is what the summary's table prints.

    `asked_again_on` is the latest day on which any of them was; the ledger knows the days before.
    """

    __tablename__ = "data_need"

    group_id: Mapped[str] = part_of("working_group.id")
    meeting_id: Mapped[str | None] = link("meeting.id")
    follows_id: Mapped[str | None] = link("data_need.id")
    rank: Mapped[str] = mapped_column(default="")
    need: Mapped[str] = mapped_column(Text)
    response: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(default="requested", index=True)
    overruled: Mapped[str] = mapped_column(default="")
    overruled_by_id: Mapped[str | None] = link("party.id")
    identified_on: Mapped[date | None]
    asked_again_on: Mapped[date | None]
    due: Mapped[date | None] = mapped_column(index=True)
    off_record: Mapped[bool] = mapped_column(default=False)


class DataNeedParty(Recorded):
    """One responsible party of a data need: its own state, date, reason and response (decision 9)."""

    __tablename__ = "data_need_party"
    __table_args__ = (UniqueConstraint("need_id", "party_id"),)

    need_id: Mapped[str] = part_of("data_need.id")
    party_id: Mapped[str] = part_of("party.id")
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="requested")
    due: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    response: Mapped[str] = mapped_column(Text, default="")
    asked_again_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[str | None] = link("party.id")


class Agreement(Recorded):
    """What attendees broadly agreed, or consensus, or an agreement of named parties: `basis` says which."""

    __tablename__ = "agreement"

    group_id: Mapped[str] = part_of("working_group.id")
    meeting_id: Mapped[str | None] = link("meeting.id")
    text: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(default="broad agreement among attendees")
    off_record: Mapped[bool] = mapped_column(default=False)


class AgreementParty(Recorded):
    """A party named in an agreement."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "party_id"),)

    agreement_id: Mapped[str] = part_of("agreement.id")
    party_id: Mapped[str] = part_of("party.id")


class Question(Recorded):
    """A question that was asked; open until it is answered or let go."""

    __tablename__ = "question"

    group_id: Mapped[str] = part_of("working_group.id")
    meeting_id: Mapped[str | None] = link("meeting.id")
    asked_by_id: Mapped[str | None] = link("party.id")
    answer_note_id: Mapped[str | None] = link("note.id")
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(default="open", index=True)
    off_record: Mapped[bool] = mapped_column(default=False)


class Proposal(Recorded):
    """A numbered text that parties may reach consensus on. `decided_on`: since when it is no longer open."""

    __tablename__ = "proposal"

    group_id: Mapped[str] = part_of("working_group.id")
    sponsor_id: Mapped[str | None] = link("party.id")
    number: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(default="open")
    decided_on: Mapped[date | None]


class ProposalVersion(Recorded):
    """One version of a proposal's text."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    proposal_id: Mapped[str] = part_of("proposal.id")
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    dated: Mapped[date | None]


class ProposalLine(Recorded):
    """A line of a discussion that is about a proposal: its chapter quotes it."""

    __tablename__ = "proposal_line"
    __table_args__ = (UniqueConstraint("proposal_id", "note_id"),)

    proposal_id: Mapped[str] = part_of("proposal.id")
    note_id: Mapped[str] = part_of("note.id")


class RollCall(Recorded):
    """One round in which the parties were asked about a version; the stands they took are positions that name it."""

    __tablename__ = "roll_call"

    version_id: Mapped[str] = part_of("proposal_version.id")
    meeting_id: Mapped[str | None] = link("meeting.id")
    called_on: Mapped[date]
    signed_by_id: Mapped[str | None] = link("party.id")


class RollCallMark(Recorded):
    """Who took no stand in a roll call, and how that was: silent, absent or not asked. It is no position."""

    __tablename__ = "roll_call_mark"
    __table_args__ = (UniqueConstraint("roll_call_id", "party_id"),)

    roll_call_id: Mapped[str] = part_of("roll_call.id")
    party_id: Mapped[str] = part_of("party.id")
    mark: Mapped[str]


class Position(Recorded):
    """What one or more parties said they hold, on a topic or a proposal's version, on a date, in their own words."""

    __tablename__ = "position"

    group_id: Mapped[str] = part_of("working_group.id")
    meeting_id: Mapped[str | None] = link("meeting.id")
    version_id: Mapped[str | None] = link("proposal_version.id")
    roll_call_id: Mapped[str | None] = link("roll_call.id")
    topic: Mapped[str] = mapped_column(Text, default="")
    stand: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="")
    stated_on: Mapped[date | None]
    signed_by_id: Mapped[str | None] = link("party.id")
    off_record: Mapped[bool] = mapped_column(default=False)


class PositionParty(Recorded):
    """One of those who hold a position."""

    __tablename__ = "position_party"
    __table_args__ = (UniqueConstraint("position_id", "party_id"),)

    position_id: Mapped[str] = part_of("position.id")
    party_id: Mapped[str] = part_of("party.id")
    position: Mapped[int] = mapped_column(default=0)
