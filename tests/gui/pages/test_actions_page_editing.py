"""Actions edited where they stand, beside the list, many at once; new ones from one line; nothing lost on the way."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.work.work_page import NEW
from tests.gui.pages.actions_desk import edit_cell, editor_of, listed, make_record, open_page, select, show
from tests.gui.turns import settle
from tests.gui.undo_keys import takes_undo


@pytest.fixture
def meeting_id(context) -> str:
    return make_record(context)


@pytest.fixture
def page(context, meeting_id, qtbot) -> ActionsPage:
    return open_page(context, qtbot)


def test_a_cell_is_edited_where_it_stands(qtbot, page, context):
    first = page.model.id_at(0)
    edit_cell(qtbot, page, 0, ActionColumn.OWNER, "jg, UI")
    edit_cell(qtbot, page, 0, ActionColumn.DUE, "Feb 11")
    edit_cell(qtbot, page, 0, ActionColumn.WHAT, "Read the materials")
    action = context.services.actions.get(first)
    assert (action.owners_text, action.due, action.what) == (
        "Jordan Graham (Tesla) · UI",
        date(2025, 2, 11),
        "Read the materials",
    )
    assert page.model.id_at(page.actionsTable.currentIndex().row()) == first


def test_a_state_is_chosen_where_it_stands(qtbot, page, context):
    changed = page.model.id_at(0)
    select(page, 0, column=ActionColumn.STATUS)
    page.actionsTable.setFocus()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_F2)
    box = next(box for box in page.actionsTable.viewport().findChildren(QComboBox) if box.isVisible())
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert context.services.actions.get(changed).status == "open", "stepping through them takes none"
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(changed).status == "in progress"
    assert page.model.index(0, ActionColumn.STATUS).data() == "In progress"


def test_what_is_being_typed_into_a_cell_stays_while_other_actions_change(qtbot, page, context):
    first, second = page.model.id_at(0), page.model.id_at(1)
    select(page, 0)
    page.actionsTable.setFocus()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_F2)
    field = next(field for field in page.actionsTable.viewport().findChildren(QLineEdit) if field.isVisible())
    qtbot.keyClicks(field, "Read the mat")
    context.services.actions.edit(second, {"what": "Share nothing"})
    settle()
    qtbot.keyClicks(field, "erials")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(first).what == "Read the materials"


def test_an_action_keeps_the_cursor_when_its_date_moves_it_down(qtbot, page):
    first = page.model.id_at(0)
    edit_cell(qtbot, page, 0, ActionColumn.DUE, "3/10")
    assert page.model.id_at(2) == first
    assert page.actionsTable.currentIndex().row() == 2


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        (ActionColumn.DUE, "Feb 30", "does not exist"),
        (ActionColumn.DUE, "whenever", "names no day"),
        (ActionColumn.OWNER, "Nobody Known", "isn't in the record"),
        (ActionColumn.WHAT, " ", "Say what is to be done"),
    ],
)
def test_what_can_not_be_taken_is_said_and_changes_nothing(qtbot, page, context, store, column, typed, words):
    steps = store.operations()
    edit_cell(qtbot, page, 0, column, typed)
    assert words in page.problemLabel.text()
    assert page.problemLabel.isVisible()
    assert store.operations() == steps


def test_two_owners_of_one_name_are_told_apart_in_words(qtbot, page, context):
    context.services.parties.add_person("Jordan Graham", "UI", code="jg2")
    edit_cell(qtbot, page, 0, ActionColumn.OWNER, "Jordan Graham", pasted=True)
    assert "may be Jordan Graham (Tesla) / Jordan Graham (UI)" in page.problemLabel.text()
    edit_cell(qtbot, page, 0, ActionColumn.OWNER, "Jordan Graham (UI)")
    assert page.problemLabel.isHidden()
    assert context.services.actions.get(page.model.id_at(0)).owners_text == "Jordan Graham (UI)"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("2/8", "That is a Saturday."), ("2/17", "That is a holiday."), ("2/5/2025", "That is before the meeting.")],
)
def test_an_odd_date_is_taken_and_said(qtbot, page, notifier, context, typed, words):
    changed = page.model.id_at(0)
    edit_cell(qtbot, page, 0, ActionColumn.DUE, typed)
    assert words in notifier.said[-1][0]
    assert context.services.actions.get(changed).due is not None


# ---------------------------------------------------------------------- the panel


def test_the_panel_shows_how_often_and_how_far_a_date_moved(page, context):
    first = page.model.id_at(0)
    context.services.actions.edit(first, {"due": date(2025, 2, 14)})
    context.services.actions.edit(first, {"due": date(2025, 2, 21)})
    settle()
    page.restore(Place("actions", first))
    settle()
    assert "Moved 2 times, 11 days later in all" in page.actionPanel.dueLabel.text()
    assert "Feb 10 → Feb 14 → Feb 21" in page.actionPanel.dueLabel.text()
    assert "26 business days before the filing" in page.actionPanel.dueLabel.text()
    assert "Due date Fri, Feb 14, 2025 → Fri, Feb 21, 2025 · test" in page.actionPanel.historyLabel.text()


def test_fields_of_the_panel_are_written_when_one_is_done_with_them(qtbot, page, context):
    action_id = page.model.id_at(0)
    panel = page.actionPanel
    for edit, words in ((panel.dueEdit, "3/3"), (panel.itemsEdit, "26.1, 26.6"), (panel.reasonEdit, "Waiting")):
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClicks(edit, words)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        settle()
    action = context.services.actions.get(action_id)
    assert (action.due, action.order_items, action.reason) == (date(2025, 3, 3), ("26.1", "26.6"), "Waiting")
    assert panel.dueEdit.text() == "Mon, Mar 3, 2025"


def test_what_the_panel_can_not_take_stays_to_be_put_right(qtbot, page, store):
    steps, edit = store.operations(), page.actionPanel.itemsEdit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "99.9")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), edit.property("problem")) == ("99.9", True)
    assert "is no order item" in page.problemLabel.text()
    assert store.operations() == steps
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "26.2"


def test_each_owner_has_a_state_a_date_and_a_reason_beside_the_list(qtbot, page, context):
    action_id = page.model.id_at(0)
    context.services.actions.edit(action_id, {"owners": ("Eversource", "UI")})
    settle()
    fields = page.actionPanel.owners.fields
    assert len(fields) == 2
    assert not fields[1].due.isVisible()
    fields[1].more.setFocus()
    qtbot.keyClick(fields[1].more, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is fields[1].due
    qtbot.keyClicks(fields[1].due, "Mar 4")
    qtbot.keyClick(fields[1].due, Qt.Key.Key_Return)
    qtbot.keyClicks(fields[1].reason, "Legal is slow")
    qtbot.keyClick(fields[1].reason, Qt.Key.Key_Return)
    assert not fields[0].reason.isVisible()
    fields[0].status.setCurrentIndex(2)
    fields[0].status.activated.emit(2)
    settle()
    owners = context.services.actions.get(action_id).owners
    assert [(owner.status, owner.due, owner.reason) for owner in owners] == [
        ("done", None, ""),
        ("open", date(2025, 3, 4), "Legal is slow"),
    ]


def test_updates_are_added_corrected_and_deleted(qtbot, page, context, notifier):
    action_id, updates = page.model.id_at(0), page.actionPanel.updates
    qtbot.keyClicks(updates.newEdit, "Left a message")
    qtbot.keyClick(updates.newEdit, Qt.Key.Key_Return)
    settle()
    added = context.services.actions.get(action_id).updates
    assert [(row.text, row.date) for row in added] == [("Left a message", date(2025, 2, 6))]
    edit = next(edit for edit in updates.findChildren(QLineEdit) if edit.text() == "Left a message")
    edit.selectAll()
    qtbot.keyClicks(edit, "Left two messages")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(action_id).updates[0].text == "Left two messages"
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(action_id).updates == ()
    assert notifier.said[-1][0] == "The update was deleted."


def test_what_is_being_typed_survives_a_change_from_elsewhere(qtbot, page, context):
    edit = page.actionPanel.reasonEdit
    edit.setFocus()
    qtbot.keyClicks(edit, "half a thou")
    context.services.actions.edit(page.model.id_at(0), {"due": date(2025, 2, 9)})
    settle()
    assert edit.text() == "half a thou"
    assert page.actionPanel.dueEdit.text() == "Sun, Feb 9, 2025"


# ---------------------------------------------------------------------- new, many, deleted


def test_one_line_makes_an_action_and_says_what_it_understood(qtbot, page, context):
    page.restore(Place("actions", NEW))
    line = page.quickLine
    assert line.edit.hasFocus()
    qtbot.keyClicks(line.edit, "EDCs to call Tesla by Fri #26.6")
    assert line.headline.text() == "Call Tesla"
    assert line.second.text().startswith("Fri, Feb 7, 2025 · ")
    assert "Owner: EDCs (Eversource, UI) · Order 26 (6)" in line.second.text()
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settle()
    assert line.edit.text() == ""
    assert listed(page)[0] == "Call Tesla"
    assert page.actionsTable.currentIndex().row() == 0
    qtbot.keyClick(line.edit, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert page.actionsTable.hasFocus()


def test_a_new_action_with_a_name_that_is_not_there_stays_in_the_line(qtbot, page, store):
    page.restore(Place("actions", NEW))
    steps = store.operations()
    qtbot.keyClicks(page.quickLine.edit, "Sam Poe (Nowhere) to call by Fri")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    assert "isn't in the record" in page.quickLine.warning.text()
    assert page.quickLine.edit.text().startswith("Sam Poe")
    assert store.operations() == steps


def test_a_new_action_is_shown_even_where_the_filters_would_hold_it_back(qtbot, page):
    show(page, WorkView(words="waiver"))
    page.restore(Place("actions", NEW))
    qtbot.keyClicks(page.quickLine.edit, "UI to sing")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    assert page.model.line_at(page.actionsTable.currentIndex()).what == "Sing"


def test_the_names_that_are_offered_can_be_told_apart(qtbot, page, context):
    context.services.parties.add_person("Jordan Graham", "UI", code="jg2")
    select(page, 0, column=ActionColumn.OWNER)
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_F2)
    editor = editor_of(page)
    assert isinstance(editor, PartiesEdit)
    editor.clear()
    qtbot.keyClicks(editor, "Jordan")
    popup = editor.offers.popup()
    assert popup is not None
    assert popup.viewport().width() >= popup.sizeHintForColumn(0) > editor.width()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_a_name_that_was_chosen_is_written_as_one_that_was_typed(qtbot, page, context):
    edit, changed = page.actionPanel.ownersEdit, page.model.id_at(0)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Tes")
    assert edit.offering
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(changed).owners_text == "Tesla"


def test_many_get_owner_date_and_state_in_one_step_each(qtbot, page, context, store):
    select(page, 0, 2)
    ids, steps = page.actionsTable.selected_ids(), store.operations()
    many = page.many
    assert many.isVisible()
    qtbot.keyClicks(many.dueEdit, "3/20")
    qtbot.keyClick(many.dueEdit, Qt.Key.Key_Return)
    settle()
    assert page.actionsTable.selected_rows() == 2
    qtbot.keyClicks(many.ownersEdit, "Tesla")
    qtbot.keyClick(many.ownersEdit, Qt.Key.Key_Return)
    settle()
    rows = [context.services.actions.get(action_id) for action_id in ids]
    assert {(row.due, row.owners_text) for row in rows} == {(date(2025, 3, 20), "Tesla")}
    assert store.operations() == steps + 2
    assert not takes_undo(many.ownersEdit)
    qtbot.keyClicks(many.ownersEdit, "U")
    assert takes_undo(many.ownersEdit)
    context.commands.run("actions.done")
    settle()
    assert page.model.rowCount() == 2
    store.undo()
    settle()
    assert page.model.rowCount() == 4


def test_delete_asks_nothing_and_offers_to_undo(qtbot, page, notifier, store):
    page.actionsTable.setFocus()
    select(page, 1)
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Delete)
    settle()
    assert page.model.rowCount() == 3
    assert notifier.said[-1][0] == "The action was deleted."
    assert notifier.asked == []
    assert page.actionsTable.currentIndex().row() == 1
    store.undo()
    settle()
    assert page.model.rowCount() == 4


def test_a_thousand_selected_rows_are_changed_in_one_step_and_more_are_refused(qtbot, page, context, store, meeting_id):
    with store.operation("Many"):
        for number in range(1_000):
            context.services.actions.add(f"Number {number}", meeting_id=meeting_id, due=date(2025, 5, 1))
    settle()
    page.actionsTable.selectAll()
    settle()
    assert not page.many.dueEdit.isEnabled()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Delete)
    assert "at most 1,000" in page.problemLabel.text()
    show(page, WorkView(words="Number"))
    page.actionsTable.selectAll()
    settle()
    assert page.many.dueEdit.isEnabled()
    steps = store.operations()
    qtbot.keyClicks(page.many.dueEdit, "6/2")
    qtbot.keyClick(page.many.dueEdit, Qt.Key.Key_Return)
    settle()
    assert store.operations() == steps + 1
    assert {page.model.index(row, ActionColumn.DUE).data() for row in (0, 500, 999)} == {"Jun 2"}


def test_tab_goes_through_the_panel_in_the_order_in_which_it_is_read(qtbot, page, context):
    context.services.actions.edit(page.model.id_at(0), {"owners": ("Eversource", "UI")})
    context.services.actions.set_owner_status(page.model.id_at(0), "UI", "open", due=date(2025, 3, 4))
    context.services.actions.add_update(page.model.id_at(0), "Left a message")
    settle()
    page.actionsTable.setFocus()
    visited: list[str] = []
    for _step in range(13):
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        visited.append(getattr(QApplication.focusWidget(), "accessibleName", str)())
    assert visited == [
        "Owners",
        "State of Eversource",
        "Own date and reason of Eversource",
        "State of UI",
        "Date of UI",
        "Reason of UI",
        "By when",
        "Status",
        "Why",
        "Order items",
        "",
        "New update",
        "Update of Thu, Feb 6, 2025",
    ]
