"""One data need as a line of the list that a page shows, and what is said above that list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msa_wg_desktop.domain.data_needs import NeedStatus


@dataclass(frozen=True, slots=True)
class NeedListLine:
    """`parties` are the responsible ones as a table writes them, `names` in full; `due` is the first date that binds.

    `asked_on` is the day on which it was first asked, `asked_again_on` the latest on which it was again.
    """

    id: str
    need: str
    parties: tuple[str, ...]
    names: tuple[str, ...]
    response: str
    status: NeedStatus
    own_due: date | None = None
    due: date | None = None
    asked_on: date | None = None
    asked_again_on: date | None = None
    meeting_id: str | None = None
    note_id: str | None = None
    off_record: bool = False

    @property
    def parties_text(self) -> str:
        """`ConnectDER, Tesla`."""
        return ", ".join(self.parties)


@dataclass(frozen=True, slots=True)
class NeedSums:
    """How many data needs there are, and how they stand; `dated`: whether any has a date.

    `first` and `last` are the days they were identified on.
    """

    total: int
    open: int
    answered: int
    overdue: int
    dated: bool = False
    first: date | None = None
    last: date | None = None
