"""Shows a text with what came and what went since the version before it: underlined, struck out, and in colour."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from msa_wg_desktop.domain.proposals import Piece, PieceKind
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _


class WordsDiff(QTextEdit):
    """As tall as its words; read with the keyboard, and by a screen reader as what was added and what removed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: Sequence[Piece] = ()
        self.setReadOnly(True)
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self._write)

    def show_pieces(self, pieces: Sequence[Piece], name: str) -> None:
        """`name` is what a screen reader calls it."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(told(pieces))
        if tuple(pieces) != tuple(self._pieces):
            self._pieces = tuple(pieces)
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        before = PieceKind.SAME
        for piece in self._pieces:
            if (before, piece.kind) == (PieceKind.REMOVED, PieceKind.ADDED):
                cursor.insertText(" ", self._format(PieceKind.SAME))
            cursor.insertText(piece.text, self._format(piece.kind))
            before = piece.kind
        self._fit()

    def _format(self, kind: PieceKind) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.font())
        if kind is PieceKind.SAME:
            return made
        ink, ground = self._theme.tone(Tone.GOOD if kind is PieceKind.ADDED else Tone.DANGER)
        made.setForeground(ink)
        made.setBackground(ground)
        made.setFontUnderline(kind is PieceKind.ADDED)
        made.setFontStrikeOut(kind is PieceKind.REMOVED)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(ceil(self.document().size().height()) + self.height() - self.viewport().height())


def told(pieces: Sequence[Piece]) -> str:
    """`Added: “the installer and”. Removed: “only”.`"""
    words = {PieceKind.ADDED: _("Added: “{words}”."), PieceKind.REMOVED: _("Removed: “{words}”.")}
    return " ".join(words[piece.kind].format(words=piece.text.strip()) for piece in pieces if piece.kind in words)
