"""What is still open from the meetings before: shown in a new one, to be taken up with one key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, null, or_, select

from msa_wg_desktop.db.models import Capture, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES, CapturedRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.captured import TARGETS, rows_of, ties_of_targets
from msa_wg_desktop.services.captures import DONE
from msa_wg_desktop.services.notes import Notes
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


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
            earlier = _earlier(meeting_id, meeting.date)
            open_things = {kind: _open(kind, meeting_id, meeting.group_id, earlier) for kind in DONE}
            count = sum(connection.execute(_count(things)).scalar_one() for things in open_things.values())
            found = [
                ((row.due is None, row.due, row.day is None, row.day, row.rank or ""), kind, row.id)
                for kind, things in open_things.items()
                for row in connection.execute(things.limit(limit))
            ]
            first = [(kind, row_id) for _place, kind, row_id in sorted(found)[:limit]]
            wanted = {kind: [row_id for of, row_id in first if of is kind] for kind in DONE}
            book = party_book.read(connection, self.store.clock.today())
            ties = ties_of_targets(connection, [row_id for _kind, row_id in first])
            rows = rows_of(connection, book, wanted, ties, with_labels=False)
        return count, tuple(rows[key] for key in first)

    def take_up(self, meeting_id: str, row: CapturedRow, *, after: str | None, level: int = 0) -> str:
        """Takes up something open here: a line with its words, tied to it; gives the line's id."""
        with self.store.operation(_("Take up “{text}”").format(text=row.text[:40]), meeting_id=meeting_id) as session:
            note_id = self._notes.outline(meeting_id).insert(" ".join(row.text.split()), after=after, level=level)
            find(session, Note, note_id)
            session.add(Capture(note_id=note_id, kind=row.kind.value, target_id=row.id, taken_up=True))
        return note_id


def _earlier(meeting_id: str, day: Any) -> ColumnElement[bool]:
    """Meetings before this one; one without a date stands after all that have one."""
    others = select(Meeting.id).where(Meeting.id != meeting_id, Meeting.date.is_not(None))
    return Meeting.id.in_(others if day is None else others.where(Meeting.date < day))


def _open(kind: CaptureKind, meeting_id: str, group_id: str, earlier: ColumnElement[bool]) -> Select[Any]:
    """What of one kind is open from before and was not taken up here, as it is to be listed."""
    columns = TARGETS[kind].entity.__table__.c
    due = columns.due if TARGETS[kind].due else null()
    tied = select(Capture.target_id).join(Note, Note.id == Capture.note_id)
    line = (
        select(func.min(Note.rank))
        .join(Capture, Capture.note_id == Note.id)
        .where(Capture.target_id == columns.id, Capture.taken_up.is_(False))
        .scalar_subquery()
    )
    return (
        select(columns.id, due.label("due"), Meeting.date.label("day"), line.label("rank"))
        .outerjoin(Meeting, Meeting.id == columns.meeting_id)
        .where(
            columns.group_id == group_id,
            columns.status.in_(sorted(OPEN_STATES)),
            or_(columns.meeting_id.is_(None), earlier),
            columns.id.not_in(tied.where(Note.meeting_id == meeting_id)),
        )
        .order_by(due.is_(None), due, Meeting.date.is_(None), Meeting.date, "rank", columns.id)
    )


def _count(things: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(things.order_by(None).subquery())
