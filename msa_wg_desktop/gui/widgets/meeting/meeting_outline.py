"""Between the outline's editor and the record of one meeting: what changed elsewhere comes in, echoes stay out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from msa_wg_desktop.domain.capture import Known, parse_line
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.notes import CaptureKind, NoteRow, OutlineChange, OutlinePatch
from msa_wg_desktop.domain.readings import SpeakerRef
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import Later
from msa_wg_desktop.gui.widgets.meeting.captured_panel import CAPTURED_ENTITIES
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline.reader import CaptureReader
from msa_wg_desktop.services.known import Knowledge
from msa_wg_desktop.words import _

_ENTITIES = CAPTURED_ENTITIES | {"note", "note_speaker"}
_UNTIL_LAID_OUT_MS = 15
_READY_AFTER_MS = 100
"""Nobody has typed yet."""
_CAPTURED = CAPTURED_ENTITIES - {"capture", "order_link"}
"""What in another meeting's steps can concern lines of this one: things that were captured here."""


class KnowledgeNow:
    """What a meeting's lines are read with, as it is at each reading: somebody may have become known meanwhile."""

    def __init__(self, known: Knowledge, meeting_id: str) -> None:
        self._known, self._meeting_id = known, meeting_id

    @property
    def known(self) -> Known:
        return self._known.of_meeting(self._meeting_id).known

    @property
    def today(self) -> date:
        return self._known.of_meeting(self._meeting_id).today

    @property
    def filing(self) -> date | None:
        return self._known.of_meeting(self._meeting_id).filing

    @property
    def holidays(self) -> Container[date]:
        return self._known.of_meeting(self._meeting_id).holidays

    def get_ready(self) -> None:
        """So that the first keys find it made."""
        self.known.parties.get_ready()


class MeetingOutline(QObject):
    """The editor's backend for one meeting, kept in step with the record."""

    captures_read = Signal()
    """Lines with captures were left: whether one differs from what came of it may have changed."""
    stepped = Signal(object, bool)
    """An undo (True) or redo was asked for; the `OutlinePatch` that it gave, or None where there was nothing."""

    def __init__(self, context: Context, editor: OutlineEditor, meeting_id: str) -> None:
        super().__init__(editor)
        self._context, self._editor = context, editor
        self._outline = context.services.notes.outline(meeting_id)
        self._asking = False
        self._fresh = False
        self._knowledge = KnowledgeNow(context.services.known, meeting_id)
        self.reader = CaptureReader(self._knowledge, self._spoken_above)
        context.bus.changed.connect(self._heard)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._see_caret)
        self._ready = Later(self, self._knowledge.get_ready, after_ms=_READY_AFTER_MS)
        editor.viewport().installEventFilter(self)
        editor.cursorPositionChanged.connect(self._see_row)
        self._document.restructured.connect(self._keep_folds)

    @property
    def _document(self) -> OutlineDocument:
        document = self._editor.document()
        assert isinstance(document, OutlineDocument)
        return document

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where a section or a scroll bar takes room, the line that is being typed stays in sight."""
        if event.type() == QEvent.Type.Resize and self._editor.hasFocus():
            self.keep_caret_in_sight()
        return False

    def keep_caret_in_sight(self) -> None:
        """Scrolls to the caret in the next turn, and again until all lines stand where they will."""
        self._turn.start(0)

    def end(self) -> None:
        """Another meeting is shown."""
        self._context.bus.changed.disconnect(self._heard)
        self._editor.cursorPositionChanged.disconnect(self._see_row)
        self._document.restructured.disconnect(self._keep_folds)
        self.deleteLater()

    # ------------------------------------------------------------------ what the editor asks

    def load(self) -> Sequence[NoteRow]:
        self._fresh = True
        self._ready.ask()
        return self._outline.load()

    def save(self, change: OutlineChange) -> OutlinePatch:
        with self._own():
            patch = self._outline.save(change)
        if change.leaving and any(row.captured for row in patch.rows):
            self.captures_read.emit()
        return patch

    def undo(self) -> OutlinePatch | None:
        return self._step(back=True)

    def redo(self) -> OutlinePatch | None:
        return self._step(back=False)

    def toggle_mark(self, note_ids: Sequence[str], kind: CaptureKind) -> OutlinePatch:
        with self._own():
            return self._outline.toggle_mark(note_ids, kind)

    def mark_done(self, note_id: str) -> OutlinePatch:
        with self._own():
            return self._outline.mark_done(note_id)

    # ------------------------------------------------------------------ what the page asks

    def take_up(self, row: CapturedRow) -> str:
        """Takes up something open as a line at the caret, in place of an empty one; gives the line's id."""
        editor, outline = self._editor, self._outline
        if not editor.flush():
            return ""
        at = editor.caret().note_id
        here = next(iter(outline.rows([at])), None)
        label = _("Take up “{text}”").format(text=row.text[:40])
        with self._context.services.store.operation(label, meeting_id=outline.meeting_id):
            note_id = self._context.services.carry_over.take_up(
                outline.meeting_id, row, after=at if here else None, level=here.level if here else 0
            )
            if here is not None and not here.text.strip():
                outline.save(OutlineChange(label, deleted=(at,)))
        if here is None:
            editor.reload()
        editor.go_to(note_id)
        self.keep_caret_in_sight()
        return note_id

    def copy_discussion(self) -> None:
        """Puts what is written on the clipboard, as it would be printed."""
        html, text = self._context.services.summaries.discussion_to_copy(self._outline.meeting_id)
        mime = QMimeData()
        mime.setHtml(html)
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)
        self._context.notifier.say(_("The discussion is on the clipboard, to be pasted into a mail or a document."))

    # ------------------------------------------------------------------ inside

    def _spoken_above(self, note_id: str) -> tuple[SpeakerRef, ...]:
        """Who spoke the nearest line above that has a speaker, for one that goes on with dots."""
        document = self._document
        for index in range(document.index(note_id) - 1, -1, -1):
            line = parse_line(document.text(index), self._knowledge.known, today=self._knowledge.today)
            if line.speakers:
                return line.speakers
        return ()

    @contextmanager
    def _own(self) -> Iterator[None]:
        """What is told meanwhile is the echo of what the editor asked for, which is answered with a patch."""
        self._asking = True
        try:
            yield
        finally:
            self._asking = False

    def _step(self, *, back: bool) -> OutlinePatch | None:
        with self._own():
            patch = self._outline.undo() if back else self._outline.redo()
        self.stepped.emit(patch, back)
        return patch

    def _keep_folds(self) -> None:
        """What was folded when the meeting was last shown is folded again; from then on folds are remembered."""
        here, name = self._context.here, f"folds/{self._outline.meeting_id}"
        kept = here.value(name, [""])
        if self._fresh:
            self._fresh = False
            self._document.fold_all(kept)
        elif (folded := self._document.folded) != kept and (folded or any(kept)):
            here.put(name, folded)

    def _see_row(self) -> None:
        """Qt takes a line for seen whose last row is cut off."""
        if self._editor.cursorRect().bottom() > self._editor.viewport().height():
            self.keep_caret_in_sight()

    def _see_caret(self) -> None:
        editor, bar = self._editor, self._editor.verticalScrollBar()
        editor.ensureCursorVisible()
        while editor.cursorRect().bottom() > editor.viewport().height() and bar.value() < bar.maximum():
            bar.setValue(bar.value() + 1)
        layout = editor.document().documentLayout()
        if isinstance(layout, OutlineLayout) and not layout.complete:
            self._turn.start(_UNTIL_LAID_OUT_MS)

    def _heard(self, changes: ChangeSet) -> None:
        elsewhere = changes.meeting_id not in (None, self._outline.meeting_id)
        if self._asking or not changes.touches(_CAPTURED if elsewhere else _ENTITIES):
            return
        patch = self._outline.patch_for(changes)
        if patch.rows or patch.removed:
            self._editor.apply_patch(OutlinePatch(patch.rows, patch.removed))
