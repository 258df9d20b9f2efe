"""One dictionary for the Meeting page, with the words and names of the meeting's group."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import Later
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.widgets.meeting.meeting_sections import MeetingSections
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from msa_wg_desktop.services.known import MeetingKnowledge
from msa_wg_desktop.words import _

_AFTER_MS = 200
"""Until the dictionary is there no word is marked anyhow."""


class MeetingSpelling(QObject):
    """Discussion and texts are marked by the same book; a word added to the group is right in both at once."""

    def __init__(self, context: Context, outline: OutlineEditor, sections: MeetingSections, page: Page) -> None:
        super().__init__(page)
        self._context, self._outline = context, outline
        self._group_id = self._meeting_id = ""
        self.book = SpellBook(self)
        page.destroyed.connect(self.book.close)
        outline.addWord.connect(self.add)
        sections.set_spelling(self.book, self.add)
        entities = {"group_term", "party", "class_member"}
        self._soon = Later(page, self._begin, after_ms=_AFTER_MS)
        self.live = LiveQuery(page, context.bus, entities=entities, load=self._words, show=self.book.set_own_words)

    def show_meeting(self, meeting_id: str, group_id: str) -> None:
        """Takes the words of another meeting's group; the dictionary begins to load with the first one."""
        self._meeting_id, self._group_id = meeting_id, group_id
        self._soon.ask()

    def _begin(self) -> None:
        self.live.refresh()
        self._outline.set_spelling(self.book)

    def add(self, word: str) -> None:
        """The group knows the word from now on."""
        with self._context.telling():
            self._context.services.groups.add_word(self._group_id, word)
            self._context.notifier.say(_("The group knows “{word}” now.").format(word=word))

    def _words(self) -> frozenset[str]:
        if not self._meeting_id:
            return frozenset()
        return frozenset(_own_words(self._context.services.known.of_meeting(self._meeting_id)))


def _own_words(knowledge: MeetingKnowledge) -> Iterator[str]:
    """The group's terms, and the names of all who may be named."""
    yield from knowledge.words
    known = knowledge.known
    for term, expansion in known.abbreviations.items():
        yield term
        yield expansion
    for person in known.parties.people:
        yield person.name
    for organisation in known.parties.organisations:
        yield organisation.name
        yield organisation.short
    for party_class in known.parties.classes:
        yield party_class.name
