"""What the record knows when a line is read: people, organisations, classes, order items, with indexes made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar

from msa_wg_desktop.domain.readings import PartyKind, PartyRef

_FIRST_WORD = re.compile(r"\w+")

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class KnownPerson(NamedTuple):
    """A person of the group. `organisation` is the name that lines show, such as "GPI"; `code` is typed for them.

    A tuple, as there may be ten thousand: a frozen dataclass takes three times as long to make.
    """

    id: str
    name: str
    organisation_id: str | None = None
    organisation: str = ""
    code: str = ""

    @property
    def ref(self) -> PartyRef:
        """The person as a line refers to them."""
        return PartyRef(self.name, self.id, PartyKind.PERSON, self.organisation)

    @property
    def display(self) -> str:
        """`Patrick Fam (Eversource)`."""
        return self.ref.display


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """A company or agency; its short name is what lines show, where it has one."""

    id: str
    name: str
    short: str = ""

    @property
    def ref(self) -> PartyRef:
        """The organisation as a line refers to it."""
        return PartyRef(self.display, self.id, PartyKind.ORGANISATION)

    @property
    def display(self) -> str:
        """`UI`, or the whole name where there is no short one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A party class, such as "EDCs", and the display names of its members."""

    id: str
    name: str
    members: tuple[str, ...] = ()

    @property
    def ref(self) -> PartyRef:
        """The class as a line refers to it."""
        return PartyRef(self.name, self.id, PartyKind.PARTY_CLASS)


# A name, and whose it is.
_Named: TypeAlias = tuple[str, KnownPerson | KnownOrganisation | KnownClass]


@dataclass(frozen=True, slots=True)
class KnownOrderItem:
    """An item of an order (`item` "6"), or the order itself (`item` ""). `default`: of the group's default decision."""

    id: str
    order: str
    item: str = ""
    docket: str = ""
    default: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """One way in which parties are written: `written` names one of them, or several who share it."""

    written: str
    refs: tuple[PartyRef, ...]
    with_organisation: bool = False

    @property
    def ref(self) -> PartyRef:
        """Whom it names; somebody of that name, unknown who, where several share it."""
        first = self.refs[0]
        return first if len(self.refs) == 1 else PartyRef(first.name, None, PartyKind.UNKNOWN, first.organisation)


class FoldedPerson(NamedTuple):
    """A person without regard to capitals, for offers at every key; a space stands before each word of the name."""

    person: KnownPerson
    words: str
    code: str
    organisation: str


class KnownParties:
    """Who may be named, with indexes. Each is made when something is first looked up in it: the lines of a meeting
    ask for few of them; and what was made for one meeting serves all others of a time in which nobody changes.
    """

    def __init__(
        self,
        people: Iterable[KnownPerson] = (),
        organisations: Iterable[KnownOrganisation] = (),
        classes: Iterable[KnownClass] = (),
    ) -> None:
        self.people = tuple(people)
        self.organisations = tuple(organisations)
        self.classes = tuple(classes)
        self._namings: dict[str, tuple[Naming, ...]] = {}

    @cached_property
    def folded_people(self) -> tuple[FoldedPerson, ...]:
        """The people as offers look at them at every key."""
        return tuple(
            FoldedPerson(person, f" {person.name.casefold()}", person.code.casefold(), person.organisation.casefold())
            for person in self.people
        )

    @cached_property
    def person_of(self) -> Mapping[str, KnownPerson]:
        """People by their ids."""
        return {person.id: person for person in self.people}

    @cached_property
    def organisation_of(self) -> Mapping[str, KnownOrganisation]:
        """Organisations by their ids."""
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def members_of(self) -> Mapping[str, tuple[str, ...]]:
        """The members of classes, by the classes' ids."""
        return {party_class.id: party_class.members for party_class in self.classes}

    @cached_property
    def codes(self) -> Mapping[str, KnownPerson]:
        """People by their codes."""
        return {person.code: person for person in self.people if person.code}

    @cached_property
    def folded_codes(self) -> Mapping[str, KnownPerson]:
        """The same without regard to capitals."""
        return {code.casefold(): person for code, person in self.codes.items()}

    @cached_property
    def first_names(self) -> Mapping[str, list[KnownPerson]]:
        """People by their first names, folded."""
        return _grouped((folded_first(person.name), person) for person in self.people)

    @cached_property
    def organisations_named(self) -> Mapping[str, KnownOrganisation]:
        """Organisations by each of their names, folded."""
        return {
            name.casefold(): organisation
            for organisation in self.organisations
            for name in (organisation.name, organisation.short)
            if name
        }

    @cached_property
    def begun_by(self) -> Mapping[str, list[_Named]]:
        """Whose name begins with a word, folded, and with which of their names."""
        names: list[_Named] = [(person.name, person) for person in self.people]
        names += [(name, each) for each in self.organisations for name in {each.short, each.name}]
        names += [(each.name, each) for each in self.classes]
        begun: dict[str, list[_Named]] = {}
        for named in names:
            first = _FIRST_WORD.match(named[0])
            if first is not None:
                begun.setdefault(first[0].casefold(), []).append(named)
        return begun

    def namings_of(self, word: str) -> tuple[Naming, ...]:
        """Every way to write a party that begins with a word, the longest first.

        Made when a line first has the word: of thousands of people hardly any is named in a meeting.
        """
        folded = word.casefold()
        if folded not in self.begun_by:
            return ()
        made = self._namings.get(folded)
        if made is None:
            written: dict[tuple[str, bool], list[PartyRef]] = {}
            for name, named in self.begun_by[folded]:
                written.setdefault((name, False), []).append(named.ref)
                if isinstance(named, KnownPerson) and named.organisation:
                    written.setdefault((named.display, True), []).append(named.ref)
            namings = (Naming(words, tuple(refs), with_org) for (words, with_org), refs in written.items())
            made = self._namings[folded] = tuple(sorted(namings, key=lambda naming: -len(naming.written)))
        return made

    def get_ready(self) -> None:
        """Makes what a key asks for and reading lines may not have needed, so that no key waits for it."""
        _made = self.begun_by, self.folded_people, self.folded_codes, self.first_names


class Known:
    """All that is known where a line is read. Never changed after it is made.

    `parties` are those of another meeting, where they are the same; else they are given one by one. `present` says,
    by their ids, who of them is there.
    """

    def __init__(
        self,
        *,
        people: Iterable[KnownPerson] = (),
        organisations: Iterable[KnownOrganisation] = (),
        classes: Iterable[KnownClass] = (),
        parties: KnownParties | None = None,
        order_items: Iterable[KnownOrderItem] = (),
        abbreviations: Mapping[str, str] | None = None,
        present: Iterable[str] = (),
    ) -> None:
        self.parties = parties or KnownParties(people, organisations, classes)
        self.order_items = tuple(order_items)
        self.abbreviations: Mapping[str, str] = dict(abbreviations or {})
        self._present = frozenset(present)

    @cached_property
    def dockets(self) -> frozenset[str]:
        """The numbers of the dockets, folded."""
        return frozenset(entry.docket.casefold() for entry in self.order_items if entry.docket)

    @cached_property
    def _items(self) -> Mapping[tuple[str, str], list[KnownOrderItem]]:
        return _grouped(((entry.order.casefold(), entry.item.casefold()), entry) for entry in self.order_items)

    def is_present(self, person: KnownPerson) -> bool:
        """Whether somebody is there."""
        return person.id in self._present

    def may_name(self, word: str) -> bool:
        """Whether some party's name begins with that word."""
        return word.casefold() in self.parties.begun_by

    def namings_at(self, text: str, position: int, *, exact: bool = False) -> list[tuple[Naming, int]]:
        """The ways to write a party that stand at `position`, each with its end; exactly written first, then longest.

        `exact`: as the record writes it. In the middle of a sentence "it" must not name an organisation "IT".
        """
        word = _FIRST_WORD.match(text, position)
        group = self.parties.namings_of(word.group()) if word else ()
        found = [(naming, position + len(naming.written)) for naming in group if _stands(naming, text, position)]
        if len(found) > 1 or exact:
            exactly = [one for one in found if text.startswith(one[0].written, position)]
            return exactly if exact else exactly + [one for one in found if one not in exactly]
        return found

    def organisation_named(self, name: str) -> KnownOrganisation | None:
        """The organisation of that name, long or short, whatever its capitals."""
        return self.parties.organisations_named.get(name.casefold())

    def is_body(self, name: str) -> bool:
        """Whether an organisation or a class has that name."""
        return name.casefold() in self.parties.organisations_named or any(
            same(each.name, name) for each in self.parties.classes
        )

    def people_named(self, name: str) -> list[KnownPerson]:
        """The people of that full name."""
        return [person for person in self.parties.first_names.get(folded_first(name), ()) if same(person.name, name)]

    def person_of_code(self, code: str, *, exact: bool = False) -> KnownPerson | None:
        """Whom a code stands for; capitals matter only where `exact`."""
        return self.parties.codes.get(code) or (None if exact else self.parties.folded_codes.get(code.casefold()))

    def person_of_first_name(self, name: str) -> KnownPerson | None:
        """The only person whose first name that is; None where there are none or several."""
        people = self.parties.first_names.get(name.casefold(), ())
        return people[0] if len(people) == 1 else None

    def person(self, party_id: str | None) -> KnownPerson | None:
        """The person with that id."""
        return self.parties.person_of.get(party_id) if party_id else None

    def organisation(self, party_id: str | None) -> KnownOrganisation | None:
        """The organisation with that id."""
        return self.parties.organisation_of.get(party_id) if party_id else None

    def members(self, party_id: str | None) -> tuple[str, ...]:
        """The display names of a class's members; nothing for any other party."""
        return self.parties.members_of.get(party_id, ()) if party_id else ()

    def is_unmistakable(self, written: str) -> bool:
        """Whether that way of writing names one party only."""
        word = _FIRST_WORD.match(written)
        found = [naming for naming in self.parties.namings_of(word[0]) if naming.written == written] if word else []
        return bool(found) and len(found[-1].refs) == 1

    def items_named(self, order: str, item: str) -> tuple[KnownOrderItem, ...]:
        """The order items of that number, in whichever docket."""
        return tuple(self._items.get((order.casefold(), item.casefold()), ()))


def folded_first(name: str) -> str:
    """The first word of a name, without regard to capitals."""
    words = name.split(maxsplit=1)
    return words[0].casefold() if words else ""


def same(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals and white space."""
    return one.casefold().split() == other.casefold().split()


def _stands(naming: Naming, text: str, position: int) -> bool:
    end = position + len(naming.written)
    if end < len(text) and naming.written[-1].isalnum() and (text[end].isalnum() or text[end] == "_"):
        return False
    return text[position:end].casefold() == naming.written.casefold()


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
