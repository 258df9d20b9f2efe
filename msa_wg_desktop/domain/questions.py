"""Questions that were asked, open until they are answered or let go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msa_wg_desktop.domain.work import Source


class QuestionStatus(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question; `answer` is the line that answered it, and `answer_label` says where that stands."""

    id: str
    group_id: str
    text: str
    asked_by_id: str | None
    asked_by: str
    status: QuestionStatus
    answer_note_id: str | None
    answer: str
    answer_label: str
    source: Source
    order_items: tuple[str, ...]
    off_record: bool
