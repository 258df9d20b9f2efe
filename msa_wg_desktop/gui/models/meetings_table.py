"""The table of meetings: when, which, where each stands, and how much it holds."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date, format_times, zone_abbreviation
from msa_wg_desktop.domain.groups import PATH_SEPARATOR
from msa_wg_desktop.domain.meetings import MeetingKind, MeetingOverview, MeetingRow
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.models.meeting_words import status_tag
from msa_wg_desktop.words import _


class MeetingsColumn(IntEnum):
    """What stands where."""

    DATE = 0
    TITLE = 1
    GROUP = 2
    TIME = 3
    SERIES = 4
    STATUS = 5
    NOTES = 6
    OPEN = 7
    CARRIED = 8


def meetings_table(parent: QObject) -> ColumnsModel[MeetingOverview]:
    """Shows; whatever is done to a meeting is a command of the page."""
    return ColumnsModel(_columns(), key=lambda row: row.meeting.id, parent=parent)


def _columns() -> tuple[Column[MeetingOverview], ...]:
    """A screen reader hears in the first cell which meeting the row is, and of a figure what it counts."""
    return (
        Column(header=_("Date"), text=_date, spoken=lambda row: f"{_date(row)}, {_title(row)}, {_status(row)}"),
        Column(header=_("Meeting"), text=_title, strong=True),
        Column(
            header=_("Group"), text=lambda row: row.meeting.group.replace(PATH_SEPARATOR, " · "), quiet=True, spare=True
        ),
        Column(header=_("Time"), text=lambda row: times_words(row.meeting), quiet=True),
        Column(header=_("Repeats"), text=lambda row: rule_words(row.meeting.rule), quiet=True, spare=True),
        Column(header=_("Status"), text=_status, tone=_tone),
        _counted(_("Notes"), _("Lines of the discussion"), lambda row: row.notes, _("Go to the discussion")),
        _counted(
            _("Open"),
            _("Actions, data needs and questions that came up in the meeting and are still open"),
            lambda row: row.open,
            _("Go to what came up in it"),
        ),
        _counted(
            _("Carried over"),
            _("What is still open from the meetings before it"),
            lambda row: row.carried,
            _("Go to what was carried over"),
        ),
    )


def _counted(header: str, tip: str, count: Callable[[MeetingOverview], int], leads: str) -> Column[MeetingOverview]:
    """Nothing is said of none; a click on the others leads to what they count."""

    def text(row: MeetingOverview) -> str:
        return str(count(row)) if count(row) else ""

    return Column(
        header=header,
        text=text,
        tip=tip,
        right=True,
        spare=True,
        cell_tip=lambda row: leads if count(row) else "",
        spoken=lambda row: f"{header}: {count(row)}" if count(row) else "",
    )


def _status(row: MeetingOverview) -> str:
    words = status_tag(row.meeting).words
    return _("{status}, to be sent").format(status=words) if row.waits else words


def _tone(row: MeetingOverview) -> Tone:
    return Tone.CAUTION if row.waits else status_tag(row.meeting).tone


def _date(row: MeetingOverview) -> str:
    meeting = row.meeting
    if meeting.date is None:
        return _("no date yet")
    return format_date(meeting.date)


def _title(row: MeetingOverview) -> str:
    meeting = row.meeting
    title = meeting.title
    if meeting.kind is MeetingKind.WEBINAR and _("webinar") not in title.casefold():
        title = _("{title} · webinar").format(title=title)
    if meeting.rescheduled_from is None:
        return title
    return _("{title} (was {day})").format(title=title, day=format_date(meeting.rescheduled_from))


def times_words(meeting: MeetingRow) -> str:
    """`11:00 AM – 12:00 PM EST`; nothing where no time is known."""
    zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start) if meeting.date else ""
    return format_times(meeting.start, meeting.end, zone=zone)
