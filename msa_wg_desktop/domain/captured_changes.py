"""Which changes of the record are only what lines of a meeting captured: what came before that meeting is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from msa_wg_desktop.domain.changes import Change, ChangeKind, ChangeSet

CAPTURED_THINGS = frozenset({"action", "agreement", "question", "data_need", "position"})
"""What is captured from a line."""
WHOLES: Mapping[str, str] = {
    "action_owner": "action_id",
    "data_need_party": "need_id",
    "agreement_party": "agreement_id",
    "position_party": "position_id",
}
"""The parts of such things, each with its link to the whole."""
_LINKS = {**WHOLES, "capture": "target_id", "order_link": "subject_id"}


def less_captured_in(meeting_id: str, sets: Sequence[ChangeSet]) -> tuple[ChangeSet, ...]:
    """Steps without the things that came from a line of this meeting or went with it, and without what hangs on them.

    One that was taken up there, or that came without a line, is no such thing.
    """
    whole = [change for changes in sets for change in changes.changes if change.kind is not ChangeKind.UPDATE]
    ties = [_values(change) for change in whole if change.entity == "capture"]
    tied = {values["target_id"] for values in ties if not values["taken_up"]}
    captured = {
        change.id
        for change in whole
        if change.entity in CAPTURED_THINGS and change.id in tied and _values(change)["meeting_id"] == meeting_id
    }
    if not captured:
        return tuple(sets)
    return tuple(
        replace(changes, changes=tuple(change for change in changes.changes if _about(change) not in captured))
        for changes in sets
    )


def _about(change: Change) -> Any:
    """The thing that a change was made to: its own row, or one that links to it."""
    link = _LINKS.get(change.entity)
    return change.id if link is None else _values(change).get(link)


def _values(change: Change) -> Mapping[str, Any]:
    return {**change.before, **change.after}
