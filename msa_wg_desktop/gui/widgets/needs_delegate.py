"""Draws and edits the cells of the table of data needs, the response with its paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QKeyEvent, QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QWidget,
)

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.domain.richtext import BlockStyle, from_markdown, paragraphs
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.models.needs_table import NEED_TONES, ROW_ROLE, NeedColumn
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.chip import paint_chip
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.rich_text_blocks import look_of, shape_of, write_blocks
from msa_wg_desktop.gui.widgets.rich_text_edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text_paint import paint_markers
from msa_wg_desktop.services.needs_table import NeedLine

PAD_X, PAD_Y = 13, 7
_FRAME = 7
"""What an editor has around its words: they stay where they stood."""
_KEPT = 400


class NeedsDelegate(QStyledItemDelegate):
    """Keeps what it laid out, by words and width, until the theme changes."""

    grown = Signal()
    """The open editor needs another height."""

    def __init__(
        self,
        theme: Theme,
        view: QTableView,
        *,
        offers: Callable[[], Sequence[str]],
        saver: Callable[[RichTextEdit, NeedLine], DelayedSave],
    ) -> None:
        """`offers` gives the parties to complete with, `saver` what writes a response while it is typed."""
        super().__init__(view)
        self._theme, self._view, self._offers, self._make_saver = theme, view, offers, saver
        self._laid_out: dict[tuple[str, NeedColumn, int], QTextDocument] = {}
        self._open: tuple[QPersistentModelIndex, QWidget] | None = None
        self._saver: DelayedSave | None = None
        theme.changed.connect(self._laid_out.clear)

    # ------------------------------------------------------------------ drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        height = self._words(index, width).size().height()
        if self._open is not None and self._open[0] == index:
            height = max(height, self._open[1].sizeHint().height() - 2 * (PAD_Y - 1))
        return QSize(width, round(height) + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, room = self._theme, option.rect
        current = self._view.currentIndex()
        focused = current == index and self._view.hasFocus()
        if current.row() == index.row() and self._view.hasFocus():
            painter.fillRect(room, theme.colour(Colour.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour(Colour.HOVER))
        painter.fillRect(QRect(room.bottomLeft(), QSize(room.width(), 1)), theme.colour(Colour.FAINT_LINE))
        if index.column() == NeedColumn.STATUS:
            self._paint_status(painter, room, index)
        elif self._open is None or self._open[0] != index:
            self._paint_words(painter, room, index, selected=current.row() == index.row() and self._view.hasFocus())
        if focused:
            painter.setPen(theme.colour(Colour.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -2, -2))

    def _paint_status(self, painter: QPainter, room: QRect, index: Index) -> None:
        row: NeedLine = index.data(ROW_ROLE)
        words = str(index.data())
        at = room.topLeft() + QPoint(PAD_X, PAD_Y + 1)
        paint_chip(painter, at, words, NEED_TONES[NeedStatus(row.need.status)], self._theme)

    def _paint_words(self, painter: QPainter, room: QRect, index: Index, *, selected: bool) -> None:
        document = self._words(index, room.width())
        quiet = not index.data(Qt.ItemDataRole.EditRole)
        inks = (Colour.INK_2 if selected else Colour.INK_3) if quiet else Colour.INK_1
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, self._theme.colour(inks))
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.topLeft() + QPoint(PAD_X, PAD_Y))
        document.documentLayout().draw(painter, context)
        painter.setPen(self._theme.colour(Colour.INK_2))
        paint_markers(painter, document, document.defaultFont())
        painter.restore()

    def _words(self, index: Index, width: int) -> QTextDocument:
        """The words of a cell, laid out in the width of its column."""
        column = NeedColumn(index.column())
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if column is NeedColumn.STATUS:
            text = str(index.data())
        elif not text:
            text = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        key = (text, column, width)
        if key not in self._laid_out:
            if len(self._laid_out) >= _KEPT:
                self._laid_out.clear()
            self._laid_out[key] = self._lay_out(text, column, width)
        return self._laid_out[key]

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
        else:
            editor = RichTextEdit(self._theme, parent)
            editor.setProperty("role", "")
            self._saver = self._make_saver(editor, index.data(ROW_ROLE))
        editor.setAccessibleName(str(self._view.model().headerData(column, Qt.Orientation.Horizontal)))
        self._open = (QPersistentModelIndex(index), editor)
        editor.destroyed.connect(self._forget_editor)
        if isinstance(editor, QTextEdit):
            editor.document().documentLayout().documentSizeChanged.connect(self.grown)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, PartiesEdit):
            editor.setText(text)
        elif isinstance(editor, RichTextEdit):
            written = self._saver is None or not self._saver.dirty
            if written and editor.markdown() != text:
                editor.set_markdown(text)
        elif isinstance(editor, _NeedEdit):
            editor.setPlainText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, PartiesEdit):
            model.setData(index, ", ".join(editor.parties()))
        elif isinstance(editor, _NeedEdit):
            model.setData(index, editor.toPlainText().strip())
        elif isinstance(editor, RichTextEdit):
            model.setData(index, editor.markdown())

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
            if isinstance(editor, PartiesEdit) and editor.offering:
                return False
            if isinstance(editor, RichTextEdit):
                in_item = shape_of(editor.textCursor().block()).style is not BlockStyle.NORMAL
                if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and in_item:
                    return False
                if key == Qt.Key.Key_Escape:
                    return self._end(editor)
            ends = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                isinstance(editor, _NeedEdit | PartiesEdit) or bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            )
            if ends and isinstance(editor, QWidget):
                return self._end(editor)
        return super().eventFilter(editor, event)

    def _end(self, editor: QWidget) -> bool:
        """What was typed is taken, and the cell is left."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def _forget_editor(self) -> None:
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


def _without_last_gap(document: QTextDocument) -> None:
    """The room below the last paragraph would make the row too tall."""
    cursor = QTextCursor(document.lastBlock())
    known = cursor.blockFormat()
    known.setBottomMargin(0)
    cursor.setBlockFormat(known)
