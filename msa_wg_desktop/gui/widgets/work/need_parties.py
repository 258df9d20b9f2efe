"""The responsible parties of one data need: what each was asked and when, and what it gave, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.data_needs import NeedPartyRow, NeedStatus
from msa_wg_desktop.domain.dates import format_date, format_day
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.section_words import need_states
from msa_wg_desktop.gui.widgets.panel_parts import DateField, FieldsGrid, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.gui.widgets.work.need_edits import NeedEdits
from msa_wg_desktop.gui.widgets.work.need_response import ResponseEdit
from msa_wg_desktop.gui.widgets.work.status_box import StatusBox
from msa_wg_desktop.words import _


class NeedPartyFields(QFrame):
    """One party. Each field is written when one is done with it, the response while it is typed."""

    def __init__(self, context: Context, edits: NeedEdits, need_id: str, party: NeedPartyRow) -> None:
        super().__init__()
        self._edits, self._need_id, self._party_id = edits, need_id, party.party_id
        self._party = party
        self.nameLabel, self.askedLabel = words_label("heading"), words_label("small")
        self.status = StatusBox(_("State of {name}").format(name=party.name), need_states())
        self.received, self.giver, self.due, self.reason = DateField(), PartiesEdit(()), DateField(), QLineEdit()
        self.due.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        self.response = ResponseEdit(
            context,
            _("Response of {name}").format(name=party.name),
            f"need:{need_id}:{party.party_id}",
            lambda text: context.services.data_needs.edit_party(need_id, self._party_id, {"response": text}),
        )
        self.askButton = QPushButton(_("Asked again today"))
        self.askButton.setProperty("role", "link")
        self.askButton.setAccessibleName(_("Note that {name} was asked again today").format(name=party.name))
        self.askButton.clicked.connect(self._ask_again)
        self._fields = {
            "due": TakenField(self.due, lambda words: self._write("due", words)),
            "reason": TakenField(self.reason, lambda words: self._write("reason", words)),
            "answered_on": TakenField(self.received, lambda words: self._write("answered_on", words)),
            "answered_by": TakenField(self.giver, lambda words: self._write("answered_by", words)),
        }
        self.response.textChanged.connect(self._fit_fields)
        self.status.activated.connect(lambda _row: self._write("status", str(self.status.currentData())))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        labels = _("Received"), _("From whom"), _("Own date"), _("Why")
        even = (*labels, _("Order items"))
        state = FieldsGrid(even_with=even)
        called = self.status.accessibleName()
        state.add_field(_("State"), self.status)
        self.status.setAccessibleName(called)
        column.addWidget(self.nameLabel)
        column.addWidget(self.askedLabel)
        column.addLayout(state)
        column.addWidget(self.response)
        names = (
            _("Day on which the response of {name} was received"),
            _("Who gave the response of {name}"),
            _("Date of {name}"),
            _("Reason of {name}"),
        )
        self._grid = FieldsGrid(even_with=even)
        for label, field, name in zip(labels, (self.received, self.giver, self.due, self.reason), names, strict=True):
            self._grid.add_field(label, field)
            field.setAccessibleName(name.format(name=self._party.name))
        column.addLayout(self._grid)
        column.addWidget(self.askButton, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.status, self.response, self.received, self.giver, self.due, self.reason, self.askButton

    def show_party(self, party: NeedPartyRow, *, asked_on: date | None, names: Sequence[str]) -> None:
        """What the record says."""
        self._party = party
        self.nameLabel.setText(party.name)
        self.status.show_status(party.status)
        self.askedLabel.setText(asked_words(asked_on, party.asked_again))
        self.askButton.setVisible(party.status.is_open)
        self.response.show_text(party.response)
        self.giver.offer_names(names)
        values = {
            "due": format_date(party.due) if party.due else "",
            "reason": party.reason,
            "answered_on": format_date(party.answered_on) if party.answered_on else "",
            "answered_by": party.answered_by,
        }
        for name, value in values.items():
            self._fields[name].show(value)
        self._fit_fields()

    def _fit_fields(self) -> None:
        """Nothing was received before there is an answer; an own date is that of what is to come, and an answer that
        is whole needs no reason. What is filled is always shown."""
        party, show = self._party, self._grid.show_field
        came = party.status is not NeedStatus.REQUESTED or not self.response.document().isEmpty()
        for field in (self.received, self.giver):
            show(field, shown=came or bool(field.text()))
        show(self.due, shown=party.status.is_open or bool(self.due.text()))
        show(self.reason, shown=party.status is not NeedStatus.ANSWERED or bool(self.reason.text()))

    def flush(self) -> None:
        """Writes what is typed."""
        self.response.flush()
        for field in self._fields.values():
            field.flush()

    def _write(self, name: str, value: str) -> bool:
        return self._edits.set_party(self._need_id, self._party_id, {name: value})

    def _ask_again(self) -> None:
        self._edits.ask_again((self._need_id,), party_id=self._party_id)


class NeedPartiesFields(QWidget):
    """All parties; fields stay while the parties stay the same, so that nobody loses the keyboard."""

    def __init__(self, context: Context, edits: NeedEdits, *, after: QWidget, parent: QWidget | None = None) -> None:
        """Tab comes here from `after`."""
        super().__init__(parent)
        self._context, self._edits, self._after = context, edits, after
        self._shown: tuple[str, ...] = ()
        self.fields: list[NeedPartyFields] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_parties(
        self, need_id: str, parties: Sequence[NeedPartyRow], *, asked_on: date | None, names: Sequence[str]
    ) -> None:
        """What the record says."""
        wanted = (need_id, *(party.party_id for party in parties))
        if wanted != self._shown:
            self._shown = wanted
            for field in self.fields:
                field.flush()
                self._column.removeWidget(field)
                field.deleteLater()
            self.fields = [NeedPartyFields(self._context, self._edits, need_id, party) for party in parties]
            before = self._after
            for field in self.fields:
                self._column.addWidget(field)
                for part in field.parts:
                    QWidget.setTabOrder(before, part)
                    before = part
        for field, party in zip(self.fields, parties, strict=True):
            field.show_party(party, asked_on=asked_on, names=names)
        self.setVisible(bool(parties))

    def flush(self) -> None:
        """Writes what is typed."""
        for field in self.fields:
            field.flush()


def asked_words(asked_on: date | None, again: Sequence[date]) -> str:
    """`Asked Tue, Jan 14, 2025, again Fri, Feb 14`; empty where no day is known."""
    days = [_("Asked {day}").format(day=format_date(asked_on))] if asked_on else []
    days += [_("again {day}").format(day=format_day(day)) for day in again]
    words = ", ".join(days)
    return words[:1].upper() + words[1:]
