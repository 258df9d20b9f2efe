"""Gathers what may be projected of a meeting; the only way by which the Share view gets at the record."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from msa_wg_desktop.db.models import Note
from msa_wg_desktop.domain.dates import format_date, format_times, zone_abbreviation
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.share import ShareCapture, ShareItem, ShareSheet
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import chunks
from msa_wg_desktop.services.captures import Captures
from msa_wg_desktop.services.running import Running
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.summaries import Summaries

_SHOWN = (CaptureKind.AGREEMENT, CaptureKind.ACTION, CaptureKind.DATA_NEED)


class Share(Service):
    """Reads; nothing is written from a projected window."""

    def __init__(self, store: Store, *, summaries: Summaries, running: Running, captures: Captures) -> None:
        super().__init__(store)
        self._summaries, self._running, self._captures = summaries, running, captures

    def sheet(self, meeting_id: str) -> ShareSheet:
        """What may be seen now. Raises NotFoundError where the meeting is gone."""
        state = self._running.state(meeting_id)
        captured = [row for row in self._captures.of_meeting(meeting_id) if row.is_public and row.kind in _SHOWN]
        captured.sort(key=lambda row: _SHOWN.index(row.kind))
        return ShareSheet(
            title=state.meeting.title,
            when=_when(state.meeting),
            items=tuple(
                ShareItem(
                    item.id, item.title, item.presenter, item.minutes, item.at_hand, done=item.ended_at is not None
                )
                for item in state.items
                if item.counts
            ),
            lines=tuple(line for part in self._summaries.discussion(meeting_id).parts for line in part.lines),
            captured=tuple(
                ShareCapture(row.id, row.kind, row.text, row.who_text, row.due, row.note_id or "") for row in captured
            ),
        )

    def any_off(self, note_ids: Collection[str]) -> bool:
        """Whether one of some lines is off the record by itself; one short look."""
        with self.store.reading() as connection:
            return any(
                connection.execute(select(Note.id).where(Note.id.in_(part), Note.off_record).limit(1)).first()
                for part in chunks(sorted(note_ids))
            )


def _when(meeting: MeetingRow) -> str:
    if meeting.date is None:
        return ""
    zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start)
    times = format_times(meeting.start, meeting.end, zone=zone)
    return " · ".join(part for part in (format_date(meeting.date), times) if part)
