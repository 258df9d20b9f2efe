"""The optional tables of a summary: attendance, actions, agreements, positions, open questions, materials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.exports import ConfidentialMaterials, OptionalTable
from msa_wg_desktop.domain.materials import MaterialFilter, MaterialRow, MaterialSort
from msa_wg_desktop.domain.meetings import MeetingRow, Presence
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.richtext import Blocks, paragraphs
from msa_wg_desktop.domain.summary import TableColumn, TableSection, long_date, outside_status
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captures import Captures
from msa_wg_desktop.services.materials import Materials
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

Places = Mapping[str, str]


class SummaryTables(Service):
    """Builds the optional tables. What is off the record is in none of them."""

    def __init__(self, store: Store, *, captures: Captures, attendance: AttendanceList, materials: Materials) -> None:
        super().__init__(store)
        self._captures = captures
        self._attendance = attendance
        self._materials = materials

    def build(
        self,
        meeting: MeetingRow,
        table: OptionalTable,
        *,
        confidential: ConfidentialMaterials = ConfidentialMaterials.LEAVE_OUT,
        places: Places | None = None,
    ) -> TableSection:
        """One table of a meeting; `confidential` says what the one of materials tells of those that are.

        `places` are what lines are called in this document, by their notes, where not by their usual numbers.
        """
        if table is OptionalTable.MATERIALS:
            return self._materials_table(meeting, confidential)
        makers: Mapping[OptionalTable, Callable[[MeetingRow, Places], TableSection]] = {
            OptionalTable.ATTENDANCE: self._attendance_table,
            OptionalTable.ACTIONS: self._actions_table,
            OptionalTable.AGREEMENTS: self._agreements_table,
            OptionalTable.POSITIONS: self._positions_table,
            OptionalTable.QUESTIONS: self._questions_table,
        }
        return makers[table](meeting, places or {})

    def _attendance_table(self, meeting: MeetingRow, _places: Places) -> TableSection:
        present = [row for row in self._attendance.list(meeting.id) if row.presence is Presence.PRESENT]
        return _table(
            _("Attendance"),
            [(_("Name"), 1), (_("Organisation"), 1)],
            [(row.name, row.organisation) for row in present],
            _("Who attended the meeting, with their organisations."),
        )

    def _actions_table(self, meeting: MeetingRow, _places: Places) -> TableSection:
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
                for row in self._public(meeting, CaptureKind.ACTION, {})
            ],
            _("The actions of the meeting, with owners, dates and status."),
        )

    def _agreements_table(self, meeting: MeetingRow, places: Places) -> TableSection:
        return _table(
            _("Agreements"),
            [(_("Agreement"), 5), (_("Note"), 1)],
            [(row.text, row.label) for row in self._public(meeting, CaptureKind.AGREEMENT, places)],
            _("What was agreed in the meeting, and the note of the discussion it comes from."),
        )

    def _positions_table(self, meeting: MeetingRow, places: Places) -> TableSection:
        return _table(
            _("Positions"),
            [(_("Party"), 2), (_("Position, as stated"), 5), (_("Note"), 1)],
            [(row.who_text, row.text, row.label) for row in self._public(meeting, CaptureKind.POSITION, places)],
            _("What each party said that it holds, and the note of the discussion it comes from."),
        )

    def _questions_table(self, meeting: MeetingRow, places: Places) -> TableSection:
        questions = [row for row in self._public(meeting, CaptureKind.QUESTION, places) if row.is_open]
        return _table(
            _("Open Questions"),
            [(_("Question"), 5), (_("Asked by"), 2), (_("Note"), 1)],
            [(row.text, row.who_text, row.label) for row in questions],
            _("The questions that were open at the end of the meeting, and who asked them."),
        )

    def _materials_table(self, meeting: MeetingRow, confidential: ConfidentialMaterials) -> TableSection:
        """What the group had exchanged by the day of the meeting, in its newest versions. No path of a file is told."""
        rows = self._materials.list(
            wanted=MaterialFilter(
                group_ids=(meeting.group_id,),
                confidential=False if confidential is ConfidentialMaterials.LEAVE_OUT else None,
                sort=MaterialSort.RECEIVED,
                descending=False,
            )
        )
        by_then = [row for row in rows if not (meeting.date and row.received_on and row.received_on > meeting.date)]
        replaced = {row.supersedes for row in by_then}
        return _table(
            _("Materials"),
            [(_("Document"), 9), (_("From"), 4), (_("Received"), 4), (_("Version"), 3)],
            [_material_cells(row) for row in by_then if row.id not in replaced],
            _("The documents that were exchanged up to the meeting, from whom and when."),
        )

    def _public(self, meeting: MeetingRow, kind: CaptureKind, places: Places) -> list[CapturedRow]:
        rows = (row for row in self._captures.of_meeting(meeting.id) if row.kind is kind and row.is_public)
        return [replace(row, label=places.get(row.note_id or "", row.label)) for row in rows]


def _material_cells(row: MaterialRow) -> tuple[str, str, str, str]:
    """Of a confidential document only that there is one, by its title."""
    if row.confidential:
        return (_("{title} (confidential)").format(title=row.title), "", "", "")
    return (row.title, row.sender, long_date(row.received_on) if row.received_on else "", row.version_words)


def _table(
    heading: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]], description: str
) -> TableSection:
    cells: tuple[tuple[Blocks, ...], ...] = tuple(tuple(paragraphs(cell) for cell in row) for row in rows)
    # A heading with nothing below it would look as if something had been lost.
    intro = () if cells else paragraphs(_("None on record."))
    return TableSection(
        heading, tuple(TableColumn(label, share) for label, share in columns), cells, intro, description=description
    )
