"""What is still open from the meetings before: shown in a new one, to be taken up with one key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, null, select

from msa_wg_desktop.db.models import Capture, Meeting, Note
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.captured import TARGETS, among, from_before, rows_among, rows_of, ties_of_targets
from msa_wg_desktop.services.captures import DONE
from msa_wg_desktop.services.notes import Notes
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_Found: TypeAlias = tuple[int, list[tuple[Any, ...]]]


class CarryOver(Service):
    """Open actions, data needs and questions of a meeting's group that come from before it."""

    def __init__(self, store: Store, notes: Notes) -> None:
        super().__init__(store)
        self._notes = notes

    def list(self, meeting_id: str) -> tuple[CapturedRow, ...]:
        """All that is open from before, soonest due first; what was taken up in this meeting is not among it.

        Nothing, where the meeting isn't there any more.
        """
        return self.begin(meeting_id, limit=None)[1]

    def begin(self, meeting_id: str, *, limit: int | None) -> tuple[int, tuple[CapturedRow, ...]]:
        """How much is open from before, and what of it comes first."""
        with self.store.reading() as connection:
            which = select(Meeting.group_id, Meeting.date).where(Meeting.id == meeting_id)
            meeting = connection.execute(which).one_or_none()
            if meeting is None:
                return 0, ()
            asked = {"meeting": meeting_id, "group": meeting.group_id, "day": meeting.date}
            found = [_first(connection, kind, asked, limit) for kind in DONE]
            places = sorted(place for _count, its in found for place in its)
            first = [(kind, row_id) for *_place, kind, row_id in places[:limit]]
            wanted = {kind: [row_id for of, row_id in first if of is kind] for kind in DONE}
            book = party_book.read(connection, self.store.clock.today())
            ties = ties_of_targets(connection, [row_id for _kind, row_id in first])
            rows = rows_of(connection, book, wanted, ties, with_labels=False)
        return sum(count for count, _its in found), tuple(rows[key] for key in first)

    def take_up(self, meeting_id: str, row: CapturedRow, *, after: str | None, level: int = 0) -> str:
        """Takes up something open here: a line with its words, tied to it; gives the line's id."""
        with self.store.operation(_("Take up “{text}”").format(text=row.text[:40]), meeting_id=meeting_id) as session:
            note_id = self._notes.outline(meeting_id).insert(" ".join(row.text.split()), after=after, level=level)
            find(session, Note, note_id)
            session.add(Capture(note_id=note_id, kind=row.kind.value, target_id=row.id, taken_up=True))
        return note_id


def _first(connection: Connection, kind: CaptureKind, asked: Mapping[str, Any], limit: int | None) -> _Found:
    """How many things of a kind are open from before, and the places of the first of them.

    Where two stand whose due date and meeting are the same is said by their lines. To look for the lines of all takes
    longer than to find the things, so it is done for the first ones alone, unless the limit comes between such two.
    """
    dated = asked["day"] is not None
    rows = connection.execute(_open(kind, dated=dated).limit(None if limit is None else limit + 1), asked).all()
    if limit is not None and len(rows) > limit:
        if rows[limit][:2] == rows[limit - 1][:2]:
            rows = connection.execute(_open(kind, dated=dated, by_line=True).limit(limit), asked).all()
        rows = rows[:limit]
    lines = dict(rows_among(connection, _LINES, [row.id for row in rows]))
    return (rows[0].many if rows else 0), [
        (row.due is None, row.due, row.day is None, row.day, lines.get(row.id) or "", kind, row.id) for row in rows
    ]


@cache
def _open(kind: CaptureKind, *, dated: bool, by_line: bool = False) -> Select[Any]:
    """What of one kind is open from before a meeting, in order, with how much that is."""
    columns = TARGETS[kind].entity.__table__.c
    due = columns.due if TARGETS[kind].due else null()
    line = _LINES_FROM.where(Capture.target_id == columns.id).scalar_subquery()
    return (
        select(due.label("due"), Meeting.date.label("day"), columns.id, func.count().over().label("many"))
        .outerjoin(Meeting, Meeting.id == columns.meeting_id)
        .where(*from_before(columns, dated=dated))
        .order_by(due.is_(None), due, Meeting.date.is_(None), Meeting.date, *([line] if by_line else ()), columns.id)
    )


_LINES_FROM = select(func.min(Note.rank)).join(Capture, Capture.note_id == Note.id).where(Capture.taken_up.is_(False))
_LINES = (
    _LINES_FROM.with_only_columns(Capture.target_id, func.min(Note.rank), maintain_column_froms=True)
    .where(among(Capture.target_id))
    .group_by(Capture.target_id)
)
