"""How actions are said on screen: their states, how near their dates are, their order items, their heads."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.action_list import SOON, ActionGroup, ActionGrouping, DueGroup, due_distance
from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.captured_list import order_words
from msa_wg_desktop.words import _


def status_words(status: ActionStatus) -> str:
    """A state as it stands on screen."""
    return {
        ActionStatus.OPEN: _("Open"),
        ActionStatus.IN_PROGRESS: _("In progress"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.NO_LONGER_PURSUED: _("No longer pursued"),
    }[status]


def status_tone(status: ActionStatus) -> Tone:
    """The colour that goes with a state's words."""
    return {
        ActionStatus.OPEN: Tone.NEUTRAL,
        ActionStatus.IN_PROGRESS: Tone.INFORMATION,
        ActionStatus.DONE: Tone.GOOD,
        ActionStatus.NO_LONGER_PURSUED: Tone.NEUTRAL,
    }[status]


def due_chip(due: date | None, today: date) -> tuple[str, Tone]:
    """How near the date of an open action is, in words and colour."""
    if due is None:
        return _("no date"), Tone.NEUTRAL
    if due < today:
        return due_distance(due, today), Tone.DANGER
    return due_distance(due, today), Tone.CAUTION if due <= today + SOON else Tone.NEUTRAL


def item_words(item: str) -> str:
    """`26.6` as it stands in a narrow column: `26 (6)`."""
    order, _dot, number = item.partition(".")
    return f"{order} ({number})" if number else order


def grouping_words(grouping: ActionGrouping) -> str:
    """What a list is gathered by."""
    return {
        ActionGrouping.NONE: _("none"),
        ActionGrouping.OWNER: _("owner"),
        ActionGrouping.DUE: _("due"),
        ActionGrouping.ITEM: _("order item"),
        ActionGrouping.MEETING: _("meeting"),
    }[grouping]


def head_words(grouping: ActionGrouping, group: ActionGroup) -> str:
    """What a head says."""
    match grouping:
        case ActionGrouping.DUE:
            return {
                DueGroup.OVERDUE: _("Overdue"),
                DueGroup.SOON: _("In two weeks"),
                DueGroup.LATER: _("Later"),
                DueGroup.NO_DATE: _("No date"),
                DueGroup.CLOSED: _("Closed"),
            }[DueGroup(group.key)]
        case ActionGrouping.ITEM:
            return order_words(group.words) if group.words else _("No order item")
        case ActionGrouping.MEETING:
            return group.words or _("No meeting")
        case _:
            return group.words or _("No owner")
