"""A meeting while it runs: started, from item to item of its agenda, ended; each moment is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import AgendaItem, Meeting, Topic
from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, TopicState, at_hand
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.running import RunningState
from msa_wg_desktop.domain.text import one_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.agenda import Agenda
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.comebacks import Comebacks
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

# Of an item's title in the name of a step.
_LETTERS = 40
_CANCELLED = (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED)


class Running(Service):
    """The verbs of a meeting that runs. Each is one step, undone like any other."""

    def __init__(self, store: Store, *, meetings: Meetings, agenda: Agenda, comebacks: Comebacks) -> None:
        super().__init__(store)
        self._meetings, self._agenda, self._comebacks = meetings, agenda, comebacks

    def state(self, meeting_id: str) -> RunningState:
        """The meeting, its agenda, and when it was started and ended."""
        meeting = self._meetings.get(meeting_id)
        columns = (Meeting.started_at, Meeting.ended_at)
        with self.store.reading() as connection:
            row = connection.execute(select(*columns).where(Meeting.id == meeting_id)).one()
        return RunningState(meeting, self._agenda.list(meeting_id), row.started_at, row.ended_at)

    def start(self, meeting_id: str) -> None:
        """Starts the meeting, or goes on with it, and takes up the first item; an agenda not yet begun is begun."""
        with self.store.operation(_("Start the meeting"), meeting_id=meeting_id) as session:
            self._started(session, meeting_id)
            if at_hand(self._agenda.list(meeting_id)) is None:
                self._take_next(session, meeting_id, behind=None)

    def next_item(self, meeting_id: str) -> AgendaItemRow | None:
        """Ends the item at hand and takes up the next one that waits; None where none is left."""
        with self.store.operation(_("End the last agenda item"), meeting_id=meeting_id) as session:
            self._started(session, meeting_id)
            here = self._leave(session, meeting_id, AgendaStatus.TAKEN_UP)
            self._take_next(session, meeting_id, behind=here)
            session.flush()
            now = at_hand(self._agenda.list(meeting_id))
            if now is not None:
                session.label = _("Next agenda item: {title}").format(title=_brief(now))
        return now

    def back(self, meeting_id: str) -> AgendaItemRow | None:
        """To the item before, as if it had never been left; None where nothing was taken up before."""
        items = self._agenda.list(meeting_id)
        here = at_hand(items)
        ended = [item for item in items if item.ended_at is not None and item.status is AgendaStatus.TAKEN_UP]
        if not ended:
            return here
        before = max(ended, key=lambda item: item.ended_at or item.started_at or self.store.clock.now())
        words = _("Back to the agenda item before: {title}").format(title=_brief(before))
        with self.store.operation(words, meeting_id=meeting_id) as session:
            if here is not None:
                row = find(session, AgendaItem, here.id)
                row.started_at, row.status = None, AgendaStatus.PLANNED.value
            find(session, AgendaItem, before.id).ended_at = None
        return at_hand(self._agenda.list(meeting_id))

    def take_up(self, item_id: str) -> None:
        """Takes up any item now; one that was taken up before goes on from where it was left."""
        item = self._agenda.get(item_id)
        meeting_id, words = item.meeting_id, _("Take up the agenda item {title}").format(title=_brief(item))
        with self.store.operation(words, meeting_id=meeting_id) as session:
            self._started(session, meeting_id)
            row = find(session, AgendaItem, item_id)
            if row.started_at is None or row.ended_at is not None:
                self._leave(session, meeting_id, AgendaStatus.TAKEN_UP)
                _begin(row, self.store.clock.now())

    def park(self, item_id: str) -> None:
        """Puts an item aside with its topic; where it was at hand, the next one is taken up."""
        item = self._agenda.get(item_id)
        words = _("Park the agenda item {title}").format(title=_brief(item))
        with self.store.operation(words, meeting_id=item.meeting_id) as session:
            row = find(session, AgendaItem, item_id)
            if item.at_hand:
                row.ended_at = self.store.clock.now()
            row.status = AgendaStatus.PARKED.value
            if row.topic_id:
                find(session, Topic, row.topic_id).state = TopicState.PARKED.value
            session.flush()
            if item.at_hand:
                self._take_next(session, item.meeting_id, behind=item)

    def end(self, meeting_id: str) -> None:
        """Ends the meeting and its item at hand; it is then held."""
        with self.store.operation(_("End the meeting"), meeting_id=meeting_id) as session:
            meeting = find(session, Meeting, meeting_id)
            if meeting.ended_at is not None:
                raise ValidationError(_("This meeting has ended already. Nothing was changed."))
            _require_no_cancelled(meeting)
            self._leave(session, meeting_id, AgendaStatus.TAKEN_UP)
            meeting.ended_at, meeting.status = self.store.clock.now(), MeetingStatus.HELD.value

    def _started(self, session: RecordSession, meeting_id: str) -> None:
        meeting = find(session, Meeting, meeting_id)
        _require_no_cancelled(meeting)
        if self._comebacks.is_due(meeting_id):
            self._comebacks.begin(meeting_id)
        meeting.started_at = meeting.started_at or self.store.clock.now()
        meeting.ended_at = None
        session.flush()

    def _leave(self, session: RecordSession, meeting_id: str, status: AgendaStatus) -> AgendaItemRow | None:
        """Ends the item at hand; gives it as it was."""
        here = at_hand(self._agenda.list(meeting_id))
        if here is not None:
            row = find(session, AgendaItem, here.id)
            row.ended_at, row.status = self.store.clock.now(), status.value
            session.flush()
        return here

    def _take_next(self, session: RecordSession, meeting_id: str, *, behind: AgendaItemRow | None) -> None:
        """The next planned item behind another; where none is, the first that was passed over."""
        waiting = [
            item
            for item in self._agenda.list(meeting_id)
            if item.status is AgendaStatus.PLANNED and item.started_at is None
        ]
        later = [item for item in waiting if behind is not None and (item.rank, item.id) > (behind.rank, behind.id)]
        for item in (later or waiting)[:1]:
            _begin(find(session, AgendaItem, item.id), self.store.clock.now())


def _begin(row: AgendaItem, now: datetime) -> None:
    """What it took before is kept."""
    if row.started_at is not None and row.ended_at is not None:
        row.spent = (row.spent or 0) + max(0, int((row.ended_at - row.started_at).total_seconds()))
    row.started_at, row.ended_at, row.status = now, None, AgendaStatus.TAKEN_UP.value


def _brief(item: AgendaItemRow) -> str:
    return one_line(item.title, most=_LETTERS)


def _require_no_cancelled(meeting: Meeting) -> None:
    if meeting.status in _CANCELLED:
        raise ValidationError(_("This meeting is cancelled. Set a date for it first; nothing was changed."))
