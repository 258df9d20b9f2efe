"""What dialogs that take a pasted list share: what was understood stands below while one pastes, and what can't be
taken stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.columns_model import Column, ColumnsModel
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _

Found = TypeVar("Found")


class PastedListDialog(RecordDialog, Generic[Found]):
    """Nothing is written before the button is pressed. Then all that can be taken is taken, in one step; where
    something is left, the dialog stays with just that, to be mended."""

    listEdit: QPlainTextEdit
    summaryLabel: QLabel
    foundTable: ColumnsView
    buttonBox: QDialogButtonBox

    def __init__(
        self, form: str, context: Context, columns: Sequence[Column[Found]], *, wide: int, parent: QWidget | None
    ) -> None:
        super().__init__(form, context, parent)
        self.addButton = self.buttonBox.addButton(_("&Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.addButton.setDefault(True)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.model: ColumnsModel[Found] = ColumnsModel(columns, key=self.key_of, parent=self)
        self.foundTable.setModel(self.model)
        self.foundTable.dress(context.theme, wide=wide, wraps=True)
        self.listEdit.setTabChangesFocus(True)
        self.listEdit.textChanged.connect(self.read_again)
        self.listEdit.setFocus()

    # ------------------------------------------------------------------ what a list is of

    def understood(self, text: str) -> Sequence[Found]:
        """What would come of each entry of a list."""
        raise NotImplementedError

    def key_of(self, found: Found) -> str:
        """Tells an entry again while one types."""
        raise NotImplementedError

    def counts(self, found: Found) -> bool:
        """Whether anything would be written of an entry."""
        raise NotImplementedError

    def summary(self, found: Sequence[Found]) -> str:
        """What was understood, counted."""
        raise NotImplementedError

    def button_words(self, count: int) -> str:
        """What the button says it does with so many."""
        raise NotImplementedError

    def take(self, found: Sequence[Found]) -> str:
        """Writes what counts, in one step; gives what was done, in words."""
        raise NotImplementedError

    def left(self, found: Sequence[Found]) -> str:
        """The list without what was taken; "" where nothing is left to be mended."""
        raise NotImplementedError

    # ------------------------------------------------------------------ reading and taking

    def read_again(self) -> None:
        """What stands in the box is understood anew."""
        text = self.listEdit.toPlainText()
        self._found = self.understood(text)
        self.model.set_rows(self._found)
        self.foundTable.fit()
        self.summaryLabel.setText(
            self.summary(self._found) if text.strip() else _("What was understood will stand here.")
        )
        count = sum(map(self.counts, self._found))
        self.addButton.setEnabled(bool(count))
        self.addButton.setText(self.button_words(count))

    def accept(self) -> None:
        with self.trying():
            said, left = self.take(self._found), self.left(self._found)
            self.context.say_done(said)
            if not left:
                super().accept()
                return
            self.listEdit.setPlainText(left)
            self.listEdit.setFocus()
            words = _("{done} What is left stands above: mend it and add it, or close this.")
            self.say(words.format(done=said))
