"""Numbered texts, in versions, on which parties may reach consensus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ProposalStatus(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    CONSENSUS = "consensus"
    NO_CONSENSUS = "no consensus"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a proposal's text."""

    id: str
    number: int
    text: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal with its versions, the first one first."""

    id: str
    group_id: str
    number: str
    title: str
    sponsor_id: str | None
    sponsor: str
    status: ProposalStatus
    versions: tuple[VersionRow, ...]

    @property
    def latest(self) -> VersionRow | None:
        """The version that stands now."""
        return self.versions[-1] if self.versions else None


def next_number(numbers: Iterable[str]) -> str:
    """The number for the next proposal of a group: `P-8` after `P-7`."""
    used = (re.fullmatch(r"P-(\d+)", number) for number in numbers)
    return f"P-{max((int(found[1]) for found in used if found), default=0) + 1}"
