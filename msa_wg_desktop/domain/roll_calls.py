"""Roll calls: who is asked about a version of a proposal, and what each answers, or that it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.stands import Stated


@dataclass(frozen=True, slots=True)
class RollCallParty:
    """Whom to ask. `absent`: down as absent in the meeting's list, which is a hint and no answer."""

    id: str
    name: str
    role: SeatRole | None
    counts: bool
    absent: bool
    earlier: Stated | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party (its id or its name) says: a stand with its reason, or a mark that says why there is none."""

    party: str
    stand: str | Mark
    text: str = ""


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """A roll call that was taken."""

    id: str
    version_id: str
    meeting_id: str | None
    called_on: date
    signed_by: str
    answers: tuple[Answer, ...]
