"""How the caret and the selection go by notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor

from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument

Motion = Callable[[OutlineDocument, QTextCursor], None]

_KEEP = QTextCursor.MoveMode.KeepAnchor
_MOVE = QTextCursor.MoveMode.MoveAnchor


def select_down(document: OutlineDocument, cursor: QTextCursor) -> None:
    """Row by row inside a note; past its end whole notes are selected."""
    _select(document, cursor, down=True)


def select_up(document: OutlineDocument, cursor: QTextCursor) -> None:
    """As `select_down`, upwards."""
    _select(document, cursor, down=False)


def select_all(document: OutlineDocument, cursor: QTextCursor) -> None:
    """The note; where it is selected already, everything."""
    block = cursor.block()
    start, end = block.position(), block.position() + block.length() - 1
    if (cursor.selectionStart(), cursor.selectionEnd()) == (start, end) or cursor.selectionEnd() > end:
        cursor.setPosition(0)
        cursor.setPosition(document.characterCount() - 1, _KEEP)
    else:
        select_note(document, cursor)


def select_note(document: OutlineDocument, cursor: QTextCursor) -> None:
    """The whole text of the note in which the caret stands."""
    block = document.findBlock(cursor.position())
    cursor.setPosition(block.position())
    cursor.setPosition(block.position() + block.length() - 1, _KEEP)


def paragraph_up(document: OutlineDocument, cursor: QTextCursor) -> None:
    """To the start of the note, or of the one before."""
    _by_paragraph(document, cursor, down=False, mode=_MOVE)


def paragraph_down(document: OutlineDocument, cursor: QTextCursor) -> None:
    """To the start of the next note; in the last to its end."""
    _by_paragraph(document, cursor, down=True, mode=_MOVE)


def extend_paragraph_up(document: OutlineDocument, cursor: QTextCursor) -> None:
    """As `paragraph_up`, selecting on the way."""
    _by_paragraph(document, cursor, down=False, mode=_KEEP)


def extend_paragraph_down(document: OutlineDocument, cursor: QTextCursor) -> None:
    """As `paragraph_down`, selecting on the way."""
    _by_paragraph(document, cursor, down=True, mode=_KEEP)


def over_hidden(document: OutlineDocument, cursor: QTextCursor, *, right: bool) -> bool:
    """From an edge of a note to the next one in sight; False where nothing hidden lies between."""
    index = cursor.blockNumber()
    at_edge = cursor.atBlockEnd() if right else cursor.atBlockStart()
    target = _shown(document, index, down=right)
    if cursor.hasSelection() or not at_edge or target < 0 or abs(target - index) == 1:
        return False
    block = document.findBlockByNumber(target)
    cursor.setPosition(block.position() + (0 if right else block.length() - 1))
    return True


def _by_paragraph(document: OutlineDocument, cursor: QTextCursor, *, down: bool, mode: QTextCursor.MoveMode) -> None:
    if not down and cursor.positionInBlock():
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, mode)
        return
    target = _shown(document, cursor.blockNumber(), down=down)
    if target >= 0:
        cursor.setPosition(document.findBlockByNumber(target).position(), mode)
    elif down:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, mode)


def _select(document: OutlineDocument, cursor: QTextCursor, *, down: bool) -> None:
    anchor = document.findBlock(cursor.anchor())
    if anchor.blockNumber() == cursor.blockNumber():
        step = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        cursor.setVisualNavigation(True)
        at_edge = not cursor.movePosition(step, _KEEP)
        if at_edge:
            edge = QTextCursor.MoveOperation.EndOfBlock if down else QTextCursor.MoveOperation.StartOfBlock
            cursor.movePosition(edge, _KEEP)
        target = cursor.blockNumber()
    else:
        target = _shown(document, cursor.blockNumber(), down=down)
    if target >= 0 and (target != anchor.blockNumber() or anchor.blockNumber() != cursor.blockNumber()):
        _select_whole(document, cursor, anchor.blockNumber(), target)


def _select_whole(document: OutlineDocument, cursor: QTextCursor, anchor: int, target: int) -> None:
    """Selects whole notes from the one where the selection began to another."""
    first, last = document.findBlockByNumber(anchor), document.findBlockByNumber(target)
    ends = (first.position(), last.position() + last.length() - 1)
    if target < anchor:
        ends = (first.position() + first.length() - 1, last.position())
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], _KEEP)


def _shown(document: OutlineDocument, index: int, *, down: bool) -> int:
    """The next line above or below that is not folded away, -1 where there is none."""
    step = 1 if down else -1
    index += step
    while 0 <= index < len(document.lines):
        if not document.lines[index].hidden:
            return index
        index += step
    return -1
