"""The month of meetings: gone through by keys, opened, moved by keys and by dragging, and read out whole."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.month import days_of_month, months_on
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import CAPTURED, CARRIED, Place
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.dialogs.reschedule_dialog import RescheduleDialog
from msa_wg_desktop.gui.models.meetings_table import MeetingsColumn
from msa_wg_desktop.gui.models.month_table import spoken_day
from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

FEB_6, FEB_25 = date(2025, 2, 6), date(2025, 2, 25)
MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def places(context: Context) -> list[Place]:
    gone: list[Place] = []
    context.navigator.allow({"meetings", "meeting"})
    context.navigator.asked.connect(gone.append)
    return gone


@pytest.fixture
def meetings(context: Context) -> dict[str, str]:
    """Today's meeting, one on the 25th, one that waits for a date; an order with its date."""
    group, ids = prepared(context.services, _month)
    context.scope.choose(group)
    return ids


def _month(services: Services) -> tuple[str, dict[str, str]]:
    group = services.groups.add("IX WG / MSA", short="MSA").id
    ids = {
        "today": services.meetings.add(group, MeetingDraft("Today's", FEB_6, time(11), time(12))),
        "later": services.meetings.add(group, MeetingDraft("Later", FEB_25, time(14, 30), time(15))),
        "lost": services.meetings.add(group, MeetingDraft("Lost")),
    }
    services.meetings.cancel(ids["lost"], to_be_rescheduled=True)
    services.notes.capture_lines(ids["today"], "ACTION: somebody to look into it")
    services.deadlines.add("Filing", date(2025, 2, 21), group_id=group)
    return group, ids


@pytest.fixture
def page(qtbot, context: Context, meetings, places) -> MeetingsPage:
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.show_commands(shown=True)
    page.activate()
    context.commands.run("meetings.month")
    return page


def row(context: Context, meeting_id: str) -> MeetingRow:
    return context.services.meetings.get(meeting_id)


def press(page: MeetingsPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.monthBoard.view, key, modifiers)
    settle()


# ---------------------------------------------------------------------- what is shown


def test_a_month_begins_on_a_sunday_and_fills_six_weeks():
    days = days_of_month(FEB_6)
    assert (days[0], days[-1], len(days)) == (date(2025, 1, 26), date(2025, 3, 8), 42)
    assert days_of_month(date(2025, 6, 1))[0] == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("day", "by", "found"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 1, 31), -1, date(2024, 12, 31)),
        (date(2024, 12, 30), 2, date(2025, 2, 28)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
    ],
)
def test_months_are_counted_on_the_same_day_or_the_last(day: date, by: int, found: date):
    assert months_on(day, by) == found


def test_days_are_read_out_whole(page: MeetingsPage):
    table = page.monthBoard.view.table
    assert table.sheet is not None

    def said(day: date) -> str:
        found = table.day_at(table.index_of(day))
        assert found is not None
        assert table.sheet is not None
        return spoken_day(found, table.sheet)

    assert said(FEB_6) == "Thu, Feb 6, 2025. Today. 11:00 AM – 12:00 PM Today's, scheduled."
    assert said(date(2025, 2, 17)) == "Mon, Feb 17, 2025. Washington's Birthday."
    assert said(date(2025, 2, 21)) == "Fri, Feb 21, 2025. Date that binds: Filing."


def test_the_model_keeps_qts_rules(qtmodeltester, page: MeetingsPage):
    qtmodeltester.check(page.monthBoard.view.table)


def test_the_view_chosen_is_remembered(page: MeetingsPage, context: Context):
    assert context.here.value("meetings-as", "list") == "month"
    context.commands.run("meetings.list")
    assert page.tableStack.currentWidget() is page.meetingsTable
    assert context.here.value("meetings-as", "") == "list"


def test_the_meeting_at_hand_stays_so_when_the_view_changes(page: MeetingsPage, context: Context, meetings):
    context.commands.run("meetings.list")
    page.restore(Place("meetings", meetings["later"]))
    page.monthButton.click()
    assert page.monthBoard.view.current_day == FEB_25
    assert page.place() == Place("meetings", meetings["later"])


# ---------------------------------------------------------------------- keys


def test_arrows_go_by_day_pages_by_month_and_home_to_today(page: MeetingsPage):
    view = page.monthBoard.view
    for key, day in (
        (Qt.Key.Key_Right, date(2025, 2, 7)),
        (Qt.Key.Key_Down, date(2025, 2, 14)),
        (Qt.Key.Key_PageDown, date(2025, 3, 14)),
        (Qt.Key.Key_Up, date(2025, 3, 7)),
        (Qt.Key.Key_Up, date(2025, 2, 28)),
        (Qt.Key.Key_PageUp, date(2025, 1, 28)),
        (Qt.Key.Key_Left, date(2025, 1, 27)),
        (Qt.Key.Key_Home, FEB_6),
    ):
        press(page, key)
        assert view.current_day == day
    assert page.monthBoard.nameLabel.text() == "February 2025"


def test_enter_opens_the_meeting_of_the_day_or_makes_one(page: MeetingsPage, meetings, places: list[Place]):
    press(page, Qt.Key.Key_Return)
    assert places[-1] == Place("meeting", meetings["today"])
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(MeetingDialog)
    assert dialog.dateEdit.text() == "Fri, Feb 7, 2025"
    dialog.reject()


def test_enter_on_a_date_that_binds_goes_to_its_order(page: MeetingsPage, context: Context, places: list[Place]):
    orders = context.services.orders
    orders.add_docket("24-08-02")
    order = orders.add(orders.add_decision("24-08-02"), "26", due=date(2025, 2, 28))
    settle()
    context.navigator.allow({"meetings", "meeting", "orders"})
    page.monthBoard.show_day(date(2025, 2, 28))
    press(page, Qt.Key.Key_Return)
    assert places[-1] == Place("orders", order)


def test_space_goes_through_the_entries_of_a_day(page: MeetingsPage, context: Context, meetings):
    other = context.services.meetings.add(row(context, meetings["today"]).group_id, MeetingDraft("Second", FEB_6))
    settle()
    assert page.selected is not None
    assert page.selected.id == meetings["today"]
    press(page, Qt.Key.Key_Space)
    assert page.selected.id == other


def test_a_meeting_is_moved_by_keys_and_stays_the_one_at_hand(page: MeetingsPage, context: Context, meetings, notifier):
    press(page, Qt.Key.Key_Down, MOVING)
    press(page, Qt.Key.Key_Left, MOVING)
    moved = row(context, meetings["today"])
    assert (moved.date, moved.rescheduled_from) == (date(2025, 2, 12), date(2025, 2, 13))
    assert page.monthBoard.view.current_day == date(2025, 2, 12)
    assert notifier.said[-1][0] == "Today's is on Wed, Feb 12, 2025 now. That is Lincoln's Birthday."
    notifier.said[-1][1].run()
    assert row(context, meetings["today"]).date == date(2025, 2, 13)


def test_what_was_held_is_not_moved(page: MeetingsPage, context: Context, meetings, notifier):
    context.services.meetings.hold(meetings["today"])
    settle()
    press(page, Qt.Key.Key_Right, MOVING)
    assert row(context, meetings["today"]).date == FEB_6
    assert "can't be moved: it is held" in notifier.said[-1][0]


# ---------------------------------------------------------------------- mouse


def spot(page: MeetingsPage, day: date) -> QPoint:
    """Where the first entry of a day stands."""
    view = page.monthBoard.view
    cell = view.visualRect(view.table.index_of(day))
    found = view.table.day_at(view.table.index_of(day))
    assert found is not None
    lines, _more = view._delegate._shown(cell, found)
    return lines[0].center() if lines else cell.center()


def test_a_title_goes_on_in_a_second_line_above_its_state_where_the_day_has_room(page, context: Context, meetings):
    def heights() -> list[int]:
        view = page.monthBoard.view
        index = view.table.index_of(FEB_25)
        found = view.table.day_at(index)
        assert found is not None
        return [line.height() for line in view._delegate._shown(view.visualRect(index), found)[0]]

    (one,) = heights()
    context.services.meetings.edit(meetings["later"], {"title": "Session on the waiver"})
    context.services.meetings.cancel(meetings["later"])
    settle()
    (three,) = heights()
    assert three > 2 * one
    for title in ("Another", "A third one"):
        context.services.meetings.add(context.scope.group_id, MeetingDraft(title, FEB_25))
    settle()
    assert set(heights()) == {one}, "each says what it can in the room that there is"


def test_a_meeting_is_dragged_to_another_day(page: MeetingsPage, context: Context, meetings):
    target = page.monthBoard.view.viewport()
    start, end = spot(page, FEB_25), spot(page, date(2025, 2, 26))
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(target, start + QPoint(30, 0))
    QTest.mouseMove(target, end)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert row(context, meetings["later"]).date == date(2025, 2, 26)
    context.commands.run("edit.undo")
    assert row(context, meetings["later"]).date == FEB_25


def test_a_click_moves_nothing_and_a_double_click_opens(page: MeetingsPage, context: Context, meetings, places):
    target = page.monthBoard.view.viewport()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot(page, FEB_25))
    assert page.selected is not None
    assert page.selected.id == meetings["later"]
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=spot(page, FEB_25))
    assert places[-1] == Place("meeting", meetings["later"])
    assert row(context, meetings["later"]).date == FEB_25


# ---------------------------------------------------------------------- without a date


def test_a_meeting_without_a_date_stands_apart_and_is_asked_for_one(page: MeetingsPage, context: Context, meetings):
    (link,) = page.monthBoard._links
    assert link.text() == "Lost: cancelled, to be rescheduled · set a date…"
    link.click()
    (dialog,) = page.findChildren(RescheduleDialog)
    dialog.dateEdit.setText("Feb 27")
    dialog.accept()
    settle()
    assert (row(context, meetings["lost"]).date, row(context, meetings["lost"]).status) == (
        date(2025, 2, 27), MeetingStatus.SCHEDULED,
    )  # fmt: skip
    assert page.monthBoard._links == []
    assert page.monthBoard.view.current_day == date(2025, 2, 27)


# ---------------------------------------------------------------------- series and counts


def test_what_only_a_series_knows_is_offered_in_one(page: MeetingsPage, context: Context, meetings, notifier):
    assert not context.commands.action("meetings.cancel-following").isVisible()
    group = row(context, meetings["today"]).group_id
    first = date(2025, 2, 11)
    ids = context.services.meeting_series.add(
        group, MeetingDraft("Weekly", first), make_rule(Every.WEEK, first, count=3)
    )
    settle()
    page.restore(Place("meetings", ids[1]))
    assert context.commands.action("meetings.cancel-following").isVisible()
    context.commands.run("meetings.cancel-following")
    assert [row(context, found).status for found in ids] == [
        MeetingStatus.SCHEDULED, MeetingStatus.CANCELLED, MeetingStatus.CANCELLED,
    ]  # fmt: skip
    assert notifier.said[-1][0] == "2 meetings cancelled: Weekly"
    context.commands.run("meetings.list")
    assert not page.meetingsTable.isColumnHidden(MeetingsColumn.SERIES)


def test_a_figure_leads_to_what_it_counts(page: MeetingsPage, context: Context, meetings, places: list[Place]):
    context.commands.run("meetings.list")
    for meeting, column, target in (
        ("today", MeetingsColumn.OPEN, CAPTURED),
        ("today", MeetingsColumn.NOTES, ""),
        ("later", MeetingsColumn.CARRIED, CARRIED),
    ):
        view = page.meetingsTable
        at = view.visualRect(page.model.index_of(meetings[meeting], column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert places[-1] == Place("meeting", meetings[meeting], target)
    page.restore(Place("meetings", meetings["later"]))
    context.commands.run("meetings.carried")
    assert places[-1] == Place("meeting", meetings["later"], CARRIED)
