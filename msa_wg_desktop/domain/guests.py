"""Who is to be invited, read from what somebody typed or pasted, with what can't be taken said entry by entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.people_lines import read_person, split_list
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.words import _, ngettext

_LONGEST = 200


class GuestFinding(StrEnum):
    """What would come of an entry."""

    NEW = "new"
    INVITED = "invited already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FoundGuests:
    """One entry of a list and whom it means; `why` says what can't be taken, or who of it is left out.

    A person of the record who has no address is among `guests` with `mail` "": on the list, and out of reach.
    """

    text: str
    finding: GuestFinding
    guests: tuple[Guest, ...] = ()
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether anybody would be put on the list."""
        return self.finding is GuestFinding.NEW


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a meeting's invitation reaches, and who is invited but has no mail address in the record."""

    guests: tuple[Guest, ...] = ()
    unreachable: tuple[Guest, ...] = ()


def read_guests(
    text: str, book: PartyBook, mails: dict[str, str], there: Invited, *, is_list: bool = False
) -> tuple[FoundGuests, ...]:
    """Reads names of parties and addresses as mail programs write them.

    `mails` are the addresses of organisations and classes, by id. `is_list`: the addresses are mailing lists.
    """
    seen = {_identity(guest) for guest in (*there.guests, *there.unreachable)}
    by_mail = {person.mail.strip().casefold(): person for person in _in_use(book.people) if person.mail}
    found: list[FoundGuests] = []
    for part in _parts(text, book):
        entry = _entry(part, book, by_mail, mails, is_list=is_list)
        if entry.counts and all(_identity(guest) in seen for guest in entry.guests):
            entry = FoundGuests(part, GuestFinding.INVITED, entry.guests, _("Is on the list already."))
        seen |= {_identity(guest) for guest in entry.guests}
        found.append(entry)
    return tuple(found)


def _parts(text: str, book: PartyBook) -> Iterator[str]:
    """The entries of a list. A comma may stand in a name; between names that are known it ends them."""
    for part in split_list(text):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if not book.named(part) and all("@" in piece or book.named(piece) for piece in pieces):
            yield from pieces
        else:
            yield part


def _entry(
    part: str, book: PartyBook, by_mail: dict[str, PersonRow], mails: dict[str, str], *, is_list: bool
) -> FoundGuests:
    try:
        if "@" not in part:
            return party_guests(book.find(part if book.named(part) else read_person(part).name or part), book, mails)
        line = read_person(part)
        mail = read_mail(line.mail)
    except AppError as problem:
        return FoundGuests(part[:_LONGEST], GuestFinding.REFUSED, why=problem.words)
    if not mail:
        words = _("“{text}” is no mail address and no name of the record.").format(text=part[:_LONGEST])
        return FoundGuests(part[:_LONGEST], GuestFinding.REFUSED, why=words)
    person = by_mail.get(mail.casefold())
    if person is not None:
        return FoundGuests(part, GuestFinding.NEW, (_of_person(person),))
    guest = Guest(mail, clean_line(line.name)[0], is_list=is_list)
    namesake = next((row.display for row in book.named(line.name) if isinstance(row, PersonRow)), "")
    why = _("{name} is in the record without this address.").format(name=namesake) if namesake else ""
    return FoundGuests(part, GuestFinding.NEW, (guest,), why)


def party_guests(row: PartyRow, book: PartyBook, mails: dict[str, str]) -> FoundGuests:
    """Whom inviting a party means: a person; of an organisation or class its people with addresses, or its own."""
    if isinstance(row, PersonRow):
        why = "" if row.mail else _("{name} has no mail address in the record.").format(name=row.display)
        return FoundGuests(row.display, GuestFinding.NEW, (_of_person(row),), why)
    guests: list[Guest] = []
    without: list[str] = []
    for member in _members(row, book):
        its = [person for person in _in_use(book.people) if person.organisation_id == member.id]
        guests += [_of_person(person) for person in its if person.mail]
        without += [person.display for person in its if not person.mail]
        if not any(person.mail for person in its) and mails.get(member.id):
            guests.append(Guest(mails[member.id], member.name, party_id=member.id, organisation=member.display))
    if not guests and mails.get(row.id):
        guests.append(Guest(mails[row.id], row.name, is_list=isinstance(row, ClassRow), party_id=row.id))
    if not guests:
        words = _("Nobody of {name} has a mail address in the record. Add one in People, or invite by address.")
        return FoundGuests(row.display, GuestFinding.REFUSED, why=words.format(name=row.display))
    return FoundGuests(row.display, GuestFinding.NEW, tuple(guests), _left_out(without))


def _left_out(names: Collection[str]) -> str:
    if not names:
        return ""
    words = ngettext("{names} has no mail address.", "{names} have no mail address.", len(names))
    return words.format(names=", ".join(names))


def _members(row: OrganisationRow | ClassRow, book: PartyBook) -> Iterator[OrganisationRow]:
    if isinstance(row, OrganisationRow):
        yield row
        return
    for member_id in row.member_ids:
        member = book.get(member_id)
        if isinstance(member, OrganisationRow) and not member.retired:
            yield member


def _in_use(people: Iterable[PersonRow]) -> Iterator[PersonRow]:
    return (person for person in people if not person.retired)


def _of_person(person: PersonRow) -> Guest:
    return Guest(person.mail, person.name, party_id=person.id, organisation=person.organisation)


def _identity(guest: Guest) -> str:
    """One guest is one address; who has none is known by who they are."""
    return guest.key or str(guest.party_id)
