"""Another day for a meeting: a correction while nobody can know of the first, else the same meeting moved."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.invitations import Invitations
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class MeetingDays(Service):
    """Whoever edits the day of a meeting among its fields need not know which of the two it is (decision 14)."""

    def __init__(self, store: Store, *, meetings: Meetings, invitations: Invitations) -> None:
        super().__init__(store)
        self._meetings, self._invitations = meetings, invitations

    def put(self, meeting_id: str, day: date | None) -> None:
        """Gives a meeting another day, or takes the one it has away until another is found.

        A day that anybody may know is remembered as the one that it was rescheduled from. One that was cancelled, or
        waits for a date, is to come again with it; what was held is put right, and stays held.
        """
        meeting = self._meetings.get(meeting_id)
        with self.store.operation(_("Change the meeting"), meeting_id=meeting_id):
            if day is None or (day != meeting.date and not self._is_known(meeting)):
                self._meetings.edit(meeting_id, {"date": day})
            elif day != meeting.date or meeting.status is MeetingStatus.TO_BE_RESCHEDULED:
                self._meetings.reschedule(meeting_id, day)

    def _is_known(self, meeting: MeetingRow) -> bool:
        """Whether anybody may expect it on the day that it has: until then another one is a correction."""
        if meeting.status is MeetingStatus.HELD:
            return False
        stands = meeting.status is MeetingStatus.SCHEDULED and meeting.date is not None
        return not stands or meeting.in_series or self._invitations.is_known(meeting.id)
