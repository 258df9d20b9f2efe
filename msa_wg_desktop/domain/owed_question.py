"""The question that most people bring, as it is typed into one field: what somebody owes, perhaps before a day."""

from __future__ import annotations

from msa_wg_desktop.words import _


def who_owes(typed: str) -> str:
    """The words that name whoever is meant, such as `UI` of `what does UI owe before March 31?`; else nothing."""
    words = [word.strip("?,.:;!") for word in typed.split()]
    asked = [word.casefold() for word in words]
    owes = next((at for at, word in enumerate(asked) if word in _("owe owes owed").split()), None)
    if owes is None:
        return ""
    small, until = _("what does do is has the by").split(), _("before until till due").split()
    named = [word for word in words[:owes] if word.casefold() not in small]
    if not named:
        rest = [word for word in words[owes + 1 :] if word.casefold() not in small]
        named = rest[: next((at for at, word in enumerate(rest) if word.casefold() in until), len(rest))]
    return " ".join(named)
