"""The lines of discussions that are about a proposal: those chosen by hand, and those that its stands came from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, union

from msa_wg_desktop.db.models import Capture, Meeting, Note, Position, ProposalLine, ProposalVersion
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.proposals import QuotedLine
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.summaries import Summaries


class ProposalLines(Service):
    """Reads them as a summary prints them."""

    def __init__(self, store: Store, *, summaries: Summaries) -> None:
        super().__init__(store)
        self._summaries = summaries

    def of(self, proposal_id: str) -> tuple[QuotedLine, ...]:
        """In the order of meetings and lines. What no summary prints is among them, and told to be no quote."""
        with self.store.reading() as connection:
            rows = _rows(connection, proposal_id)
            chosen = set(
                connection.scalars(select(ProposalLine.note_id).where(ProposalLine.proposal_id == proposal_id))
            )
        printed = {
            note_id: quote
            for meeting_id in dict.fromkeys(row.meeting_id for row in rows)
            for note_id, quote in self._summaries.quotes(meeting_id).items()
        }
        return tuple(
            QuotedLine(
                note_id=row.id,
                meeting_id=row.meeting_id,
                day=row.date,
                label=printed[row.id][0] if row.id in printed else "",
                text=printed[row.id][1] if row.id in printed else row.text,
                chosen=row.id in chosen,
                public=row.id in printed,
            )
            for row in rows
        )


def _rows(connection: Connection, proposal_id: str) -> list[Any]:
    by_hand = select(ProposalLine.note_id).where(ProposalLine.proposal_id == proposal_id)
    stated = (
        select(Capture.note_id)
        .join(Position, Position.id == Capture.target_id)
        .join(ProposalVersion, ProposalVersion.id == Position.version_id)
        .where(ProposalVersion.proposal_id == proposal_id, Capture.kind == CaptureKind.POSITION)
    )
    statement = (
        select(Note.id, Note.meeting_id, Note.text, Meeting.date)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(Note.id.in_(union(by_hand, stated)))
        .order_by(Meeting.date.is_(None), Meeting.date, Note.meeting_id, Note.rank, Note.id)
    )
    return list(connection.execute(statement))
