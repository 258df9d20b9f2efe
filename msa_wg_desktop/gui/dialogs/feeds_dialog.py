"""The calendar files that follow the record on this computer: begun, changed, written at once, and let go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.models.feeds_table import FeedColumn, FeedRow, feeds_table, holds_words
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.name_completer import complete_names
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.work.work_desk import party_names
from msa_wg_desktop.services.kept_feeds import KeptFeed, KeptFeeds
from msa_wg_desktop.words import _


class FeedsDialog(RecordDialog):
    """Which files are kept is the user's own, and no part of the record: nothing here can be undone."""

    hintLabel: QLabel
    feedsStack: QStackedWidget
    feedsTable: ColumnsView
    emptyState: EmptyState
    whoseEdit: QLineEdit
    addButton: QPushButton
    writeButton: QPushButton
    moveButton: QPushButton
    stopButton: QPushButton
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("dialogs/feeds_dialog", context, parent)
        self._kept = KeptFeeds(context.services.feeds, context.here)
        self.model = feeds_table(self._settle, self)
        self.feedsTable.setModel(self.model)
        self.feedsTable.dress(context.theme, wide=FeedColumn.FILE, rows=False, wraps=True, least=14)
        self.emptyState.say(
            _("No calendar file is kept yet"),
            _("Say below whose dates it is to hold, and where it is to lie."),
        )
        complete_names(self.whoseEdit, party_names(context))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.addButton.clicked.connect(self._add)
        self.whoseEdit.returnPressed.connect(self._add)
        self.writeButton.clicked.connect(self._write_now)
        self.moveButton.clicked.connect(self._move)
        self.stopButton.clicked.connect(self._stop)
        self.feedsTable.delete_asked.connect(self._stop)
        self.feedsTable.selectionModel().selectionChanged.connect(lambda *_rows: self._show_deeds())
        self._show_feeds()
        if self.model.rows:
            self.feedsTable.setCurrentIndex(self.model.index(0, 0))
            self.feedsTable.setFocus()
        else:
            self.whoseEdit.setFocus()

    # ------------------------------------------------------------------ showing

    def _show_feeds(self) -> None:
        book = self.context.services.parties.book()
        rows = [FeedRow(feed, book.brief(feed.party_id) if feed.party_id else "") for feed in self._kept.all()]
        self.model.set_rows(rows)
        self.feedsTable.fit()
        self.feedsStack.setCurrentWidget(self.feedsTable if rows else self.emptyState)
        self._show_deeds()

    def _show_deeds(self) -> None:
        row = self._row()
        for button in (self.moveButton, self.stopButton):
            button.setEnabled(row is not None)
        self.writeButton.setEnabled(bool(self.model.rows))
        if row is not None and row.feed.problem:
            self.complain(row.feed.problem)

    def _row(self) -> FeedRow | None:
        rows = self.feedsTable.selected_rows()
        return self.model.rows[rows[0]] if rows and rows[0] < len(self.model.rows) else None

    # ------------------------------------------------------------------ doing

    def _party(self, text: str) -> str | None:
        """The party that a text means; None for all. Raises NotFoundError in words."""
        return self.context.services.parties.find(text).id if text.strip() else None

    def _add(self) -> None:
        with self.trying():
            party_id = self._party(self.whoseEdit.text())
            name = self.context.services.parties.book().brief(party_id) if party_id else _("Working group dates")
            self._choose(f"{file_words(name)}.ics", lambda target: self._keep(target, party_id))

    def _choose(self, name: str, chosen: Callable[[Path], None]) -> None:
        kinds = (FileKind(_("Calendar file"), ("ics",)),)
        self.context.notifier.choose_save(_("Where the file is to lie"), name, kinds, chosen)

    def _keep(self, target: Path, party_id: str | None) -> None:
        with self.trying():
            self._kept.keep(target, party_id=party_id)
            self.whoseEdit.clear()
            self._show_feeds()
            row = next(row for row in self.model.rows if row.feed.file == target.expanduser().absolute())
            self.feedsTable.setCurrentIndex(self.model.index(self.model.rows.index(row), 0))
            self.say(_("Written, and kept up to date from now on: {what}.").format(what=holds_words(row)))

    def _settle(self, row: FeedRow, _column: int, text: str) -> bool:
        """Somebody else's dates in the same file."""
        with self.trying():
            self._kept.keep(row.feed.file, party_id=self._party(text if text.strip() != _("All") else ""))
            self._show_feeds()
            return True
        return False

    def _move(self) -> None:
        row = self._row()
        if row is not None:
            feed = row.feed
            self._choose(feed.file.name, lambda target: self._move_to(feed, target))

    def _move_to(self, feed: KeptFeed, target: Path) -> None:
        """What lies at the old place stays there, and is no longer written."""
        self._keep(target, feed.party_id or None)
        if self.problemLabel.isHidden() and target.expanduser().absolute() != feed.file:
            self._kept.forget(feed.file)
            self._show_feeds()
            self.say(_("Kept there from now on. What lies at the old place is no longer written."))

    def _write_now(self) -> None:
        with self.trying():
            problem = self._kept.remember(self._kept.write(anyhow=True))
            self._show_feeds()
            if problem:
                self.complain(problem)
            else:
                self.say(_("All are as the record is. A file in which nothing changed was left as it was."))

    def _stop(self) -> None:
        row = self._row()
        if row is not None:
            self._kept.forget(row.feed.file)
            self._show_feeds()
            self.say(_("{file} stays as it is, and is no longer written.").format(file=row.feed.file.name))
