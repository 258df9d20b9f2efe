"""Who is invited to a meeting: people of the record on its attendance, and addresses beside them.

A series has one list, since its calendar event has: whoever is invited to one of its meetings is invited to all that
weren't held yet, and stands on the attendance of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Attendance, Event, Meeting, Party
from msa_wg_desktop.db.models import Guest as GuestEntity
from msa_wg_desktop.domain.guests import FoundGuests, Invited, party_guests, read_guests
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.meetings import MeetingStatus, Presence
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.attendance import seated_people
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.words import _, ngettext


class Guests(Service):
    """The verbs of a meeting's guests."""

    def of(self, meeting_id: str) -> tuple[Guest, ...]:
        """Everybody whom the meeting's invitation reaches, each address once; by organisation and name."""
        return self.invited(meeting_id).guests

    def invited(self, meeting_id: str) -> Invited:
        """Everybody who is invited, those without a mail address apart; three statements."""
        with self.store.reading() as connection:
            found = _invited(connection, meeting_id)
        # A person comes before an address that is theirs by now.
        reached = {guest.key: guest for guest in reversed(found) if guest.key}
        unreached = {guest.party_id: guest for guest in found if not guest.key}
        return Invited(_sorted(reached.values()), _sorted(unreached.values()))

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
            find(session, Meeting, meeting_id)
            before = _invited(session.connection(), meeting_id)
            meeting_ids = sharing(session.connection(), meeting_id)
            people = set(session.scalars(select(Party.id).where(Party.kind == PartyKind.PERSON.value)))
            persons = [guest.party_id for guest in wanted.values() if guest.party_id in people]
            others = [guest for guest in wanted.values() if guest.party_id not in people]
            self._invite_people(session, meeting_ids, [each for each in persons if each], optional=optional)
            _invite_addresses(session, meeting_ids, others, optional=optional)
        there = {guest.key or guest.party_id for guest in before}
        return sum(key not in there for key in wanted)

    def invite_group(self, meeting_id: str) -> int:
        """Invites everybody with a seat in the meeting's group on its day; gives how many were new."""
        with self.store.operation(_("Invite the group"), meeting_id=meeting_id) as session:
            meeting = find(session, Meeting, meeting_id)
            meeting_ids = sharing(session.connection(), meeting_id)
            seated = seated_people(session, meeting.group_id, meeting.date or self.store.clock.today())
            listed = {guest.party_id for guest in _invited(session.connection(), meeting_id)}
            new = [person_id for person_id in seated if person_id not in listed]
            self._invite_people(session, meeting_ids, new, optional=False)
        return len(new)

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
        self, session: RecordSession, meetings: Mapping[str, date | None], person_ids: Sequence[str], *, optional: bool
    ) -> None:
        statement = select(Attendance).where(Attendance.meeting_id.in_(meetings))
        there = {(row.meeting_id, row.party_id): row for row in session.scalars(statement)}
        first = min((day for day in meetings.values() if day is not None), default=self.store.clock.today())
        book = party_book.read(session.connection(), first)
        organisations = {person.id: person.organisation_id for person in book.people}
        for meeting_id, person_id in product(meetings, person_ids):
            row = there.get((meeting_id, person_id))
            if row is None:
                row = Attendance(meeting_id=meeting_id, party_id=person_id, organisation_id=organisations[person_id])
                session.add(row)
            row.invited, row.optional = True, optional


def sharing(connection: Connection, meeting_id: str) -> Mapping[str, date | None]:
    """The meetings that have one list with a meeting, and their days: itself, or those of its series that weren't
    held yet; once all were, all."""
    own = select(Meeting.event_id).where(Meeting.id == meeting_id, Meeting.occurrence.is_not(None)).scalar_subquery()
    statement = select(Meeting.id, Meeting.date, Meeting.status).join(Event, Event.id == Meeting.event_id)
    rows = connection.execute(
        statement.where(Meeting.event_id == own, Meeting.occurrence.is_not(None), Event.rule != "")
    ).all()
    left = [row for row in rows if row.status != MeetingStatus.HELD.value] or rows
    return {row.id: row.date for row in left} or {meeting_id: None}


def _invite_addresses(
    session: RecordSession, meeting_ids: Collection[str], guests: Sequence[Guest], *, optional: bool
) -> None:
    rows = session.scalars(select(GuestEntity).where(GuestEntity.meeting_id.in_(meeting_ids)))
    there = {(row.meeting_id, row.mail.casefold()): row for row in rows}
    for meeting_id, guest in product(meeting_ids, guests):
        row = there.get((meeting_id, guest.key))
        if row is None:
            values = {"name": guest.name, "is_list": guest.is_list, "party_id": guest.party_id}
            session.add(GuestEntity(meeting_id=meeting_id, mail=guest.mail, optional=optional, **values))
        else:
            row.optional = optional


def _sorted(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    return tuple(sorted(guests, key=lambda guest: (guest.organisation.casefold(), guest.name.casefold(), guest.key)))


def _said_of_nobody(entries: Sequence[FoundGuests]) -> str:
    whys = [entry.why for entry in entries if entry.why]
    return " ".join([*whys[:1], _("Nobody was invited.")]) if whys else _("Say whom to invite. Nobody was invited.")


def _rows(session: RecordSession, meeting_id: str, who: str) -> list[Attendance | GuestEntity]:
    """All entries that are one guest: a person may stand there by name and by address."""
    key = who.strip().casefold()
    attending = select(Attendance, Party.mail).join(Party, Party.id == Attendance.party_id)
    meeting_ids = sharing(session.connection(), meeting_id)
    people = session.execute(attending.where(Attendance.meeting_id.in_(meeting_ids), Attendance.invited)).all()
    addresses = session.scalars(select(GuestEntity).where(GuestEntity.meeting_id.in_(meeting_ids))).all()
    found: list[Attendance | GuestEntity] = [
        row for row, mail in people if row.party_id == who or (key and mail.strip().casefold() == key)
    ]
    found += [row for row in addresses if row.mail.casefold() == key]
    if not found:
        raise NotFoundError(_("“{who}” is not on the list. Nothing was changed.").format(who=who))
    return found


def _invited(connection: Connection, meeting_id: str) -> list[Guest]:
    meeting_ids = sharing(connection, meeting_id)
    return [*_people(connection, meeting_ids), *_addresses(connection, meeting_ids)]


def _people(connection: Connection, meeting_ids: Collection[str]) -> list[Guest]:
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
        .where(Attendance.meeting_id.in_(meeting_ids), Attendance.invited)
        .distinct()
    )
    return [_guest(row, is_list=False) for row in connection.execute(statement)]


def _addresses(connection: Connection, meeting_ids: Collection[str]) -> list[Guest]:
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
        .where(GuestEntity.meeting_id.in_(meeting_ids))
        .distinct()
    )
    return [_guest(row, is_list=row.is_list) for row in connection.execute(statement)]


def _guest(row: Any, *, is_list: bool) -> Guest:
    organisation = row.short or row.organisation or ""
    return Guest(row.mail.strip(), row.name, row.optional, is_list, row.party_id, organisation)


def _mails_of_organisations(connection: Connection) -> dict[str, str]:
    statement = select(Party.id, Party.mail).where(Party.kind != PartyKind.PERSON.value, Party.mail != "")
    return {row.id: row.mail.strip() for row in connection.execute(statement)}
