"""Questions: asked by whom, and answered where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import Note, Question
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.questions import QuestionRow, QuestionStatus
from msa_wg_desktop.services.base import edit, find, require_choice, require_text
from msa_wg_desktop.services.captured import chunks, note_paths, order_items
from msa_wg_desktop.services.captures import touch
from msa_wg_desktop.services.work import OrderTarget, WorkService, group_for, sources
from msa_wg_desktop.words import _


class Questions(WorkService[QuestionRow]):
    """The verbs of questions. What changes one by itself cuts it loose from its line, unless `from_line`."""

    kind = CaptureKind.QUESTION

    def _rows(self, connection: Connection, rows: Sequence[Any], book: PartyBook) -> tuple[QuestionRow, ...]:
        came_from, items = sources(connection, rows), order_items(connection, [row.id for row in rows])
        answered = sorted({row.answer_note_id for row in rows if row.answer_note_id})
        labels, bodies = note_paths(connection, answered), _bodies(connection, answered)
        return tuple(
            QuestionRow(
                id=row.id,
                group_id=row.group_id,
                text=row.text,
                asked_by_id=row.asked_by_id,
                asked_by=book.display(row.asked_by_id),
                status=QuestionStatus(row.status),
                answer_note_id=row.answer_note_id,
                answer=bodies.get(row.answer_note_id or "", ""),
                answer_label=labels.get(row.answer_note_id or "", ""),
                source=came_from[row.id],
                order_items=tuple(items.get(row.id, ())),
                off_record=row.off_record,
            )
            for row in rows
        )

    def add(
        self,
        text: str,
        *,
        asked_by: str | None = None,
        order_items: Iterable[OrderTarget] = (),
        meeting_id: str | None = None,
        group_id: str | None = None,
        off_record: bool = False,
    ) -> str:
        """Adds an open question; gives its id."""
        text = require_text(text, _("Say what the question is. Nothing was changed."), field="text")
        with self.store.operation(_("Add a question"), meeting_id=meeting_id) as session:
            row = Question(
                group_id=group_for(session, group_id, meeting_id),
                meeting_id=meeting_id,
                asked_by_id=self._party_id(session, asked_by, field="asked_by"),
                text=text,
                off_record=off_record,
            )
            session.add(row)
            session.flush()
            self._link(session, row, order_items)
            return row.id

    def edit(
        self,
        question_id: str,
        values: Mapping[str, Any],
        *,
        shown: Mapping[str, Any] | None = None,
        from_line: bool = False,
    ) -> None:
        """Changes a question: `text`, `asked_by` (a party), `status`, `answer_note_id`, `order_items`, `off_record`."""
        values = dict(values)
        with self.store.operation(_("Change a question")) as session:
            row = find(session, Question, question_id)
            if "text" in values:
                require_text(values["text"], _("Say what the question is. Nothing was changed."), field="text")
            if "status" in values:
                require_choice(QuestionStatus, values["status"], field="status")
            if "asked_by" in values:
                values["asked_by_id"] = self._party_id(session, values.pop("asked_by"), field="asked_by")
            items = values.pop("order_items", None)
            edit(row, values, shown=shown)
            if items is not None:
                self._link(session, row, items)
            if not from_line:
                touch(session, question_id)

    def answer(self, question_id: str, note_id: str | None = None) -> None:
        """Says that a question was answered, by a line of the discussion where there is one."""
        with self.store.operation(_("Answer a question")):
            self.edit(question_id, {"status": QuestionStatus.ANSWERED, "answer_note_id": note_id})

    def let_go(self, question_id: str) -> None:
        """Says that a question needs no answer any more."""
        with self.store.operation(_("Let a question go")):
            self.edit(question_id, {"status": QuestionStatus.LET_GO})

    def reopen(self, question_id: str) -> None:
        """Opens a question again."""
        with self.store.operation(_("Reopen a question")):
            self.edit(question_id, {"status": QuestionStatus.OPEN, "answer_note_id": None})

    def delete(self, question_id: str) -> None:
        """Deletes a question; the line that it came from stays."""
        self._delete(_("Delete a question"), question_id)


def _bodies(connection: Connection, note_ids: Sequence[str]) -> dict[str, str]:
    return {
        row.id: row.text[row.body_start :].strip()
        for part in chunks(note_ids)
        for row in connection.execute(select(Note.id, Note.text, Note.body_start).where(Note.id.in_(part)))
    }
