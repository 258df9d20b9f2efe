"""What a meeting is to take up, and the topics that a group comes back to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AgendaStatus(StrEnum):
    """What became of an agenda item."""

    PLANNED = "planned"
    TAKEN_UP = "taken up"
    PARKED = "parked"
    CARRIED_OVER = "carried over"


class TopicState(StrEnum):
    """How a group keeps a topic: until it is closed, at every meeting, or aside for now."""

    OPEN = "open"
    STANDING = "standing"
    PARKED = "parked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Something that a group comes back to."""

    id: str
    group_id: str
    title: str
    state: TopicState


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """One item of a meeting's agenda; `minutes` are planned, None where nobody said."""

    id: str
    meeting_id: str
    title: str
    presenter_id: str | None
    presenter: str
    minutes: int | None
    status: AgendaStatus
    topic_id: str | None
    topic: str
    order_item: str
    rank: str
