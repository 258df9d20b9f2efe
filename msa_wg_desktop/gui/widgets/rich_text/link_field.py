"""A field below the caret in which the address of a link is typed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.words import _

_WIDTH = 380


class LinkField(QFrame):
    """Enter takes what was typed, nothing takes the link away, Esc leaves all as it was."""

    def __init__(self, edit: RichTextEdit, cursor: QTextCursor, address: str | None) -> None:
        super().__init__(edit, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._edit, self._cursor = edit, cursor
        self.address = QLineEdit(address or "")
        self.address.setPlaceholderText("https://")
        self.address.setAccessibleName(_("Address of the link"))
        self.address.returnPressed.connect(self._take)
        label = QLabel(_("A&ddress"))
        label.setBuddy(self.address)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(label)
        row.addWidget(self.address)
        self.resize(_WIDTH, self.sizeHint().height())

    @staticmethod
    def open_for(edit: RichTextEdit) -> None:
        """Asks for the address of the words at the caret; where there are none, does nothing."""
        cursor, address = edit.link_at_caret()
        if not cursor.hasSelection():
            return
        field = LinkField(edit, cursor, address)
        field.move(edit.viewport().mapToGlobal(edit.cursorRect(cursor).bottomLeft() + QPoint(0, 4)))
        field.show()
        field.address.setFocus()

    def _take(self) -> None:
        address = self.address.text().strip()
        self._edit.set_link(self._cursor, address or None)
        self.close()
        self._edit.setFocus()
