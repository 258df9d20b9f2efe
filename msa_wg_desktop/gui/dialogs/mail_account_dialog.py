"""The user's mail account: the server, how the way there is kept private, and the password for the keyring."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QWidget

from msa_wg_desktop.domain.mail_account import USUAL_PORTS, Security
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.mailing import HOST, PORT, SECURITY, USER, Mailing
from msa_wg_desktop.words import _


class MailAccountDialog(RecordDialog):
    """Belongs to the user, not to the record: nothing here can be undone, and nothing is in the record."""

    hostEdit: QLineEdit
    securityBox: QComboBox
    portEdit: QLineEdit
    userEdit: QLineEdit
    passwordEdit: QLineEdit
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, mailing: Mailing, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/mail_account_dialog", context, parent)
        self._mailing = mailing
        for security, words in (
            (Security.TLS, _("TLS")),
            (Security.STARTTLS, _("STARTTLS")),
            (Security.NONE, _("nothing: a server on this computer")),
        ):
            self.securityBox.addItem(words, security.value)
        kept = mailing.all()
        self.hostEdit.setText(kept[HOST])
        self.securityBox.setCurrentIndex(max(0, self.securityBox.findData(kept[SECURITY])))
        self.portEdit.setText(kept[PORT])
        self.userEdit.setText(kept[USER])
        self.passwordEdit.setPlaceholderText(_("as it is kept") if kept[USER] else "")
        self.securityBox.currentIndexChanged.connect(self._show_port)
        self._show_port()
        self.hostEdit.setFocus()

    def accept(self) -> None:
        """Keeps it; what can't be kept is said, and what was typed stays."""
        with self.trying():
            self._mailing.keep(
                {
                    HOST: self.hostEdit.text(),
                    PORT: self.portEdit.text(),
                    SECURITY: str(self.securityBox.currentData()),
                    USER: self.userEdit.text(),
                }
            )
            if self.passwordEdit.text():
                self._mailing.keep_password(self.passwordEdit.text())
            super().accept()

    def _show_port(self) -> None:
        usual = USUAL_PORTS[Security(self.securityBox.currentData())]
        self.portEdit.setPlaceholderText(_("{port}, the usual one").format(port=usual))
