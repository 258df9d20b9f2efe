"""Working groups and subgroups: how they are named, who sits in them, which words are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PATH_SEPARATOR = " / "


class SeatRole(StrEnum):
    """As what a party sits in a group."""

    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    OBSERVER = "observer"
    STAFF = "staff"
    FACILITATOR = "facilitator"


class Attribution(StrEnum):
    """How a group's summaries say who spoke."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group. `path` names it with its parents: `IX WG / MSA`. `state` is the one whose holidays count."""

    id: str
    name: str
    short: str
    path: str
    parent_id: str | None
    parent: str
    heading: str
    summary_title: str
    state: str
    time_zone: str
    default_decision_id: str | None
    attribution: Attribution
    print_markers: bool

    @property
    def display(self) -> str:
        """The short name, or the whole one where there is none."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits in a group, as what, and when; no date means as far as is known."""

    id: str
    party_id: str
    party: str
    role: SeatRole
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is taken on a day."""
        return (self.since or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word that the group's spelling knows; with an expansion it is an abbreviation."""

    id: str
    term: str
    expansion: str = ""


def split_path(path: str) -> tuple[str, ...]:
    """The names in a path, the topmost first; spaces around the strokes don't matter."""
    return tuple(name for name in (" ".join(part.split()) for part in path.split("/")) if name)
