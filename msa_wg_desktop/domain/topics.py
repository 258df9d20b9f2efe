"""What was said about a topic over all meetings, meeting by meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from msa_wg_desktop.domain.agenda import AgendaStatus, TopicState
from msa_wg_desktop.domain.captures import CapturedRow


@dataclass(frozen=True, slots=True)
class TopicOverview:
    """A topic in a list: how it is kept, in how many meetings it was, when last, and how many lines it has."""

    id: str
    group_id: str
    title: str
    state: TopicState
    meetings: int
    last_day: date | None
    lines: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line that was said about a topic, as it stands in its discussion, and what came of it."""

    note_id: str
    label: str
    level: int
    text: str
    captured: tuple[CapturedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicMeeting:
    """One meeting's part of a topic's story; `status` is that of its agenda item, None where it had none."""

    meeting_id: str
    title: str
    day: date | None
    status: AgendaStatus | None
    taken: timedelta
    lines: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class TopicStory:
    """A topic with its meetings, the newest first."""

    id: str
    title: str
    state: TopicState
    meetings: tuple[TopicMeeting, ...] = ()
