"""The topics of a group: how each is kept, and what was said about it over all meetings, each line a way back to it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.agenda import TopicState
from msa_wg_desktop.domain.topics import TopicOverview
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.topics_table import state_words, story_rows, story_table, topics_table
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.meeting.captured_panel import CAPTURED_ENTITIES
from msa_wg_desktop.gui.widgets.record_dialog import RecordDialog
from msa_wg_desktop.words import _

_ENTITIES = CAPTURED_ENTITIES | {"topic", "agenda_item", "meeting", "note"}
_WORDS = 1
_LEAST = 10
"""Letters that a topic has room for, before the table scrolls sideways."""
"""The column of the story that takes the room."""


class TopicsDialog(RecordDialog):
    """Left the topics, right the story of the one chosen."""

    topicsTable: ColumnsView
    storyTable: ColumnsView
    emptyLabel: QLabel
    newEdit: QLineEdit
    standingButton: QPushButton
    openButton: QPushButton
    parkButton: QPushButton
    closeTopicButton: QPushButton
    deleteButton: QPushButton
    buttonBox: QDialogButtonBox

    def __init__(self, context: Context, group_id: str, *, topic_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("dialogs/topics_dialog", context, parent)
        self._group_id = group_id
        self.topics = topics_table(self._settle, self)
        self.story = story_table(self)
        self.topicsTable.setModel(self.topics)
        self.topicsTable.dress(context.theme, wide=0, rows=False, wraps=True, least=_LEAST)
        self.storyTable.setModel(self.story)
        self.storyTable.dress(context.theme, wide=_WORDS, wraps=True)
        self._connect()
        self._live: LiveQuery[tuple[TopicOverview, ...]] = LiveQuery(
            self, context.bus, entities=_ENTITIES, load=self._load, show=self._show_topics
        )
        self._live.refresh()
        index = self.topics.index_of(topic_id) if topic_id else self.topics.index(0, 0)
        self.topicsTable.setCurrentIndex(index)
        self.topicsTable.setFocus()

    def _connect(self) -> None:
        self.topicsTable.chosen.connect(self._show_story)
        self.topicsTable.delete_asked.connect(self._delete)
        self.storyTable.opened.connect(self._go)
        self.newEdit.returnPressed.connect(self._add)
        self.deleteButton.clicked.connect(self._delete)
        for button, state in (
            (self.standingButton, TopicState.STANDING),
            (self.openButton, TopicState.OPEN),
            (self.parkButton, TopicState.PARKED),
            (self.closeTopicButton, TopicState.CLOSED),
        ):
            button.clicked.connect(lambda _checked=False, state=state: self._keep(state))

    # ------------------------------------------------------------------ showing

    def _load(self) -> tuple[TopicOverview, ...]:
        return self.context.services.topic_stories.list(self._group_id)

    def _show_topics(self, rows: tuple[TopicOverview, ...]) -> None:
        self.topics.set_rows(rows)
        self.topicsTable.fit()
        self._show_story()

    def _topic(self) -> TopicOverview | None:
        return self.topics.row_at(self.topicsTable.currentIndex())

    def _show_story(self) -> None:
        topic = self._topic()
        rows = []
        if topic is not None:
            try:
                rows = list(story_rows(self.context.services.topic_stories.story(topic.id)))
            except NotFoundError:
                rows = []
        self.story.set_rows(rows)
        self.storyTable.fit()
        self.storyTable.setVisible(bool(rows))
        self.emptyLabel.setVisible(not rows)
        self.emptyLabel.setText(
            _("Nothing was said about it yet. Lines typed while its item is at hand gather here.")
            if topic is not None
            else _("No topics yet. Each agenda item begins one, by its title.")
        )
        for button, state in (
            (self.standingButton, TopicState.STANDING),
            (self.openButton, TopicState.OPEN),
            (self.parkButton, TopicState.PARKED),
            (self.closeTopicButton, TopicState.CLOSED),
        ):
            button.setEnabled(topic is not None and topic.state is not state)
        self.deleteButton.setEnabled(topic is not None)

    # ------------------------------------------------------------------ changing

    def _add(self) -> None:
        with self.trying():
            topic_id = self.context.services.agenda.add_topic(self._group_id, self.newEdit.text())
            self.newEdit.clear()
            self._live.refresh()
            self.topicsTable.setCurrentIndex(self.topics.index_of(topic_id))

    def _settle(self, row: TopicOverview, _column: int, text: str) -> bool:
        with self.trying():
            self.context.services.agenda.edit_topic(row.id, {"title": text.strip()}, shown={"title": row.title})
            return True
        return False

    def _keep(self, state: TopicState) -> None:
        topic = self._topic()
        if topic is not None:
            with self.trying():
                self.context.services.agenda.edit_topic(topic.id, {"state": state.value}, shown={"state": topic.state})
                self.say(_("“{title}” is now {state}.").format(title=topic.title, state=state_words(state)))

    def _delete(self) -> None:
        topic = self._topic()
        if topic is not None:
            with self.trying():
                self.context.services.agenda.delete_topic(topic.id)
                self.say(
                    _("“{title}” is deleted; what was said stays. Ctrl+Z brings it back.").format(title=topic.title)
                )

    def _go(self) -> None:
        """To a line in its discussion, or to the meeting."""
        row = self.story.row_at(self.storyTable.currentIndex())
        if row is not None and self.context.navigator.can_go("meeting"):
            spot = row.line.note_id if row.line else ""
            self.accept()
            self.context.navigator.go(Place("meeting", row.meeting.meeting_id, spot))
