"""People who go to another organisation: from a day on they speak for that one, and what was before stays."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Affiliation, Attendance, Meeting, Note, NoteSpeaker, Party
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.party_steps import FormerPlace, MovePlan
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book, party_merge
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.finals import finals
from msa_wg_desktop.services.parties import require_new_person
from msa_wg_desktop.words import _

_DAY = timedelta(days=1)


class Affiliations(Service):
    """The verbs of belonging. To put right a mistake, change the organisation by `Parties.edit` instead."""

    def former(self, person_id: str) -> tuple[FormerPlace, ...]:
        """Where a person belonged before, the latest first."""
        statement = select(Affiliation.__table__).where(Affiliation.person_id == person_id)
        with self.store.reading() as connection:
            rows = connection.execute(statement.order_by(Affiliation.until.desc(), Affiliation.id)).all()
            if not rows:
                return ()
            book = party_book.read(connection, self.store.clock.today())
        return tuple(
            FormerPlace(row.id, row.organisation_id, book.display(row.organisation_id), row.until) for row in rows
        )

    def plan(self, person: str, organisation: str, since: date) -> MovePlan:
        """What `move` would do. Raises NotFoundError or ValidationError in words where it can't be done."""
        mover, to = self._checked(person, organisation, since)
        with self.store.reading() as connection:
            spoken = select(func.count(func.distinct(NoteSpeaker.note_id))).where(
                NoteSpeaker.party_id == mover.id, NoteSpeaker.organisation_id == mover.organisation_id
            )
            changed = connection.execute(spoken.where(_spoken_since(since))).scalar_one()
            whole = connection.execute(spoken).scalar_one()
            gone_out = finals(connection, Meeting.date >= since, _with(mover))
        return MovePlan(mover.display, mover.organisation, to, since, whole - changed, changed, gone_out)

    def move(self, person: str, organisation: str, since: date) -> None:
        """From a day on a person belongs to another organisation. What they said before was said for the old one."""
        mover, to = self._checked(person, organisation, since)
        label = _("Move {name} to {organisation}").format(name=mover.name, organisation=to)
        with self.store.operation(label) as session:
            row = find(session, Party, mover.id)
            to_id = self._book().find(organisation, kinds=(PartyKind.ORGANISATION,), field="organisation").id
            if row.organisation_id is not None:
                session.add(Affiliation(person_id=row.id, organisation_id=row.organisation_id, until=since - _DAY))
                self._rewrite(session, row, (to_id, to), since)
            row.organisation_id = to_id

    def forget(self, affiliation_id: str) -> None:
        """Takes a former place away that was told by mistake."""
        with self.store.operation(_("Remove a former organisation")) as session:
            session.delete(find(session, Affiliation, affiliation_id))

    # ------------------------------------------------------------------ parts

    def _book(self, day: date | None = None) -> party_book.PartyBook:
        with self.store.reading() as connection:
            return party_book.read(connection, day or self.store.clock.today())

    def _checked(self, person: str, organisation: str, since: date) -> tuple[PersonRow, str]:
        """The person as of the latest move, and how the other organisation is written."""
        mover = self._book().find(person, field="person")
        if not isinstance(mover, PersonRow):
            raise ValidationError(
                _("{name} is not a person; only people move. Nothing was changed.").format(name=mover.display),
                field="person",
            )
        book = self._book(date.max)
        latest = book.get(mover.id)
        assert isinstance(latest, PersonRow)
        to = book.find(organisation, kinds=(PartyKind.ORGANISATION,), field="organisation")
        if to.id == latest.organisation_id:
            raise ValidationError(
                _("{name} belongs there already. Nothing was changed.").format(name=latest.display),
                field="organisation",
            )
        before = next((place for place in self.former(mover.id) if place.until >= since - _DAY), None)
        if before is not None:
            raise ValidationError(
                _("{name} was with {organisation} until {day}; a move can only come after that.").format(
                    name=latest.name, organisation=before.organisation, day=format_date(before.until)
                ),
                field="since",
            )
        require_new_person(book, latest.name, to.id, apart_from=latest.id)
        return latest, to.display

    @staticmethod
    def _rewrite(session: RecordSession, person: Party, to: tuple[str, str], since: date) -> None:
        """Lines and attendance of the day and after it, which were taken down while nobody had told of the move."""
        old = person.organisation_id
        party_merge.rewrite_affiliation(session, (person.id, old), to, _spoken_since(since))
        later = select(Meeting.id).where(Meeting.date >= since)
        there = (Attendance.party_id == person.id, Attendance.organisation_id == old, Attendance.meeting_id.in_(later))
        for entry in session.scalars(select(Attendance).where(*there)):
            entry.organisation_id = to[0]


def _with(person: PersonRow) -> ColumnElement[bool]:
    """That a meeting's summary names a person with the organisation: among those who spoke, or on its list."""
    theirs = (NoteSpeaker.party_id == person.id, NoteSpeaker.organisation_id == person.organisation_id)
    there = (Attendance.party_id == person.id, Attendance.organisation_id == person.organisation_id)
    spoke = select(Note.meeting_id).join(NoteSpeaker, NoteSpeaker.note_id == Note.id).where(*theirs)
    return or_(Meeting.id.in_(spoke), Meeting.id.in_(select(Attendance.meeting_id).where(*there)))


def _spoken_since(day: date) -> ColumnElement[bool]:
    """That a line belongs to a meeting of a day or later."""
    later = select(Note.id).join(Meeting, Meeting.id == Note.meeting_id).where(Meeting.date >= day)
    return NoteSpeaker.note_id.in_(later)
