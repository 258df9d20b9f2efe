"""A text with light formatting, edited where it stands: as tall as its words, without an undo of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QTextEdit, QWidget

from msa_wg_desktop.domain.richtext import (
    Blocks,
    BlockStyle,
    NumberShape,
    Run,
    from_markdown,
    to_markdown,
)
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.widgets.rich_text.blocks import (
    address_of,
    block_format,
    char_format,
    insert_runs,
    look_of,
    read_blocks,
    shape_of,
    write_blocks,
)
from msa_wg_desktop.gui.widgets.rich_text.lists import ListEditing, typed_marker
from msa_wg_desktop.gui.widgets.rich_text.mime import from_mime, to_mime
from msa_wg_desktop.gui.widgets.rich_text.paint import paint_markers

_OWN_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class RichTextEdit(QTextEdit):
    """Bold, italic, links, bullets, `1.` `1)` and `(1)` items, in the small Markdown of `domain/richtext.py`."""

    edited = Signal()
    """The user changed something; not said of what `set_markdown` puts in."""
    left = Signal()
    """Esc was pressed: the keyboard should go on to what stands around."""
    caret_moved = Signal(QRect)
    """Where the caret stands, in the widget's own coordinates, while it has the keyboard."""

    menu_asked = Signal(QMenu, QPoint)
    """The context menu is about to be shown, for a place in the viewport: whoever has entries for it adds them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loading = False
        self.setProperty("role", "page")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(2)
        self.setDocument(document)
        self._lists = ListEditing(document, look_of(self._theme))
        document.contentsChanged.connect(self._say_edited)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._say_caret)
        theme.changed.connect(self._dress_again)

    # ------------------------------------------------------------------ the text

    def markdown(self) -> str:
        """The text as it is kept."""
        return to_markdown(self.blocks())

    def blocks(self) -> Blocks:
        """The text as data."""
        return read_blocks(self.document())

    def set_markdown(self, text: str) -> None:
        """Shows another text; the caret stays by the words it stood by."""
        self.set_blocks(from_markdown(text))

    def set_blocks(self, blocks: Blocks) -> None:
        """As `set_markdown`, of a text that was read already."""
        before, at = self.document().toPlainText(), self.textCursor().position()
        with self.quietly():
            self.document().clear()
            write_blocks(QTextCursor(self.document()), blocks, self._lists.look)
        cursor = self.textCursor()
        cursor.setPosition(_followed(before, self.document().toPlainText(), at))
        self.setTextCursor(cursor)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What changes meanwhile is no edit of the user's."""
        self._loading, before = True, self._loading
        try:
            yield
        finally:
            self._loading = before

    # ------------------------------------------------------------------ formatting

    def toggle_bold(self) -> None:
        """Of the selection, or of what is typed next."""
        wanted = QTextCharFormat()
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        wanted.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(wanted)

    def toggle_italic(self) -> None:
        """Of the selection, or of what is typed next."""
        wanted = QTextCharFormat()
        wanted.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(wanted)

    def toggle_list(self, style: BlockStyle, shape: NumberShape = NumberShape.POINT) -> None:
        """Makes the selected paragraphs items, or ordinary ones again."""
        self._lists.toggle(self.textCursor(), style, shape)

    def link_at_caret(self) -> tuple[QTextCursor, str | None]:
        """What a link would be set on (selection, link or word at hand), and the address that it has."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            address = address_of(cursor.charFormat())
            if address is None:
                cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            else:
                cursor = _whole_link(cursor)
        probe = QTextCursor(cursor)
        probe.setPosition(cursor.selectionEnd())
        return cursor, address_of(probe.charFormat())

    def set_link(self, cursor: QTextCursor, address: str | None) -> None:
        """Makes words lead to an address (to none yet where it is empty), or to nowhere where it is None."""
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        part = QTextCursor(self.document())
        part.beginEditBlock()
        for start, end, known in _looks(self.document(), first, last):
            part.setPosition(start)
            part.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            bold = known.fontWeight() >= QFont.Weight.DemiBold
            part.setCharFormat(char_format(Run("", bold, known.fontItalic(), address), self._lists.look))
        part.endEditBlock()

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the record's: the window's commands take them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _asks_to_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isReadOnly() and self._list_key(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if self.textCursor().hasSelection():
            self._over_selection(event)
        else:
            super().keyPressEvent(event)

    def _over_selection(self, event: QKeyEvent) -> None:
        """What is typed over items, cuts them or deletes them takes them away: the numbers below them follow."""
        standing, count = self._lists.standing(), self.document().blockCount()
        super().keyPressEvent(event)
        if self.document().blockCount() < count:
            self._lists.renumber(standing)

    def _list_key(self, event: QKeyEvent) -> bool:
        cursor, key = self.textCursor(), event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not self._lists.split(cursor):
                cursor.insertBlock(block_format(shape_of(cursor.block()), self._lists.look), QTextCharFormat())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            return True
        if key == Qt.Key.Key_Backspace and plain:
            return self._lists.end_item(cursor)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain | (key == Qt.Key.Key_Backtab):
            return self._lists.indent(cursor, 1 if key == Qt.Key.Key_Tab else -1)
        if key == Qt.Key.Key_Space and plain and not cursor.hasSelection():
            return self._typed_space(cursor)
        return False

    def _typed_space(self, cursor: QTextCursor) -> bool:
        """A marker before the caret makes the item, also of one that Enter began with another: as it is typed."""
        marker = typed_marker(cursor.block().text()[: cursor.positionInBlock()])
        if marker is None:
            return False
        self._lists.begin_item(cursor, marker)
        self.setTextCursor(cursor)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(menu, event.pos())
        menu.popup(event.globalPos())

    # ------------------------------------------------------------------ the clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        return to_mime(self.textCursor().selection(), self._lists.look)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        blocks = from_mime(source)
        if not blocks:
            return
        cursor, look = self.textCursor(), self._lists.look
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        first, *rest = blocks
        if not cursor.block().text() and (rest or first.style is not BlockStyle.NORMAL):
            cursor.setBlockFormat(block_format(first, look, first=cursor.atStart()))
        insert_runs(cursor, first.runs, look)
        for block in rest:
            cursor.insertBlock(block_format(block, look), QTextCharFormat())
            insert_runs(cursor, block.runs, look)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    # ------------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour(Colour.INK_2))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        paint_markers(painter, self.document(), self.font())

    def _dress_again(self) -> None:
        self._lists.look = look_of(self._theme)
        blocks = self.blocks()
        at = self.textCursor().position()
        with self.quietly():
            self.document().clear()
            write_blocks(QTextCursor(self.document()), blocks, self._lists.look)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say_caret()

    def sizeHint(self) -> QSize:
        """As tall as its words in the width that it has."""
        edge = max(0, self.height() - self.viewport().height())
        return QSize(super().sizeHint().width(), round(self.document().size().height()) + edge)

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.maximumHeight():
            self.setFixedHeight(height)
            self._say_caret()

    def _say_edited(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _say_caret(self) -> None:
        if self.hasFocus():
            rect = self.cursorRect()
            self.caret_moved.emit(QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size()))


def _asks_to_undo(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _OWN_UNDO)


def _followed(before: str, after: str, position: int) -> int:
    """Where a position of a text stands in what became of it: words before or behind the change keep it."""
    shared = min(len(before), len(after))
    head = next((at for at in range(shared) if before[at] != after[at]), shared)
    if position <= head:
        return position
    tail = next((at for at in range(shared - head) if before[-1 - at] != after[-1 - at]), shared - head)
    return len(after) - (len(before) - position) if position >= len(before) - tail else len(after) - tail


def _looks(document: QTextDocument, first: int, last: int) -> list[tuple[int, int, QTextCharFormat]]:
    """The stretches of one look between two positions: start, end, format."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            start, end = max(first, fragment.position()), min(last, fragment.position() + fragment.length())
            if start < end:
                found.append((start, end, fragment.charFormat()))
            part += 1
        block = block.next()
    return found


def _whole_link(cursor: QTextCursor) -> QTextCursor:
    """The words around a cursor that lead to the same address."""
    address, at = address_of(cursor.charFormat()), cursor.position()
    block = cursor.block()
    stretches: list[tuple[int, int]] = []
    for start, end, known in _looks(block.document(), block.position(), block.position() + block.length() - 1):
        if address_of(known) != address:
            continue
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    first, last = next((stretch for stretch in stretches if stretch[0] < at <= stretch[1]), (at, at))
    found = QTextCursor(block)
    found.setPosition(first)
    found.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    return found
