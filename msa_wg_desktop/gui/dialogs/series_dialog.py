"""A series as a whole: its meetings, each a way to go there, and until when it goes, which extends or ends it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from msa_wg_desktop.domain.dates import format_date, format_times
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.meeting_words import status_tag
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.meeting_series import SeriesEnd
from msa_wg_desktop.services.typed import TypedEnd, series_end
from msa_wg_desktop.words import _, ngettext


class SeriesDialog(RecordDialog):
    """What another end means is said before it is set; `opened` names a meeting to go to."""

    titleLabel: QLabel
    ruleLabel: QLabel
    meetingsList: QListWidget
    untilEdit: QLineEdit
    meansLabel: QLabel
    buttonBox: QDialogButtonBox

    opened = Signal(str)

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/series_dialog", context, parent)
        self._meeting_id = meeting_id
        self._rows = context.services.meeting_series.all(meeting_id)
        self._button = self.buttonBox.button(QDialogButtonBox.StandardButton.Ok)
        self._button.setText(_("Change the end"))
        self.meetingsList.itemActivated.connect(self._open)
        self.untilEdit.textChanged.connect(self._look)
        self.untilEdit.returnPressed.connect(self.accept)
        self._show_series()
        self._look()
        self.untilEdit.setFocus()

    def accept(self) -> None:
        """Sets the end that was typed; what can't be is said, and what was typed stays."""
        if not self.untilEdit.text().strip():
            return
        with self.trying():
            services = self.context.services
            done = services.meeting_series.set_end(self._meeting_id, **self._wanted(), skip=self._holidays())
            super().accept()
            said = _means(done)
            waiting = services.invitations.waiting(self._rows[0].id)
            self.context.say_done(" ".join(part for part in (said, waiting) if part))

    def _show_series(self) -> None:
        here = next((row for row in self._rows if row.id == self._meeting_id), self._rows[0])
        self.titleLabel.setText(here.title)
        count = ngettext("{count} meeting", "{count} meetings", len(self._rows)).format(count=len(self._rows))
        words = rule_words(here.rule)
        self.ruleLabel.setText(" · ".join(part for part in (words[:1].upper() + words[1:], count) if part))
        for row in self._rows:
            item = QListWidgetItem(_line(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.meetingsList.addItem(item)
            if row.id == self._meeting_id:
                self.meetingsList.setCurrentItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))
        self.reject()

    def _wanted(self) -> TypedEnd:
        return series_end(self.untilEdit.text(), today=self.context.clock.today())

    def _holidays(self) -> frozenset[date]:
        """Holidays are left out, as where a series is made."""
        planned = self.context.services.meeting_series.plan_end(self._meeting_id, **self._wanted())
        return frozenset(day.day for day in planned.added if day.holiday)

    def _look(self) -> None:
        """What the end that is typed would mean."""
        means = ""
        self._button.setEnabled(False)
        if self.untilEdit.text().strip():
            try:
                planned = self.context.services.meeting_series.plan_end(self._meeting_id, **self._wanted())
                means = _means(planned, ahead=True)
                self._button.setEnabled(bool(planned.added or planned.dropped))
            except AppError as problem:
                means = problem.words
        self.meansLabel.setText(means or _("A later day adds meetings like the latest one; an earlier one ends it."))


def _line(row: MeetingRow) -> str:
    """`Thu, Apr 3, 2025 · 11:00 AM – 12:00 PM · was Tue, Apr 1, 2025`; how it stands, where that isn't as planned."""
    parts = [format_date(row.date) if row.date else _("no date yet"), format_times(row.start, row.end)]
    if row.date != row.occurrence and row.occurrence is not None:
        parts.append(_("in place of {day}").format(day=format_date(row.occurrence)))
    if row.status is not MeetingStatus.SCHEDULED:
        parts.append(status_tag(row).words)
    return " · ".join(part for part in parts if part)


def _means(planned: SeriesEnd, *, ahead: bool = False) -> str:
    added = [day for day in planned.added if not day.holiday]
    left_out = [day for day in planned.added if day.holiday]
    if planned.dropped:
        words = ngettext("{count} meeting goes: {days}.", "{count} meetings go: {days}.", len(planned.dropped))
        return words.format(count=len(planned.dropped), days=_days(planned.dropped))
    parts: list[str] = []
    if added:
        words = ngettext(
            "{count} meeting more, the last on {day}.", "{count} meetings more, the last on {day}.", len(added)
        )
        parts.append(words.format(count=len(added), day=format_date(added[-1].day)))
    if left_out:
        named = ", ".join(f"{format_date(day.day)} ({day.holiday})" for day in left_out)
        parts.append(_("Left out: {days}.").format(days=named))
    return " ".join(parts) or (_("The series ends there already.") if ahead else "")


def _days(rows: tuple[MeetingRow, ...]) -> str:
    return ", ".join(format_date(row.date) for row in rows if row.date is not None)
