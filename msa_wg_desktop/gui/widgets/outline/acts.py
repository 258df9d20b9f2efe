"""Does what keys and menus ask of the outline: structure as steps of their own, history through the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from msa_wg_desktop.domain.notes import CaptureKind, OutlinePatch
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets.outline import commands, navigation
from msa_wg_desktop.gui.widgets.outline.backend import OutlineBackend
from msa_wg_desktop.gui.widgets.outline.clipboard import copied, lines_of, on_clipboard, paste_lines, paste_plain
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.keys import EDITS, Act
from msa_wg_desktop.gui.widgets.outline.saving import OutlineSaver
from msa_wg_desktop.gui.widgets.outline.typed import OutlineTyping
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor

_STRUCTURE: Mapping[Act, commands.Command] = {
    Act.LINE_BREAK: commands.line_break,
    Act.OUTDENT: commands.outdent,
    Act.MOVE_UP: commands.move_up,
    Act.MOVE_DOWN: commands.move_down,
}
_MOTION: Mapping[Act, navigation.Motion] = {
    Act.SELECT_UP: navigation.select_up,
    Act.SELECT_DOWN: navigation.select_down,
    Act.SELECT_ALL: navigation.select_all,
    Act.PARAGRAPH_UP: navigation.paragraph_up,
    Act.PARAGRAPH_DOWN: navigation.paragraph_down,
    Act.EXTEND_PARAGRAPH_UP: navigation.extend_paragraph_up,
    Act.EXTEND_PARAGRAPH_DOWN: navigation.extend_paragraph_down,
}
_MARKS: Mapping[Act, CaptureKind] = {
    Act.MARK_ACTION: CaptureKind.ACTION,
    Act.MARK_AGREEMENT: CaptureKind.AGREEMENT,
    Act.MARK_QUESTION: CaptureKind.QUESTION,
    Act.MARK_DATA_NEED: CaptureKind.DATA_NEED,
    Act.MARK_POSITION: CaptureKind.POSITION,
}


class OutlineActs:
    """The verbs of one outline. `busy` while a command or the record changes the document under the caret."""

    def __init__(
        self, editor: OutlineEditor, document: OutlineDocument, saver: OutlineSaver, typing: OutlineTyping
    ) -> None:
        self.busy = False
        self.note_selected = False
        self._editor = editor
        self._document = document
        self._saver = saver
        self._typing = typing
        self._others: Mapping[Act, Callable[[], bool | None]] = {
            Act.ENTER: self.enter,
            Act.INDENT: self.indent,
            Act.BACKSPACE: lambda: self._erase(commands.join_before, QTextCursor.atBlockStart, backwards=True),
            Act.DELETE: lambda: self._erase(commands.join_after, QTextCursor.atBlockEnd, backwards=False),
            Act.UP: lambda: typing.choose(-1),
            Act.DOWN: lambda: typing.choose(1),
            Act.LEFT: lambda: self._step_over(right=False),
            Act.RIGHT: lambda: self._step_over(right=True),
            Act.FOLD: lambda: self.fold(folded=True),
            Act.UNFOLD: lambda: self.fold(folded=False),
            Act.COPY: self.copy,
            Act.CUT: self.cut,
            Act.PASTE: self.paste,
            Act.PASTE_PLAIN: self.paste_plain,
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.MARK_DONE: self.mark_done,
            Act.FIND: lambda: editor.findRequested.emit(False),
            Act.REPLACE: lambda: editor.findRequested.emit(True),
            Act.LEAVE: self.leave,
            Act.NOTHING: lambda: None,
        }

    def do(self, act: Act) -> bool:
        """Does what a key stands for; False leaves it to the text field."""
        if act in EDITS and self._editor.isReadOnly():
            return True
        if act in _STRUCTURE:
            self.run(_STRUCTURE[act])
        elif act in _MOTION:
            self.go(_MOTION[act])
        elif act in _MARKS:
            self.mark(_MARKS[act])
        else:
            return self._others[act]() is not False
        return True

    def run(self, command: commands.Command) -> None:
        """Changes the structure as one step of its own; what was typed before is written first."""
        if self._editor.isReadOnly():
            return
        self._saver.flush()
        before = self._editor.caret()
        cursor = self._editor.textCursor()
        self.busy = True
        try:
            label = command(self._document, cursor)
            self._editor.setTextCursor(cursor)
        finally:
            self.busy = False
        self._editor.see_caret(write=False)
        if label:
            # Seen before it is written, which takes longer.
            self._editor.viewport().repaint()
            self._saver.commit(label, before)

    def go(self, motion: navigation.Motion) -> None:
        """Moves the caret or the selection."""
        cursor = self._editor.textCursor()
        motion(self._document, cursor)
        self._editor.setTextCursor(cursor)

    # Structure

    def enter(self) -> None:
        """The next line (rule 5); or, where an offer was chosen with an arrow key, takes that and stays in the line."""
        if not self._typing.take_chosen():
            self.run(commands.enter)

    def indent(self) -> None:
        """One level deeper; or, where an offer was chosen, takes that and stays in the line."""
        if not self._typing.take_chosen():
            self.run(commands.indent)

    def fold(self, *, folded: bool) -> None:
        """Hides or shows what is below the note with the caret."""
        self._document.fold(self._editor.textCursor().blockNumber(), folded=folded)

    def _step_over(self, *, right: bool) -> bool:
        cursor = self._editor.textCursor()
        if not navigation.over_hidden(self._document, cursor, right=right):
            return False
        self._editor.setTextCursor(cursor)
        return True

    def make_room_for_typing(self) -> None:
        """What is typed over more than one note takes those away first, as a step of its own."""
        if commands.reach_of(self._document, self._editor.textCursor()).many:
            self.run(lambda document, cursor: commands.delete_selection(document, cursor, keep_line=True))

    def _erase(self, join: commands.Command, at_edge: Callable[[QTextCursor], bool], *, backwards: bool) -> bool:
        """Backspace and Delete: structure where they meet any, else left to the text field."""
        cursor = self._editor.textCursor()
        if commands.reach_of(self._document, cursor).many or self.note_selected:
            self.run(commands.delete_notes if self.note_selected else commands.delete_selection)
        elif not cursor.hasSelection() and at_edge(cursor):
            self.run(join)
        else:
            return backwards and self._typing.backspace()
        return True

    # Clipboard

    def copy(self) -> None:
        if self._editor.textCursor().hasSelection():
            QGuiApplication.clipboard().setMimeData(copied(self._document, self._editor.textCursor()))

    def cut(self) -> None:
        if self._editor.textCursor().hasSelection():
            self.copy()
            self.run(commands.delete_notes if self.note_selected else commands.delete_selection)

    def paste(self) -> None:
        self.insert(on_clipboard())

    def insert(self, data: QMimeData) -> None:
        """Puts in what was copied or dropped."""
        lines = lines_of(data)
        self.run(lambda document, cursor: paste_lines(document, cursor, lines))

    def paste_plain(self) -> None:
        text = on_clipboard().text()
        self.run(lambda document, cursor: paste_plain(document, cursor, text))

    def move_selection(self, target: QTextCursor) -> None:
        """What was dragged inside the outline is put where it was dropped."""
        cursor = self._editor.textCursor()
        if cursor.selectionStart() <= target.position() <= cursor.selectionEnd():
            return
        lines = lines_of(copied(self._document, cursor))

        def move(document: OutlineDocument, cursor: QTextCursor) -> str:
            commands.delete_selection(document, cursor)
            cursor.setPosition(target.position())
            return paste_lines(document, cursor, lines) and _("Move text")

        self.run(move)

    # The record

    def undo(self) -> None:
        """Takes back the latest step in this meeting."""
        self._ask(lambda backend: backend.undo())

    def redo(self) -> None:
        """Brings back what was taken back last."""
        self._ask(lambda backend: backend.redo())

    def mark(self, kind: CaptureKind) -> None:
        """Makes the selected lines, as they stand, something captured; again takes it back."""
        notes = self._editor.selected_notes()
        self._ask(lambda backend: backend.toggle_mark(notes, kind))

    def mark_done(self) -> None:
        """Marks what the line captured as done."""
        note_id = self._editor.caret().note_id
        self._ask(lambda backend: backend.mark_done(note_id))

    def _ask(self, question: Callable[[OutlineBackend], OutlinePatch | None]) -> None:
        """Asks the record for something other than to save, what is pending first."""
        self._typing.close_popup()
        backend = self._saver.backend
        if self._editor.isReadOnly() or backend is None or not self._saver.flush():
            return
        try:
            patch = question(backend)
        except AppError as error:
            self._editor.problem.emit(error)
            return
        if patch is not None:
            self._editor.apply_patch(patch)

    # Out of it

    def leave(self) -> None:
        """Esc: closes the popup and takes the line literally; then selects the note; then leaves the outline."""
        if self._typing.refuse():
            return
        if self.note_selected:
            self.note_selected = False
            self._saver.flush(leave=True)
            self._editor.leaveRequested.emit()
            return
        self.go(navigation.select_note)
        self.note_selected = True
