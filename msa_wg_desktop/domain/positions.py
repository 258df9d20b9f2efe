"""Positions: what parties said they hold. Silence, absence and not having been asked are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.work import Source


class Mark(StrEnum):
    """How a party took no stand in a roll call. None of them is a stand, and none counts as consent."""

    SILENT = "silent"
    ABSENT = "absent"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class PositionRow:
    """What one or more parties said they hold, on a topic or a version of a proposal, on a day, in their own words.

    `stand` is one of `readings.Stand`, or the word as it was said ("neutral").
    """

    id: str
    group_id: str
    party_ids: tuple[str, ...]
    parties: tuple[str, ...]
    topic: str
    stand: str
    text: str
    stated_on: date | None
    version_id: str | None
    proposal: str
    signed_by_id: str | None
    signed_by: str
    roll_call_id: str | None
    source: Source
    order_items: tuple[str, ...]
    off_record: bool

    @property
    def party(self) -> str:
        """All who hold it, as they are written: `ConnectDER, Tesla`."""
        return ", ".join(self.parties)
