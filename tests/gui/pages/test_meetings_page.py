"""The list of meetings: by group, opened with Enter, moved and cancelled from the keyboard, undone from the bar."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingKind, MeetingStatus
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.models.meetings_table import MeetingsColumn
from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage, new_meeting
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

TITLES = ("January", "Today's", "February")


@pytest.fixture
def places(context: Context) -> list[Place]:
    """Where the page asked to go."""
    gone: list[Place] = []
    context.navigator.allow({"meetings", "meeting", "recap"})
    context.navigator.asked.connect(gone.append)
    return gone


@pytest.fixture
def meetings(context: Context) -> dict[str, str]:
    """A group with a subgroup, and meetings before, on and after February 6, 2025, by their titles."""
    group, ids = prepared(context.services, _three_meetings)
    context.scope.choose(group)
    return ids


def _three_meetings(services: Services) -> tuple[str, dict[str, str]]:
    group = services.groups.add("IX WG / MSA", short="MSA").id
    times = (time(11), time(12))
    ids = {
        title: services.meetings.add(group, MeetingDraft(title, day, *times))
        for title, day in zip(TITLES, (date(2025, 1, 14), date(2025, 2, 6), date(2025, 2, 25)), strict=True)
    }
    ids["Plenary"] = services.meetings.add(services.groups.find("IX WG").id, MeetingDraft("Plenary", date(2025, 3, 4)))
    services.meetings.hold(ids["January"])
    services.notes.capture_lines(ids["January"], "ACTION: somebody to look into it\nNothing more.")
    return group, ids


@pytest.fixture
def page(qtbot, context: Context, meetings: dict[str, str], places: list[Place]) -> MeetingsPage:
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.show_commands(shown=True)
    page.activate()
    return page


def cells(page: MeetingsPage, column: MeetingsColumn) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def status(context: Context, meeting_id: str) -> MeetingStatus:
    return context.services.meetings.get(meeting_id).status


def choose(page: MeetingsPage, meeting_id: str) -> None:
    page.meetingsTable.setCurrentIndex(page.model.index_of(meeting_id))


# ---------------------------------------------------------------------- what is listed


def test_the_newest_stands_first_and_dates_have_their_weekday(page: MeetingsPage):
    assert cells(page, MeetingsColumn.DATE) == ["Tue, Feb 25, 2025", "Thu, Feb 6, 2025", "Tue, Jan 14, 2025"]
    assert cells(page, MeetingsColumn.STATUS) == ["scheduled", "scheduled", "held"]
    assert cells(page, MeetingsColumn.TIME)[0] == "11:00 AM – 12:00 PM EST"


def test_each_says_how_much_it_holds(page: MeetingsPage):
    assert cells(page, MeetingsColumn.NOTES) == ["", "", "2"]
    assert cells(page, MeetingsColumn.OPEN) == ["", "", "1"]
    assert cells(page, MeetingsColumn.CARRIED) == ["1", "1", ""]


def test_a_group_shows_its_subgroups_meetings_too_and_says_whose_they_are(page: MeetingsPage, context: Context):
    assert page.meetingsTable.isColumnHidden(MeetingsColumn.GROUP)
    context.scope.choose(context.services.groups.find("IX WG").id)
    settle()
    assert cells(page, MeetingsColumn.TITLE) == ["Plenary", "February", "Today's", "January"]
    assert cells(page, MeetingsColumn.GROUP)[:2] == ["IX WG", "IX WG · MSA"]
    assert not page.meetingsTable.isColumnHidden(MeetingsColumn.GROUP)


def test_the_head_says_how_many_there_are_and_which_is_next(page: MeetingsPage, context: Context, meetings):
    assert page.summaryLabel.text() == "3 meetings · next: Thu, Feb 6, 2025"
    context.services.meetings.cancel(meetings["February"], to_be_rescheduled=True)
    settle()
    assert page.summaryLabel.text() == "3 meetings · next: Thu, Feb 6, 2025 · 1 to be rescheduled"


def test_the_next_meeting_is_selected_at_first_and_the_one_left_later(page: MeetingsPage, meetings):
    assert page.selected is not None
    assert page.selected.id == meetings["Today's"]
    page.restore(Place("meetings", meetings["January"]))
    assert page.place() == Place("meetings", meetings["January"])


def test_a_meeting_that_moved_says_where_it_stood(page: MeetingsPage, context: Context, meetings):
    context.services.meetings.reschedule(meetings["February"], date(2025, 2, 27))
    settle()
    assert cells(page, MeetingsColumn.TITLE)[0] == "February (was Tue, Feb 25, 2025)"


def test_the_title_has_the_room_that_the_others_leave(page: MeetingsPage):
    view = page.meetingsTable
    widths = sum(view.columnWidth(column) for column in MeetingsColumn if not view.isColumnHidden(column))
    assert widths == view.viewport().width()


def test_the_model_keeps_qts_rules_and_is_read_out_whole(qtmodeltester, page: MeetingsPage):
    qtmodeltester.check(page.model)
    first = page.model.index(2, MeetingsColumn.DATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "Tue, Jan 14, 2025, January, held"
    open_cell = page.model.index(2, MeetingsColumn.OPEN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert open_cell == "Open: 1"


# ---------------------------------------------------------------------- what can be done


def test_enter_and_a_double_click_open_the_meeting(qtbot, page: MeetingsPage, meetings, places: list[Place]):
    qtbot.keyClick(page.meetingsTable, Qt.Key.Key_Return)
    view = page.meetingsTable
    at = view.visualRect(page.model.index(0, MeetingsColumn.TITLE)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert places == [Place("meeting", meetings["Today's"]), Place("meeting", meetings["February"])]


@pytest.mark.parametrize(
    ("command", "after"),
    [
        ("meetings.hold", MeetingStatus.HELD),
        ("meetings.cancel", MeetingStatus.CANCELLED),
        ("meetings.postpone", MeetingStatus.TO_BE_RESCHEDULED),
    ],
)
def test_what_was_done_is_said_and_the_bar_takes_it_back(page, context, notifier, meetings, command, after):
    context.commands.run(command)
    assert status(context, meetings["Today's"]) is after
    words, offer = notifier.said[-1]
    assert words.endswith(": Today's, Thu, Feb 6, 2025")
    offer.run()
    assert status(context, meetings["Today's"]) is MeetingStatus.SCHEDULED


def test_delete_asks_nothing_and_can_be_undone(qtbot, page: MeetingsPage, context: Context, notifier, meetings):
    choose(page, meetings["January"])
    context.commands.run("meetings.delete")
    settle()
    assert "January" not in cells(page, MeetingsColumn.TITLE)
    assert page.selected is not None
    assert notifier.asked == []
    notifier.said[-1][1].run()
    settle()
    assert "January" in cells(page, MeetingsColumn.TITLE)


def test_a_cancelled_meeting_can_be_scheduled_again(page: MeetingsPage, context: Context, meetings):
    context.commands.run("meetings.cancel")
    settle()
    assert not context.commands.action("meetings.cancel").isEnabled()
    context.commands.run("meetings.schedule")
    assert status(context, meetings["Today's"]) is MeetingStatus.SCHEDULED


def test_what_would_change_nothing_is_greyed(page: MeetingsPage, context: Context, meetings):
    enabled = {name: context.commands.action(f"meetings.{name}").isEnabled() for name in ("hold", "schedule", "cancel")}
    assert enabled == {"hold": True, "schedule": False, "cancel": True}
    choose(page, meetings["January"])
    enabled = {name: context.commands.action(f"meetings.{name}").isEnabled() for name in ("hold", "schedule", "cancel")}
    assert enabled == {"hold": False, "schedule": True, "cancel": True}


def test_every_command_about_a_meeting_is_in_the_context_menu(page: MeetingsPage, context: Context):
    of_the_page = {"meetings.webinar", "meetings.list", "meetings.month"}
    commands = [command.id for command in context.commands.all() if command.id.startswith("meetings.")]
    commands = [command for command in commands if command not in of_the_page]
    assert [action.objectName() for action in page.meetingsTable.actions()] == commands


def test_changing_a_meeting_shows_in_the_list(page: MeetingsPage, context: Context, meetings):
    context.commands.run("meetings.change")
    (dialog,) = page.findChildren(MeetingDialog)
    assert dialog.titleEdit.text() == "Today's"
    dialog.titleEdit.setText("Subgroup meeting")
    dialog.accept()
    settle()
    assert "Subgroup meeting" in cells(page, MeetingsColumn.TITLE)


def test_a_new_webinar_is_called_a_webinar_and_asks_first_what_it_is_called(page: MeetingsPage, context: Context):
    context.commands.run("meetings.webinar")
    (dialog,) = page.findChildren(MeetingDialog)
    assert MeetingKind(dialog.kindBox.currentData()) is MeetingKind.WEBINAR
    assert dialog.titleEdit.text().endswith("webinar")
    assert (dialog.titleEdit.selectedText(), dialog.focusWidget()) == (dialog.titleEdit.text(), dialog.titleEdit)


def test_a_new_meeting_is_like_the_latest_today_and_is_opened(page: MeetingsPage, context, places: list[Place]):
    page.newButton.click()
    (dialog,) = page.findChildren(MeetingDialog)
    assert (dialog.titleEdit.text(), dialog.dateEdit.text()) == ("February", "Thu, Feb 6, 2025")
    assert dialog.startEdit.text() == "11:00 AM"
    dialog.dateEdit.setText("Mar 11")
    dialog.accept()
    meeting = context.services.meetings.get(places[-1].item)
    assert (places[-1].page, meeting.date, meeting.group) == ("meeting", date(2025, 3, 11), "IX WG / MSA")


# ---------------------------------------------------------------------- when there is nothing


def test_without_meetings_the_page_says_what_belongs_there(qtbot, context: Context, places: list[Place]):
    context.services.groups.add("IX WG", short="IX")
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.tableStack.currentWidget() is page.emptyState
    assert not page.newButton.isVisible()
    qtbot.waitUntil(page.isActiveWindow)
    page.activate()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    (dialog,) = page.findChildren(MeetingDialog)
    assert dialog.titleEdit.text() == "IX meeting"
    dialog.reject()


def test_without_a_group_the_three_questions_are_asked(qtbot, context: Context, places: list[Place]):
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.emptyState.asked.emit()
    (dialog,) = page.findChildren(FirstStartDialog)
    assert not dialog.fileArea.isVisible()
    dialog.groupEdit.setText("IX WG / MSA")
    dialog.startButton.click()
    assert context.services.meetings.get(places[-1].item).title == "MSA subgroup meeting"


def test_a_new_meeting_can_be_asked_for_from_anywhere(qtbot, context: Context, meetings, page: MeetingsPage):
    new_meeting(context, page.window())
    (dialog,) = page.window().findChildren(MeetingDialog)
    assert dialog.dateEdit.selectedText() == "Thu, Feb 6, 2025"
    dialog.reject()
