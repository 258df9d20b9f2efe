"""Documents that were exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Cites(StrEnum):
    """What may cite a material."""

    NOTE = "note"
    DATA_NEED = "data-need"


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A document: from whom, when, which version, confidential or not, and what cites it (kind and id)."""

    id: str
    group_id: str
    title: str
    from_id: str | None
    sender: str
    received_on: date | None
    version: str
    confidential: bool
    location: str
    cited_by: tuple[tuple[Cites, str], ...]
