"""A proposal's own data, and the texts of its versions: one form for what is asked of either."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.dates import format_date, understood
from msa_wg_desktop.domain.proposals import ProposalRow, VersionRow, version_name
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.parties_edit import PartyEdit
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _


class Asks(Enum):
    """What the form is about."""

    NEW = auto()
    PROPOSAL = auto()
    NEXT_VERSION = auto()
    VERSION = auto()


_OWN = ("numberEdit", "titleEdit", "sponsorEdit")
_DAY = ("dateEdit", "dateHint")
_TEXT = (*_DAY, "textEdit")


class ProposalDialog(RecordDialog):
    """`saved` names the proposal. A new version begins with the text before it, and with no stand on it.

    The day of a version is that of its text; of a proposal on which something was decided, that of the decision.
    """

    headLabel: QLabel
    formLayout: QFormLayout
    numberEdit: QLineEdit
    titleEdit: QLineEdit
    sponsorEdit: PartyEdit
    dateLabel: QLabel
    dateEdit: QLineEdit
    dateHint: QLabel
    textEdit: QPlainTextEdit
    buttonBox: QDialogButtonBox

    enter_saves = True

    saved = Signal(str)

    def __init__(
        self,
        context: Context,
        asks: Asks,
        *,
        group_id: str = "",
        proposal: ProposalRow | None = None,
        version: VersionRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("dialogs/proposal_dialog", context, parent)
        self._asks, self._group_id = asks, group_id
        self._proposal, self._version = proposal, version
        self.sponsorEdit.offer_names(context.services.parties.book().in_use)
        self.sponsorEdit.setPlaceholderText(_("who put it forward"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))
        self.dateEdit.textChanged.connect(self._say_date)
        self._show_fields()
        self._fill()
        self._say_date()
        (self.textEdit if asks in (Asks.NEXT_VERSION, Asks.VERSION) else self.titleEdit).setFocus()

    def accept(self) -> None:
        try:
            proposal_id = self._save()
        except AppError as problem:
            self.complain(problem.words)
            self._point_at(problem.field)
            return
        super().accept()
        self.saved.emit(proposal_id)

    # ------------------------------------------------------------------ showing

    def _show_fields(self) -> None:
        own = (*_OWN, *_DAY) if self._decided else _OWN
        shown = {Asks.NEW: (*_OWN, *_TEXT), Asks.PROPOSAL: own}.get(self._asks, _TEXT)
        for name in (*_OWN, *_TEXT):
            self.formLayout.setRowVisible(getattr(self, name), name in shown)
        titles = {
            Asks.NEW: _("New proposal"),
            Asks.PROPOSAL: _("Change the proposal"),
            Asks.NEXT_VERSION: _("New version"),
            Asks.VERSION: _("Correct the version"),
        }
        self.setWindowTitle(titles[self._asks])
        if self._decided:
            self.dateLabel.setText(_("&Decided on"))
            self.dateEdit.setAccessibleName(_("Decided on"))

    @property
    def _decided(self) -> date | None:
        """On which day it was decided what became of the proposal that the form is about."""
        return self._proposal.decided_on if self._proposal and self._asks is Asks.PROPOSAL else None

    def _fill(self) -> None:
        proposal, version, today = self._proposal, self._version, format_date(self.context.clock.today())
        self.headLabel.setText(self._head())
        self.headLabel.setVisible(bool(self.headLabel.text()))
        self.dateEdit.setText(format_date(self._decided) if self._decided else today)
        if proposal is not None:
            self.numberEdit.setText(proposal.number)
            self.titleEdit.setText(proposal.title)
            self.sponsorEdit.setText(self._sponsor(proposal))
        if version is not None:
            self.textEdit.setPlainText(version.text)
            if self._asks is Asks.VERSION:
                self.dateEdit.setText(format_date(version.dated) if version.dated else "")

    def _head(self) -> str:
        if self._proposal is None or self._asks is Asks.PROPOSAL:
            return ""
        last = self._proposal.latest
        if self._asks is Asks.NEXT_VERSION:
            name = version_name(self._proposal.number, (last.number if last else 0) + 1)
            return _("{version}: nobody's stand is carried over to it").format(version=name)
        name = version_name(self._proposal.number, self._version.number if self._version else 1)
        return _("{version}: stands that were taken on it stay").format(version=name)

    def _sponsor(self, proposal: ProposalRow) -> str:
        """By name; one who has left is still the sponsor."""
        return self.context.services.parties.book().display(proposal.sponsor_id)

    def _say_date(self) -> None:
        try:
            day = self._day()
        except ValidationError as problem:
            self.dateHint.setText(problem.words)
            return
        self.dateHint.setText(understood(day, self.dateEdit.text(), self.context.clock.today()) or _("No date"))

    # ------------------------------------------------------------------ writing

    def _day(self) -> date | None:
        return day_of(self.dateEdit.text(), today=self.context.clock.today())

    def _save(self) -> str:
        proposals, proposal = self.context.services.proposals, self._proposal
        text, day = self.textEdit.toPlainText(), self._day()
        if proposal is None:
            return proposals.add(
                self.titleEdit.text(),
                text=self._required(text),
                number=self.numberEdit.text(),
                sponsor=self.sponsorEdit.text().strip() or None,
                dated=day,
                group_id=self._group_id,
            )
        if self._asks is Asks.NEXT_VERSION:
            proposals.add_version(proposal.id, text, dated=day)
        elif self._asks is Asks.VERSION and self._version is not None:
            shown = {"text": self._version.text, "dated": self._version.dated}
            proposals.edit_version(self._version.id, {"text": text, "dated": day}, shown=shown)
        else:
            self._save_proposal(proposal)
        return proposal.id

    def _save_proposal(self, proposal: ProposalRow) -> None:
        values: dict[str, Any] = {
            "number": self.numberEdit.text().strip() or proposal.number,
            "title": self.titleEdit.text().strip(),
        }
        shown: dict[str, Any] = {"number": proposal.number, "title": proposal.title}
        sponsor = self.sponsorEdit.text().strip()
        if sponsor != self._sponsor(proposal):
            values["sponsor"] = sponsor
        if self._decided:
            values["decided_on"], shown["decided_on"] = self._day(), self._decided
            if values["decided_on"] is None:
                raise ValidationError(_("Say on which day that was decided. Nothing was changed."), field="due")
        self.context.services.proposals.edit(proposal.id, values, shown=shown)

    @staticmethod
    def _required(text: str) -> str:
        if not text.strip():
            raise ValidationError(_("A proposal needs its text. Nothing was changed."), field="text")
        return text

    def _point_at(self, field: str | None) -> None:
        edits = {
            "number": self.numberEdit,
            "title": self.titleEdit,
            "sponsor": self.sponsorEdit,
            "due": self.dateEdit,
            "text": self.textEdit,
        }
        if field in edits:
            edits[field].setFocus()
