"""Dockets, decisions, orders and their items, who must file and be consulted, and the deadlines that bind."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import Recorded, link, part_of


class Docket(Recorded):
    """A commission's proceeding."""

    __tablename__ = "docket"

    number: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text, default="")
    agency: Mapped[str] = mapped_column(Text, default="")


class Decision(Recorded):
    """A commission's decision in a docket."""

    __tablename__ = "decision"

    docket_id: Mapped[str] = part_of("docket.id")
    decided_on: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text, default="")


class CommissionOrder(Recorded):
    """An order in a decision: what must be filed, by when, and after consulting whom."""

    __tablename__ = "commission_order"

    decision_id: Mapped[str] = part_of("decision.id")
    number: Mapped[str] = mapped_column(Text, index=True)
    intro: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]
    also_filed_in_id: Mapped[str | None] = link("docket.id")


class OrderItem(Recorded):
    """One numbered item of an order, or a part of such an item."""

    __tablename__ = "order_item"

    order_id: Mapped[str] = part_of("commission_order.id")
    parent_id: Mapped[str | None] = link("order_item.id")
    number: Mapped[str] = mapped_column(Text)
    rank: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    readiness: Mapped[str] = mapped_column(default="not started")
    readiness_by_id: Mapped[str | None] = link("party.id")
    readiness_on: Mapped[date | None]


class OrderParty(Recorded):
    """Who must file or be consulted for an order, or for one item of it."""

    __tablename__ = "order_party"
    __table_args__ = (UniqueConstraint("order_id", "item_id", "party_id", "role"),)

    order_id: Mapped[str] = part_of("commission_order.id")
    item_id: Mapped[str | None] = link("order_item.id")
    party_id: Mapped[str] = part_of("party.id")
    role: Mapped[str]


class OrderLink(Recorded):
    """Ties a note, action, data need, agreement, question or position to an order or to one item of it."""

    __tablename__ = "order_link"
    # What is linked to what is gathered from an index alone.
    __table_args__ = (
        UniqueConstraint("subject_id", "order_id", "item_id"),
        Index("ix_order_link_subject_order_id", "subject", "order_id", "item_id", "subject_id"),
        Index("ix_order_link_item_id", "item_id", "subject_id"),
    )

    order_id: Mapped[str] = part_of("commission_order.id")
    item_id: Mapped[str | None] = link("order_item.id", index=False)
    subject: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)


class Deadline(Recorded):
    """A date that binds: ordered by a commission, or set by the group."""

    __tablename__ = "deadline"

    group_id: Mapped[str | None] = link("working_group.id")
    order_id: Mapped[str | None] = link("commission_order.id")
    depends_on_id: Mapped[str | None] = link("deadline.id")
    title: Mapped[str] = mapped_column(Text)
    date: Mapped[date | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default="set")
    status: Mapped[str] = mapped_column(default="open")
    lead_days: Mapped[int | None]
    extension_asked_on: Mapped[date | None]
    extension_to: Mapped[date | None]
    ruling: Mapped[str] = mapped_column(Text, default="")
