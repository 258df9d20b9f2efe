"""Whom a typed name means that the record doesn't have: read from its shape alone, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from msa_wg_desktop.domain.readings import PartyKind

_PERSON = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+)+)\s*\((?P<organisation>[^()]+)\)")
_CLASS = re.compile(r"[A-Z]{2,}s")
_ORGANISATION = re.compile(r"(?=\w*[^\W\d_]\w)[A-Z][\w&.'’-]{1,39}")
_ALIKE = 0.84
"""From here on two names are one, typed badly: "Eversorce" and "Eversource", but not "UI" and "UIL"."""


@dataclass(frozen=True, slots=True)
class NewName:
    """A party to be made; `organisation` is that of a person."""

    kind: PartyKind
    name: str
    organisation: str = ""


def read_new_name(text: str) -> NewName | None:
    """`Jane Doe (Acme)` is a person, `EDCs` a class, one word with a capital an organisation; None for all else.

    Two words without brackets may be a person or an organisation: who types them has to say.
    """
    text = " ".join(text.split())
    if person := _PERSON.fullmatch(text):
        return NewName(PartyKind.PERSON, person["name"], person["organisation"].strip())
    if _CLASS.fullmatch(text):
        return NewName(PartyKind.PARTY_CLASS, text)
    if _ORGANISATION.fullmatch(text):
        return NewName(PartyKind.ORGANISATION, text)
    return None


def typed_badly(name: str, known: Iterable[str]) -> str:
    """The known name that a new one most likely is; empty where there is none."""
    by_letters = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), list(by_letters), n=1, cutoff=_ALIKE)
    return by_letters[near[0]] if near else ""
