"""Roll calls: the parties are asked one by one about a version; what they answer is one step of the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Meeting, Position, PositionParty, Proposal, ProposalVersion, RollCall, RollCallMark
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer, RollCallParty, RollCallRow
from msa_wg_desktop.domain.stands import Matrix
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service, delete, find
from msa_wg_desktop.services.captures import forget_target
from msa_wg_desktop.services.ledger_dates import entered
from msa_wg_desktop.services.positions import Positions
from msa_wg_desktop.services.stands import Stands, columns_of
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class RollCalls(Service):
    """The verbs of roll calls."""

    def __init__(self, store: Store, *, positions: Positions, stands: Stands, attendance: AttendanceList) -> None:
        super().__init__(store)
        self._positions = positions
        self._stands = stands
        self._attendance = attendance

    def parties(self, group_id: str, version_id: str, meeting_id: str | None) -> tuple[RollCallParty, ...]:
        """Whom to ask: who has a seat that counts, then those outside the count; without seats, all organisations.

        Who is absent by the meeting's list is suggested as such, and entered by nobody but the person who asks.
        """
        matrix = self._stands.matrix([group_id])
        absent = self._absent(meeting_id) if meeting_id else frozenset[str]()
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
        asked = [(column.party_id, column.role, column.counts) for column in matrix.columns if column.role]
        if not matrix.seated:
            asked = [(row.id, None, True) for row in book.organisations if not row.retired]
        return tuple(_party(book, matrix, version_id, who, absent=who[0] in absent) for who in asked if who[0] in book)

    def take(
        self,
        version_id: str,
        answers: Sequence[Answer],
        *,
        signed_by: str,
        meeting_id: str | None = None,
        called_on: date | None = None,
    ) -> str:
        """Keeps a roll call: stands as positions, the rest as marks; gives its id. All of it is one step."""
        with self.store.operation(_("Take a roll call"), meeting_id=meeting_id) as session:
            find(session, ProposalVersion, version_id)
            day = called_on or (find(session, Meeting, meeting_id).date if meeting_id else None)
            book = party_book.read(session.connection(), self.store.clock.today())
            named = _require_each_once(book, answers)
            row = RollCall(
                version_id=version_id,
                meeting_id=meeting_id,
                called_on=day or self.store.clock.today(),
                signed_by_id=_signer(book, signed_by),
            )
            session.add(row)
            session.flush()
            for party_id, answer in named:
                if isinstance(answer.stand, Mark):
                    session.add(RollCallMark(roll_call_id=row.id, party_id=party_id, mark=answer.stand.value))
                else:
                    self._answer(session, row, party_id, answer)
            return row.id

    def list(self, *, version_id: str | None = None, roll_call_id: str | None = None) -> tuple[RollCallRow, ...]:
        """The roll calls, newest first, each with what was answered."""
        statement = select(RollCall.__table__, Meeting.date).outerjoin(Meeting, Meeting.id == RollCall.meeting_id)
        for column, value in ((RollCall.version_id, version_id), (RollCall.id, roll_call_id)):
            statement = statement.where(column == value) if value else statement
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            rows = connection.execute(statement).all()
            made = entered(connection, RollCall.__tablename__, [row.id for row in rows])
            marks = connection.execute(select(RollCallMark.__table__).order_by(RollCallMark.id)).all()
        answers: dict[str, list[Answer]] = defaultdict(list)
        for position in self._positions.list():
            answers[position.roll_call_id or ""].append(Answer(position.party, position.stand, position.text))
        for mark in marks:
            answers[mark.roll_call_id].append(Answer(book.display(mark.party_id), Mark(mark.mark)))
        return tuple(
            RollCallRow(
                id=row.id,
                version_id=row.version_id,
                meeting_id=row.meeting_id,
                called_on=row.called_on,
                signed_by=book.display(row.signed_by_id),
                answers=tuple(sorted(answers[row.id], key=lambda answer: answer.party.casefold())),
            )
            for row in sorted(rows, key=lambda row: (row.called_on, made.get(row.id, 0)), reverse=True)
        )

    def get(self, roll_call_id: str) -> RollCallRow:
        """One roll call. Raises NotFoundError in words."""
        found = self.list(roll_call_id=roll_call_id)
        if not found:
            raise NotFoundError(_("That isn't in the record any more."), detail=f"roll_call {roll_call_id}")
        return found[0]

    def correct(self, roll_call_id: str, answer: Answer, *, shown: str | None = None) -> None:
        """Puts right what was keyed for one party, or adds who was left out; the history keeps what stood there.

        `shown` is what the form displayed; where something else stands there by now, ConflictError is raised.
        """
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
        party_id = book.find(answer.party, field="party").id
        words = _("Correct a roll call: {party} → {stand}").format(party=book.brief(party_id), stand=answer.stand)
        with self.store.operation(words) as session:
            call = find(session, RollCall, roll_call_id)
            position, mark = _answered(session, call.id, party_id)
            before = position.stand if position else mark.mark if mark else ""
            if shown is not None and shown != before:
                raise ConflictError(
                    _("{party} was changed meanwhile. Nothing was overwritten; look and enter it again.").format(
                        party=book.brief(party_id)
                    ),
                    field="stand",
                )
            if isinstance(answer.stand, Mark):
                if position is not None:
                    forget_target(session, position.id)
                    delete(session, Position, position.id)
                if mark is None:
                    mark = RollCallMark(roll_call_id=call.id, party_id=party_id)
                    session.add(mark)
                mark.mark = answer.stand.value
                return
            if position is not None:
                self._positions.edit(position.id, {"stand": answer.stand, "text": answer.text})
                return
            if mark is not None:
                session.delete(mark)
            self._answer(session, call, party_id, answer)

    def _answer(self, session: RecordSession, call: RollCall, party_id: str, answer: Answer) -> None:
        """A stand of a roll call, which is a position signed by who took the call."""
        self._positions.add(
            party_id,
            answer.stand,
            text=answer.text,
            version_id=call.version_id,
            stated_on=call.called_on,
            signed_by=call.signed_by_id,
            roll_call_id=call.id,
            meeting_id=call.meeting_id,
            group_id=find(session, Proposal, find(session, ProposalVersion, call.version_id).proposal_id).group_id,
        )

    def delete(self, roll_call_id: str) -> None:
        """Deletes a roll call, with the stands that were taken in it."""
        with self.store.operation(_("Delete a roll call")) as session:
            find(session, RollCall, roll_call_id)
            for row in session.scalars(select(Position).where(Position.roll_call_id == roll_call_id)).all():
                forget_target(session, row.id)
                delete(session, Position, row.id)
            delete(session, RollCall, roll_call_id)

    def _absent(self, meeting_id: str) -> frozenset[str]:
        """Organisations of whom somebody is down as absent, or as excused, and nobody as present."""
        rows = self._attendance.list(meeting_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())

        def of(presence: Presence) -> set[str]:
            people = (row.party_id for row in rows if row.presence is presence)
            return {column for party_id in people for column, _said_as in columns_of(book, party_id)}

        return frozenset((of(Presence.ABSENT) | of(Presence.EXCUSED)) - of(Presence.PRESENT))


def _party(
    book: PartyBook, matrix: Matrix, version_id: str, who: tuple[str, SeatRole | None, bool], *, absent: bool
) -> RollCallParty:
    party_id, role, counts = who
    row = matrix.row(version_id)
    stand = row.cell(party_id).stand if row else None
    return RollCallParty(party_id, book.brief(party_id), role, counts, absent, stand)


def _answered(session: RecordSession, roll_call_id: str, party_id: str) -> tuple[Position | None, RollCallMark | None]:
    """What a party answered in a roll call: a stand, or how it took none."""
    stands = select(Position).join(PositionParty, PositionParty.position_id == Position.id)
    its = stands.where(Position.roll_call_id == roll_call_id, PositionParty.party_id == party_id)
    marks = select(RollCallMark).where(RollCallMark.roll_call_id == roll_call_id, RollCallMark.party_id == party_id)
    return session.scalars(its).first(), session.scalars(marks).first()


def _signer(book: PartyBook, signed_by: str) -> str:
    if not signed_by.strip():
        raise ValidationError(
            _("Say who takes the roll call down: a stand entered by hand is signed. Nothing was changed."),
            field="signed_by",
        )
    return book.find(signed_by, field="signed_by").id


def _require_each_once(book: PartyBook, answers: Sequence[Answer]) -> list[tuple[str, Answer]]:
    """The parties by id. Nobody is asked twice in one roll call, and somebody must have been asked."""
    if not answers:
        raise ValidationError(_("Nobody was asked yet. Nothing was changed."), field="answers")
    named = [(book.find(answer.party, field="party").id, answer) for answer in answers]
    party_id, times = Counter(party_id for party_id, _answer in named).most_common(1)[0]
    if times > 1:
        raise ValidationError(
            _("{party} is named twice: each party answers once in a roll call. Nothing was changed.").format(
                party=book.display(party_id)
            ),
            field="party",
        )
    return named
