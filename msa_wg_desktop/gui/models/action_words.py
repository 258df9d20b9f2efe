"""How the states of actions are said on screen."""

from __future__ import annotations

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.gui.core.tokens import Tone
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


def states() -> dict[str, str]:
    """All states with their words."""
    return {status.value: status_words(status) for status in ActionStatus}
