"""A meeting's own data: title, date, times, place; for a new meeting, or a date that was still to be found."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.times import read_time
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _


class MeetingDialog(QDialog):
    """Makes or changes one meeting; the date is read in words. `saved` names the meeting."""

    titleEdit: QLineEdit
    kindBox: QComboBox
    dateEdit: QLineEdit
    dateHint: QLabel
    startEdit: QLineEdit
    endEdit: QLineEdit
    zoneEdit: QLineEdit
    locationEdit: QLineEdit
    urlEdit: QLineEdit
    problemLabel: QLabel
    buttonBox: QDialogButtonBox

    saved = Signal(str)

    def __init__(self, context: Context, *, group_id: str, meeting_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("dialogs/meeting_dialog", self)
        self._context = context
        self._group_id = group_id
        self._meeting: MeetingRow | None = None
        for kind, words in ((MeetingKind.MEETING, _("Meeting")), (MeetingKind.WEBINAR, _("Webinar"))):
            self.kindBox.addItem(words, kind)
        self.problemLabel.hide()
        self.dateEdit.textChanged.connect(self._say_date)
        self.zoneEdit.setText(context.services.groups.get(group_id).time_zone)
        self.setWindowTitle(_("New meeting"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))
        if meeting_id:
            self._fill(context.services.meetings.get(meeting_id))
        self._say_date()

    def like(self, other: MeetingRow) -> None:
        """A new meeting starts out like another one of its group: title, kind, times, place, link."""
        if self._meeting is None:
            self._show(other)

    def accept(self) -> None:
        try:
            meeting_id = self._save()
        except AppError as problem:
            self._complain(problem)
            return
        super().accept()
        self.saved.emit(meeting_id)

    def _fill(self, meeting: MeetingRow) -> None:
        self._meeting = meeting
        self.setWindowTitle(_("Change the meeting"))
        self._show(meeting)
        self.dateEdit.setText(format_date(meeting.date) if meeting.date else "")
        if meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
            self.setWindowTitle(_("Set a date"))
            self.dateEdit.clear()
            self.dateEdit.setFocus()

    def _show(self, meeting: MeetingRow) -> None:
        self.titleEdit.setText(meeting.title)
        self.kindBox.setCurrentIndex(self.kindBox.findData(meeting.kind))
        self.startEdit.setText(_clock(meeting.start))
        self.endEdit.setText(_clock(meeting.end))
        self.zoneEdit.setText(meeting.time_zone)
        self.locationEdit.setText(meeting.location)
        self.urlEdit.setText(meeting.url)

    def _save(self) -> str:
        meetings, day = self._context.services.meetings, self._day()
        values = {
            "title": self.titleEdit.text().strip(),
            "kind": MeetingKind(self.kindBox.currentData()),
            "start": _time(self.startEdit),
            "end": _time(self.endEdit),
            "time_zone": self.zoneEdit.text().strip(),
            "location": self.locationEdit.text().strip(),
            "url": self.urlEdit.text().strip(),
        }
        meeting = self._meeting
        if meeting is None:
            return meetings.add(self._group_id, MeetingDraft(**{**values, "date": day}))
        with self._context.services.store.operation(self.windowTitle(), meeting_id=meeting.id):
            shown = {name: getattr(meeting, name) for name in values}
            meetings.edit(meeting.id, values, shown=shown)
            if day is not None and (day != meeting.date or meeting.status is MeetingStatus.TO_BE_RESCHEDULED):
                meetings.reschedule(meeting.id, day)
            elif day is None and meeting.status is not MeetingStatus.TO_BE_RESCHEDULED:
                meetings.edit(meeting.id, {"date": None})
        return meeting.id

    def _day(self) -> date | None:
        return day_of(self.dateEdit.text(), today=self._context.clock.today())

    def _say_date(self) -> None:
        try:
            day = self._day()
        except ValidationError as problem:
            self.dateHint.setText(problem.words)
            return
        self.dateHint.setText(format_date(day) if day else _("no date yet"))

    def _complain(self, problem: AppError) -> None:
        self.problemLabel.setText(problem.words)
        self.problemLabel.show()
        fields = {
            "title": self.titleEdit,
            "due": self.dateEdit,
            "start": self.startEdit,
            "end": self.endEdit,
            "time_zone": self.zoneEdit,
        }
        if problem.field in fields:
            fields[problem.field].setFocus()
            fields[problem.field].selectAll()


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _time(edit: QLineEdit) -> time | None:
    """What a field of time says. Raises ValidationError in words."""
    words = edit.text().strip()
    if not words:
        return None
    read = read_time(words)
    if read is None:
        field = "start" if edit.objectName() == "startEdit" else "end"
        raise ValidationError(
            _("“{words}” is no time; type one such as 11:00 or 2:30 pm.").format(words=words), field=field
        )
    return read
