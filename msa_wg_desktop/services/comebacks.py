"""What comes back to a meeting's agenda by itself, and when.

One rule. A topic comes back where it is a standing one, where it was not reached in the group's last meeting that
had it and is over, or where something is still open that came of it in an earlier meeting or is linked to its
order item. What is parked waits to be taken; what is closed stays away. All of that is worked out from the record
each time that it is asked for. It becomes items of an agenda once, in one step that can be undone: when the agenda
of a meeting to come is first opened to be prepared, or when the meeting is started without that. Whatever comes up
later waits beside the agenda to be taken; skipping it once leaves it to the meeting after.
"""

from __future__ import annotations

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import AgendaItem, Meeting, Topic
from msa_wg_desktop.domain.agenda import AgendaStatus, Comeback, TopicState
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import comeback_reading
from msa_wg_desktop.services.agenda import next_rank
from msa_wg_desktop.services.base import Service, delete, find
from msa_wg_desktop.words import _

_KEPT = ("title", "presenter_id", "minutes", "item_id", "topic_id")


class Comebacks(Service):
    """The verbs of what comes back."""

    def list(self, meeting_id: str) -> tuple[Comeback, ...]:
        """All topics that come back to a meeting or wait to be taken, those of its agenda among them."""
        with self.store.reading() as connection:
            return comeback_reading.read(connection, meeting_id, self.store.clock.today())

    def is_due(self, meeting_id: str) -> bool:
        """Whether the agenda is still to be begun: of a meeting to come that isn't cancelled."""
        columns = (Meeting.status, Meeting.date, Meeting.agenda_begun_at)
        with self.store.reading() as connection:
            row = connection.execute(select(*columns).where(Meeting.id == meeting_id)).one_or_none()
        if row is None:
            raise NotFoundError(_("That meeting isn't in the record any more."))
        to_come = row.date is None or row.date >= self.store.clock.today()
        return row.agenda_begun_at is None and to_come and row.status == MeetingStatus.SCHEDULED

    def begin(self, meeting_id: str) -> int:
        """Puts what comes back by itself on the agenda, behind what stands there; gives how many items that made."""
        coming = [row for row in self.list(meeting_id) if row.by_itself and row.item_id is None]
        with self.store.operation(_("Begin the agenda"), meeting_id=meeting_id) as session:
            find(session, Meeting, meeting_id).agenda_begun_at = self.store.clock.now()
            for row in coming:
                self._put(session, meeting_id, row)
        return len(coming)

    def take(self, meeting_id: str, topic_id: str) -> str:
        """Puts a topic on the agenda, one that was parked or skipped too; gives the item's id."""
        row = self._get(meeting_id, topic_id)
        with self.store.operation(_("Put a topic on the agenda"), meeting_id=meeting_id) as session:
            topic = find(session, Topic, topic_id)
            if topic.state in (TopicState.PARKED, TopicState.CLOSED):
                topic.state = TopicState.OPEN.value
            if row.item_id is None:
                return self._put(session, meeting_id, row)
            item = find(session, AgendaItem, row.item_id)
            if item.status in (AgendaStatus.SKIPPED, AgendaStatus.PARKED):
                item.status = AgendaStatus.PLANNED.value
            return item.id

    def skip(self, meeting_id: str, topic_id: str) -> str:
        """Leaves a topic out of this one meeting; it comes back in the next. Gives the item that remembers it."""
        row = self._get(meeting_id, topic_id)
        with self.store.operation(_("Skip a topic once"), meeting_id=meeting_id) as session:
            item_id = row.item_id or self._put(session, meeting_id, row)
            item = find(session, AgendaItem, item_id)
            if item.started_at is not None:
                raise ValidationError(_("“{title}” was taken up already.").format(title=item.title))
            item.status = AgendaStatus.SKIPPED.value
        return item_id

    def close(self, meeting_id: str, topic_id: str) -> None:
        """Closes a topic: it comes back no more, and leaves this agenda where it wasn't taken up."""
        row = self._get(meeting_id, topic_id)
        with self.store.operation(_("Close a topic"), meeting_id=meeting_id) as session:
            find(session, Topic, topic_id).state = TopicState.CLOSED.value
            item = session.get(AgendaItem, row.item_id) if row.item_id else None
            if item is not None and item.started_at is None and item.status != AgendaStatus.TAKEN_UP:
                delete(session, AgendaItem, item.id)

    def _get(self, meeting_id: str, topic_id: str) -> Comeback:
        with self.store.reading() as connection:
            row = comeback_reading.read_one(connection, meeting_id, topic_id, self.store.clock.today())
        if row is None:
            raise NotFoundError(_("That topic isn't in the record any more."), detail=f"topic {topic_id}")
        return row

    @staticmethod
    def _put(session: RecordSession, meeting_id: str, row: Comeback) -> str:
        """An item like the topic's last one; where that was not reached, it is marked as carried over."""
        last = session.get(AgendaItem, row.last_item_id) if row.last_item_id else None
        values = {name: getattr(last, name) for name in _KEPT} if last is not None else {"topic_id": row.topic_id}
        values["title"] = row.title
        item = AgendaItem(meeting_id=meeting_id, rank=next_rank(session, meeting_id), **values)
        session.add(item)
        session.flush()
        if last is not None and last.status == AgendaStatus.PLANNED:
            last.status = AgendaStatus.CARRIED_OVER.value
        return item.id
