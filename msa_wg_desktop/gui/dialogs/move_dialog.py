"""Somebody goes to another organisation: which, from which day on, and what that means for the notes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.party_steps import MovePlan
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.name_completer import complete_names, is_begun
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _, ngettext


class MoveDialog(RecordDialog):
    """One step, that undo takes back."""

    titleLabel: QLabel
    organisationEdit: QLineEdit
    sinceEdit: QLineEdit
    followsLabel: QLabel
    buttonBox: QDialogButtonBox

    enter_saves = True

    def __init__(self, context: Context, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/move_dialog", context, parent)
        self._person = person
        self.moveButton = self.buttonBox.addButton(_("&Move"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.moveButton.setDefault(True)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.titleLabel.setText(_("{name} goes to another organisation").format(name=person.display))
        organisations = context.services.parties.organisations()
        complete_names(self.organisationEdit, [row.display for row in organisations if not row.retired])
        self.sinceEdit.setText(format_date(context.clock.today()))
        for edit in (self.organisationEdit, self.sinceEdit):
            edit.textChanged.connect(self._preview)
            edit.editingFinished.connect(self._preview)
        self.organisationEdit.setFocus()
        self._preview()

    def accept(self) -> None:
        with self.trying():
            plan = self._plan()
            self.context.services.affiliations.move(self._person.id, self.organisationEdit.text(), plan.since)
            words = _("{name} is with {organisation} from {day} on.").format(
                name=self._person.name, organisation=plan.organisation, day=format_date(plan.since)
            )
            self.context.say_done(words)
            super().accept()

    def _plan(self) -> MovePlan:
        since = day_of(self.sinceEdit.text(), today=self.context.clock.today())
        if since is None:
            raise ValidationError(_("Say from which day on. Nothing was changed."), field="since")
        return self.context.services.affiliations.plan(self._person.id, self.organisationEdit.text(), since)

    def _preview(self) -> None:
        self.problemLabel.hide()
        self.moveButton.setEnabled(False)
        self.followsLabel.setText(_("What was said before that day stays with the old one."))
        if not self.organisationEdit.text().strip():
            return
        try:
            plan = self._plan()
        except AppError as problem:
            if not is_begun(self.organisationEdit):
                self.complain(problem.words)
            return
        self.followsLabel.setText(_follows(plan))
        self.moveButton.setEnabled(True)


def _follows(plan: MovePlan) -> str:
    day = format_date(plan.since)
    parts = [_("With {organisation} from {day} on.").format(organisation=plan.organisation, day=day)]
    if plan.kept_lines:
        words = ngettext(
            "{count} line from before stays {person}.", "{count} lines from before stay {person}.", plan.kept_lines
        )
        parts.append(words.format(count=f"{plan.kept_lines:,}", person=plan.person))
    if plan.changed_lines:
        words = ngettext(
            "{count} line from that day on will say {organisation}.",
            "{count} lines from that day on will say {organisation}.",
            plan.changed_lines,
        )
        parts.append(words.format(count=f"{plan.changed_lines:,}", organisation=plan.organisation))
    parts += [finals_words(plan.finals)] if plan.finals else []
    return "\n".join(parts)
