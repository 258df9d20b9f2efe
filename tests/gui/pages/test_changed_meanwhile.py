"""Two windows on one record: nothing is overwritten that somebody else wrote after it was shown, of one or of many."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.gui.pages.needs_page import NeedsPage
from tests.gui.pages import needs_desk
from tests.gui.pages.actions_desk import edit_cell, editor_of, make_record, open_page, select, show
from tests.gui.turns import settle

THURSDAY, MONDAY = date(2025, 3, 20), date(2025, 2, 17)


@pytest.fixture
def page(context, qtbot) -> ActionsPage:
    make_record(context)
    return open_page(context, qtbot)


def enter_for_all(qtbot, page, edit, words: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, words)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()


def test_those_that_somebody_changed_since_are_left_the_others_are_set_in_one_step_and_both_is_said(
    qtbot, page, context, store, kim
):
    select(page, 0, 1, 2)
    first, second, third = page.actionsTable.selected_ids()
    kim.actions.edit(second, {"due": MONDAY})
    steps = store.operations()
    enter_for_all(qtbot, page, page.many.dueEdit, "3/20")
    dues = {row_id: context.services.actions.get(row_id).due for row_id in (first, second, third)}
    assert dues == {first: THURSDAY, second: MONDAY, third: THURSDAY}
    assert store.operations() == steps + 1
    assert context.services.history.list(limit=1)[0].label == "Change 2 actions"
    assert page.problemLabel.text() == (
        "“Ask internally” was left as it is: Kim changed it after it was shown here. The other 2 were set."
    )
    assert page.many.dueEdit.text() == ""
    page.leftButton.click()
    settle()
    assert page.actionsTable.selected_ids() == [second]
    store.undo()
    assert context.services.actions.get(second).due == MONDAY, "undo takes back what was set, and no more"
    assert context.services.actions.get(first).due == date(2025, 2, 10)


def test_what_the_list_has_shown_meanwhile_is_not_overwritten_by_what_was_begun_before(
    qtbot, page, context, store, kim
):
    select(page, 0, 1)
    first, second = page.actionsTable.selected_ids()
    qtbot.keyClicks(page.many.dueEdit, "3/2")
    kim.actions.edit(first, {"due": MONDAY})
    store.catch_up()
    settle()
    qtbot.keyClicks(page.many.dueEdit, "0")
    qtbot.keyClick(page.many.dueEdit, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(first).due == MONDAY
    assert context.services.actions.get(second).due == THURSDAY


def test_only_the_same_value_counts_and_what_was_read_is_set_when_it_is_entered_again(qtbot, page, context, kim):
    select(page, 0, 1)
    ids = page.actionsTable.selected_ids()
    for row_id in ids:
        kim.actions.edit(row_id, {"reason": "Legal is slow"})
        kim.actions.set_owners(row_id, ["UI"])
    enter_for_all(qtbot, page, page.many.ownersEdit, "Tesla")
    assert page.problemLabel.text().startswith("“Review the materials” and “Ask internally” were left as they")
    assert page.problemLabel.text().endswith("Nothing was set.")
    assert page.many.ownersEdit.text() == "Tesla", "what was typed stays"
    enter_for_all(qtbot, page, page.many.dueEdit, "3/20")
    assert {context.services.actions.get(row_id).due for row_id in ids} == {THURSDAY}
    qtbot.keyClick(page.many.ownersEdit, Qt.Key.Key_Return)
    settle()
    assert {context.services.actions.get(row_id).owners_text for row_id in ids} == {"Tesla"}
    assert page.problemLabel.isHidden()
    assert page.leftButton.isHidden()


def test_a_state_that_an_owner_gave_meanwhile_stays_and_is_found_where_filters_hold_it_back(
    qtbot, page, context, store, kim
):
    select(page, 0, 1)
    first, second = page.actionsTable.selected_ids()
    kim.actions.set_owner_status(first, "Eversource", "done", reason="Sent")
    kim.actions.delete(second)
    third = page.model.id_at(2)
    select(page, 0, 1, 2)
    page.many.statusBox.setCurrentIndex(page.many.statusBox.findData("in progress"))
    page.many.statusBox.activated.emit(page.many.statusBox.currentIndex())
    store.catch_up()
    settle()
    assert context.services.actions.get(first).status == "done"
    assert context.services.actions.get(third).status == "in progress"
    assert "One is in the record no more. The other one was set." in page.problemLabel.text()
    assert page.model.index_of(first).isValid() is False, "the list shows open ones"
    page.leftButton.click()
    settle()
    assert page.actionsTable.selected_ids() == [first]


def test_a_cell_that_somebody_changed_while_it_was_typed_keeps_what_they_wrote(qtbot, page, context, store, kim):
    first = page.model.id_at(0)
    select(page, 0, column=ActionColumn.WHAT)
    page.actionsTable.setFocus()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_F2)
    field = editor_of(page)
    qtbot.keyClicks(field, "Read the mat")
    kim.actions.edit(first, {"what": "Read all materials"})
    store.catch_up()
    settle()
    assert field.text() == "Read the mat", "nobody's typing vanishes under their hands"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(first).what == "Read all materials"
    assert page.problemLabel.text() == (
        "“Read all materials” was left as it is: Kim changed it after it was shown here."
    )
    edit_cell(qtbot, page, 0, ActionColumn.WHAT, "Read the materials")
    assert context.services.actions.get(first).what == "Read the materials"


def test_a_field_beside_the_list_is_as_careful_and_escape_shows_what_the_record_says(qtbot, page, context, store, kim):
    first, edit = page.model.id_at(0), page.actionPanel.dueEdit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "3/20")
    kim.actions.edit(first, {"due": MONDAY})
    store.catch_up()
    settle()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    page.actionPanel.flush()
    assert page.leftButton.isHidden(), "it is at hand"
    assert (context.services.actions.get(first).due, edit.text()) == (MONDAY, "3/20")
    assert "Kim changed it" in page.problemLabel.text()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "Mon, Feb 17, 2025"
    edit.selectAll()
    qtbot.keyClicks(edit, "3/20")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert context.services.actions.get(first).due == THURSDAY


def test_data_needs_follow_the_same_rule(qtbot, context, kim):
    needs_desk.make_record(context)
    page: NeedsPage = needs_desk.open_page(context, qtbot)
    page.needsTable.selectAll()
    settle()
    ids = page.needsTable.selected_ids()
    kim.data_needs.edit(ids[0], {"due": MONDAY})
    enter_for_all(qtbot, page, page.many.dueEdit, "3/20")
    dues = [context.services.data_needs.get(row_id).due for row_id in ids]
    assert dues == [MONDAY, *(THURSDAY for _other in ids[1:])]
    assert "Kim changed it after it was shown here." in page.problemLabel.text()


def test_the_sentence_names_a_few_and_counts_the_rest(qtbot, page, context, kim):
    show(page, WorkView())
    page.actionsTable.selectAll()
    settle()
    for row_id in page.actionsTable.selected_ids():
        kim.actions.edit(row_id, {"status": "no longer pursued"})
    page.mark(closed="done", opened="open")
    assert page.problemLabel.text().startswith("“Review the materials”, “Ask internally”, “Share the draft waiver”")
    assert "and 1 more were left as they are: Kim changed them" in page.problemLabel.text()
