"""The table of meetings: when, which, where each stands, and how much it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from msa_wg_desktop.domain.dates import format_date, format_times, zone_abbreviation
from msa_wg_desktop.domain.groups import PATH_SEPARATOR
from msa_wg_desktop.domain.meetings import MeetingOverview, MeetingRow
from msa_wg_desktop.gui.models.cells import QUIET_ROLE, STRONG_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.meeting_words import status_tag
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel
from msa_wg_desktop.words import _

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MeetingsColumn(IntEnum):
    """What stands where."""

    DATE = 0
    TITLE = 1
    GROUP = 2
    TIME = 3
    STATUS = 4
    NOTES = 5
    OPEN = 6
    CARRIED = 7


COUNTS = frozenset({MeetingsColumn.NOTES, MeetingsColumn.OPEN, MeetingsColumn.CARRIED})


class MeetingsTable(RowsModel[MeetingOverview]):
    """Shows; whatever is done to a meeting is a command of the page."""

    def columnCount(self, parent: Index | None = None) -> int:
        return len(MeetingsColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = MeetingsColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _header(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in COUNTS:
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = MeetingsColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _CELLS[column](row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in COUNTS:
            return _RIGHT
        if role == TONE_ROLE and column is MeetingsColumn.STATUS:
            return status_tag(row.meeting).tone
        if role == STRONG_ROLE:
            return column is MeetingsColumn.TITLE
        if role == QUIET_ROLE:
            return column in (MeetingsColumn.GROUP, MeetingsColumn.TIME)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, column)
        return None


def _header(column: MeetingsColumn) -> str:
    return {
        MeetingsColumn.DATE: _("Date"),
        MeetingsColumn.TITLE: _("Meeting"),
        MeetingsColumn.GROUP: _("Group"),
        MeetingsColumn.TIME: _("Time"),
        MeetingsColumn.STATUS: _("Status"),
        MeetingsColumn.NOTES: _("Notes"),
        MeetingsColumn.OPEN: _("Open"),
        MeetingsColumn.CARRIED: _("Carried over"),
    }[column]


def _tip(column: MeetingsColumn) -> str | None:
    return {
        MeetingsColumn.NOTES: _("Lines of the discussion"),
        MeetingsColumn.OPEN: _("Actions, data needs and questions that came up in the meeting and are still open"),
        MeetingsColumn.CARRIED: _("What is still open from the meetings before it"),
    }.get(column)


def _date(row: MeetingOverview) -> str:
    meeting = row.meeting
    if meeting.date is None:
        return _("no date yet")
    return format_date(meeting.date)


def _title(row: MeetingOverview) -> str:
    meeting = row.meeting
    if meeting.rescheduled_from is None:
        return meeting.title
    return _("{title} (was {day})").format(title=meeting.title, day=format_date(meeting.rescheduled_from))


def _time(row: MeetingOverview) -> str:
    return times_words(row.meeting)


def _count(number: int) -> str:
    """Nothing is said of none."""
    return str(number) if number else ""


_CELLS: Mapping[MeetingsColumn, Callable[[MeetingOverview], str]] = {
    MeetingsColumn.DATE: _date,
    MeetingsColumn.TITLE: _title,
    MeetingsColumn.GROUP: lambda row: row.meeting.group.replace(PATH_SEPARATOR, " · "),
    MeetingsColumn.TIME: _time,
    MeetingsColumn.STATUS: lambda row: status_tag(row.meeting).words,
    MeetingsColumn.NOTES: lambda row: _count(row.notes),
    MeetingsColumn.OPEN: lambda row: _count(row.open),
    MeetingsColumn.CARRIED: lambda row: _count(row.carried),
}


def times_words(meeting: MeetingRow) -> str:
    """`11:00 AM – 12:00 PM EST`; nothing where no time is known."""
    zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start) if meeting.date else ""
    return format_times(meeting.start, meeting.end, zone=zone)


def _spoken(row: MeetingOverview, column: MeetingsColumn) -> str:
    """A screen reader hears what a figure counts, and in the first cell which meeting the row is."""
    words = _CELLS[column](row)
    if column is MeetingsColumn.DATE:
        return f"{words}, {_title(row)}, {status_tag(row.meeting).words}"
    return f"{_header(column)}: {words}" if words else ""
