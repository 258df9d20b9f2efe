"""Writes what was typed into the record: soon after the last key, at once where the structure changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from msa_wg_desktop.domain.notes import Caret, NoteDraft, OutlineChange, OutlinePatch
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets.outline.backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.words import _

AFTER_LAST_KEY = 0.3
AT_LATEST = 0.7
_BEFORE_RETRY = 3.0
"""Seconds until a writing that failed is tried again where nobody types on."""


class OutlineSaver(QObject):
    """Between the document and the record. A writing that fails leaves all as it was, pending, and is tried again."""

    dirtyChanged = Signal(bool)
    problem = Signal(AppError)
    """Said once; again only after a writing has succeeded."""

    def __init__(
        self,
        document: OutlineDocument,
        apply: Callable[[OutlinePatch], None],
        caret: Callable[[], Caret],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.backend: OutlineBackend | None = None
        self._document = document
        self._apply = apply
        self._caret = caret
        self._failing = False
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)
        document.edited.connect(self._wait)

    @property
    def dirty(self) -> bool:
        """Whether the record lacks something that is shown."""
        return self._document.pending.waiting

    def forget(self) -> None:
        """Another meeting is shown: nothing of this one is to be written any more."""
        self._timer.stop()
        self._failing = False
        self._say_dirty()

    def flush(self, *, leave: bool = False) -> bool:
        """Writes what is pending, and reads the lines that the caret has left; `leave`: it leaves the text altogether.

        Returns whether all is written.
        """
        pending = self._document.pending
        leaving = self._left(everything=leave)
        if not pending.waiting and not leaving:
            return True
        written = [*pending.touched, *leaving]
        typing = not pending.deleted and len(set(written)) == 1
        usual = _("Typing") if typing else _("Edit lines")
        return self._write(pending.label or usual, burst=written[0] if typing else None, leaving=leaving)

    def commit(self, label: str, caret_before: Caret) -> bool:
        """Writes a change of structure as its own step."""
        pending = self._document.pending
        if not pending.waiting:
            return True
        pending.label = label
        pending.caret_before = caret_before
        return self._write(label, burst=None, leaving=self._left())

    def _left(self, *, everything: bool = False) -> tuple[str, ...]:
        """The lines that were edited and that the caret has left since."""
        unread = self._document.pending.unread
        stay = "" if everything or not unread else self._caret().note_id
        return tuple(note_id for note_id in sorted(unread) if note_id != stay)

    def _write(self, label: str, *, burst: str | None, leaving: tuple[str, ...]) -> bool:
        if self.backend is None:
            return False
        pending = self._document.pending
        change = OutlineChange(
            label,
            drafts=self._drafts(),
            deleted=tuple(pending.deleted),
            joins=tuple(pending.joins.items()),
            leaving=leaving,
            literal=tuple(pending.literal),
            burst=burst,
            caret_before=pending.caret_before,
            caret_after=self._caret(),
        )
        try:
            patch = self.backend.save(change) if _says_something(change) else OutlinePatch()
        except AppError as error:
            self._report(error)
            return False
        self._failing = False
        self._timer.stop()
        self._take_as_stored(change)
        pending.written()
        pending.unread.difference_update(leaving)
        pending.literal.clear()
        self._apply(patch)
        self._say_dirty()
        return True

    def _drafts(self) -> tuple[NoteDraft, ...]:
        """The touched lines that differ from the record, in their order."""
        document = self._document
        drafts: list[tuple[int, NoteDraft]] = []
        for note_id in document.pending.touched:
            index = document.index(note_id)
            if index < 0:
                continue
            line = document.lines[index]
            text, replaced = clean(document.text(index))
            if replaced:
                with document.unrecorded():
                    document.set_text(index, text)
            if line.stored != (line.rank, line.level, text) or note_id in document.pending.literal:
                drafts.append((index, NoteDraft(line.id, line.rank, line.level, text)))
        return tuple(draft for _index, draft in sorted(drafts, key=lambda found: found[0]))

    def _take_as_stored(self, change: OutlineChange) -> None:
        for draft in change.drafts:
            line = self._document.line(draft.id)
            if line is not None:
                line.stored = (draft.rank, draft.level, draft.text)

    def _report(self, error: AppError) -> None:
        self._timer.start(round(_BEFORE_RETRY * 1000))
        if not self._failing:
            self._failing = True
            self.problem.emit(error)

    def _wait(self) -> None:
        self._say_dirty()
        if not self._failing:
            self._timer.start(round(AFTER_LAST_KEY * 1000))

    def _due(self) -> None:
        pending = self._document.pending
        if not pending.waiting:
            return
        now = time.monotonic()
        rest = min(pending.last_edit + AFTER_LAST_KEY, pending.first_edit + AT_LATEST) - now
        if rest > 0 and not self._failing:
            self._timer.start(max(1, round(rest * 1000)))
        else:
            self.flush()

    def _say_dirty(self) -> None:
        dirty = self.dirty
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirtyChanged.emit(dirty)


def _says_something(change: OutlineChange) -> bool:
    return bool(change.drafts or change.deleted or change.leaving)
