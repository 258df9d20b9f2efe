"""Two that are one: which goes, which stays, and everything that will follow, said before it is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.parties import PartyRow
from msa_wg_desktop.domain.party_steps import MergePlan
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.name_completer import complete_names, is_begun
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _, ngettext


class MergeDialog(RecordDialog):
    """`merged` names the one that stays."""

    vanishingEdit: QLineEdit
    keptEdit: QLineEdit
    swapButton: QPushButton
    followsLabel: QLabel
    remarksLabel: QLabel
    buttonBox: QDialogButtonBox

    enter_saves = True

    merged = Signal(str)

    def __init__(self, context: Context, one: PartyRow, other: PartyRow | None, parent: QWidget | None = None) -> None:
        """A name that is still to be settled goes, where the other one is known."""
        super().__init__("dialogs/merge_dialog", context, parent)
        self.mergeButton = self.buttonBox.addButton(_("&Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.mergeButton.setDefault(True)
        book = context.services.parties.book()
        names = [row.display for row in book if row.kind is one.kind]
        for edit in (self.vanishingEdit, self.keptEdit):
            complete_names(edit, names)
        goes_first = other is None or getattr(one, "provisional", False)
        first, second = (one, other) if goes_first else (other, one)
        self.vanishingEdit.setText(first.display if first else "")
        self.keptEdit.setText(second.display if second else "")
        for edit in (self.vanishingEdit, self.keptEdit):
            edit.textChanged.connect(self._preview)
            edit.editingFinished.connect(self._preview)
        self.swapButton.clicked.connect(self._swap)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._preview()
        (self.mergeButton if other else self.keptEdit).setFocus()

    def accept(self) -> None:
        """One step; undo brings both back."""
        with self.trying():
            vanishing, kept = self._two()
            me = self.context.me
            was_me = me.id == vanishing.id
            self.context.services.parties.merge(vanishing.id, kept.id)
            if was_me:
                me.choose(kept.id)
            words = _("{one} is {other} now.").format(one=vanishing.display, other=kept.display)
            self.context.say_done(words)
            super().accept()
            self.merged.emit(kept.id)

    def _two(self) -> tuple[PartyRow, PartyRow]:
        book = self.context.services.parties.book()
        return book.find(self.vanishingEdit.text()), book.find(self.keptEdit.text())

    def _swap(self) -> None:
        one, other = self.vanishingEdit.text(), self.keptEdit.text()
        self.vanishingEdit.setText(other)
        self.keptEdit.setText(one)

    def _preview(self) -> None:
        """What would follow; while a name is still being typed nothing is wrong yet."""
        self.problemLabel.hide()
        self.mergeButton.setEnabled(False)
        self.followsLabel.setText(_("Choose the two. What would follow is said here first."))
        self.remarksLabel.hide()
        if not self.vanishingEdit.text().strip() or not self.keptEdit.text().strip():
            return
        try:
            vanishing, kept = self._two()
            plan = self.context.services.parties.merge_plan(vanishing.id, kept.id)
        except AppError as problem:
            if not is_begun(self.vanishingEdit) and not is_begun(self.keptEdit):
                self.complain(problem.words)
            return
        self.followsLabel.setText(_follows(plan))
        self.remarksLabel.setText("\n".join(plan.remarks))
        self.remarksLabel.setVisible(bool(plan.remarks))
        self.mergeButton.setEnabled(True)


def _follows(plan: MergePlan) -> str:
    """What becomes the other's, and which words change."""
    names = {"one": plan.vanishing, "other": plan.kept}
    parts = [_("{one} goes, {other} stays.").format(**names)]
    if plan.follows:
        parts.append(_("These follow: {things}.").format(things=", ".join(plan.follows)))
    if plan.lines:
        words = ngettext(
            "{count} line of the notes will say {other}.", "{count} lines of the notes will say {other}.", plan.lines
        )
        parts.append(words.format(count=f"{plan.lines:,}", **names))
    if len(parts) == 1:
        parts.append(_("Nothing is linked to it."))
    return "\n".join(parts)
