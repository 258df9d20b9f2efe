"""People, organisations and party classes: how each is written, how one is found, and who finds whose things."""

from __future__ import annotations

import re
import unicodedata
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, count
from typing import TypeAlias

from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. `organisation` is how theirs is written: its short name, or its whole name where it has none."""

    id: str
    name: str
    organisation_id: str | None = None
    organisation: str = ""
    code: str = ""
    mail: str = ""
    provisional: bool = False
    retired: bool = False

    @property
    def kind(self) -> PartyKind:
        """That this is a person."""
        return PartyKind.PERSON

    @property
    def brief(self) -> str:
        """As `display`: a person is never written without the organisation."""
        return self.display

    @property
    def display(self) -> str:
        """`Patrick Fam (Eversource)`."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A company or agency, and the names of the party classes that it belongs to today."""

    id: str
    name: str
    short: str = ""
    classes: tuple[str, ...] = ()
    class_ids: tuple[str, ...] = ()
    provisional: bool = False
    retired: bool = False

    @property
    def kind(self) -> PartyKind:
        """That this is an organisation."""
        return PartyKind.ORGANISATION

    @property
    def brief(self) -> str:
        """As `display`."""
        return self.display

    @property
    def display(self) -> str:
        """`UI`, or the whole name where there is no short one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A party class, such as "EDCs", and how its members of today are written."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()
    retired: bool = False

    @property
    def kind(self) -> PartyKind:
        """That this is a party class."""
        return PartyKind.PARTY_CLASS

    @property
    def brief(self) -> str:
        """`EDCs`, as a table's cell says it."""
        return self.name

    @property
    def display(self) -> str:
        """`EDCs (Eversource, UI)`."""
        return f"{self.name} ({', '.join(self.members)})" if self.members else self.name


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """An organisation's time in a class; no date means as far as is known."""

    id: str
    class_id: str
    class_name: str
    member_id: str
    member: str
    since: date | None = None
    until: date | None = None

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether it holds on any day of another span."""
        begins, ends = self.since or date.min, self.until or date.max
        return begins <= (until or date.max) and (since or date.min) <= ends


PartyRow: TypeAlias = PersonRow | OrganisationRow | ClassRow


_ID_BEGINS = re.compile(r"[0-9a-f]{8}[0-9a-f-]*", re.IGNORECASE)
"""Long enough that nobody types it as a name."""


class PartyName(str):
    """How a party is written, and the code that means the same where it is typed; a party without one has none."""

    code: str

    def __new__(cls, written: str, code: str = "") -> PartyName:
        made = super().__new__(cls, written)
        made.code = code
        return made


class PartyBook:
    """Everybody in the record, read once: who is written how, who is meant by a name, who finds whose things."""

    def __init__(self, rows: Iterable[PartyRow]) -> None:
        self._rows = {row.id: row for row in rows}

    def with_people(self, people: Iterable[PersonRow]) -> PartyBook:
        """The same book, in which some people have come or are written otherwise; still by name."""
        new: dict[str, PartyRow] = {row.id: row for row in people}
        stays = all(row_id in self._rows and self._rows[row_id].name == row.name for row_id, row in new.items())
        if stays:
            return PartyBook((self._rows | new).values())
        others = [row for row in self._rows.values() if row.id not in new]
        for row in new.values():
            insort(others, row, key=lambda row: (row.name, row.id))
        return PartyBook(others)

    @cached_property
    def _named(self) -> dict[str, list[PartyRow]]:
        """Made when the first name is looked up: most readers only ask how an id is written."""
        named: dict[str, list[PartyRow]] = defaultdict(list)
        for row in self._rows.values():
            for name in {name.casefold() for name in _names_of(row)}:
                named[name].append(row)
        return dict(named)

    @cached_property
    def _people(self) -> dict[str, list[str]]:
        people: dict[str, list[str]] = defaultdict(list)
        for row in self._rows.values():
            if isinstance(row, PersonRow) and row.organisation_id:
                people[row.organisation_id].append(row.id)
        return dict(people)

    def __iter__(self) -> Iterator[PartyRow]:
        return iter(self._rows.values())

    def __contains__(self, party_id: object) -> bool:
        return party_id in self._rows

    @cached_property
    def in_use(self) -> tuple[str, ...]:
        """How those are written who can still own or owe something."""
        return tuple(PartyName(row.display, getattr(row, "code", "")) for row in self if not row.retired)

    @cached_property
    def people(self) -> tuple[PersonRow, ...]:
        """All people, by name."""
        return tuple(row for row in self if isinstance(row, PersonRow))

    @cached_property
    def organisations(self) -> tuple[OrganisationRow, ...]:
        """All organisations, by name."""
        return tuple(row for row in self if isinstance(row, OrganisationRow))

    @cached_property
    def classes(self) -> tuple[ClassRow, ...]:
        """All party classes, by name."""
        return tuple(row for row in self if isinstance(row, ClassRow))

    def get(self, party_id: str) -> PartyRow:
        """The party of an id. Raises NotFoundError in words."""
        row = self._rows.get(party_id)
        if row is None:
            raise NotFoundError(_("That isn't in the record any more."), detail=f"party {party_id}")
        return row

    def display(self, party_id: str | None) -> str:
        """How a party is written in full: `Patrick Fam (Eversource)`, `EDCs (Eversource, UI)`; empty for none."""
        row = self._rows.get(party_id or "")
        return row.display if row else ""

    def brief(self, party_id: str | None) -> str:
        """How a party is written in a narrow place: `EDCs`; empty for none."""
        row = self._rows.get(party_id or "")
        return row.brief if row else ""

    def named(self, text: str) -> tuple[PartyRow, ...]:
        """Whom an id, name, code, short name or `Name (Organisation)` may mean; those in use before retired ones.

        What is nobody's name may be how an id begins, as lists print it.
        """
        text = " ".join(text.split())
        if text in self._rows:
            return (self._rows[text],)
        rows = self._named.get(text.casefold(), [])
        if not rows and _ID_BEGINS.fullmatch(text):
            rows = [row for row in self._rows.values() if row.id.startswith(text.casefold())]
        return tuple([row for row in rows if not row.retired] or rows)

    def find(self, text: str, *, kinds: Collection[PartyKind] = (), field: str | None = None) -> PartyRow:
        """The one party that a text means. Raises NotFoundError, or ValidationError naming all whom it may mean."""
        rows = [row for row in self.named(text) if not kinds or row.kind in kinds]
        if not rows:
            raise NotFoundError(
                _(
                    "“{name}” isn't in the record. Nothing was changed; add it first, or look at how it is spelled."
                ).format(name=text.strip()),
                field=field,
            )
        if len(rows) > 1:
            raise ValidationError(
                _("“{name}” may be {candidates}. Say which.").format(
                    name=text.strip(), candidates=" / ".join(sorted(row.display for row in rows))
                ),
                field=field,
            )
        return rows[0]

    def find_all(self, texts: Iterable[str], *, field: str | None = None) -> tuple[str, ...]:
        """The ids that a list of texts means, in its order, each once."""
        return tuple(dict.fromkeys(self.find(text, field=field).id for text in texts))

    def related(self, party_id: str) -> frozenset[str]:
        """The ids under which a party's things are found (decision 10).

        An organisation finds its own, its people's and its classes'; a class its own, its members' and
        their people's; a person their own.
        """
        row = self.get(party_id)
        if isinstance(row, OrganisationRow):
            return frozenset({row.id, *self._people.get(row.id, ()), *row.class_ids})
        if isinstance(row, ClassRow):
            people = (person for member in row.member_ids for person in self._people.get(member, ()))
            return frozenset({row.id, *row.member_ids, *people})
        return frozenset({row.id})

    def mine(self, person_id: str) -> frozenset[str]:
        """The ids of what "mine" means for a person: their own, their organisation's and its classes'."""
        row = self.get(person_id)
        organisation = self._rows.get(row.organisation_id or "") if isinstance(row, PersonRow) else None
        if not isinstance(organisation, OrganisationRow):
            return frozenset({row.id})
        return frozenset({row.id, organisation.id, *organisation.class_ids})

    def free_code(self, name: str) -> str:
        """A code for a new person that nobody has: the initials, more of the last name, then a number."""
        words = [word for word in (_typeable(word) for word in name.split()) if word] or ["x"]
        initials, rest = "".join(word[0] for word in words), words[-1][1:]
        codes = [initials + rest[:more] for more in range(len(rest) + 1)]
        numbered = (f"{initials}{number}" for number in count(2))
        return next(code for code in chain(codes, numbered) if code not in self._named)


def _names_of(row: PartyRow) -> Iterator[str]:
    yield row.name
    yield row.display
    if isinstance(row, PersonRow) and row.code:
        yield row.code


def _typeable(word: str) -> str:
    """A word as one types it without thinking: small letters and figures, accents left away."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return re.sub(r"[^\w]|_", "", "".join(char for char in plain if not unicodedata.combining(char)))
