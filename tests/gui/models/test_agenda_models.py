"""The models of agendas hold to what Qt asks of a model, and change only what differs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.agenda import AgendaItemRow, AgendaStatus, Comeback, TopicState
from msa_wg_desktop.domain.topics import StoryLine, TopicMeeting, TopicOverview, TopicStory
from msa_wg_desktop.gui.models.agenda_list import AgendaList
from msa_wg_desktop.gui.models.agenda_table import AgendaTable, comebacks_table, numbered
from msa_wg_desktop.gui.models.cards import CARD_ROLE
from msa_wg_desktop.gui.models.cells import CELL_ROLE
from msa_wg_desktop.gui.models.topics_table import story_rows, story_table, topics_table


def item(number: int, status: AgendaStatus = AgendaStatus.PLANNED) -> AgendaItemRow:
    return AgendaItemRow(
        str(number), "m", f"Item {number}", None, "", 10, status, f"t{number}", "", "26.1", f"a{number}"
    )


def test_the_agenda_beside_the_discussion(qtmodeltester, qapp):
    model = AgendaList()
    model.set_rows([item(1), item(2, AgendaStatus.PARKED)])
    qtmodeltester.check(model)
    cards = [model.data(model.index(place, 0), CARD_ROLE) for place in range(2)]
    assert [(card.text, card.detail, card.tag and card.tag.words) for card in cards] == [
        ("Item 1", "10\xa0min\xa0· Order\xa026\xa0(1)", None),
        ("Item 2", "", "parked"),
    ]


def test_a_tick_that_says_the_same_draws_nothing_anew(qapp, qtbot):
    model = AgendaList()
    here = AgendaItemRow(
        "1", "m", "Item", None, "", 10, AgendaStatus.TAKEN_UP, None, "", "", "a", datetime(2025, 2, 6, tzinfo=UTC)
    )
    model.set_rows([here, item(2)])
    drawn: list[int] = []
    model.dataChanged.connect(lambda first, _last: drawn.append(first.row()))
    for words in ("4 min left", "4 min left", "3 min left"):
        model.set_time(words, over=False)
    assert drawn == [0, 0]


def test_the_table_of_an_agenda_numbers_what_is_to_be_taken_up(qtmodeltester, qapp):
    model = AgendaTable(settle=lambda *_edit: True, move=lambda *_move: None)
    model.set_rows(numbered([item(1), item(2, AgendaStatus.SKIPPED), item(3)], {"t1": "standing topic"}))
    qtmodeltester.check(model)
    assert [row.number for row in model.rows] == [1, None, 2]
    assert model.rows[0].why == "standing topic"


def test_what_comes_back_and_topics_with_their_story(qtmodeltester, qapp):
    parent = QObject()
    comebacks = comebacks_table(parent)
    comebacks.set_rows([Comeback("t", "Waiver", TopicState.PARKED)])
    topics = topics_table(lambda *_edit: True, parent)
    topics.set_rows([TopicOverview("t", "g", "Waiver", TopicState.STANDING, 1, None, 2)])
    story = story_table(parent)
    meeting = TopicMeeting(
        "m", "Meeting", None, AgendaStatus.TAKEN_UP, timedelta(minutes=9), (StoryLine("n", "1", 0, "x"),)
    )
    story.set_rows(list(story_rows(TopicStory("t", "Waiver", TopicState.OPEN, (meeting,)))))
    for model in (comebacks, topics, story):
        qtmodeltester.check(model)
    assert story.index(0, 1).data() == "no date yet · Meeting"
    assert [story.index(row, 1).data(CELL_ROLE).strong for row in range(2)] == [True, False], "as they are painted"
