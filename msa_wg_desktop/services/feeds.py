"""Calendar files that follow the record: whose meetings, deadlines and actions they hold, and where they lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, func, or_, select

from msa_wg_desktop.db.models import (
    Attendance,
    ChangeRow,
    CommissionOrder,
    Deadline,
    Event,
    GroupSeat,
    Guest,
    HandedOut,
    Meeting,
    Operation,
    OrderParty,
)
from msa_wg_desktop.domain.actions import ActionRow
from msa_wg_desktop.domain.deadlines import DeadlineStatus
from msa_wg_desktop.domain.feeds import FeedCounts, FeedDay, FeedKind, FeedMeeting
from msa_wg_desktop.domain.invitations import EventFacts
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.domain.orders import OrderRole
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.work import WorkFilter, is_public, place_words
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import chunks
from msa_wg_desktop.services.meetings import group_paths, meeting_row, meeting_rows
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.writing import require_ending
from msa_wg_desktop.words import _

SHOWN = frozenset(
    {"meeting", "event", "attendance", "guest", "group_seat", "working_group", "deadline", "commission_order"}
    | {"order_party", "action", "action_owner", "capture", "party", "class_member"}
)
"""The kinds of things on which what a file says depends."""
_HOUSE = "msa-wg-desktop"
_CANCELLED = (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED)
_MANY = 1_000
"""Things from which on asking for each by its id costs more than reading the history of all."""
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Changes:
    """How often a thing was changed, and when last: each change, an undo among them, is one more."""

    times: Mapping[str, int]
    latest: Mapping[str, datetime]

    def sequence(self, entity_id: str) -> int:
        return self.times.get(entity_id, 1) - 1

    def at(self, entity_id: str) -> datetime:
        return self.latest.get(entity_id, _BEGINNING)


class Feeds(Service):
    """Writes calendar files. What is off the record is in none of them."""

    def __init__(self, store: Store, actions: Actions) -> None:
        super().__init__(store)
        self._actions = actions

    def write(self, target: Path, *, party_id: str | None = None) -> FeedCounts:
        """Writes the file of one party, or of all that there is, whole or not at all. Raises ExportError in words.

        What stands there already and is the same stays as it is, the file itself too.
        """
        require_ending(target, (".ics",), _("A calendar"))
        from msa_wg_desktop.documents.saving import put_stream_in_place
        from msa_wg_desktop.invitations.feed import write_feed
        from msa_wg_desktop.invitations.feed_before import read_before

        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            ids = book.related(party_id) if party_id else None
            name = self._name(book, party_id)
            meetings = tuple(_meetings(connection, ids))
            days = _Counting(_deadlines(connection, ids))
            actions = _Counting(self._action_days(connection, ids))

            def write(stream: BinaryIO) -> None:
                write_feed(stream, name, meetings=meetings, days=_both(days, actions), before=before)

            before = read_before(_content_of(target))
            put_stream_in_place(target, write, unless_same=True)
        return FeedCounts(len(meetings), days.count, actions.count)

    def _name(self, book: PartyBook, party_id: str | None) -> str:
        what = _("Working group dates")
        return _("{what}: {party}").format(what=what, party=book.brief(party_id)) if party_id else what

    def _action_days(self, connection: Connection, ids: Collection[str] | None) -> Iterator[FeedDay]:
        rows = [
            row
            for row in self._actions.list(WorkFilter(public_only=True, open_only=True))
            if is_public(off_record=row.off_record, source=row.source) and _is_theirs(row, ids)
        ]
        changes = _changes(connection, [row.id for row in rows], "action")
        for row in rows:
            if day := _action(row, ids, changes):
                yield day


class _Counting:
    """Counts what passes."""

    def __init__(self, days: Iterator[FeedDay]) -> None:
        self._days = days
        self.count = 0

    def __iter__(self) -> Iterator[FeedDay]:
        for day in self._days:
            self.count += 1
            yield day


def _both(*parts: _Counting) -> Iterator[FeedDay]:
    for part in parts:
        yield from part


def _meetings(connection: Connection, ids: Collection[str] | None) -> Iterator[FeedMeeting]:
    """Meetings with a date: all, or those to which somebody is invited or of whose group they are."""
    statement = meeting_rows().where(Meeting.date.is_not(None)).order_by(Meeting.date, Meeting.start, Meeting.id)
    if ids is not None:
        invited = select(Attendance.meeting_id).where(Attendance.party_id.in_(ids), Attendance.invited)
        by_address = select(Guest.meeting_id).where(Guest.party_id.in_(ids))
        seated = select(GroupSeat.group_id).where(GroupSeat.party_id.in_(ids), GroupSeat.until.is_(None))
        statement = statement.where(or_(Meeting.id.in_(invited.union(by_address)), Meeting.group_id.in_(seated)))
    rows, paths, sequences = connection.execute(statement).all(), group_paths(connection), _sequences(connection)
    changes = _changes(connection, [row.id for row in rows], "meeting")
    for row in rows:
        meeting = meeting_row(row, paths)
        if meeting.date is not None:
            facts = EventFacts(
                meeting.date, meeting.start, meeting.end, meeting.time_zone, meeting.location, meeting.url
            )
            yield FeedMeeting(
                uid=_meeting_uid(meeting),
                title=meeting.title,
                facts=facts,
                changed=changes.at(meeting.id),
                sequence=sequences.get(meeting.uid, 0),
                takes_place=meeting.status not in _CANCELLED,
                text=meeting.group,
            )


def _sequences(connection: Connection) -> Mapping[str, int]:
    """By UID, the SEQUENCE that an event went out with last, or came with from whoever else organises it."""
    came = connection.execute(select(Event.uid, Event.sequence).where(Event.sequence.is_not(None))).all()
    sent = select(HandedOut.event_uid, func.max(HandedOut.sequence)).group_by(HandedOut.event_uid)
    return {row[0]: row[1] for row in (*came, *connection.execute(sent))}


def _meeting_uid(meeting: MeetingRow) -> str:
    """The event's own for ever; a day of a series, which the file has by itself, says which one before it."""
    if not meeting.uid:
        return f"{meeting.id}@{_HOUSE}"
    return f"{meeting.occurrence:%Y%m%d}-{meeting.uid}" if meeting.in_series else meeting.uid


def _deadlines(connection: Connection, ids: Collection[str] | None) -> Iterator[FeedDay]:
    """Dates that bind, and those of orders for which nobody made a deadline; a party's are those that it files by,
    and those that belong to no order."""
    numbers: dict[str, str] = {}
    dues: list[Any] = []
    files = None if ids is None else _filed_by(connection, ids)
    for order in connection.execute(select(CommissionOrder.id, CommissionOrder.number, CommissionOrder.due)):
        numbers[order.id] = order.number
        if order.due is not None and (files is None or order.id in files):
            dues.append(order)
    told: set[tuple[str | None, Any]] = set()
    columns = (Deadline.id, Deadline.title, Deadline.date, Deadline.status, Deadline.kind, Deadline.order_id)
    statement = select(*columns).where(Deadline.date.is_not(None)).order_by(Deadline.date, Deadline.id)
    rows = connection.execute(statement).all()
    told |= {(row.order_id, row.date) for row in rows}
    if files is not None:
        rows = [row for row in rows if row.order_id is None or row.order_id in files]
    shown = [*(row.id for row in rows), *(order.id for order in dues)]
    changes = _changes(connection, shown, "deadline", "commission_order")
    for row in rows:
        order = _("Order {number}").format(number=numbers[row.order_id]) if row.order_id in numbers else ""
        yield FeedDay(
            uid=f"{row.id}@{_HOUSE}",
            kind=FeedKind.DEADLINE,
            title=row.title,
            day=row.date,
            changed=changes.at(row.id),
            sequence=changes.sequence(row.id),
            is_open=DeadlineStatus(row.status).is_open,
            text=" · ".join(part for part in (order, row.status) if part),
        )
    for order in dues:
        if (order.id, order.due) not in told:
            yield FeedDay(
                uid=f"{order.id}@{_HOUSE}",
                kind=FeedKind.DEADLINE,
                title=_("Order {number} is due").format(number=order.number),
                day=order.due,
                changed=changes.at(order.id),
                sequence=changes.sequence(order.id),
            )


def _filed_by(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """The orders that some parties file, or an item of which they do."""
    statement = select(OrderParty.order_id).where(
        OrderParty.party_id.in_(ids), OrderParty.role == OrderRole.FILES.value
    )
    return frozenset(connection.scalars(statement))


def _is_theirs(row: ActionRow, ids: Collection[str] | None) -> bool:
    return ids is None or any(each.party_id in ids and each.status.is_open for each in row.owners)


def _action(row: ActionRow, ids: Collection[str] | None, changes: _Changes) -> FeedDay | None:
    """An open action on its day; for a party on the day of its own part, none where that is done."""
    owners = [each for each in row.owners if (ids is None or each.party_id in ids) and each.status.is_open]
    if ids is not None and not owners:
        return None
    due = min((each.due for each in owners if each.due), default=row.due) if ids is not None else row.due
    if due is None:
        return None
    who = ", ".join(each.name for each in row.owners)
    said = place_words(row.source)
    return FeedDay(
        uid=f"{row.id}@{_HOUSE}",
        kind=FeedKind.ACTION,
        title=_("{who}: {what}").format(who=who, what=row.what) if who else row.what,
        day=due,
        changed=changes.at(row.id),
        sequence=changes.sequence(row.id),
        text=_("Meeting of {place}").format(place=said) if said else "",
    )


def _changes(connection: Connection, ids: Sequence[str], *entities: str) -> _Changes:
    """What the history says of some things; where they are many, all of their kinds are read at once."""
    statement = (
        select(ChangeRow.entity_id, func.count(), func.max(Operation.at))
        .join(Operation, Operation.id == ChangeRow.operation_id)
        .where(ChangeRow.entity.in_(entities))
        .group_by(ChangeRow.entity_id)
    )
    if len(ids) > _MANY:
        rows = list(connection.execute(statement))
    else:
        portions = chunks(tuple(ids))
        rows = [row for some in portions for row in connection.execute(statement.where(ChangeRow.entity_id.in_(some)))]
    return _Changes({row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows})


def _content_of(target: Path) -> bytes:
    """What stands there; nothing where it can't be read."""
    try:
        return target.read_bytes()
    except OSError:
        return b""
