"""The places of a meeting in which words are found: the texts of its sections, and the cells of its table of needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from msa_wg_desktop.domain.richtext import to_markdown
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.widgets.meeting.find_matches import Match, marked, replaced
from msa_wg_desktop.gui.widgets.meeting.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.meeting.needs_delegate import Mark
from msa_wg_desktop.gui.widgets.meeting.needs_table import NeedsSection
from msa_wg_desktop.gui.widgets.meeting.section_card import SectionCard
from msa_wg_desktop.gui.widgets.rich_text.blocks import read_blocks

_TYPED = (NeedColumn.NEED, NeedColumn.RESPONSE)
"""Parties and states are chosen: other words can't be put in their place."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The text of a section, or the discussion in it; found words unfold it."""

    card: SectionCard
    edit: QTextEdit | QPlainTextEdit
    sections: MeetingSections

    @property
    def document(self) -> QTextDocument:
        return self.edit.document()

    @property
    def writable(self) -> bool:
        return True

    @property
    def has_keyboard(self) -> bool:
        return self.edit.hasFocus()

    @property
    def caret(self) -> int:
        return self.edit.textCursor().selectionStart()

    def show(self, match: Match) -> None:
        self.card.set_folded(False)
        self.edit.show()
        self.edit.setTextCursor(match.cursor())
        self.sections.see(self.edit, self.edit.cursorRect(match.cursor()))

    def mark(self, matches: Sequence[Match], look: QTextCharFormat) -> None:
        self.edit.setExtraSelections(marked(matches, look))

    def take_keyboard(self) -> None:
        self.edit.setFocus()

    def replace(self, matches: Sequence[Match], words: str) -> bool:
        self.edit.setTextCursor(replaced(self.document, matches, words))
        return True


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of the table of data needs: what is found is painted in it, and the cell becomes the one at hand."""

    card: SectionCard
    need_id: str
    column: NeedColumn
    needs: NeedsSection
    sections: MeetingSections

    @property
    def document(self) -> QTextDocument:
        return self.needs.delegate.words_of(self._index)

    @property
    def writable(self) -> bool:
        return self.column in _TYPED

    @property
    def has_keyboard(self) -> bool:
        view = self.needs.view
        return view.currentIndex() == self._index and view.has_keyboard

    @property
    def caret(self) -> int:
        return self.needs.delegate.shown_from(self._key)

    def show(self, match: Match) -> None:
        self.card.set_folded(False)
        self.needs.view.setCurrentIndex(self._index)
        self.needs.delegate.show_mark(self._key, Mark(match.start, match.end))
        # What was folded has no room yet: the table needs its width to know its height.
        self.sections.lay_out()
        self.needs.view.fit()
        self.sections.lay_out()
        self.sections.see(self.needs.view, self.needs.view.room_of(self._index, match.start))

    def mark(self, matches: Sequence[Match], look: QTextCharFormat) -> None:
        self.needs.delegate.mark(self._key, [Mark(match.start, match.end) for match in matches], look)

    def take_keyboard(self) -> None:
        self.needs.view.setFocus()

    def replace(self, matches: Sequence[Match], words: str) -> bool:
        other = self.document.clone()
        end = replaced(other, matches, words).position()
        text = to_markdown(read_blocks(other)) if self.column is NeedColumn.RESPONSE else other.toPlainText().strip()
        taken = bool(self.needs.model.setData(self._index, text))
        if taken:
            self.needs.live.refresh()
            self.needs.delegate.show_mark(self._key, Mark(end, end))
        return taken

    @property
    def _key(self) -> tuple[str, NeedColumn]:
        return self.need_id, self.column

    @property
    def _index(self) -> QModelIndex:
        return self.needs.model.index_of(self.need_id, self.column)
