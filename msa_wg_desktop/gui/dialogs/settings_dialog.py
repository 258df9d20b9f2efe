"""The one place for settings: who organises, who one is, the mail account, and the calendar files that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.people.me_picker import ask_me
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.services.kept_feeds import KeptFeeds
from msa_wg_desktop.services.mailing import Mailing
from msa_wg_desktop.services.settings import ORGANISER_MAIL, ORGANISER_NAME, ORGANISER_ZONE
from msa_wg_desktop.words import _, ngettext


class SettingsDialog(RecordDialog):
    """What is the record's is one step; what is the user's own is set where it always is, from here too."""

    nameEdit: QLineEdit
    mailEdit: QLineEdit
    zoneEdit: QLineEdit
    meLabel: QLabel
    meButton: QPushButton
    accountLabel: QLabel
    accountButton: QPushButton
    feedsLabel: QLabel
    feedsButton: QPushButton

    enter_saves = True
    account_asked = Signal()
    feeds_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/settings_dialog", context, parent)
        self._edits = {
            ORGANISER_NAME: self.nameEdit,
            ORGANISER_MAIL: self.mailEdit,
            ORGANISER_ZONE: self.zoneEdit,
        }
        self._shown = dict(context.services.settings.all())
        for key, edit in self._edits.items():
            edit.setText(self._shown[key])
        zones = QCompleter(sorted({group.time_zone for group in context.services.groups.list()}), self)
        zones.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.zoneEdit.setCompleter(zones)
        self.meButton.clicked.connect(lambda: ask_me(context, self.meButton))
        self.accountButton.clicked.connect(self.account_asked)
        self.feedsButton.clicked.connect(self.feeds_asked)
        context.me.changed.connect(self.show_here)
        self.show_here()
        self.nameEdit.setFocus()

    def show_here(self) -> None:
        """What is set on this computer, as it stands now."""
        context = self.context
        me = context.services.parties.book().display(context.me.id)
        self.meLabel.setText(me or _("not chosen yet"))
        try:
            account = Mailing(context.settings).account()
            self.accountLabel.setText(_("{user} by {host}").format(user=account.user or _("nobody"), host=account.host))
        except AppError:
            self.accountLabel.setText(_("none yet"))
        count = len(KeptFeeds(context.services.feeds, context.here).all())
        kept = ngettext("{count} kept up to date", "{count} kept up to date", count).format(count=count)
        self.feedsLabel.setText(kept if count else _("none yet"))

    def accept(self) -> None:
        """Writes what was changed, all of it or nothing; what can't be taken is said, and stays to be mended."""
        with self.trying():
            settings = self.context.services.settings
            changed = {key: edit.text() for key, edit in self._edits.items() if edit.text() != self._shown[key]}
            try:
                with self.context.services.store.operation(_("Change the settings")):
                    for key, value in changed.items():
                        settings.put(key, value)
            except AppError as problem:
                self._edits.get(problem.field or "", self.zoneEdit).setFocus()
                raise
            super().accept()
