"""What may be chosen when a summary is exported, and what is known of exports made before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from msa_wg_desktop.domain.summary import Attribution


class OptionalTable(StrEnum):
    """Tables that a summary may carry beside its own sections."""

    ATTENDANCE = "attendance"
    ACTIONS = "actions"
    AGREEMENTS = "agreements"
    POSITIONS = "positions"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """The choices of one export.

    `left_out` names sections (by id) that this export leaves out beside those never printed; `attribution`
    and `marker_words` are the group's own where they are None.
    """

    final: bool = False
    left_out: frozenset[str] = frozenset()
    tables: tuple[OptionalTable, ...] = ()
    attribution: Attribution | None = None
    marker_words: bool | None = None


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export that was made. `changed_since`: the meeting was edited after it."""

    id: str
    number: int
    final: bool
    exported_at: datetime
    file_name: str
    sha256: str
    changed_since: bool
