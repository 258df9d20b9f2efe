"""What is done to a meeting from a list or a calendar: one step each, said, and offered to be taken back."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.words import _, ngettext

_MOVES = frozenset({MeetingStatus.SCHEDULED, MeetingStatus.TO_BE_RESCHEDULED})


class MeetingEdits:
    """Raises what the services raise; a command tells it to the user."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._meetings, self._series = context.services.meetings, context.services.meeting_series

    def hold(self, meeting: MeetingRow) -> None:
        self._meetings.hold(meeting.id)
        self._say(_("Marked as held: {meeting}"), meeting)

    def schedule(self, meeting: MeetingRow) -> None:
        """Back to what it was, on the day that it has."""
        assert meeting.date is not None
        self._meetings.reschedule(meeting.id, meeting.date)
        self._say(_("Back to scheduled: {meeting}"), meeting, self._waiting(meeting))

    def cancel(self, meeting: MeetingRow) -> None:
        self._meetings.cancel(meeting.id)
        self._say(_("Cancelled: {meeting}"), meeting, self._waiting(meeting))

    def postpone(self, meeting: MeetingRow) -> None:
        self._meetings.cancel(meeting.id, to_be_rescheduled=True)
        self._say(_("Cancelled, to be rescheduled: {meeting}"), meeting, self._waiting(meeting))

    def delete(self, meeting: MeetingRow) -> None:
        holders = self._context.services.invitations.holders(meeting.id)
        self._meetings.delete(meeting.id)
        still = ngettext(
            "{count} guest still has it in the calendar: undo, cancel the meeting and send that first.",
            "{count} guests still have it in their calendars: undo, cancel the meeting and send that first.",
            holders,
        )
        self._say(_("Deleted: {meeting}"), meeting, still.format(count=holders) if holders else "")

    def cancel_following(self, meeting: MeetingRow) -> None:
        count = len(self._series.following(meeting.id))
        self._series.cancel_following(meeting.id)
        self._say_count(ngettext("{count} meeting cancelled", "{count} meetings cancelled", count), meeting, count)

    def delete_following(self, meeting: MeetingRow) -> None:
        count = len(self._series.following(meeting.id))
        self._series.delete_following(meeting.id)
        self._say_count(ngettext("{count} meeting deleted", "{count} meetings deleted", count), meeting, count)

    def move(self, meeting: MeetingRow, to: date) -> bool:
        """To another day at the same time; what is odd about it is said. What was held stays where it was."""
        if meeting.status not in _MOVES:
            words = _("{title} can't be moved: it is {state}. Set it back to scheduled first.")
            state = _("held") if meeting.status is MeetingStatus.HELD else _("cancelled")
            self._context.notifier.say(words.format(title=meeting.title, state=state))
            return False
        odd = self._context.services.meeting_dates.remarks(
            meeting.group_id, to, meeting.start, meeting.end, zone=meeting.time_zone, apart_from=meeting.id
        )
        self._meetings.reschedule(meeting.id, to)
        said = _("{title} is on {day} now.").format(title=meeting.title, day=format_date(to))
        self._context.say_done(" ".join(part for part in (said, *odd, self._waiting(meeting)) if part))
        return True

    def _waiting(self, meeting: MeetingRow) -> str:
        return self._context.services.invitations.waiting(meeting.id)

    def _say(self, words: str, meeting: MeetingRow, more: str = "") -> None:
        day = f", {format_date(meeting.date)}" if meeting.date else ""
        said = words.format(meeting=f"{meeting.title}{day}")
        self._context.say_done(f"{said}. {more}" if more else said)

    def _say_count(self, words: str, meeting: MeetingRow, count: int) -> None:
        self._context.say_done(f"{words.format(count=count)}: {meeting.title}")
