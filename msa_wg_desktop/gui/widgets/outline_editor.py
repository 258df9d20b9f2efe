"""The discussion, typed live: one block a note, numbered by itself, saved while one types."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from msa_wg_desktop.domain.notes import CaptureKind, CaptureTag, Caret, OutlinePatch, labels
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets import outline_commands as commands
from msa_wg_desktop.gui.widgets import outline_navigation as navigation
from msa_wg_desktop.gui.widgets.outline_backend import LineReader, OutlineBackend
from msa_wg_desktop.gui.widgets.outline_colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline_document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline_keys import EDITS, Act, combined, key_table
from msa_wg_desktop.gui.widgets.outline_layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline_lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline_metrics import OutlineMetrics
from msa_wg_desktop.gui.widgets.outline_paint import OutlinePainter
from msa_wg_desktop.gui.widgets.outline_patch import apply_patch
from msa_wg_desktop.gui.widgets.outline_saving import OutlineSaver
from msa_wg_desktop.words import _

_WRITTEN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier})

_STRUCTURE: Mapping[Act, commands.Command] = {
    Act.ENTER: commands.enter,
    Act.LINE_BREAK: commands.line_break,
    Act.INDENT: commands.indent,
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


class OutlineEditor(QPlainTextEdit):
    """Shows the notes of one meeting and writes what is done to them through its backend."""

    dirtyChanged = Signal(bool)
    """Whether something shown is not in the record yet."""
    caretNoteChanged = Signal(str)
    """The id of the note that the caret came to."""
    captureActivated = Signal(object)
    """A `CaptureTag` whose chip was clicked."""
    findRequested = Signal(bool)
    """Ctrl+F, or with True Ctrl+H, to replace as well."""
    leaveRequested = Signal()
    """Esc, when nothing is left to leave but the outline itself."""
    problem = Signal(AppError)
    """Writing failed; the text stands, and is written with the next try."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = OutlineDocument(self)
        self._metrics = OutlineMetrics(self.font())
        self._layout = OutlineLayout(self._document, self._metrics)
        self._document.setDocumentLayout(self._layout)
        self.setDocument(self._document)
        self._painter = OutlinePainter(self, self._document, self._layout, self._metrics)
        self._saver = OutlineSaver(self._document, self._apply, self.caret, self)
        self._saver.dirtyChanged.connect(self.dirtyChanged)
        self._saver.problem.connect(self.problem)
        self._keys = key_table(mac=sys.platform == "darwin")
        self._commanding = False
        self._note_selected = False
        self._selecting = False
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._lay_out_some)
        self._document.restructured.connect(self._redraw)
        self.cursorPositionChanged.connect(self._see_caret)
        self.copyAvailable.connect(self._see_selection)
        self.verticalScrollBar().valueChanged.connect(self._redraw)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setAccessibleName(_("Discussion"))

    # What the page around it uses

    def attach(self, backend: OutlineBackend, reader: LineReader, colours: OutlineColours) -> None:
        """Shows another meeting; what was pending for the one before is written first."""
        self.flush()
        self._saver.backend = backend
        self._reader = reader
        self.set_colours(colours)
        self.reload()

    def reload(self) -> None:
        """Shows the notes as the record has them now, from the top."""
        assert self._saver.backend is not None
        self._document.load(self._saver.backend.load())
        self._saver.forget()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._painter.current = self._document.lines[0]
        self._start_layout()

    def flush(self) -> bool:
        """Writes what is pending and reads what was typed for what it captures. Returns whether all is written."""
        return self._saver.flush(leave=True)

    def apply_patch(self, patch: OutlinePatch) -> None:
        """Takes over what changed in the record elsewhere."""
        self._apply(patch)

    def go_to(self, note_id: str, position: int | None = None) -> bool:
        """Puts the caret into a note, at its end where no position is given. Returns whether the note is there."""
        index = self._document.index(note_id)
        if index < 0:
            return False
        self._document.reveal(index)
        block = self._document.findBlockByNumber(index)
        offset = block.length() - 1 if position is None else position
        self._lay_out_around(index)
        self._put_caret(self._document.position_of(Caret(note_id, offset)))
        return True

    def set_colours(self, colours: OutlineColours) -> None:
        """Draws in other colours from now on."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, colours.panel)
        palette.setColor(QPalette.ColorRole.Text, colours.ink_1)
        self.setPalette(palette)
        self._painter.colours = colours
        self.viewport().update()

    def labels(self) -> dict[str, str]:
        """The label of each note that has one, such as `4.b.ii`, by id."""
        lines = self._document.lines
        paths = labels([line.level for line in lines], [not line.empty for line in lines])
        return {line.id: path for line, path in zip(lines, paths, strict=True) if path}

    def caret(self) -> Caret:
        """Where the caret stands."""
        return self._document.caret_at(self.textCursor().position())

    @property
    def dirty(self) -> bool:
        """Whether something shown is not in the record yet."""
        return self._saver.dirty

    def selected_notes(self) -> list[str]:
        """The ids of the notes that the selection touches, or of the one with the caret."""
        reach = commands.reach_of(self._document, self.textCursor())
        return [line.id for line in self._document.lines[reach.first : reach.last + 1]]

    # Acts

    def run(self, command: commands.Command) -> None:
        """Does something to the structure as one step of its own; what was typed before is written first."""
        if self.isReadOnly():
            return
        self._saver.flush()
        before = self.caret()
        cursor = self.textCursor()
        self._commanding = True
        label = command(self._document, cursor)
        self._commanding = False
        self.setTextCursor(cursor)
        self._see_caret()
        if label:
            self._saver.commit(label, before)

    def move(self, motion: navigation.Motion) -> None:
        """Moves the caret or the selection."""
        cursor = self.textCursor()
        motion(self._document, cursor)
        self.setTextCursor(cursor)

    def undo(self) -> None:
        """Takes back the latest step in this meeting."""
        self._go_through_history(lambda backend: backend.undo())

    def redo(self) -> None:
        """Brings back what was taken back last."""
        self._go_through_history(lambda backend: backend.redo())

    def mark(self, kind: CaptureKind) -> None:
        """Makes the selected lines, as they stand, something captured; again takes it back."""
        self._ask(lambda backend: backend.toggle_mark(self.selected_notes(), kind))

    def mark_done(self) -> None:
        """Marks what the line captured as done."""
        self._ask(lambda backend: backend.mark_done(self.caret().note_id))

    def fold(self, *, folded: bool) -> None:
        """Hides or shows what is below the note with the caret."""
        self._document.fold(self.textCursor().blockNumber(), folded=folded)

    def act(self, act: Act) -> bool:
        """Does what a key stands for; False leaves it to the text field."""
        if act in EDITS and self.isReadOnly():
            return act is not Act.INDENT
        if act in _STRUCTURE:
            self.run(_STRUCTURE[act])
        elif act in _MOTION:
            self.move(_MOTION[act])
        elif act in _MARKS:
            self.mark(_MARKS[act])
        else:
            simple = self._simple_acts().get(act)
            return simple() is not False if simple else False
        return True

    def _simple_acts(self) -> Mapping[Act, Callable[[], bool | None]]:
        return {
            Act.BACKSPACE: lambda: self._erase(commands.join_before, at_edge=lambda c: c.atBlockStart()),
            Act.DELETE: lambda: self._erase(commands.join_after, at_edge=lambda c: c.atBlockEnd()),
            Act.FOLD: lambda: self.fold(folded=True),
            Act.UNFOLD: lambda: self.fold(folded=False),
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.MARK_DONE: self.mark_done,
            Act.FIND: lambda: self.findRequested.emit(False),
            Act.REPLACE: lambda: self.findRequested.emit(True),
            Act.LEAVE: self._escape,
            Act.NOTHING: lambda: True,
        }

    def _erase(self, join: commands.Command, *, at_edge: Callable[[QTextCursor], bool]) -> bool:
        """Backspace and Delete: structure where they meet any, else left to the text field."""
        cursor = self.textCursor()
        if commands.reach_of(self._document, cursor).many or (self._note_selected and cursor.hasSelection()):
            self.run(commands.delete_selection)
        elif not cursor.hasSelection() and at_edge(cursor):
            self.run(join)
        else:
            return False
        return True

    def _escape(self) -> None:
        if self._note_selected:
            self.flush()
            self.leaveRequested.emit()
            return
        self.move(navigation.select_note)
        self._note_selected = True

    def _go_through_history(self, step: Callable[[OutlineBackend], OutlinePatch | None]) -> None:
        if self._saver.flush():
            self._ask(step)

    def _ask(self, question: Callable[[OutlineBackend], OutlinePatch | None]) -> None:
        """Asks the record for something other than to save, what is pending first."""
        backend = self._saver.backend
        if self.isReadOnly() or backend is None or not self._saver.flush():
            return
        try:
            patch = question(backend)
        except AppError as error:
            self.problem.emit(error)
            return
        if patch is not None:
            self._apply(patch)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and text and event.modifiers() in _WRITTEN and not self._selecting:
            if text != " ":
                super().keyPressEvent(event)
                return
        act = self._keys.get(combined(event.keyCombination()))
        if act is not None and self.act(act):
            event.accept()
        elif act is Act.NOTHING:
            event.ignore()
        else:
            self._type_over(event)
            super().keyPressEvent(event)
        if act is not Act.LEAVE:
            self._note_selected = False

    def _type_over(self, event: QKeyEvent | QInputMethodEvent) -> None:
        """What is typed over more than one note takes those away first, as a step of its own."""
        text = event.text() if isinstance(event, QKeyEvent) else event.commitString() + event.preeditString()
        if text.isprintable() and text and commands.reach_of(self._document, self.textCursor()).many:
            self.run(lambda document, cursor: commands.delete_selection(document, cursor, keep_line=True))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._type_over(event)
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        first = self.firstVisibleBlock()
        if not self._layout.complete:
            self._layout.freshen(first, self.viewport().height())
        self._painter.see_page(first, self.contentOffset().y(), self.viewport().height())
        self._painter.paint(event.rect())
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._start_layout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._metrics = self._painter.metrics = OutlineMetrics(self.font())
            self._start_layout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._note_selected = False
        if event.button() == Qt.MouseButton.LeftButton and self._clicked(event.position()):
            event.accept()
            return
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.flush()

    # Inside

    def _clicked(self, point: QPointF) -> bool:
        chip = self._painter.chip_at(point)
        if chip is not None and chip.tag is not None:
            self.captureActivated.emit(chip.tag)
            return True
        folded = self._painter.fold_at(point)
        if folded >= 0:
            self._document.fold(folded, folded=False)
        return folded >= 0

    def _apply(self, patch: OutlinePatch) -> None:
        apply_patch(self._document, patch, lambda *edit: None)
        if patch.caret is not None:
            position = self._document.position_of(patch.caret)
            if position >= 0:
                self._document.reveal(self._document.index(patch.caret.note_id))
                self._put_caret(position)

    def _put_caret(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def _see_caret(self) -> None:
        if self._commanding:
            return
        index = self.textCursor().blockNumber()
        if index >= len(self._document.lines):
            return
        line = self._document.lines[index]
        if line is self._painter.current:
            return
        self._painter.current = line
        self.viewport().update()
        self._document.reveal(index)
        self._saver.flush()
        self.caretNoteChanged.emit(line.id)

    def _see_selection(self, available: bool) -> None:
        self._selecting = available

    def _redraw(self, *_moved: int) -> None:
        self.viewport().update()

    def _start_layout(self) -> None:
        self._layout.set_metrics(self._metrics, self.viewport().width())
        self._idle.start()

    def _lay_out_around(self, index: int) -> None:
        self._layout.freshen(self._document.findBlockByNumber(max(0, index - 40)), 2 * self.viewport().height())

    def _lay_out_some(self) -> None:
        if self._layout.lay_out_some():
            self._idle.stop()
