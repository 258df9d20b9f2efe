"""What is done about proposals and stands without a form: each is one step, said, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.positions import PositionRow
from msa_wg_desktop.domain.proposals import ProposalStatus
from msa_wg_desktop.domain.stands import MatrixRow
from msa_wg_desktop.domain.work import Source
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.stand_words import source_words, stand_words, status_names
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.words import _

_NOW, _OTHER = "", "another"
_LINES_OFFERED = 3000


class StandDeeds(RecordEdits):
    """Deeds on proposals and on the stands of parties."""

    # ------------------------------------------------------------------ proposals

    def set_status(self, status: ProposalStatus, row: MatrixRow) -> None:
        """What the facilitator says became of it."""
        with self._trying():
            shown = {"status": row.proposal.status}
            self._context.services.proposals.edit(row.proposal.id, {"status": status}, shown=shown)
            words = _("{proposal}: {status}").format(proposal=row.proposal.number, status=status_names()[status])
            self._context.say_done(words)

    def delete_version(self, row: MatrixRow) -> None:
        """A version; the only one goes with its proposal."""
        proposals = self._context.services.proposals
        with self._trying():
            if len(row.proposal.versions) > 1:
                proposals.delete_version(row.id)
                self._context.say_done(_("Deleted: {version}").format(version=row.name))
            else:
                proposals.delete(row.proposal.id)
                name = f"{row.proposal.number} {row.proposal.title}"
                self._context.say_done(
                    _("Deleted: {proposal}. What parties said on it stays, on no proposal.").format(proposal=name)
                )

    # ------------------------------------------------------------------ stands

    def delete_stand(self, party_id: str, row: MatrixRow) -> None:
        """The latest that a party said; a mark goes with its roll call only."""
        cell = row.cell(party_id)
        with self._trying():
            if cell.stand is not None:
                self._context.services.positions.delete(cell.stand.position_id)
                words = _("Deleted: {stand} on {version}")
                self._context.say_done(words.format(stand=stand_words(cell.stand.stand), version=row.name))
            elif cell.marks:
                self._context.services.roll_calls.delete(cell.marks[0].roll_call_id)
                words = _("Deleted: the roll call of {day} on {version}, with all that was said in it")
                self._context.say_done(words.format(day=format_date(cell.marks[0].called_on), version=row.name))

    def ask_party(self, owner: QWidget, row: MatrixRow, chosen: Callable[[str], None]) -> None:
        """Which organisation says where it stands."""
        book = self._context.services.parties.book()
        picks = [Pick(party.id, party.display) for party in book.organisations if not party.retired]
        if not picks:
            self.refused.emit(_("There is no organisation yet: add them on the page People."))
            return
        PickPopup.open_below(owner, _("Whose stand on {version}").format(version=row.name), picks, chosen)

    def ask_version(self, owner: QWidget, rows: Sequence[MatrixRow], chosen: Callable[[str], None]) -> None:
        """Which version to go to, by its number, title or any words of its text."""
        picks = [Pick(row.id, f"{row.name} {row.proposal.title}: {row.version.text}") for row in rows]
        if picks:
            PickPopup.open_below(owner, _("Proposal"), picks, chosen)

    def delete_position(self, position: PositionRow) -> None:
        """One on a topic; the line that it came from stays."""
        with self._trying():
            self._context.services.positions.delete(position.id)
            self._context.say_done(
                _("Deleted: the position of {party}").format(party=position.party or _("nobody named"))
            )

    def ask_position(self, owner: QWidget, topics: Sequence[PositionRow], row: MatrixRow) -> None:
        """Which position on a topic was taken on this version; it keeps its line."""
        if not topics:
            self.refused.emit(_("No position on a topic waits to be put on a proposal."))
            return
        picks = [Pick(topic.id, _position_words(topic)) for topic in topics]
        name = _("Position to put on {version}").format(version=row.name)

        def put(position_id: str) -> None:
            with self._trying():
                self._context.services.positions.edit(position_id, {"version_id": row.id})
                self._context.say_done(_("Put on {version}.").format(version=row.name))

        PickPopup.open_below(owner, name, picks, put)

    # ------------------------------------------------------------------ lines

    def ask_line(self, owner: QWidget, group_ids: Sequence[str], row: MatrixRow) -> None:
        """Which line is about a proposal; those of the latest meetings stand first."""
        services = self._context.services
        picks: list[Pick] = []
        for meeting in services.meetings.list():
            if meeting.group_id in group_ids and len(picks) < _LINES_OFFERED:
                day = format_day(meeting.date) if meeting.date else ""
                lines = [line for line in services.note_lines.list(meeting.id) if line.label and not line.off_record]
                picks += [Pick(line.id, f"{day} {line.label} {line.line}") for line in lines]
        if not picks:
            self.refused.emit(_("There are no lines yet: they are typed in a meeting's discussion."))
            return

        def quote(note_id: str) -> None:
            with self._trying():
                services.proposals.quote(row.proposal.id, note_id)

        PickPopup.open_below(owner, _("Line about {proposal}").format(proposal=row.proposal.number), picks, quote)

    def unquote(self, note_id: str, row: MatrixRow) -> None:
        """A line that was chosen by hand is quoted no longer."""
        with self._trying():
            self._context.services.proposals.unquote(row.proposal.id, note_id)
            self._context.say_done(_("The line is quoted no longer; it stays where it is."))

    def go_to_stand(self, party_id: str, row: MatrixRow) -> bool:
        """To the line that it came from; False where it came from none."""
        stand = row.cell(party_id).stand
        return stand is not None and self.go_to(stand.source)

    def go_to_source(self, position: PositionRow) -> None:
        """To the line of a position on a topic."""
        self.go_to(position.source)

    def go_to_line(self, meeting_id: str, note_id: str) -> None:
        """To a line of a meeting."""
        self.go_to(Source(meeting_id=meeting_id, note_id=note_id))

    def go_to(self, source: Source) -> bool:
        """False where there is no line to go to."""
        if not (source.meeting_id and source.note_id and self._context.navigator.can_go("meeting")):
            return False
        self._context.navigator.go(Place("meeting", source.meeting_id, source.note_id))
        return True

    # ------------------------------------------------------------------ as of when

    def ask_day(self, owner: QWidget, group_ids: Sequence[str], chosen: Callable[[date | None, str], None]) -> None:
        """Today, as of a meeting that has been, or any other day in words."""
        today = self._context.clock.today()
        lost = (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED)
        meetings = {
            meeting.id: meeting
            for meeting in self._context.services.meetings.list()
            if meeting.group_id in group_ids and meeting.date and meeting.date <= today and meeting.status not in lost
        }
        words = _("{day} meeting")
        picks = [
            Pick(_NOW, _("today")),
            *(Pick(row.id, words.format(day=format_date(row.date))) for row in meetings.values() if row.date),
            Pick(_OTHER, _("another day…")),
        ]

        def take(key: str) -> None:
            meeting = meetings.get(key)
            if key == _OTHER:
                NameField.open_below(owner, "", self._day_reader(chosen), _("Day"))
            elif meeting is not None and meeting.date:
                chosen(meeting.date, words.format(day=format_day(meeting.date)))
            else:
                chosen(None, "")

        PickPopup.open_below(owner, _("As of when"), picks, take)

    def _day_reader(self, chosen: Callable[[date | None, str], None]) -> Callable[[str], None]:
        from msa_wg_desktop.services.typed import day_of

        def read(typed: str) -> None:
            with self._trying():
                day = day_of(typed, today=self._context.clock.today())
                chosen(day, format_date(day) if day else "")

        return read


def _position_words(position: PositionRow) -> str:
    said = " · ".join(part for part in (position.party, stand_words(position.stand), position.topic) if part)
    where = source_words(position.source)
    return f"{said} ({where})" if where else said
