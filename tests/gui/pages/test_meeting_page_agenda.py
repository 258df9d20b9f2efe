"""The agenda on the Meeting page: prepared in its dialog, gone through with one key, told in the head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from msa_wg_desktop.domain.clock import FixedClock
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.agenda_dialog import AgendaDialog
from msa_wg_desktop.gui.dialogs.topics_dialog import TopicsDialog
from msa_wg_desktop.gui.models.agenda_table import AgendaColumn
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.services.container import Services
from tests.gui.pages.meeting_desk import Key, type_in
from tests.gui.turns import settle

LINES = ("Waiver, pf, 10 min", "Sockets, 20 min", "Training")


@pytest.fixture
def items(services: Services, meeting_id: str) -> list[str]:
    return [services.agenda.add_line(meeting_id, line) for line in LINES]


@pytest.fixture
def dialog(context: Context, services: Services, meeting_id: str, before_id: str, qtbot) -> AgendaDialog:
    """Of the meeting of February 6; the one of January 14 reached nothing of its agenda."""
    services.agenda.add(before_id, "Ring-type sockets")
    made = AgendaDialog(context, meeting_id)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def titles(dialog: AgendaDialog) -> list[str]:
    return [row.item.title for row in dialog.model.rows]


def enter(dialog: AgendaDialog, title: str, column: AgendaColumn, typed: str) -> None:
    """Edits a cell as one does: Enter, the words, Enter."""
    row = next(row for row in dialog.model.rows if row.item.title == title)
    table = dialog.agendaTable
    table.setFocus()
    table.setCurrentIndex(dialog.model.index_of(row.id, column))
    QTest.keyClick(table, Key.Key_F2)
    (editor,) = (found for found in table.findChildren(QLineEdit) if found.isVisible())
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Key.Key_Return)
    settle()


def test_what_was_not_reached_stands_there_with_why_when_the_agenda_is_first_opened(dialog: AgendaDialog):
    (row,) = dialog.model.rows
    assert (row.item.title, row.why) == ("Ring-type sockets", "not reached on Jan 14")
    assert dialog.saidLabel.text() == "1 item came back by itself. Ctrl+Z takes it off again."


def test_one_line_adds_an_item_and_says_before_what_it_was_understood_to_be(dialog: AgendaDialog):
    QTest.keyClicks(dialog.addEdit, "Liability waiver, pf, 10 min")
    assert dialog.addHint.text() == "Enter adds: Liability waiver · Patrick Fam (Eversource) · 10 min"
    QTest.keyClick(dialog.addEdit, Key.Key_Return)
    assert titles(dialog) == ["Ring-type sockets", "Liability waiver"]
    assert dialog.addEdit.text() == ""
    assert dialog.sumLabel.text() == "10 minutes planned · 50 minutes of 1 hour left · 1 item has no minutes yet"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Waiver, abc min", "“abc min” is no number of minutes"),
        ("Waiver, 0 min", "at least a minute"),
        ("Waiver, 10000 min", "longer than a meeting can be"),
        ("Waiver, #99.1", "is no order item"),
        (", 10 min", "needs a title"),
    ],
)
def test_a_line_that_can_not_be_taken_stays_and_is_said(dialog: AgendaDialog, typed: str, words: str):
    QTest.keyClicks(dialog.addEdit, typed)
    assert words in dialog.addHint.text()
    QTest.keyClick(dialog.addEdit, Key.Key_Return)
    assert words in dialog.problemLabel.text()
    assert dialog.addEdit.text() == typed
    assert titles(dialog) == ["Ring-type sockets"]


def test_two_presenters_of_one_name_are_said_apart(dialog: AgendaDialog, services: Services):
    services.parties.add_person("Patrick Fam", "Tesla")
    QTest.keyClicks(dialog.addEdit, "Waiver, Patrick Fam")
    assert dialog.addHint.text() == "“Patrick Fam” may be Patrick Fam (Eversource) / Patrick Fam (Tesla). Say which."


def test_cells_are_edited_in_place_and_refuse_in_words(dialog: AgendaDialog, services: Services, meeting_id: str):
    enter(dialog, "Ring-type sockets", AgendaColumn.MINUTES, "abc")
    assert dialog.problemLabel.text().startswith("“abc” is no number of minutes")
    settle()
    (editor,) = (found for found in dialog.agendaTable.findChildren(QLineEdit) if found.isVisible())
    assert editor.text() == "abc", "what was typed stays, to be put right"
    QTest.keyClick(editor, Key.Key_Escape)
    settle()
    enter(dialog, "Ring-type sockets", AgendaColumn.MINUTES, "15")
    enter(dialog, "Ring-type sockets", AgendaColumn.PRESENTER, "pf")
    enter(dialog, "Ring-type sockets", AgendaColumn.TITLE, "Old sockets")
    (row,) = services.agenda.list(meeting_id)
    assert (row.title, row.minutes, row.presenter) == ("Old sockets", 15, "Patrick Fam (Eversource)")


def test_items_are_moved_by_keys_and_by_dragging(dialog: AgendaDialog, items: list[str]):
    settle()
    dialog.agendaTable.setCurrentIndex(dialog.model.index_of(items[0], AgendaColumn.TITLE))
    moving = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.agendaTable, Key.Key_Down, moving)
    assert titles(dialog) == ["Ring-type sockets", "Sockets", "Waiver", "Training"]
    QTest.keyClick(dialog.agendaTable, Key.Key_Up, moving)
    QTest.keyClick(dialog.agendaTable, Key.Key_Up, moving)
    assert titles(dialog) == ["Waiver", "Ring-type sockets", "Sockets", "Training"]
    data: QMimeData = dialog.model.mimeData([dialog.model.index_of(items[2])])
    dialog.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, dialog.model.index(-1, -1))
    assert titles(dialog) == ["Training", "Waiver", "Ring-type sockets", "Sockets"]


def test_delete_takes_an_item_off_and_undo_brings_it_back(dialog: AgendaDialog, items: list[str], services: Services):
    settle()
    dialog.agendaTable.setFocus()
    dialog.agendaTable.setCurrentIndex(dialog.model.index_of(items[1], AgendaColumn.TITLE))
    QTest.keyClick(dialog.agendaTable, Key.Key_Delete)
    assert "Sockets" not in titles(dialog)
    assert dialog.saidLabel.text() == "“Sockets” is off the agenda. Ctrl+Z brings it back."
    services.store.undo()
    settle()
    assert "Sockets" in titles(dialog)


def test_a_topic_is_skipped_once_taken_after_all_and_closed(dialog: AgendaDialog, services: Services, meeting_id: str):
    dialog.agendaTable.setCurrentIndex(dialog.model.index(0, AgendaColumn.TITLE))
    dialog.skipButton.click()
    settle()
    assert [row.item.status for row in dialog.model.rows] == ["skipped"]
    assert [row.title for row in dialog.comebacks.rows] == ["Ring-type sockets"]
    dialog.comebackTable.setFocus()
    dialog.comebackTable.setCurrentIndex(dialog.comebacks.index(0, 0))
    QTest.keyClick(dialog.comebackTable, Key.Key_Return)
    settle()
    assert [row.item.status for row in dialog.model.rows] == ["planned"]
    assert dialog.comebackArea.isHidden()
    dialog.closeTopicButton.click()
    settle()
    assert services.agenda.list(meeting_id) == ()


def test_the_agenda_of_a_cancelled_meeting_says_what_comes_of_it(
    context: Context, services: Services, meeting_id: str, items: list[str], qtbot
):
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    dialog = AgendaDialog(context, meeting_id)
    qtbot.addWidget(dialog)
    assert dialog.meetingLabel.text().endswith("what stands here comes back in the next meeting's agenda.")


def test_the_agenda_is_copied_as_text(dialog: AgendaDialog, items: list[str]):
    settle()
    dialog.copyButton.click()
    assert QGuiApplication.clipboard().text() == (
        "MSA subgroup meeting\nThu, Feb 6, 2025 · 11:00 AM – 12:00 PM EST\n\n"
        "1. Ring-type sockets\n2. Waiver (Patrick Fam (Eversource), 10 min)\n3. Sockets (20 min)\n4. Training\n"
    )


def test_one_key_takes_up_the_next_item_and_the_text_keeps_the_keyboard(
    page: MeetingPage, items: list[str], services: Services, meeting_id: str, clock: FixedClock
):
    settle()
    clock.moment = clock.moment.replace(hour=11, minute=41)
    page.context.commands.run("meeting.next-item")
    type_in(page.outline, "The waiver must name the installer")
    settle()
    clock.moment += timedelta(minutes=14)
    page.agenda._show_time()
    assert (page.agendaLabel.text(), page.timeLabel.text()) == ("Agenda 1 of 3 ·", "4 min over")
    assert page.liveChip.text() == "Live · 00:14"
    assert page.statusChip.isHidden()
    page.context.commands.run("meeting.next-item")
    type_in(page.outline, "\nOld sockets")
    page.flush()
    assert page.outline.hasFocus()
    stories = [
        services.topic_stories.story(row.id)
        for row in services.agenda.topics(services.meetings.get(meeting_id).group_id)
    ]
    said = {story.title: [line.text for part in story.meetings for line in part.lines] for story in stories}
    assert said == {"Waiver": ["The waiver must name the installer"], "Sockets": ["Old sockets"], "Training": []}


def test_the_keys_of_the_agenda_are_heard_in_the_text(
    page: MeetingPage, items: list[str], services: Services, meeting_id: str
):
    from PySide6.QtGui import QKeySequence

    assert page.context.commands.action("meeting.next-item").shortcuts()[0] == QKeySequence("Ctrl+Alt+Return")
    page.context.commands.run("meeting.next-item")
    page.context.commands.run("meeting.next-item")
    page.context.commands.run("meeting.item-before")
    assert [row.at_hand for row in services.agenda.list(meeting_id)] == [True, False, False]
    page.context.commands.run("meeting.park-item")
    assert [row.status for row in services.agenda.list(meeting_id)] == ["parked", "taken up", "planned"]


def test_a_meeting_is_started_and_ended_by_one_command(page: MeetingPage, services: Services, meeting_id: str):
    action = page.context.commands.action("meeting.start")
    assert action.text() == "&Start the meeting"
    action.trigger()
    settle()
    assert action.text() == "End the &meeting"
    action.trigger()
    settle()
    assert services.meetings.get(meeting_id).status == "held"
    assert page.liveChip.isHidden()
    assert page.statusChip.text() == "held"


def test_enter_in_the_panel_takes_an_item_up(page: MeetingPage, items: list[str], services: Services):
    settle()
    panel = page.agenda.panel
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index_of(items[1]))
    QTest.keyClick(panel.list, Key.Key_Return)
    assert services.agenda.get(items[1]).at_hand


def test_the_clock_runs_only_while_the_page_is_shown(page: MeetingPage, items: list[str]):
    settle()
    assert page.agenda._tick.isActive()
    page.hide()
    assert not page.agenda._tick.isActive()


def test_a_meeting_that_is_over_and_had_no_agenda_shows_none(
    context: Context, services: Services, group_id: str, wide: Callable[[QWidget], QWidget]
):
    old = services.meetings.add(group_id, MeetingDraft("Old", date(2024, 12, 3), time(11), time(12)))
    services.meetings.hold(old)
    page = MeetingPage(context)
    page.restore(Place("meeting", old))
    wide(page)
    assert page.agenda.panel.isHidden()
    assert page.liveChip.isHidden()


def test_topics_tell_what_was_said_and_lead_to_the_line(
    page: MeetingPage, items: list[str], services: Services, group_id: str, meeting_id: str
):
    services.running.start(meeting_id)
    (note_id,) = services.notes.capture_lines(meeting_id, "ACTION: Tesla to write")
    dialog = TopicsDialog(page.context, group_id, topic_id=services.agenda.get(items[0]).topic_id or "", parent=page)
    dialog.show()
    assert [row.id for row in dialog.story.rows] == [meeting_id, note_id]
    page.context.navigator.allow(["meeting"])
    asked: list[Place] = []
    page.context.navigator.asked.connect(asked.append)
    dialog.storyTable.setFocus()
    dialog.storyTable.setCurrentIndex(dialog.story.index(1, 0))
    QTest.keyClick(dialog.storyTable, Key.Key_Return)
    assert asked == [Place("meeting", meeting_id, note_id)]


def test_a_topic_is_kept_as_standing_and_a_new_one_is_added(context: Context, services: Services, group_id: str, qtbot):
    dialog = TopicsDialog(context, group_id)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.emptyLabel.text().startswith("No topics yet")
    QTest.keyClicks(dialog.newEdit, "Filing status")
    QTest.keyClick(dialog.newEdit, Key.Key_Return)
    dialog.standingButton.click()
    assert [(row.title, row.state) for row in services.agenda.topics(group_id)] == [("Filing status", "standing")]
