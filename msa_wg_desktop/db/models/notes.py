"""The discussion: notes in flat order, who spoke them, and what came of them."""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import Recorded, link, part_of

BLANK = text("trim(text) = ''")
"""An empty line: it is kept, and has no number. For PostgreSQL see `ledger.GONE`."""


class Note(Recorded):
    """One line of a discussion, stored as it is seen (decisions 5 and 6)."""

    __tablename__ = "note"
    # Numbers are worked out from an index alone: what stands where, how deep, and which lines are empty.
    __table_args__ = (
        Index("ix_note_meeting_id_rank", "meeting_id", "rank", "id", "level", "off_record"),
        Index("ix_note_blank", "meeting_id", "id", sqlite_where=BLANK),
    )

    meeting_id: Mapped[str] = part_of("meeting.id", index=False)
    topic_id: Mapped[str | None] = link("topic.id")
    rank: Mapped[str] = mapped_column(Text)
    level: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text, default="")
    body_start: Mapped[int] = mapped_column(default=0)
    off_record: Mapped[bool] = mapped_column(default=False)
    literal: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[str] = mapped_column(default="")


class NoteSpeaker(Recorded):
    """Who spoke a note, and for which organisation at that time. No party: a name still to be settled."""

    __tablename__ = "note_speaker"
    __table_args__ = (UniqueConstraint("note_id", "position"),)

    note_id: Mapped[str] = part_of("note.id")
    party_id: Mapped[str | None] = link("party.id")
    organisation_id: Mapped[str | None] = link("party.id")
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    organisation: Mapped[str] = mapped_column(Text, default="")


class Capture(Recorded):
    """Ties a note to what came of it, or to what was taken up again in it.

    `touched` says that the target was edited by itself, so that the line no longer drives it; `by_marker`
    that the line's own marker made it, so that taking the marker away takes it away too.
    """

    __tablename__ = "capture"
    __table_args__ = (UniqueConstraint("note_id", "kind", "target_id"),)

    note_id: Mapped[str] = part_of("note.id")
    kind: Mapped[str]
    target_id: Mapped[str] = mapped_column(index=True)
    taken_up: Mapped[bool] = mapped_column(default=False)
    by_marker: Mapped[bool] = mapped_column(default=False)
    touched: Mapped[bool] = mapped_column(default=False)
    confirmed: Mapped[bool] = mapped_column(default=False)
