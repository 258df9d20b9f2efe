"""Positions: what a party said it holds. Silence, absence and not having been asked are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.work import Source

# What is no stand, and never counts as consent.
NOT_STANDS = frozenset({"not asked", "silent", "absent"})


@dataclass(frozen=True, slots=True)
class PositionRow:
    """What one party said it holds, on a topic or on a version of a proposal, on a day, in its own words.

    `stand` is one of `readings.Stand`, or the word as it was said ("neutral").
    """

    id: str
    group_id: str
    party_id: str | None
    party: str
    topic: str
    stand: str
    text: str
    stated_on: date | None
    version_id: str | None
    proposal: str
    signed_by_id: str | None
    signed_by: str
    source: Source
    order_items: tuple[str, ...]
    off_record: bool
