"""Numbered texts, in versions, on which parties may reach consensus."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
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
    decided_on: date | None = None

    def status_on(self, day: date | None) -> ProposalStatus:
        """What had become of it by a day; what was decided later was open then. No day: now."""
        later = day is not None and self.decided_on is not None and self.decided_on > day
        return ProposalStatus.OPEN if later else self.status

    def version(self, version_id: str) -> VersionRow | None:
        """One of its versions; None where it is gone."""
        return next((row for row in self.versions if row.id == version_id), None)

    def before(self, version: VersionRow) -> VersionRow | None:
        """The version that another one replaced."""
        earlier = [row for row in self.versions if row.number < version.number]
        return earlier[-1] if earlier else None

    @property
    def latest(self) -> VersionRow | None:
        """The version that stands now."""
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line of a discussion that is about a proposal. `chosen` by hand, else a stand came from it.

    `public`: a summary prints it; only then has it a label, and only then does it leave the house.
    """

    note_id: str
    meeting_id: str
    day: date | None
    label: str
    text: str
    chosen: bool
    public: bool


def next_number(numbers: Iterable[str]) -> str:
    """The number for the next proposal of a group: `P-8` after `P-7`."""
    used = (re.fullmatch(r"P-(\d+)", number) for number in numbers)
    return f"P-{max((int(found[1]) for found in used if found), default=0) + 1}"


def version_name(number: str, version: int) -> str:
    """How a version of a proposal is written: `P-7 v2`."""
    return f"{number} v{version}"


class PieceKind(StrEnum):
    """What became of some words from one version to the next."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went, with the spaces around them as they stand."""

    kind: PieceKind
    text: str


_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """What changed from one text to the next, word by word; where words are replaced, those removed stand first."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for step, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece(PieceKind.SAME, "".join(old[start:end]))
            continue
        if start < end:
            yield Piece(PieceKind.REMOVED, "".join(old[start:end]))
        if new_start < new_end:
            yield Piece(PieceKind.ADDED, "".join(new[new_start:new_end]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A single space that stayed between two changes is no island: it belongs to both."""
    waiting: dict[PieceKind, str] = {}
    space = ""
    for piece in pieces:
        if piece.kind is PieceKind.SAME and piece.text.isspace() and waiting:
            space = piece.text
            continue
        if piece.kind is PieceKind.SAME:
            yield from (Piece(kind, waiting[kind]) for kind in (PieceKind.REMOVED, PieceKind.ADDED) if kind in waiting)
            waiting.clear()
            yield Piece(PieceKind.SAME, space + piece.text)
            space = ""
            continue
        if space:
            waiting = {kind: text + space for kind, text in waiting.items()}
            space = ""
        waiting[piece.kind] = waiting.get(piece.kind, "") + piece.text
    yield from (Piece(kind, waiting[kind]) for kind in (PieceKind.REMOVED, PieceKind.ADDED) if kind in waiting)
