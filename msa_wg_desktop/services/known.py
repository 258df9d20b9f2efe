"""What the record knows when a line of a meeting is read: made once, kept until something of it changes."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from msa_wg_desktop.db.models import (
    Attendance,
    CommissionOrder,
    Decision,
    Docket,
    GroupTerm,
    Meeting,
    OrderItem,
    WorkingGroup,
)
from msa_wg_desktop.domain.capture_known import (
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownParties,
    KnownPerson,
)
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.planning import state_holidays
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.store import Store

_DEPENDS_ON = (
    "party", "class_member", "commission_order", "order_item", "decision", "docket", "group_term", "meeting",
    "working_group", "attendance", "affiliation",
)  # fmt: skip


_NO_MEETING = SimpleNamespace(group_id="", date=None, state="CT", default_decision_id=None)
"""Of a meeting that was just undone or deleted, for as long as somebody still looks at it."""


@dataclass(frozen=True, slots=True)
class MeetingKnowledge:
    """All that reading a line of one meeting needs. `targets` says which order and item an order item's id means."""

    meeting_id: str
    group_id: str
    known: Known
    today: date
    filing: date | None
    holidays: Container[date]
    targets: Mapping[str, tuple[str, str | None]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroupDays:
    """The days that matter to a group's dates: its state's holidays, and when it next has to file."""

    holidays: Container[date]
    filing: date | None


# Made once: all of it is read anew whenever somebody becomes known while notes are typed.
_GROUP = select(WorkingGroup.id.label("group_id"), WorkingGroup.state, WorkingGroup.default_decision_id).where(
    WorkingGroup.id == bindparam("group_id")
)
_MEETING = (
    select(Meeting.group_id, Meeting.date, WorkingGroup.state, WorkingGroup.default_decision_id)
    .join(WorkingGroup, WorkingGroup.id == Meeting.group_id)
    .where(Meeting.id == bindparam("meeting_id"))
)
_PRESENT = select(Attendance.party_id).where(
    Attendance.meeting_id == bindparam("meeting_id"), Attendance.presence == "present"
)
_ORDERS = (
    select(
        CommissionOrder.id,
        CommissionOrder.number,
        CommissionOrder.intro,
        CommissionOrder.due,
        CommissionOrder.decision_id,
        Docket.number.label("docket"),
    )
    .join(Decision, Decision.id == CommissionOrder.decision_id)
    .join(Docket, Docket.id == Decision.docket_id)
)
_ITEMS = select(OrderItem.id, OrderItem.order_id, OrderItem.number, OrderItem.text)
_TERMS = select(GroupTerm.term, GroupTerm.expansion).where(GroupTerm.group_id == bindparam("group_id"))


class Knowledge(Service):
    """Gives each meeting what its lines are read with."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._made: dict[str, MeetingKnowledge] = {}
        self._days: dict[tuple[str, date], GroupDays] = {}
        self._book: PartyBook | None = None
        self._parties_of: tuple[PartyBook, KnownParties] | None = None
        store.subscribe(self._forget)

    def of_meeting(self, meeting_id: str) -> MeetingKnowledge:
        """What the lines of a meeting are read with; today is the meeting's own day, where it has one."""
        found = self._made.get(meeting_id)
        if found is None:
            with self.store.reading() as connection:
                found = self._make(connection, meeting_id)
            self._made[meeting_id] = found
        return found

    def of_group(self, group_id: str) -> MeetingKnowledge:
        """What a line is read with that belongs to a group and to no meeting; today is today."""
        key = f"group {group_id} {self.store.clock.today()}"
        found = self._made.get(key)
        if found is None:
            with self.store.reading() as connection:
                group = connection.execute(_GROUP, {"group_id": group_id}).one()
                found = self._knowledge(connection, "", group, self.store.clock.today())
            self._made[key] = found
        return found

    def days_of(self, group_id: str) -> GroupDays:
        """The days of a group as of today, without reading everybody's names as `of_group` does."""
        today = self.store.clock.today()
        if (group_id, today) not in self._days:
            dues = select(func.min(CommissionOrder.due)).where(CommissionOrder.due >= today)
            filing = dues.where(CommissionOrder.decision_id == WorkingGroup.default_decision_id).scalar_subquery()
            statement = select(WorkingGroup.state, filing.label("filing")).where(WorkingGroup.id == group_id)
            with self.store.reading() as connection:
                row = connection.execute(statement).one()
            self._days[group_id, today] = GroupDays(state_holidays(row.state), row.filing)
        return self._days[group_id, today]

    def forget(self) -> None:
        """Reads anew when next asked; needed inside an operation that adds what later lines of it name."""
        self._made.clear()
        self._days.clear()
        self._book = None

    def book(self, connection: Connection) -> PartyBook:
        """Everybody in the record, for showing who owns or asked what."""
        if self._book is None:
            self._book = party_book.read(connection, self.store.clock.today())
        return self._book

    def _forget(self, changes: ChangeSet) -> None:
        if changes.touches(_DEPENDS_ON):
            self.forget()

    def _make(self, connection: Connection, meeting_id: str) -> MeetingKnowledge:
        meeting = connection.execute(_MEETING, {"meeting_id": meeting_id}).one_or_none() or _NO_MEETING
        return self._knowledge(connection, meeting_id, meeting, meeting.date or self.store.clock.today())

    def _knowledge(self, connection: Connection, meeting_id: str, about: Any, today: date) -> MeetingKnowledge:
        """`about` names the group, its state and its default decision; without a meeting nobody is present."""
        items, targets, filing = _order_items(connection, about.default_decision_id, today)
        words, abbreviations = _terms(connection, about.group_id)
        known = Known(
            parties=self._parties(party_book.read(connection, today)),
            order_items=items,
            abbreviations=abbreviations,
            present=connection.scalars(_PRESENT, {"meeting_id": meeting_id}),
        )
        return MeetingKnowledge(
            meeting_id, about.group_id, known, today, filing, state_holidays(about.state), targets, words
        )

    def _parties(self, book: PartyBook) -> KnownParties:
        """Those in a book, made once: most meetings are read with the same."""
        if self._parties_of is None or self._parties_of[0] is not book:
            self._parties_of = book, _parties(book)
        return self._parties_of[1]


def _parties(book: PartyBook) -> KnownParties:
    people = [
        KnownPerson(row.id, row.name, row.organisation_id, row.organisation, row.code)
        for row in book.people
        if not row.retired
    ]
    organisations = [KnownOrganisation(row.id, row.name, row.short) for row in book.organisations if not row.retired]
    classes = [KnownClass(row.id, row.name, row.members) for row in book.classes if not row.retired]
    return KnownParties(people, organisations, classes)


def _order_items(
    connection: Connection, default_decision_id: str | None, today: date
) -> tuple[list[KnownOrderItem], dict[str, tuple[str, str | None]], date | None]:
    orders = connection.execute(_ORDERS).all()
    items = connection.execute(_ITEMS).all()
    by_id = {order.id: order for order in orders}
    known: list[KnownOrderItem] = []
    targets: dict[str, tuple[str, str | None]] = {}
    for order in orders:
        default = order.decision_id == default_decision_id
        known.append(KnownOrderItem(order.id, order.number, "", order.docket, default, order.intro))
        targets[order.id] = (order.id, None)
    for item in items:
        order = by_id[item.order_id]
        default = order.decision_id == default_decision_id
        known.append(KnownOrderItem(item.id, order.number, item.number, order.docket, default, item.text))
        targets[item.id] = (item.order_id, item.id)
    dues = [order.due for order in orders if order.decision_id == default_decision_id and order.due]
    return known, targets, min((due for due in dues if due >= today), default=None)


def _terms(connection: Connection, group_id: str) -> tuple[frozenset[str], dict[str, str]]:
    rows = connection.execute(_TERMS, {"group_id": group_id}).all()
    words = frozenset(row.term for row in rows if not row.expansion)
    return words, {row.term: row.expansion for row in rows if row.expansion}
