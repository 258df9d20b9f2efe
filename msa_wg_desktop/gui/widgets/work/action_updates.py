"""What was said about an action since: one line each, corrected in place, and a line for what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from msa_wg_desktop.domain.actions import UpdateRow
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.gui.widgets.work.action_edits import ActionEdits
from msa_wg_desktop.words import _


class UpdatesFields(QWidget):
    """Newest first. A line left empty is deleted, and can be undone; `make_cross` gives the button for it."""

    def __init__(
        self, edits: ActionEdits, make_cross: Callable[[str], QToolButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits, self._make_cross = edits, make_cross
        self._action_id = ""
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows: list[QWidget] = []
        self.fields: dict[str, TakenField] = {}
        self.newEdit = QLineEdit()
        self.newEdit.setPlaceholderText(_("What is new about it"))
        self.newEdit.setAccessibleName(_("New update"))
        self.newEdit.returnPressed.connect(self._add)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.addWidget(self.newEdit, 0, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)

    def show_updates(self, action_id: str, updates: Sequence[UpdateRow]) -> None:
        """What the record says."""
        if action_id != self._action_id:
            self._action_id = action_id
            self.newEdit.clear()
        rows = list(reversed(updates))
        wanted = tuple((row.id, self._words(row)) for row in rows)
        if wanted != self._shown:
            self._shown = wanted
            self._make(rows)
        for row in rows:
            self.fields[row.id].show(row.text)

    def flush(self) -> None:
        """Writes what is typed in a line; what is new waits for Enter."""
        for field in list(self.fields.values()):
            field.flush()

    def _make(self, rows: Sequence[UpdateRow]) -> None:
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._rows, self.fields = [], {}
        before: QWidget = self.newEdit
        for place, row in enumerate(rows):
            said = self._words(row)
            label, edit, cross = QLabel(said), QLineEdit(), self._make_cross(_("Delete the update"))
            label.setProperty("role", "small")
            edit.setAccessibleName(_("Update of {day}").format(day=said))
            cross.clicked.connect(lambda _on=False, update_id=row.id: self._edits.delete_update(update_id))
            self.fields[row.id] = TakenField(edit, lambda text, update_id=row.id: self._change(update_id, text))
            self._grid.addWidget(label, 2 * place + 1, 0, 1, 2)
            self._grid.addWidget(edit, 2 * place + 2, 0)
            self._grid.addWidget(cross, 2 * place + 2, 1)
            self._rows += [label, edit, cross]
            QWidget.setTabOrder(before, edit)
            QWidget.setTabOrder(edit, cross)
            before = cross

    def _words(self, row: UpdateRow) -> str:
        return " · ".join(part for part in (format_date(row.date), row.by) if part)

    def _change(self, update_id: str, text: str) -> bool:
        return self._edits.edit_update(update_id, text)

    def _add(self) -> None:
        if self.newEdit.text().strip() and self._edits.add_update(self._action_id, self.newEdit.text()):
            self.newEdit.clear()
