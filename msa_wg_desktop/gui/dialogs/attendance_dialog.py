"""Attendance: who was invited to a meeting, who came, and from when to when; who spoke and is not on the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_date, format_times, zone_abbreviation
from msa_wg_desktop.domain.meetings import AttendanceRow, MeetingRow, Presence
from msa_wg_desktop.domain.parties import PartyBook, PersonRow
from msa_wg_desktop.domain.recap import NameToSettle
from msa_wg_desktop.domain.times import read_time
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.models.attendance_table import (
    TIMES,
    AttendanceColumn,
    AttendanceTable,
    Invitation,
    counts,
    invitation,
)
from msa_wg_desktop.gui.widgets.meeting.attendance_view import AttendanceView
from msa_wg_desktop.gui.widgets.meeting.unlisted_card import UnlistedCard
from msa_wg_desktop.gui.widgets.people.person_edit import PersonEdit
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.tab_stops import tab_in_order
from msa_wg_desktop.words import _, ngettext

_ENTITIES = ("attendance", "meeting", "note", "note_speaker", "party")
_NEW_PERSON = re.compile(r"(?P<name>[^()]+?)\s*\((?P<organisation>[^()]+)\)")
_NO_TIMES = {"joined_at": None, "left_at": None}
Loaded = tuple[MeetingRow, tuple[AttendanceRow, ...], tuple[NameToSettle, ...], PartyBook]


class AttendanceDialog(RecordDialog):
    """One meeting's list. What is entered is written at once; each key press on many rows is one step."""

    list_asked = Signal()
    """Somebody else kept a list of who came."""

    summaryLabel: QLabel
    inviteButton: QPushButton
    listButton: QPushButton
    addEdit: PersonEdit
    addHint: QLabel
    attendanceTable: AttendanceView
    presentButton: QPushButton
    absentButton: QPushButton
    excusedButton: QPushButton
    unknownButton: QPushButton
    removeButton: QPushButton
    unlistedCard: UnlistedCard
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/attendance_dialog", context, parent)
        self._meeting_id = meeting_id
        self._meeting = context.services.meetings.get(meeting_id)
        self._book = PartyBook(())
        self._listed: frozenset[str] = frozenset()
        self.addHint.hide()
        self.model = AttendanceTable(self._settle, self)
        self.attendanceTable.setModel(self.model)
        self.attendanceTable.dress(context.theme)
        self._connect()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show_rows
        )
        self._live.refresh()
        self.attendanceTable.choose(self.model.index(0, AttendanceColumn.PRESENCE))
        (self.attendanceTable if self.model.rows else self.addEdit).setFocus()

    def _connect(self) -> None:
        table = self.attendanceTable
        table.presence_asked.connect(self._mark)
        table.invitation_asked.connect(self._invite)
        table.removal_asked.connect(self._remove)
        table.selectionModel().selectionChanged.connect(self._show_buttons)
        for button, presence in (
            (self.presentButton, Presence.PRESENT),
            (self.absentButton, Presence.ABSENT),
            (self.excusedButton, Presence.EXCUSED),
            (self.unknownButton, Presence.UNKNOWN),
        ):
            button.clicked.connect(lambda _checked=False, presence=presence: self._mark(presence))
        self.removeButton.clicked.connect(self._remove)
        self.inviteButton.clicked.connect(self._invite_group)
        self.listButton.clicked.connect(self.list_asked)
        self.addEdit.entered.connect(self._add)
        self.addEdit.textChanged.connect(self._say_what_enter_does)
        self.unlistedCard.was_there.connect(self._was_there)

    # ------------------------------------------------------------------ showing

    def _load(self) -> Loaded:
        services = self.context.services
        names = tuple(name for name in services.recap.names(self._meeting_id) if not name.listed)
        rows = services.attendance.list(self._meeting_id)
        return services.meetings.get(self._meeting_id), rows, names, services.parties.book()

    def _show_rows(self, loaded: Loaded) -> None:
        self._meeting, rows, names, self._book = loaded
        self._listed = frozenset(row.party_id for row in rows)
        self.model.set_meeting(self._meeting)
        self.model.set_rows(rows)
        self.attendanceTable.fit()
        self.unlistedCard.show_names(names)
        tab_in_order((self.attendanceTable, *self.unlistedCard.stops(), self.presentButton))
        known = [person for person in self._book.people if person.id not in self._listed and not person.retired]
        self.addEdit.set_people(known)
        self.setWindowTitle(f"{_('Attendance')} · {counts(rows)}" if rows else _("Attendance"))
        self.summaryLabel.setText(" · ".join(self._summary(rows)))
        self._show_buttons()

    def _summary(self, rows: Sequence[AttendanceRow]) -> list[str]:
        meeting = self._meeting
        day = format_date(meeting.date) if meeting.date else _("no date yet")
        zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start) if meeting.date else ""
        sums = (
            (sum(row.presence is Presence.UNKNOWN for row in rows), _("{count} unknown")),
            (sum(map(self.model.late, rows)), _("{count} joined late")),
            (sum(map(self.model.early, rows)), _("{count} left early")),
        )
        told = [words.format(count=count) for count, words in sums if count]
        said = ", ".join([counts(rows), *told]) if rows else _("nobody on the list yet")
        return [
            part for part in (meeting.title, day, format_times(meeting.start, meeting.end, zone=zone), said) if part
        ]

    def _show_buttons(self) -> None:
        chosen = bool(self.attendanceTable.chosen())
        marks = (self.presentButton, self.absentButton, self.excusedButton, self.unknownButton)
        for button in (*marks, self.removeButton):
            button.setEnabled(chosen)

    # ------------------------------------------------------------------ the rows selected

    def _mark(self, presence: Presence | None) -> None:
        """Whoever is not present has no times."""
        order = (Presence.UNKNOWN, Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED)
        presence = presence or _next(order, [row.presence for row in self.attendanceTable.chosen()])
        values = {"presence": presence} if presence is Presence.PRESENT else {"presence": presence, **_NO_TIMES}
        self._change(values)

    def _invite(self, wanted: Invitation | None) -> None:
        now = [invitation(row) for row in self.attendanceTable.chosen()]
        wanted = wanted or _next(tuple(Invitation), now)
        self._change({"invited": wanted is not Invitation.NONE, "optional": wanted is Invitation.OPTIONAL})

    def _change(self, values: dict[str, Any]) -> None:
        attendance = self.context.services.attendance
        self._for_each_chosen(_("Change attendance"), lambda row: attendance.edit(row.id, values))

    def _remove(self) -> None:
        attendance, place = self.context.services.attendance, self.attendanceTable.currentIndex()
        gone = self._for_each_chosen(_("Take off the list"), lambda row: attendance.remove(row.id))
        if gone:
            self._live.refresh()
            below = self.model.index(min(place.row(), self.model.rowCount() - 1), place.column())
            self.attendanceTable.choose(below)
            words = ngettext("{count} person was taken off the list.", "{count} people were taken off the list.", gone)
            self.say(words.format(count=gone))

    def _for_each_chosen(self, label: str, do: Callable[[AttendanceRow], None]) -> int:
        """Does it to all or to none, in one step; gives to how many."""
        rows = self.attendanceTable.chosen()
        with self.trying():
            with self.context.services.store.operation(label, meeting_id=self._meeting_id):
                for row in rows:
                    do(row)
            return len(rows)
        return 0

    def _settle(self, row: AttendanceRow, column: AttendanceColumn, text: str) -> bool:
        field, words = TIMES[column], text.strip()
        services = self.context.services
        with self.trying():
            at = read_time(words, near=self._meeting.start)
            if words and at is None:
                raise ValidationError(_("“{words}” is no time; type one such as 11:10 or 2:30 pm.").format(words=words))
            with services.store.operation(_("Change attendance"), meeting_id=self._meeting_id):
                services.attendance.edit(row.id, {field: at}, shown={field: getattr(row, field)})
            return True
        return False

    # ------------------------------------------------------------------ adding

    def _add(self, typed: str, person_id: str) -> None:
        services = self.context.services
        with self.trying():
            person, new = self._person(typed, person_id), False
            if person is not None and person.id in self._listed:
                raise ValidationError(_("{name} is on the list already.").format(name=person.display))
            label = _("Add to attendance")
            with services.store.operation(label, meeting_id=self._meeting_id):
                if person is None:
                    person, new = self._make(typed), True
                entry_id = services.attendance.add(self._meeting_id, person.id)
            self.addEdit.setText("")
            self._live.refresh()
            self.attendanceTable.choose(self.model.index_of(entry_id, AttendanceColumn.PRESENCE))
            words = _("{name} is new in the record, and on the list.") if new else _("{name} is on the list.")
            self.say(words.format(name=person.display))

    def _person(self, typed: str, person_id: str) -> PersonRow | None:
        """Who is meant; None for somebody new. Raises ValidationError where nobody can be."""
        meant = [row for row in self._book.named(typed) if isinstance(row, PersonRow)]
        if len(meant) == 1:
            return meant[0]
        if person_id:
            row = self._book.get(person_id)
            assert isinstance(row, PersonRow)
            return row
        if meant:
            names = " / ".join(row.display for row in meant)
            raise ValidationError(_("“{name}” may be {candidates}. Say which.").format(name=typed, candidates=names))
        if _NEW_PERSON.fullmatch(typed):
            return None
        raise ValidationError(
            _("“{name}” is not known. To add somebody new, type First Last (Organisation).").format(name=typed)
        )

    def _make(self, typed: str) -> PersonRow:
        new = _NEW_PERSON.fullmatch(typed)
        assert new is not None
        return self.context.services.parties.add_person(new["name"], new["organisation"], make_organisation=True)

    def _say_what_enter_does(self, typed: str) -> None:
        new = _NEW_PERSON.fullmatch(typed.strip())
        known = [row for row in self._book.named(typed) if isinstance(row, PersonRow)]
        self.addHint.setText(self._new_words(new) if new and not known else "")
        self.addHint.setVisible(bool(self.addHint.text()))

    def _new_words(self, new: re.Match[str]) -> str:
        name, organisation = new["name"], new["organisation"].strip()
        namesakes = [row.display for row in self._book.named(name) if isinstance(row, PersonRow)]
        if namesakes:
            words = _("{known} is known. Enter adds another {name}, of {organisation}, to the record and the list.")
            return words.format(known=namesakes[0], name=name, organisation=organisation)
        if self._book.named(organisation):
            words = _("Enter adds {name} of {organisation}, a new person, to the record and the list.")
        else:
            words = _(
                "Enter adds {name}, a new person, of {organisation}, a new organisation, to the record and the list."
            )
        return words.format(name=name, organisation=organisation)

    def _invite_group(self) -> None:
        with self.trying():
            new = self.context.services.attendance.add_members(self._meeting_id)
            if new:
                words = ngettext(
                    "{count} person of the group was added.", "{count} people of the group were added.", new
                )
                self.say(words.format(count=new))
            elif any(seat.until is None for seat in self.context.services.groups.seats(self._meeting.group_id)):
                self.say(_("Everybody with a seat in the group is on the list already."))
            else:
                raise ValidationError(_("Nobody has a seat in the group yet. Add people one by one."))

    def _was_there(self, party_id: str) -> None:
        with self.trying():
            self.context.services.attendance.add(self._meeting_id, party_id, presence=Presence.PRESENT, invited=False)


def _next(order: Sequence[Any], now: Sequence[Any]) -> Any:
    """What comes behind the first of `now`, in turn."""
    return order[(order.index(now[0]) + 1) % len(order)] if now else order[0]
