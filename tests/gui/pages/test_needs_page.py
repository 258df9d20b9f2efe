"""The page of data needs: what it lists and says, how it is sifted and gathered, and how each need is seen in full."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.work_list import WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.domain.work_views import OPEN, WorkView
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.pages.needs_page import NeedsPage
from msa_wg_desktop.gui.widgets.work.work_page import NEW
from tests.gui.pages.needs_desk import JAN_14, editor_of, listed, make_record, open_page, select
from tests.gui.turns import settle


@pytest.fixture
def meeting_id(context) -> str:
    return make_record(context)


@pytest.fixture
def page(context, meeting_id, qtbot) -> NeedsPage:
    return open_page(context, qtbot)


def test_needs_stand_as_the_summary_has_them(page):
    assert listed(page) == ["Lifespan", "Waivers", "Sockets", "Maintenance data"]
    assert listed(page, NeedColumn.WHO) == ["ConnectDER, Tesla", "ConnectDER, Tesla", "EDCs", "Tesla"]
    assert listed(page, NeedColumn.STATUS) == ["Asked", "Answered", "Unable to provide", "Asked"]
    assert listed(page, NeedColumn.RESPONSE)[1] == "• Tucson\n• Xcel"
    assert page.model.index(0, NeedColumn.RESPONSE).data(Qt.ItemDataRole.AccessibleTextRole) == "No response yet"
    assert page.summaryLabel.text() == (
        "Identified Tue, Jan 14, 2025 to Thu, Feb 6, 2025 · 4 needs · 1 answered · 2 open"
    )


def test_the_model_keeps_the_rules_of_models(page, qtmodeltester):
    page.needFilters.show_view(WorkView(status="", order=WorkOrder(grouping=WorkGrouping.OWNER)))
    settle()
    qtmodeltester.check(page.model)


def test_a_need_of_two_parties_stands_under_both(page):
    page.needFilters.show_view(WorkView(status="", order=WorkOrder(grouping=WorkGrouping.OWNER, sort=WorkSort.SOURCE)))
    settle()
    assert listed(page) == [
        "ConnectDER · 2",
        "Lifespan",
        "Waivers",
        "EDCs (Eversource, UI) · 1",
        "Sockets",
        "Tesla · 3",
        "Lifespan",
        "Waivers",
        "Maintenance data",
    ]
    page.needFilters.show_view(WorkView(status="", order=WorkOrder(grouping=WorkGrouping.STATUS)))
    settle()
    assert [words for words in listed(page) if " · " in words] == ["Asked · 2", "Answered · 1", "Unable to provide · 1"]


def test_a_filter_that_finds_nothing_offers_everything(page, qtbot):
    page.needFilters.show_view(WorkView(status=OPEN, words="don't"))
    settle()
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    settle()
    assert len(listed(page)) == 4


def test_ui_finds_what_edcs_were_asked(page, context):
    page.needFilters.show_view(WorkView(status="", owner=context.services.parties.find("UI").id))
    settle()
    assert listed(page) == ["Sockets"]


def test_headers_sort_and_turn_round(page):
    page.needsTable.sort_asked.emit(NeedColumn.NEED)
    settle()
    assert listed(page) == ["Lifespan", "Maintenance data", "Sockets", "Waivers"]
    page.needsTable.sort_asked.emit(NeedColumn.NEED)
    settle()
    assert listed(page)[0] == "Waivers"


def test_a_place_shows_its_need_whatever_is_held_back(page, context):
    page.needFilters.show_view(WorkView(status="withdrawn"))
    settle()
    sockets = context.services.data_needs.list()[2].id
    page.restore(Place("needs", sockets))
    settle()
    assert page.place() == Place("needs", sockets)
    assert page.needPanel.titleLabel.text() == "Sockets"


def test_the_line_that_it_comes_from_is_one_key_away(page, context, meeting_id):
    need = next(row for row in context.services.data_needs.list() if row.source.note_id)
    select(page, page.model.index_of(need.id).row())
    assert page.needPanel.lineButton.text() == "Thu, Feb 6, 2025 · Discussion 1"
    assert page.needPanel.quoteLabel.text() == "“NEED: Tesla to provide maintenance data”"
    page.needPanel.lineButton.click()
    assert context.navigator.here == Place("meeting", meeting_id, need.source.note_id)


def test_words_are_found_in_responses_too(page, qtbot):
    page.needFilters.wordsEdit.setFocus()
    qtbot.keyClicks(page.needFilters.wordsEdit, "xcel")
    qtbot.keyClick(page.needFilters.wordsEdit, Qt.Key.Key_Return)
    settle()
    assert listed(page) == ["Waivers"]


def test_one_line_makes_a_need_and_says_what_it_understood(page, qtbot, context):
    page.restore(Place("needs", NEW))
    qtbot.keyClicks(page.quickLine.edit, "Tesla to provide outage data by Feb 28 #26.1")
    assert page.quickLine.kind.text() == "data need"
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    row = context.services.data_needs.list()[-1]
    assert (row.need, row.parties_text, row.due, row.order_items) == (
        "Outage data", "Tesla", date(2025, 2, 28), ("26.1",),
    )  # fmt: skip
    assert page.place() == Place("needs", row.id)


def test_a_date_that_there_is_not_stays_to_be_put_right(page, qtbot):
    page.restore(Place("needs", NEW))
    qtbot.keyClicks(page.quickLine.edit, "Tesla to provide outage data by Feb 30")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    assert page.quickLine.edit.text() == "Tesla to provide outage data by Feb 30"
    assert "Nothing was changed" in page.quickLine.warning.text()


def test_a_follow_up_says_what_it_follows_and_both_show_it(page, qtbot, context):
    select(page, 1)
    page.needPanel.followButton.click()
    assert page.quickLine.about.text() == "Follows: Waivers"
    qtbot.keyClicks(page.quickLine.edit, "Tesla to provide the Xcel waiver in full")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    needs = context.services.data_needs
    waivers = next(row for row in needs.list() if row.need == "Waivers")
    after = needs.get(waivers.follow_ups[0].id)
    assert after.follows is not None
    assert after.follows.id == waivers.id
    assert [row.words for row in page.needPanel.links.rows.rows] == ["Waivers"]
    page.restore(Place("needs", waivers.id))
    settle()
    assert [(row.words, row.detail) for row in page.needPanel.links.rows.rows] == [(after.need, "Followed by")]


def test_without_any_the_page_says_what_belongs_here(context, qtbot):
    group = context.services.groups.add("IX WG").id
    context.scope.choose(group)
    page = open_page(context, qtbot)
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    assert page.quickLine.isVisible()


def test_a_very_long_response_is_cut_in_the_list_and_whole_beside_it(page, context):
    first = context.services.data_needs.list()[0]
    text = ("word " * 20_000).strip()
    context.services.data_needs.edit(first.id, {"response": text})
    settle()
    select(page, 0, column=NeedColumn.RESPONSE)
    assert len(str(page.model.index(0, NeedColumn.RESPONSE).data())) < 2_000
    assert page.needsTable.rowHeight(0) < page.needsTable.viewport().height()
    assert not page.model.index(0, NeedColumn.RESPONSE).flags() & Qt.ItemFlag.ItemIsEditable
    page.needsTable.edit_cell(page.model.index(0, NeedColumn.RESPONSE))
    assert page.needPanel.wholeResponse.hasFocus()
    assert page.needPanel.wholeResponse.markdown() == text


@pytest.mark.parametrize("text", ["<b>bold</b>", "=1+1", "Tom & Jerry &amp; co"])
def test_words_are_shown_as_they_are(page, context, text: str):
    need = context.services.data_needs.add(text, parties=["Tesla"], identified_on=JAN_14, response=text)
    page.restore(Place("needs", need))
    settle()
    row = page.needsTable.currentIndex().row()
    assert page.model.index(row, NeedColumn.NEED).data() == text
    assert page.needPanel.titleLabel.text() == text
    assert page.needPanel.wholeResponse.toPlainText() == text


def test_typing_begins_to_edit_a_cell(page, qtbot, context):
    select(page, 0, column=NeedColumn.RESPONSE)
    page.needsTable.setFocus()
    qtbot.keyClicks(page.needsTable, "1")
    qtbot.keyClicks(editor_of(page), "5 years")
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Escape)
    settle()
    assert context.services.data_needs.list()[0].response == "15 years"


def test_the_first_and_the_last_are_gone_to_by_keys_and_shown_beside(page, qtbot):
    select(page, 1, column=NeedColumn.RESPONSE)
    for key, row in ((Qt.Key.Key_End, 3), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(page.needsTable, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert page.needsTable.currentIndex() == page.model.index(row, NeedColumn.RESPONSE)
        assert page.needsTable.selected_ids() == [page.model.id_at(row)]
        assert page.needPanel.titleLabel.text() == listed(page)[row]


def test_the_row_at_hand_stays_in_sight_where_the_list_gets_lower(page, context):
    for number in range(6):
        context.services.data_needs.add(f"Need {number}", parties=["Tesla"])
    settle()
    table = page.needsTable
    select(page, 8)
    bottom = table.visualRect(table.currentIndex()).bottom()
    page.resize(1155, 400)
    settle()
    assert table.viewport().height() < bottom
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_large_text_leaves_no_column_outside_and_gives_the_summary_a_line_of_its_own(page, context):
    context.theme.set_zoom(200)
    settle()
    assert page.layout().indexOf(page.summaryLabel) == 1
    table = page.needsTable
    assert not table.isColumnHidden(NeedColumn.DUE)
    assert table.horizontalHeader().length() <= table.viewport().width()
    context.theme.set_zoom(100)
    settle()
    assert page.layout().indexOf(page.summaryLabel) == -1
