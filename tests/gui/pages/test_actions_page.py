"""The page of actions: what does UI owe, by when, and where was it said; sifted, gathered and ordered by keys alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.work_list import WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import DueWanted, WorkView, read_view
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models import portions_model
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.models.cells import CELL_ROLE, CHIP_ROLE, read_cell
from msa_wg_desktop.gui.pages import actions_page
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.work import counted_later, work_page
from msa_wg_desktop.services import action_list
from tests.gui.pages.actions_desk import listed, make_record, open_page, pick, select, show
from tests.gui.turns import PATIENCE_MS, settle


@pytest.fixture
def meeting_id(context) -> str:
    return make_record(context)


@pytest.fixture
def page(context, meeting_id, qtbot) -> ActionsPage:
    return open_page(context, qtbot)


def test_it_opens_with_what_is_open_by_date(page):
    assert listed(page) == [
        "Review the materials",
        "Ask internally",
        "Share the draft waiver",
        "Look for installer practice",
    ]
    assert listed(page, ActionColumn.SOURCE) == ["Feb 6 · 1", "Feb 6 · 3.a", "Feb 6 · 2", "Feb 6 · 4"]
    assert listed(page, ActionColumn.ITEM) == ["26\N{NO-BREAK SPACE}(2)", "", "26\N{NO-BREAK SPACE}(1)", ""]
    assert page.summaryLabel.text() == "4 open · 2 due in two weeks"


def test_an_open_action_without_owner_or_date_is_visible_as_such(page):
    assert page.model.index(3, ActionColumn.OWNER).data(CHIP_ROLE) == ("no owner", Tone.CAUTION)
    assert page.model.index(3, ActionColumn.DUE).data(CHIP_ROLE) == ("no date", Tone.NEUTRAL)
    assert page.model.index(0, ActionColumn.DUE).data(CHIP_ROLE) == ("in 4 days", Tone.CAUTION)


def test_the_table_keeps_the_rules_of_models(page, qtmodeltester, context, meeting_id):
    qtmodeltester.check(page.model)
    context.services.actions.add("One more", meeting_id=meeting_id)
    settle()
    show(page, WorkView(status="", order=WorkOrder(grouping=WorkGrouping.OWNER)))
    assert page.summaryLabel.text().startswith("In all: 5 open")
    qtmodeltester.check(page.model)


def test_what_does_ui_owe_by_when_and_where_was_it_said(qtbot, page, context):
    asked: list[Place] = []
    context.navigator.asked.connect(asked.append)
    page.actionFilters.ownerChip.setFocus()
    qtbot.keyClick(page.actionFilters.ownerChip, Qt.Key.Key_Space)
    pick(qtbot, "UI")
    assert listed(page) == ["Share the draft waiver"]
    assert page.model.index(0, ActionColumn.DUE).data() == "Mar 3"
    assert page.actionPanel.lineButton.text() == "Thu, Feb 6, 2025 · Discussion 2"
    assert "EDCs to share the draft waiver" in page.actionPanel.quoteLabel.text()
    page.actionPanel.lineButton.click()
    assert (asked[-1].page, bool(asked[-1].spot)) == ("meeting", True)


def test_filters_are_opened_by_letters_and_left_like_the_panel_for_the_list(qtbot, page):
    page.actionFilters.dueChip.setFocus()
    qtbot.keyClick(page.actionFilters.dueChip, Qt.Key.Key_Escape)
    assert page.actionsTable.hasFocus()
    page.actionPanel.statusBox.setFocus()
    qtbot.keyClick(page.actionPanel.statusBox, Qt.Key.Key_Escape)
    assert page.actionsTable.hasFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        page.actionFilters.wordsEdit.setFocus()
        qtbot.keyClicks(page.actionFilters.wordsEdit, "draft")
        qtbot.keyClick(page.actionFilters.wordsEdit, key)
        assert page.actionsTable.hasFocus()
        page.actionFilters.wordsEdit.clear()
    assert page.actionFilters.ownerChip.text() == "Ow&ner: anyone"
    page.actionFilters.dueChip.asked.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_O)
    assert page.actionFilters.dueChip.accessibleName() == "Due: overdue"


def test_mine_asks_once_who_one_is_and_remembers_it(qtbot, page, context):
    page.actionFilters.ownerChip.asked.emit()
    pick(qtbot, "Mine")
    pick(qtbot, "Ursula")
    assert listed(page) == ["Share the draft waiver"]
    assert context.here.value("me", "") == context.services.parties.find("Ursula Ives").id
    assert page.actionFilters.ownerChip.accessibleName().startswith("Owner: mine")


def test_the_cross_of_a_filter_lets_everything_through_again(qtbot, page, context):
    context.services.actions.mark_done(page.model.id_at(0))
    settle()
    assert page.model.rowCount() == 3
    chip = page.actionFilters.statusChip
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2))
    settle()
    assert page.model.rowCount() == 4
    assert chip.text().startswith("Status: any")


def test_delete_takes_a_filter_away_from_the_keyboard(qtbot, page):
    page.actionFilters.statusChip.setFocus()
    qtbot.keyClick(page.actionFilters.statusChip, Qt.Key.Key_Delete)
    assert page.actionFilters.view.status == ""
    assert page.model.rowCount() == 4


def test_due_and_order_item_and_meeting_are_filters_too(qtbot, page):
    show(page, WorkView(due=DueWanted.NO_DATE))
    assert listed(page) == ["Look for installer practice"]
    show(page, WorkView())
    page.actionFilters.itemChip.asked.emit()
    pick(qtbot, "26 (2)")
    assert listed(page) == ["Review the materials"]
    assert page.actionFilters.itemChip.accessibleName() == "Order 26 (2)"
    show(page, WorkView())
    page.actionFilters.meetingChip.asked.emit()
    pick(qtbot, "Feb 6")
    assert len(listed(page)) == 4


def test_before_a_day_lets_through_what_nobody_dated_and_says_so(qtbot, page):
    page.actionFilters.dueChip.setFocus()
    qtbot.keyClick(page.actionFilters.dueChip, Qt.Key.Key_Space)
    for key in (*[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.activePopupWidget(), key)
    field = QApplication.activePopupWidget()
    assert isinstance(field, NameField)
    qtbot.keyClicks(field.name, "Feb 30")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    assert field.isVisible()
    assert field.problem.text().startswith("February 30 does not exist.")
    field.name.selectAll()
    qtbot.keyClicks(field.name, "3/3")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    settle()
    assert QApplication.activePopupWidget() is None
    assert page.actionFilters.dueChip.accessibleName() == "Due: before Mar 3, or no date"
    assert listed(page) == ["Review the materials", "Ask internally", "Look for installer practice"]
    qtbot.keyClick(page.actionFilters.dueChip, Qt.Key.Key_Delete)
    settle()
    assert (page.actionFilters.view.before, page.model.rowCount()) == (None, 4)


def test_a_list_that_lost_the_one_at_hand_to_a_filter_begins_at_its_beginning(qtbot, page):
    select(page, 3)
    show(page, replace(page.actionFilters.view, due=DueWanted.SOON))
    assert page.actionsTable.currentIndex().row() == 0
    show(page, WorkView())
    select(page, 2)
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Delete)
    settle()
    assert page.actionsTable.currentIndex().row() == 2


def test_words_sift_while_they_are_typed(qtbot, page):
    qtbot.keyClicks(page.actionFilters.wordsEdit, "waiver")
    qtbot.waitUntil(lambda: listed(page) == ["Share the draft waiver"])
    assert page.summaryLabel.text().startswith("1 shown. In all: 4 open")


@pytest.fixture
def counted_after_ms() -> int:
    return 0


@pytest.fixture
def long(context, meeting_id, qtbot, monkeypatch, counted_after_ms: int) -> ActionsPage:
    """The page with forty actions more, of which it takes ten for many."""
    monkeypatch.setattr(counted_later, "_COUNTED_AFTER_MS", counted_after_ms)
    for module in (portions_model, work_page, actions_page):
        monkeypatch.setattr(module, "BLOCK", 10)
    for name, value in (("_PLACED", 10), ("_LOOKED_AT", 30), ("_SAMPLE", 6)):
        monkeypatch.setattr(action_list, name, value)
    with context.services.store.operation("Many"):
        for number in range(40):
            due = date(2025, 5, 1) + timedelta(days=number)
            context.services.actions.add(f"Number {number}", meeting_id=meeting_id, due=due)
    return open_page(context, qtbot)


def test_a_long_list_of_words_is_shown_by_its_beginning_and_then_counted(long):
    shown: list[list[str]] = []
    long.model.modelReset.connect(lambda: shown.append([long.current(), *listed(long)[:10]]))
    long.model.rowsInserted.connect(lambda: shown.append([long.current(), *listed(long)]))
    show(long, WorkView(words="number"))
    numbers = [f"Number {number}" for number in range(40)]
    begun, whole = shown
    assert begun[1:] == numbers[:10]
    assert whole[1:] == numbers
    assert (long.counting.under_way, long.actionsTable.currentIndex().row(), whole[0]) == (False, 0, long.current())
    assert long.summaryLabel.text().startswith("40 shown. In all: 44 open")


@pytest.mark.parametrize("counted_after_ms", [PATIENCE_MS])
def test_what_is_typed_over_is_not_counted(long):
    show(long, WorkView(words="number"))
    assert long.counting.under_way
    show(long, WorkView(words="number 39"))
    assert not long.counting.under_way
    assert listed(long) == ["Number 39"]
    assert long.summaryLabel.text().startswith("1 shown")


@pytest.mark.parametrize("counted_after_ms", [PATIENCE_MS])
def test_whoever_stands_far_down_in_a_long_list_stays_there(long):
    long.actionsTable.selectRow(30)
    settle()
    kept = long.current()
    show(long, WorkView(words="number"))
    assert not long.counting.under_way
    assert (long.current(), long.model.rowCount()) == (kept, 40)


def test_a_filter_that_finds_nothing_says_so_and_offers_to_show_all(page):
    show(page, WorkView(words="zzz"))
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    settle()
    assert page.model.rowCount() == 4


def test_a_column_orders_the_list_and_again_turns_it_round(qtbot, page):
    page.actionsTable.sort_asked.emit(ActionColumn.WHAT)
    settle()
    assert listed(page)[0] == "Ask internally"
    page.actionsTable.sort_asked.emit(ActionColumn.WHAT)
    settle()
    assert listed(page)[0] == "Share the draft waiver"


def test_groups_have_heads_across_the_table(page):
    show(page, WorkView(order=WorkOrder(grouping=WorkGrouping.OWNER)))
    assert listed(page)[::2] == [
        "EDCs (Eversource, UI) · 1",
        "Eversource · 1",
        "Jordan Graham (Tesla) · 1",
        "Nobody yet · 1",
    ]
    assert page.actionsTable.columnSpan(0, 0) == len(ActionColumn)
    assert not page.model.flags(page.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize("grouping", WorkGrouping)
def test_every_grouping_says_its_heads_in_words(page, grouping):
    show(page, WorkView(status="", order=WorkOrder(grouping=grouping)))
    heads = [listed(page)[row] for row in page.model.heads]
    assert all(head.strip(" ·0123456789") for head in heads)
    assert len(listed(page)) >= 4


def test_a_view_is_kept_under_a_name_shown_again_and_forgotten(qtbot, page, context, notifier):
    show(page, WorkView(words="waiver"))
    context.commands.run("actions.keep")
    field = QApplication.activePopupWidget()
    assert isinstance(field, NameField)
    assert field.name.text() == "Open, waiver"
    field.name.setText("Waivers")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    show(page, WorkView())
    page.actionFilters.view_asked.emit("Waivers")
    settle()
    assert listed(page) == ["Share the draft waiver"]
    page.actionFilters.forget_asked.emit("Waivers")
    assert context.here.value("actions-views", {}) == {}
    words, offer = notifier.said[-1]
    assert (words, offer.words) == ("The view “Waivers” is forgotten.", "Undo")
    offer.run()
    assert list(context.here.value("actions-views", {})) == ["Waivers"]


def test_a_kept_view_gets_another_name_and_no_other_view_is_lost_to_it(qtbot, page, context):
    context.here.put("actions-views", {"Late": {"due": "overdue"}, "Waivers": {"words": "waiver"}})
    page.actionFilters.rename_asked.emit("Waivers")
    field = QApplication.activePopupWidget()
    assert isinstance(field, NameField)
    assert field.name.text() == "Waivers"
    field.name.setText("Late")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    assert field.problem.text() == "There is a view “Late” already. Take another name."
    field.name.setText("Drafts")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    assert context.here.value("actions-views", {}) == {"Late": {"due": "overdue"}, "Drafts": {"words": "waiver"}}


def test_the_view_comes_back_at_the_next_start(page, context):
    show(page, WorkView(status="", order=WorkOrder(sort=WorkSort.WHAT)))
    assert (
        read_view(context.here.value("actions-view", {}), states=frozenset(ActionStatus), usual=WorkView())
        == page.actionFilters.view
    )


def test_a_page_without_actions_says_what_belongs_here(context, qtbot):
    context.scope.choose(context.services.groups.add("IX WG / Empty").id)
    page = open_page(context, qtbot)
    assert page.tableStack.currentWidget() is page.emptyState
    assert page.summaryLabel.text() == ""
    page.emptyState.asked.emit()
    assert page.quickLine.isVisible()


def test_without_a_group_it_says_where_one_is_started(context, qtbot):
    page = open_page(context, qtbot)
    page.emptyState.asked.emit()
    assert "There is no group yet" in page.problemLabel.text()


def test_it_works_at_two_hundred_percent(page, theme):
    theme.set_zoom(200)
    settle()
    assert page.minimumSizeHint().width() <= 1155
    assert listed(page)[0] == "Review the materials"


def test_a_choice_in_a_menu_is_taken_from_the_keyboard(qtbot, page):
    page.actionFilters.dueChip.asked.emit()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in (*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    settle()
    assert listed(page) == ["Look for installer practice"]
    show(page, replace(page.actionFilters.view, due=DueWanted.ANY))
    assert page.model.rowCount() == 4


def test_what_is_painted_of_a_cell_is_what_its_roles_say(page):
    for row in range(page.model.rowCount()):
        for column in ActionColumn:
            index = page.model.index(row, column)
            assert index.data(CELL_ROLE) == read_cell(index.data)
