"""What a party says it holds on a version, entered by hand: in its own words, on a day, signed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.dates import format_date, understood
from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.domain.stands import Column, Marked, MatrixRow, Stated
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.stand_words import cell_tip, mark_names, stand_names, stand_words
from msa_wg_desktop.gui.widgets.parties_edit import PartyEdit
from msa_wg_desktop.gui.widgets.positions.signer import keep_signer, signer, signers
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _


class StandDialog(RecordDialog):
    """What was stated before stays, and is replaced as what holds; or the last entry is put right."""

    headLabel: QLabel
    soFarLabel: QLabel
    correctCheck: QCheckBox
    standBox: QComboBox
    textEdit: QPlainTextEdit
    dateEdit: QLineEdit
    dateHint: QLabel
    signedEdit: PartyEdit
    offCheck: QCheckBox
    buttonBox: QDialogButtonBox

    enter_saves = True

    def __init__(
        self,
        context: Context,
        row: MatrixRow,
        column: Column,
        *,
        day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("dialogs/stand_dialog", context, parent)
        self._row, self._column = row, column
        self._day_at_hand = day or context.clock.today()
        cell = row.cell(column.party_id)
        self.setWindowTitle(_("{party} on {version}").format(party=column.name, version=row.name))
        self.headLabel.setText(f"{row.name} {row.proposal.title}")
        self.soFarLabel.setText(cell_tip(cell) if cell.stated or cell.marks else "")
        self.soFarLabel.setVisible(bool(self.soFarLabel.text()))
        self.correctCheck.setVisible(self._last is not None)
        self.signedEdit.offer_names(signers(context))
        self.signedEdit.setPlaceholderText(_("who takes it down"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))
        self.correctCheck.toggled.connect(self._fill)
        self.dateEdit.textChanged.connect(self._say_date)
        self.standBox.currentTextChanged.connect(lambda _words: self._show_parts())
        self._fill()
        self.standBox.setFocus()

    @property
    def _last(self) -> Stated | Marked | None:
        """The entry that may be put right: the party's own, not one of a class or of a person."""
        return self._row.cell(self._column.party_id).last_entry

    @property
    def _correcting(self) -> Stated | Marked | None:
        return self._last if self.correctCheck.isChecked() else None

    @property
    def _call(self) -> str:
        """The roll call in which the entry that is put right was made."""
        return (self._correcting.roll_call_id or "") if self._correcting else ""

    def accept(self) -> None:
        try:
            self._save()
        except AppError as problem:
            self.complain(problem.words)
            fields: dict[str | None, QWidget] = {
                "stand": self.standBox, "due": self.dateEdit, "signed_by": self.signedEdit,
            }  # fmt: skip
            if problem.field in fields:
                fields[problem.field].setFocus()
            return
        super().accept()

    def _fill(self) -> None:
        """Empty for what is said now; what stands there for a correction."""
        last = self._correcting
        said = last if isinstance(last, Stated) else None
        now = said.stand if said else last.mark.value if isinstance(last, Marked) else ""
        names = {**stand_names(), **(mark_names() if self._call else {})}
        self.standBox.clear()
        for key, words in names.items():
            self.standBox.addItem(words, key)
        self.standBox.setCurrentText(stand_words(now) if now else "")
        self.textEdit.setPlainText(said.text if said else "")
        day = said.stated_on if said else last.called_on if isinstance(last, Marked) else self._day_at_hand
        self.dateEdit.setText(format_date(day) if day else "")
        self.signedEdit.setText(said.signed_by if said and said.signed_by else signer(self.context))
        self.offCheck.setChecked(said.off_record if said else False)
        self._say_date()
        self._show_parts()

    def _show_parts(self) -> None:
        """A mark has no reason; the day of an answer in a roll call, and who signs it, are the roll call's."""
        stands = self._stand() not in list(Mark)
        own = not self._call or (stands and isinstance(self._correcting, Stated))
        self.textEdit.setEnabled(stands)
        for part in (self.dateEdit, self.signedEdit, self.offCheck):
            part.setEnabled(own)

    def _say_date(self) -> None:
        try:
            day = self._day()
        except ValidationError as problem:
            self.dateHint.setText(problem.words)
            return
        self.dateHint.setText(understood(day, self.dateEdit.text(), self.context.clock.today()))

    def _day(self) -> date:
        day = day_of(self.dateEdit.text(), today=self.context.clock.today())
        if day is None:
            raise ValidationError(_("Say on which day it was stated. Nothing was changed."), field="due")
        return day

    def _stand(self) -> str:
        """The known stand of these words, else the words as they were typed."""
        typed = self.standBox.currentText().strip()
        known = {words.casefold(): key for key, words in {**stand_names(), **mark_names()}.items()}
        return str(known.get(typed.casefold(), typed))

    def _save(self) -> None:
        positions, signed_by = self.context.services.positions, self.signedEdit.text().strip()
        values = {
            "stand": self._stand(),
            "text": self.textEdit.toPlainText().strip(),
            "stated_on": self._day(),
            "off_record": self.offCheck.isChecked(),
        }
        last = self._correcting
        if self._call and (values["stand"] in list(Mark) or isinstance(last, Marked)):
            self._correct_call(str(values["stand"]), str(values["text"]))
            return
        assert not isinstance(last, Marked)
        if not signed_by and not (last and last.source.note_id):
            raise ValidationError(
                _("A stand entered by hand is signed: say by whom. Nothing was changed."), field="signed_by"
            )
        if last is not None:
            shown = {"stand": last.stand, "text": last.text, "stated_on": last.stated_on}
            positions.edit(last.position_id, {**values, "signed_by": signed_by}, shown=shown)
        else:
            positions.add(
                self._column.party_id,
                version_id=self._row.id,
                group_id=self._row.proposal.group_id,
                signed_by=signed_by,
                **values,
            )
        keep_signer(self.context, signed_by)

    def _correct_call(self, stand: str, text: str) -> None:
        """What was keyed for the party in a roll call becomes a mark, or stops being one."""
        last = self._correcting
        shown = last.mark.value if isinstance(last, Marked) else last.stand if last else None
        answer = Answer(self._column.party_id, Mark(stand) if stand in list(Mark) else stand, text)
        self.context.services.roll_calls.correct(self._call, answer, shown=shown)
