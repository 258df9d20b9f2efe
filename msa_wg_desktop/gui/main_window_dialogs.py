"""The dialogs that the window itself opens, whatever page is shown; each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QMainWindow, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.page import Page

if TYPE_CHECKING:
    from msa_wg_desktop.gui.dialogs.help_dialog import HelpDialog

_OF_ONE_MEETING = frozenset({"meeting", "recap", "invitation"})


class Pages(Protocol):
    """What the dialogs need to know of the pages."""

    @property
    def page(self) -> Page | None: ...
    def make_all(self) -> None: ...
    def flush(self) -> None: ...


class WindowDialogs:
    """Before one opens, what is typed in a page is written: dialogs show what the record holds."""

    def __init__(self, context: Context, window: QMainWindow, pages: Pages) -> None:
        self._context, self._window, self._pages = context, window, pages
        self._help: HelpDialog | None = None

    def show_help(self, topic: str) -> None:
        """All pages are made first, so that the key sheet knows their commands."""
        from msa_wg_desktop.gui.dialogs.help_dialog import HelpDialog

        self._pages.make_all()
        self._help = self._help or HelpDialog(self._context, self._window)
        self._help.show_topic(topic)

    def show_history(self) -> None:
        """The steps of the record, and those of the meeting at hand."""
        from msa_wg_desktop.gui.dialogs.history_dialog import HistoryDialog

        self._pages.flush()
        page = self._pages.page
        here = page.place() if page is not None else None
        meeting_id = here.item if here is not None and here.page in _OF_ONE_MEETING else ""
        dialog = HistoryDialog(self._context, meeting_id, self._window)
        dialog.purge_asked.connect(lambda kind, row_id: self._ask_to_forget(kind, row_id, dialog))
        dialog.open()

    def _ask_to_forget(self, kind: str, row_id: str, parent: QWidget) -> None:
        from msa_wg_desktop.gui.dialogs.purge_dialog import PurgeDialog

        PurgeDialog(self._context, kind, row_id, parent).open()

    def show_owed(self) -> None:
        """What each owes, and first what the party at hand does."""
        page = self._pages.page
        self.show_owed_by(page.party_at_hand() if page is not None else "")

    def show_owed_by(self, party_id: str) -> None:
        """What each owes, and first what one party does."""
        from msa_wg_desktop.gui.dialogs.owed_dialog import OwedDialog

        self._pages.flush()
        OwedDialog(self._context, party_id, self._window).show()

    def show_words(self) -> None:
        """The group's words and abbreviations."""
        from msa_wg_desktop.gui.dialogs.words_dialog import WordsDialog

        self._pages.flush()
        WordsDialog(self._context, self._window).open()

    def show_group(self, *, new: bool) -> None:
        """The data of the group at hand, or a new one below it."""
        from msa_wg_desktop.gui.dialogs.group_dialog import GroupDialog

        self._pages.flush()
        group_id = self._context.scope.group_id
        GroupDialog(self._context, group_id, new=new or not group_id, parent=self._window).open()
