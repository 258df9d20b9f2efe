"""The page of actions: what does UI owe, by when, and where was it said; answered and changed from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from msa_wg_desktop.domain.action_list import ActionGrouping, ActionOrder, ActionSort
from msa_wg_desktop.domain.action_views import ActionView, DueWanted, read_view
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.models.cells import CHIP_ROLE
from msa_wg_desktop.gui.pages.actions_page import NEW, ActionsPage
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup

LINES = """\
ACTION: Eversource to review the materials by Feb 10 #26.2
ACTION: EDCs to share the draft waiver by Mar 3 #26.1
Outreach
\tACTION: Jordan Graham to ask internally by Feb 20
ACTION: look for installer practice"""


@pytest.fixture
def meeting_id(context) -> str:
    parties, orders = context.services.parties, context.services.orders
    parties.add_organisation("Eversource Energy", "Eversource", classes=["EDCs"])
    parties.add_organisation("United Illuminating", "UI", classes=["EDCs"])
    parties.add_organisation("Tesla")
    parties.add_person("Jordan Graham", "Tesla", code="jg")
    parties.add_person("Ursula Ives", "UI", code="uv")
    orders.add_docket("24-08-02")
    decision = orders.add_decision("24-08-02", decided_on=date(2024, 10, 16))
    order = orders.add(decision, "26", due=date(2025, 3, 31))
    for number in ("1", "2", "6"):
        orders.add_item(order, number, f"Item {number}")
    group = context.services.groups.add("IX WG / MSA", default_decision_id=decision).id
    context.scope.choose(group)
    meeting = context.services.meetings.add(group, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    context.services.notes.capture_lines(meeting, LINES)
    context.navigator.allow({"actions", "meeting"})
    return meeting


@pytest.fixture
def on_screen(qtbot) -> Callable[[QWidget], None]:
    """Shows a page at the size that it has in a window of 1366x768."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1155, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        settle()

    return show


@pytest.fixture
def page(context, meeting_id, on_screen) -> ActionsPage:
    page = ActionsPage(context)
    on_screen(page)
    page.activate()
    return page


def settle() -> None:
    for _turn in range(6):
        QApplication.processEvents()


def listed(page: ActionsPage, column: ActionColumn = ActionColumn.WHAT) -> list[str]:
    return [str(page.model.index(row, column).data() or "") for row in range(page.model.rowCount())]


def show(page: ActionsPage, view: ActionView) -> None:
    page.actionFilters.show_view(view)
    settle()


def select(page: ActionsPage, *rows: int, column: ActionColumn = ActionColumn.WHAT) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.actionsTable.setCurrentIndex(page.model.index(rows[0], column))
    for row in rows[1:]:
        page.actionsTable.selectionModel().select(page.model.index(row, column), flags.Select | flags.Rows)
    settle()


def editor_of(page: ActionsPage) -> QLineEdit:
    shown = [editor for editor in page.actionsTable.viewport().findChildren(QLineEdit) if editor.isVisible()]
    assert len(shown) == 1
    return shown[0]


def edit_cell(qtbot, page: ActionsPage, row: int, column: ActionColumn, words: str, *, pasted: bool = False) -> None:
    select(page, row, column=column)
    page.actionsTable.setFocus()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Return)
    editor = editor_of(page)
    editor.selectAll()
    editor.setText(words) if pasted else qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def pick(qtbot, typed: str) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), PickPopup))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PickPopup)
    qtbot.keyClicks(popup.search, typed)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()


# ---------------------------------------------------------------------- the list


def test_it_opens_with_what_is_open_by_date(page):
    assert listed(page) == [
        "Review the materials",
        "Ask internally",
        "Share the draft waiver",
        "Look for installer practice",
    ]
    assert listed(page, ActionColumn.SOURCE) == ["Feb 6 · 1", "Feb 6 · 3.a", "Feb 6 · 2", "Feb 6 · 4"]
    assert listed(page, ActionColumn.ITEM) == ["26 (2)", "", "26 (1)", ""]
    assert page.summaryLabel.text() == "4 open · 2 due in two weeks"


def test_an_open_action_without_owner_or_date_is_visible_as_such(page):
    assert page.model.index(3, ActionColumn.OWNER).data(CHIP_ROLE) == ("no owner", Tone.CAUTION)
    assert page.model.index(3, ActionColumn.DUE).data(CHIP_ROLE) == ("no date", Tone.NEUTRAL)
    assert page.model.index(0, ActionColumn.DUE).data(CHIP_ROLE) == ("in 4 days", Tone.CAUTION)


def test_the_table_keeps_the_rules_of_models(page, qtmodeltester, context, meeting_id):
    qtmodeltester.check(page.model)
    context.services.actions.add("One more", meeting_id=meeting_id)
    settle()
    show(page, ActionView(status="", order=ActionOrder(grouping=ActionGrouping.OWNER)))
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


def test_mine_asks_once_who_one_is_and_remembers_it(qtbot, page, context):
    page.actionFilters.ownerChip.asked.emit()
    pick(qtbot, "Mine")
    pick(qtbot, "Ursula")
    assert listed(page) == ["Share the draft waiver"]
    assert context.here.value("me", "") == context.services.parties.find("Ursula Ives").id
    assert page.actionFilters.ownerChip.text().startswith("Owner: mine")


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
    show(page, ActionView(due=DueWanted.NO_DATE))
    assert listed(page) == ["Look for installer practice"]
    show(page, ActionView())
    page.actionFilters.itemChip.asked.emit()
    pick(qtbot, "26 (2)")
    assert listed(page) == ["Review the materials"]
    assert page.actionFilters.itemChip.accessibleName() == "Order 26 (2)"
    show(page, ActionView())
    page.actionFilters.meetingChip.asked.emit()
    pick(qtbot, "Feb 6")
    assert len(listed(page)) == 4


def test_words_sift_while_they_are_typed(qtbot, page):
    qtbot.keyClicks(page.actionFilters.wordsEdit, "waiver")
    qtbot.waitUntil(lambda: listed(page) == ["Share the draft waiver"])
    assert page.summaryLabel.text().startswith("1 shown · 4 open")


def test_a_filter_that_finds_nothing_says_so_and_offers_to_show_all(page):
    show(page, ActionView(words="zzz"))
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
    show(page, ActionView(order=ActionOrder(grouping=ActionGrouping.OWNER)))
    assert listed(page)[::2] == [
        "EDCs (Eversource, UI) · 1",
        "Eversource · 1",
        "Jordan Graham (Tesla) · 1",
        "No owner · 1",
    ]
    assert page.actionsTable.columnSpan(0, 0) == len(ActionColumn)
    assert not page.model.flags(page.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize("grouping", ActionGrouping)
def test_every_grouping_says_its_heads_in_words(page, grouping):
    show(page, ActionView(status="", order=ActionOrder(grouping=grouping)))
    heads = [listed(page)[row] for row in page.model.heads]
    assert all(head.strip(" ·0123456789") for head in heads)
    assert len(listed(page)) >= 4


def test_a_view_is_kept_under_a_name_and_shown_again(qtbot, page, context):
    show(page, ActionView(words="waiver"))
    context.commands.run("actions.keep")
    field = QApplication.activePopupWidget()
    assert isinstance(field, NameField)
    assert field.name.text() == "Open, waiver"
    field.name.setText("Waivers")
    qtbot.keyClick(field.name, Qt.Key.Key_Return)
    show(page, ActionView())
    page.actionFilters.view_asked.emit("Waivers")
    settle()
    assert listed(page) == ["Share the draft waiver"]
    page.actionFilters.forget_asked.emit("Waivers")
    assert context.here.value("actions-views", {}) == {}


def test_the_view_comes_back_at_the_next_start(page, context):
    show(page, ActionView(status="", order=ActionOrder(sort=ActionSort.WHAT)))
    assert read_view(context.here.value("actions-view", {})) == page.actionFilters.view


# ---------------------------------------------------------------------- editing in place


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
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert context.services.actions.get(changed).status == "in progress"
    assert page.model.index(0, ActionColumn.STATUS).data() == "In progress"


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
    qtbot.keyClicks(fields[1].due, "Mar 4")
    qtbot.keyClick(fields[1].due, Qt.Key.Key_Return)
    qtbot.keyClicks(fields[1].reason, "Legal is slow")
    qtbot.keyClick(fields[1].reason, Qt.Key.Key_Return)
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
    assert line.headline.text().startswith("Fri, Feb 7, 2025")
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
    show(page, ActionView(words="waiver"))
    page.restore(Place("actions", NEW))
    qtbot.keyClicks(page.quickLine.edit, "UI to sing")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    assert page.model.line_at(page.actionsTable.currentIndex()).what == "Sing"


def test_many_get_owner_date_and_state_in_one_step_each(qtbot, page, context, store):
    select(page, 0, 2)
    ids, steps = page.actionsTable.selected_ids(), store.operations()
    many = page.manyActions
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
    assert not page.manyActions.dueEdit.isEnabled()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Delete)
    assert "at most 1,000" in page.problemLabel.text()
    show(page, ActionView(words="Number"))
    page.actionsTable.selectAll()
    settle()
    assert page.manyActions.dueEdit.isEnabled()
    steps = store.operations()
    qtbot.keyClicks(page.manyActions.dueEdit, "6/2")
    qtbot.keyClick(page.manyActions.dueEdit, Qt.Key.Key_Return)
    settle()
    assert store.operations() == steps + 1
    assert {page.model.index(row, ActionColumn.DUE).data() for row in (0, 500, 999)} == {"Jun 2"}


def test_a_page_without_actions_says_what_belongs_here(context, store, on_screen):
    context.scope.choose(context.services.groups.add("IX WG / Empty").id)
    page = ActionsPage(context)
    on_screen(page)
    assert page.tableStack.currentWidget() is page.emptyState
    assert page.summaryLabel.text() == ""
    page.emptyState.asked.emit()
    assert page.quickLine.isVisible()


def test_without_a_group_it_says_where_one_is_started(context, on_screen):
    page = ActionsPage(context)
    on_screen(page)
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
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    settle()
    assert listed(page) == ["Look for installer practice"]
    show(page, replace(page.actionFilters.view, due=DueWanted.ANY))
    assert page.model.rowCount() == 4
