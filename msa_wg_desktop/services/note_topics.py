"""Which topic a line of the discussion belongs to: settled as the line is written, never per key.

A line below another belongs where that one does. One of the first level that is the last of the discussion belongs to
the agenda item at hand; one put in between, or typed while nothing is at hand, belongs with the line above it. So the
lines of a topic stand together, and may be printed under its heading. It is settled when a line is new, gets its first
words, or comes to stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import AgendaItem, Note

_ITEMS = select(AgendaItem.topic_id, AgendaItem.started_at, AgendaItem.ended_at).where(
    AgendaItem.meeting_id == bindparam("meeting_id")
)


def tie(session: RecordSession, meeting_id: str, placed: Sequence[str]) -> None:
    """Ties lines that were placed, in their order; a meeting without an agenda costs one look."""
    items = session.connection().execute(_ITEMS, {"meeting_id": meeting_id}).all()
    if not items:
        return
    at_hand = next((row.topic_id for row in items if row.started_at is not None and row.ended_at is None), None)
    end = _last_of_the_others(session, meeting_id, set(placed)) if at_hand is not None else ""
    for note_id in placed:
        note = session.get(Note, note_id)
        if note is not None:
            at_end = at_hand is not None and not note.level and note.rank > end
            topic_id = at_hand if at_end else _topic_above(session, note, at_hand)
            if note.topic_id != topic_id:
                note.topic_id = topic_id
                session.flush()


def _last_of_the_others(session: RecordSession, meeting_id: str, placed: Collection[str]) -> str:
    """The rank of the last line of the first level that stood there before; empty lines wait and don't count."""
    lines = select(Note.id, Note.rank).where(Note.meeting_id == meeting_id, Note.level == 0, Note.text != "")
    rows = session.execute(lines.order_by(Note.rank.desc(), Note.id.desc()))
    return next((row.rank for row in rows if row.id not in placed), "")


def _topic_above(session: RecordSession, note: Note, at_hand: str | None) -> str | None:
    """That of the line above, of the line that it stands below where it does; at the very top, of the item at hand."""
    above = select(Note.topic_id).where(Note.meeting_id == note.meeting_id, Note.rank < note.rank)
    if note.level:
        above = above.where(Note.level == 0)
    row = session.execute(above.order_by(Note.rank.desc(), Note.id.desc()).limit(1)).one_or_none()
    return at_hand if row is None else row.topic_id
