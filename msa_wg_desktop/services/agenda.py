"""Agendas: what a meeting is to take up, by whom, in how many minutes; and the topics that come again.

Every item is of a topic, by which it is known from meeting to meeting: that of the same title in its group, else a
new one. What comes back by itself, and when, is in `services/comebacks`; what is done while a meeting runs, in
`services/running`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import AgendaItem, CommissionOrder, Meeting, OrderItem, Topic, WorkingGroup
from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, TopicRow, TopicState
from msa_wg_desktop.domain.agenda_line import AgendaLine, read_line, read_minutes
from msa_wg_desktop.domain.notes import rank_between
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import order_refs, party_book
from msa_wg_desktop.services.base import Service, edit, find, require_choice, require_text
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.words import _


class Agenda(Service):
    """The verbs of agenda items and topics."""

    def list(self, meeting_id: str | None = None) -> tuple[AgendaItemRow, ...]:
        """The agenda of a meeting in its order, or those of all meetings."""
        return self._read(AgendaItem.meeting_id == meeting_id if meeting_id is not None else AgendaItem.id.is_not(None))

    def of_meetings(self, meeting_ids: Collection[str]) -> Mapping[str, tuple[AgendaItemRow, ...]]:
        """The agendas of some meetings that have one, each in its order."""
        found: dict[str, list[AgendaItemRow]] = {}
        for row in self._read(AgendaItem.meeting_id.in_(meeting_ids)):
            found.setdefault(row.meeting_id, []).append(row)
        return {meeting_id: tuple(rows) for meeting_id, rows in found.items()}

    def of_topic(self, topic_id: str) -> tuple[AgendaItemRow, ...]:
        """The items of a topic in all meetings."""
        return self._read(AgendaItem.topic_id == topic_id)

    def get(self, item_id: str) -> AgendaItemRow:
        """One agenda item."""
        for row in self._read(AgendaItem.id == item_id):
            return row
        raise NotFoundError(_("That isn't in the record any more."), detail=f"agenda_item {item_id}")

    def _read(self, which: ColumnElement[bool]) -> tuple[AgendaItemRow, ...]:
        statement = (
            select(
                AgendaItem.__table__,
                Topic.title.label("topic"),
                OrderItem.number.label("item"),
                CommissionOrder.number.label("order"),
            )
            .outerjoin(Topic, Topic.id == AgendaItem.topic_id)
            .outerjoin(OrderItem, OrderItem.id == AgendaItem.item_id)
            .outerjoin(CommissionOrder, CommissionOrder.id == OrderItem.order_id)
            .where(which)
            .order_by(AgendaItem.meeting_id, AgendaItem.rank, AgendaItem.id)
        )
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            return tuple(_row(row, book) for row in connection.execute(statement))

    def add(
        self,
        meeting_id: str,
        title: str,
        *,
        presenter: str | None = None,
        minutes: int | None = None,
        order_item: str | None = None,
        topic_id: str | None = None,
    ) -> str:
        """Adds an item at the end of a meeting's agenda; gives its id."""
        title = require_text(clean_line(title)[0], _("An agenda item needs a title."), field="title")
        with self.store.operation(_("Add an agenda item"), meeting_id=meeting_id) as session:
            group_id = find(session, Meeting, meeting_id).group_id
            given = {"presenter": presenter, "order_item": order_item, "minutes": minutes}
            values = self._checked(session, group_id, given)
            topic_id = topic_id or _topic_of(session, group_id, title)
            rank = next_rank(session, meeting_id)
            row = AgendaItem(meeting_id=meeting_id, title=title, rank=rank, topic_id=topic_id, **values)
            session.add(row)
            return row.id

    def read(self, meeting_id: str, text: str) -> AgendaLine:
        """What a typed line would become, an order item that isn't there being a problem too."""
        with self.store.reading() as connection:
            read = read_line(clean_line(text)[0], party_book.read(connection, self.store.clock.today()))
            group_id = connection.execute(select(Meeting.group_id).where(Meeting.id == meeting_id)).scalar_one()
            if read.order_item and not read.problem:
                try:
                    order_refs.require(connection, read.order_item, group_id)
                except ValidationError as problem:
                    return replace(read, problem=problem.words)
        return read

    def add_line(self, meeting_id: str, text: str) -> str:
        """Adds what one typed line says ("Liability waiver, Patrick Fam, 10 min, #26.1"); gives the item's id."""
        read = self.read(meeting_id, text)
        if read.problem:
            raise ValidationError(read.problem, field="title")
        return self.add(
            meeting_id,
            read.title,
            presenter=read.presenter_id,
            minutes=read.minutes,
            order_item=read.order_item or None,
        )

    def edit(self, item_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes an item's `title`, `minutes`, `status`, `topic_id`, its `presenter` (a party), its `order_item`."""
        with self.store.operation(_("Change an agenda item")) as session:
            row = find(session, AgendaItem, item_id)
            if "title" in values:
                require_text(values["title"], _("An agenda item needs a title."), field="title")
            group_id = find(session, Meeting, row.meeting_id).group_id
            before = row.title
            edit(row, self._checked(session, group_id, values), shown=shown)
            _rename_topic(session, row, before)

    def move(self, item_id: str, *, after: str | None) -> None:
        """Puts an item behind another of its meeting, or (None) at the top."""
        row = self.get(item_id)
        others = [other for other in self.list(row.meeting_id) if other.id != item_id]
        ids = [other.id for other in others]
        if after is not None and after not in ids:
            raise NotFoundError(_("That isn't on the agenda any more."), detail=f"agenda_item {after}")
        place = ids.index(after) + 1 if after is not None else 0
        low = others[place - 1].rank if place else None
        high = others[place].rank if place < len(others) else None
        with self.store.operation(_("Move an agenda item"), meeting_id=row.meeting_id) as session:
            find(session, AgendaItem, item_id).rank = rank_between(low, high)

    def delete(self, item_id: str) -> None:
        """Takes an item off the agenda."""
        with self.store.operation(_("Delete an agenda item")) as session:
            find(session, AgendaItem, item_id)
            delete_row(session, AgendaItem, item_id)

    # ------------------------------------------------------------------ topics

    def topics(self, group_id: str) -> tuple[TopicRow, ...]:
        """A group's topics, by title."""
        statement = select(Topic.id, Topic.group_id, Topic.title, Topic.state).where(Topic.group_id == group_id)
        with self.store.reading() as connection:
            rows = connection.execute(statement.order_by(Topic.title, Topic.id)).all()
        return tuple(TopicRow(row.id, row.group_id, row.title, TopicState(row.state)) for row in rows)

    def add_topic(self, group_id: str, title: str, *, state: str = TopicState.OPEN) -> str:
        """Adds a topic to a group; gives its id."""
        title = require_text(clean_line(title)[0], _("A topic needs a title. Nothing was changed."), field="title")
        kept = require_choice(TopicState, state, field="state")
        with self.store.operation(_("Add a topic")) as session:
            group_id = find(session, WorkingGroup, group_id).id
            _require_free(session, group_id, title)
            row = Topic(group_id=group_id, title=title, state=kept.value)
            session.add(row)
            return row.id

    def edit_topic(self, topic_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a topic's `title` or `state`."""
        with self.store.operation(_("Change a topic")) as session:
            row = find(session, Topic, topic_id)
            if "title" in values:
                title = require_text(values["title"], _("A topic needs a title. Nothing was changed."), field="title")
                _require_free(session, row.group_id, title, own_id=row.id)
            if "state" in values:
                require_choice(TopicState, values["state"], field="state")
            edit(row, values, shown=shown)

    def delete_topic(self, topic_id: str) -> None:
        """Deletes a topic; what stood under it stays."""
        with self.store.operation(_("Delete a topic")) as session:
            find(session, Topic, topic_id)
            delete_row(session, Topic, topic_id)

    # ------------------------------------------------------------------ parts

    def _checked(self, session: RecordSession, group_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the row takes them: the presenter and the order item by id."""
        checked = dict(values)
        if "presenter" in checked:
            presenter = checked.pop("presenter")
            book = party_book.read(session.connection(), self.store.clock.today())
            checked["presenter_id"] = book.find(presenter, field="presenter").id if presenter else None
        if "order_item" in checked:
            text = checked.pop("order_item")
            checked["item_id"] = order_refs.require(session.connection(), text, group_id)[1] if text else None
        if "status" in checked:
            require_choice(AgendaStatus, checked["status"], field="status")
        if checked.get("minutes") is not None:
            _minutes, problem = read_minutes(str(checked["minutes"]))
            if problem:
                raise ValidationError(problem, field="minutes")
        return checked


def _row(row: Any, book: PartyBook) -> AgendaItemRow:
    return AgendaItemRow(
        id=row.id,
        meeting_id=row.meeting_id,
        title=row.title,
        presenter_id=row.presenter_id,
        presenter=book.display(row.presenter_id),
        minutes=row.minutes,
        status=AgendaStatus(row.status),
        topic_id=row.topic_id,
        topic=row.topic or "",
        order_item=f"{row.order}.{row.item}" if row.item else "",
        rank=row.rank,
        started_at=row.started_at,
        ended_at=row.ended_at,
        spent=row.spent or 0,
        item_id=row.item_id,
    )


def _topic_of(session: RecordSession, group_id: str, title: str) -> str:
    """The group's topic of that title, opened again where it was closed or parked; else a new one."""
    topic = _titled(session, group_id, title)
    if topic is None:
        topic = Topic(group_id=group_id, title=title)
        session.add(topic)
    elif topic.state in (TopicState.CLOSED, TopicState.PARKED):
        topic.state = TopicState.OPEN.value
    return topic.id


def _titled(session: RecordSession, group_id: str, title: str) -> Topic | None:
    rows = session.scalars(select(Topic).where(Topic.group_id == group_id).order_by(Topic.id))
    return next((row for row in rows if row.title.casefold() == title.casefold()), None)


def _require_free(session: RecordSession, group_id: str, title: str, *, own_id: str = "") -> None:
    """A topic is known by its title from meeting to meeting, so that a group has each only once."""
    other = _titled(session, group_id, title)
    if other is not None and other.id != own_id:
        words = _("There is a topic “{title}” already. Nothing was changed; choose another title.")
        raise ValidationError(words.format(title=other.title), field="title")


def _rename_topic(session: RecordSession, row: AgendaItem, before: str) -> None:
    """A topic that this item alone is of, and that was called as it was, goes with its title."""
    topic = session.get(Topic, row.topic_id) if row.topic_id and row.title != before else None
    if topic is not None and topic.title == before:
        others = select(func.count()).where(AgendaItem.topic_id == topic.id, AgendaItem.id != row.id)
        if not session.scalar(others):
            topic.title = row.title


def next_rank(session: RecordSession, meeting_id: str) -> str:
    """The place at the end of a meeting's agenda."""
    last = session.scalar(select(func.max(AgendaItem.rank)).where(AgendaItem.meeting_id == meeting_id))
    return rank_between(last, None)
