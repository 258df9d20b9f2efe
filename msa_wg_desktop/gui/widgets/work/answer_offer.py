"""Offers to mark a data need as answered where its words don't say who gave them, or that anything was given."""

from __future__ import annotations

from contextlib import suppress

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.words import _


def offer_answered(context: Context, need_id: str) -> None:
    """Once a response is written. Nobody has to answer: whoever was asked is still asked then."""
    needs = context.services.data_needs
    with suppress(NotFoundError):
        need = needs.get(need_id)
        asked = [party.brief for party in need.parties if party.status is NeedStatus.REQUESTED]
        if need.response.strip() and asked:
            offer = Offer(_("Mark as answered"), lambda: _mark(context, need_id))
            context.notifier.say(_("Still asked: {names}.").format(names=", ".join(asked)), offer)


def _mark(context: Context, need_id: str) -> None:
    with context.telling():
        context.services.data_needs.edit(need_id, {"status": NeedStatus.ANSWERED})
