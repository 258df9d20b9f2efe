"""What the outline editor asks of the record and of the reader of lines, so that it knows neither of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msa_wg_desktop.domain.capture import Completion, Preview, Replacement
from msa_wg_desktop.domain.notes import CaptureKind, NoteRow, OutlineChange, OutlinePatch
from msa_wg_desktop.domain.readings import Span


class OutlineBackend(Protocol):
    """The record behind one meeting's outline. What writes may raise an `AppError`, and then wrote nothing."""

    def load(self) -> Sequence[NoteRow]:
        """All notes of the meeting in their order."""
        ...

    def save(self, change: OutlineChange) -> OutlinePatch:
        """Writes one step; what it answers are rows whose stored form or captures changed as a result."""
        ...

    def undo(self) -> OutlinePatch | None:
        """Takes back the latest own operation in this meeting; None where there is none."""
        ...

    def redo(self) -> OutlinePatch | None:
        """Does again what was taken back last; None where there is nothing."""
        ...

    def toggle_mark(self, note_ids: Sequence[str], kind: CaptureKind) -> OutlinePatch:
        """Makes lines, as they stand, what `kind` says; where all of them are that already, takes it back."""
        ...

    def mark_done(self, note_id: str) -> OutlinePatch:
        """Marks what the line captured as done."""
        ...


class LineReader(Protocol):
    """What typed words mean. Called while somebody types: each answer within a fraction of a millisecond."""

    def completions(self, text_before_caret: str) -> tuple[Completion, ...]:
        """What can be offered at the caret, best first."""
        ...

    def preview(self, text: str, note_id: str) -> Preview | None:
        """What the line will become; None where there is nothing to say."""
        ...

    def typed_space(self, text_before_caret: str) -> Replacement | None:
        """What the text before the caret becomes as Space is typed; the space itself is not in the text yet."""
        ...

    def speaker_spans(self, text: str) -> tuple[Span, ...]:
        """Where the speakers' names stand in a line, to be drawn bold; positions count characters."""
        ...
