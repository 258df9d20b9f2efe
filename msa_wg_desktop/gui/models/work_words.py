"""How what is owed is said on screen, actions and data needs: how near dates are, order items, heads of a list."""

from __future__ import annotations

from datetime import date

from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.domain.work_list import SOON, DueGroup, WorkGroup, WorkGrouping, due_distance
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _


def due_chip(due: date | None, today: date) -> tuple[str, Tone]:
    """How near the date of something open is, in words and colour."""
    if due is None:
        return _("no date"), Tone.NEUTRAL
    if due < today:
        return due_distance(due, today), Tone.DANGER
    return due_distance(due, today), Tone.CAUTION if due <= today + SOON else Tone.NEUTRAL


def item_words(item: str) -> str:
    """`26.6` as it stands in a narrow column: `26 (6)`."""
    order, _dot, number = item.partition(".")
    return f"{order} ({number})" if number else order


def grouping_words(grouping: WorkGrouping, who: str) -> str:
    """What a list is gathered by; `who` is what somebody who owes is called in it."""
    return {
        WorkGrouping.NONE: _("none"),
        WorkGrouping.OWNER: who.lower(),
        WorkGrouping.STATUS: _("status"),
        WorkGrouping.DUE: _("due"),
        WorkGrouping.ITEM: _("order item"),
        WorkGrouping.MEETING: _("meeting"),
    }[grouping]


def head_words(grouping: WorkGrouping, group: WorkGroup) -> str:
    """What a head says."""
    match grouping:
        case WorkGrouping.DUE:
            return {
                DueGroup.OVERDUE: _("Overdue"),
                DueGroup.SOON: _("In two weeks"),
                DueGroup.LATER: _("Later"),
                DueGroup.NO_DATE: _("No date"),
                DueGroup.CLOSED: _("Closed"),
            }[DueGroup(group.key)]
        case WorkGrouping.ITEM:
            return order_words(group.words) if group.words else _("No order item")
        case WorkGrouping.MEETING:
            return group.words or _("No meeting")
        case _:
            return group.words or _("Nobody yet")
