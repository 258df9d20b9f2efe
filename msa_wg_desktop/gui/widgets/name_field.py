"""A field below a button in which something is given a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.words import _

_LETTERS = 52


class NameField(QFrame):
    """Enter takes the name, Esc leaves all as it was."""

    def __init__(self, owner: QWidget, suggested: str, taken: Callable[[str], None], asked: str = "") -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._taken = taken
        self.name = QLineEdit(suggested)
        self.name.setAccessibleName(asked or _("Name of the view"))
        self.name.selectAll()
        self.name.returnPressed.connect(self._take)
        label, keep = QLabel(asked or _("&Name")), QPushButton(_("Take") if asked else _("Save"))
        label.setBuddy(self.name)
        keep.setProperty("role", "primary")
        keep.clicked.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        for widget in (label, self.name, keep):
            row.addWidget(widget)
        self.resize(owner.fontMetrics().averageCharWidth() * _LETTERS, self.sizeHint().height())

    @staticmethod
    def open_below(owner: QWidget, suggested: str, taken: Callable[[str], None], asked: str = "") -> NameField:
        """Shows one below a button, within the window; `taken` gets the name. `asked`: for what, if for no view."""
        field = NameField(owner, suggested, taken, asked)
        window = owner.window().frameGeometry()
        at = owner.mapToGlobal(QPoint(0, owner.height() + 4))
        at.setX(max(window.left(), min(at.x(), window.right() - field.width())))
        field.move(at)
        field.show()
        field.name.setFocus()
        return field

    def _take(self) -> None:
        name = self.name.text().strip()
        if name:
            self.close()
            self._taken(name)
