"""A field below a button in which something is given a name, or a day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.widgets.panel_parts import words_label
from msa_wg_desktop.gui.widgets.popup_place import place_below
from msa_wg_desktop.words import _

_LETTERS = 52


class NameField(QFrame):
    """Enter takes the name, Esc leaves all as it was; what can't be taken is said below it, and stays."""

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
        self.problem = words_label("problem")
        self.problem.hide()
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        for column, widget in enumerate((label, self.name, keep)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.problem, 1, 0, 1, 3)
        self.resize(owner.fontMetrics().averageCharWidth() * _LETTERS, self.sizeHint().height())

    @staticmethod
    def open_below(owner: QWidget, suggested: str, taken: Callable[[str], None], asked: str = "") -> NameField:
        """Shows one below a button; `taken` gets the name. `asked`: for what, if for no view."""
        field = NameField(owner, suggested, taken, asked)
        place_below(field, owner)
        field.show()
        field.name.setFocus()
        return field

    def _take(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        try:
            self._taken(name)
        except AppError as problem:
            self.problem.setText(problem.words)
            self.problem.show()
            self.resize(self.width(), self._grid.totalHeightForWidth(self.width()))
        else:
            self.close()
