"""What a merge or a move would do, counted and said before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.exports import Final


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Two parties that are one: which goes, which stays, what follows in words ("3 actions"), and what to look at."""

    vanishing: str
    kept: str
    follows: tuple[str, ...]
    lines: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovePlan:
    """A person who goes to another organisation.

    `kept_lines` were spoken before and stay as they are, `changed_lines` were spoken on the day or after it and say
    the new organisation; `since` is the first day there. `finals` went out with the former one.
    """

    person: str
    former: str
    organisation: str
    since: date
    kept_lines: int
    changed_lines: int
    finals: tuple[Final, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """Where a person belonged before, and until which day."""

    id: str
    organisation_id: str
    organisation: str
    until: date
