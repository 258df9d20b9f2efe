"""Meetings, the calendar events behind them, their sections, agenda, attendance and documents."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime, time

from sqlalchemy import JSON, BigInteger, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import KEY, Base, Instant, Recorded, link, part_of
from msa_wg_desktop.domain.notes import new_id


class Event(Recorded):
    """What a calendar knows: a UID for ever, a rule where the meeting comes again (decision 13).

    The rule counts from `starts_on`; a day that it names and no meeting has is left out (an EXDATE), a meeting
    that differs from the event's own times is an exception of its own (a RECURRENCE-ID). Where a series was parted in
    two, the second `follows` the first. An event that somebody
    else made has an organiser, and the newest (`sequence`, `stamp`) is what came from there; of ours it is what went
    out.
    """

    __tablename__ = "event"
    aside = frozenset({"sequence", "stamp"})

    uid: Mapped[str] = mapped_column(Text, unique=True)
    rule: Mapped[str] = mapped_column(Text, default="")
    time_zone: Mapped[str] = mapped_column(default="America/New_York")
    starts_on: Mapped[dt.date | None]
    start: Mapped[time | None]
    end: Mapped[time | None]
    organiser_name: Mapped[str] = mapped_column(Text, default="")
    organiser_mail: Mapped[str] = mapped_column(Text, default="")
    sequence: Mapped[int | None]
    stamp: Mapped[datetime | None] = mapped_column(Instant)
    follows_id: Mapped[str | None] = link("event.id", index=False)


class Meeting(Recorded):
    """A meeting or webinar. Its truth is local: date, start, end and zone, any time of which may be unknown.

    `message` is what its invitation says first, `reminders` how many minutes before the start it reminds, `zones` are
    those in which its mail says the time besides the meeting's own.
    """

    __tablename__ = "meeting"

    group_id: Mapped[str] = part_of("working_group.id")
    event_id: Mapped[str | None] = link("event.id")
    occurrence: Mapped[dt.date | None]
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(default="meeting")
    status: Mapped[str] = mapped_column(default="scheduled")
    date: Mapped[dt.date | None] = mapped_column(index=True)
    start: Mapped[time | None]
    end: Mapped[time | None]
    time_zone: Mapped[str] = mapped_column(default="America/New_York")
    location: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(Text, default="")
    rescheduled_from: Mapped[dt.date | None]
    message: Mapped[str] = mapped_column(Text, default="")
    reminders: Mapped[list[int]] = mapped_column(JSON, default=lambda: [15])
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)
    agenda_begun_at: Mapped[datetime | None] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Section(Recorded):
    """One section of a meeting's summary; `text` is Markdown, for table and discussion their intro."""

    __tablename__ = "section"

    meeting_id: Mapped[str] = part_of("meeting.id")
    kind: Mapped[str]
    heading: Mapped[str] = mapped_column(Text)
    rank: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
    printed: Mapped[bool] = mapped_column(default=True)


class Topic(Recorded):
    """Something a group comes back to: standing or parked; may head a part of a discussion."""

    __tablename__ = "topic"

    group_id: Mapped[str] = part_of("working_group.id")
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="open")


class AgendaItem(Recorded):
    """What a meeting is to take up, by whom, in how many minutes; and when it did. `spent` are seconds before that."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[str] = part_of("meeting.id")
    topic_id: Mapped[str | None] = link("topic.id")
    presenter_id: Mapped[str | None] = link("party.id")
    item_id: Mapped[str | None] = link("order_item.id")
    rank: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="planned")
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    spent: Mapped[int | None]


class Attendance(Recorded):
    """Who was invited to a meeting, who came, when they joined and left; with the organisation at that time."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "party_id"),)

    meeting_id: Mapped[str] = part_of("meeting.id")
    party_id: Mapped[str] = part_of("party.id")
    organisation_id: Mapped[str | None] = link("party.id")
    invited: Mapped[bool] = mapped_column(default=True)
    optional: Mapped[bool] = mapped_column(default=False)
    presence: Mapped[str] = mapped_column(default="unknown")
    joined_at: Mapped[time | None]
    left_at: Mapped[time | None]


class Guest(Recorded):
    """An address that is invited to a meeting and belongs to no person of the record; `is_list` is a mailing list.

    `party_id` is the organisation or party class whose address it is, where it is one's.
    """

    __tablename__ = "guest"
    __table_args__ = (UniqueConstraint("meeting_id", "mail"),)

    meeting_id: Mapped[str] = part_of("meeting.id")
    party_id: Mapped[str | None] = link("party.id")
    mail: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    optional: Mapped[bool] = mapped_column(default=False)
    is_list: Mapped[bool] = mapped_column(default=False)


class Reply(Recorded):
    """An answer to an invitation, as it came: from whom, to which version, when it was given.

    It is kept by UID: an answer stays what it is when the meeting is undone or the guest taken off.
    """

    __tablename__ = "reply"

    event_uid: Mapped[str] = mapped_column(Text, index=True)
    party_id: Mapped[str | None] = link("party.id")
    mail: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str]
    comment: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(Text, default="")
    delegated_to: Mapped[str] = mapped_column(Text, default="")
    delegated_from: Mapped[str] = mapped_column(Text, default="")
    occurrence: Mapped[dt.date | None]
    sequence: Mapped[int]
    stamp: Mapped[datetime] = mapped_column(Instant)


class SummaryExport(Recorded):
    """A summary that left the house: draft or final, its number, and the hash of its file (decision 15)."""

    __tablename__ = "summary_export"

    meeting_id: Mapped[str] = part_of("meeting.id")
    number: Mapped[int]
    final: Mapped[bool]
    operation_seq: Mapped[int]
    exported_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str]
    file_name: Mapped[str] = mapped_column(Text)


class Material(Recorded):
    """A document that was exchanged: from whom, when, which version, confidential or not.

    `location` is a link, a file's path, or, where a copy is `kept`, its name in the folder beside the record.
    """

    __tablename__ = "material"

    group_id: Mapped[str] = part_of("working_group.id")
    from_id: Mapped[str | None] = link("party.id")
    supersedes_id: Mapped[str | None] = link("material.id")
    title: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date | None]
    version: Mapped[str] = mapped_column(Text, default="")
    confidential: Mapped[bool] = mapped_column(default=False)
    location: Mapped[str] = mapped_column(Text, default="")
    kept: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(default="")


class MaterialCitation(Recorded):
    """A note or data need that cites a material."""

    __tablename__ = "material_citation"
    __table_args__ = (UniqueConstraint("material_id", "subject_id"),)

    material_id: Mapped[str] = part_of("material.id")
    subject: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)


class HandedOut(Base):
    """What was handed out to whom, byte for byte. Append-only: no undo, restore or load rolls it back (decision 13).

    `state` and `text_digest` say what the invitation was then, to be compared with what it is.
    """

    __tablename__ = "handed_out"

    id: Mapped[str] = mapped_column(KEY, primary_key=True, default=new_id)
    event_uid: Mapped[str] = mapped_column(Text, index=True)
    meeting_id: Mapped[str] = mapped_column(KEY, index=True)
    method: Mapped[str]
    sequence: Mapped[int]
    start: Mapped[datetime | None] = mapped_column(Instant)
    handed_at: Mapped[datetime] = mapped_column(Instant)
    recipients: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default="")
    text_digest: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes] = mapped_column(LargeBinary)
