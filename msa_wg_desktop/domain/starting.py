"""What is asked before a group's first meeting can be typed, and what follows from the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from msa_wg_desktop.domain.groups import split_path

USUAL_STATE = "CT"

_EASTERN = "America/New_York"
_ZONES: Mapping[str, str] = {
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
}
_NOT_FOR_FILES = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class GroupStart:
    """The three answers: `group` names it with its parents (`IX WG / MSA`), `who` signs what is written."""

    group: str
    state: str
    who: str


def states() -> Mapping[str, str]:
    """The states whose holidays are known, by their two letters, in the order of their names."""
    import holidays

    names = holidays.country_holidays("US").subdivisions_aliases
    return {code: name for name, code in sorted(names.items())}


def zone_of_state(state: str) -> str:
    """The time zone in which most people of a state live; a group can have another one."""
    return next((zone for zone, of_zone in _ZONES.items() if state in of_zone.split()), _EASTERN)


def file_stem(group: str) -> str:
    """What a group's record is called, before the suffix: `IX WG / MSA` makes `ix-wg-msa`."""
    words = " ".join(split_path(group)).casefold()
    return _NOT_FOR_FILES.sub("-", words).strip("-_") or "working-group"
