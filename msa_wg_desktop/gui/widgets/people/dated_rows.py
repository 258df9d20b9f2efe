"""Seats or memberships, one below the other: what it is, from when until when, each part written when one is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.gui.models.people_table import role_words
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A seat, with its role, or a membership, without one."""

    id: str
    words: str
    role: SeatRole | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class DatedDeeds:
    """What can be done with them: a part is set (`since`, `until`, `role`) in words, or the row is removed."""

    set_part: Callable[[str, str, str], bool]
    remove: Callable[[str], object]
    make_button: Callable[[str], QToolButton]
    """A button with a cross, called so."""


class RoleBox(QComboBox):
    """The roles of a seat. Turning the wheel over it changes nothing: it scrolls the panel."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for role in SeatRole:
            self.addItem(role_words(role), role.value)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


class DatedFields(QWidget):
    """One row."""

    def __init__(self, row: DatedRow, deeds: DatedDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(row.words)
        self.label.setWordWrap(True)
        self.role = RoleBox(_("Role in {group}").format(group=row.words)) if row.role else None
        self.since, self.until = QLineEdit(), QLineEdit()
        self.removeButton = deeds.make_button(_("Remove: {what}").format(what=row.words))
        self._since = TakenField(self.since, lambda words: deeds.set_part(row.id, "since", words))
        self._until = TakenField(self.until, lambda words: deeds.set_part(row.id, "until", words))
        self.removeButton.clicked.connect(lambda: deeds.remove(row.id))
        if self.role is not None:
            role = self.role
            role.activated.connect(lambda _row: deeds.set_part(row.id, "role", str(role.currentData())))
        self._lay_out()
        self.show_row(row)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.label, 0, 0, 1, 1 if self.role else 2)
        if self.role is not None:
            grid.addWidget(self.role, 0, 1)
        grid.addWidget(self.removeButton, 0, 2)
        labels = _("Since"), _("Until")
        days = FieldsGrid(even_with=labels)
        for label, edit, name in zip(
            labels, (self.since, self.until), (_("Since when: {what}"), _("Until when: {what}")), strict=True
        ):
            days.add_field(label, edit)
            edit.setAccessibleName(name.format(what=self.label.text()))
        grid.addLayout(days, 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_row(self, row: DatedRow) -> None:
        """What the record says."""
        if self.role is not None and row.role is not None:
            self.role.setCurrentIndex(self.role.findData(row.role.value))
        self._since.show(format_date(row.since) if row.since else "")
        self._until.show(format_date(row.until) if row.until else "")

    def flush(self) -> None:
        """Writes what is typed."""
        self._since.flush()
        self._until.flush()


class DatedRows(QWidget):
    """All of them; fields stay while the rows stay the same, so that nobody loses the keyboard."""

    def __init__(self, deeds: DatedDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._shown: list[str] = []
        self.fields: list[DatedFields] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_rows(self, rows: Sequence[DatedRow]) -> None:
        """What the record says."""
        wanted = [f"{row.id} {row.words}" for row in rows]
        if wanted != self._shown:
            self._shown = wanted
            for field in self.fields:
                self._column.removeWidget(field)
                field.deleteLater()
            self.fields = [DatedFields(row, self._deeds, self) for row in rows]
            for field in self.fields:
                self._column.addWidget(field)
        for field, row in zip(self.fields, rows, strict=True):
            field.show_row(row)
        self.setVisible(bool(rows))

    def flush(self) -> None:
        """Writes what is typed."""
        for field in self.fields:
            field.flush()
