"""Another date for a meeting: read in words, looked at before it is set, for one meeting or those that follow too."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QLineEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.domain.times import clock_field, read_clock
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.meeting_words import when_words
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _


class RescheduleDialog(RecordDialog):
    """The same meeting on another day; where it stood is remembered. `moved` says to which."""

    titleLabel: QLabel
    whenLabel: QLabel
    dateEdit: QLineEdit
    dayLabel: QLabel
    oddLabel: QLabel
    startEdit: QLineEdit
    endEdit: QLineEdit
    followingCheck: QCheckBox
    buttonBox: QDialogButtonBox

    moved = Signal(str)

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/reschedule_dialog", context, parent)
        self._meeting: MeetingRow = context.services.meetings.get(meeting_id)
        button = self.buttonBox.button(QDialogButtonBox.StandardButton.Ok)
        button.setText(_("Reschedule") if self._meeting.date else _("Set the date"))
        self._show_meeting(self._meeting)
        for edit in (self.dateEdit, self.startEdit, self.endEdit):
            edit.textChanged.connect(self._look)
            edit.returnPressed.connect(self.accept)
        self.followingCheck.toggled.connect(self._look)
        self._look()
        self.dateEdit.setFocus()

    def accept(self) -> None:
        """Moves the meeting; what can't be is said beside the fields, and what was typed stays."""
        with self.trying():
            day, times = self._day(), self._times()
            if day is None:
                self.dateEdit.setFocus()
                raise ValidationError(_("Say to which day, such as Tue, Feb 25 or in two weeks."))
            self._write(day, times)
            super().accept()
            words = _("{title} is on {day} now.").format(title=self._meeting.title, day=format_date(day))
            waiting = self.context.services.invitations.waiting(self._meeting.id, was=self._meeting.uid)
            self.context.say_done(f"{words} {waiting}".strip())
            self.moved.emit(self._meeting.id)

    def _show_meeting(self, meeting: MeetingRow) -> None:
        self.titleLabel.setText(meeting.title)
        self.whenLabel.setText(_("Now: {when}").format(when=when_words(meeting)))
        self.startEdit.setText(clock_field(meeting.start))
        self.endEdit.setText(clock_field(meeting.end))
        self.followingCheck.setVisible(meeting.in_series)
        self.followingCheck.setText(
            _("&The meetings that follow too ({series})").format(series=rule_words(meeting.rule))
        )

    def _day(self) -> date | None:
        return day_of(self.dateEdit.text(), today=self.context.clock.today())

    def _times(self) -> tuple[time | None, time | None]:
        return read_clock(self.startEdit.text(), field="start"), read_clock(self.endEdit.text(), field="end")

    def _look(self) -> None:
        """Says the day with its weekday, and what is odd about it."""
        said, odd = "", ()
        try:
            day, (start, end) = self._day(), self._times()
            if day is not None:
                said = format_date(day)
                odd = self.context.services.meeting_dates.remarks(
                    self._meeting.group_id,
                    day,
                    start,
                    end,
                    zone=self._meeting.time_zone,
                    apart_from=self._meeting.id,
                )
                odd = (*odd, *self._gone_out(day))
        except ValidationError as problem:
            said = problem.words
        self.dayLabel.setText(said)
        self.oddLabel.setText(" ".join(odd))
        self.oddLabel.setVisible(bool(odd))

    def _gone_out(self, day: date) -> tuple[str, ...]:
        """That final summaries say the day of now."""
        if day == self._meeting.date:
            return ()
        services, meetings = self.context.services, (self._meeting,)
        if self.followingCheck.isChecked() and self._meeting.in_series:
            meetings = (self._meeting, *services.meeting_series.following(self._meeting.id))
        words = finals_words(services.finals.of_move(meetings))
        return (words,) if words else ()

    def _write(self, day: date, times: tuple[time | None, time | None]) -> None:
        meeting, services = self._meeting, self.context.services
        if not (self.followingCheck.isChecked() and meeting.in_series):
            services.meetings.reschedule(meeting.id, day, times=times)
            return
        services.meeting_series.change_following(meeting.id, {"start": times[0], "end": times[1]}, to=day)
