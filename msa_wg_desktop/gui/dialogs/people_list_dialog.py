"""People pasted from a mail: what was understood of each stands below while one pastes, and all come in one step."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.people_lines import Finding, FoundPerson
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _, ngettext

_WHY = 4


class PeopleListDialog(RecordDialog):
    """Nothing is written before the button is pressed; what can't be taken says why, and the rest still can."""

    listEdit: QPlainTextEdit
    summaryLabel: QLabel
    foundTable: ColumnsView
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/people_list_dialog", context, parent)
        self.addButton = self.buttonBox.addButton(_("&Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.addButton.setDefault(True)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.model: ColumnsModel[FoundPerson] = ColumnsModel(_columns(), key=_key, parent=self)
        self.foundTable.setModel(self.model)
        self.foundTable.dress(context.theme, wide=_WHY, wraps=True)
        self.listEdit.setTabChangesFocus(True)
        self.listEdit.textChanged.connect(self._read)
        self.listEdit.setFocus()
        self._read()

    def accept(self) -> None:
        with self.trying():
            ids = self.context.services.people_lines.add(self._found)
            words = ngettext("{count} person was added.", "{count} people were added.", len(ids))
            self.context.say_done(words.format(count=len(ids)))
            super().accept()

    def _read(self) -> None:
        self._found = self.context.services.people_lines.read(self.listEdit.toPlainText())
        self.model.set_rows(self._found)
        self.foundTable.fit()
        count = sum(person.counts for person in self._found)
        refused = sum(person.finding is Finding.REFUSED for person in self._found)
        parts = [ngettext("{count} person", "{count} people", len(self._found)).format(count=len(self._found))]
        if refused:
            parts.append(_("{count} can't be taken").format(count=refused))
        self.summaryLabel.setText(" · ".join(parts) if self._found else _("What was understood stands here."))
        self.addButton.setEnabled(bool(count))
        words = ngettext("&Add {count} person", "&Add {count} people", count).format(count=count)
        self.addButton.setText(words if count else _("&Add"))


def _columns() -> tuple[Column[FoundPerson], ...]:
    return (
        Column(header=_("Name"), text=lambda row: row.line.name, strong=True),
        Column(header=_("Organisation"), text=lambda row: row.line.organisation, chip=_new_organisation),
        Column(header=_("Code"), text=lambda row: row.line.code),
        Column(header=_("Mail"), text=lambda row: row.line.mail, quiet=True),
        Column(header=_("What comes of it"), text=lambda row: row.why, chip=_finding),
    )


def _new_organisation(row: FoundPerson) -> tuple[str, Tone] | None:
    return (_("new"), Tone.INFORMATION) if row.makes_organisation else None


def _finding(row: FoundPerson) -> tuple[str, Tone]:
    return {
        Finding.NEW: (_("new"), Tone.GOOD),
        Finding.COMPLETED: (_("completed"), Tone.GOOD),
        Finding.KNOWN: (_("known"), Tone.NEUTRAL),
        Finding.REFUSED: (_("can't be taken"), Tone.DANGER),
    }[row.finding]


def _key(row: FoundPerson) -> str:
    return repr(row.line)
