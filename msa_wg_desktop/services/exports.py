"""Documents that leave the house: written beside, then put in place, and remembered with number and hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select

from msa_wg_desktop.db.models import Operation, SummaryExport
from msa_wg_desktop.domain.exports import ExportRow, SummaryOptions, status_of_final
from msa_wg_desktop.domain.summary import SummaryDocument, SummaryStatus
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.imprint import last_edit
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.summaries import Summaries
from msa_wg_desktop.services.writing import PRINTED, Cancelled, Progress, require_ending, write_printed
from msa_wg_desktop.words import _


class Exports(Service):
    """Writes summaries to files and keeps what was handed out (decision 15)."""

    def __init__(self, store: Store, summaries: Summaries) -> None:
        super().__init__(store)
        self._summaries = summaries

    def list(self, meeting_id: str) -> tuple[ExportRow, ...]:
        """The exports of a meeting's summary, newest first."""
        statement = select(SummaryExport.__table__).where(SummaryExport.meeting_id == meeting_id)
        with self.store.reading() as connection:
            rows = connection.execute(
                statement.order_by(SummaryExport.operation_seq.desc(), SummaryExport.exported_at.desc())
            ).all()
            here = last_edit(Operation.seq).where(Operation.meeting_id == meeting_id)
            edited = connection.execute(here).scalar_one_or_none()
        return tuple(
            ExportRow(
                row.id,
                row.number,
                row.final,
                row.exported_at,
                row.file_name,
                row.sha256,
                (edited or 0) > row.operation_seq,
            )
            for row in rows
        )

    def prepare(self, meeting_id: str, options: SummaryOptions) -> SummaryDocument:
        """The document that an export would write now, with its number: plain data that a background task may write.

        Where nothing was edited since the last of its kind, the number stays, and the file comes out the same.
        """
        status, number = self.coming(meeting_id, final=options.final)
        return self._summaries.build(meeting_id, options, status=status, version=number)

    def coming(self, meeting_id: str, *, final: bool) -> tuple[SummaryStatus, int]:
        """What an export would be now, and its number. Drafts and finals count apart."""
        last = next((row for row in self.list(meeting_id) if row.final is final), None)
        number = 1 if last is None else last.number + last.changed_since
        return (status_of_final(number) if final else SummaryStatus.DRAFT), number

    def remember(self, meeting_id: str, document: SummaryDocument, file: Path) -> None:
        """Keeps that a document was handed out. An undo does not take that back."""
        final = document.status is not SummaryStatus.DRAFT
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if any(row.sha256 == digest and row.final is final for row in self.list(meeting_id)):
            return
        with self.store.operation(_("Export the summary"), meeting_id=meeting_id, undoable=False) as session:
            session.add(
                SummaryExport(
                    meeting_id=meeting_id,
                    number=document.version,
                    final=final,
                    operation_seq=self.store.seq(),
                    exported_at=self.store.clock.now(),
                    sha256=digest,
                    file_name=file.name,
                )
            )

    def summary(
        self, meeting_id: str, target: Path, options: SummaryOptions | None = None, *, template: Path | None = None
    ) -> Path:
        """Builds, writes and remembers a summary in one go; gives where it lies."""
        document = self.prepare(meeting_id, options or SummaryOptions())
        written = write_summary(document, target, template=template)
        self.remember(meeting_id, document, written)
        return written


def write_summary(
    document: SummaryDocument,
    target: Path,
    *,
    template: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Writes a summary in the format that the target's name asks for. Touches no record: safe in the background."""
    require_ending(target, PRINTED, _("A summary"))
    return write_printed(document, target, template=template, progress=progress, cancelled=cancelled)
