"""Several actions at once: owner, date and state for all of them, each as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.gui.widgets.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.action_owners import StatusBox
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.words import _, ngettext


class ManyActions(QWidget):
    """Enter in a field sets it for all that are selected; `delete_asked` for all of them."""

    delete_asked = Signal()

    def __init__(
        self, edits: ActionEdits, selected: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits, self._selected = edits, selected
        self._title = _line("heading")
        self.ownersEdit, self.dueEdit, self.statusBox = PartiesEdit(()), QLineEdit(), StatusBox(_("Status of all"))
        self.statusBox.setPlaceholderText(_("leave as they are"))
        self.ownersEdit.setPlaceholderText(_("leave as they are"))
        self.dueEdit.setPlaceholderText(_("leave as they are"))
        self.ownersEdit.returnPressed.connect(self._set_owners)
        self.dueEdit.returnPressed.connect(self._set_due)
        self.statusBox.activated.connect(self._set_status)
        self.deleteButton = QPushButton(_("Delete them"))
        self.deleteButton.clicked.connect(self.delete_asked)
        self._how = _line("small")
        self._how.setText(_("Enter sets a field for all of them, in one step that can be undone."))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        for words, widget in (
            (_("&Owners"), self.ownersEdit),
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
        column.addWidget(self.deleteButton, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def show_count(self, count: int, *, most: int) -> None:
        """How many are selected; more than `most` are too many for one step, and that is said."""
        words = ngettext("{count} action selected", "{count} actions selected", count).format(count=f"{count:,}")
        self._title.setText(words)
        fits = count <= most
        for widget in (self.ownersEdit, self.dueEdit, self.statusBox, self.deleteButton):
            widget.setEnabled(fits)
        hint = _("Enter sets a field for all of them, in one step that can be undone.")
        many = _("Select at most {most} to change them in one step.").format(most=f"{most:,}")
        self._how.setText(hint if fits else many)
        self.statusBox.setCurrentIndex(-1)

    def offer(self, names: list[str]) -> None:
        """Who can be an owner."""
        self.ownersEdit.offer_names(names)

    def _set_owners(self) -> None:
        if self.ownersEdit.text().strip() and self._edits.set_owners(self._selected(), self.ownersEdit.text()):
            self.ownersEdit.clear()

    def _set_due(self) -> None:
        if self.dueEdit.text().strip() and self._edits.set_due(self._selected(), self.dueEdit.text()):
            self.dueEdit.clear()

    def _set_status(self) -> None:
        self._edits.set_status(self._selected(), str(self.statusBox.currentData()))


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
