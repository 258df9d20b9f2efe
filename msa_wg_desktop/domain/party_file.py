"""Everything that a party has, as it stands beside its name: seats, classes, what it owes, where it was, its stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from msa_wg_desktop.domain.action_list import ActionLine
from msa_wg_desktop.domain.data_needs import DataNeedRow
from msa_wg_desktop.domain.groups import SeatRow
from msa_wg_desktop.domain.parties import MembershipRow, PartyRow
from msa_wg_desktop.domain.party_steps import FormerPlace
from msa_wg_desktop.domain.positions import PositionRow


@dataclass(frozen=True, slots=True)
class Attended:
    """A meeting that a person, or somebody of an organisation, came to."""

    meeting_id: str
    title: str
    date: date | None


@dataclass(frozen=True, slots=True)
class PartyFile:
    """One party in full. `actions` and `needs` are what it owes, by "who finds what"; each list is cut at a limit.

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

    @property
    def id(self) -> str:
        """The party's."""
        return self.party.id

    @property
    def title(self) -> str:
        """What it is called in full."""
        return self.party.display


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """A party in the list, with its seats of today in the group at hand, and how many people belong to it."""

    party: PartyRow
    seats: tuple[SeatRow, ...] = ()
    people: int = 0

    @property
    def id(self) -> str:
        """The party's."""
        return self.party.id
