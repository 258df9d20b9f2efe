"""The ways from the window to what is set: the settings, the mail account, and the calendar files that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from msa_wg_desktop.gui.core.context import Context

if TYPE_CHECKING:
    from msa_wg_desktop.gui.dialogs.settings_dialog import SettingsDialog


class WindowSettings:
    """Opens the dialogs; those that one is led to from the settings come back to them."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        self._context, self._window = context, window

    def show(self) -> None:
        """Who organises, and what is set on this computer."""
        from msa_wg_desktop.gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._context, self._window)
        dialog.account_asked.connect(lambda: self._show_account(dialog))
        dialog.feeds_asked.connect(lambda: self.show_feeds(dialog))
        dialog.open()

    def show_feeds(self, settings: SettingsDialog | None = None) -> None:
        """The calendar files that are kept written."""
        from msa_wg_desktop.gui.dialogs.feeds_dialog import FeedsDialog

        dialog = FeedsDialog(self._context, settings or self._window)
        if settings is not None:
            dialog.finished.connect(settings.show_here)
        dialog.open()

    def _show_account(self, settings: SettingsDialog) -> None:
        from msa_wg_desktop.gui.dialogs.mail_account_dialog import MailAccountDialog
        from msa_wg_desktop.services.mailing import Mailing

        account = MailAccountDialog(self._context, Mailing(self._context.settings), settings)
        account.finished.connect(settings.show_here)
        account.open()
