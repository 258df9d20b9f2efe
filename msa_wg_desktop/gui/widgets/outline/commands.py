"""What keys do to the structure of the outline: each a function of the document and a cursor in it.

A command edits the document, leaves the cursor where the caret belongs, and returns the label of the step
for the record, "" where it did nothing. What a command does is the table in `tests/.../outline_table.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from msa_wg_desktop.domain.notes import MAX_LEVEL, Caret
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.lines import (
    has_children,
    new_line,
    next_sibling,
    parent,
    previous_sibling,
    roots,
    subtree_end,
)
from msa_wg_desktop.words import _, ngettext

Command = Callable[[OutlineDocument, QTextCursor], str]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a selection covers: the first and the last line, and where in them it starts and ends."""

    first: int
    start: int
    last: int
    end: int

    @property
    def many(self) -> bool:
        return self.last > self.first


def reach_of(document: OutlineDocument, cursor: QTextCursor) -> Reach:
    """The lines that a cursor stands in or selects."""
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    return Reach(
        first.blockNumber(),
        cursor.selectionStart() - first.position(),
        last.blockNumber(),
        cursor.selectionEnd() - last.position(),
    )


def with_all_below(document: OutlineDocument, reach: Reach) -> tuple[int, int]:
    """The first and last line of a selection with what is below it."""
    last = max(subtree_end(document.lines, index) for index in roots(document.lines, reach.first, reach.last))
    return reach.first, last - 1


# ---------------------------------------------------------------- lines made and joined


def enter(document: OutlineDocument, cursor: QTextCursor) -> str:
    """The next line: below, above, out of the text behind the caret, or, in an empty nested note, one level up."""
    if cursor.hasSelection():
        delete_selection(document, cursor, keep_line=True)
    index, offset = cursor.blockNumber(), cursor.positionInBlock()
    line = document.lines[index]
    if line.empty and line.level:
        return outdent(document, cursor)
    at_end = offset == cursor.block().length() - 1
    if at_end and line.folded:
        index = subtree_end(document.lines, index)
        document.add_lines(index, [(new_line(line.level), "")])
        _put(document, cursor, index)
        return _("New line")
    document.split_line(index, offset)
    if at_end and offset and has_children(document.lines, index + 1):
        document.set_levels(index + 1, [line.level + 1])
    _put(document, cursor, index + 1)
    return _("New line")


def line_break(document: OutlineDocument, cursor: QTextCursor) -> str:
    """A new line inside the note."""
    if reach_of(document, cursor).many:
        delete_selection(document, cursor, keep_line=True)
    cursor.insertText("\u2028")
    return _("New line inside a note")


def join_before(document: OutlineDocument, cursor: QTextCursor) -> str:
    """Backspace at the start of a note."""
    index = cursor.blockNumber()
    return _join(document, cursor, index - 1) if index else ""


def join_after(document: OutlineDocument, cursor: QTextCursor) -> str:
    """Delete at the end of a note."""
    index = cursor.blockNumber()
    return _join(document, cursor, index) if index + 1 < len(document.lines) else ""


def _join(document: OutlineDocument, cursor: QTextCursor, first: int) -> str:
    """Joins a line with the next, unless notes below would change their place in the structure."""
    lines = document.lines
    document.reveal(first + 1)
    document.reveal(first)
    upper, lower = lines[first], lines[first + 1]
    if upper.empty:
        return _drop_empty(document, cursor, first)
    if has_children(lines, first + 1) and upper.level != lower.level:
        return ""
    junction = document.findBlockByNumber(first).length() - 1
    document.join_lines(first, first + 1, keep=first)
    document.pending.joins[lower.id] = upper.id
    _put(document, cursor, first, junction)
    return _("Join lines")


def _drop_empty(document: OutlineDocument, cursor: QTextCursor, index: int) -> str:
    """Takes an empty line away before the next, which keeps its depth, or rises with all that is below it."""
    lines = document.lines
    empty, following = lines[index], lines[index + 1]
    deepest = lines[index - 1].level + 1 if index else 0
    end = subtree_end(lines, index + 1)
    rise = max(0, following.level - deepest)
    if rise and end < len(lines) and lines[end].level >= following.level:
        return ""
    levels = [line.level - rise for line in lines[index + 1 : end]]
    document.take_lines(index, index)
    if rise:
        document.set_levels(index, levels)
    document.pending.joins[empty.id] = following.id
    _put(document, cursor, index)
    return _("Join lines")


def delete_selection(document: OutlineDocument, cursor: QTextCursor, *, keep_line: bool = False) -> str:
    """Takes the selected text away: whole notes go whole, and what is left of two becomes one.

    `keep_line`: something is about to be typed in its place, so that a line has to stay for it.
    """
    reach = reach_of(document, cursor)
    if not reach.many:
        cursor.removeSelectedText()
        return _("Delete")
    first, last = reach.first, reach.last
    lines = document.lines
    rest = document.findBlockByNumber(last).length() - 1 - reach.end
    if not rest and lines[last].folded:
        last = subtree_end(lines, last) - 1
    label = _deleted(last - first + 1)
    if reach.start or (keep_line and not rest):
        upper, lower = lines[first], lines[last]
        end = document.findBlockByNumber(last).length() - 1 - rest
        document.join_lines(first, last, keep=first, start=reach.start, end=end)
        if rest:
            document.pending.joins[lower.id] = upper.id
        _put(document, cursor, first, reach.start)
    elif rest:
        document.take_lines(first, last - 1)
        document.replace_text(first, 0, reach.end, "")
        _put(document, cursor, first)
    else:
        document.take_lines(first, last)
        _put_after_deletion(document, cursor, first)
    return label


def delete_notes(document: OutlineDocument, cursor: QTextCursor) -> str:
    """Takes away the notes that a selection touches, as wholes."""
    reach = reach_of(document, cursor)
    last = subtree_end(document.lines, reach.last) - 1 if document.lines[reach.last].folded else reach.last
    document.take_lines(reach.first, last)
    _put_after_deletion(document, cursor, reach.first)
    return _deleted(last - reach.first + 1)


def _deleted(count: int) -> str:
    return ngettext("Delete line", "Delete {count} lines", count).format(count=count)


# ---------------------------------------------------------------- depth


def indent(document: OutlineDocument, cursor: QTextCursor) -> str:
    """One level deeper, with all that is below; nothing where there is no note before to be below."""
    first, last = with_all_below(document, reach_of(document, cursor))
    lines = document.lines
    levels = [line.level + 1 for line in lines[first : last + 1]]
    if previous_sibling(lines, first) is None or max(levels) > MAX_LEVEL:
        return ""
    document.set_levels(first, levels)
    document.reveal(first)
    return _("Indent")


def outdent(document: OutlineDocument, cursor: QTextCursor) -> str:
    """One level up, with all that is below; lines at the top stay."""
    first, last = with_all_below(document, reach_of(document, cursor))
    lines = document.lines
    levels: list[int] = []
    for root in roots(lines, first, last):
        rise = 1 if lines[root].level else 0
        levels += [line.level - rise for line in lines[root : min(last + 1, subtree_end(lines, root))]]
    if levels == [line.level for line in lines[first : last + 1]]:
        return ""
    document.set_levels(first, levels)
    return _("Outdent")


# ---------------------------------------------------------------- order


def move_up(document: OutlineDocument, cursor: QTextCursor) -> str:
    """Changes places with the note before; the first below a note becomes the last below the note before that."""
    first, last = with_all_below(document, reach_of(document, cursor))
    lines = document.lines
    target = previous_sibling(lines, first)
    if target is None:
        target = parent(lines, first)
        if target is None or previous_sibling(lines, target) is None:
            return ""
    return _swap(document, cursor, target, first, last + 1, moved=first)


def move_down(document: OutlineDocument, cursor: QTextCursor) -> str:
    """Changes places with the note after; the last below a note becomes the first below the next."""
    first, last = with_all_below(document, reach_of(document, cursor))
    lines = document.lines
    root = roots(lines, first, last)[-1]
    after = next_sibling(lines, root)
    if after is not None:
        return _swap(document, cursor, first, last + 1, subtree_end(lines, after), moved=first)
    above = parent(lines, root)
    after = next_sibling(lines, above) if above is not None else None
    return _swap(document, cursor, first, last + 1, after + 1, moved=first) if after is not None else ""


def _swap(document: OutlineDocument, cursor: QTextCursor, first: int, middle: int, end: int, *, moved: int) -> str:
    """Exchanges two neighbouring runs of lines; the selection goes along with the one that starts at `moved`."""
    anchor, position = document.caret_at(cursor.anchor()), document.caret_at(cursor.position())
    count = middle - first if moved == first else end - middle
    document.swap_lines(first, middle, end)
    cursor.setPosition(document.position_of(anchor))
    cursor.setPosition(document.position_of(position), QTextCursor.MoveMode.KeepAnchor)
    document.reveal(cursor.blockNumber())
    return ngettext("Move line", "Move {count} lines", count).format(count=count)


def _put(document: OutlineDocument, cursor: QTextCursor, index: int, offset: int = 0) -> None:
    cursor.setPosition(document.position_of(Caret(document.lines[index].id, offset)))


def _put_after_deletion(document: OutlineDocument, cursor: QTextCursor, index: int) -> None:
    """At the start of what followed, or, behind the last note, at the end of that."""
    if index < len(document.lines):
        _put(document, cursor, index)
    else:
        cursor.movePosition(QTextCursor.MoveOperation.End)
