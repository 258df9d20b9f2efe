"""Counts the runs of a list of actions: how many stand under each head, or have each owner first, before it is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select
from sqlalchemy.sql.selectable import FromClause

from msa_wg_desktop.db.models import Action, ActionOwner, CommissionOrder, Meeting, OrderItem, OrderLink
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.work import ALL, WorkFilter
from msa_wg_desktop.domain.work_list import SOON, DueGroup, WorkGroup, WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import TARGETS
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.work import FEW_PARTIES, conditions, one_of

# Orders that are read run by run: what stands at one place in them is ordered by itself.
RUN_SORTS = frozenset({WorkSort.OWNER, WorkSort.ITEM, WorkSort.STATUS, WorkSort.SOURCE})
# Runs up to this length are read together with their neighbours, longer ones each by itself.
FEW = 100
# More than these are found by going through the list in its order, and not by looking each up.
MANY = 2_000

_A = Action.__table__.c
_OWNER = ActionOwner.__table__.alias("run_owner")
_LINK = OrderLink.__table__.alias("run_link")
_OPEN = TARGETS[CaptureKind.ACTION].open_states
_KEPT = 32

Holders: TypeAlias = Mapping[str, Sequence[str]]
"""The ids of actions by who, or what, they are held by."""
_Head: TypeAlias = tuple[str, str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a list in their order, each known by its key; "" is the key of what has none.

    `which` are the conditions of being in some of them, on `source`; `place` orders some of them one after the other.
    `alone` is the condition of being in one with a key, on actions by themselves, where `source` is more than these.
    """

    groups: tuple[WorkGroup, ...]
    source: FromClause
    which: Callable[[Sequence[str]], Sequence[ColumnElement[bool]]]
    place: Callable[[Sequence[str]], ColumnElement[Any]]
    alone: Callable[[str], ColumnElement[bool]] | None = None

    def joined(self, keys: Sequence[str]) -> FromClause:
        """What some runs are read from."""
        return self.source if self._own(keys) is None else Action.__table__

    def conditions(self, keys: Sequence[str]) -> Sequence[ColumnElement[bool]]:
        """Those of being in some runs, on what they are read from."""
        own = self._own(keys)
        return self.which(keys) if own is None else (own,)

    def _own(self, keys: Sequence[str]) -> ColumnElement[bool] | None:
        return self.alone(keys[0]) if self.alone is not None and len(keys) == 1 and keys[0] else None

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that are read by one statement: from `offset` on, `limit` of the `count` lines they have."""

    keys: tuple[str, ...]
    count: int
    offset: int
    limit: int


def stretches(groups: Iterable[WorkGroup], offset: int, limit: int) -> Iterator[Stretch]:
    """What to read for `limit` lines from `offset` on: long runs each by itself, short neighbours together."""
    few: Stretch | None = None
    for group in groups:
        if limit <= 0:
            break
        if offset >= group.count:
            offset -= group.count
            continue
        own = Stretch((group.key,), group.count, offset, min(limit, group.count - offset))
        offset, limit = 0, limit - own.limit
        if group.key and group.count <= FEW:
            few = own if few is None else _joined(few, own)
            continue
        if few is not None:
            yield few
            few = None
        yield own
    if few is not None:
        yield few


def whole(count: int) -> Runs:
    """The one run of a list that nothing gathers."""
    return Runs((WorkGroup("", "", count),), Action.__table__, lambda _keys: (), lambda _keys: _A.id)


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(one.keys + other.keys, one.count + other.count, one.offset, one.limit + other.limit)


class ActionRuns(Service):
    """Who owns which actions, and what they are linked to, is read at once and kept until it changes.

    Looking each action's owners up would cost a hundred thousand looks for as many actions; their ids alone,
    gathered by owner, come from an index in one go.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._holders: dict[str, Holders] = {}
        self._known: dict[tuple[WorkFilter, WorkOrder, date], Runs] = {}
        store.subscribe(self._forget)

    def of(self, connection: Connection, wanted: WorkFilter, order: WorkOrder) -> Runs:
        """The runs of a list; one run where nothing gathers it."""
        asked = (wanted, order, self.store.clock.today())
        if asked not in self._known:
            for oldest in list(self._known)[: max(0, len(self._known) - _KEPT + 1)]:
                del self._known[oldest]
            self._known[asked] = self._read(connection, wanted, order)
        return self._known[asked]

    def _read(self, connection: Connection, wanted: WorkFilter, order: WorkOrder) -> Runs:
        match order.grouping, order.sort:
            case WorkGrouping.OWNER, _:
                return self._by_owner(connection, wanted)
            case WorkGrouping.ITEM, _:
                return self._by_item(connection, wanted)
            case WorkGrouping.MEETING, _:
                return self._by_meeting(connection, wanted, newest_first=True)
            case WorkGrouping.DUE, _:
                return self._by_due(connection, wanted)
            case WorkGrouping.STATUS, _:
                return self._by_status(connection, wanted, tuple(ActionStatus))
            case _, WorkSort.OWNER:
                return self._by_first_owner(connection, wanted, descending=order.descending)
            case _, WorkSort.ITEM:
                return self._by_first_item(connection, wanted, descending=order.descending)
            case _, WorkSort.STATUS:
                return self._by_status(connection, wanted, tuple(ActionStatus)[:: -1 if order.descending else 1])
            case _, WorkSort.SOURCE:
                return self._by_meeting(connection, wanted, newest_first=order.descending)
            case _:
                return whole(self._count(connection, wanted))

    # ------------------------------------------------------------------ by owner

    def _by_owner(self, connection: Connection, wanted: WorkFilter) -> Runs:
        book, holders = self._book(connection), self._owners(connection)
        keys = sorted(holders, key=lambda party: (book.brief(party).casefold(), party))
        heads = [(key, book.display(key), holders[key]) for key in keys]
        source = Action.__table__.outerjoin(_OWNER, _OWNER.c.action_id == _A.id)
        column = _OWNER.c.party_id

        def alone(key: str) -> ColumnElement[bool]:
            owned = select(ActionOwner.action_id).where(ActionOwner.party_id == key)
            return one_of(_A.id, owned, many=len(holders[key]) > MANY)

        return Runs(self._groups(connection, wanted, heads), source, _in(column), _as_listed(column), alone)

    def _by_first_owner(self, connection: Connection, wanted: WorkFilter, *, descending: bool) -> Runs:
        """Those of one name stand together, whoever they are."""
        book, holders = self._book(connection), self._owners(connection, first=True)
        named: dict[str, list[str]] = {}
        for party in holders:
            named.setdefault(book.brief(party).casefold(), []).append(party)
        heads = [
            (name, "", [action for party in named[name] for action in holders[party]])
            for name in sorted(named, reverse=descending)
        ]
        first = (_OWNER.c.action_id == _A.id) & (_OWNER.c.position == 0)
        source, column = Action.__table__.outerjoin(_OWNER, first), _OWNER.c.party_id

        def place(keys: Sequence[str]) -> ColumnElement[Any]:
            return case({party: at for at, key in enumerate(keys) for party in named[key]}, value=column)

        def which(keys: Sequence[str]) -> Sequence[ColumnElement[bool]]:
            return _in(column)([party for key in keys for party in (named[key] if key else ("",))])

        return Runs(self._groups(connection, wanted, heads, apart=True), source, which, place)

    def _owners(self, connection: Connection, *, first: bool = False) -> Holders:
        owner = ActionOwner.__table__.c
        held = [owner.position == 0] if first else []
        return self._held("first" if first else "owner", connection, owner.party_id, owner.action_id, held)

    # ------------------------------------------------------------------ by order item

    def _by_item(self, connection: Connection, wanted: WorkFilter) -> Runs:
        holders, items = self._links(connection), _item_names(connection)
        keys = sorted(holders, key=lambda key: (*items[key], key))
        heads = [(key, items[key][2], holders[key]) for key in keys]
        source = Action.__table__.outerjoin(_LINK, _LINK.c.subject_id == _A.id)

        def which(keys: Sequence[str]) -> Sequence[ColumnElement[bool]]:
            return (_linked_to(_LINK, keys),) if any(keys) else (_LINK.c.id.is_(None),)

        def alone(key: str) -> ColumnElement[bool]:
            return one_of(_A.id, _subjects_of([key]), many=len(holders[key]) > MANY)

        place = _as_listed(func.coalesce(_LINK.c.item_id, _LINK.c.order_id))
        return Runs(self._groups(connection, wanted, heads), source, which, place, alone)

    def _by_first_item(self, connection: Connection, wanted: WorkFilter, *, descending: bool) -> Runs:
        """An action with several items stands where its first one does."""
        holders, items = self._links(connection), _item_names(connection)
        named: dict[tuple[str, str], list[str]] = {}
        for key in holders:
            named.setdefault(items[key][:2], []).append(key)
        names = sorted(named)
        heads, earlier, seen = [], {}, set[str]()
        for at, name in enumerate(names):
            held = set[str]().union(*(holders[key] for key in named[name]))
            # Where nothing is held twice there is nothing to look for.
            shared = not seen.isdisjoint(held)
            earlier[str(at + 1)] = [key for other in names[:at] for key in named[other]] if shared else []
            heads.append((str(at + 1), "", held - seen if shared else held))
            seen |= held
        members = {str(at + 1): named[name] for at, name in enumerate(names)}

        def which(keys: Sequence[str]) -> Sequence[ColumnElement[bool]]:
            if not any(keys):
                return (~exists().where(_LINK.c.subject_id == _A.id),)
            its = [member for key in keys for member in members[key]]
            before = [other for key in keys for other in earlier[key] if other not in its]
            passed = exists().where(_LINK.c.subject_id == _A.id, _linked_to(_LINK, before))
            linked = one_of(_A.id, _subjects_of(its), many=sum(len(holders[key]) for key in its) > MANY)
            return (linked, ~passed) if before else (linked,)

        def place(keys: Sequence[str]) -> ColumnElement[Any]:
            key = func.coalesce(_LINK.c.item_id, _LINK.c.order_id)
            places = {member: int(key) for key in keys for member in members[key]}
            least = select(func.min(case(places, value=key))).where(_LINK.c.subject_id == _A.id).scalar_subquery()
            return -least if descending else least

        if descending:
            heads.reverse()
        return Runs(self._groups(connection, wanted, heads, apart=True), Action.__table__, which, place)

    def _links(self, connection: Connection) -> Holders:
        link = OrderLink.__table__.c
        key = func.coalesce(link.item_id, link.order_id)
        return self._held("link", connection, key, link.subject_id, [link.subject == CaptureKind.ACTION.value])

    # ------------------------------------------------------------------ by meeting and date

    def _by_meeting(self, connection: Connection, wanted: WorkFilter, *, newest_first: bool) -> Runs:
        """Counted from the index of meetings, where no words are to be looked for."""
        key = func.coalesce(_A.meeting_id, "") if wanted.words else _A.meeting_id
        where = self._where(connection, wanted, all_states=True)
        counted = select(key, func.count()).where(*where).group_by(key)
        counts = {row[0] or "": row[1] for row in connection.execute(counted)}
        day = Meeting.date.desc() if newest_first else Meeting.date.asc()
        meetings = connection.execute(
            select(Meeting.id, Meeting.date, Meeting.title).order_by(day.nulls_last(), Meeting.id)
        ).all()
        groups = [WorkGroup(row.id, _meeting_words(row), counts[row.id]) for row in meetings if row.id in counts]
        groups += [WorkGroup("", "", counts[""])] if "" in counts else []
        return Runs(tuple(groups), Action.__table__, _in(_A.meeting_id), _as_listed(_A.meeting_id))

    def _by_status(self, connection: Connection, wanted: WorkFilter, states: Sequence[ActionStatus]) -> Runs:
        return self._by_condition(connection, wanted, {state: _A.status == state for state in states})

    def _by_due(self, connection: Connection, wanted: WorkFilter) -> Runs:
        today = self.store.clock.today()
        is_open = _A.status.in_(_OPEN)
        return self._by_condition(
            connection,
            wanted,
            {
                DueGroup.OVERDUE: is_open & (_A.due < today),
                DueGroup.SOON: is_open & _A.due.between(today, today + SOON),
                DueGroup.LATER: is_open & (_A.due > today + SOON),
                DueGroup.NO_DATE: is_open & _A.due.is_(None),
                DueGroup.CLOSED: _A.status.not_in(_OPEN),
            },
        )

    def _by_condition(
        self, connection: Connection, wanted: WorkFilter, heads: Mapping[str, ColumnElement[bool]]
    ) -> Runs:
        where = self._where(connection, wanted)
        if wanted.words:
            counted = select(*(func.count(case((head, 1))) for head in heads.values())).where(*where)
        else:
            each = (select(func.count()).select_from(Action).where(head, *where) for head in heads.values())
            counted = select(*(count.scalar_subquery() for count in each))
        counts = zip(heads, connection.execute(counted).one(), strict=True)
        groups = [WorkGroup(key, "", count) for key, count in counts if count]
        return Runs(
            tuple(groups),
            Action.__table__,
            lambda keys: (or_(*(heads[key] for key in keys)),),
            lambda keys: case(*((heads[key], at) for at, key in enumerate(keys)), else_=len(keys)),
        )

    # ------------------------------------------------------------------ counting

    def _groups(
        self, connection: Connection, wanted: WorkFilter, heads: Sequence[_Head], *, apart: bool = False
    ) -> tuple[WorkGroup, ...]:
        """The heads under which something stands, and last what stands under none; `apart`: nothing is under two."""
        found = self._found(connection, wanted)
        counted = [WorkGroup(key, words, _common(found, held)) for key, words, held in heads]
        if apart:
            together = sum(group.count for group in counted)
        else:
            together = _common(found, set[str]().union(*(held for _key, _words, held in heads)))
        rest = (self._count(connection, wanted) if found is None else len(found)) - together
        groups = [group for group in counted if group.count]
        return (*groups, WorkGroup("", "", rest)) if rest > 0 else tuple(groups)

    def _count(self, connection: Connection, wanted: WorkFilter) -> int:
        if wanted.without_party or any(len(ids) > FEW_PARTIES for ids in self._parties(connection, wanted)):
            found = self._found(connection, wanted)
            return self._count(connection, ALL) if found is None else len(found)
        counted = select(func.count()).select_from(Action).where(*self._where(connection, wanted))
        return connection.execute(counted).scalar_one()

    def _found(self, connection: Connection, wanted: WorkFilter) -> set[str] | None:
        """The ids of all actions that a filter lets through; None for all there are."""
        others = replace(wanted, party_id=None, mine_of=None, without_party=False)
        found = None if others == ALL else self._ids(connection, others)
        for parties in self._parties(connection, wanted):
            holders = self._owners(connection)
            held = set[str]().union(*(holders.get(party, ()) for party in parties))
            found = held if found is None else found & held
        if wanted.without_party:
            among = self._ids(connection, ALL) if found is None else found
            found = among.difference(*self._owners(connection).values())
        return found

    def _parties(self, connection: Connection, wanted: WorkFilter) -> list[frozenset[str]]:
        """Whose actions are asked for: what is found is owned by one of each of these."""
        if not wanted.party_id and not wanted.mine_of:
            return []
        book = self._book(connection)
        related = [book.related(wanted.party_id)] if wanted.party_id else []
        return [*related, book.mine(wanted.mine_of)] if wanted.mine_of else related

    def _ids(self, connection: Connection, wanted: WorkFilter) -> set[str]:
        joined = select(func.aggregate_strings(_A.id, ",")).where(*self._where(connection, wanted))
        ids = connection.execute(joined).scalar()
        return set(ids.split(",")) if ids else set()

    def _held(
        self,
        name: str,
        connection: Connection,
        holder: ColumnElement[str],
        action: ColumnElement[str],
        where: Sequence[ColumnElement[bool]],
    ) -> Holders:
        """Actions by their holder. A database joins a hundred thousand ids faster than it hands them over."""
        if name not in self._holders:
            joined = select(holder, func.aggregate_strings(action, ",")).where(*where).group_by(holder)
            self._holders[name] = {key: ids.split(",") for key, ids in connection.execute(joined)}
        return self._holders[name]

    def _where(
        self, connection: Connection, wanted: WorkFilter, *, all_states: bool = False
    ) -> list[ColumnElement[bool]]:
        book = self._book(connection) if wanted.party_id or wanted.mine_of else PartyBook(())
        return conditions(TARGETS[CaptureKind.ACTION], wanted, book, self.store.clock.today(), all_states=all_states)

    def _book(self, connection: Connection) -> PartyBook:
        return party_book.read(connection, self.store.clock.today())

    def _forget(self, changes: ChangeSet) -> None:
        self._known.clear()
        if changes.touches({"action_owner"}):
            self._holders.pop("owner", None)
            self._holders.pop("first", None)
        if changes.touches({"order_link"}):
            self._holders.pop("link", None)


def _common(found: set[str] | None, held: Collection[str]) -> int:
    return len(held) if found is None else len(found.intersection(held))


def _in(column: ColumnElement[Any]) -> Callable[[Sequence[str]], Sequence[ColumnElement[bool]]]:
    return lambda keys: (column.in_(keys),) if any(keys) else (column.is_(None),)


def _as_listed(column: ColumnElement[Any]) -> Callable[[Sequence[str]], ColumnElement[Any]]:
    return lambda keys: case({key: at for at, key in enumerate(keys)}, value=column)


def _subjects_of(keys: Sequence[str]) -> Select[tuple[str]]:
    return select(OrderLink.subject_id).where(_linked_to(OrderLink.__table__, keys))


def _linked_to(link: FromClause, keys: Sequence[str]) -> ColumnElement[bool]:
    """Linked to one of these items, or to one of these orders as a whole."""
    return or_(link.c.item_id.in_(keys), and_(link.c.item_id.is_(None), link.c.order_id.in_(keys)))


def _meeting_words(meeting: Any) -> str:
    day = format_date(meeting.date) if meeting.date else ""
    return " · ".join(part for part in (day, meeting.title) if part)


def _item_names(connection: Connection) -> Mapping[str, tuple[str, str, str]]:
    """By the id of an item, or of an order: the order's number and the item's rank, and both as they are written."""
    orders = connection.execute(select(CommissionOrder.id, CommissionOrder.number)).all()
    numbers = {row.id: row.number for row in orders}
    names = {row.id: (row.number, "", row.number) for row in orders}
    for row in connection.execute(select(OrderItem.id, OrderItem.order_id, OrderItem.rank, OrderItem.number)):
        number = numbers[row.order_id]
        names[row.id] = (number, row.rank, f"{number}.{row.number}")
    return names
