"""New people from a typed line or a pasted list: what each line would become, and all of them in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.parties import PartyBook, PersonRow
from msa_wg_desktop.domain.people_lines import Finding, FoundPerson, PersonLine, read_person, split_list, why_no_name
from msa_wg_desktop.domain.readings import PartyKind, Preview
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.parties import Parties, require_free_code
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _, ngettext


class PeopleLines(Service):
    """Reads people from words. Nothing is guessed: an organisation is what the line says, or none."""

    def __init__(self, store: Store, parties: Parties) -> None:
        super().__init__(store)
        self._parties = parties

    def read(self, text: str, *, sure: bool = False) -> tuple[FoundPerson, ...]:
        """What would come of each person in a pasted list; one that stands there twice counts once.

        What doesn't look like a name is held back, unless one is `sure`.
        """
        parts = split_list(text)
        found = self._find([read_person(part) for part in parts])
        told = (replace(person, text=part) for person, part in zip(found, parts, strict=True))
        return tuple(told) if sure else tuple(map(_doubted, told))

    def preview(self, text: str, *, kind: PartyKind = PartyKind.PERSON) -> Preview | None:
        """What one typed line would become; None where it says nothing yet."""
        if not text.strip():
            return None
        if kind is not PartyKind.PERSON:
            return self._preview_other(text, kind)
        (found,) = self._find([read_person(text)])
        line = found.line
        name = f"{line.name} ({line.organisation})" if line.organisation else line.name
        code = _("code {code}").format(code=line.code) if line.code else ""
        detail = " · ".join(part for part in (line.mail, code) if part)
        new = _("{organisation} is new too.").format(organisation=line.organisation) if found.makes_organisation else ""
        return Preview(None, _("person"), name or _("no name yet"), detail, new, _doubted(found).why)

    def _preview_other(self, text: str, kind: PartyKind) -> Preview:
        name, rest = _read_other(text, kind)
        there = [row.display for row in self._parties.book().named(name)]
        why = _("{name} is here already.").format(name=there[0]) if there else ""
        if kind is PartyKind.ORGANISATION:
            detail = _("short {name}").format(name=rest[0]) if rest else ""
            return Preview(None, _("organisation"), name or _("no name yet"), detail, warning=why)
        return Preview(None, _("party class"), name or _("no name yet"), ", ".join(rest), warning=why)

    def add_line(self, text: str, *, kind: PartyKind = PartyKind.PERSON) -> str:
        """Adds the party that one line says; gives the id. Raises an error in words where it can't be added.

        A person is `Jane Doe (Acme Solar) jd jane@acme.example`, an organisation `United Illuminating (UI)`, a
        class `EDCs: Eversource, UI`.
        """
        if kind is PartyKind.ORGANISATION:
            name, rest = _read_other(text, kind)
            return self._parties.add_organisation(name, rest[0] if rest else "").id
        if kind is PartyKind.PARTY_CLASS:
            name, rest = _read_other(text, kind)
            return self._parties.add_class(name, rest).id
        (found,) = self._find([read_person(text)])
        if not found.counts:
            raise ValidationError(found.why, field="name")
        return self.add([found])[0]

    def add(self, people: Sequence[FoundPerson]) -> tuple[str, ...]:
        """Adds those of a list that are new, and the addresses of those that had none, in one step; gives their ids."""
        wanted = [found for found in people if found.counts]
        if not wanted:
            raise ValidationError(_("There is nobody new in the list. Nothing was added."))
        label = ngettext("Add {count} person", "Add {count} people", len(wanted)).format(count=len(wanted))
        with self.store.operation(label):
            return tuple(self._add_one(found) for found in wanted)

    def _add_one(self, found: FoundPerson) -> str:
        line = found.line
        if found.finding is Finding.COMPLETED:
            self._parties.edit(found.party_id, {"mail": line.mail})
            return found.party_id
        return self._parties.add_person(
            line.name, line.organisation, code=line.code, mail=line.mail, make_organisation=True
        ).id

    def _find(self, lines: Iterable[PersonLine]) -> tuple[FoundPerson, ...]:
        book = self._parties.book()
        seen: set[tuple[str, str]] = set()
        codes: set[str] = set()
        made: set[str] = set()
        found: list[FoundPerson] = []
        for line in lines:
            person = _finding(book, line, made)
            key = (line.name.casefold(), line.organisation.casefold())
            if person.counts and key in seen:
                person = FoundPerson(line, Finding.KNOWN, _("Stands in the list twice."))
            elif person.counts and line.code and line.code in codes:
                why = _("The code “{code}” stands in the list twice.").format(code=line.code)
                person = FoundPerson(line, Finding.REFUSED, why)
            if person.counts:
                seen.add(key)
                codes.add(line.code)
                made |= {line.organisation.casefold()} if person.makes_organisation else set()
            found.append(person)
        return tuple(found)


def _doubted(found: FoundPerson) -> FoundPerson:
    """The same, held back where somebody new would be called what looks like no name."""
    why = why_no_name(found.line.name) if found.finding is Finding.NEW else ""
    words = _("{why} It is left out unless it is one.").format(why=why)
    return replace(found, finding=Finding.DOUBTFUL, why=words) if why else found


def _read_other(text: str, kind: PartyKind) -> tuple[str, tuple[str, ...]]:
    """The name of an organisation and its short one, or of a class and its members."""
    if kind is PartyKind.ORGANISATION:
        read = read_person(text)
        return read.name, tuple(part for part in (read.organisation,) if part)
    name, _colon, members = text.partition(":")
    return name.strip(), tuple(part.strip() for part in members.split(",") if part.strip())


def _finding(book: PartyBook, line: PersonLine, made: set[str]) -> FoundPerson:
    """What would come of one line by itself."""
    if not line.name:
        return FoundPerson(line, Finding.REFUSED, _("There is no name."))
    try:
        read_mail(line.mail)
        there = _known(book, line)
        if there is not None:
            return _of_known(line, there)
        _require_no_other(book, line.name)
        require_free_code(book, line.code)
        new = bool(line.organisation) and not _organisation(book, line.organisation)
    except ValidationError as problem:
        return FoundPerson(line, Finding.REFUSED, problem.words)
    return FoundPerson(line, Finding.NEW, makes_organisation=new and line.organisation.casefold() not in made)


def _organisation(book: PartyBook, name: str) -> bool:
    """Whether there is one of that name; raises ValidationError where it may be several."""
    kinds = (PartyKind.ORGANISATION,)
    return any(row.kind in kinds for row in book.named(name)) and bool(book.find(name, kinds=kinds))


def _require_no_other(book: PartyBook, name: str) -> None:
    if any(row.kind is not PartyKind.PERSON for row in book.named(name)):
        raise ValidationError(_("“{name}” is an organisation or a class, not a person.").format(name=name))


def _known(book: PartyBook, line: PersonLine) -> PersonRow | None:
    """Who a line means among those that are in the record: of an organisation, or by name alone where one is."""
    name = line.name.casefold()
    people = [row for row in book.people if name in (row.name.casefold(), "" if line.organisation else row.code)]
    if line.organisation:
        ids = {row.id for row in book.named(line.organisation)}
        return next((row for row in people if row.organisation_id in ids), None)
    same = [row for row in people if line.mail and row.mail.casefold() == line.mail.casefold()]
    bare = [row for row in people if row.organisation_id is None]
    return next(iter(same or bare or (people if len(people) == 1 else [])), None)


def _of_known(line: PersonLine, there: PersonRow) -> FoundPerson:
    if line.mail and not there.mail:
        why = _("{name} is here already; the address is added.").format(name=there.display)
        return FoundPerson(line, Finding.COMPLETED, why, party_id=there.id)
    why = _("{name} is here already.").format(name=there.display)
    if line.mail and line.mail.casefold() != there.mail.casefold():
        why = _("{name} is here already, with the address {mail}.").format(name=there.display, mail=there.mail)
    return FoundPerson(line, Finding.KNOWN, why, party_id=there.id)
