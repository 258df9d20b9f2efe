"""What is done to a meeting from a list or a calendar: one step each, said, and offered to be taken back."""

from __future__ import annotations

from datetime import date
from functools import partial

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import Choice, Question
from msa_wg_desktop.words import _, ngettext

_CANCEL, _DELETE = "cancel", "delete"
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
        """Asks first where guests have it in their calendars, unless it is one day of a series: that goes with the
        series' next update, as a cancelled day does."""
        holders = 0 if meeting.in_series else self._holders(meeting)
        if holders:
            self._ask_to_delete(meeting, holders)
        else:
            waits = meeting.in_series and self._holders(meeting)
            self._meetings.delete(meeting.id)
            self._say(
                _("Deleted: {meeting}"), meeting, _("The update of its series waits to be sent.") if waits else ""
            )

    def _holders(self, meeting: MeetingRow) -> int:
        """How many would look for a meeting that is still to come."""
        over = meeting.date is not None and meeting.date < self._context.clock.today()
        return 0 if over else self._context.services.invitations.holders(meeting.id)

    def _ask_to_delete(self, meeting: MeetingRow, holders: int) -> None:
        words = ngettext(
            "{count} guest has “{title}” in the calendar, and would come.",
            "{count} guests have “{title}” in their calendars, and would come.",
            holders,
        )
        question = Question(
            _("Delete a meeting that was invited to"),
            words.format(count=holders, title=meeting.title),
            (
                Choice(_CANCEL, _("Cancel it and tell the guests…")),
                Choice(_DELETE, _("Delete it anyhow"), destroys=True),
            ),
            detail=_("Where it is deleted, its cancellation waits on Today until it is sent, or left."),
        )
        self._context.notifier.ask(question, partial(self._answer, meeting))

    def _answer(self, meeting: MeetingRow, key: str) -> None:
        if key == _CANCEL:
            if meeting.status is not MeetingStatus.CANCELLED:
                self._meetings.cancel(meeting.id)
                self._say(_("Cancelled: {meeting}"), meeting, self._waiting(meeting))
            self._context.navigator.go(Place("invitation", meeting.id))
        elif key == _DELETE:
            self._meetings.delete(meeting.id)
            self._say(_("Deleted: {meeting}"), meeting, _("Its cancellation waits to be sent, on Today."))

    def cancel_following(self, meeting: MeetingRow) -> None:
        count = len(self._series.following(meeting.id))
        self._series.cancel_following(meeting.id)
        words = ngettext("{count} meeting cancelled", "{count} meetings cancelled", count)
        self._say_count(words, meeting, count, self._waiting(meeting))

    def delete_following(self, meeting: MeetingRow) -> None:
        count = len(self._series.following(meeting.id))
        earlier = [row for row in self._series.all(meeting.id) if (row.occurrence or date.max) < _day(meeting)]
        holders = self._holders(meeting)
        self._series.delete_following(meeting.id)
        more = self._waiting(earlier[0]) if earlier else _("Its cancellation waits to be sent, on Today.")
        words = ngettext("{count} meeting deleted", "{count} meetings deleted", count)
        self._say_count(words, meeting, count, more if holders else "")

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

    def _say_count(self, words: str, meeting: MeetingRow, count: int, more: str = "") -> None:
        said = f"{words.format(count=count)}: {meeting.title}"
        self._context.say_done(f"{said}. {more}" if more else said)


def _day(meeting: MeetingRow) -> date:
    return meeting.occurrence or meeting.date or date.max
