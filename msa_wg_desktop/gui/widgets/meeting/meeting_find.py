"""Find and replace over a meeting: texts, the table of data needs and the discussion, as they stand on the page."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from msa_wg_desktop.domain.meetings import SectionKind
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.needs_table import PRINTED
from msa_wg_desktop.gui.widgets.meeting.find_bar import FindBar
from msa_wg_desktop.gui.widgets.meeting.find_matches import FindPlace, Match
from msa_wg_desktop.gui.widgets.meeting.meeting_find_places import CellPlace, TextPlace
from msa_wg_desktop.gui.widgets.meeting.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.meeting.needs_table import NeedsSection
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.words import _, ngettext


class MeetingFind(QObject):
    """Starts the bar, and replaces everywhere as one step of the record."""

    def __init__(
        self, context: Context, outline: OutlineEditor, needs: NeedsSection, sections: MeetingSections, page: Page
    ) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._outline, self._needs, self._sections = outline, needs, sections
        self.bar = FindBar(context.theme, context.icons, self._places, page)
        self.bar.replace_all_asked.connect(self._replace_all)
        outline.textChanged.connect(self.bar.text_changed)
        needs.states_changed.connect(self.bar.text_changed)

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

    def _places(self) -> list[FindPlace]:
        sections, needs = self._sections, self._needs
        places: list[FindPlace] = []
        for card in sections.cards:
            places.append(TextPlace(card, card.text, sections))
            if card is sections.discussion:
                places.append(TextPlace(card, self._outline, sections))
            elif card.row.kind is SectionKind.NEEDS:
                rows = needs.model.rows
                places += [CellPlace(card, row.need.id, column, needs, sections) for row in rows for column in PRINTED]
        return places

    def _selected(self) -> str:
        """The selected words of the text that has the keyboard, where they stand in one line."""
        widget = QApplication.focusWidget()
        if not isinstance(widget, QTextEdit | QPlainTextEdit):
            return ""
        words = widget.textCursor().selectedText()
        return "" if "\u2029" in words else words

    def _replace_all(self, matches: list[Match], words: str) -> None:
        by_place: dict[FindPlace, list[Match]] = {}
        for match in matches:
            if match.place.writable:
                by_place.setdefault(match.place, []).append(match)
        meeting_id = self._sections.meeting_id
        with self._context.telling():
            self._page.flush()
            with self._context.services.store.operation(_("Replace all"), meeting_id=meeting_id):
                done = sum(len(found) for place, found in by_place.items() if place.replace(found, words))
                self._page.flush()
            self._context.say_done(_said(done, len(matches) - done))


def _said(done: int, kept: int) -> str:
    """How often words were replaced, and how often not: parties and states are chosen, and not typed."""
    words = ngettext("Replaced {count} time", "Replaced {count} times", done).format(count=done)
    if not kept:
        return words
    stay = ngettext("{count} name or state stays as it is.", "{count} names and states stay as they are.", kept)
    return f"{words}. {stay.format(count=kept)}"
