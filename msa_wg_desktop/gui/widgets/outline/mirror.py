"""The text of the outline with the id of each note in its block, and the lines beside it held in step with every edit.

The id of a note lives in its block's format, which survives whatever Qt does with the text. `lines` mirrors the
blocks by number and is mended from the blocks that a change touched, so that a key costs the same in a long
meeting as in a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.gui.widgets.outline.blocks import block_format, note_id_of, text_of, write_lines
from msa_wg_desktop.gui.widgets.outline.lines import (
    OutlineLine,
    give_ranks,
    is_empty,
    refold,
    renumber,
    settle_levels,
)
from msa_wg_desktop.gui.widgets.outline.pending import Pending


class MirroredDocument(QTextDocument):
    """Blocks and lines in step. Whatever edits it, `pending` knows what the record still lacks."""

    edited = Signal()
    """Something is to be written, and nothing was before."""
    restructured = Signal()
    """Lines came, went, moved or changed their depth or number: what is drawn beside the text is out of date."""

    wordsChanged = Signal()
    """The words of a line changed, and no others were waiting to be read: see `take_reworded`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.lines: list[OutlineLine] = []
        self.pending = Pending()
        self.changed_shape: Callable[[Sequence[OutlineLine]], None] = lambda lines: None
        """Called with lines whose depth changed without their text: the layout has to follow."""
        self._by_id: dict[str, OutlineLine] = {}
        self._recording = True
        self._following = True
        self._without_id: list[str] = []
        self._reworded: dict[OutlineLine, None] = {}
        self._reshaped: list[OutlineLine] = []
        self._restructured = False
        self._settling = True
        self._unsettled: tuple[int, int] | None = None
        self.contentsChange.connect(self._follow)
        self.contentsChanged.connect(self._finish)

    def line(self, note_id: str) -> OutlineLine | None:
        return self._by_id.get(note_id)

    def index(self, note_id: str) -> int:
        """The place of a note, -1 where there is none."""
        line = self._by_id.get(note_id)
        return -1 if line is None else self.lines.index(line)

    def take_reworded(self) -> list[OutlineLine]:
        """The lines whose words changed since this was asked last, as far as they are still there."""
        reworded, self._reworded = self._reworded, {}
        return [line for line in reworded if self._by_id.get(line.id) is line]

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """What is edited meanwhile stands in the record already; lines are shown at the depth that it gives them."""
        self._recording = self._settling = False
        self._unsettled = None
        try:
            yield
        finally:
            self._recording = self._settling = True
            self._restore()

    def reshape(self, line: OutlineLine) -> None:
        """A line has another depth in the record, or counts otherwise."""
        index = self.lines.index(line)
        self._widen(index, index)

    def _restore(self) -> None:
        """Shows lines as the record has them: their depth, as far as no level jumps, and their numbers."""
        if self._unsettled is None:
            return
        first, behind = self._unsettled
        last = len(self.lines) - 1 - behind
        touched = self.pending.touched
        self._reshaped += settle_levels(
            self.lines,
            first,
            last,
            lambda line: line.level if line.stored is None or line.id in touched else line.stored[1],
        )
        self._recording = False
        self._settle(first, last + len(self._reshaped))
        self._recording = True
        self._finish()

    def _widen(self, first: int, last: int) -> None:
        """Notes which lines are to be settled: the first, and how many stand behind the last."""
        behind = len(self.lines) - 1 - last
        if self._unsettled is not None:
            first, behind = min(first, self._unsettled[0]), min(behind, self._unsettled[1])
        self._unsettled = first, behind

    @contextmanager
    def unfollowed(self) -> Iterator[None]:
        """Edits that the lines know of already."""
        self._following, before = False, self._following
        try:
            yield
        finally:
            self._following = before

    def _follow(self, position: int, removed: int, added: int) -> None:
        if not self._following:
            return
        lines = self.lines
        block = self.findBlock(position)
        first = block.blockNumber()
        grown = self.blockCount() - len(lines)
        if not grown and position + added < block.position() + block.length():
            line = lines[first]
            if removed or line.empty:
                self._see_emptiness(first, line, block)
            if not self._reworded:
                self.wordsChanged.emit()
            self._reworded[line] = None
            if self._recording:
                self.pending.unread.add(line.id)
                if self.pending.touch(line.id):
                    self.edited.emit()
            return
        last = self.findBlock(min(position + added, self.characterCount() - 1)).blockNumber()
        self._reconcile(first, last - grown, last)

    def _see_emptiness(self, index: int, line: OutlineLine, block: QTextBlock) -> None:
        empty = is_empty(block.text())
        if empty != line.empty:
            line.empty = empty
            renumber(self.lines, index, index)
            self._restructured = True

    def _reconcile(self, first: int, old_last: int, last: int) -> None:
        """Reads the ids of the blocks from `first` to `last`, which replace the lines from `first` to `old_last`."""
        old = self.lines[first : old_last + 1]
        fresh = self._lines_of_blocks(first, last, old[0].level if old else 0)
        self.lines[first : old_last + 1] = fresh
        kept = {line.id for line in fresh}
        for line in old:
            if line.id not in kept:
                self._forget(line)
        for line in fresh:
            self.pending.deleted.pop(line.id, None)
        self._restructured = True
        self._record(fresh)
        if self._recording or not all(line.rank for line in fresh):
            self._record(give_ranks(self.lines, first, last))
        if self._settling:
            self._settle(first, last)
        else:
            self._widen(first, last)

    def _lines_of_blocks(self, first: int, last: int, level: int) -> list[OutlineLine]:
        """The lines of the blocks from `first` to `last`; one that is new is as deep as the one above it."""
        if not self._reworded:
            self.wordsChanged.emit()
        fresh: list[OutlineLine] = []
        for note_id, block in self._ids_of(first, last):
            line = self._by_id.get(note_id)
            if line is None:
                line = self._by_id[note_id] = OutlineLine(note_id, level)
            text = text_of(block)
            line.empty, line.fresh, level = is_empty(text), False, line.level
            line.hidden = not block.isVisible()
            line.spoken, line.misspelt = None, ()
            fresh.append(line)
            self._reworded[line] = None
            if self._recording and self._settling and (line.stored is None or line.stored[2] != text):
                self.pending.unread.add(note_id)
        return fresh

    def _settle(self, first: int, last: int) -> None:
        """Levels, numbers and folds after the lines from `first` to `last` changed."""
        settled = settle_levels(self.lines, first, last)
        self._record(settled)
        renumber(self.lines, first, last + len(settled))
        self._reshaped += settled
        self._reshaped += refold(self.lines, self.findBlockByNumber)
        self._restructured = True

    def _ids_of(self, first: int, last: int) -> list[tuple[str, QTextBlock]]:
        """The id of each block, new where it has none or where two have one: then the text keeps it.

        Our own edits give each block its id; these are for what others write into the document.
        """
        found: list[tuple[str, QTextBlock]] = []
        owners: dict[str, int] = {}
        self._without_id = []
        block = self.findBlockByNumber(first)
        for _number in range(first, last + 1):
            note_id = note_id_of(block)
            owner = owners.get(note_id) if note_id else -1
            if owner is None:
                owners[note_id] = len(found)
            elif owner >= 0 and found[owner][1].length() == 1 and block.length() > 1:
                owners[note_id] = len(found)
                found[owner] = (self._fresh_id(), found[owner][1])
            else:
                note_id = self._fresh_id()
            found.append((note_id, block))
            block = block.next()
        return found

    def _fresh_id(self) -> str:
        note_id = new_id()
        self._without_id.append(note_id)
        return note_id

    def _finish(self) -> None:
        """What can't be done while the document reports a change: ids into blocks, and what is drawn."""
        if not self._restructured or not self._following:
            return
        self._restructured = False
        waiting, self._without_id = self._without_id, []
        for note_id in waiting:
            index = self.index(note_id)
            if index >= 0:
                with self.unfollowed():
                    QTextCursor(self.findBlockByNumber(index)).setBlockFormat(block_format(note_id))
        reshaped, self._reshaped = self._reshaped, []
        self.changed_shape(reshaped)
        self.restructured.emit()

    def _record(self, lines: Sequence[OutlineLine]) -> None:
        if not self._recording:
            return
        first = False
        for line in lines:
            first = self.pending.touch(line.id) or first
        if first:
            self.edited.emit()

    def _forget(self, line: OutlineLine) -> None:
        self._by_id.pop(line.id, None)
        if self._recording:
            was_waiting = self.pending.waiting
            self.pending.vanish(line.id, known=line.stored is not None)
            if self.pending.waiting and not was_waiting:
                self.edited.emit()

    def _fill_anew(self, content: Sequence[tuple[OutlineLine, str]]) -> None:
        with self.unfollowed():
            self.clear()
            self.lines = [line for line, _text in content]
            self._by_id = {line.id: line for line in self.lines}
            cursor = QTextCursor(self)
            cursor.beginEditBlock()
            write_lines(cursor, content)
            cursor.endEditBlock()
        give_ranks(self.lines, 0, 0)
