"""People, organisations and party classes (one key for all three), groups, and who sits where and when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import Recorded, link, part_of


class Party(Recorded):
    """A person, an organisation or a party class: whoever can own, owe, attend, speak or file (decision 8)."""

    __tablename__ = "party"

    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Text)
    short: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text, default="")
    mail: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[str | None] = link("party.id")
    provisional: Mapped[bool] = mapped_column(default=False)
    retired: Mapped[bool] = mapped_column(default=False)


class ClassMember(Recorded):
    """An organisation's membership in a party class, with dates."""

    __tablename__ = "class_member"
    __table_args__ = (UniqueConstraint("class_id", "member_id", "since"),)

    class_id: Mapped[str] = part_of("party.id")
    member_id: Mapped[str] = part_of("party.id")
    since: Mapped[date | None]
    until: Mapped[date | None]


class Affiliation(Recorded):
    """The organisation that a person belonged to before they moved, and until which day, that day included."""

    __tablename__ = "affiliation"

    person_id: Mapped[str] = part_of("party.id")
    organisation_id: Mapped[str] = part_of("party.id")
    until: Mapped[date]


class WorkingGroup(Recorded):
    """A working group, or a subgroup of one; with the skeleton and the habits of its summaries."""

    __tablename__ = "working_group"

    name: Mapped[str] = mapped_column(Text)
    short: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[str | None] = link("working_group.id")
    heading: Mapped[str] = mapped_column(Text, default="")
    summary_title: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="CT")
    time_zone: Mapped[str] = mapped_column(default="America/New_York")
    default_decision_id: Mapped[str | None] = link("decision.id")
    attribution: Mapped[str] = mapped_column(default="person")
    print_markers: Mapped[bool] = mapped_column(default=False)
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)
    """In which other time zones the invitations to its next meetings say the time."""


class GroupSeat(Recorded):
    """A party's seat in a group: representative, alternate, observer, staff or facilitator, with dates."""

    __tablename__ = "group_seat"
    __table_args__ = (UniqueConstraint("group_id", "party_id", "role", "since"),)

    group_id: Mapped[str] = part_of("working_group.id")
    party_id: Mapped[str] = part_of("party.id")
    role: Mapped[str] = mapped_column(default="representative")
    since: Mapped[date | None]
    until: Mapped[date | None]


class GroupTerm(Recorded):
    """A word that the group's spelling knows, or an abbreviation that expands as one types."""

    __tablename__ = "group_term"
    __table_args__ = (UniqueConstraint("group_id", "term"),)

    group_id: Mapped[str] = part_of("working_group.id")
    term: Mapped[str] = mapped_column(Text)
    expansion: Mapped[str] = mapped_column(Text, default="")
