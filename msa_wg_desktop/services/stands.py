"""Reads who stands where: positions, roll calls and seats as one matrix, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from msa_wg_desktop.db.models import (
    GroupSeat,
    Meeting,
    Position,
    PositionParty,
    Proposal,
    ProposalVersion,
    RollCall,
    RollCallMark,
)
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.parties import ClassRow, PartyBook, PersonRow
from msa_wg_desktop.domain.positions import Mark, PositionRow
from msa_wg_desktop.domain.proposals import ProposalRow, VersionRow
from msa_wg_desktop.domain.stands import COUNTED, Cell, Column, Marked, Matrix, MatrixRow, Stated
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import among, rows_among
from msa_wg_desktop.services.ledger_dates import entered
from msa_wg_desktop.services.positions import Positions
from msa_wg_desktop.services.proposals import Proposals
from msa_wg_desktop.services.store import Store

_NOT_HELD = (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED)
_ROLES = tuple(SeatRole)
Cells = Mapping[str, Mapping[str, Cell]]
"""By version, and then by party."""


class Stands(Service):
    """The matrix of stands, as they were stated by a day."""

    def __init__(self, store: Store, *, proposals: Proposals, positions: Positions) -> None:
        super().__init__(store)
        self._proposals = proposals
        self._positions = positions

    def matrix(
        self,
        group_ids: Collection[str],
        *,
        day: date | None = None,
        since: date | None = None,
        public_only: bool = False,
    ) -> Matrix:
        """Proposals by number, each with its newest version first. No cell is filled from another.

        `day`: as it stood then; later versions and stands are left out. `public_only`: nothing that is off
        the record, nor from a line that no summary prints.
        """
        proposals = self._proposals.list(group_ids=group_ids)
        wanted = WorkFilter(group_ids=tuple(group_ids), public_only=public_only)
        stated = [row for row in self._positions.list(wanted) if _by(row.stated_on, day)]
        if public_only:
            stated = [row for row in stated if row.source.note_id is None or row.source.label]
        with self.store.reading() as connection:
            book = party_book.read(connection, day or self.store.clock.today())
            seats = _seats(connection, group_ids, day or self.store.clock.today())
            marks = _marks(connection, [version.id for row in proposals for version in row.versions], day)
            cells = _cells(book, _as_entered(connection, stated), marks)
        columns = _columns(book, seats, [party_id for its in cells.values() for party_id in its])
        rows = tuple(row for proposal in proposals for row in _rows(proposal, cells, day))
        topics = tuple(reversed([row for row in stated if row.version_id is None]))
        return Matrix(day, since, bool(seats), columns, rows, topics)

    def frame(self, group_ids: Collection[str], *, day: date | None = None, since: date | None = None) -> Matrix:
        """The same matrix without its cells, which are read as they come into sight: only what is new is in it."""
        proposals = self._proposals.list(group_ids=group_ids)
        topics = [row for row in self._positions.on_topics(group_ids) if _by(row.stated_on, day)]
        with self.store.reading() as connection:
            book = party_book.read(connection, day or self.store.clock.today())
            seats = _seats(connection, group_ids, day or self.store.clock.today())
            holders = sorted(_told(connection, group_ids, day))
            recent = _recent(connection, group_ids, since) if since is not None else []
        told = dict.fromkeys(party_id for holder in holders for party_id, _said_as in columns_of(book, holder))
        cells = self.cells(recent, group_ids, day=day)
        rows = tuple(row for proposal in proposals for row in _rows(proposal, cells, day))
        columns = _columns(book, seats, told)
        return Matrix(day, since, bool(seats), columns, rows, tuple(reversed(topics)), frozenset(told))

    def cells(self, version_ids: Collection[str], group_ids: Collection[str], *, day: date | None = None) -> Cells:
        """What is known of the parties on some versions."""
        if not version_ids:
            return {}
        stated = [row for row in self._positions.of_versions(version_ids, group_ids) if _by(row.stated_on, day)]
        with self.store.reading() as connection:
            book = party_book.read(connection, day or self.store.clock.today())
            marks = _marks(connection, list(version_ids), day)
            return _cells(book, _as_entered(connection, stated), marks)

    def last_meeting(self, group_ids: Collection[str], before: date) -> date | None:
        """The day of the last meeting before a day that wasn't cancelled."""
        statement = select(func.max(Meeting.date)).where(
            Meeting.group_id.in_(group_ids), Meeting.date < before, Meeting.status.not_in(_NOT_HELD)
        )
        with self.store.reading() as connection:
            return connection.execute(statement).scalar_one()


def columns_of(book: PartyBook, party_id: str) -> tuple[tuple[str, str], ...]:
    """In whose columns a party's stand stands, and for or by whom it was said where that is another.

    A class speaks for its members, a person for the organisation; who has neither speaks for themselves.
    """
    if party_id not in book:
        return ()
    party = book.get(party_id)
    if isinstance(party, ClassRow) and party.member_ids:
        return tuple((member, party.name) for member in party.member_ids)
    if isinstance(party, PersonRow) and party.organisation_id:
        return ((party.organisation_id, party.display),)
    return ((party_id, ""),)


def _by(on: date | None, day: date | None) -> bool:
    return day is None or on is None or on <= day


def _told(connection: Connection, group_ids: Collection[str], day: date | None) -> set[str]:
    """Who stated anything on a version, or was marked in a roll call."""
    stated = select(PositionParty.party_id).join(Position, Position.id == PositionParty.position_id).distinct()
    marked = select(RollCallMark.party_id).join(RollCall, RollCall.id == RollCallMark.roll_call_id).distinct()
    own = select(ProposalVersion.id).join(Proposal, Proposal.id == ProposalVersion.proposal_id)
    stated = stated.where(Position.group_id.in_(group_ids), Position.version_id.is_not(None))
    marked = marked.where(RollCall.version_id.in_(own.where(Proposal.group_id.in_(group_ids))))
    if day is not None:
        stated = stated.where(or_(Position.stated_on.is_(None), Position.stated_on <= day))
        marked = marked.where(or_(RollCall.called_on.is_(None), RollCall.called_on <= day))
    return {*connection.scalars(stated), *connection.scalars(marked)}


def _recent(connection: Connection, group_ids: Collection[str], since: date) -> list[str]:
    """The versions on which anything was stated or marked after a day."""
    stated = select(Position.version_id).where(Position.group_id.in_(group_ids), Position.stated_on > since)
    called = select(RollCall.version_id).where(RollCall.called_on > since)
    found = connection.scalars(stated.where(Position.version_id.is_not(None)).union(called))
    return sorted(version_id for version_id in found if version_id is not None)


def _seats(connection: Connection, group_ids: Collection[str], day: date) -> list[tuple[str, SeatRole]]:
    statement = select(GroupSeat.__table__).where(GroupSeat.group_id.in_(group_ids))
    return [
        (row.party_id, SeatRole(row.role))
        for row in connection.execute(statement)
        if (row.since is None or row.since <= day) and (row.until is None or row.until >= day)
    ]


def _marks(connection: Connection, version_ids: Sequence[str], day: date | None) -> list[Any]:
    found = [row for row in rows_among(connection, _MARKS, version_ids) if _by(row.called_on, day)]
    again = _several(((row.version_id, row.called_on), row.id) for row in found)
    made = entered(connection, RollCall.__tablename__, again)
    return sorted(found, key=lambda row: (row.called_on, made.get(row.id, 0)), reverse=True)


# Made once: to put it together takes longer than the database needs for its answer.
_MARKS = (
    select(RollCallMark.party_id, RollCallMark.mark, RollCall.id, RollCall.version_id, RollCall.called_on)
    .join(RollCall, RollCall.id == RollCallMark.roll_call_id)
    .where(among(RollCall.version_id))
    .order_by(RollCall.called_on.desc(), RollCall.id)
)


def _as_entered(connection: Connection, stated: Sequence[PositionRow]) -> list[PositionRow]:
    """Oldest first, as they come; what a party stated twice in a day, in no line, as it was entered: the last holds."""
    loose = [row for row in stated if row.version_id is not None and row.source.note_id is None]
    again = _several(((row.version_id, row.stated_on, party_id), row.id) for row in loose for party_id in row.party_ids)
    made = entered(connection, Position.__tablename__, again)

    def place(row: PositionRow) -> tuple[bool, date, int]:
        return row.stated_on is None, row.stated_on or date.min, made.get(row.id, 0)

    return sorted(stated, key=place)


def _several(keyed: Iterable[tuple[Hashable, str]]) -> list[str]:
    """The ids of those that share their key with another."""
    ids: dict[Hashable, set[str]] = defaultdict(set)
    for key, row_id in keyed:
        ids[key].add(row_id)
    return sorted({row_id for its in ids.values() if len(its) > 1 for row_id in its})


def _cells(book: PartyBook, stated: Iterable[PositionRow], marks: Iterable[Any]) -> Cells:
    said: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for position in stated:
        if position.version_id is None:
            continue
        for holder in position.party_ids:
            for party_id, said_as in columns_of(book, holder):
                said[position.version_id, party_id].append(_stated(position, said_as))
    marked: dict[tuple[str, str], list[Marked]] = defaultdict(list)
    for row in marks:
        for party_id, _said_as in columns_of(book, row.party_id):
            marked[row.version_id, party_id].append(Marked(row.id, Mark(row.mark), row.called_on))
    found: dict[str, dict[str, Cell]] = defaultdict(dict)
    for version_id, party_id in [*said, *marked]:
        key = (version_id, party_id)
        # Positions come oldest first, those without a day last.
        found[version_id][party_id] = Cell(tuple(reversed(said.get(key, ()))), tuple(marked.get(key, ())))
    return found


def _stated(position: PositionRow, said_as: str) -> Stated:
    return Stated(
        position_id=position.id,
        stand=position.stand,
        text=position.text,
        stated_on=position.stated_on,
        signed_by=position.signed_by,
        source=position.source,
        roll_call_id=position.roll_call_id,
        off_record=position.off_record,
        said_as=said_as,
    )


def _columns(book: PartyBook, seats: list[tuple[str, SeatRole]], others: Iterable[str]) -> tuple[Column, ...]:
    """Those who count by name, then those outside by role; who stands in two roles has the first of them."""
    roles: dict[str, SeatRole | None] = {}
    for party_id, role in sorted(seats, key=lambda seat: _ROLES.index(seat[1])):
        for column, _said_as in columns_of(book, party_id):
            roles.setdefault(column, role)
    for party_id in others:
        roles.setdefault(party_id, None)
    columns = [
        Column(party_id, book.brief(party_id), role, role in COUNTED or not seats) for party_id, role in roles.items()
    ]
    return tuple(sorted(columns, key=_order))


def _order(column: Column) -> tuple[bool, int, str]:
    place = _ROLES.index(column.role) if column.role and not column.counts else len(_ROLES)
    return not column.counts, place, column.name.casefold()


def _rows(proposal: ProposalRow, cells: Cells, day: date | None) -> Iterator[MatrixRow]:
    versions: list[VersionRow] = [row for row in proposal.versions if _by(row.dated, day)]
    for place, version in enumerate(reversed(versions)):
        older = len(versions) - 1 if place == 0 else 0
        yield MatrixRow(proposal, version, proposal.status_on(day), place == 0, older, cells.get(version.id, {}))
