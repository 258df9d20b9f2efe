"""Typed names whom the record doesn't have yet: taken in while people talk, and settled afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.new_names import NewName, read_new_name, typed_badly
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.parties import Parties
from msa_wg_desktop.services.typed import names_of, parties_of
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The ids that a typed list names, and how those are written who are new."""

    ids: tuple[str, ...]
    new: tuple[str, ...] = ()


def take_in(parties: Parties, text: str, *, field: str) -> TakenIn:
    """Reads a typed list; a name that nobody has becomes a party, provisional as speakers in notes are.

    Call it inside an operation, that one step takes both back. Raises NotFoundError or ValidationError in words.
    """
    book = parties.book()
    new = [name for name in names_of(book, text) if not book.named(name)]
    made = [_add(parties, _readable(book, name, field)) for name in new]
    return TakenIn(parties_of(parties.book() if made else book, text, field=field), tuple(made))


def _readable(book: PartyBook, name: str, field: str) -> NewName:
    near = typed_badly(name, (row.name for row in book))
    if near:
        raise NotFoundError(
            _("“{name}” isn't in the record, “{near}” is. Nothing was changed.").format(name=name, near=near),
            field=field,
        )
    read = read_new_name(name)
    if read is None:
        raise NotFoundError(
            _(
                "“{name}” isn't in the record. Nothing was changed. Somebody new is typed as Jane Doe (Acme); an "
                "organisation with a longer name is added on the People page."
            ).format(name=name),
            field=field,
        )
    return read


def _add(parties: Parties, new: NewName) -> str:
    if new.kind is PartyKind.PERSON:
        person = parties.add_person(new.name, new.organisation, provisional=True, make_organisation=True)
        return person.display
    if new.kind is PartyKind.PARTY_CLASS:
        return parties.add_class(new.name).brief
    return parties.add_organisation(new.name, provisional=True).brief
