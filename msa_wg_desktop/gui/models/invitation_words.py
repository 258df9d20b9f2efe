"""What a guest gets, in a word, wherever a window says it."""

from __future__ import annotations

from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.words import _


def turn_words(turn: Turn) -> str:
    """`update of the text`."""
    return {
        Turn.INVITE: _("invitation"),
        Turn.UPDATE: _("update"),
        Turn.MINOR: _("update of the text"),
        Turn.CANCEL: _("cancellation"),
        Turn.NOTHING: _("again what they have"),
    }[turn]
