"""What was said about a topic over all meetings: its lines, and what came of them, meeting by meeting."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.models import AgendaItem, Meeting, Note, Topic
from msa_wg_desktop.domain.agenda import AgendaStatus, TopicState
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.notes import normal_levels
from msa_wg_desktop.domain.topics import StoryLine, TopicMeeting, TopicOverview, TopicStory
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.agenda import Agenda
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import note_paths, rows_of, ties_of_notes
from msa_wg_desktop.services.captures import by_kind
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class TopicStories(Service):
    """Reads; what is done to a topic is done by the agenda."""

    def __init__(self, store: Store, agenda: Agenda) -> None:
        super().__init__(store)
        self._agenda = agenda

    def list(self, group_id: str | None = None) -> tuple[TopicOverview, ...]:
        """The topics of a group, or of all, by title; three statements."""
        topics = select(Topic.id, Topic.group_id, Topic.title, Topic.state).order_by(Topic.title, Topic.id)
        if group_id is not None:
            topics = topics.where(Topic.group_id == group_id)
        meetings = (
            select(AgendaItem.topic_id, func.count(Meeting.id.distinct()), func.max(Meeting.date))
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .group_by(AgendaItem.topic_id)
        )
        lines = select(Note.topic_id, func.count().label("lines")).where(Note.text != "").group_by(Note.topic_id)
        with self.store.reading() as connection:
            rows = connection.execute(topics).all()
            met = {topic_id: (count, day) for topic_id, count, day in connection.execute(meetings)}
            said = {row.topic_id: row.lines for row in connection.execute(lines)}
        return tuple(
            TopicOverview(
                row.id,
                row.group_id,
                row.title,
                TopicState(row.state),
                *met.get(row.id, (0, None)),
                said.get(row.id, 0),
            )
            for row in rows
        )

    def story(self, topic_id: str) -> TopicStory:
        """All that was said about one topic, the newest meeting first."""
        with self.store.reading() as connection:
            topic = connection.execute(select(Topic.title, Topic.state).where(Topic.id == topic_id)).one_or_none()
            if topic is None:
                raise NotFoundError(_("That topic isn't in the record any more."), detail=f"topic {topic_id}")
            items = {item.meeting_id: item for item in self._agenda.of_topic(topic_id)}
            lines = self._lines(connection, topic_id)
            meetings = connection.execute(
                select(Meeting.id, Meeting.title, Meeting.date).where(Meeting.id.in_({*items, *lines}))
            ).all()
        now = self.store.clock.now()
        told = [
            TopicMeeting(
                row.id,
                row.title,
                row.date,
                AgendaStatus(items[row.id].status) if row.id in items else None,
                items[row.id].taken(now) if row.id in items else timedelta(),
                tuple(lines.get(row.id, ())),
            )
            for row in sorted(meetings, key=lambda row: (row.date is None, str(row.date), row.title), reverse=True)
        ]
        return TopicStory(topic_id, topic.title, TopicState(topic.state), tuple(told))

    def _lines(self, connection: Connection, topic_id: str) -> dict[str, list[StoryLine]]:
        statement = select(Note.id, Note.meeting_id, Note.level, Note.text).where(
            Note.topic_id == topic_id, Note.text != ""
        )
        rows = connection.execute(statement.order_by(Note.meeting_id, Note.rank, Note.id)).all()
        paths = note_paths(connection, [row.id for row in rows])
        ties = ties_of_notes(connection, [row.id for row in rows])
        book = party_book.read(connection, self.store.clock.today())
        things = rows_of(connection, book, by_kind(ties), ties)
        captured: dict[str, list[CapturedRow]] = defaultdict(list)
        for tie in ties:
            if (tie.kind, tie.target_id) in things:
                captured[tie.note_id].append(things[tie.kind, tie.target_id])
        found: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            found[row.meeting_id].append(row)
        return {
            meeting_id: [
                StoryLine(row.id, paths.get(row.id, ""), level, row.text, tuple(captured[row.id]))
                for row, level in zip(its, normal_levels(row.level for row in its), strict=True)
            ]
            for meeting_id, its in found.items()
        }
