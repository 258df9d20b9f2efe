"""What dialogs share that fill in one thing and save it as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _


class RecordForm(RecordDialog):
    """Enter saves; what can't be saved is said, and the field that it is about gets the keyboard."""

    buttonBox: QDialogButtonBox

    enter_saves = True

    saved = Signal(str)
    """The id of what was saved."""

    def __init__(self, form: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(form, context, parent)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))

    def save(self) -> str:
        """Writes what was filled in; gives the id of the thing. Raises AppError in words."""
        raise NotImplementedError

    def fields(self) -> Mapping[str, QWidget]:
        """The widgets of the fields that a problem may be about."""
        return {}

    def accept(self) -> None:
        try:
            saved_id = self.save()
        except AppError as problem:
            self.complain(problem.words)
            field = self.fields().get(problem.field or "")
            if field is not None:
                field.setFocus()
            if isinstance(field, QLineEdit):
                field.selectAll()
            return
        super().accept()
        self.saved.emit(saved_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.make_room()
