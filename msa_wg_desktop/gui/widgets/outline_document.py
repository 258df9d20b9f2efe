"""The text of the outline with the id of each note in its block, and the lines beside it held in step with every edit.

The document is a view: its own undo is off (decision 1), the record's is used. Each block is one note;
U+2028 inside a block is "\\n" in the record. The id of a note lives in its block's format, which survives
whatever Qt does with the text; `lines` mirrors the blocks by number and is mended from the blocks that a
change touched, so that a key costs the same in a long meeting as in a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from msa_wg_desktop.domain.notes import Caret, NoteRow, new_id
from msa_wg_desktop.gui.widgets.outline_blocks import LINE_BREAK, block_format, note_id_of, text_of, write_lines
from msa_wg_desktop.gui.widgets.outline_lines import (
    OutlineLine,
    give_ranks,
    has_children,
    is_empty,
    line_of,
    new_line,
    refold,
    renumber,
    set_shown_levels,
    settle_levels,
)
from msa_wg_desktop.gui.widgets.outline_pending import Pending


class OutlineDocument(QTextDocument):
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
        self._fill_anew([(new_line(), "")])
        self.contentsChange.connect(self._follow)
        self.contentsChanged.connect(self._finish)

    def load(self, rows: Sequence[NoteRow]) -> None:
        """Shows these notes and nothing else; what was pending is forgotten."""
        lines = [line_of(row, row.level) for row in rows]
        set_shown_levels(lines)
        self.pending = Pending()
        self._fill_anew([(line, row.text) for line, row in zip(lines, rows, strict=True)] or [(new_line(), "")])
        renumber(self.lines, 0, len(self.lines) - 1)
        self.restructured.emit()

    # What stands where

    def line(self, note_id: str) -> OutlineLine | None:
        return self._by_id.get(note_id)

    def index(self, note_id: str) -> int:
        """The place of a note, -1 where there is none."""
        line = self._by_id.get(note_id)
        return -1 if line is None else self.lines.index(line)

    def text(self, index: int) -> str:
        """A note's text as the record has it, "\\n" for a line inside it."""
        return text_of(self.findBlockByNumber(index))

    def caret_at(self, position: int) -> Caret:
        """A position in the document as a place in a note."""
        block = self.findBlock(position)
        return Caret(self.lines[block.blockNumber()].id, position - block.position())

    def position_of(self, caret: Caret) -> int:
        """The position of a place in a note, -1 where the note is gone; behind its end is its end."""
        index = self.index(caret.note_id)
        if index < 0:
            return -1
        block = self.findBlockByNumber(index)
        return block.position() + max(0, min(caret.position, block.length() - 1))

    # Edits by lines. Each leaves blocks, ids, levels, ranks and numbers right.

    def add_lines(self, index: int, added: Sequence[tuple[OutlineLine, str]]) -> None:
        """Puts lines before the one at `index`, or behind all."""
        low = self.lines[index - 1].rank if index else ""
        high = self.lines[index].rank if index < len(self.lines) else ""
        for line, _text in added:
            if self._recording and (line.rank <= low or (high and line.rank >= high)):
                line.rank = ""
            self._by_id[line.id] = line
        cursor = self._cursor_of_edit(min(index, len(self.lines) - 1))
        if index < len(self.lines):
            cursor.insertBlock(cursor.blockFormat())
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            write_lines(cursor, added)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            write_lines(cursor, added)
        cursor.endEditBlock()

    def take_lines(self, first: int, last: int) -> list[tuple[OutlineLine, str]]:
        """Takes lines out and returns them; where none is left, an empty one stands in their place."""
        taken = [(self.lines[index], self.text(index)) for index in range(first, last + 1)]
        survivor = last + 1 if last + 1 < len(self.lines) else first - 1
        cursor = self._cursor_of_edit(first)
        if last + 1 < len(self.lines):
            cursor.setPosition(self.findBlockByNumber(last + 1).position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(max(0, cursor.position() - 1))
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block_format(self.lines[survivor].id if survivor >= 0 else new_id()))
        cursor.endEditBlock()
        return taken

    def split_line(self, index: int, offset: int) -> None:
        """Makes two notes of one; the id stays with the text where one of the two is empty."""
        cursor = self._cursor_of_edit(index)
        cursor.setPosition(cursor.position() + offset)
        own = cursor.blockFormat()
        if offset or self.lines[index].empty:
            cursor.insertBlock(block_format(new_id()))
        else:
            cursor.insertBlock(own)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.setBlockFormat(block_format(new_id()))
        cursor.endEditBlock()

    def join_lines(self, first: int, last: int, *, keep: int, start: int = -1, end: int = -1) -> None:
        """Makes one note, of the id at `keep`, of the text before `start` in `first` and behind `end` in `last`."""
        kept = self.lines[keep].id
        target, source = self.findBlockByNumber(first), self.findBlockByNumber(last)
        cursor = self._cursor_of_edit(first)
        cursor.setPosition(target.position() + (target.length() - 1 if start < 0 else start))
        cursor.setPosition(source.position() + max(0, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block_format(kept))
        cursor.endEditBlock()

    def replace_text(self, index: int, start: int, end: int, text: str) -> None:
        """Replaces what stands in a note from `start` to `end`."""
        cursor = self._cursor_of_edit(index)
        cursor.setPosition(cursor.position() + end)
        cursor.setPosition(self.findBlockByNumber(index).position() + start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text.replace("\n", LINE_BREAK))
        cursor.endEditBlock()

    def set_levels(self, first: int, levels: Sequence[int]) -> None:
        """Sets the depth of lines from `first` on; what stands below follows where a level would jump."""
        for line, level in zip(self.lines[first:], levels, strict=False):
            if line.level != level:
                line.level = level
                self._reshaped.append(line)
        self._record(self._reshaped)
        self._settle(first, first + len(levels) - 1)
        self._finish()

    def swap_lines(self, first: int, middle: int, end: int) -> None:
        """Exchanges the lines from `first` up to `middle` with those from there up to `end`; the fewer ones move."""
        self._settling = False
        if middle - first <= end - middle:
            taken = self.take_lines(first, middle - 1)
            self.add_lines(end - len(taken), taken)
        else:
            self.add_lines(first, self.take_lines(middle, end - 1))
        self._settling = True
        self._settle(first, end - 1)
        self._finish()

    def set_text(self, index: int, text: str) -> None:
        """Replaces a note's whole text."""
        self.replace_text(index, 0, self.findBlockByNumber(index).length() - 1, text)

    def fold(self, index: int, *, folded: bool) -> None:
        """Hides what is below a line, or shows it again."""
        self.lines[index].folded = folded and has_children(self.lines, index)
        self._reshaped += refold(self.lines, self.findBlockByNumber)
        self._restructured = True
        self._finish()

    def reveal(self, index: int) -> None:
        """Unfolds whatever hides a line."""
        while index >= 0 and self.lines[index].hidden:
            above = index - 1
            while self.lines[above].hidden:
                above -= 1
            self.fold(above, folded=False)

    def restore_levels(self) -> None:
        """Shows each line at the depth that the record gives it, as far as no level jumps."""
        before = [line.level for line in self.lines]
        for line in self.lines:
            if line.stored is not None and line.id not in self.pending.touched:
                line.level = line.stored[1]
        set_shown_levels(self.lines)
        self._reshaped += [line for line, level in zip(self.lines, before, strict=True) if line.level != level]
        self._settle(0, len(self.lines) - 1)
        self._finish()

    def stand_in(self) -> OutlineLine | None:
        """The empty line of an outline without notes, which the record doesn't know."""
        only = self.lines[0]
        alone = len(self.lines) == 1 and only.empty and only.stored is None and only.id not in self.pending.touched
        return only if alone else None

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """What is edited meanwhile stands in the record already."""
        self._recording, before = False, self._recording
        try:
            yield
        finally:
            self._recording = before

    # Keeping in step

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

    def take_reworded(self) -> list[OutlineLine]:
        """The lines whose words changed since this was asked last, as far as they are still there."""
        reworded, self._reworded = self._reworded, {}
        return [line for line in reworded if self._by_id.get(line.id) is line]

    def take_literally(self, note_id: str) -> None:
        """Nothing special is meant by a line (rule 5)."""
        self.pending.literal.add(note_id)
        if self.pending.touch(note_id):
            self.edited.emit()

    def _settle(self, first: int, last: int) -> None:
        """Levels, numbers and folds after the lines from `first` to `last` changed."""
        settled = settle_levels(self.lines, first, last)
        self._record(settled)
        renumber(self.lines, first, last + len(settled))
        self._reshaped += settled
        self._reshaped += refold(self.lines, self.findBlockByNumber)
        self._restructured = True

    def _ids_of(self, first: int, last: int) -> list[tuple[str, QTextBlock]]:
        """The id of each block, new where it has none or where two have one: then the text keeps it."""
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

    @contextmanager
    def unfollowed(self) -> Iterator[None]:
        """Edits that the lines know of already."""
        self._following, before = False, self._following
        try:
            yield
        finally:
            self._following = before

    def _cursor_of_edit(self, index: int) -> QTextCursor:
        """A cursor at the start of a line, its edit block begun."""
        cursor = QTextCursor(self.findBlockByNumber(index))
        cursor.beginEditBlock()
        return cursor
