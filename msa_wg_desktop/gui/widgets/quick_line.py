"""One line in which a new thing is typed as in the notes, with what it was understood to say below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.readings import Preview
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.widgets.chip import Chip
from msa_wg_desktop.words import _


class QuickLine(QFrame):
    """Enter adds and makes room for the next; Esc leaves. `read` says what a text would become."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._read: Callable[[str], Preview | None] = lambda _text: None
        self.edit = QLineEdit()
        self.edit.textChanged.connect(self._show)
        self.edit.returnPressed.connect(self._enter)
        self.addButton = QPushButton(_("Add"))
        self.addButton.setProperty("role", "primary")
        self.addButton.clicked.connect(self._enter)
        self.warning = QLabel()
        self.warning.setProperty("role", "problem")
        self.headline, self.second = QLabel(), QLabel()
        self.second.setProperty("role", "secondary")
        self.kind = Chip()
        self.about = QLabel()
        self.about.setProperty("role", "small")
        self.about.hide()
        for label in (self.about, self.headline, self.second, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        first, said = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.edit)
        first.addWidget(self.addButton)
        said.addWidget(self.kind)
        said.addWidget(self.headline, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addLayout(first)
        column.addLayout(said)
        column.addWidget(self.second)
        column.addWidget(self.warning)

    def dress(self, *, name: str, example: str) -> None:
        """Call it once: what is typed here, and how it may look."""
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(example)

    def say_context(self, words: str) -> None:
        """What the new thing will be tied to; nothing where to none."""
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def begin(self, read: Callable[[str], Preview | None]) -> None:
        """Comes up, with what was typed before still in it."""
        self._read = read
        self._show(self.edit.text())
        self.show()
        self.edit.setFocus()

    def done(self) -> None:
        """What was entered is in the record: room for the next."""
        self.edit.setText("")

    def refuse(self, words: str) -> None:
        """What was entered can't be taken; it stays to be put right."""
        self.warning.setText(words)
        self.warning.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.edit.text().strip():
            self.entered.emit(self.edit.text().strip())

    def _show(self, text: str) -> None:
        preview = self._read(text.strip()) if text.strip() else None
        self.kind.show_words(preview.label if preview else "", Tone.ACCENT)
        says = [preview.headline, preview.detail] if preview else []
        self.headline.setText(" · ".join(part for part in says if part))
        self.second.setText(preview.second if preview else "")
        self.warning.setText(preview.warning if preview else "")
        for label in (self.headline, self.second, self.warning):
            label.setVisible(bool(label.text()))
        self.setAccessibleDescription(". ".join(part for part in (*says, self.second.text()) if part))
