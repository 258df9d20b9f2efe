"""The optional tables of a summary: attendance, actions, agreements, positions, open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.exports import OptionalTable
from msa_wg_desktop.domain.meetings import MeetingRow, Presence
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.richtext import Blocks, paragraphs
from msa_wg_desktop.domain.summary import TableColumn, TableSection, long_date, outside_status
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captures import Captures
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class SummaryTables(Service):
    """Builds the optional tables. What is off the record is in none of them."""

    def __init__(self, store: Store, *, captures: Captures, attendance: AttendanceList) -> None:
        super().__init__(store)
        self._captures = captures
        self._attendance = attendance

    def build(self, meeting: MeetingRow, table: OptionalTable) -> TableSection:
        """One table of a meeting."""
        makers: Mapping[OptionalTable, Callable[[MeetingRow], TableSection]] = {
            OptionalTable.ATTENDANCE: self._attendance_table,
            OptionalTable.ACTIONS: self._actions_table,
            OptionalTable.AGREEMENTS: self._agreements_table,
            OptionalTable.POSITIONS: self._positions_table,
            OptionalTable.QUESTIONS: self._questions_table,
        }
        return makers[table](meeting)

    def _attendance_table(self, meeting: MeetingRow) -> TableSection:
        present = [row for row in self._attendance.list(meeting.id) if row.presence is Presence.PRESENT]
        return _table(
            _("Attendance"),
            [(_("Name"), 1), (_("Organisation"), 1)],
            [(row.name, row.organisation) for row in present],
            _("Who attended the meeting, with their organisations."),
        )

    def _actions_table(self, meeting: MeetingRow) -> TableSection:
        on = self.store.clock.today()
        return _table(
            _("Actions"),
            [(_("Action"), 5), (_("Owner"), 3), (_("Due"), 2), (_("Status"), 2)],
            [
                (
                    row.text,
                    row.who_text,
                    long_date(row.due) if row.due else _("no date"),
                    outside_status(row.status, row.due, on),
                )
                for row in self._public(meeting, CaptureKind.ACTION)
            ],
            _("The actions of the meeting, with owners, dates and status."),
        )

    def _agreements_table(self, meeting: MeetingRow) -> TableSection:
        return _table(
            _("Agreements"),
            [(_("Agreement"), 5), (_("Note"), 1)],
            [(row.text, row.label) for row in self._public(meeting, CaptureKind.AGREEMENT)],
            _("What was agreed in the meeting, and the note of the discussion it comes from."),
        )

    def _positions_table(self, meeting: MeetingRow) -> TableSection:
        return _table(
            _("Positions"),
            [(_("Party"), 2), (_("Position, as stated"), 5), (_("Note"), 1)],
            [(row.who_text, row.text, row.label) for row in self._public(meeting, CaptureKind.POSITION)],
            _("What each party said that it holds, and the note of the discussion it comes from."),
        )

    def _questions_table(self, meeting: MeetingRow) -> TableSection:
        questions = [row for row in self._public(meeting, CaptureKind.QUESTION) if row.is_open]
        return _table(
            _("Open Questions"),
            [(_("Question"), 5), (_("Asked by"), 2), (_("Note"), 1)],
            [(row.text, row.who_text, row.label) for row in questions],
            _("The questions that were open at the end of the meeting, and who asked them."),
        )

    def _public(self, meeting: MeetingRow, kind: CaptureKind) -> list[CapturedRow]:
        return [row for row in self._captures.of_meeting(meeting.id) if row.kind is kind and row.is_public]


def _table(
    heading: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]], description: str
) -> TableSection:
    cells: tuple[tuple[Blocks, ...], ...] = tuple(tuple(paragraphs(cell) for cell in row) for row in rows)
    return TableSection(
        heading, tuple(TableColumn(label, share) for label, share in columns), cells, description=description
    )
