"""What is done with what is linked to an order item: gone to, and more of it linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from msa_wg_desktop.domain.notes import CaptureKind, kind_words
from msa_wg_desktop.domain.orders import OrderItemRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.links import place_of_captured
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.widgets.orders.order_edits import OrderEdits
from msa_wg_desktop.gui.widgets.orders.order_item_panel import OrderItemPanel
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _


class LinkedDeeds(QObject):
    """Answers what the panel of an item asks for."""

    def __init__(self, context: Context, panel: OrderItemPanel, edits: OrderEdits, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._panel, self._edits = context, panel, edits
        panel.opened.connect(self._go)
        panel.link_asked.connect(self._ask)

    def _go(self, kind: str, thing_id: str) -> None:
        """To the page of the thing, else to the line of the discussion that it comes from."""
        navigator, place = self._context.navigator, place_of_captured(CaptureKind(kind), thing_id)
        if place is not None and navigator.can_go(place.page):
            navigator.go(place)
            return
        services = self._context.services
        of_kind: dict[CaptureKind, Any] = {
            CaptureKind.ACTION: services.actions,
            CaptureKind.DATA_NEED: services.data_needs,
            CaptureKind.AGREEMENT: services.agreements,
            CaptureKind.QUESTION: services.questions,
            CaptureKind.POSITION: services.positions,
        }
        source = of_kind[CaptureKind(kind)].get(thing_id).source
        if source.meeting_id and navigator.can_go("meeting"):
            navigator.go(Place("meeting", source.meeting_id, source.note_id or ""))
        else:
            self._panel.complain(_("That was added by hand: there is no line of a discussion to go to."))

    def ask_move(self, items: Sequence[OrderItemRow]) -> None:
        """Asks for the item or part that the chosen thing is about instead."""
        thing, item = self._panel.thing, self._panel.item
        if thing is None or item is None:
            return
        picks = [Pick(other.id, f"({other.number}) {other.text}") for other in items if other.id != item.id]
        below = self._panel.linkButton
        PickPopup.open_below(below, _("Item"), picks, lambda key: self._edits.move_link(thing.link_id, key))

    def _ask(self, button: QPushButton) -> None:
        item = self._panel.item
        if item is None:
            return
        offered = self._context.services.order_links.offered("", item_id=item.id)
        picks = [
            Pick(f"{thing.kind} {thing.id}", f"{thing.text} · {kind_words(CaptureKind(thing.kind))}")
            for thing in offered
        ]

        def link(key: str) -> None:
            kind, _space, thing_id = key.partition(" ")
            self._edits.link(kind, thing_id, item.id)

        PickPopup.open_below(button, _("Link"), picks, link)
