"""What the record knows when a line is read: people, organisations, classes, order items, with indexes made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msa_wg_desktop.domain.readings import PartyKind, PartyRef

_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the group. `organisation` is the name that lines show, such as "GPI"; `code` is typed for them."""

    id: str
    name: str
    organisation_id: str | None = None
    organisation: str = ""
    code: str = ""
    present: bool = False

    @property
    def display(self) -> str:
        """`Patrick Fam (Eversource)`."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """A company or agency; its short name is what lines show, where it has one."""

    id: str
    name: str
    short: str = ""

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
    """One way in which a party is written, and whom it names: more than one where the name is shared."""

    written: str
    parties: tuple[PartyRef, ...]
    with_organisation: bool = False


class Known:
    """All of it, made once per change of the record and used for every line. Never changed after it is made."""

    def __init__(
        self,
        *,
        people: Iterable[KnownPerson] = (),
        organisations: Iterable[KnownOrganisation] = (),
        classes: Iterable[KnownClass] = (),
        order_items: Iterable[KnownOrderItem] = (),
        abbreviations: Mapping[str, str] | None = None,
    ) -> None:
        self.people = tuple(people)
        self.organisations = tuple(organisations)
        self.classes = tuple(classes)
        self.order_items = tuple(order_items)
        self.abbreviations: Mapping[str, str] = dict(abbreviations or {})


def person_ref(person: KnownPerson) -> PartyRef:
    """A known person as a line refers to them."""
    return PartyRef(person.name, person.id, PartyKind.PERSON, person.organisation)
