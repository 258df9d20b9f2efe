"""A month as a table: a row a week, a column a weekday, each cell a day that can be read out."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from msa_wg_desktop.domain.date_words import weekday_name
from msa_wg_desktop.domain.dates import format_date, format_time, format_times
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.month import DAYS, WEEKS, MonthDay, MonthEntry, MonthSheet
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.meeting_words import status_tag
from msa_wg_desktop.words import _

DAY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_CANCELLED = (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED)
Index = QModelIndex | QPersistentModelIndex


class MonthTable(QAbstractTableModel):
    """Empty until the first month is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: MonthSheet | None = None

    def show(self, sheet: MonthSheet) -> None:
        """Another month, or the same with what has changed."""
        if self.sheet is None:
            self.beginResetModel()
            self.sheet = sheet
            self.endResetModel()
            return
        self.sheet = sheet
        self.dataChanged.emit(self.index(0, 0), self.index(WEEKS - 1, DAYS - 1))

    def day_at(self, index: Index) -> MonthDay | None:
        """The day of a cell."""
        if self.sheet is None or not index.isValid():
            return None
        return self.sheet.days[index.row() * DAYS + index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """Where a day stands; nowhere where this month doesn't show it."""
        if self.sheet is None:
            return QModelIndex()
        offset = (day - self.sheet.days[0].day).days
        return self.index(offset // DAYS, offset % DAYS) if 0 <= offset < WEEKS * DAYS else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else WEEKS

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else DAYS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < DAYS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return weekday_name((section - 1) % DAYS, short=True)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return weekday_name((section - 1) % DAYS)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day_at(index)
        if day is None or self.sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken_day(day, self.sheet)
        return day if role == DAY_ROLE else None


def spoken_day(day: MonthDay, sheet: MonthSheet) -> str:
    """`Tue, Feb 25, 2025. Today. 11:00 AM MSA subgroup meeting, scheduled.`"""
    marks = [_("Today") if day.day == sheet.today else "", day.holiday]
    parts = [format_date(day.day), *(mark for mark in marks if mark), *(entry_words(entry) for entry in day.entries)]
    return ". ".join(parts) + "."


def entry_words(entry: MonthEntry) -> str:
    """An entry whole, with its times and its state."""
    meeting = entry.meeting
    if meeting is None:
        return (
            _("{title} (done)").format(title=entry.title)
            if entry.met
            else _("Date that binds: {title}").format(title=entry.title)
        )
    times = format_times(meeting.start, meeting.end)
    return f"{times} {meeting.title}, {status_tag(meeting).words}".strip()


def short_words(entry: MonthEntry) -> str:
    """An entry as it stands in its day: when it begins, and what it is."""
    if entry.meeting is None or entry.meeting.start is None:
        return entry.title
    return f"{short_time(entry.meeting.start)} {entry.title}"


def short_time(at: time) -> str:
    """`11 AM`, `2:30 PM`."""
    return format_time(at).replace(":00 ", " ")


def state_words(entry: MonthEntry) -> str:
    """The state of an entry where it is not simply to come."""
    if entry.meeting is None or entry.meeting.status is MeetingStatus.SCHEDULED:
        return ""
    return (
        _("to be rescheduled")
        if entry.meeting.status is MeetingStatus.TO_BE_RESCHEDULED
        else status_tag(entry.meeting).words
    )


def entry_tone(entry: MonthEntry) -> Tone:
    """The colour of an entry; cancelled ones are struck out besides."""
    if entry.meeting is None:
        return Tone.NEUTRAL if entry.met else Tone.DANGER
    tones = {
        MeetingStatus.SCHEDULED: Tone.ACCENT,
        MeetingStatus.HELD: Tone.GOOD,
        MeetingStatus.CANCELLED: Tone.NEUTRAL,
        MeetingStatus.TO_BE_RESCHEDULED: Tone.CAUTION,
    }
    return tones[entry.meeting.status]


def is_struck(entry: MonthEntry) -> bool:
    """Whether it doesn't take place."""
    return entry.meeting is not None and entry.meeting.status in _CANCELLED


def undated_words(meeting: MeetingRow) -> str:
    """`MSA subgroup meeting: cancelled, to be rescheduled`."""
    return _("{title}: {state}").format(title=meeting.title, state=status_tag(meeting).words)
