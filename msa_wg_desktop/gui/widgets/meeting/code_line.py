"""A code that nobody has, in the Recap: which lines it opens, and a field for whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from msa_wg_desktop.domain.capture_codes import UnheldCode
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.words import _


class CodeLine(QWidget):
    """Enter in the field says whose lines they are; what can't be taken stays to be put right."""

    settled = Signal(str, str)
    """A code, and who was typed for it."""

    def __init__(self, code: UnheldCode, offers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        where = ", ".join(code.labels) or _("the notes")
        words = QLabel(_("“{code}:” opens {where}, and nobody has that code.").format(code=code.code, where=where))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.edit = PartiesEdit(offers)
        self.edit.setPlaceholderText(_("Jane Doe (Acme)"))
        self.edit.setAccessibleName(_("Who “{code}” is").format(code=code.code))
        self.edit.returnPressed.connect(self._settle)
        button = QPushButton(_("Set"))
        button.clicked.connect(self._settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(self.edit, 1)
        row.addWidget(button)

    def _settle(self) -> None:
        if self.edit.text().strip():
            self.settled.emit(self.code.code, self.edit.text().strip())
