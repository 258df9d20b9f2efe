"""What one operation did to the record: the only thing that is told to whoever listens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from msa_wg_desktop.domain.notes import Caret


class ChangeKind(StrEnum):
    """What happened to one row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class OperationKind(StrEnum):
    """Whether an operation was done, or takes one back, or brings one back."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


_NOTHING: Mapping[str, Collection[str]] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: fields before and after (all of them for insert and delete, the changed ones for update)."""

    entity: str
    id: str
    kind: ChangeKind
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One committed operation. `seq` is its place in the order of the world (decision 3)."""

    seq: int
    operation_id: str
    label: str
    who: str
    at: datetime
    kind: OperationKind
    changes: tuple[Change, ...]
    meeting_id: str | None = None
    caret_before: Caret | None = None
    caret_after: Caret | None = None
    origin: str = ""

    def touches(self, entities: Iterable[str], *, fields: Collection[str] | None = None) -> bool:
        """Whether any row of these kinds changed; with `fields`, came or went, or changed in one of them."""
        wanted = set(entities)
        return any(
            change.entity in wanted
            and (fields is None or change.kind is not ChangeKind.UPDATE or not change.after.keys().isdisjoint(fields))
            for change in self.changes
        )

    def ids(self, entity: str) -> frozenset[str]:
        """The ids of the rows of one kind that changed."""
        return frozenset(change.id for change in self.changes if change.entity == entity)


def updated(
    sets: Sequence[ChangeSet],
    entities: str | Collection[str],
    *,
    among: Collection[str],
    others: Mapping[str, Collection[str]] = _NOTHING,
) -> Mapping[str, frozenset[str]] | None:
    """Which rows of some kinds were changed, each with its changed fields.

    None where more happened among some kinds than that: rows of another one, or rows that came or went. `others`
    are kinds of which only the fields named here mean something.
    """
    kinds = {entities} if isinstance(entities, str) else entities
    fields: dict[str, frozenset[str]] = {}
    for change in (change for changes in sets for change in changes.changes if change.entity in among):
        if change.kind is not ChangeKind.UPDATE:
            return None
        if change.entity in kinds:
            fields[change.id] = fields.get(change.id, frozenset()) | frozenset(change.after)
        elif change.entity not in others or not change.after.keys().isdisjoint(others[change.entity]):
            return None
    return fields


def less_new(sets: Sequence[ChangeSet], entity: str) -> tuple[ChangeSet, ...]:
    """Steps without the rows of a kind that they made: whatever shows others of that kind shows them as before."""

    def is_new(change: Change) -> bool:
        return change.entity == entity and change.kind is ChangeKind.INSERT

    return tuple(
        replace(changes, changes=tuple(change for change in changes.changes if not is_new(change)))
        if any(map(is_new, changes.changes))
        else changes
        for changes in sets
    )


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation as the history shows it."""

    id: str
    seq: int
    label: str
    who: str
    at: datetime
    kind: OperationKind
    undone: bool
    undoes: str | None
    meeting_id: str | None
    changes: int
