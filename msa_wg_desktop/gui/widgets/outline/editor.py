"""The discussion, typed live: one block a note, numbered by itself, saved while one types."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.notes import CaptureTag, Caret, OutlinePatch, labels, marker
from msa_wg_desktop.domain.readings import Replacement
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets.outline.acts import OutlineActs
from msa_wg_desktop.gui.widgets.outline.backend import LineReader, OutlineBackend
from msa_wg_desktop.gui.widgets.outline.clipboard import can_paste, copied
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.commands import reach_of
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.formats import OutlineFormats
from msa_wg_desktop.gui.widgets.outline.keys import Act, combined, key_table
from msa_wg_desktop.gui.widgets.outline.layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine, countable, parent
from msa_wg_desktop.gui.widgets.outline.menu import add_edits, add_spelling
from msa_wg_desktop.gui.widgets.outline.metrics import OutlineMetrics
from msa_wg_desktop.gui.widgets.outline.paint import OutlinePainter
from msa_wg_desktop.gui.widgets.outline.patch import apply_patch
from msa_wg_desktop.gui.widgets.outline.saving import OutlineSaver
from msa_wg_desktop.gui.widgets.outline.spelling import OutlineSpelling, SpellBook
from msa_wg_desktop.gui.widgets.outline.steady import steady
from msa_wg_desktop.gui.widgets.outline.typed import OutlineTyping
from msa_wg_desktop.words import _

_KEYS_FIRST_MS = 30
"""So long after a key nothing is laid out but what is in sight: the next one may come."""
_WRITTEN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier})


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
    addWord = Signal(str)
    """A word that the group is to know."""
    problem = Signal(AppError)
    """Writing failed; the text stands, and is written with the next try."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = OutlineDocument(self)
        self._metrics = OutlineMetrics(self.font())
        self._formats = OutlineFormats()
        self._layout = OutlineLayout(self._document, self._metrics, self._formats)
        self._document.setDocumentLayout(self._layout)
        self.setDocument(self._document)
        self._painter = OutlinePainter(self, self._document, self._layout, self._metrics)
        self._saver = OutlineSaver(self._document, self.apply_patch, self.caret, self)
        self._typing = OutlineTyping(self, self._document, self._layout)
        self._spelling = OutlineSpelling(self, self._document, self._layout)
        self.acts = OutlineActs(self, self._document, self._saver, self._typing)
        self._colours: OutlineColours | None = None
        self._mac = sys.platform == "darwin"
        self._keys = key_table(mac=self._mac)
        self._selecting = False
        self._idle = QTimer(self, interval=0)
        self._connect()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Discussion"))

    def _connect(self) -> None:
        self._idle.timeout.connect(self._lay_out_some)
        self._layout.fellBehind.connect(lambda: self._idle.start(0))
        self._saver.dirtyChanged.connect(self.dirtyChanged)
        self._saver.problem.connect(self.problem)
        self._typing.reworded.connect(self._spelling.check)
        self._document.restructured.connect(self._redraw)
        self.cursorPositionChanged.connect(self.see_caret)
        self.copyAvailable.connect(self._see_selection)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # ------------------------------------------------------------------ what the page around it uses

    def typed_space(self, text_before_caret: str) -> Replacement | None:
        """What words become as Space is typed behind them, here and in the texts around."""
        reader = self._typing.reader
        return reader.typed_space(text_before_caret) if reader is not None else None

    def attach(self, backend: OutlineBackend, reader: LineReader, colours: OutlineColours) -> None:
        """Shows another meeting; what was pending for the one before is written first."""
        self.flush()
        self._saver.backend = backend
        self._formats.reader = self._typing.reader = reader
        self.set_colours(colours)
        self.reload()

    def reload(self) -> None:
        """Shows the notes as the record has them now, from the top."""
        if self._saver.backend is None:
            return
        self._document.load(self._saver.backend.load())
        self._saver.forget()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._painter.current = self._document.lines[0]
        self._start_layout()
        self._spelling.check_all()

    def flush(self) -> bool:
        """Writes what is pending and reads what was typed for what it captures. Returns whether all is written."""
        return self._saver.flush(leave=True)

    def apply_patch(self, patch: OutlinePatch) -> None:
        """Takes over what changed in the record elsewhere; caret and scroll stay, unless the patch says where to."""
        if not patch.rows and not patch.removed and patch.caret is None:
            return
        self.acts.busy = True
        try:
            with steady(self, self._document) as edited:
                apply_patch(self._document, patch, edited)
        finally:
            self.acts.busy = False
        if patch.caret is not None:
            self.go_to(patch.caret.note_id, patch.caret.position)
        self.see_caret(write=False)
        self._describe_line(self._document.lines[self.textCursor().blockNumber()])

    def go_to(self, note_id: str, position: int | None = None) -> bool:
        """Puts the caret into a note, at its end where no position is given. Returns whether the note is there."""
        index = self._document.index(note_id)
        if index < 0:
            return False
        self._document.reveal(index)
        self._layout.freshen_around(index, self.viewport().height())
        block = self._document.findBlockByNumber(index)
        cursor = self.textCursor()
        cursor.setPosition(self._document.position_of(Caret(note_id, block.length() if position is None else position)))
        self.setTextCursor(cursor)
        return True

    def set_colours(self, colours: OutlineColours) -> None:
        """Draws in other colours from now on."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, colours.panel)
        palette.setColor(QPalette.ColorRole.Text, colours.ink_1)
        palette.setColor(QPalette.ColorRole.PlaceholderText, colours.ink_3)
        self.setPalette(palette)
        self._colours = self._painter.colours = colours
        self._formats.set_colours(colours)
        self._typing.dress(self._metrics, colours)
        self._start_layout()

    def setPlaceholderText(self, words: str) -> None:
        """What an outline without notes says; Qt would write it beside the caret's place instead of at it."""
        self._painter.hint = words
        self.viewport().update()

    def placeholderText(self) -> str:
        return self._painter.hint

    def set_spelling(self, book: SpellBook) -> None:
        """Marks words by this book; it begins to load, if it has not."""
        self._spelling.use(book)

    def labels(self) -> dict[str, str]:
        """The label of each note that has one, such as `4.b.ii`, by id."""
        lines = self._document.lines
        paths = labels([line.level for line in lines], countable(lines))
        return {line.id: path for line, path in zip(lines, paths, strict=True) if path}

    def captured_above(self, note_id: str) -> tuple[CaptureTag, ...]:
        """What came of the line that a note stands right below, as its chips say."""
        lines, index = self._document.lines, self._document.index(note_id)
        above = parent(lines, index) if index >= 0 else None
        return lines[above].captured if above is not None else ()

    def caret(self) -> Caret:
        """Where the caret stands."""
        return self._document.caret_at(self.textCursor().position())

    @property
    def dirty(self) -> bool:
        """Whether something shown is not in the record yet."""
        return self._saver.dirty

    def selected_notes(self) -> list[str]:
        """The ids of the notes that the selection touches, or of the one with the caret."""
        reach = reach_of(self._document, self.textCursor())
        return [line.id for line in self._document.lines[reach.first : reach.last + 1]]

    def act(self, act: Act) -> bool:
        """Does what a key of the outline stands for, asked from a menu. False where the text field does it."""
        return self.acts.do(act)

    def undo(self) -> None:
        """Takes back the latest step in this meeting."""
        self.acts.undo()

    def redo(self) -> None:
        """Brings back what was taken back last."""
        self.acts.redo()

    # ------------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._idle.isActive():
            self._idle.start(_KEYS_FIRST_MS)
        text = event.text()
        written = text.isprintable() and text and event.modifiers() in _WRITTEN and not self.isReadOnly()
        if written and not self._selecting and text != " ":
            self._remember_caret()
            super().keyPressEvent(event)
            return
        act = None if written else self._keys.get(combined(event.keyCombination()))
        if act is Act.NOTHING:
            event.ignore()
            return
        if act is None or not self.acts.do(act):
            if written:
                self.acts.make_room_for_typing()
                self._typing.space() if text == " " else None
            self._remember_caret()
            super().keyPressEvent(event)
        else:
            event.accept()
        self.acts.note_selected = self.acts.note_selected and act is Act.LEAVE

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if (event.commitString() or event.preeditString()) and not self.isReadOnly():
            self.acts.make_room_for_typing()
        self._remember_caret()
        super().inputMethodEvent(event)
        if not event.preeditString():
            # While it is composed Qt draws the line in formats of its own.
            self._layout.lay_out_lines([self._document.lines[self.textCursor().blockNumber()]])

    def paintEvent(self, event: QPaintEvent) -> None:
        first = self.firstVisibleBlock()
        if not self._layout.complete:
            self._layout.freshen(first, self.viewport().height())
        self._painter.see_page(first, self.contentOffset().y(), self.viewport().height())
        self._painter.paint(event.rect())
        super().paintEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spelling.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._start_layout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._metrics = self._painter.metrics = OutlineMetrics(self.font())
            if self._colours is not None:
                self._typing.dress(self._metrics, self._colours)
            self._start_layout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.acts.note_selected = False
        self._typing.close_popup()
        if event.button() == Qt.MouseButton.LeftButton and self._clicked(event.position()):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._painter.chip_at(event.position()) or self._painter.fold_at(event.position()) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._typing.close_popup()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cursor = self.cursorForPosition(event.pos())
        if not self.isReadOnly():
            add_spelling(menu, self._spelling, cursor, replace=self._correct, add=self.addWord.emit)
        add_edits(menu, self.acts, selected=self._selecting, read_only=self.isReadOnly(), mac=self._mac)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typing.close_popup()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.flush()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return can_paste(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        return copied(self._document, self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.acts.insert(source)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt would move text behind the outline's back; a drop is a step like any other."""
        if self.isReadOnly() or not can_paste(event.mimeData()):
            return
        target = self.cursorForPosition(event.position().toPoint())
        inside = event.source() in (self, self.viewport()) and event.dropAction() is Qt.DropAction.MoveAction
        if inside:
            self.acts.move_selection(target)
        else:
            self.setTextCursor(target)
            self.acts.insert(event.mimeData())
        event.acceptProposedAction()

    # ------------------------------------------------------------------ inside

    def see_caret(self, *, write: bool = True) -> None:
        """The caret may have come to another line: the one that it left is read for what it captures."""
        if self.acts.busy:
            return
        index = self.textCursor().blockNumber()
        lines = self._document.lines
        if index >= len(lines) or lines[index] is self._painter.current:
            return
        left, self._painter.current = self._painter.current, lines[index]
        self.viewport().update()
        self._document.reveal(index)
        self._typing.leave_line()
        if left is not None:
            self._spelling.check(left)
        if write:
            self._saver.flush()
        self._describe_line(lines[index])
        self.caretNoteChanged.emit(lines[index].id)

    def _describe_line(self, line: OutlineLine) -> None:
        """Tells a screen reader what is drawn beside the words: the label and what came of the line."""
        label = marker(line.level, line.number) if line.number and not line.empty else _("empty line")
        self.setAccessibleDescription(", ".join([label, *(chip.words for chip in line.chips)]))

    def _remember_caret(self) -> None:
        """Before the first edit since the last writing: undo brings the caret back here."""
        pending = self._document.pending
        if not pending.touched:
            pending.caret_before = self.caret()

    def _correct(self, start: int, end: int, word: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)

    def _clicked(self, point: QPointF) -> bool:
        chip = self._painter.chip_at(point)
        if chip is not None and chip.tag is not None:
            self.captureActivated.emit(chip.tag)
            return True
        folded = self._painter.fold_at(point)
        if folded >= 0:
            self._document.fold(folded, folded=False)
        return folded >= 0

    def _see_selection(self, available: bool) -> None:
        self._selecting = available

    def _redraw(self) -> None:
        self.viewport().update()

    def _scrolled(self, _value: int) -> None:
        self._typing.scrolled()
        self.viewport().update()

    def _start_layout(self) -> None:
        self._layout.set_metrics(self._metrics, self.viewport().width())
        self.viewport().update()

    def _lay_out_some(self) -> None:
        if self._layout.lay_out_some():
            self._idle.stop()
        elif self._idle.interval():
            self._idle.start(0)
