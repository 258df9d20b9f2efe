"""What the page of data needs shows of one need beside its list, and what its filters say."""

from __future__ import annotations

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.need_list import NeedSums
from msa_wg_desktop.domain.work_list import WorkGroup, WorkGrouping
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.link_rows import LinkRow
from msa_wg_desktop.gui.models.section_words import need_states, status_words
from msa_wg_desktop.gui.models.work_words import head_words
from msa_wg_desktop.gui.widgets.work.need_panel import ShownNeed
from msa_wg_desktop.gui.widgets.work.work_desk import STEPS_TOLD, told
from msa_wg_desktop.gui.widgets.work.work_filters import FilterWords
from msa_wg_desktop.words import _, ngettext


def filter_words() -> FilterWords:
    """How the filters of data needs say what they let through."""
    return FilterWords(
        states=need_states(),
        any_open=_("Asked or partly answered"),
        who=_("Responsible party"),
        who_is=_("Respo&nsible: {what}"),
        words_in=_("Words in the need or its response"),
        everything=_("All data needs"),
        groupings=tuple(WorkGrouping),
    )


def need_head_words(grouping: WorkGrouping, group: WorkGroup) -> str:
    """What a head says."""
    if grouping is WorkGrouping.STATUS:
        return status_words(group.words)
    if grouping is WorkGrouping.MEETING:
        return _("Identified {day}").format(day=group.words) if group.words else _("No day known")
    return head_words(grouping, group)


def sums_words(sums: NeedSums) -> str:
    """`Identified Tue, Jan 14, 2025 · 6 needs · 4 answered`; empty where there are none."""
    if not sums.total:
        return ""
    parts = [ngettext("{count} need", "{count} needs", sums.total).format(count=f"{sums.total:,}")]
    if sums.first and sums.last:
        first, last = format_date(sums.first), format_date(sums.last)
        between = _("Identified {first} to {last}").format(first=first, last=last)
        parts.insert(0, between if sums.first != sums.last else _("Identified {day}").format(day=first))
    counts = [
        (sums.answered, _("{count} answered")),
        (sums.open, _("{count} open")),
        (sums.overdue, _("{count} overdue")),
    ]
    return " · ".join([*parts, *(words.format(count=f"{count:,}") for count, words in counts if count)])


def shown_need(context: Context, need_id: str) -> ShownNeed | None:
    """One data need in full; None where it is gone."""
    services = context.services
    try:
        need = services.data_needs.get(need_id)
    except NotFoundError:
        return None
    steps = services.history.of(need_id, limit=STEPS_TOLD)
    return ShownNeed(
        need,
        quote=services.action_list.quote(need.source.note_id) if need.source.note_id else "",
        materials=tuple(
            LinkRow(id=row.id, words=row.title, detail=row.sender, place=Place("materials", row.id))
            for row in services.materials.cited_in(need_id)
        ),
        history=tuple(told(step, need.need, entity="data_need") for step in steps),
        today=context.clock.today(),
    )
