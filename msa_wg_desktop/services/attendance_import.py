"""Attendance from a list that somebody kept: what each row would change, and all of it in one step, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from msa_wg_desktop.db.models import Meeting
from msa_wg_desktop.documents.sheet_reader import read_sheet
from msa_wg_desktop.domain.attendance_list import Coming, FoundGuest, ListedGuest, both, read_attendance
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.meetings import AttendanceRow, Presence
from msa_wg_desktop.domain.parties import PartyBook, PersonRow
from msa_wg_desktop.domain.people_lines import PersonLine, why_no_name
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.reports import Cell
from msa_wg_desktop.errors import AppError, ImportProblem, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.parties import Parties
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _, ngettext


class AttendanceImport(Service):
    """Reads such a list, and takes it. A name alone must be known; with an organisation it may be somebody new."""

    def __init__(self, store: Store, *, attendance: AttendanceList, parties: Parties) -> None:
        super().__init__(store)
        self._attendance, self._parties = attendance, parties

    def rows(self, path: Path) -> list[tuple[Cell, ...]]:
        """The rows of a CSV or Excel file. Raises ImportProblem in words."""
        return read_sheet(path)

    def read(
        self, meeting_id: str, rows: Sequence[Sequence[Cell]], *, silent: Presence = Presence.UNKNOWN
    ) -> tuple[FoundGuest, ...]:
        """What would come of each row; `silent`: how those were of whom the list doesn't say whether they came."""
        with self.store.reading() as connection:
            meeting = connection.execute(Meeting.__table__.select().where(Meeting.id == meeting_id)).one()
            book = party_book.read(connection, meeting.date or self.store.clock.today())
        listed = {row.party_id: row for row in self._attendance.list(meeting_id)}
        guests = read_attendance(rows, day=meeting.date, near=meeting.start)
        guests = tuple(replace(guest, presence=guest.presence or silent) for guest in guests)
        return _Finder(book, listed).find(guests)

    def take(self, meeting_id: str, found: Sequence[FoundGuest]) -> int:
        """Writes what counts of a list, in one step; gives of how many. What others changed meanwhile is a conflict."""
        wanted = [guest for guest in found if guest.counts]
        if not wanted:
            raise ValidationError(_("The list says nothing new. Nothing was changed."))
        words = ngettext("Take the attendance of {count} person", "Take the attendance of {count} people", len(wanted))
        with self.store.operation(words.format(count=len(wanted)), meeting_id=meeting_id):
            for guest in wanted:
                try:
                    self._take(meeting_id, guest)
                except AppError as problem:
                    raise in_row(guest.guest.row, problem.words) from problem
        return len(wanted)

    def _take(self, meeting_id: str, found: FoundGuest) -> None:
        values, was = found.values or {}, found.was
        if was is not None:
            self._attendance.edit(was.id, values, shown={name: getattr(was, name) for name in values})
            return
        party_id, line = found.party_id, found.guest.person
        if not party_id:
            made = self._parties.add_person(line.name, line.organisation, mail=line.mail, make_organisation=True)
            party_id = made.id
        entry_id = self._attendance.add(meeting_id, party_id)
        self._attendance.edit(entry_id, values)


def require_all(found: Sequence[FoundGuest]) -> None:
    """Raises ImportProblem that names the first row which can't be taken, for those who take a list whole or not."""
    if not found:
        raise ImportProblem(_("The list names nobody. Nothing was changed."))
    for guest in found:
        if guest.coming is Coming.REFUSED:
            raise in_row(guest.guest.row, guest.why)


def in_row(row: int, why: str) -> ImportProblem:
    """What is wrong with one row, and so with the whole list."""
    return ImportProblem(_("Row {row}: {why} Nothing of the list was taken.").format(row=row, why=why))


class _Finder:
    """Finds whom rows mean, and what they would change."""

    def __init__(self, book: PartyBook, listed: Mapping[str, AttendanceRow]) -> None:
        self._book, self._listed = book, listed
        self._mails = {row.mail.casefold(): row for row in book.people if row.mail and not row.retired}

    def find(self, guests: Sequence[ListedGuest]) -> tuple[FoundGuest, ...]:
        """What would come of each row; rows of one person are taken together, where the first of them stands."""
        found: list[FoundGuest] = []
        places: dict[tuple[str, ...], int] = {}
        for guest in guests:
            one = self._find(guest)
            key = (one.party_id,) if one.party_id else (one.name.casefold(),)
            if one.coming is Coming.REFUSED or key not in places:
                places.setdefault(key, len(found))
                found.append(one)
                continue
            first = found[places[key]]
            try:
                found[places[key]] = self._told(first, both(first.guest, guest))
                twice = _("They stand in the list twice; the two were put together.")
                found.append(FoundGuest(guest, Coming.SAME, one.name, twice, one.party_id))
            except ValidationError as problem:
                found.append(FoundGuest(guest, Coming.REFUSED, one.name, problem.words))
        return tuple(found)

    def _find(self, guest: ListedGuest) -> FoundGuest:
        line = guest.person
        name = f"{line.name} ({line.organisation})" if line.organisation else line.name
        if guest.problem:
            return FoundGuest(guest, Coming.REFUSED, name, guest.problem)
        try:
            person = self._person(line)
            if person is not None:
                return self._told(FoundGuest(guest, Coming.SAME, person.display, party_id=person.id), guest)
            new = self._new(line)
        except ValidationError as problem:
            return FoundGuest(guest, Coming.REFUSED, name, problem.words)
        namesake = next((row.display for row in self._book.people if row.name.casefold() == line.name.casefold()), "")
        why = _("{known} is known; this would be somebody else.").format(known=namesake) if namesake else ""
        return self._told(FoundGuest(guest, Coming.NEW, name, why, makes_organisation=new), guest)

    def _told(self, found: FoundGuest, guest: ListedGuest) -> FoundGuest:
        """With what would be written: only what the list says, and only where the record says something else."""
        was = self._listed.get(found.party_id)
        said: dict[str, Any] = {"joined_at": guest.joined, "left_at": guest.left}
        presence = guest.presence or Presence.UNKNOWN
        if was is None or presence is not Presence.UNKNOWN:
            said["presence"] = presence
        if guest.invitation is not None:
            said["invited"], said["optional"] = guest.invitation
        elif was is None:
            # Who came without standing on the list was not invited: nobody is sent anything for having been there.
            said["invited"] = presence is not Presence.PRESENT
        if was is None:
            values = {name: value for name, value in said.items() if value is not None}
            coming = Coming.ADDED if found.party_id else Coming.NEW
        else:
            values = {name: value for name, value in said.items() if value not in (None, getattr(was, name))}
            coming = Coming.CHANGED if values else Coming.SAME
        return replace(found, guest=guest, coming=coming, was=was, values=values)

    def _person(self, line: PersonLine) -> PersonRow | None:
        """Who is meant, by the address, the name with its organisation, or the name alone; None for nobody known."""
        if not line.name and not line.mail:
            raise ValidationError(_("it names nobody."))
        by_mail = self._mails.get(read_mail(line.mail).casefold()) if line.mail else None
        if by_mail is not None:
            return by_mail
        if not line.organisation:
            rows = self._book.named(line.name)
            people = [row for row in rows if isinstance(row, PersonRow)]
            if rows and not people:
                raise ValidationError(_("“{name}” is an organisation or a class, not a person.").format(name=line.name))
            return self._one(line.name, people)
        whose = {row.id for row in self._book.named(line.organisation)}
        name = line.name.casefold()
        people = [row for row in self._book.people if row.name.casefold() == name and row.organisation_id in whose]
        return self._one(line.name, people)

    @staticmethod
    def _one(name: str, people: Sequence[PersonRow]) -> PersonRow | None:
        if len(people) > 1:
            names = " / ".join(sorted(row.display for row in people))
            raise ValidationError(_("“{name}” may be {candidates}. Say which.").format(name=name, candidates=names))
        return people[0] if people else None

    def _new(self, line: PersonLine) -> bool:
        """Whether somebody new would bring a new organisation. Raises ValidationError where they can't be added."""
        if not line.organisation:
            raise ValidationError(
                _("“{name}” is not known. To add somebody new, write First Last (Organisation).").format(
                    name=line.name or line.mail
                )
            )
        why = why_no_name(line.name)
        if why:
            raise ValidationError(_("“{name}” can't be a new person. {why}").format(name=line.name, why=why))
        kinds = (PartyKind.ORGANISATION,)
        known = self._book.named(line.organisation)
        if any(row.kind in kinds for row in known):
            self._book.find(line.organisation, kinds=kinds)
            return False
        if known:
            raise ValidationError(_("“{name}” is no organisation.").format(name=line.organisation))
        return True
