"""The owners of one action, each with a state, a date and a reason of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from msa_wg_desktop.domain.actions import ActionStatus, OwnerRow
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.models.action_words import states
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.panel_parts import DateField, FieldsGrid
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.gui.widgets.work.action_edits import ActionEdits
from msa_wg_desktop.gui.widgets.work.status_box import StatusBox
from msa_wg_desktop.words import _


class OwnerFields(QWidget):
    """One owner. The date and the reason are asked for by a button: most owners have none that isn't that of all."""

    def __init__(
        self,
        edits: ActionEdits,
        button: Callable[[str], IconButton],
        action_id: str,
        owner: OwnerRow,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._edits, self._action_id, self._party_id = edits, action_id, owner.party_id
        name = QLabel(owner.name)
        name.setWordWrap(True)
        self.status = StatusBox(_("State of {name}").format(name=owner.name), states())
        self.more = button(_("Own date and reason of {name}").format(name=owner.name))
        self.more.clicked.connect(self._ask_more)
        self.due, self.reason = DateField(), QLineEdit()
        self.due.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        self._due = TakenField(self.due, lambda words: self._write(due=words))
        self._reason = TakenField(self.reason, lambda words: self._write(reason=words))
        self.status.activated.connect(lambda _row: self._write())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(name)
        column.addLayout(self._row(self.status, self.more))
        labels = _("Own date"), _("Why")
        self._grid = FieldsGrid(even_with=(*labels, _("Order items")))
        for label, field, called in zip(
            labels, (self.due, self.reason), (_("Date of {name}"), _("Reason of {name}")), strict=True
        ):
            self._grid.add_field(label, field)
            field.setAccessibleName(called.format(name=owner.name))
        column.addLayout(self._grid)
        self._asked = False
        self.show_owner(owner)

    @staticmethod
    def _row(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(wide, 1)
        row.addWidget(narrow)
        return row

    def show_owner(self, owner: OwnerRow) -> None:
        """What the record says."""
        self.status.show_status(owner.status)
        given_up = owner.status is ActionStatus.NO_LONGER_PURSUED
        self._grid.show_field(self.due, shown=self._asked or bool(owner.due))
        self._grid.show_field(self.reason, shown=self._asked or given_up or bool(owner.due or owner.reason))
        self.more.setVisible(not self._asked and not owner.due)
        self._due.show(_date_words(owner.due))
        self._reason.show(owner.reason)

    def flush(self) -> None:
        """Writes what is typed."""
        self._due.flush()
        self._reason.flush()

    def _ask_more(self) -> None:
        self._asked = True
        for field in (self.due, self.reason):
            self._grid.show_field(field, shown=True)
        self.more.hide()
        self.due.setFocus()

    def _write(self, *, due: str | None = None, reason: str | None = None) -> bool:
        return self._edits.set_owner_state(
            self._action_id,
            self._party_id,
            self.status.currentData(),
            due=self.due.text() if due is None else due,
            reason=self.reason.text() if reason is None else reason,
        )


class OwnersFields(QWidget):
    """All owners; fields stay while the owners stay the same, so that nobody loses the keyboard."""

    def __init__(
        self,
        edits: ActionEdits,
        button: Callable[[str], IconButton],
        *,
        after: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        """Tab comes here from `after`; `button` makes one that is called so."""
        super().__init__(parent)
        self._edits, self._button, self._after = edits, button, after
        self._shown: tuple[str, ...] = ()
        self.fields: list[OwnerFields] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_owners(self, action_id: str, owners: Sequence[OwnerRow]) -> None:
        """What the record says. One owner alone is the whole: there is nothing to tell apart."""
        rows = owners if len(owners) > 1 or any(owner.due or owner.reason for owner in owners) else ()
        wanted = (action_id, *(owner.party_id for owner in rows))
        if wanted != self._shown:
            self._shown = wanted
            for field in self.fields:
                self._column.removeWidget(field)
                field.deleteLater()
            self.fields = [OwnerFields(self._edits, self._button, action_id, owner, self) for owner in rows]
            before = self._after
            for field in self.fields:
                self._column.addWidget(field)
                for part in (field.status, field.more, field.due, field.reason):
                    QWidget.setTabOrder(before, part)
                    before = part
        for field, owner in zip(self.fields, rows, strict=True):
            field.show_owner(owner)
        self.setVisible(bool(rows))

    def flush(self) -> None:
        """Writes what is typed."""
        for field in self.fields:
            field.flush()


def _date_words(day: date | None) -> str:
    return format_date(day) if day else ""
