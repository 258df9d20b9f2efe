"""What was sent of an invitation: to whom, when, and in which version. It is only looked at: no undo takes it back."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.sent_table import SentColumn, sent_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import ngettext


class SentDialog(RecordDialog):
    """One line for what one moment handed out; below it everybody who got it."""

    titleLabel: QLabel
    sentTable: ColumnsView
    whoLabel: QLabel
    whoText: QPlainTextEdit
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, key: str, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/sent_dialog", context, parent)
        invitations = context.services.invitations
        self.titleLabel.setText(invitations.get(key).title)
        self.model = sent_table(self)
        self.sentTable.setModel(self.model)
        self.sentTable.dress(context.theme, wide=SentColumn.WHO)
        self.sentTable.chosen.connect(self._show_who)
        self.model.set_rows(invitations.handings(key))
        self.sentTable.fit()
        if self.model.rows:
            self.sentTable.setCurrentIndex(self.model.index(0, 0))
        self._show_who()
        self.sentTable.setFocus()

    def _show_who(self) -> None:
        row = self.model.row_at(self.sentTable.currentIndex())
        mails = row.mails if row is not None else ()
        words = ngettext("Sent to {count} guest", "Sent to {count} guests", len(mails)).format(count=len(mails))
        self.whoLabel.setText(words)
        self.whoText.setPlainText("\n".join(mails))
