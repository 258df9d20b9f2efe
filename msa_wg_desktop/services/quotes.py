"""Lines of discussions as they are printed, with the line that each answers: what a document quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from msa_wg_desktop.db.models import Note
from msa_wg_desktop.domain.owed import Quote
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import chunks
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.summaries import Summaries


class Quotes(Service):
    """Reads each meeting that is quoted from once. A line that no summary prints is not quoted."""

    def __init__(self, store: Store, summaries: Summaries) -> None:
        super().__init__(store)
        self._summaries = summaries

    def of_notes(self, note_ids: Iterable[str]) -> dict[str, Quote]:
        """The quotes of some lines, by their ids."""
        wanted = set(note_ids)
        with self.store.reading() as connection:
            meetings = {
                meeting_id
                for part in chunks(sorted(wanted))
                for meeting_id in connection.scalars(select(Note.meeting_id).where(Note.id.in_(part)).distinct())
            }
        quotes: dict[str, Quote] = {}
        for meeting_id in sorted(meetings):
            quotes.update(self.of_meeting(meeting_id))
        return {note_id: quotes[note_id] for note_id in wanted if note_id in quotes}

    def of_meeting(self, meeting_id: str) -> Mapping[str, Quote]:
        """The quotes of all lines that a meeting's summary prints."""
        day, parts = self._summaries.printed(meeting_id)
        quotes: dict[str, Quote] = {}
        for part in parts:
            above = {line.numbers: line for line in part.lines}
            for line in part.lines:
                parent = above.get(line.numbers[:-1])
                answered = (parent.text, parent.label) if parent is not None else ("", "")
                quotes[line.note_id] = Quote(day, line.label, line.text, *answered)
        return quotes
