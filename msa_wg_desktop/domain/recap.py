"""The end of a meeting: what was captured is read back, owners and dates are settled, names too."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.domain.capture_codes import UnheldCode
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.notes import CaptureKind

OWNED = frozenset({CaptureKind.ACTION, CaptureKind.DATA_NEED})
DATED = OWNED


@dataclass(frozen=True, slots=True)
class NameToSettle:
    """A name that spoke and is not on the meeting's list, or that the record doesn't know yet.

    `labels` are the lines that it spoke, such as `4.b`; `candidates` the people it may be, best first, as
    (id, display).
    """

    party_id: str
    name: str
    organisation: str
    labels: tuple[str, ...]
    provisional: bool
    listed: bool
    candidates: tuple[tuple[str, str], ...] = ()

    @property
    def display(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class RecapSums:
    """What still is to be said at the end: how many lines to confirm, how many lack an owner or a date."""

    to_confirm: int
    without_owner: int
    without_date: int
    names: int
    codes: int = 0


def sums(
    rows: tuple[CapturedRow, ...], names: tuple[NameToSettle, ...], codes: tuple[UnheldCode, ...] = ()
) -> RecapSums:
    """Counts what the head of the Recap says; what is closed asks for nothing more."""
    return RecapSums(
        to_confirm=sum(not row.confirmed for row in rows),
        without_owner=sum(row.kind in OWNED and row.is_open and not row.who for row in rows),
        without_date=sum(row.kind in DATED and row.is_open and row.due is None for row in rows),
        names=len(names),
        codes=len(codes),
    )
