"""The tables of people, organisations and party classes: the same rows of parties, told by other columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyRow, PersonRow
from msa_wg_desktop.domain.party_file import PeopleRow
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column
from msa_wg_desktop.words import _, ngettext


class PeopleTab(IntEnum):
    """Which parties are shown."""

    PEOPLE = 0
    ORGANISATIONS = 1
    CLASSES = 2

    @property
    def kind(self) -> PartyKind:
        """What the rows are."""
        return (PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.PARTY_CLASS)[self]


_TYPES: Mapping[PartyKind, type[PartyRow]] = {
    PartyKind.PERSON: PersonRow,
    PartyKind.ORGANISATION: OrganisationRow,
    PartyKind.PARTY_CLASS: ClassRow,
}
_SETTLED = (PersonRow, OrganisationRow)
FIELDS: dict[PeopleTab, tuple[str, ...]] = {
    PeopleTab.PEOPLE: ("name", "organisation", "code", "mail", "", ""),
    PeopleTab.ORGANISATIONS: ("name", "short", "classes", "", "", ""),
    PeopleTab.CLASSES: ("name", "members", "", ""),
}
"""What a column is called in the record; "" where it can't be edited in the table."""


@dataclass(frozen=True, slots=True)
class PeopleSums:
    """What everybody comes to: how many of each kind take part, which kinds there are at all, what is to be settled."""

    taking_part: Mapping[PartyKind, int]
    kinds: frozenset[PartyKind]
    unsettled: int


def sums_of(rows: Iterable[PeopleRow]) -> PeopleSums:
    """Counted once, and not at every letter that sifts them."""
    found = Counter([(type(row.party), row.party.retired) for row in rows])
    return PeopleSums(
        {kind: found[_TYPES[kind], False] for kind in _TYPES},
        frozenset(kind for kind, its in _TYPES.items() if any(found[its, retired] for retired in (False, True))),
        sum(map(is_provisional, rows)),
    )


def sums_words(sums: PeopleSums) -> str:
    """`50 people · 3 organisations · 1 class`; nothing where there is nobody."""
    people, organisations, classes = (sums.taking_part[tab.kind] for tab in PeopleTab)
    parts = [
        ngettext("{count} person", "{count} people", people).format(count=f"{people:,}"),
        ngettext("{count} organisation", "{count} organisations", organisations).format(count=f"{organisations:,}"),
        ngettext("{count} class", "{count} classes", classes).format(count=classes),
    ]
    if sums.unsettled:
        parts.append(_("{count} to settle").format(count=sums.unsettled))
    return " · ".join(parts) if sums.kinds else ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is let through: words that must all occur, a role in the group at hand, only what is to be settled."""

    words: str = ""
    role: str = ""
    to_settle: bool = False

    def sift(self, rows: Sequence[PeopleRow], kind: PartyKind) -> list[PeopleRow]:
        """The rows of one kind that pass, in the order in which they are listed."""
        its = _TYPES[kind]
        found = [row for row in rows if type(row.party) is its]
        if self != Sieve():
            found = [row for row in found if self.passes(row)]
        return sorted(found, key=_order)

    def place(self, row: PeopleRow, rows: Sequence[PeopleRow]) -> int:
        """Where a row belongs among others that are in order."""
        return bisect_left(rows, _order(row), key=_order)

    def passes(self, row: PeopleRow) -> bool:
        """Whether a row is let through."""
        if self.to_settle and not is_provisional(row):
            return False
        if self.role and all(seat.role != self.role for seat in row.seats):
            return False
        wanted = self.words.casefold().split()
        told = _told(row) if wanted else ""
        return all(word in told for word in wanted)


def columns_of(tab: PeopleTab) -> tuple[Column[PeopleRow], ...]:
    """The columns of one table."""
    seats: Column[PeopleRow] = Column(
        header=_("Seat"), text=seat_words, quiet=True, tip=_("In the group at hand, as of today"), spare=True
    )
    stands: Column[PeopleRow] = Column(
        header="", text=lambda row: (standing(row) or ("", None))[0], tone=lambda row: (standing(row) or ("", None))[1]
    )
    if tab is PeopleTab.PEOPLE:
        return (
            _field(_("Name"), "name", strong=True),
            _field(_("Organisation"), "organisation"),
            _field(_("Code"), "code", spare=True, tip=_("Typed before a colon in the notes")),
            _field(_("Mail"), "mail", quiet=True),
            seats,
            stands,
        )
    if tab is PeopleTab.ORGANISATIONS:
        return (
            _field(_("Name"), "name", strong=True),
            _field(_("Short name"), "short", spare=True),
            _field(_("Classes"), "classes"),
            Column(
                header=_("People"),
                text=lambda row: str(row.people or ""),
                right=True,
                spoken=lambda row: _("{count} people").format(count=row.people) if row.people else "",
            ),
            seats,
            stands,
        )
    return (_field(_("Name"), "name", strong=True), _field(_("Members"), "members"), seats, stands)


def _field(
    header: str, name: str, *, strong: bool = False, quiet: bool = False, spare: bool = False, tip: str = ""
) -> Column[PeopleRow]:
    return Column(
        header=header,
        text=lambda row: shown_value(row, name),
        entered=lambda row: shown_value(row, name),
        strong=strong,
        quiet=quiet,
        spare=spare,
        tip=tip,
    )


def shown_value(row: PeopleRow, name: str) -> str:
    """A field as it is shown and edited: several names with a comma between them."""
    value = getattr(row.party, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def standing(row: PeopleRow) -> tuple[str, Tone] | None:
    """What stands out: a name that nobody settled, a party that takes part no longer."""
    if is_provisional(row):
        return _("to settle"), Tone.CAUTION
    return (_("retired"), Tone.NEUTRAL) if row.party.retired else None


def is_provisional(row: PeopleRow) -> bool:
    """Whether somebody typed the name in notes, and nobody has said yet who that is."""
    return isinstance(row.party, _SETTLED) and row.party.provisional


def seat_words(row: PeopleRow) -> str:
    """The roles of today, without the one that goes without saying twice."""
    return ", ".join(dict.fromkeys(role_words(seat.role) for seat in row.seats))


def role_words(role: SeatRole) -> str:
    """As what somebody sits in a group."""
    return {
        SeatRole.REPRESENTATIVE: _("representative"),
        SeatRole.ALTERNATE: _("alternate"),
        SeatRole.OBSERVER: _("observer"),
        SeatRole.STAFF: _("staff"),
        SeatRole.FACILITATOR: _("facilitator"),
    }[role]


def _order(row: PeopleRow) -> tuple[bool, str, str]:
    """People stand with their organisation; whoever takes part no longer stands last."""
    organisation = row.party.organisation if isinstance(row.party, PersonRow) else ""
    return row.party.retired, organisation.casefold(), row.party.name.casefold()


def _told(row: PeopleRow) -> str:
    party = row.party
    match party:
        case PersonRow():
            parts = (party.name, party.organisation, party.code, party.mail)
        case OrganisationRow():
            parts = (party.name, party.short, *party.classes)
        case ClassRow():
            parts = (party.name, *party.members)
    return " ".join((*parts, seat_words(row))).casefold()
