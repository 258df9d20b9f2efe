"""What was captured from notes, of whatever kind, in one shape: for the panel, the Recap and what is carried over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.notes import CaptureKind

OPEN_STATES = frozenset({"open", "in progress", "requested", "partly answered"})


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party with the words that show it: `Patrick Fam (Eversource)`, `EDCs (Eversource, UI)`."""

    id: str
    name: str
    detail: str = ""
    provisional: bool = False

    @property
    def display(self) -> str:
        return f"{self.name} ({self.detail})" if self.detail else self.name


@dataclass(frozen=True, slots=True)
class CapturedRow:
    """One captured thing and the line it came from.

    `who` is owners, responsible parties, who asked, or whose position it is. `differs`: it was edited by
    itself and the line says something else by now. `label` is the line's path, such as `4.b.ii`. `named` is whom
    the line names and the record doesn't have, where nobody else stands for it.
    """

    kind: CaptureKind
    id: str
    text: str
    who: tuple[NamedParty, ...]
    due: date | None
    status: str
    note_id: str | None
    label: str
    order_items: tuple[str, ...]
    meeting_id: str | None
    meeting_date: date | None
    touched: bool = False
    differs: bool = False
    taken_up: bool = False
    confirmed: bool = False
    off_record: bool = False
    named: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: agreements and positions are closed from the start."""
        return self.status in OPEN_STATES

    @property
    def is_public(self) -> bool:
        """Whether others may see it: not off the record, nor from a line that no summary prints and so has no label."""
        return not self.off_record and bool(self.label)

    @property
    def who_text(self) -> str:
        return ", ".join(party.display for party in self.who)
