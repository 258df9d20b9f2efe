"""Data needs edited where they stand, beside the list and many at once; nothing lost on the way."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.pages.needs_page import NeedsPage
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from tests.gui.pages.needs_desk import choose, edit_cell, editor_of, listed, make_record, open_page, select
from tests.gui.turns import settle


@pytest.fixture
def meeting_id(context) -> str:
    return make_record(context)


@pytest.fixture
def page(context, meeting_id, qtbot) -> NeedsPage:
    return open_page(context, qtbot)


def need_at(page: NeedsPage, context, row: int):
    return context.services.data_needs.get(page.model.id_at(row))


def test_cells_are_edited_where_they_stand(page, qtbot, context):
    edit_cell(qtbot, page, 0, NeedColumn.NEED, "Lifespan of the device")
    edit_cell(qtbot, page, 0, NeedColumn.WHO, "jg, UI")
    edit_cell(qtbot, page, 0, NeedColumn.DUE, "Mar 3")
    edit_cell(qtbot, page, 0, NeedColumn.RESPONSE, "At least 15 years")
    row = need_at(page, context, 0)
    assert (row.need, row.parties_text, row.due, row.response) == (
        "Lifespan of the device",
        "Jordan Graham (Tesla)/UI",
        date(2025, 3, 3),
        "At least 15 years",
    )


def test_whoever_opens_a_response_writes_on_where_it_ends(page, qtbot, context):
    row = listed(page).index("Waivers")
    select(page, row, column=NeedColumn.RESPONSE)
    page.needsTable.setFocus()
    qtbot.keyClick(page.needsTable, Qt.Key.Key_F2)
    editor = editor_of(page)
    qtbot.keyClicks(editor, " Energy")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert context.services.data_needs.get(page.model.id_at(row)).response == "- Tucson\n- Xcel Energy"


def test_a_state_is_chosen_from_a_menu(page, qtbot, context):
    select(page, 0, column=NeedColumn.STATUS)
    page.needsTable.setFocus()
    qtbot.keyClick(page.needsTable, Qt.Key.Key_Return)
    choose(qtbot, "Partly answered")
    assert need_at(page, context, 0).status == "partly answered"
    assert listed(page, NeedColumn.STATUS)[0] == "Partly answered"


def test_a_name_that_there_is_not_is_said_and_nothing_changes(page, qtbot, context):
    edit_cell(qtbot, page, 0, NeedColumn.WHO, "Nobody Known")
    assert "“Nobody Known” isn't in the record" in page.problemLabel.text()
    assert page.problemLabel.isVisible()
    assert need_at(page, context, 0).parties_text == "ConnectDER/Tesla"


def test_a_date_before_it_was_asked_is_taken_and_said(page, qtbot, context):
    edit_cell(qtbot, page, 0, NeedColumn.DUE, "1/10/2025")
    assert need_at(page, context, 0).due == date(2025, 1, 10)
    said = context.notifier.said[-1][0]
    assert said == "Due Fri, Jan 10, 2025, before it was asked for on Tue, Jan 14, 2025."


def test_each_party_has_a_part_of_its_own(page, qtbot, context):
    select(page, 0)
    _connect, tesla = page.needPanel.parties.fields
    assert tesla.askedLabel.text() == "Asked Tue, Jan 14, 2025"
    tesla.response.setFocus()
    qtbot.keyClicks(tesla.response, "20 years")
    page.flush()
    tesla.giver.setText("Jordan Graham (Tesla)")
    tesla.giver.setModified(True)
    tesla.received.setText("Feb 4")
    tesla.received.setModified(True)
    tesla.status.setCurrentIndex(tesla.status.findData("answered"))
    tesla.status.activated.emit(tesla.status.currentIndex())
    page.flush()
    settle()
    row = need_at(page, context, 0)
    given = row.parties[1]
    assert (given.status, given.response, given.answered_by, given.answered_on) == (
        "answered",
        "20 years",
        "Jordan Graham (Tesla)",
        date(2025, 2, 4),
    )
    assert (row.status, row.response) == ("partly answered", "Tesla: 20 years")
    assert page.needPanel.wholeResponse.toPlainText() == "Tesla: 20 years"


def test_what_a_party_gave_is_its_answer_as_soon_as_it_is_written(page, qtbot, context):
    select(page, 0)
    _connect, tesla = page.needPanel.parties.fields
    assert [field.isVisible() for field in (tesla.received, tesla.giver, tesla.due, tesla.reason)] == [
        False, False, True, True,
    ]  # fmt: skip
    tesla.response.setFocus()
    qtbot.keyClicks(tesla.response, "20 years")
    qtbot.keyClick(tesla.response, Qt.Key.Key_Tab)
    assert tesla.received.hasFocus()
    page.flush()
    settle()
    assert (tesla.status.currentData(), tesla.received.text()) == ("answered", "Thu, Feb 6, 2025")
    assert not tesla.due.isVisible()
    context.services.store.undo()
    settle()
    assert (tesla.status.currentData(), tesla.response.toPlainText()) == ("requested", "")


def test_who_gave_a_response_of_several_is_asked_and_nothing_is_taken_for_granted(page, qtbot, context):
    edit_cell(qtbot, page, 0, NeedColumn.RESPONSE, "At least 15 years")
    assert need_at(page, context, 0).status == "requested"
    words, offer = context.notifier.said[-1]
    assert (words, offer.words) == ("Still asked: ConnectDER, Tesla.", "Mark as answered")
    offer.run()
    assert [party.status for party in need_at(page, context, 0).parties] == ["answered", "answered"]
    said = len(context.notifier.said)
    edit_cell(qtbot, page, 0, NeedColumn.RESPONSE, "At least 16 years")
    assert len(context.notifier.said) == said


def test_a_party_is_asked_again_and_every_day_is_shown(page, context):
    select(page, 0)
    need = page.model.id_at(0)
    context.services.data_needs.ask_again([need], on=date(2025, 1, 30))
    settle()
    page.needPanel.parties.fields[1].askButton.click()
    settle()
    today = context.clock.today()
    assert need_at(page, context, 0).parties[1].asked_again == (date(2025, 1, 30), today)
    assert page.needPanel.parties.fields[0].askedLabel.text() == "Asked Tue, Jan 14, 2025, again Jan 30"
    assert page.needPanel.parties.fields[1].askedLabel.text().startswith("Asked Tue, Jan 14, 2025, again Jan 30, again")


def test_the_whole_is_overruled_in_somebodys_name(page, qtbot, context):
    select(page, 0)
    box = page.needPanel.wholeBox
    box.setCurrentIndex(box.findData("withdrawn"))
    box.activated.emit(box.currentIndex())
    popup = page.findChild(PickPopup) or box.findChild(PickPopup)
    assert popup is not None
    qtbot.keyClicks(popup.search, "aileen")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
    row = need_at(page, context, 0)
    assert (row.status, row.overruled_by) == ("withdrawn", "Aileen Cole (GPI)")
    assert page.needPanel.wholeLabel.text() == "Aileen Cole (GPI) says so."
    box.setCurrentIndex(0)
    box.activated.emit(0)
    settle()
    assert need_at(page, context, 0).status == "requested"


def test_many_are_changed_in_one_step(page, qtbot, context):
    select(page, 0, 1, 3)
    many = page.many
    qtbot.keyClicks(many.dueEdit, "Mar 7")
    qtbot.keyClick(many.dueEdit, Qt.Key.Key_Return)
    settle()
    dues = [row.due for row in context.services.data_needs.list()]
    assert dues == [date(2025, 3, 7), date(2025, 3, 7), None, date(2025, 3, 7)]
    page.askManyButton.click()
    settle()
    again = [row.asked_again_on is not None for row in context.services.data_needs.list()]
    assert again == [True, False, False, True]
    context.services.store.undo()
    context.services.store.undo()
    assert [row.due for row in context.services.data_needs.list()] == [date(2025, 2, 28), None, None, None]


def test_one_key_marks_as_answered_and_asks_again(page, context):
    select(page, 0, 3)
    context.commands.run("needs.answered")
    settle()
    assert [row.status for row in context.services.data_needs.list()][::3] == ["answered", "answered"]
    select(page, 0)
    context.commands.run("needs.answered")
    settle()
    assert need_at(page, context, 0).status == "requested"


def test_what_is_deleted_can_be_brought_back(page, qtbot, context):
    select(page, 0, 1)
    page.needsTable.setFocus()
    qtbot.keyClick(page.needsTable, Qt.Key.Key_Delete)
    settle()
    assert listed(page) == ["Sockets", "Maintenance data"]
    words, offer = context.notifier.said[-1]
    assert words == "2 data needs were deleted."
    assert offer is not None
    context.services.store.undo()
    settle()
    assert listed(page) == ["Lifespan", "Waivers", "Sockets", "Maintenance data"]


def test_what_is_typed_beside_the_list_survives_going_to_another_need(page, qtbot, context):
    select(page, 0)
    field = page.needPanel.wholeResponse
    field.setFocus()
    qtbot.keyClicks(field, "Long enough")
    select(page, 2)
    rows = context.services.data_needs.list()
    assert (rows[0].response, rows[2].response) == ("Long enough", "")


def test_a_material_is_cited(page, qtbot, context):
    material = context.services.materials.add("Tucson waiver")
    select(page, 1)
    page.needPanel.citeButton.click()
    popup = page.needPanel.citeButton.findChild(PickPopup)
    assert popup is not None
    qtbot.keyClicks(popup.search, "tucson")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
    assert [row.id for row in page.needPanel.materials.rows.rows] == [material]


def test_tab_goes_through_the_panel_as_it_is_read_and_esc_leads_back_to_the_list(page, qtbot):
    select(page, 0)
    panel = page.needPanel
    panel.partiesEdit.setFocus()
    visited = []
    for _step in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    connect = panel.parties.fields[0]
    assert visited == [
        panel.dueEdit, panel.itemsEdit, panel.wholeBox, connect.status, connect.response, connect.due,
    ]  # fmt: skip
    connect.response.setFocus()
    qtbot.keyClick(connect.response, Qt.Key.Key_Escape)
    assert page.needsTable.hasFocus()
