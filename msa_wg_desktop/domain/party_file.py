"""Everything that a party has, as it stands beside its name: seats, classes, what it owes, where it was, its stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet, updated
from msa_wg_desktop.domain.data_needs import DataNeedRow
from msa_wg_desktop.domain.groups import SeatRow
from msa_wg_desktop.domain.parties import MembershipRow, PartyRow
from msa_wg_desktop.domain.party_steps import FormerPlace
from msa_wg_desktop.domain.positions import PositionRow

_WORDS = frozenset({"what", "need", "response", "text", "reason", "code", "mail"})
"""Fields of a thing or of somebody that nothing else is found by, counted by or called by."""


@dataclass(frozen=True, slots=True)
class Attended:
    """A meeting that a person, or somebody of an organisation, came to."""

    meeting_id: str
    title: str
    date: date | None


@dataclass(frozen=True, slots=True)
class FilingDue:
    """An order that a party must file something for, and by when."""

    order_id: str
    order: str
    due: date


@dataclass(frozen=True, slots=True)
class PartyFile:
    """One party in full. `filings`, `actions` and `needs` are what it owes, by "who finds what"; each list is cut at
    a limit.

    `labels` are the numbers of the lines that actions come from, and `proposals` says of which one a version is.
    """

    party: PartyRow
    seats: tuple[SeatRow, ...]
    memberships: tuple[MembershipRow, ...]
    former: tuple[FormerPlace, ...]
    actions: tuple[ActionLine, ...]
    needs: tuple[DataNeedRow, ...]
    attended: tuple[Attended, ...]
    positions: tuple[PositionRow, ...]
    lines: int
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    proposals: Mapping[str, str] = field(default_factory=dict[str, str])
    filings: tuple[FilingDue, ...] = ()

    @property
    def owes(self) -> bool:
        """Whether anything is expected of it."""
        return bool(self.filings or self.actions or self.needs)

    @property
    def id(self) -> str:
        """The party's."""
        return self.party.id

    @property
    def title(self) -> str:
        """What it is called in full."""
        return self.party.display

    def may_differ_by(self, sets: Sequence[ChangeSet], *, among: Collection[str]) -> bool:
        """Whether changes may concern it: all but other words for things that aren't told of it."""
        told = {self.id, *(row.id for rows in (self.actions, self.needs, self.positions) for row in rows)}
        return any(
            change.kind is not ChangeKind.UPDATE or change.id in told or change.after.keys() - _WORDS
            for changes in sets
            for change in changes.changes
            if change.entity in among
        )

    def reworded(self, sets: Sequence[ChangeSet], *, among: Collection[str]) -> frozenset[str] | None:
        """Which actions and parties have other words now; None where something else was changed too."""
        changed = updated(sets, ("action", "party"), among=among)
        if changed is None or any(fields - _WORDS for fields in changed.values()):
            return None
        return frozenset(changed)

    def with_actions(self, lines: Mapping[str, ActionLine]) -> PartyFile:
        """The same with some of its actions as they are now."""
        return replace(self, actions=tuple(lines.get(line.id, line) for line in self.actions))


class PeopleRow(NamedTuple):
    """A party in the list, with its seats of today in the group at hand, and how many people belong to it.

    A tuple, as there is one of everybody.
    """

    party: PartyRow
    seats: tuple[SeatRow, ...] = ()
    people: int = 0

    @property
    def id(self) -> str:
        """The party's."""
        return self.party.id
