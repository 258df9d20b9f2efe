"""What is still open from the meetings before: shown in a new one, to be taken up with one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select

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
        """What is open from before, soonest due first; what was taken up in this meeting is not among it.

        Nothing, where the meeting isn't there any more.
        """
        with self.store.reading() as connection:
            which = select(Meeting.group_id, Meeting.date).where(Meeting.id == meeting_id)
            meeting = connection.execute(which).one_or_none()
            if meeting is None:
                return ()
            taken = set(
                connection.scalars(
                    select(Capture.target_id)
                    .join(Note, Note.id == Capture.note_id)
                    .where(Note.meeting_id == meeting_id)
                )
            )
            earlier = _earlier(meeting_id, meeting.date)
            wanted: Mapping[CaptureKind, list[str]] = {
                kind: list(connection.scalars(_open(kind, meeting.group_id, earlier))) for kind in DONE
            }
            wanted = {kind: [row_id for row_id in ids if row_id not in taken] for kind, ids in wanted.items()}
            book = party_book.read(connection, self.store.clock.today())
            ties = ties_of_targets(connection, [row_id for ids in wanted.values() for row_id in ids])
            rows = rows_of(connection, book, wanted, ties).values()
        return tuple(sorted(rows, key=lambda row: (row.due is None, str(row.due), str(row.meeting_date), row.label)))

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


def _open(kind: CaptureKind, group_id: str, earlier: ColumnElement[bool]) -> Any:
    columns = TARGETS[kind].entity.__table__.c
    return (
        select(columns.id)
        .outerjoin(Meeting, Meeting.id == columns.meeting_id)
        .where(
            columns.group_id == group_id,
            columns.status.in_(sorted(OPEN_STATES)),
            or_(columns.meeting_id.is_(None), earlier),
        )
    )
