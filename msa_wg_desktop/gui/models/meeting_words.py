"""A meeting's date and state, as its page says them; what isn't known is left out."""

from __future__ import annotations

from collections.abc import Sequence

from msa_wg_desktop.domain.dates import format_date, format_times, zone_abbreviation
from msa_wg_desktop.domain.meetings import AttendanceRow, MeetingRow, MeetingStatus, Presence
from msa_wg_desktop.domain.series import rule_words
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.cards import Tag
from msa_wg_desktop.words import _


def when_words(meeting: MeetingRow) -> str:
    """`Thu, Feb 6, 2025 · 11:00 AM – 12:00 PM EST · was Tue, Feb 4, 2025`."""
    if meeting.date is None:
        parts = [_("No date yet"), format_times(meeting.start, meeting.end)]
    else:
        zone = zone_abbreviation(meeting.time_zone, meeting.date, meeting.start)
        parts = [format_date(meeting.date), format_times(meeting.start, meeting.end, zone=zone)]
    if meeting.rescheduled_from is not None:
        parts.append(_("was {day}").format(day=format_date(meeting.rescheduled_from)))
    return " · ".join(part for part in (*parts, meeting.location) if part)


def series_words(meeting: MeetingRow, of_series: Sequence[MeetingRow]) -> str:
    """`Meeting 3 of 8 of a series, every Tuesday. One invitation is for all of them.`; "" where it is none."""
    place = next((number for number, row in enumerate(of_series, start=1) if row.id == meeting.id), 0)
    if not place:
        return ""
    words = _("Meeting {place} of {count} of a series, {every}. One invitation is for all of them.")
    return words.format(place=place, count=len(of_series), every=rule_words(meeting.rule))


def status_tag(meeting: MeetingRow) -> Tag:
    """Whether the meeting was held, is to come, or was cancelled."""
    return {
        MeetingStatus.SCHEDULED: Tag(_("scheduled"), Tone.NEUTRAL),
        MeetingStatus.HELD: Tag(_("held"), Tone.GOOD),
        MeetingStatus.CANCELLED: Tag(_("cancelled"), Tone.CAUTION),
        MeetingStatus.TO_BE_RESCHEDULED: Tag(_("cancelled, to be rescheduled"), Tone.CAUTION),
    }[meeting.status]


def attendance_words(rows: tuple[AttendanceRow, ...]) -> str:
    """`Attendance 6 of 9`: who was there of all on the list; without a list, `Attendance`."""
    if not rows:
        return _("Attendance")
    present = sum(row.presence is Presence.PRESENT for row in rows)
    return _("Attendance {present} of {listed}").format(present=present, listed=len(rows))
