"""A group's topics, and the story of one of them: its meetings, and below each the lines that were said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.agenda import TopicState, minutes_words
from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.domain.topics import StoryLine, TopicMeeting, TopicOverview, TopicStory
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.gui.models.captured_list import captured_words
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.words import _

_INDENT = "\u2003"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A meeting's own row, or (with a line) one of what was said in it."""

    meeting: TopicMeeting
    line: StoryLine | None = None

    @property
    def id(self) -> str:
        return self.line.note_id if self.line else self.meeting.meeting_id


def topics_table(settle: Callable[[TopicOverview, int, str], bool], parent: QObject) -> ColumnsModel[TopicOverview]:
    """Topics by title, which can be changed in place."""
    columns: tuple[Column[TopicOverview], ...] = (
        Column(
            header=_("Topic"), text=lambda row: row.title, entered=lambda row: row.title, chip=_state_chip, strong=True
        ),
        Column(header=_("Last"), text=lambda row: format_day(row.last_day) if row.last_day else "", quiet=True),
        Column(header=_("Lines"), text=lambda row: str(row.lines) if row.lines else "", right=True, quiet=True),
    )
    return ColumnsModel(columns, settle=settle, parent=parent)


def story_table(parent: QObject) -> ColumnsModel[StoryRow]:
    """What was said, with its numbers; meetings stand out from their lines."""
    columns: tuple[Column[StoryRow], ...] = (
        Column(header=_("Line"), text=lambda row: row.line.label if row.line else "", quiet=True),
        Column(header=_("What was said"), text=_words, chip=_chip, strong=lambda row: row.line is None),
    )
    return ColumnsModel(columns, parent=parent)


def story_rows(story: TopicStory) -> Iterator[StoryRow]:
    """The newest meeting first, its lines in their order."""
    for meeting in story.meetings:
        yield StoryRow(meeting)
        yield from (StoryRow(meeting, line) for line in meeting.lines)


def state_words(state: TopicState) -> str:
    """How a topic is kept."""
    return {
        TopicState.OPEN: _("open"),
        TopicState.STANDING: _("standing"),
        TopicState.PARKED: _("parked"),
        TopicState.CLOSED: _("closed"),
    }[state]


def _state_chip(row: TopicOverview) -> tuple[str, Tone] | None:
    if row.state is TopicState.OPEN:
        return None
    return state_words(row.state), Tone.ACCENT if row.state is TopicState.STANDING else Tone.NEUTRAL


def _words(row: StoryRow) -> str:
    if row.line is not None:
        return _INDENT * row.line.level + row.line.text
    meeting = row.meeting
    day = format_date(meeting.day) if meeting.day else _("no date yet")
    return f"{day} · {meeting.title}"


def _chip(row: StoryRow) -> tuple[str, Tone] | None:
    """What came of a line, or of the meeting's item."""
    if row.line is not None:
        captured = next(iter(row.line.captured), None)
        return (captured_words(captured), TONES[captured.kind]) if captured else None
    minutes = int(row.meeting.taken.total_seconds()) // 60
    if minutes:
        return minutes_words(minutes), Tone.INFORMATION
    return (_(row.meeting.status.value), Tone.NEUTRAL) if row.meeting.status else None
