"""Find and replace over the discussion and the texts of the sections, as they stand on the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.widgets.find_bar import FindBar
from msa_wg_desktop.gui.widgets.find_matches import FindTarget, Match, replace_all
from msa_wg_desktop.gui.widgets.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.outline_editor import OutlineEditor
from msa_wg_desktop.gui.widgets.section_card import SectionCard
from msa_wg_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class SectionTarget:
    """The text of a section, or the discussion in it; found words unfold it."""

    card: SectionCard
    edit: QTextEdit | QPlainTextEdit
    sections: MeetingSections

    def reveal(self) -> None:
        self.card.set_folded(False)
        self.edit.show()


class MeetingFind(QObject):
    """Starts the bar, and replaces everywhere as one step of the record."""

    def __init__(self, context: Context, outline: OutlineEditor, sections: MeetingSections, page: Page) -> None:
        super().__init__(page)
        self._context, self._outline, self._sections, self._page = context, outline, sections, page
        self.bar = FindBar(context.theme, context.icons, self._targets, page)
        self.bar.shown.connect(self._see)
        self.bar.replace_all_asked.connect(self._replace_all)
        outline.textChanged.connect(self.bar.text_changed)

    def start(self, *, replace: bool = False) -> None:
        """Shows the bar; what is selected is looked for."""
        self.bar.start(self._selected(), replace=replace)

    def next(self) -> None:
        """To the next occurrence of what was looked for last."""
        self._go(1)

    def previous(self) -> None:
        """To the occurrence before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if self.bar.find_edit.text():
            self.bar.go(by)
        else:
            self.start()

    def _targets(self) -> list[FindTarget]:
        targets: list[FindTarget] = []
        for card in self._sections.cards:
            targets.append(SectionTarget(card, card.text, self._sections))
            if card is self._sections.discussion:
                targets.append(SectionTarget(card, self._outline, self._sections))
        return targets

    def _selected(self) -> str:
        """The selected words of the text that has the keyboard, where they stand in one line."""
        widget = QApplication.focusWidget()
        if not isinstance(widget, QTextEdit | QPlainTextEdit):
            return ""
        words = widget.textCursor().selectedText()
        return "" if "\u2029" in words else words

    def _see(self, match: Match) -> None:
        edit = match.target.edit
        self._sections.see(edit, edit.cursorRect(match.cursor()))

    def _replace_all(self, matches: list[Match], words: str) -> None:
        by_edit: dict[QTextEdit | QPlainTextEdit, list[Match]] = {}
        for match in matches:
            by_edit.setdefault(match.target.edit, []).append(match)
        meeting_id = self._sections.meeting_id
        with self._context.telling():
            self._page.flush()
            with self._context.services.store.operation(_("Replace all"), meeting_id=meeting_id):
                for edit, found in by_edit.items():
                    replace_all(edit.document(), found, words)
                self._page.flush()
            count = ngettext("Replaced {count} time", "Replaced {count} times", len(matches)).format(count=len(matches))
            undo = Offer(_("Undo"), lambda: self._context.commands.run("edit.undo"))
            self._context.notifier.say(count, undo)
