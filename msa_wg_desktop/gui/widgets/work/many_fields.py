"""Several owed things at once: who owes them, date and state for all of them, each as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.gui.widgets.panel_parts import words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.work.status_box import StatusBox
from msa_wg_desktop.gui.widgets.work.work_edits import WorkEdits
from msa_wg_desktop.words import _


class _Write(Protocol):
    def __call__(self, ids: Sequence[str], words: str, /, *, seen: int | None) -> bool: ...


class ManyFields(QWidget):
    """Enter in a field sets it for all that are selected; `delete_asked` for all of them."""

    delete_asked = Signal()

    def __init__(
        self,
        edits: WorkEdits,
        selected: Callable[[], Sequence[str]],
        *,
        who: str,
        states: Mapping[str, str],
        count_words: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        """`who` is what those who owe are called, `count_words` how many are selected in words."""
        super().__init__(parent)
        self._edits, self._selected, self._count_words = edits, selected, count_words
        self._seen: int | None = None
        self._title = words_label("heading")
        self.ownersEdit, self.dueEdit, self.statusBox = (
            PartiesEdit(()),
            QLineEdit(),
            StatusBox(_("Status of all"), states),
        )
        self.statusBox.setPlaceholderText(_("leave as they are"))
        self.ownersEdit.setPlaceholderText(_("leave as they are"))
        self.dueEdit.setPlaceholderText(_("leave as they are"))
        for edit in (self.ownersEdit, self.dueEdit):
            edit.textChanged.connect(self._typed)
        self.ownersEdit.returnPressed.connect(self._set_owners)
        self.dueEdit.returnPressed.connect(self._set_due)
        self.statusBox.activated.connect(self._set_status)
        self.deleteButton = QPushButton(_("Delete them"))
        self.deleteButton.clicked.connect(self.delete_asked)
        self._how = words_label("small")
        self._how.setText(_("Enter sets a field for all of them, in one step that can be undone."))
        self._lay_out(who)

    def _lay_out(self, who: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        for words, widget in (
            (who, self.ownersEdit),
            (_("&By when"), self.dueEdit),
            (_("&Status"), self.statusBox),
        ):
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            column.addSpacing(8)
            column.addWidget(label)
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._how)
        column.addSpacing(8)
        self._buttons = [self.deleteButton]
        column.addWidget(self.deleteButton, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._column = column

    def add_button(self, words: str) -> QPushButton:
        """Something else that can be done to all of them."""
        button = QPushButton(words)
        self._column.insertWidget(self._column.indexOf(self.deleteButton), button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.insertSpacing(self._column.indexOf(self.deleteButton), 6)
        self._buttons.append(button)
        return button

    def show_count(self, count: int, *, most: int) -> None:
        """How many are selected; more than `most` are too many for one step, and that is said."""
        self._title.setText(self._count_words(count))
        fits = count <= most
        for widget in (self.ownersEdit, self.dueEdit, self.statusBox, *self._buttons):
            widget.setEnabled(fits)
        hint = _("Enter sets a field for all of them, in one step that can be undone.")
        many = _("Select at most {most} to change them in one step.").format(most=f"{most:,}")
        self._how.setText(hint if fits else many)
        self.statusBox.setCurrentIndex(-1)

    def offer(self, names: list[str]) -> None:
        """Who can owe something."""
        self.ownersEdit.offer_names(names)

    def _typed(self) -> None:
        """What is set is set for what was shown when it was begun."""
        if not (self.ownersEdit.text() or self.dueEdit.text()):
            self._seen = None
        elif self._seen is None:
            self._seen = self._edits.now()

    def _set_owners(self) -> None:
        self._take(self.ownersEdit, self._edits.set_owners)

    def _set_due(self) -> None:
        self._take(self.dueEdit, self._edits.set_due)

    def _take(self, edit: QLineEdit, write: _Write) -> None:
        """What was refused, or left, has been read by who enters the same once more."""
        if not edit.text().strip():
            return
        if write(self._selected(), edit.text(), seen=self._seen):
            edit.setText("")
        else:
            self._seen = self._edits.now()

    def _set_status(self) -> None:
        self._edits.set_status(self._selected(), str(self.statusBox.currentData()))
