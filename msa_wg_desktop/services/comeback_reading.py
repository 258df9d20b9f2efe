"""Works out from the record which topics come back to a meeting, and why, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from msa_wg_desktop.db.models import AgendaItem, Capture, Meeting, Note, OrderLink, Topic
from msa_wg_desktop.domain.agenda import NOT_REACHED, AgendaStatus, Comeback, TopicState
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.services.captured import TARGETS
from msa_wg_desktop.services.captures import DONE

_OVER = (MeetingStatus.HELD.value, MeetingStatus.CANCELLED.value)
_ORDER = {TopicState.STANDING: 0, TopicState.OPEN: 1, TopicState.PARKED: 2, TopicState.CLOSED: 3}
Open = Mapping[str, Mapping[str, CaptureKind]]
"""By topic, what is open of it: ids with their kinds."""


def read(connection: Connection, meeting_id: str, today: date) -> tuple[Comeback, ...]:
    """What comes back or waits: standing topics first, then the open ones, then the parked."""
    found = (row for row in _all(connection, meeting_id, today) if row.by_itself or row.state is TopicState.PARKED)
    return tuple(sorted(found, key=lambda row: (_ORDER[row.state], not row.not_reached)))


def read_one(connection: Connection, meeting_id: str, topic_id: str, today: date) -> Comeback | None:
    """One topic as it stands to a meeting, whether or not it comes back; None where it isn't its group's."""
    return next((row for row in _all(connection, meeting_id, today) if row.topic_id == topic_id), None)


def reasons(connection: Connection, meeting_id: str, today: date) -> dict[str, str]:
    """Why items of a meeting's agenda came back, by their topic."""
    return {row.topic_id: row.why for row in _all(connection, meeting_id, today) if row.why}


def _all(connection: Connection, meeting_id: str, today: date) -> list[Comeback]:
    meeting = connection.execute(select(Meeting.group_id, Meeting.date).where(Meeting.id == meeting_id)).one()
    topics = connection.execute(
        select(Topic.id, Topic.title, Topic.state).where(Topic.group_id == meeting.group_id).order_by(Topic.title)
    ).all()
    items = _items(connection, meeting.group_id)
    here = {row.topic_id: row for row in reversed(items) if row.meeting_id == meeting_id}
    past = [row for row in items if row.meeting_id != meeting_id and _is_before(row, meeting.date, today)]
    last = {row.topic_id: row for row in past}
    earlier = _earlier(connection, meeting_id, meeting)
    still_open = _open(connection, meeting.group_id, earlier, items)
    found: list[Comeback] = []
    for topic in topics:
        row, item = last.get(topic.id), here.get(topic.id)
        found.append(
            Comeback(
                topic.id,
                topic.title,
                TopicState(topic.state),
                last_item_id=row.id if row else None,
                last_day=row.date if row else None,
                not_reached=row is not None and row.status in NOT_REACHED,
                skipped=row is not None and row.status == AgendaStatus.SKIPPED,
                open=_counted(still_open.get(topic.id, {})),
                item_id=item.id if item else None,
            )
        )
    order = {topic_id: place for place, topic_id in enumerate(last)}
    return sorted(found, key=lambda row: order.get(row.topic_id, len(order)))


def _counted(open_things: Mapping[str, CaptureKind]) -> tuple[tuple[CaptureKind, int], ...]:
    counts = Counter(open_things.values())
    return tuple((kind, counts[kind]) for kind in DONE if counts[kind])


def _items(connection: Connection, group_id: str) -> list[Any]:
    """The items of all of the group's meetings that have a topic, oldest meeting first, each in its order."""
    statement = (
        select(
            AgendaItem.id,
            AgendaItem.meeting_id,
            AgendaItem.topic_id,
            AgendaItem.item_id,
            AgendaItem.status,
            Meeting.date,
            Meeting.status.label("meeting_status"),
            Meeting.ended_at,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.group_id == group_id, AgendaItem.topic_id.is_not(None))
        .order_by(Meeting.date, AgendaItem.meeting_id, AgendaItem.rank, AgendaItem.id)
    )
    return list(connection.execute(statement))


def _is_before(row: Any, day: date | None, today: date) -> bool:
    """Whether an item's meeting stands before that day, and is over."""
    if row.date is None or (day is not None and row.date > day):
        return False
    return row.date < today or row.meeting_status in _OVER or row.ended_at is not None


def _earlier(connection: Connection, meeting_id: str, meeting: Any) -> set[str]:
    """The meetings of the group before this one; one without a date stands after all that have one."""
    statement = select(Meeting.id).where(
        Meeting.group_id == meeting.group_id, Meeting.id != meeting_id, Meeting.date.is_not(None)
    )
    if meeting.date is not None:
        statement = statement.where(Meeting.date <= meeting.date)
    return set(connection.scalars(statement))


def _open(connection: Connection, group_id: str, earlier: Collection[str], items: list[Any]) -> Open:
    """What is open of each topic: what came of its lines in earlier meetings, and what its order items wait for."""
    things = _open_things(connection, group_id, earlier)
    found: dict[str, dict[str, CaptureKind]] = defaultdict(dict)
    lines = (
        select(Note.topic_id, Note.meeting_id, Capture.target_id)
        .join(Capture, Capture.note_id == Note.id)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(Meeting.group_id == group_id, Note.topic_id.is_not(None))
    )
    for row in connection.execute(lines):
        if row.target_id in things and row.meeting_id in earlier:
            found[row.topic_id][row.target_id] = things[row.target_id]
    topics: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.item_id and item.meeting_id in earlier:
            topics[item.item_id].add(item.topic_id)
    links = select(OrderLink.item_id, OrderLink.subject_id).where(OrderLink.item_id.in_(topics))
    for link in connection.execute(links):
        if link.subject_id in things:
            for topic_id in topics[link.item_id]:
                found[topic_id][link.subject_id] = things[link.subject_id]
    return found


def _open_things(connection: Connection, group_id: str, earlier: Collection[str]) -> dict[str, CaptureKind]:
    """The group's open actions, data needs and questions that come from before, or from no meeting."""
    found: dict[str, CaptureKind] = {}
    for kind in DONE:
        columns = TARGETS[kind].entity.__table__.c
        statement = select(columns.id, columns.meeting_id).where(
            columns.group_id == group_id,
            columns.status.in_(sorted(OPEN_STATES)),
            or_(columns.meeting_id.is_(None), columns.meeting_id.in_(sorted(earlier))),
        )
        found.update((row.id, kind) for row in connection.execute(statement))
    return found
