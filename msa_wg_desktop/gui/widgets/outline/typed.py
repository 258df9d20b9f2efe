"""What happens while words are typed into a line: codes become names, the popup says what the line will become."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from msa_wg_desktop.domain.capture import Completion
from msa_wg_desktop.gui.widgets.outline.backend import LineReader
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.document import OutlineDocument
from msa_wg_desktop.gui.widgets.outline.layout import OutlineLayout
from msa_wg_desktop.gui.widgets.outline.lines import OutlineLine
from msa_wg_desktop.gui.widgets.outline.metrics import OutlineMetrics
from msa_wg_desktop.gui.widgets.outline.popup import OutlinePopup
from msa_wg_desktop.gui.widgets.outline.units import units

_AFTER_KEY_MS = 30
"""The line is read, at most this often, when the key that changed it is on the screen already."""


@dataclass(frozen=True, slots=True)
class _Expansion:
    """A replacement that the next Backspace takes back: where it stands, what it became, what was typed."""

    note_id: str
    start: int
    end: int
    typed: str


class OutlineTyping(QObject):
    """Reads the line with the caret after each key, never before it is drawn."""

    reworded = Signal(object)
    """The words of an `OutlineLine` changed, and the key that did it is on the screen."""

    def __init__(self, editor: QPlainTextEdit, document: OutlineDocument, layout: OutlineLayout) -> None:
        super().__init__(editor)
        self.reader: LineReader | None = None
        self._editor = editor
        self._document = document
        self._layout = layout
        self._popup: OutlinePopup | None = None
        self._dress: tuple[OutlineMetrics, OutlineColours] | None = None
        self._expansion: _Expansion | None = None
        self._typed_in: OutlineLine | None = None
        self._literal: OutlineLine | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_KEY_MS)
        self._timer.timeout.connect(self._read)
        document.wordsChanged.connect(self._timer.start)
        self._timer.start()  # A new document has a first line already, and tells of no other while it is not read.

    def dress(self, metrics: OutlineMetrics, colours: OutlineColours) -> None:
        """Font and colours for the popup."""
        self._dress = metrics, colours
        if self._popup is not None:
            self._popup.dress(metrics, colours)

    # What keys tell

    def space(self) -> None:
        """Space is about to be typed: a code before it becomes the name it stands for."""
        cursor = self._editor.textCursor()
        line = self._document.lines[cursor.blockNumber()]
        if self.reader is None or line is self._literal:
            return
        before = _before(cursor)
        change = self.reader.typed_space(before)
        if change is None:
            return
        replaced = before[change.start : change.end]
        start, length = units(before[: change.start]), units(change.text)
        self._document.replace_text(cursor.blockNumber(), start, start + units(replaced), change.text)
        self._expansion = _Expansion(line.id, start, start + length, replaced)

    def backspace(self) -> bool:
        """Takes back what Space has just made of a code; returns whether there was such a thing."""
        expansion, self._expansion = self._expansion, None
        cursor = self._editor.textCursor()
        if expansion is None or cursor.hasSelection():
            return False
        index = cursor.blockNumber()
        if self._document.lines[index].id != expansion.note_id or cursor.positionInBlock() != expansion.end + 1:
            return False
        self._document.replace_text(index, expansion.start, expansion.end, expansion.typed)
        return True

    # The popup

    @property
    def popup_open(self) -> bool:
        return self._popup is not None and not self._popup.isHidden()

    def choose(self, step: int) -> bool:
        """An arrow key chooses among offers; returns whether there are any."""
        if self._popup is None or not self._popup.offers:
            return False
        offer = self._popup.choose(step)
        if offer is not None:
            self._announce(offer.label)
        return True

    def take_chosen(self) -> bool:
        """Takes the offer that was chosen; returns whether one was."""
        offer = self._popup.chosen_offer() if self._popup is not None else None
        if offer is not None:
            self._take(offer)
        return offer is not None

    def refuse(self) -> bool:
        """Esc: closes the popup, and the line is taken as it stands; returns whether the popup was open."""
        if not self.popup_open:
            return False
        line = self._document.lines[self._editor.textCursor().blockNumber()]
        self._literal = line
        self._document.take_literally(line.id)
        self.close_popup()
        return True

    def leave_line(self) -> None:
        """The caret came to another line."""
        self._typed_in = self._literal = None
        self._expansion = None
        self.close_popup()

    def scrolled(self) -> None:
        """The text moved under the popup: it goes along with its line, and goes away with it."""
        if self._popup is None or not self.popup_open:
            return
        if self._editor.viewport().rect().contains(self._editor.cursorRect().center()):
            self._popup.place(self._caret_in_window())
        else:
            self.close_popup()

    def close_popup(self) -> None:
        """Takes the popup away; the next key brings it back."""
        if self._timer.isActive():
            # The document tells of no more words until those that wait are read.
            self._timer.stop()
            self._read_words()
        if self._popup is not None:
            self._popup.dismiss()

    # Inside

    def _read(self) -> None:
        """After a key: who speaks is drawn anew, and the popup says what the line has become."""
        self._read_words()
        cursor = self._editor.textCursor()
        line = self._document.lines[cursor.blockNumber()]
        if self.reader is None or line is not self._typed_in or line is self._literal or cursor.hasSelection():
            self.close_popup()
            return
        if not self._editor.hasFocus() or self._editor.isReadOnly():
            return
        offers = self.reader.completions(_before(cursor))
        if offers:
            self._open_popup().show_offers(offers, self._caret_in_window())
            return
        preview = self.reader.preview(self._document.text(cursor.blockNumber()), line.id)
        if preview is None:
            self.close_popup()
            return
        said = self._popup.accessibleName() if self.popup_open and self._popup else ""
        self._open_popup().show_preview(preview, self._caret_in_window())
        if preview.sentence != said:
            self._announce(preview.sentence)

    def _read_words(self) -> None:
        for line in self._document.take_reworded():
            self._layout.read_again(line)
            self.reworded.emit(line)
            self._typed_in = line

    def _open_popup(self) -> OutlinePopup:
        """The popup, made when it is first needed, in the window so that it may reach over what is around."""
        if self._popup is None or self._popup.parentWidget() is not self._editor.window():
            self._popup = OutlinePopup(self._editor.window())
            self._popup.taken.connect(self._take_number)
            if self._dress is not None:
                self._popup.dress(*self._dress)
        return self._popup

    def _take_number(self, number: int) -> None:
        if self._popup is not None:
            self._take(self._popup.offers[number])

    def _take(self, offer: Completion) -> None:
        cursor = self._editor.textCursor()
        before = _before(cursor)
        self._document.replace_text(
            cursor.blockNumber(), units(before[: offer.start]), cursor.positionInBlock(), offer.insert
        )
        self.close_popup()

    def _caret_in_window(self) -> QRect:
        box = self._editor.cursorRect()
        corner = self._editor.viewport().mapTo(self._editor.window(), QPoint(box.topLeft()))
        return QRect(corner, box.size())

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, words))


def _before(cursor: QTextCursor) -> str:
    """The words of the note before the caret."""
    block = cursor.block().text()
    offset = cursor.positionInBlock()
    if not block.isascii():
        block = block.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "surrogatepass")
        return block.replace("\u2028", "\n")
    return block[:offset]
