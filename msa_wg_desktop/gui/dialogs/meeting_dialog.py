"""A meeting's own data: title, date, times, place; for a new meeting, or a date that was still to be found."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from msa_wg_desktop.domain.dates import format_date, understood
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.domain.times import clock_field, length_words, read_clock
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.meetings.series_fields import SeriesFields
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _

_USUAL_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Puerto_Rico", "Pacific/Honolulu", "UTC",
)  # fmt: skip


class MeetingDialog(RecordDialog):
    """Makes or changes one meeting; the date is read in words. `saved` names the meeting."""

    titleEdit: QLineEdit
    kindBox: QComboBox
    dateEdit: QLineEdit
    dateHint: QLabel
    startEdit: QLineEdit
    endEdit: QLineEdit
    lengthLabel: QLabel
    zoneEdit: QLineEdit
    locationEdit: QLineEdit
    urlEdit: QLineEdit
    repeatsLabel: QLabel
    seriesFields: SeriesFields
    followingCheck: QCheckBox
    bodyArea: QScrollArea
    body: QWidget
    buttonBox: QDialogButtonBox

    saved = Signal(str)

    def __init__(
        self, context: Context, *, group_id: str = "", meeting_id: str = "", parent: QWidget | None = None
    ) -> None:
        """A new meeting is one of `group_id`; a known one says itself whose it is."""
        super().__init__("dialogs/meeting_dialog", context, parent)
        known = context.services.meetings.get(meeting_id) if meeting_id else None
        group_id = self._group_id = known.group_id if known else group_id
        self._meeting: MeetingRow | None = None
        for kind, words in ((MeetingKind.MEETING, _("Meeting")), (MeetingKind.WEBINAR, _("Webinar"))):
            self.kindBox.addItem(words, kind)
        self.followingCheck.hide()
        self.repeatsLabel.setBuddy(self.seriesFields.everyBox)
        series = context.services.meeting_series
        self.seriesFields.dress(lambda rule, first: series.plan(group_id, rule, first), context.clock.today())
        self.zoneEdit.setText(context.services.groups.get(group_id).time_zone)
        self.zoneEdit.setCompleter(_zones(self))
        for edit in (self.dateEdit, self.startEdit, self.endEdit):
            edit.textChanged.connect(self._say_date)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self.accept)
        self.seriesFields.grew.connect(self.make_room)
        self.setWindowTitle(_("New meeting"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))
        if known:
            self._fill(known)
        self._say_date()

    def like(self, other: MeetingRow) -> None:
        """A new meeting starts out like another one of its group: title, kind, times, place, link."""
        if self._meeting is None:
            self._show_meeting(other)

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
        self._show_meeting(meeting)
        for part in (self.repeatsLabel, self.seriesFields):
            part.hide()
        self.followingCheck.setVisible(meeting.in_series)
        self.followingCheck.setText(
            _("&The meetings that follow too ({series})").format(series=rule_words(meeting.rule))
        )
        self.dateEdit.setText(format_date(meeting.date) if meeting.date else "")
        if meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
            self.setWindowTitle(_("Set a date"))
            self.dateEdit.clear()
            self.dateEdit.setFocus()

    def _show_meeting(self, meeting: MeetingRow) -> None:
        self.titleEdit.setText(meeting.title)
        self.kindBox.setCurrentIndex(self.kindBox.findData(meeting.kind))
        self.startEdit.setText(clock_field(meeting.start))
        self.endEdit.setText(clock_field(meeting.end))
        self.zoneEdit.setText(meeting.time_zone)
        self.locationEdit.setText(meeting.location)
        self.urlEdit.setText(meeting.url)

    def _save(self) -> str:
        meetings, day = self.context.services.meetings, self._day()
        values = {
            "title": self.titleEdit.text().strip(),
            "kind": MeetingKind(self.kindBox.currentData()),
            "start": read_clock(self.startEdit.text(), field="start"),
            "end": read_clock(self.endEdit.text(), field="end"),
            "time_zone": self.zoneEdit.text().strip(),
            "location": self.locationEdit.text().strip(),
            "url": self.urlEdit.text().strip(),
        }
        meeting = self._meeting
        if meeting is None:
            return self._add(MeetingDraft(**{**values, "date": day}))
        if self.followingCheck.isChecked():
            return self._change_following(meeting, values, day)
        with self.context.services.store.operation(self.windowTitle(), meeting_id=meeting.id):
            shown = {name: getattr(meeting, name) for name in values}
            meetings.edit(meeting.id, values, shown=shown)
            if day is not None or meeting.status is not MeetingStatus.TO_BE_RESCHEDULED:
                self.context.services.meeting_days.put(meeting.id, day)
        return meeting.id

    def _add(self, draft: MeetingDraft) -> str:
        """A meeting, or a series of them; gives the id of the first."""
        if not self.seriesFields.repeats:
            return self.context.services.meetings.add(self._group_id, draft)
        rule, skip = self.seriesFields.rule(), self.seriesFields.skipped()
        return self.context.services.meeting_series.add(self._group_id, draft, rule, skip=skip)[0]

    def _change_following(self, meeting: MeetingRow, values: dict[str, Any], day: date | None) -> str:
        shown = {name: getattr(meeting, name) for name in values}
        self.context.services.meeting_series.change_following(meeting.id, values, to=day, shown=shown)
        return meeting.id

    def _day(self) -> date | None:
        return day_of(self.dateEdit.text(), today=self.context.clock.today())

    def _say_date(self) -> None:
        """The day with its weekday and what is odd about it; how long the meeting is."""
        day = None
        try:
            day = self._day()
            said = understood(day, self.dateEdit.text(), self.context.clock.today()) or _("No date yet")
        except ValidationError as problem:
            said = problem.words
        self.seriesFields.show_first(day)
        try:
            start, end = (read_clock(edit.text(), field="start") for edit in (self.startEdit, self.endEdit))
        except ValidationError:
            start = end = None
        odd: tuple[str, ...] = ()
        if day is not None and not (self._meeting is not None and day == self._meeting.date):
            odd = self.context.services.meeting_dates.remarks(
                self._group_id,
                day,
                start,
                end,
                zone=self.zoneEdit.text().strip(),
                apart_from=self._meeting.id if self._meeting else "",
            )
        self.dateHint.setText(". ".join(part for part in (said, " ".join(odd)) if part))
        self.lengthLabel.setText(length_words(start, end))

    def _complain(self, problem: AppError) -> None:
        self.complain(problem.words)
        fields = {
            "title": self.titleEdit,
            "due": self.dateEdit,
            "start": self.startEdit,
            "end": self.endEdit,
            "time_zone": self.zoneEdit,
            "until": self.seriesFields.untilEdit,
        }
        if problem.field in fields:
            fields[problem.field].setFocus()
            fields[problem.field].selectAll()


def _zones(parent: QWidget) -> QCompleter:
    """The usual zones, offered by any part of their names; every other one can be typed."""
    completer = QCompleter(_USUAL_ZONES, parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
