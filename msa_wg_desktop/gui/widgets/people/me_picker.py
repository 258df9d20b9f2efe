"""Asks who the user is among the people of the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _


def ask_me(context: Context, below: QWidget) -> PickPopup:
    """Opens the choice; "nobody" takes back what was chosen before."""
    people = [person for person in context.services.parties.people(provisional=False) if not person.retired]
    picks = [Pick(person.id, person.display) for person in people]
    if context.me.id:
        picks.append(Pick("", _("Nobody of these")))
    return PickPopup.open_below(below, _("Who are you"), picks, context.me.choose)
