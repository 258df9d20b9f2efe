"""Agendas: what a meeting is to take up, by whom, in how many minutes; and the topics that come again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import AgendaItem, CommissionOrder, Meeting, OrderItem, Topic, WorkingGroup
from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, TopicRow, TopicState
from msa_wg_desktop.domain.notes import rank_between
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
            .order_by(AgendaItem.meeting_id, AgendaItem.rank, AgendaItem.id)
        )
        if meeting_id is not None:
            statement = statement.where(AgendaItem.meeting_id == meeting_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            rows = connection.execute(statement).all()
        return tuple(
            AgendaItemRow(
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
            )
            for row in rows
        )

    def get(self, item_id: str) -> AgendaItemRow:
        """One agenda item."""
        for row in self.list():
            if row.id == item_id:
                return row
        raise NotFoundError(_("That isn't in the record any more."), detail=f"agenda_item {item_id}")

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
            values = self._checked(
                session,
                find(session, Meeting, meeting_id).group_id,
                {"presenter": presenter, "order_item": order_item, "minutes": minutes},
            )
            rank = _next_rank(session, meeting_id)
            row = AgendaItem(meeting_id=meeting_id, title=title, rank=rank, topic_id=topic_id, **values)
            session.add(row)
            return row.id

    def edit(self, item_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes an item's `title`, `minutes`, `status`, `topic_id`, its `presenter` (a party), its `order_item`."""
        with self.store.operation(_("Change an agenda item")) as session:
            row = find(session, AgendaItem, item_id)
            if "title" in values:
                require_text(values["title"], _("An agenda item needs a title."), field="title")
            group_id = find(session, Meeting, row.meeting_id).group_id
            edit(row, self._checked(session, group_id, values), shown=shown)

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

    def carry_over(self, item_id: str, to_meeting_id: str) -> str:
        """Puts what wasn't taken up on another meeting's agenda; here it is marked as carried over."""
        with self.store.operation(_("Carry over an agenda item")) as session:
            row = find(session, AgendaItem, item_id)
            find(session, Meeting, to_meeting_id)
            row.status = AgendaStatus.CARRIED_OVER.value
            copied = ("title", "presenter_id", "minutes", "item_id", "topic_id")
            values = {name: getattr(row, name) for name in copied}
            copy = AgendaItem(meeting_id=to_meeting_id, rank=_next_rank(session, to_meeting_id), **values)
            session.add(copy)
            return copy.id

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
            row = Topic(group_id=find(session, WorkingGroup, group_id).id, title=title, state=kept.value)
            session.add(row)
            return row.id

    def edit_topic(self, topic_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a topic's `title` or `state`."""
        with self.store.operation(_("Change a topic")) as session:
            if "title" in values:
                require_text(values["title"], _("A topic needs a title. Nothing was changed."), field="title")
            if "state" in values:
                require_choice(TopicState, values["state"], field="state")
            edit(find(session, Topic, topic_id), values, shown=shown)

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
        if checked.get("minutes") is not None and checked["minutes"] < 1:
            raise ValidationError(_("An agenda item takes at least a minute."), field="minutes")
        return checked


def _next_rank(session: RecordSession, meeting_id: str) -> str:
    last = session.scalar(select(func.max(AgendaItem.rank)).where(AgendaItem.meeting_id == meeting_id))
    return rank_between(last, None)
