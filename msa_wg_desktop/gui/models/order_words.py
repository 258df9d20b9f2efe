"""How order items stand and what is linked to them, in words and tones."""

from __future__ import annotations

from collections.abc import Iterable

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.orders import OrderItemRow, OrderRow, Readiness
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _, ngettext

_TONES = {
    Readiness.NOT_STARTED: Tone.NEUTRAL,
    Readiness.DRAFTING: Tone.CAUTION,
    Readiness.IN_PART: Tone.CAUTION,
    Readiness.AT_RISK: Tone.DANGER,
    Readiness.READY: Tone.GOOD,
}


def readiness_tone(readiness: Readiness) -> Tone:
    """The colour of its chip; the words say the same."""
    return _TONES[readiness]


def readiness_words(readiness: Readiness) -> str:
    """As it stands on the chip."""
    return {
        Readiness.NOT_STARTED: _("Not started"),
        Readiness.DRAFTING: _("Drafting"),
        Readiness.IN_PART: _("In part"),
        Readiness.AT_RISK: _("At risk"),
        Readiness.READY: _("Ready"),
    }[readiness]


def readiness_signed(item: OrderItemRow) -> str:
    """Whose word an item's readiness is, and of which day."""
    if item.readiness_on is None:
        return _("Nobody has said yet.") if item.readiness is Readiness.NOT_STARTED else ""
    day = format_date(item.readiness_on)
    if not item.readiness_by:
        return _("Said on {day}.").format(day=day)
    return _("Said by {who} on {day}.").format(who=item.readiness_by, day=day)


def linked_words(item: OrderItemRow) -> str:
    """`3 actions · 2 needs`; nothing where nothing is linked."""
    counts = (
        (item.actions, ngettext("{count} action", "{count} actions", item.actions)),
        (item.data_needs, ngettext("{count} need", "{count} needs", item.data_needs)),
        (item.agreements, ngettext("{count} agreement", "{count} agreements", item.agreements)),
        (item.questions, ngettext("{count} question", "{count} questions", item.questions)),
        (item.positions, ngettext("{count} position", "{count} positions", item.positions)),
    )
    return " · ".join(words.format(count=count) for count, words in counts if count)


def decision_words(order: OrderRow) -> str:
    """`PURA Decision of Oct 16, 2024 · Docket 24-08-02`."""
    day = order.decided_on
    decision = (
        _("Decision of {day}").format(day=format_date(day).partition(", ")[2]) if day else _("Decision, no date yet")
    )
    return " · ".join((decision, _("Docket {number}").format(number=order.docket)))


def order_title(order: OrderRow) -> str:
    """`Order 26`."""
    return _("Order {number}").format(number=order.number)


def filers_words(files: Iterable[str]) -> str:
    """Who must file, in a sentence: `the EDCs`, `UI`. A class is named without its members, and has an article."""
    named = (name.partition(" (") for name in files)
    return ", ".join(_("the {who}").format(who=who) if members else who for who, members, _rest in named)
