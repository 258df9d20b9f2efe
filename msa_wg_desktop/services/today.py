"""The first page: read from the record in a fixed number of statements, however much there is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from msa_wg_desktop.db.models import (
    Action,
    AgendaItem,
    CommissionOrder,
    DataNeed,
    Deadline,
    OrderItem,
    WorkingGroup,
)
from msa_wg_desktop.domain.captures import OPEN_STATES
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.deadlines import DeadlineStatus
from msa_wg_desktop.domain.history import HistoryRow
from msa_wg_desktop.domain.invitations import Waiting
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.orders import Readiness
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.plan_back import after_colon
from msa_wg_desktop.domain.planning import business_days, state_holidays
from msa_wg_desktop.domain.plans import PlanKind, PlanStatus
from msa_wg_desktop.domain.today import (
    Attention,
    Board,
    Coming,
    Concern,
    DueKind,
    Filing,
    NextMeeting,
    OpenWork,
    Part,
    Sums,
)
from msa_wg_desktop.services import open_work, party_book, today_sums
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.history import History
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.plans import Plans
from msa_wg_desktop.services.replies import Replies
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.waiting_invitations import WaitingInvitations

NEAR = 10
"""Business days before a deadline within which what isn't ready is told."""
_PARTIES, _COMING, _CHANGES, _EACH = 8, 7, 6, 3
"""Up to so many of one kind are told one by one, more as their number."""
_TOLD_CHANGES = 20
_SOON = timedelta(days=14)
_OPEN = sorted(OPEN_STATES)

_READ_FROM: Mapping[Part, frozenset[str]] = {
    Part.NEXT: frozenset(
        {"affiliation", "agenda_item", "attendance", "class_member", "event", "guest", "meeting", "party", "reply"}
    ),
    Part.COMING: frozenset({"action", "commission_order", "deadline"}),
    Part.MEETINGS: frozenset({"meeting"}),
    Part.INVITATIONS: frozenset({"attendance", "event", "guest", "meeting", "party", "setting"}),
    Part.DEADLINES: frozenset({"commission_order", "deadline", "order_item"}),
    Part.PLANS: frozenset({"action", "commission_order", "deadline", "party", "plan_step"}),
    Part.ITEMS: frozenset({"commission_order", "order_item"}),
    Part.NEEDS: frozenset({"data_need"}),
    Part.NAMES: frozenset({"affiliation", "party"}),
}
_COUNTED = frozenset(
    {"action", "action_owner", "affiliation", "capture", "class_member", "data_need", "meeting", "party", "question"}
)
_COUNTED_FIELDS = frozenset(
    {
        *("date", "due", "group_id", "meeting_id", "name", "organisation_id", "party_id", "short", "since"),
        *("status", "taken_up", "target_id", "until"),
    }
)


class Today(Service):
    """Reads the board."""

    def __init__(
        self,
        store: Store,
        *,
        meetings: Meetings,
        plans: Plans,
        history: History,
        waiting: WaitingInvitations,
        replies: Replies,
    ) -> None:
        super().__init__(store)
        self._meetings, self._plans, self._history = meetings, plans, history
        self._waiting, self._replies = waiting, replies

    def board(self, group_ids: Sequence[str], *, before: Board | None = None, touched: Collection[str] = ()) -> Board:
        """How some groups stand today, but for what `sums` counts.

        `before` is how they stood when things of some kinds were `touched`: only what tells of those is read again.
        """
        today = self.store.clock.today()
        if not group_ids:
            return Board(today, groups=False, changes=self._changes())
        last = before if before is not None and before.groups and before.today == today else None

        def again(part: Part) -> bool:
            return last is None or not _READ_FROM[part].isdisjoint(touched)

        with self.store.reading() as connection:
            holidays = state_holidays(_state(connection, group_ids))
            orders, deadlines = _orders(connection), _deadlines(connection, group_ids)
            meetings = self._meetings.pending(group_ids) if again(Part.MEETINGS) or again(Part.NEXT) else ()
            read: Mapping[Part, Callable[[], Iterable[Attention]]] = {
                Part.MEETINGS: lambda: _of_meetings(meetings, today),
                Part.INVITATIONS: lambda: map(_of_waiting, self._waiting.list(group_ids)),
                Part.DEADLINES: lambda: _of_deadlines(orders, deadlines, today, holidays),
                Part.PLANS: lambda: self._of_plans(orders, today),
                Part.ITEMS: lambda: _at_risk(connection),
                Part.NEEDS: lambda: _of_needs(connection, group_ids, today),
                Part.NAMES: lambda: _of_names(party_book.read(connection, today)),
            }
            return Board(
                today,
                groups=True,
                filing=_filing(orders, _default_decisions(connection, group_ids), today, holidays),
                next=self._next(meetings, today) if last is None or again(Part.NEXT) else last.next,
                told={
                    part: tuple(how()) if last is None or again(part) else last.told[part] for part, how in read.items()
                },
                coming=_coming(connection, group_ids, orders, deadlines, today, holidays)
                if last is None or again(Part.COMING)
                else last.coming,
                changes=self._changes(),
            )

    @staticmethod
    def concerns_sums(sets: Iterable[ChangeSet]) -> bool:
        """Whether anything changed that `sums` counts; words alone are counted nowhere."""
        return any(changes.touches(_COUNTED, fields=_COUNTED_FIELDS) for changes in sets)

    def _next(self, meetings: Sequence[MeetingRow], today: date) -> NextMeeting | None:
        meeting = _comes_next(meetings, today)
        if meeting is None:
            return None
        agenda = select(func.count()).where(AgendaItem.meeting_id == meeting.id)
        with self.store.reading() as connection:
            items = connection.execute(agenda).scalar_one()
        answers = self._replies.answers(meeting.id).answers if meeting.status is MeetingStatus.SCHEDULED else {}
        return NextMeeting(meeting, items, tuple(answers.items()))

    def _of_plans(self, orders: Sequence[Any], today: date) -> Iterator[Attention]:
        """What threatens the next filings, as their plans say it; a deadline that has passed is told by itself."""
        ahead = [order.id for order in orders if order.due and order.due >= today][:_EACH]
        plans = [(order_id, self._plans.get(order_id, loose=order_id == ahead[0])) for order_id in ahead]
        for order_id, plan in plans or [("", self._plans.without_order())]:
            for line in plan.threatened:
                passed = line.node.kind is PlanKind.DEADLINE and line.end is not None and line.end < today
                if line.node.kind is PlanKind.FILING or passed:
                    continue
                late = line.status is PlanStatus.LATE
                words = f"{line.title}: {after_colon(line.why[0])}" if line.why else line.title
                yield Attention(Concern.PLAN_LATE if late else Concern.PLAN_AT_RISK, words, item=order_id, spot=line.id)

    def open_work(self, group_ids: Sequence[str], next_meeting: MeetingRow | None) -> OpenWork:
        """What some groups have open, and what of it waits for their next meeting.

        With 100,000 actions it takes longer than a blink: ask for it beside the window, not in it.
        """
        with self.store.reading() as connection:
            return open_work.read(connection, group_ids, self.store.clock.today(), next_meeting)

    def follow(self, work: OpenWork, sets: Sequence[ChangeSet]) -> OpenWork | None:
        """What is open after some changes, in a blink; None where all has to be read again."""
        with self.store.reading() as connection:
            return open_work.follow(connection, work, sets)

    def sums(self, work: OpenWork, *, me: str = "") -> Sums:
        """What is open, counted; `me` is whose things are told first."""
        with self.store.reading() as connection:
            book = party_book.read(connection, work.day)
        loads, more = today_sums.loads(book, work.tally, me=me, most=_PARTIES)
        overdue = sum(count for (_owners, late), count in work.tally.items() if late)
        return Sums(overdue, len(work.carried), mine=today_sums.mine(book, work.tally, me), loads=loads, more=more)

    def _changes(self) -> tuple[HistoryRow, ...]:
        """The latest steps; what a large one did is told by its label alone."""
        operations = self._history.list(limit=_CHANGES)
        small = [row for row in operations if row.changes <= _TOLD_CHANGES]
        told = {row.operation.id: row for row in self._history.told(small)}
        return tuple(told.get(row.id, HistoryRow(row, ())) for row in operations)


# ---------------------------------------------------------------------- meetings


def _comes_next(meetings: Sequence[MeetingRow], today: date) -> MeetingRow | None:
    """The one that comes next; where none has a date, one that waits for a new one."""
    coming = [row for row in meetings if row.status is MeetingStatus.SCHEDULED and row.date and row.date >= today]
    waiting = [row for row in meetings if row.status is MeetingStatus.TO_BE_RESCHEDULED]
    dated = sorted(coming, key=lambda row: (row.date or date.max, row.start is None, row.start, row.id))
    return next(iter(dated or waiting), None)


def _of_waiting(waiting: Waiting) -> Attention:
    """What of an invitation waits to be sent: how many of its guests wait, and what most of them get."""
    turns = Counter(errand.turn for errand in waiting.errands.all)
    told, count = turns.most_common(1)[0][0], sum(turns.values())
    return Attention(Concern.TO_SEND, waiting.title, count, day=waiting.day, item=waiting.key, spot=told.value)


def _of_meetings(meetings: Sequence[MeetingRow], today: date) -> Iterator[Attention]:
    for row in meetings:
        if row.status is MeetingStatus.TO_BE_RESCHEDULED:
            yield Attention(Concern.TO_RESCHEDULE, row.title, day=row.date, item=row.id)
    past = [row for row in meetings if row.status is MeetingStatus.SCHEDULED and row.date and row.date < today]
    if len(past) > _EACH:
        yield Attention(Concern.WAS_IT_HELD, count=len(past), item=past[0].id)
        return
    for row in past:
        yield Attention(Concern.WAS_IT_HELD, row.title, day=row.date, item=row.id)


# ---------------------------------------------------------------------- orders and deadlines


def _orders(connection: Connection) -> Sequence[Any]:
    """All orders, each with how many items it has and how many of them are ready."""
    return connection.execute(_of_orders()).all()


def _deadlines(connection: Connection, group_ids: Sequence[str]) -> Sequence[Any]:
    return connection.execute(_DEADLINES, {"groups": group_ids}).all()


# Statements are made once: to put one together takes longer than the database needs for its answer.


@cache
def _of_orders() -> Select[Any]:
    items = select(func.count()).where(OrderItem.order_id == CommissionOrder.id)
    ready = items.where(OrderItem.readiness == Readiness.READY.value)
    statement = select(
        CommissionOrder.id,
        CommissionOrder.number,
        CommissionOrder.due,
        CommissionOrder.decision_id,
        items.scalar_subquery().label("items"),
        ready.scalar_subquery().label("ready"),
    )
    return statement.order_by(CommissionOrder.due, CommissionOrder.number)


_GROUPS = bindparam("groups", expanding=True)
_DEADLINES = (
    select(Deadline.__table__)
    .where(
        or_(Deadline.group_id.is_(None), Deadline.group_id.in_(_GROUPS)),
        Deadline.status != DeadlineStatus.MET.value,
        Deadline.date.is_not(None),
    )
    .order_by(Deadline.date, Deadline.title, Deadline.id)
)
_DECISIONS = select(WorkingGroup.default_decision_id).where(WorkingGroup.id.in_(_GROUPS))
_STATE = select(WorkingGroup.state).where(WorkingGroup.id == bindparam("group"))
# The function keeps databases from going through all that a group has: two weeks of dates are fewer.
_PROMISED = (
    select(Action.id, Action.what, Action.due)
    .where(
        func.coalesce(Action.group_id, "").in_(_GROUPS),
        Action.status.in_(_OPEN),
        Action.due.between(bindparam("first"), bindparam("last")),
    )
    .order_by(Action.due, Action.id)
    .limit(_COMING)
)


def _default_decisions(connection: Connection, group_ids: Sequence[str]) -> set[str]:
    return {decision for decision in connection.scalars(_DECISIONS, {"groups": group_ids}) if decision}


def _state(connection: Connection, group_ids: Sequence[str]) -> str:
    """Whose holidays count: those of the group's state."""
    return connection.execute(_STATE, {"group": group_ids[0]}).scalar() or "CT"


def _filing(orders: Sequence[Any], decisions: set[str], today: date, holidays: Container[date]) -> Filing | None:
    """The next filing of the decisions that the groups work on, else of any."""
    ahead = [order for order in orders if order.due and order.due >= today]
    own = [order for order in ahead if order.decision_id in decisions]
    for order in (own or ahead)[:1]:
        return Filing(order.id, order.number, order.due, business_days(today, order.due, holidays))
    return None


def _of_deadlines(
    orders: Sequence[Any], deadlines: Sequence[Any], today: date, holidays: Container[date]
) -> Iterator[Attention]:
    """Deadlines that have passed, and filings that are near and not ready."""
    by_id = {order.id: order for order in orders}
    for row in deadlines:
        place = {"item": row.order_id or "", "spot": row.id}
        if row.date < today:
            yield Attention(Concern.DEADLINE_PASSED, row.title, day=row.date, **place)
            continue
        if row.order_id in by_id:
            yield from _not_ready(by_id[row.order_id], row.title, row.date, place, today, holidays)
    told = {(row.order_id, row.date) for row in deadlines}
    for order in orders:
        if order.due and order.due >= today and (order.id, order.due) not in told:
            yield from _not_ready(order, "", order.due, {"item": order.id}, today, holidays)


def _not_ready(
    order: Any, title: str, day: date, place: dict[str, str], today: date, holidays: Container[date]
) -> Iterator[Attention]:
    # A calendar's bound first: business days of years ahead are dear to count, and never near.
    left = business_days(today, day, holidays) if day - today <= 3 * _SOON else NEAR + 1
    if left <= NEAR and order.ready < order.items:
        words = title or order.number
        yield Attention(
            Concern.NOT_READY, words, order.items - order.ready, order.items, day, left, spot=place.get("spot", ""),
            item=place["item"],
        )  # fmt: skip


def _at_risk(connection: Connection) -> Iterator[Attention]:
    statement = (
        select(
            OrderItem.id, OrderItem.order_id, OrderItem.number, OrderItem.text, CommissionOrder.number.label("order")
        )
        .join(CommissionOrder, CommissionOrder.id == OrderItem.order_id)
        .where(OrderItem.readiness == Readiness.AT_RISK.value)
        .order_by(CommissionOrder.number, OrderItem.rank)
    )
    rows = connection.execute(statement).all()
    if len(rows) > _EACH:
        yield Attention(Concern.AT_RISK, count=len(rows), item=rows[0].order_id, spot=rows[0].id)
        return
    for row in rows:
        yield Attention(Concern.AT_RISK, f"{row.order}.{row.number} {row.text}", item=row.order_id, spot=row.id)


# ---------------------------------------------------------------------- what is owed, and names


def _of_needs(connection: Connection, group_ids: Sequence[str], today: date) -> Iterator[Attention]:
    late = select(func.count(), func.min(DataNeed.id)).where(
        DataNeed.group_id.in_(group_ids), DataNeed.status.in_(_OPEN), DataNeed.due < today
    )
    count, first = connection.execute(late).one()
    if count:
        yield Attention(Concern.NEEDS_PAST_DUE, count=count, item=first)


def _of_names(book: PartyBook) -> Iterator[Attention]:
    names = [row for row in book.people if row.provisional]
    if names:
        yield Attention(Concern.NAMES, names[0].display, count=len(names), item=names[0].id)


def _coming(
    connection: Connection,
    group_ids: Sequence[str],
    orders: Sequence[Any],
    deadlines: Sequence[Any],
    today: date,
    holidays: Container[date],
) -> tuple[Coming, ...]:
    """Dates ahead: what binds, and what is promised for the next two weeks. The next filing is always among them."""
    within = {"groups": group_ids, "first": today, "last": today + _SOON}
    promised = connection.execute(_PROMISED, within).all()
    ahead = [row for row in deadlines if row.date >= today]
    found = [(row.due, DueKind.ACTION, row.what, row.id, "") for row in promised]
    filed = {(order.id, order.due) for order in orders}
    for row in ahead:
        kind = DueKind.FILING if (row.order_id, row.date) in filed else DueKind.DEADLINE
        found.append((row.date, kind, row.title, row.order_id or "", row.id))
    told = {(row.order_id, row.date) for row in deadlines}
    filings = [order for order in orders if order.due and order.due >= today and (order.id, order.due) not in told]
    found += [(order.due, DueKind.FILING, order.number, order.id, "") for order in filings]
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2]))
    shown = found[:_COMING]
    later = next((entry for entry in found[_COMING:] if entry[1] is DueKind.FILING), None)
    if later is not None and all(entry[1] is not DueKind.FILING for entry in shown):
        shown = [*shown[:-1], later]
    return tuple(
        Coming(kind, words, day, business_days(today, day, holidays), item, spot)
        for day, kind, words, item, spot in shown
    )
