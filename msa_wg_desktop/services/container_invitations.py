"""The services of what comes back from invitations, and of whom they go to, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msa_wg_desktop.services.store import Store

if TYPE_CHECKING:
    from msa_wg_desktop.services.agenda import Agenda
    from msa_wg_desktop.services.answer_sheets import AnswerSheets
    from msa_wg_desktop.services.guests import Guests
    from msa_wg_desktop.services.incoming import IncomingFiles
    from msa_wg_desktop.services.invitations import Invitations
    from msa_wg_desktop.services.meeting_days import MeetingDays
    from msa_wg_desktop.services.meetings import Meetings
    from msa_wg_desktop.services.replies import Replies
    from msa_wg_desktop.services.taken_over import TakenOver
    from msa_wg_desktop.services.tracked_replies import TrackedReplies
    from msa_wg_desktop.services.waiting_invitations import WaitingInvitations


class InvitationServices:
    """A part of `Services`, which gives it the store."""

    store: Store
    if TYPE_CHECKING:

        @cached_property
        def agenda(self) -> Agenda: ...

        @cached_property
        def meetings(self) -> Meetings: ...

    @cached_property
    def guests(self) -> Guests:
        """Who is invited to meetings."""
        from msa_wg_desktop.services.guests import Guests

        return Guests(self.store)

    @cached_property
    def replies(self) -> Replies:
        """What guests answered."""
        from msa_wg_desktop.services.replies import Replies

        return Replies(self.store, guests=self.guests)

    @cached_property
    def taken_over(self) -> TakenOver:
        """Events that others organise."""
        from msa_wg_desktop.services.taken_over import TakenOver

        return TakenOver(self.store)

    @cached_property
    def tracked_replies(self) -> TrackedReplies:
        """Answers pasted from Outlook's tracking."""
        from msa_wg_desktop.services.tracked_replies import TrackedReplies

        return TrackedReplies(self.store, self.guests)

    @cached_property
    def waiting_invitations(self) -> WaitingInvitations:
        """Where something waits to be sent."""
        from msa_wg_desktop.services.waiting_invitations import WaitingInvitations

        return WaitingInvitations(self.store)

    @cached_property
    def answer_sheets(self) -> AnswerSheets:
        """What guests answered, to be looked at and worked on."""
        from msa_wg_desktop.services.answer_sheets import AnswerSheets

        return AnswerSheets(self.store, guests=self.guests, replies=self.replies)

    @cached_property
    def incoming(self) -> IncomingFiles:
        """What comes in files, looked at before it is taken."""
        from msa_wg_desktop.services.incoming import IncomingFiles

        return IncomingFiles(self.store, replies=self.replies, taken_over=self.taken_over)

    @cached_property
    def meeting_days(self) -> MeetingDays:
        """Another day for a meeting."""
        from msa_wg_desktop.services.meeting_days import MeetingDays

        return MeetingDays(self.store, meetings=self.meetings, invitations=self.invitations)

    @cached_property
    def invitations(self) -> Invitations:
        """What goes out to guests."""
        from msa_wg_desktop.services.invitations import Invitations

        return Invitations(self.store, agenda=self.agenda, guests=self.guests, replies=self.replies)
