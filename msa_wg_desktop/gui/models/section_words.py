"""What a section holds, in the few words that stand beside its heading while it is folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.meetings import SectionKind, SectionRow
from msa_wg_desktop.domain.orders import OrderName
from msa_wg_desktop.domain.richtext import Blocks, BlockStyle, from_markdown, plain
from msa_wg_desktop.words import _, ngettext

_SHORT = 120
_TELLING = 40
"""So many letters of an order's own words are enough to know it again."""


def section_words(
    row: SectionRow, blocks: Blocks, *, orders: Sequence[OrderName] = (), needs: Iterable[str] = (), lines: int = 0
) -> str:
    """One line about a section.

    `blocks` is its text, read; `needs` are the states of the table's rows, `lines` how many the discussion has.
    """
    if row.kind is SectionKind.NEEDS:
        words = needs_words(needs)
    elif row.kind is SectionKind.DISCUSSION:
        words = ngettext("{count} line", "{count} lines", lines).format(count=lines) if lines else _("nothing yet")
    else:
        words = _ordered(blocks, orders) if row.kind is SectionKind.DIRECTIVE else ""
        words = words or _text_words(blocks)
    return words if row.printed else _("left out of the summary · {words}").format(words=words)


def needs_words(states: Iterable[str]) -> str:
    """`6 rows · 5 answered, 1 unable to provide`."""
    counted = Counter(states)
    rows = sum(counted.values())
    if not rows:
        return _("nothing yet")
    parts = [
        _("{count} {state}").format(count=counted[state], state=status_words(state).lower())
        for state in (
            NeedStatus.ANSWERED,
            NeedStatus.PARTLY_ANSWERED,
            NeedStatus.UNABLE_TO_PROVIDE,
            NeedStatus.REQUESTED,
        )
        if counted[state]
    ]
    return " · ".join([ngettext("{count} row", "{count} rows", rows).format(count=rows), ", ".join(parts)]).rstrip(" ·")


def status_words(state: str) -> str:
    """What the state of a data need is called on screen: one asks, one doesn't request."""
    return {
        NeedStatus.REQUESTED: _("Asked"),
        NeedStatus.ANSWERED: _("Answered"),
        NeedStatus.PARTLY_ANSWERED: _("Partly answered"),
        NeedStatus.UNABLE_TO_PROVIDE: _("Unable to provide"),
        NeedStatus.WITHDRAWN: _("Withdrawn"),
    }[NeedStatus(state)]


def order_name(order: OrderName) -> str:
    """`Order 26 · Docket 24-08-02`."""
    return _("Order {order} · Docket {docket}").format(order=order.number, docket=order.docket)


def _ordered(blocks: Blocks, orders: Sequence[OrderName]) -> str:
    """Which order a directive gives, known again by its own words."""
    text = " ".join(plain(blocks).split())
    for order in orders:
        telling = " ".join(plain(from_markdown(order.intro)).split())[:_TELLING]
        if telling and telling in text:
            return order_name(order)
    return ""


def _text_words(blocks: Blocks) -> str:
    if not blocks:
        return _("nothing yet")
    if len(blocks) == 1:
        return " ".join(blocks[0].text.split())[:_SHORT]
    items = sum(block.style is not BlockStyle.NORMAL for block in blocks)
    paragraphs = len(blocks) - items
    parts = [
        ngettext("{count} paragraph", "{count} paragraphs", paragraphs).format(count=paragraphs) if paragraphs else "",
        ngettext("{count} item", "{count} items", items).format(count=items) if items else "",
    ]
    return ", ".join(part for part in parts if part)


def need_states() -> dict[str, str]:
    """All states of a data need with their words."""
    return {status.value: status_words(status) for status in NeedStatus}
