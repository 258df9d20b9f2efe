"""What the words of a response say of its state: that something was given, or that it is still to come."""

from __future__ import annotations

import re

from msa_wg_desktop.domain.data_needs import NeedStatus

_LATER = (
    r"await\w*|pending|tb[acd]|to follow|to come|not yet|working on"
    r"|still (?:await|check|collect|gather|look|review|wait|work)\w*"
    r"|(?:will|(?<=\w)[’']ll|going to) (?:also |only |then )?"
    r"(?:answer|ask|check|follow|get|give|have|know|look|provide|reach|reply|respond|see|send|share"
    r"|be (?:answered|available|given|provided|ready|sent|shared))"
)
_CAN_NOT = (
    r"unable|not able|cannot|can not|(?:can|could)n?[’']t|could not|not (?:available|tracked|known)"
    r"|(?:do|does|did)(?: not|n[’']t) (?:collect|have|hold|keep|know|record|track)"
)
_GIVES_NOTHING = re.compile(rf"\b(?:{_LATER}|{_CAN_NOT})\b|\?\W*$", re.IGNORECASE)


def gives(response: str) -> bool:
    """Whether words give something, without a doubt: no question, nothing of a later day or of what can't be had."""
    return any(letter.isalnum() for letter in response) and _GIVES_NOTHING.search(response) is None


def state_by_words(state: NeedStatus, before: str, now: str) -> NeedStatus:
    """Where something stands when its response is written: asked until there are words that give it, and again
    without them. Whether what is `before` had said so, or somebody, isn't known here."""
    if state is NeedStatus.REQUESTED and gives(now) and not gives(before):
        return NeedStatus.ANSWERED
    if state is NeedStatus.ANSWERED and gives(before) and not gives(now):
        return NeedStatus.REQUESTED
    return state
