"""What was agreed, and of what kind the agreement is."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.readings import AgreementBasis
from msa_wg_desktop.domain.work import Source


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement. `parties` are those named in it, as they are written in full; silence names nobody."""

    id: str
    group_id: str
    text: str
    basis: AgreementBasis
    parties: tuple[str, ...]
    party_ids: tuple[str, ...]
    source: Source
    order_items: tuple[str, ...]
    off_record: bool
