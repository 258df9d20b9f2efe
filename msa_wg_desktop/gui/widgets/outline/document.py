"""The outline's document: what can be done to its lines. Each edit leaves blocks, ids, depths, ranks and numbers right.

The document is a view: its own undo is off (decision 1), the record's is used. Each block is one note;
U+2028 inside a block is a line end in the record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from msa_wg_desktop.domain.notes import Caret, NoteRow, new_id
from msa_wg_desktop.gui.widgets.outline.blocks import LINE_BREAK, block_format, text_of, write_lines
from msa_wg_desktop.gui.widgets.outline.lines import (
    OutlineLine,
    has_children,
    line_of,
    new_line,
    refold,
    renumber,
    set_shown_levels,
)
from msa_wg_desktop.gui.widgets.outline.mirror import MirroredDocument
from msa_wg_desktop.gui.widgets.outline.pending import Pending


class OutlineDocument(MirroredDocument):
    """The notes of one meeting, as text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fill_anew([(new_line(), "")])

    def load(self, rows: Sequence[NoteRow]) -> None:
        """Shows these notes and nothing else; what was pending is forgotten."""
        lines = [line_of(row, row.level) for row in rows]
        set_shown_levels(lines)
        self.pending = Pending()
        self._fill_anew([(line, row.text) for line, row in zip(lines, rows, strict=True)] or [(new_line(), "")])
        renumber(self.lines, 0, len(self.lines) - 1)
        self.restructured.emit()

    # What stands where

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

    # Edits by lines

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
        self._unsettled = None
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

    @property
    def folded(self) -> list[str]:
        """The notes whose lines below are hidden."""
        return [line.id for line in self.lines if line.folded]

    def fold_all(self, note_ids: Collection[str]) -> None:
        """Folds just these notes; one that is gone is passed over."""
        for index, line in enumerate(self.lines):
            line.folded = line.id in note_ids and has_children(self.lines, index)
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

    def stand_in(self) -> OutlineLine | None:
        """The empty line of an outline without notes, which the record doesn't know."""
        only = self.lines[0]
        alone = len(self.lines) == 1 and only.empty and only.stored is None and only.id not in self.pending.touched
        return only if alone else None

    def take_literally(self, note_id: str) -> None:
        """Nothing special is meant by a line (rule 5)."""
        self.pending.literal.add(note_id)
        if self.pending.touch(note_id):
            self.edited.emit()

    def _cursor_of_edit(self, index: int) -> QTextCursor:
        """A cursor at the start of a line, its edit block begun."""
        cursor = QTextCursor(self.findBlockByNumber(index))
        cursor.beginEditBlock()
        return cursor
