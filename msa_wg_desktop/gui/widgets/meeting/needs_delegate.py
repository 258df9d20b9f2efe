"""Draws and edits the cells of the table of data needs, the response with its paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QKeyEvent, QPainter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QWidget,
)

from msa_wg_desktop.domain.richtext import BlockStyle, from_markdown, paragraphs
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Tone
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, QUIET_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.needs_table import ID_ROLE, MARKED_ROLE, NeedColumn
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.rich_text.blocks import look_of, shape_of, write_blocks
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text.paint import paint_markers
from msa_wg_desktop.words import _

PAD_X, PAD_Y = 13, 7
_FRAME = 7
"""What an editor has around its words: they stay where they stood."""
_LEAVES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_KEPT = 400


Cell = tuple[str, NeedColumn]
"""A cell of the table, as long as its row is there: the id of its data need, and the column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """From where to where words of a cell were found (UTF-16 units of its document)."""

    start: int
    end: int


MakeSaver = Callable[[RichTextEdit, str], DelayedSave]
"""Makes what writes the response of the data need with an id while it is typed."""


class NeedsDelegate(QStyledItemDelegate):
    """Keeps what it laid out, by words and width, until the theme changes."""

    began = Signal()
    """An editor shows what the record says: what is typed from now on is typed over that."""
    grown = Signal()
    """The open editor needs another height."""
    responded = Signal(str)
    """A response was written and its cell is left; by the data need's id."""

    def __init__(
        self,
        theme: Theme,
        view: QTableView,
        *,
        offers: Callable[[], Sequence[str]],
        saver: MakeSaver,
    ) -> None:
        """`offers` gives the parties to complete with, `saver` what writes a response while it is typed."""
        super().__init__(view)
        self._theme, self._view, self._offers, self._make_saver = theme, view, offers, saver
        self._laid_out: dict[tuple[str, NeedColumn, int], QTextDocument] = {}
        self._open: tuple[QPersistentModelIndex, QWidget] | None = None
        self._saver: DelayedSave | None = None
        self._responding = ""
        self._taken = True
        self._marks: dict[Cell, tuple[Sequence[Mark], QTextCharFormat]] = {}
        self._shown: tuple[Cell, Mark] | None = None
        self.closeEditor.connect(self._say_responded)
        theme.changed.connect(self._forget_layouts)

    # ------------------------------------------------------------------ drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        height = self._words(index, width).size().height()
        chip = index.data(CHIP_ROLE)
        if chip is not None:
            height += chip_size(self._theme, chip[0], most=width - 2 * PAD_X).height() + 2
        if index.data(TONE_ROLE) is not None:
            height = chip_size(self._theme, str(index.data()), most=width - 2 * PAD_X).height()
        if self._open is not None and self._open[0] == index:
            height = max(height, self._open[1].sizeHint().height() - 2 * (PAD_Y - 1))
        return QSize(width, round(height) + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, room = self._theme, option.rect
        gone_to = self._shown is not None and self._shown[0] == _cell(index)
        focused = gone_to or (self._view.currentIndex() == index and self._view.hasFocus())
        selected = self.is_selected(option, index)
        if selected:
            painter.fillRect(room, theme.colour(Colour.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour(Colour.HOVER))
        painter.fillRect(QRect(room.bottomLeft(), QSize(room.width(), 1)), theme.colour(Colour.FAINT_LINE))
        if index.data(TONE_ROLE) is not None:
            self._paint_chip(painter, room, (str(index.data()), index.data(TONE_ROLE)), PAD_Y + 1)
        elif self._open is None or self._open[0] != index:
            self._paint_words(painter, room, index, selected=selected)
        if focused:
            painter.setPen(theme.colour(Colour.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -2, -2))

    def is_selected(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the ground says so: here, the row that has the keyboard."""
        return self._view.currentIndex().row() == index.row() and self._view.hasFocus()

    def is_open_in(self, row: int) -> bool:
        """Whether a cell of a row is being edited."""
        return self.open_row == row

    @property
    def open_row(self) -> int:
        """The row in which a cell is being edited; -1 where none is."""
        return self._open[0].row() if self._open is not None else -1

    def _paint_chip(self, painter: QPainter, room: QRect, chip: tuple[str, Tone], below: int) -> None:
        at, most = room.topLeft() + QPoint(PAD_X, below), room.width() - 2 * PAD_X
        paint_chip(painter, at, chip[0], Tone(chip[1]), self._theme, most=most)

    def _paint_words(self, painter: QPainter, room: QRect, index: Index, *, selected: bool) -> None:
        document = self.words_of(index)
        quiet = bool(index.data(QUIET_ROLE)) or not index.data()
        inks = (Colour.INK_2 if selected else Colour.INK_3) if quiet else Colour.INK_1
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, self._theme.colour(inks))
        context.selections = self._selections(document, index)
        painter.save()
        inside = room.adjusted(0, PAD_Y, 0, -PAD_Y)
        if document.size().height() > inside.height() + 1:
            inside.setHeight(_whole_lines(document, inside.height()))
            painter.setPen(self._theme.colour(Colour.INK_2))
            painter.drawText(
                room.adjusted(0, 0, -4, -2), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "…"
            )
        painter.setClipRect(inside)
        painter.translate(room.topLeft() + QPoint(PAD_X, PAD_Y))
        document.documentLayout().draw(painter, context)
        painter.setPen(self._theme.colour(Colour.INK_2))
        paint_markers(painter, document, document.defaultFont())
        painter.restore()
        chip = index.data(CHIP_ROLE)
        if chip is not None:
            self._paint_chip(painter, room, chip, PAD_Y + round(document.size().height()) + 2)

    # ------------------------------------------------------------------ what was found

    def words_of(self, index: Index) -> QTextDocument:
        """What a cell says, as it is laid out; not to be written to."""
        return self._words(index, self._view.columnWidth(index.column()))

    def line_of(self, index: Index, position: int) -> QRect:
        """Where in a cell the line stands that has a position of its words."""
        document = self.words_of(index)
        block = document.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        top = block.layout().position().y() + (line.y() if line.isValid() else 0)
        height = line.height() if line.isValid() else document.size().height()
        return QRect(PAD_X, PAD_Y + round(top), self._view.columnWidth(index.column()), round(height))

    def mark(self, cell: Cell, marks: Sequence[Mark], look: QTextCharFormat) -> None:
        """Marks words in a cell, and nothing else in it any more."""
        self._marks.pop(cell, None)
        if marks:
            self._marks[cell] = (marks, look)
        elif self._shown is not None and self._shown[0] == cell:
            self._shown = None
        self._view.viewport().update()

    def show_mark(self, cell: Cell, mark: Mark) -> None:
        """Selects the words that one has gone to."""
        self._shown = (cell, mark)
        self._view.viewport().update()

    def shown_from(self, cell: Cell) -> int:
        """From where in a cell one looks on."""
        return self._shown[1].start if self._shown is not None and self._shown[0] == cell else 0

    def _selections(self, document: QTextDocument, index: Index) -> list[QAbstractTextDocumentLayout.Selection]:
        cell = _cell(index)
        marks, look = self._marks.get(cell, ((), QTextCharFormat()))
        found = [_selected(document, mark, look) for mark in marks]
        if self._shown is not None and self._shown[0] == cell:
            chosen, palette = QTextCharFormat(), self._view.palette()
            chosen.setBackground(palette.highlight())
            chosen.setForeground(palette.highlightedText())
            found.append(_selected(document, self._shown[1], chosen))
        return found

    def _words(self, index: Index, width: int) -> QTextDocument:
        """The words of a cell, laid out in the width of its column."""
        column = NeedColumn(index.column())
        text = str(index.data() or index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        if column is NeedColumn.RESPONSE and index.data():
            text = str(index.data(MARKED_ROLE) or index.data(Qt.ItemDataRole.EditRole))
        key = (text, column, width)
        if key not in self._laid_out:
            if len(self._laid_out) >= _KEPT:
                self._laid_out.clear()
            self._laid_out[key] = self._lay_out(text, column, width)
        return self._laid_out[key]

    def _forget_layouts(self) -> None:
        """A method, and so no connection outlives the delegate."""
        self._laid_out.clear()

    def _lay_out(self, text: str, column: NeedColumn, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(self._theme.font(bold=column is NeedColumn.NEED))
        document.setDocumentMargin(0)
        blocks = from_markdown(text) if column is NeedColumn.RESPONSE else paragraphs(text)
        write_blocks(QTextCursor(document), blocks, look_of(self._theme))
        _without_last_gap(document)
        document.setTextWidth(max(40, width - 2 * PAD_X))
        return document

    # ------------------------------------------------------------------ editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = NeedColumn(index.column())
        if column is NeedColumn.WHO:
            editor: QWidget = PartiesEdit(self._offers(), parent)
        elif column is NeedColumn.NEED:
            editor = _NeedEdit(parent)
        elif column is NeedColumn.DUE:
            editor = QLineEdit(parent)
            editor.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        else:
            editor = RichTextEdit(self._theme, parent)
            editor.setProperty("role", "")
            need_id = str(index.data(ID_ROLE))
            self._saver, self._responding = self._make_saver(editor, need_id), ""
            editor.edited.connect(lambda: setattr(self, "_responding", need_id))
        editor.setAccessibleName(str(self._view.model().headerData(column, Qt.Orientation.Horizontal)))
        self._open = opened = (QPersistentModelIndex(index), editor)
        editor.destroyed.connect(lambda: self._forget_editor(opened))
        if isinstance(editor, QTextEdit):
            editor.document().documentLayout().documentSizeChanged.connect(self.grown)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """A view does so again whenever the rows around have changed: what is being typed stays then."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if editor.property("modified") or (isinstance(editor, _NeedEdit) and editor.document().isModified()):
            return
        self.began.emit()
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, RichTextEdit):
            written = self._saver is None or not self._saver.dirty
            if written and editor.markdown() != text:
                opened = editor.document().isEmpty()
                editor.set_markdown(text)
                if opened:
                    # Whoever goes on writing adds to what was answered.
                    editor.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(editor, _NeedEdit):
            editor.setPlainText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, PartiesEdit):
            self._taken = model.setData(index, ", ".join(editor.parties()))
        elif isinstance(editor, _NeedEdit):
            model.setData(index, editor.toPlainText().strip())
        elif isinstance(editor, RichTextEdit):
            model.setData(index, editor.markdown())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def refresh_open(self) -> None:
        """Shows in the open response what the record holds, unless words in it are not written yet."""
        if self._open is not None and isinstance(self._open[1], RichTextEdit):
            self.setEditorData(self._open[1], self._open[0])

    def flush(self) -> bool:
        """Writes what is being typed into a cell; False where it can't be written."""
        if self._open is not None and not isinstance(self._open[1], RichTextEdit):
            self.commitData.emit(self._open[1])
        return self._saver is None or self._saver.flush()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        room: QRect = option.rect
        editor.setGeometry(room.adjusted(PAD_X - _FRAME, 1, _FRAME - PAD_X, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, modifiers = event.key(), event.modifiers()
            if isinstance(editor, PartiesEdit):
                if editor.offering:
                    return False
                if key in _LEAVES and not self._takes(editor):
                    return True
            if isinstance(editor, RichTextEdit):
                in_item = shape_of(editor.textCursor().block()).style is not BlockStyle.NORMAL
                if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and in_item:
                    return False
                if key == Qt.Key.Key_Escape:
                    return self._end(editor)
            ends = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                isinstance(editor, _NeedEdit | QLineEdit) or bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            )
            if ends and isinstance(editor, QWidget):
                return self._end(editor)
        return super().eventFilter(editor, event)

    def _takes(self, editor: QWidget) -> bool:
        """Whether what was typed could be taken; else it stays as it stands, to be mended."""
        self.commitData.emit(editor)
        return self._taken

    def _end(self, editor: QWidget) -> bool:
        """What was typed is taken, and the cell is left."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def _say_responded(self) -> None:
        responded, self._responding = self._responding, ""
        if responded:
            self.responded.emit(responded)

    def _forget_editor(self, opened: tuple[QPersistentModelIndex, QWidget]) -> None:
        """An editor goes some time after it was closed: another one may be open by then."""
        if self._open is opened:
            self._open = self._saver = None
        self.grown.emit()


class _NeedEdit(QTextEdit):
    """Plain words that wrap; Enter takes them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setUndoRedoEnabled(True)

    def sizeHint(self) -> QSize:
        return QSize(0, round(self.document().size().height()) + 4)


def _cell(index: Index) -> Cell:
    return str(index.data(ID_ROLE)), NeedColumn(index.column())


def _selected(document: QTextDocument, mark: Mark, look: QTextCharFormat) -> QAbstractTextDocumentLayout.Selection:
    selection = QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(min(mark.start, last))
    cursor.setPosition(min(mark.end, last), QTextCursor.MoveMode.KeepAnchor)
    selection.cursor, selection.format = cursor, look
    return selection


def _without_last_gap(document: QTextDocument) -> None:
    """The room below the last paragraph would make the row too tall."""
    cursor = QTextCursor(document.lastBlock())
    known = cursor.blockFormat()
    known.setBottomMargin(0)
    cursor.setBlockFormat(known)


def _whole_lines(document: QTextDocument, height: int) -> int:
    """How high those lines are that have room in a height."""
    fitting = 0
    block = document.firstBlock()
    while block.isValid():
        layout = block.layout()
        top = layout.position().y()
        for number in range(layout.lineCount()):
            bottom = top + layout.lineAt(number).rect().bottom()
            if bottom > height + 1:
                return fitting
            fitting = round(bottom)
        block = block.next()
    return fitting
