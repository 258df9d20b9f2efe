"""What each owes: a page for every party, seen before it is handed out as a web page, for Word, or as a mail."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QPushButton, QSplitter, QWidget

from msa_wg_desktop.domain.exports import file_words
from msa_wg_desktop.domain.owed import OwedPage
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.notify import FileKind, Offer
from msa_wg_desktop.gui.core.open_file import open_file
from msa_wg_desktop.gui.core.tasks import Progress
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.widgets.file_writing import FileJob, choose_and_write
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.gui.widgets.still_text import StillText
from msa_wg_desktop.services.writing import owed_preview, write_all_owed, write_owed
from msa_wg_desktop.words import _, ngettext

_ENTITIES = frozenset(
    {
        "action", "action_owner", "capture", "class_member", "commission_order", "data_need", "data_need_party",
        "deadline", "note", "order_item", "order_party", "party", "setting",
    }
)  # fmt: skip
_PARTY = Qt.ItemDataRole.UserRole
_FORMAT = "owed-format"
_COLOURS = {
    "ink": Colour.INK_1, "quiet": Colour.INK_2, "paper": Colour.PANEL, "ground": Colour.PANEL, "rule": Colour.LINE,
    "accent": Colour.ACCENT, "tint": Colour.ACCENT_TINT, "caution": Colour.CAUTION,
    "caution-tint": Colour.CAUTION_TINT,
}  # fmt: skip


class OwedDialog(RecordDialog):
    """Stays beside the window, so that what is missing on a page can be entered and is seen here at once."""

    summaryLabel: QLabel
    splitter: QSplitter
    partyList: QListWidget
    previewText: StillText
    mailLabel: QLabel
    formatBox: QComboBox
    allButton: QPushButton
    openButton: QPushButton
    saveButton: QPushButton

    def __init__(self, context: Context, party_id: str = "", parent: QWidget | None = None) -> None:
        """`party_id` is whose page is shown first; a person may be given who has no page among all."""
        super().__init__("dialogs/owed_dialog", context, parent)
        self._wanted = party_id
        self._pages: dict[str, OwedPage] = {}
        self._left = False
        for kind in _kinds():
            self.formatBox.addItem(kind.words, kind.suffixes[0])
        self.formatBox.setCurrentIndex(max(0, self.formatBox.findData(context.here.value(_FORMAT, "html"))))
        self.previewText.document().setDocumentMargin(12)
        self.previewText.setPlainText(_("Gathering what each owes…"))
        self._enable(ready=False)
        self._connect()
        self._show_format()
        self._live: LiveQuery[None] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=lambda: None, show=lambda _nothing: self._gather()
        )
        context.scope.changed.connect(self._live.invalidate)
        self._live.refresh()
        self.partyList.setFocus()

    def _connect(self) -> None:
        self.partyList.currentItemChanged.connect(self._show_page)
        self.formatBox.currentIndexChanged.connect(self._show_format)
        self.saveButton.clicked.connect(self._save)
        self.openButton.clicked.connect(self._open)
        self.allButton.clicked.connect(self._choose_folder)
        self.context.theme.changed.connect(self._show_page)

    def show_party(self, party_id: str) -> None:
        """Shows the page of another party, as soon as it is there."""
        self._wanted = party_id
        if party_id in self._pages:
            self._show_pages(tuple(self._pages.values()))
        else:
            self._live.refresh()

    @property
    def shown_party(self) -> str:
        """Whose page is shown; "" while it is still gathered."""
        page = self._page()
        return page.party if page is not None else ""

    # ------------------------------------------------------------------ what is shown

    def _gather(self) -> None:
        """On the lane of the record: a long one takes its time."""
        context, wanted = self.context, self._wanted or self._current_id()
        family = context.services.groups.family(context.scope.group_id) if context.scope.group_id else None

        def work(_progress: Progress) -> tuple[OwedPage, ...]:
            pages = context.services.owed.pages(group_ids=family)
            if wanted and wanted not in {page.party_id for page in pages}:
                pages = (*pages, context.services.owed.page(wanted, group_ids=family))
            return pages

        context.tasks.run(_("Gathering what each owes"), work, done=self._show_pages)

    def _show_pages(self, pages: tuple[OwedPage, ...]) -> None:
        if self._left:
            return
        wanted, self._wanted = self._wanted or self._current_id(), ""
        self._pages = {page.party_id: page for page in pages}
        blocked = QSignalBlocker(self.partyList)
        self.partyList.clear()
        for page in sorted(pages, key=lambda page: (page.is_empty, page.party.casefold())):
            item = QListWidgetItem(_line(page), self.partyList)
            item.setData(_PARTY, page.party_id)
            if page.party_id == wanted:
                self.partyList.setCurrentItem(item)
        if self.partyList.currentItem() is None:
            self.partyList.setCurrentRow(0)
        blocked.unblock()
        self._enable(ready=bool(pages))
        self._show_page()

    def _enable(self, *, ready: bool) -> None:
        for button in (self.saveButton, self.openButton, self.allButton):
            button.setEnabled(ready)

    def _current_id(self) -> str:
        item = self.partyList.currentItem()
        return item.data(_PARTY) if item is not None else ""

    def _page(self) -> OwedPage | None:
        return self._pages.get(self._current_id())

    def _show_page(self) -> None:
        page, theme = self._page(), self.context.theme
        if page is None:
            self.previewText.setPlainText(_("There is no party yet. Add the organisations on the page People."))
            return
        colours = {name: theme.colour(colour).name() for name, colour in _COLOURS.items()}
        self.previewText.setHtml(owed_preview(page, colours, theme.zoom / USUAL_ZOOM * _SMALLER))
        self._show_mail()

    def _show_format(self) -> None:
        self.context.here.put(_FORMAT, self.formatBox.currentData())
        self.openButton.setText(_("&Open in the mail program") if self._suffix == "eml" else _("&Open"))
        self._show_mail()

    def _show_mail(self) -> None:
        """To whom a mail would go, and what is still missing for it."""
        page = self._page()
        self.mailLabel.setVisible(page is not None and self._suffix == "eml")
        if page is None:
            return
        to = ", ".join(f"{each.name} <{each.mail}>" for each in page.recipients)
        words = _("To: {people}").format(people=to) if to else _("Nobody of {party} has a mail address on record yet.")
        sender = "" if page.author_mail else _("From whom it is stays open until the settings say who organises.")
        self.mailLabel.setText(" ".join(part for part in (words.format(party=page.party), sender) if part))

    @property
    def _suffix(self) -> str:
        return str(self.formatBox.currentData())

    # ------------------------------------------------------------------ handing it out

    def _save(self) -> None:
        page = self._page()
        if page is None:
            return
        kind = _kinds()[self.formatBox.currentIndex()]
        job = FileJob(_("Writing what {party} owes").format(party=page.party), partial(_write, page))
        suggested = f"{self.context.clock.today().isoformat()} {file_words(page.title)}.{self._suffix}"
        choose_and_write(self.context, job, title=page.title, suggested=suggested, kind=kind)

    def _open(self) -> None:
        """Writes it where nobody else looks, and lets the program for it show it."""
        page = self._page()
        if page is None:
            return
        with self.trying():
            folder = Path(tempfile.mkdtemp(prefix="msa-wg-"))
            open_file(write_owed(page, folder / f"{file_words(page.title)}.{self._suffix}"), self.context.notifier)

    def _choose_folder(self) -> None:
        self.context.notifier.choose_folder(_("A folder for the pages of all parties"), self._save_all)

    def _save_all(self, folder: Path) -> None:
        pages, suffix, notifier = tuple(self._pages.values()), f".{self._suffix}", self.context.notifier

        def done(files: tuple[Path, ...]) -> None:
            words = ngettext("Written: {count} file", "Written: {count} files", len(files)).format(count=len(files))
            notifier.say(words, Offer(_("Open the list"), lambda: open_file(files[-1], notifier)))
            if not self._left:
                self.say(_("{words}, in {folder}").format(words=words, folder=folder))

        self.context.tasks.run(
            _("Writing what each owes"),
            lambda progress: write_all_owed(pages, folder, suffix, progress=progress),
            done=done,
            failed=lambda problem: notifier.error(problem) if self._left else self.complain(problem.words),
        )

    def done(self, result: int) -> None:
        """What is still gathered or written in the background finds nobody here any more."""
        self._left = True
        super().done(result)


_SMALLER = 0.85
"""A page is read in a browser; here it stands among other widgets."""


def _kinds() -> tuple[FileKind, ...]:
    return (
        FileKind(_("Page for a browser (HTML)"), ("html",)),
        FileKind(_("Word document"), ("docx",)),
        FileKind(_("PDF"), ("pdf",)),
        FileKind(_("Mail to send"), ("eml",)),
        FileKind(_("Markdown"), ("md",)),
    )


def _line(page: OwedPage) -> str:
    """`UI · 3`; of whom nothing is expected, the name alone."""
    count = len(page.actions) + len(page.asked) + len(page.dates)
    return f"{page.party} · {count}" if count else page.party


def _write(page: OwedPage, target: Path, progress: Progress) -> Path:
    progress(0, 1)
    return write_owed(page, target)
