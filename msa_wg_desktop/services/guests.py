"""Who is invited to a meeting: people of the record on its attendance, and addresses beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Attendance, Meeting, Party
from msa_wg_desktop.db.models import Guest as GuestEntity
from msa_wg_desktop.domain.guests import FoundGuests, Invited, party_guests, read_guests
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.words import _, ngettext


class Guests(Service):
    """The verbs of a meeting's guests."""

    def of(self, meeting_id: str) -> tuple[Guest, ...]:
        """Everybody whom the meeting's invitation reaches, each address once; by organisation and name."""
        return self.invited(meeting_id).guests

    def invited(self, meeting_id: str) -> Invited:
        """Everybody who is invited, those without a mail address apart; two statements."""
        with self.store.reading() as connection:
            found = [*_people(connection, meeting_id), *_addresses(connection, meeting_id)]
        # A person comes before an address that is theirs by now.
        reached = {guest.key: guest for guest in reversed(found) if guest.key}
        return Invited(_sorted(reached.values()), _sorted(guest for guest in found if not guest.key))

    def read(self, meeting_id: str, text: str, *, is_list: bool = False) -> tuple[FoundGuests, ...]:
        """Whom a typed line or a pasted list means, entry by entry; nothing is changed.

        Known addresses are people of the record, whatever they are written like. `is_list`: an address that isn't
        known is a mailing list, one guest as a whole.
        """
        there = self.invited(meeting_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            mails = _mails_of_organisations(connection)
        return read_guests(text, book, mails, there, is_list=is_list)

    def read_party(self, party_id: str) -> FoundGuests:
        """Whom inviting a party of the record means today. Raises NotFoundError."""
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            return party_guests(book.get(party_id), book, _mails_of_organisations(connection))

    def invite(self, meeting_id: str, found: Iterable[FoundGuests], *, optional: bool = False) -> int:
        """Puts on the list whom entries mean, in one step; gives how many were new.

        Who is there already stays, as required or optional as is said now. Raises ValidationError where no entry
        means anybody.
        """
        entries = tuple(found)
        wanted = {guest.key or guest.party_id: guest for entry in entries for guest in entry.guests}
        if not wanted:
            raise ValidationError(_said_of_nobody(entries), field="who")
        label = ngettext("Invite {count} guest", "Invite {count} guests", len(wanted)).format(count=len(wanted))
        with self.store.operation(label, meeting_id=meeting_id) as session:
            meeting = find(session, Meeting, meeting_id)
            people = set(session.scalars(select(Party.id).where(Party.kind == PartyKind.PERSON.value)))
            persons = [guest.party_id for guest in wanted.values() if guest.party_id in people]
            others = [guest for guest in wanted.values() if guest.party_id not in people]
            new = self._invite_people(session, meeting, [each for each in persons if each], optional=optional)
            return new + _invite_addresses(session, meeting_id, others, optional=optional)

    def edit(self, meeting_id: str, who: str, *, optional: bool) -> None:
        """Makes a guest, named by address or by a person's id, required or optional. Raises NotFoundError."""
        with self.store.operation(_("Change a guest"), meeting_id=meeting_id) as session:
            for row in _rows(session, meeting_id, who):
                row.optional = optional

    def remove(self, meeting_id: str, who: str) -> None:
        """Takes a guest, named by address or by a person's id, off the list. Whoever came stays on the attendance."""
        with self.store.operation(_("Take a guest off the list"), meeting_id=meeting_id) as session:
            for row in _rows(session, meeting_id, who):
                if isinstance(row, Attendance) and row.presence != Presence.UNKNOWN.value:
                    row.invited = False
                else:
                    session.delete(row)

    def _invite_people(
        self, session: RecordSession, meeting: Meeting, person_ids: Sequence[str], *, optional: bool
    ) -> int:
        there = {
            row.party_id: row for row in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
        }
        book = party_book.read(session.connection(), meeting.date or self.store.clock.today())
        organisations = {person.id: person.organisation_id for person in book.people}
        new = 0
        for person_id in person_ids:
            row = there.get(person_id)
            new += row is None or not row.invited
            if row is None:
                row = Attendance(meeting_id=meeting.id, party_id=person_id, organisation_id=organisations[person_id])
                session.add(row)
            row.invited, row.optional = True, optional
        return new


def _invite_addresses(session: RecordSession, meeting_id: str, guests: Sequence[Guest], *, optional: bool) -> int:
    rows = session.scalars(select(GuestEntity).where(GuestEntity.meeting_id == meeting_id))
    there = {row.mail.casefold(): row for row in rows}
    new = 0
    for guest in guests:
        row = there.get(guest.key)
        if row is None:
            values = {"name": guest.name, "is_list": guest.is_list, "party_id": guest.party_id}
            session.add(GuestEntity(meeting_id=meeting_id, mail=guest.mail, optional=optional, **values))
            new += 1
        else:
            row.optional = optional
    return new


def _sorted(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    return tuple(sorted(guests, key=lambda guest: (guest.organisation.casefold(), guest.name.casefold(), guest.key)))


def _said_of_nobody(entries: Sequence[FoundGuests]) -> str:
    whys = [entry.why for entry in entries if entry.why]
    return " ".join([*whys[:1], _("Nobody was invited.")]) if whys else _("Say whom to invite. Nobody was invited.")


def _rows(session: RecordSession, meeting_id: str, who: str) -> list[Attendance | GuestEntity]:
    """All entries that are one guest: a person may stand there by name and by address."""
    key = who.strip().casefold()
    attending = select(Attendance, Party.mail).join(Party, Party.id == Attendance.party_id)
    people = session.execute(attending.where(Attendance.meeting_id == meeting_id, Attendance.invited)).all()
    addresses = session.scalars(select(GuestEntity).where(GuestEntity.meeting_id == meeting_id)).all()
    found: list[Attendance | GuestEntity] = [
        row for row, mail in people if row.party_id == who or (key and mail.strip().casefold() == key)
    ]
    found += [row for row in addresses if row.mail.casefold() == key]
    if not found:
        raise NotFoundError(_("“{who}” is not on the list. Nothing was changed.").format(who=who))
    return found


def _people(connection: Connection, meeting_id: str) -> list[Guest]:
    organisation = aliased(Party)
    statement = (
        select(
            Party.mail,
            Party.name,
            Attendance.optional,
            Attendance.party_id,
            organisation.short,
            organisation.name.label("organisation"),
        )
        .join(Party, Party.id == Attendance.party_id)
        .outerjoin(organisation, organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting_id, Attendance.invited)
    )
    return [_guest(row, is_list=False) for row in connection.execute(statement)]


def _addresses(connection: Connection, meeting_id: str) -> list[Guest]:
    statement = (
        select(
            GuestEntity.mail,
            GuestEntity.name,
            GuestEntity.optional,
            GuestEntity.is_list,
            GuestEntity.party_id,
            Party.short,
            Party.name.label("organisation"),
        )
        .outerjoin(Party, Party.id == GuestEntity.party_id)
        .where(GuestEntity.meeting_id == meeting_id)
    )
    return [_guest(row, is_list=row.is_list) for row in connection.execute(statement)]


def _guest(row: Any, *, is_list: bool) -> Guest:
    organisation = row.short or row.organisation or ""
    return Guest(row.mail.strip(), row.name, row.optional, is_list, row.party_id, organisation)


def _mails_of_organisations(connection: Connection) -> dict[str, str]:
    statement = select(Party.id, Party.mail).where(Party.kind != PartyKind.PERSON.value, Party.mail != "")
    return {row.id: row.mail.strip() for row in connection.execute(statement)}
