"""What the page of actions shows of one action beside its list, and what its filters say."""

from __future__ import annotations

from collections.abc import Iterator

from msa_wg_desktop.domain.actions import ActionRow
from msa_wg_desktop.domain.capture_preview import before_filing
from msa_wg_desktop.domain.work_list import WorkGrouping
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.action_words import states
from msa_wg_desktop.gui.models.work_words import item_words
from msa_wg_desktop.gui.widgets.work.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.work.action_panel import ShownAction
from msa_wg_desktop.gui.widgets.work.work_desk import STEPS_TOLD, told
from msa_wg_desktop.gui.widgets.work.work_filters import FilterWords
from msa_wg_desktop.words import _


def filter_words() -> FilterWords:
    """How the filters of actions say what they let through."""
    return FilterWords(
        states=states(),
        any_open=_("Open or in progress"),
        who=_("Owner"),
        who_is=_("Ow&ner: {what}"),
        words_in=_("Words in the action"),
        everything=_("All actions"),
        groupings=[grouping for grouping in WorkGrouping if grouping is not WorkGrouping.STATUS],
    )


def shown_action(context: Context, edits: ActionEdits, action_id: str) -> ShownAction | None:
    """One action in full; None where it is gone."""
    services = context.services
    try:
        action = services.actions.get(action_id)
    except NotFoundError:
        return None
    days = services.known.days_of(action.group_id)
    is_due = action.due is not None and action.status.is_open
    steps = services.history.of(action_id, limit=STEPS_TOLD)
    return ShownAction(
        action,
        quote=services.action_list.quote(action.source.note_id) if action.source.note_id else "",
        before_filing=before_filing(action.due, days.filing, days.holidays) if is_due and action.due else "",
        odd=edits.odd(action.due, action.source.meeting_date, passed=False) if is_due and action.due else "",
        history=tuple(told(step, action.what, entity="action") for step in steps),
        today=context.clock.today(),
        links=tuple(_links(context, action)),
    )


def _links(context: Context, action: ActionRow) -> Iterator[tuple[str, Place]]:
    """To the parties who owe it, and to the order items that it is for."""
    for owner in action.owners:
        yield owner.name, Place("people", owner.party_id)
    for written in action.order_items:
        target = context.services.orders.resolve(written, action.group_id)
        if target is not None:
            yield item_words(written), Place("orders", target[0], target[1] or "")
