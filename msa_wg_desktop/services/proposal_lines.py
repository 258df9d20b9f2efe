"""The lines of discussions that are about a proposal: those chosen by hand, and those that its stands came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, literal, select, union_all

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

    def of(self, proposal_ids: Collection[str]) -> dict[str, tuple[QuotedLine, ...]]:
        """By proposal, in the order of meetings and lines; what no summary prints is told to be no quote."""
        found: dict[str, tuple[QuotedLine, ...]] = dict.fromkeys(proposal_ids, ())
        with self.store.reading() as connection:
            rows = _rows(connection, proposal_ids)
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            wanted[row.meeting_id].add(row.id)
        printed: dict[str, tuple[str, str]] = {}
        for meeting_id, note_ids in wanted.items():
            printed |= self._summaries.quotes(meeting_id, note_ids)
        for row in rows:
            label, text = printed.get(row.id, ("", row.text))
            line = QuotedLine(row.id, row.meeting_id, row.date, label, text, bool(row.chosen), row.id in printed)
            found[row.proposal_id] = (*found[row.proposal_id], line)
        return found


def _rows(connection: Connection, proposal_ids: Collection[str]) -> list[Any]:
    """Each line of a proposal once; `chosen` where it was by hand."""
    by_hand = select(ProposalLine.proposal_id, ProposalLine.note_id, literal(1).label("chosen")).where(
        ProposalLine.proposal_id.in_(proposal_ids)
    )
    stated = (
        select(ProposalVersion.proposal_id, Capture.note_id, literal(0).label("chosen"))
        .join(Position, Position.id == Capture.target_id)
        .join(ProposalVersion, ProposalVersion.id == Position.version_id)
        .where(ProposalVersion.proposal_id.in_(proposal_ids), Capture.kind == CaptureKind.POSITION)
    )
    lines = union_all(by_hand, stated).subquery()
    statement = (
        select(
            lines.c.proposal_id,
            Note.id,
            Note.meeting_id,
            Note.text,
            Meeting.date,
            func.max(lines.c.chosen).label("chosen"),
        )
        .join(Note, Note.id == lines.c.note_id)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .group_by(lines.c.proposal_id, Note.id, Note.meeting_id, Note.text, Note.rank, Meeting.date)
        .order_by(Meeting.date.is_(None), Meeting.date, Note.meeting_id, Note.rank, Note.id)
    )
    return list(connection.execute(statement))
