"""The page of people: who there is, with their seats, and everything that one party has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, exists, func, select

from msa_wg_desktop.db.models import (
    ActionOwner,
    Attendance,
    CommissionOrder,
    DataNeedParty,
    GroupSeat,
    Meeting,
    NoteSpeaker,
    OrderParty,
    PositionParty,
    ProposalVersion,
    WorkingGroup,
)
from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.groups import SeatRole, SeatRow
from msa_wg_desktop.domain.orders import OrderRole
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.party_file import Attended, FilingDue, PartyFile, PeopleRow
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.domain.work_list import WorkOrder
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.action_list import ActionList
from msa_wg_desktop.services.affiliations import Affiliations
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.meetings import group_paths
from msa_wg_desktop.services.memberships import Memberships
from msa_wg_desktop.services.positions import Positions
from msa_wg_desktop.services.store import Store

LISTED, NUMBERED = 50, 8
"""How many of each kind are told of one party, and of how many meetings the lines' numbers."""


class PartyFiles(Service):
    """Reads. What is changed here is changed by the services of parties, memberships, affiliations and groups."""

    def __init__(
        self,
        store: Store,
        *,
        actions: ActionList,
        needs: DataNeeds,
        positions: Positions,
        memberships: Memberships,
        affiliations: Affiliations,
    ) -> None:
        super().__init__(store)
        self._actions, self._needs, self._positions = actions, needs, positions
        self._memberships, self._affiliations = memberships, affiliations

    def everybody(self, group_ids: Sequence[str]) -> tuple[PeopleRow, ...]:
        """All parties, by name, with the seats that they have today in some groups; a fixed number of statements."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            seats = self._seats(connection, GroupSeat.group_id.in_(group_ids))
        people = Counter([row.organisation_id for row in book.people if not row.retired])
        return tuple(
            PeopleRow(row, tuple(seats[row.id]) if row.id in seats else (), people.get(row.id, 0)) for row in book
        )

    def people(self, person_ids: Collection[str], group_ids: Sequence[str]) -> tuple[PeopleRow, ...]:
        """The rows of some people; whoever is gone, or is none, is left out."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            whose = GroupSeat.group_id.in_(group_ids) & GroupSeat.party_id.in_(person_ids)
            seats = self._seats(connection, whose)
        found = (book.get(person_id) for person_id in person_ids if person_id in book)
        return tuple(PeopleRow(row, tuple(seats.get(row.id, ()))) for row in found if isinstance(row, PersonRow))

    def _seats(self, connection: Connection, whose: ColumnElement[bool]) -> Mapping[str, list[SeatRow]]:
        """The seats of today, by whose they are."""
        seats: dict[str, list[SeatRow]] = defaultdict(list)
        statement = select(GroupSeat.__table__).where(whose).order_by(GroupSeat.since, GroupSeat.id)
        for row in connection.execute(statement):
            seat = SeatRow(row.id, row.party_id, "", SeatRole(row.role), row.since, row.until)
            if seat.holds(self.store.clock.today()):
                seats[row.party_id].append(seat)
        return seats

    def read(self, party_id: str) -> PartyFile:
        """Everything that a party has. Raises NotFoundError where it is gone."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            party = book.get(party_id)
            owes_actions, owes_needs, has_positions = _has(connection, book.related(party_id))
            filings = _filings(connection, book.related(party_id), self.store.clock.today())
        wanted = WorkFilter(party_id=party_id, open_only=True, limit=LISTED)
        stated = WorkFilter(party_id=party_id, limit=LISTED)
        positions = self._positions.list(stated) if has_positions else ()
        # Each of these reads everybody again: with thousands of people, only where there is something.
        actions = self._owed(wanted) if owes_actions else ()
        return PartyFile(
            party,
            seats=self.seats(party_id),
            memberships=() if isinstance(party, PersonRow) else self._memberships.list(party_id),
            former=self._affiliations.former(party_id) if isinstance(party, PersonRow) else (),
            actions=actions,
            labels=self._labels(actions),
            needs=self._needs.list(wanted) if owes_needs else (),
            attended=self._attended(party_id, party.kind),
            positions=positions,
            proposals=self._proposals([row.version_id for row in positions if row.version_id]),
            lines=self._spoken(party_id),
            filings=filings,
        )

    def seats(self, party_id: str) -> tuple[SeatRow, ...]:
        """A party's seats in all groups; `party` of each says the group's path."""
        statement = select(GroupSeat.__table__).where(GroupSeat.party_id == party_id)
        with self.store.reading() as connection:
            paths = group_paths(connection)
            rows = connection.execute(statement.join(WorkingGroup, WorkingGroup.id == GroupSeat.group_id)).all()
        seats = (
            SeatRow(row.id, party_id, paths[row.group_id], SeatRole(row.role), row.since, row.until) for row in rows
        )
        return tuple(sorted(seats, key=lambda seat: (seat.party, seat.since or date.min, seat.id)))

    def _owed(self, wanted: WorkFilter) -> tuple[ActionLine, ...]:
        extent, ids = self._actions.begin(wanted, WorkOrder(), limit=LISTED)
        lines = self._actions.lines(ids) if extent.count else {}
        return tuple(lines[action_id] for action_id in ids)

    def _labels(self, lines: Sequence[ActionLine]) -> dict[str, str]:
        """The numbers of lines of a few meetings, of what is owed first."""
        said = [line for line in lines if line.meeting_id and line.note_id]
        meetings = list(dict.fromkeys(line.meeting_id for line in said))[:NUMBERED]
        wanted = [line.note_id for line in said if line.note_id and line.meeting_id in meetings]
        return dict(self._actions.labels(wanted))

    def _attended(self, party_id: str, kind: PartyKind) -> tuple[Attended, ...]:
        """The meetings that somebody came to, newest first; of an organisation, whoever came for it then."""
        if kind is PartyKind.PARTY_CLASS:
            return ()
        whose = Attendance.party_id if kind is PartyKind.PERSON else Attendance.organisation_id
        statement = (
            select(Meeting.id, Meeting.title, Meeting.date)
            .join(Attendance, Attendance.meeting_id == Meeting.id)
            .where(whose == party_id, Attendance.presence == "present")
            .distinct()
            .order_by(Meeting.date.desc(), Meeting.id)
            .limit(LISTED)
        )
        with self.store.reading() as connection:
            return tuple(Attended(row.id, row.title, row.date) for row in connection.execute(statement))

    def _proposals(self, version_ids: Sequence[str]) -> Mapping[str, str]:
        """Which proposal some versions are of."""
        statement = select(ProposalVersion.id, ProposalVersion.proposal_id).where(ProposalVersion.id.in_(version_ids))
        with self.store.reading() as connection:
            return dict(connection.execute(statement).tuples().all())

    def _spoken(self, party_id: str) -> int:
        whose = (NoteSpeaker.party_id == party_id) | (NoteSpeaker.organisation_id == party_id)
        with self.store.reading() as connection:
            return connection.execute(select(func.count(func.distinct(NoteSpeaker.note_id))).where(whose)).scalar_one()


def _filings(connection: Connection, party_ids: Collection[str], today: date) -> tuple[FilingDue, ...]:
    """The filings ahead that some parties must make, of an order as a whole or of an item of it, the next first."""
    statement = (
        select(CommissionOrder.id, CommissionOrder.number, CommissionOrder.due)
        .join(OrderParty, OrderParty.order_id == CommissionOrder.id)
        .where(
            OrderParty.role == OrderRole.FILES.value,
            OrderParty.party_id.in_(sorted(party_ids)),
            CommissionOrder.due >= today,
        )
        .distinct()
        .order_by(CommissionOrder.due, CommissionOrder.number)
        .limit(LISTED)
    )
    return tuple(FilingDue(row.id, row.number, row.due) for row in connection.execute(statement))


def _has(connection: Connection, party_ids: Collection[str]) -> tuple[bool, bool, bool]:
    """Whether some parties own any action, were asked for anything, or stated anything."""
    ids = sorted(party_ids)
    whose = (ActionOwner.party_id, DataNeedParty.party_id, PositionParty.party_id)
    row = connection.execute(select(*(exists().where(column.in_(ids)) for column in whose))).one()
    return bool(row[0]), bool(row[1]), bool(row[2])
