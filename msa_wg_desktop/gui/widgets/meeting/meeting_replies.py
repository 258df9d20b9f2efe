"""Offers to close an open question when a reply was typed below it; nobody has to answer the offer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from msa_wg_desktop.domain.changes import ChangeKind, ChangeSet
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.words import _

_SHOWN = 60


class MeetingReplies(QObject):
    """Looks at each line that the caret has left; each question is offered once."""

    def __init__(self, context: Context, outline: OutlineEditor) -> None:
        super().__init__(outline)
        self._context, self._outline = context, outline
        self._last = ""
        self._offered: set[str] = set()
        outline.caretNoteChanged.connect(self._moved)

    def _moved(self, note_id: str) -> None:
        left, self._last = self._last, note_id
        if left and left != note_id:
            # Once the line that was left is written.
            QTimer.singleShot(0, self, lambda: self._look(left))

    def _look(self, note_id: str) -> None:
        if not any(tag.kind is CaptureKind.QUESTION for tag in self._outline.captured_above(note_id)):
            return  # As with nearly every line: the record need not be asked.
        with self._context.telling():
            question = self._context.services.captures.question_above(note_id)
            if question is None or question.id in self._offered:
                return
            self._offered.add(question.id)
            words = question.text if len(question.text) <= _SHOWN else f"{question.text[:_SHOWN]}…"
            self._context.notifier.say(
                _("Does this answer “{question}”?").format(question=words),
                Offer(
                    _("Close the question"),
                    lambda: self._close(question.id, note_id),
                    lambda changes: _outlived(changes, question.id, note_id),
                ),
            )

    def _close(self, question_id: str, note_id: str) -> None:
        with self._context.telling():
            self._context.services.questions.answer(question_id, note_id)


def _outlived(changes: ChangeSet, question_id: str, note_id: str) -> bool:
    """Whether there is nothing to be answered any more, or nothing that would answer it."""
    return any(
        (change.id == question_id and (change.kind is ChangeKind.DELETE or "status" in change.after))
        or (change.id == note_id and change.kind is ChangeKind.DELETE)
        for change in changes.changes
    )
