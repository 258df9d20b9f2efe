"""Reads typed lines for the outline with what the record knows of the meeting."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from typing import Protocol

from msa_wg_desktop.domain.capture import (
    Completion,
    Known,
    ParsedLine,
    Preview,
    Replacement,
    SpeakerRef,
    completions,
    parse_line,
    preview,
    typed_space,
)
from msa_wg_desktop.domain.readings import Span


class Knowledge(Protocol):
    """What a meeting's lines are read with; the service's own row has it all."""

    @property
    def known(self) -> Known: ...
    @property
    def today(self) -> date: ...
    @property
    def filing(self) -> date | None: ...
    @property
    def holidays(self) -> Container[date]: ...


class CaptureReader:
    """The pure reader of lines, with people, dates and order items of one meeting.

    `knowledge` is set anew when the record learns of people or terms. `spoken_by` says who spoke the nearest
    line above a note, for one that goes on with `...`.
    """

    def __init__(
        self, knowledge: Knowledge, spoken_by: Callable[[str], tuple[SpeakerRef, ...]] = lambda note_id: ()
    ) -> None:
        self.knowledge = knowledge
        self._spoken_by = spoken_by

    def completions(self, text_before_caret: str) -> tuple[Completion, ...]:
        return completions(text_before_caret, self.knowledge.known)

    def typed_space(self, text_before_caret: str) -> Replacement | None:
        return typed_space(text_before_caret, self.knowledge.known)

    def preview(self, text: str, note_id: str) -> Preview | None:
        knowledge = self.knowledge
        line = self._read(text)
        if line.continues:
            line = parse_line(text, knowledge.known, today=knowledge.today, spoken_by=self._spoken_by(note_id))
        return preview(
            line, knowledge.known, today=knowledge.today, filing=knowledge.filing, holidays=knowledge.holidays
        )

    def speaker_spans(self, text: str) -> tuple[Span, ...]:
        """A prefix whole, with its colon; in prose each name."""
        line = self._read(text)
        if line.speaker_span is None:
            return ()
        return (line.speaker_span,) if line.colon else tuple((ref.start, ref.end) for ref in line.speakers)

    def _read(self, text: str) -> ParsedLine:
        return parse_line(text, self.knowledge.known, today=self.knowledge.today)
