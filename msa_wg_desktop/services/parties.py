"""Whoever can own, owe, attend, speak or file: people, organisations and party classes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import ClassMember, GroupSeat, Party
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_text
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.references import dependents
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.domain.party_steps import MergePlan


class Parties(Service):
    """The verbs of people, organisations and party classes.

    Wherever a party is asked for, its id will do, its name, its code, its short name, or
    `Name (Organisation)`; what may mean several is refused with all whom it may mean.
    """

    # ------------------------------------------------------------------ reading

    def book(self) -> PartyBook:
        """Everybody, read at once."""
        with self.store.reading() as connection:
            return party_book.read(connection, self.store.clock.today())

    def people(self, *, provisional: bool | None = None) -> tuple[PersonRow, ...]:
        """All people, by name; only those still to be settled, or only the others, where asked for."""
        return tuple(row for row in self.book().people if provisional is None or row.provisional is provisional)

    def organisations(self) -> tuple[OrganisationRow, ...]:
        """All organisations, by name."""
        return self.book().organisations

    def classes(self) -> tuple[ClassRow, ...]:
        """All party classes, by name."""
        return self.book().classes

    def get(self, party_id: str) -> PartyRow:
        """One party by its id."""
        return self.book().get(party_id)

    def is_person(self, party_id: str) -> bool:
        """Whether there is a person of that id."""
        statement = select(Party.id).where(Party.id == party_id, Party.kind == PartyKind.PERSON.value)
        with self.store.reading() as connection:
            return connection.execute(statement).first() is not None

    def count_provisional(self) -> int:
        """How many people were typed in notes and not settled yet."""
        which = (Party.kind == PartyKind.PERSON.value, Party.provisional)
        with self.store.reading() as connection:
            return connection.execute(select(func.count()).select_from(Party).where(*which)).scalar_one()

    def find(self, text: str, *, kinds: Collection[PartyKind] = ()) -> PartyRow:
        """The one party that a text means. Raises NotFoundError, or ValidationError naming all whom it may mean."""
        return self.book().find(text, kinds=kinds)

    def related(self, party_id: str) -> frozenset[str]:
        """The ids under which a party's things are found (decision 10)."""
        return self.book().related(party_id)

    def mine(self, person_id: str) -> frozenset[str]:
        """The ids of what "mine" means: the person, the organisation and its classes."""
        return self.book().mine(person_id)

    # ------------------------------------------------------------------ adding

    def add_person(
        self,
        name: str,
        organisation: str = "",
        *,
        code: str = "",
        mail: str = "",
        provisional: bool = False,
        make_organisation: bool = False,
    ) -> PersonRow:
        """Adds a person. Without a code they get one from their initials.

        `make_organisation`: an organisation that isn't there is made too, provisional where the person is.
        """
        name = require_text(clean_line(name)[0], _("A person needs a name. Nothing was changed."), field="name")
        with self.store.operation(_("Add {name}").format(name=name)) as session:
            organisation_id = self._organisation_id(organisation, make=make_organisation, provisional=provisional)
            book = self.book()
            require_new_person(book, name, organisation_id)
            code = clean_line(code)[0].casefold()
            require_free_code(book, code)
            person = Party(
                kind=PartyKind.PERSON.value,
                name=name,
                organisation_id=organisation_id,
                code=code or book.free_code(name),
                mail=read_mail(mail),
                provisional=provisional,
            )
            session.add(person)
            row = self.get(person.id)
        assert isinstance(row, PersonRow)
        return row

    def add_organisation(
        self, name: str, short: str = "", *, classes: Iterable[str] = (), provisional: bool = False
    ) -> OrganisationRow:
        """Adds an organisation, in party classes that are made where they aren't there."""
        name = require_text(clean_line(name)[0], _("An organisation needs a name. Nothing was changed."), field="name")
        short = clean_line(short)[0]
        with self.store.operation(_("Add {name}").format(name=short or name)) as session:
            _require_free_names(self.book(), name, short)
            organisation = Party(kind=PartyKind.ORGANISATION.value, name=name, short=short, provisional=provisional)
            session.add(organisation)
            self._join(session, organisation.id, classes)
            row = self.get(organisation.id)
        assert isinstance(row, OrganisationRow)
        return row

    def add_class(self, name: str, members: Iterable[str] = ()) -> ClassRow:
        """Adds a party class that stands for the organisations named."""
        name = require_text(clean_line(name)[0], _("A party class needs a name. Nothing was changed."), field="name")
        with self.store.operation(_("Add {name}").format(name=name)) as session:
            _require_free_names(self.book(), name, "")
            party_class = Party(kind=PartyKind.PARTY_CLASS.value, name=name)
            session.add(party_class)
            self._set_members(session, party_class.id, members)
            row = self.get(party_class.id)
        assert isinstance(row, ClassRow)
        return row

    # ------------------------------------------------------------------ changing

    def edit(self, party_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a party: `name`, `short`, `code`, `mail`, `retired`, `provisional`, `organisation` (whose person),
        `members` (of a class) or `classes` (of an organisation). A new name is written into the lines spoken under it.
        """
        values = dict(values)
        book = self.book()
        before = book.get(party_id)
        with self.store.operation(_("Change {name}").format(name=before.display)) as session:
            party = find(session, Party, party_id)
            if "organisation" in values:
                values["organisation_id"] = self._organisation_id(values.pop("organisation") or "")
            if "members" in values:
                self._set_members(session, party_id, values.pop("members"))
            if "classes" in values:
                self._set_classes(session, party_id, values.pop("classes"))
            if "code" in values:
                values["code"] = clean_line(values["code"])[0].casefold()
            if "mail" in values:
                values["mail"] = read_mail(values["mail"])
            _check(book, party, values)
            edit(party, {name: _one_line(value) for name, value in values.items()}, shown=shown)
            if isinstance(before, PersonRow) and party.name != before.name:
                from msa_wg_desktop.services import party_merge

                party_merge.rewrite_lines(session, party_id, name=party.name)

    def rename(self, party_id: str, name: str) -> None:
        """Gives a party another name; a person's lines say it from now on, what was exported stays as it was."""
        self.edit(party_id, {"name": name})

    def retire(self, party_id: str, *, retired: bool = True) -> None:
        """Says that a party takes part no longer: it is offered no more, and all that it did stays."""
        self.edit(party_id, {"retired": retired})

    def delete(self, party_id: str) -> None:
        """Deletes a party on which nothing depends; raises ValidationError saying what does."""
        row = self.get(party_id)
        with self.store.operation(_("Delete {name}").format(name=row.display)) as session:
            dependent = dependents(session, Party, party_id, apart_from=(ClassMember, GroupSeat))
            if dependent:
                raise ValidationError(
                    _("{name} can't be deleted: {what} still name it. Retire it, or merge it into another.").format(
                        name=row.display, what=dependent
                    )
                )
            delete_row(session, Party, party_id)

    # ------------------------------------------------------------------ settling

    def settle(self, provisional_id: str, into_id: str) -> None:
        """Says that a provisional name is a known party: everything of it follows, and its lines say the known name."""
        self.merge(provisional_id, into_id)

    def settled(self, provisional_id: str) -> None:
        """Keeps a provisional name, and its organisation, as somebody new."""
        row = self.get(provisional_id)
        with self.store.operation(_("Settle {name}").format(name=row.display)) as session:
            for party_id in (row.id, row.organisation_id if isinstance(row, PersonRow) else None):
                if party_id is not None:
                    edit(find(session, Party, party_id), {"provisional": False})

    def merge(self, vanishing_id: str, into_id: str) -> None:
        """Makes one party of two that are one: what was the first's is the second's, in every place (decision 8)."""
        from msa_wg_desktop.services import party_merge

        vanishing, kept = self._two(vanishing_id, into_id)
        label = _("Settle {name}") if getattr(vanishing, "provisional", False) else _("Merge {name}")
        with self.store.operation(label.format(name=f"{vanishing.display} → {kept.display}")) as session:
            party_merge.merge(session, vanishing, kept)

    def merge_plan(self, vanishing_id: str, into_id: str) -> MergePlan:
        """What `merge` would do, counted; raises ValidationError in words where it can't be done."""
        from msa_wg_desktop.services import party_merge

        vanishing, kept = self._two(vanishing_id, into_id)
        with self.store.reading() as connection:
            return party_merge.plan(connection, self.book(), vanishing, kept)

    # ------------------------------------------------------------------ parts

    def _two(self, vanishing_id: str, into_id: str) -> tuple[PartyRow, PartyRow]:
        """Two parties that can be one."""
        book = self.book()
        vanishing, kept = book.get(vanishing_id), book.get(into_id)
        if vanishing.id == kept.id:
            raise ValidationError(_("These are the same already. Nothing was changed."))
        if vanishing.kind is not kept.kind:
            raise ValidationError(
                _(
                    "{one} and {other} are of different kinds. Nothing was changed; choose two people, or two others."
                ).format(one=vanishing.display, other=kept.display)
            )
        return vanishing, kept

    def _organisation_id(self, text: str, *, make: bool = False, provisional: bool = False) -> str | None:
        text = clean_line(text)[0]
        if not text:
            return None
        book = self.book()
        kinds = (PartyKind.ORGANISATION,)
        if make and not any(row.kind in kinds for row in book.named(text)):
            return self.add_organisation(text, provisional=provisional).id
        return book.find(text, kinds=kinds, field="organisation").id

    def _join(self, session: RecordSession, organisation_id: str, classes: Iterable[str]) -> None:
        for text in classes:
            rows = [row for row in self.book().named(text) if isinstance(row, ClassRow)]
            class_id = rows[0].id if rows else self.add_class(text).id
            session.add(ClassMember(class_id=class_id, member_id=organisation_id))

    def _set_members(self, session: RecordSession, class_id: str, members: Iterable[str]) -> None:
        book = self.book()
        wanted = [_member(book, text).id for text in members]
        _set_pairs(session, {(class_id, member) for member in wanted}, self._holding(ClassMember.class_id == class_id))

    def _set_classes(self, session: RecordSession, organisation_id: str, classes: Iterable[str]) -> None:
        book = self.book()
        wanted = [book.find(text, kinds=(PartyKind.PARTY_CLASS,), field="classes").id for text in classes]
        its = self._holding(ClassMember.member_id == organisation_id)
        _set_pairs(session, {(class_id, organisation_id) for class_id in wanted}, its)

    def _holding(self, its: ColumnElement[bool]) -> ColumnElement[bool]:
        """Of some memberships those that hold today; one that has ended is history, and stays."""
        return its & party_book.holds(self.store.clock.today())


def _check(book: PartyBook, party: Party, values: Mapping[str, Any]) -> None:
    if "name" in values:
        require_text(values["name"], _("A name is needed. Nothing was changed."), field="name")
    if values.get("code", party.code) != party.code:
        require_free_code(book, values["code"])
    moved = {name: clean_line(values[name])[0] for name in ("name", "short") if name in values}
    if party.kind == PartyKind.PERSON:
        name, organisation_id = moved.get("name", party.name), values.get("organisation_id", party.organisation_id)
        if (name, organisation_id) != (party.name, party.organisation_id):
            require_new_person(book, name, organisation_id, apart_from=party.id)
    else:
        _require_free_names(book, *moved.values(), apart_from=party.id)


def _one_line(value: Any) -> Any:
    return clean_line(value)[0] if isinstance(value, str) else value


def _member(book: PartyBook, text: str) -> PartyRow:
    """The organisation that is to be in a class; that a class isn't one is said in words."""
    kinds = {row.kind for row in book.named(text)}
    if PartyKind.PARTY_CLASS in kinds and PartyKind.ORGANISATION not in kinds:
        raise ValidationError(
            _("“{name}” is a party class; a class holds organisations. Nothing was changed.").format(name=text.strip()),
            field="members",
        )
    return book.find(text, kinds=(PartyKind.ORGANISATION,), field="members")


def _set_pairs(session: RecordSession, wanted: set[tuple[str, str]], its: ColumnElement[bool]) -> None:
    present = {(row.class_id, row.member_id): row for row in session.scalars(select(ClassMember).where(its))}
    for pair, row in present.items():
        if pair not in wanted:
            session.delete(row)
    for class_id, member_id in sorted(wanted - set(present)):
        session.add(ClassMember(class_id=class_id, member_id=member_id))


def require_free_code(book: PartyBook, code: str) -> None:
    """Raises ValidationError where somebody has the code, or where it couldn't be typed before a colon."""
    owner = next((row for row in book.people if code and row.code.casefold() == code), None)
    if owner is not None:
        raise ValidationError(
            _("The code “{code}” is {name}'s already. Nothing was changed; choose another one.").format(
                code=code, name=owner.display
            ),
            field="code",
        )
    if any(char in code for char in " :()+,@#[]"):
        raise ValidationError(
            _("A code has no spaces or marks in it, since it is typed before a colon. “{code}” has.").format(code=code),
            field="code",
        )


def require_new_person(book: PartyBook, name: str, organisation_id: str | None, *, apart_from: str = "") -> None:
    """Raises ValidationError where the organisation has somebody of that name already."""
    for row in book.people:
        if (row.name.casefold(), row.organisation_id) == (name.casefold(), organisation_id) and row.id != apart_from:
            raise ValidationError(
                _("{name} is in the record already. Nothing was changed.").format(name=row.display), field="name"
            )


def _require_free_names(book: PartyBook, *names: str, apart_from: str = "") -> None:
    for name in filter(None, names):
        for row in book.named(name):
            if row.id != apart_from and row.kind is not PartyKind.PERSON:
                raise ValidationError(
                    _("“{name}” is in the record already, as {display}. Nothing was changed.").format(
                        name=name, display=row.display
                    ),
                    field="name",
                )
