"""Orders and deadlines on screen: what must be filed, how ready it is, and whether the filing can be reached."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from msa_wg_desktop.domain.orders import Readiness
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.dialogs.deadline_dialog import DeadlineDialog
from msa_wg_desktop.gui.dialogs.order_dialog import OrderDialog
from msa_wg_desktop.gui.dialogs.order_item_dialog import OrderItemDialog
from msa_wg_desktop.gui.dialogs.plan_dialog import PlanDialog
from msa_wg_desktop.gui.models.cells import CHIP_ROLE, TONE_ROLE
from msa_wg_desktop.gui.models.order_items_table import ItemColumn
from msa_wg_desktop.gui.models.timeline_table import TimelineColumn
from msa_wg_desktop.gui.pages.orders_page import OrdersPage, new_deadline
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from tests.gui.pages.orders_desk import (
    FILED,
    Ids,
    cells,
    choose_line,
    dialog_of,
    lines,
    make_record,
    open_page,
    plan_two_steps,
)
from tests.gui.turns import settle

_PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def ids(context: Context) -> Ids:
    return make_record(context)


@pytest.fixture
def page(context: Context, ids: Ids, qtbot) -> OrdersPage:
    return open_page(context, qtbot)


def choose_item(page: OrdersPage, item_id: str, column: ItemColumn) -> None:
    page.itemsTable.setFocus()
    page.itemsTable.setCurrentIndex(page.model.index_of(item_id, column))
    settle()


def test_the_head_says_which_order_it_is_when_it_is_due_and_what_time_that_leaves(page: OrdersPage):
    head = page.orderHead
    assert head.orderButton.text() == "Order 26"
    assert head.decisionLabel.text() == "PURA Decision of Oct 16, 2024 · Docket 24-08-02"
    assert head.dueLabel.text() == "Filing due Mon, Mar 31, 2025"
    assert head.leftLabel.text() == "35 business days left"
    assert head.alsoLabel.text() == "also a compliance filing in Docket 24-08-05"
    assert head.partiesLabel.text() == "EDCs (Eversource, UI) must file"


def test_what_threatens_the_filing_is_said_in_red_and_in_words(context: Context, ids: Ids, page: OrdersPage):
    legal, inspector = plan_two_steps(context, ids)
    context.services.plans.edit_step(inspector, {"lead_days": 30})
    settle()
    assert page.orderHead.leftLabel.property("role") == "warning"
    assert "late or at risk" in page.orderHead.leftLabel.text()
    assert "late" in lines(page, TimelineColumn.BAR)[0] or "at risk" in lines(page, TimelineColumn.BAR)[0]
    assert legal in [line.id for line in page.timeline.table.rows]


def test_items_say_what_is_linked_and_those_without_stand_out(page: OrdersPage):
    assert cells(page.model, ItemColumn.NUMBER) == ["(1)", "(2)", "(3)"]
    assert cells(page.model, ItemColumn.LINKED) == ["1 action", "Nothing linked", "1 agreement"]
    assert page.model.headerData(ItemColumn.TEXT, Qt.Orientation.Horizontal) == "What the EDCs shall file"
    assert page.model.index(0, ItemColumn.LINKED).data(TONE_ROLE) is None
    assert page.model.index(1, ItemColumn.LINKED).data(TONE_ROLE) == Tone.CAUTION
    assert page.model.index(0, ItemColumn.TEXT).data(CHIP_ROLE) == ("Consult", Tone.INFORMATION)


def test_an_agreement_is_shown_and_says_nothing_of_readiness(page: OrdersPage):
    assert cells(page.model, ItemColumn.READINESS) == ["Not started"] * 3


def test_the_text_of_an_item_is_edited_in_its_cell(qtbot, context: Context, ids: Ids, page: OrdersPage):
    choose_item(page, ids.items["2"], ItemColumn.TEXT)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Return)
    editor = page.itemsTable.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "a final list of restrictions")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert context.services.orders.get_item(ids.items["2"]).text == "a final list of restrictions"
    assert "a final list of restrictions" in cells(page.model, ItemColumn.TEXT)


def test_an_item_that_was_typed_late_is_put_in_its_place_by_keys_and_by_the_mouse(
    qtbot, context: Context, ids: Ids, page: OrdersPage
):
    context.services.orders.add_item(ids.order, "2a", "a part", parent_id=ids.items["2"])
    settle()
    choose_item(page, ids.items["3"], ItemColumn.TEXT)
    keys = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    for _again in range(3):
        qtbot.keyClick(page.itemsTable, Qt.Key.Key_Up, keys)
        settle()
    assert cells(page.model, ItemColumn.NUMBER) == ["(3)", "(1)", "(2)", "\u2003(2a)"]
    assert page.item is not None
    assert page.item.id == ids.items["3"]
    page.model.dropMimeData(
        page.model.mimeData([page.model.index(0, ItemColumn.TEXT)]), Qt.DropAction.MoveAction, 4, 0, QModelIndex()
    )
    settle()
    assert cells(page.model, ItemColumn.NUMBER) == ["(1)", "(2)", "\u2003(2a)", "(3)"]
    context.services.store.undo()
    settle()
    assert cells(page.model, ItemColumn.NUMBER)[0] == "(3)"


def test_readiness_needs_a_person_who_says_so(qtbot, context: Context, ids: Ids, page: OrdersPage):
    choose_item(page, ids.items["1"], ItemColumn.READINESS)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_F2)
    choice = page.itemsTable.viewport().findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("drafting"))
    choice.activated.emit(choice.currentIndex())
    settle()
    assert context.services.orders.get_item(ids.items["1"]).readiness is Readiness.NOT_STARTED
    assert page.itemPanel.isVisible()
    assert page.itemPanel.problemLabel.text() == "Say who says so, and press Enter."

    page.itemPanel.byEdit.setFocus()
    qtbot.keyClicks(page.itemPanel.byEdit, "pf")
    qtbot.keyClick(page.itemPanel.byEdit, Qt.Key.Key_Return)
    settle()
    item = context.services.orders.get_item(ids.items["1"])
    assert (item.readiness, item.readiness_by, item.readiness_on) == (
        Readiness.DRAFTING, "Patrick Fam (Eversource)", date(2025, 2, 6),
    )  # fmt: skip
    assert page.itemPanel.signedLabel.text() == "Said by Patrick Fam (Eversource) on Thu, Feb 6, 2025."


def test_who_said_it_last_is_taken_for_the_next_item(context: Context, ids: Ids, page: OrdersPage):
    assert page.edits.set_readiness(context.services.orders.get_item(ids.items["1"]), "drafting", "pf")
    index = page.model.index_of(ids.items["2"], ItemColumn.READINESS)
    assert page.model.setData(index, "at risk", Qt.ItemDataRole.EditRole)
    assert context.services.orders.get_item(ids.items["2"]).readiness_by == "Patrick Fam (Eversource)"


def test_enter_on_what_is_linked_opens_it_beside_and_goes_to_it(qtbot, context: Context, ids: Ids, page: OrdersPage):
    choose_item(page, ids.items["1"], ItemColumn.LINKED)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Return)
    settle()
    assert page.itemPanel.isVisible()
    (thing,) = page.itemPanel.linked.rows
    assert thing.text == "Share the draft waiver"
    qtbot.keyClick(page.itemPanel.linkedList, Qt.Key.Key_Escape)
    settle()
    assert not page.itemPanel.isVisible()
    assert page.itemsTable.hasFocus()


def test_delete_takes_a_link_away_and_undo_brings_it_back(
    qtbot, context: Context, ids: Ids, page: OrdersPage, notifier: RecordingNotifier
):
    choose_item(page, ids.items["3"], ItemColumn.LINKED)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Return)
    page.itemPanel.linkedList.setCurrentIndex(page.itemPanel.linked.index(0, 0))
    qtbot.keyClick(page.itemPanel.linkedList, Qt.Key.Key_Delete)
    settle()
    assert cells(page.model, ItemColumn.LINKED)[2] == "Nothing linked"
    assert notifier.said[-1][0] == "No longer linked: Diagrams stay"
    context.services.store.undo()
    settle()
    assert cells(page.model, ItemColumn.LINKED)[2] == "1 agreement"


def test_a_thing_is_linked_from_a_list_that_leaves_out_what_is_linked(
    qtbot, context: Context, ids: Ids, page: OrdersPage
):
    choose_item(page, ids.items["2"], ItemColumn.LINKED)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Return)
    page.itemPanel.linkButton.click()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PickPopup)
    qtbot.keyClicks(popup.search, "diagrams")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
    assert cells(page.model, ItemColumn.LINKED)[1] == "1 agreement"


def test_an_item_gets_parts_which_stand_indented_below_it(qtbot, context: Context, ids: Ids, page: OrdersPage):
    choose_item(page, ids.items["3"], ItemColumn.TEXT)
    context.commands.run("orders.part")
    dialog = dialog_of(page, OrderItemDialog)
    assert dialog.numberEdit.text() == "3a"
    dialog.textEdit.setPlainText("RRES wiring diagrams")
    dialog.accept()
    settle()
    assert cells(page.model, ItemColumn.NUMBER)[-1] == "\u2003(3a)"
    (link,) = (row for row in context.services.order_links.list(ids.order) if row.id == ids.agreement)
    assert link.item_id == ids.items["3"]
    choose_item(page, ids.items["3"], ItemColumn.LINKED)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Return)
    context.commands.run("orders.move-link")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PickPopup)
    qtbot.keyClicks(popup.search, "wiring")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
    assert cells(page.model, ItemColumn.LINKED)[2:] == ["in its parts", "1 agreement"]
    assert page.model.rows[2].item.readiness is Readiness.NOT_STARTED


def test_a_number_twice_is_refused_in_the_dialog_and_what_was_typed_stays(context: Context, ids: Ids, page: OrdersPage):
    context.commands.run("orders.item")
    dialog = dialog_of(page, OrderItemDialog)
    assert dialog.numberEdit.text() == "4"
    dialog.numberEdit.setText("2")
    dialog.textEdit.setPlainText("a webinar")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.problemLabel.text() == "This order has an item (2) already. Nothing was changed."
    assert dialog.textEdit.toPlainText() == "a webinar"
    dialog.reject()


def test_an_item_is_deleted_without_a_question_and_what_was_linked_stays(
    qtbot, context: Context, ids: Ids, page: OrdersPage, notifier: RecordingNotifier
):
    choose_item(page, ids.items["1"], ItemColumn.TEXT)
    qtbot.keyClick(page.itemsTable, Qt.Key.Key_Delete)
    settle()
    assert cells(page.model, ItemColumn.NUMBER) == ["(2)", "(3)"]
    words, offer = notifier.said[-1]
    assert words == "Item (1) was deleted; what was linked to it stays."
    assert offer is not None
    assert len(context.services.actions.list()) == 1


# ---------------------------------------------------------------------- places, orders


def test_a_place_names_an_item_or_a_deadline_of_an_order(page: OrdersPage, context: Context, ids: Ids):
    page.restore(Place("orders", ids.order, ids.items["3"]))
    assert page.place() == Place("orders", ids.order, ids.items["3"])
    assert page.itemPanel.isVisible()
    page.restore(Place("orders", ids.order, ids.review))
    page.activate()
    assert page.place() == Place("orders", ids.order, ids.review)
    other = next(order.id for order in context.services.orders.list() if order.number == "27")
    page.restore(Place("orders", other))
    assert page.orderHead.orderButton.text() == "Order 27"
    page.restore(Place("orders", ids.items["2"]))
    assert page.orderHead.orderButton.text() == "Order 26"


def test_an_order_without_a_date_says_what_is_missing(page: OrdersPage, context: Context, ids: Ids):
    other = next(order.id for order in context.services.orders.list() if order.number == "27")
    context.services.plans.add_step(other, "Legal review", lead_days=5)
    page.restore(Place("orders", other))
    assert page.orderHead.dueLabel.text() == "No filing date yet"
    assert "no filing date yet" in page.timelineCard.hintLabel.text()
    assert "no filing date yet" in lines(page, TimelineColumn.BAR)[0]
    assert not page.itemsTable.isVisible()
    assert page.noItems.isVisible()


def test_the_order_is_changed_and_what_moves_is_shown_before(page: OrdersPage, context: Context, ids: Ids):
    plan_two_steps(context, ids)
    settle()
    context.commands.run("orders.change")
    dialog = dialog_of(page, OrderDialog)
    assert not dialog.movesPreview.isVisible()
    dialog.dueEdit.setText("Apr 14, 2025")
    assert dialog.movesPreview.isVisible()
    assert cells(dialog.movesPreview.model, 0) == ["Inspector", "Legal review"]
    assert cells(dialog.movesPreview.model, 2) == ["Mon, Mar 10, 2025", "Mon, Apr 7, 2025"]
    dialog.accept()
    settle()
    assert context.services.deadlines.get(ids.filing).date == date(2025, 4, 14)
    assert page.orderHead.dueLabel.text() == "Filing due Mon, Apr 14, 2025"
    context.services.store.undo()
    settle()
    assert page.orderHead.dueLabel.text() == "Filing due Mon, Mar 31, 2025"


def test_an_order_is_added_with_its_docket_and_its_decision_in_one_step(page: OrdersPage, context: Context, ids: Ids):
    context.commands.run("orders.new")
    dialog = dialog_of(page, OrderDialog)
    dialog.docketBox.setCurrentText("25-01-01")
    dialog.agencyEdit.setText("PURA")
    dialog.decisionBox.setCurrentText("Jan 8, 2025")
    dialog.numberEdit.setText("3")
    dialog.filesEdit.setText("EDCs, Nobody")
    dialog.accept()
    assert "isn't in the record" in dialog.problemLabel.text()
    dialog.filesEdit.setText("EDCs")
    dialog.accept()
    settle()
    assert page.orderHead.orderButton.text() == "Order 3"
    assert page.orderHead.decisionLabel.text() == "PURA Decision of Jan 8, 2025 · Docket 25-01-01"
    assert {order.number: order.also_filed_in for order in context.services.orders.list()}["3"] == ""
    context.services.store.undo()
    assert "25-01-01" not in {docket.number for docket in context.services.orders.dockets()}


def test_an_order_is_deleted_with_what_was_linked_to_it_kept(
    page: OrdersPage, context: Context, ids: Ids, notifier: RecordingNotifier
):
    context.commands.run("orders.delete-order")
    settle()
    assert page.orderHead.orderButton.text() == "Order 27"
    assert notifier.said[-1][0] == "Order 26 was deleted. What was linked to it stays."
    assert len(context.services.actions.list()) == 1
    context.services.store.undo()
    settle()
    assert page.orderHead.orderButton.text() in ("Order 26", "Order 27")


def test_an_empty_record_says_what_belongs_here(qtbot, context: Context):
    page = open_page(context, qtbot)
    assert page.pageStack.currentWidget() is page.emptyState
    context.services.groups.add("IX WG")
    context.services.deadlines.add("A date of the group", date(2025, 3, 3))
    settle()
    assert lines(page) == ["A date of the group"]


# ---------------------------------------------------------------------- deadlines


def test_a_new_deadline_says_that_its_day_is_a_holiday_and_is_gone_to(page: OrdersPage, context: Context, ids: Ids):
    page.deadlineButton.click()
    dialog = dialog_of(page, DeadlineDialog)
    dialog.titleEdit.setText("Send the draft")
    dialog.dateEdit.setText("Feb 17")
    assert dialog.dateHint.text() == "Mon, Feb 17, 2025 · That is a holiday."
    dialog.leadEdit.setText("0")
    dialog.accept()
    assert "from 1 to 1,000" in dialog.problemLabel.text()
    dialog.leadEdit.setText("3")
    assert dialog.leadHint.text() == (
        "3 business days that end Fri, Feb 14, 2025: starts Tue, Feb 11, 2025; holiday Feb 12 left out"
    )
    dialog.accept()
    settle()
    assert page.timeline.line is not None
    assert page.timeline.line.title == "Send the draft"


def test_a_deadline_without_a_title_is_refused_and_a_circle_too(page: OrdersPage, context: Context, ids: Ids):
    context.services.deadlines.edit(ids.review, {"depends_on_id": ids.filing})
    choose_line(page, ids.filing)
    context.commands.run("orders.edit")
    dialog = dialog_of(page, DeadlineDialog)
    dialog.waitsBox.setCurrentIndex(dialog.waitsBox.findData(ids.review))
    dialog.accept()
    assert dialog.problemLabel.text().startswith("A deadline can't wait for itself")
    dialog.waitsBox.setCurrentIndex(0)
    dialog.titleEdit.clear()
    dialog.accept()
    assert dialog.problemLabel.text() == "A deadline needs a title. Nothing was changed."
    dialog.reject()


def test_an_extension_is_asked_and_granted_with_its_ruling(page: OrdersPage, context: Context, ids: Ids):
    plan_two_steps(context, ids)
    settle()
    choose_line(page, ids.filing)
    context.commands.run("orders.edit")
    dialog = dialog_of(page, DeadlineDialog)
    dialog.statusBox.setCurrentIndex(dialog.statusBox.findData("extension granted"))
    dialog.extensionEdit.setText("Apr 30, 2025")
    dialog.rulingEdit.setText("Motion No. 3")
    assert len(cells(dialog.movesPreview.model, 0)) == 2
    dialog.accept()
    settle()
    row = context.services.deadlines.get(ids.filing)
    assert (row.date, row.ruling, row.former_dates) == (date(2025, 4, 30), "Motion No. 3", (FILED,))
    assert context.services.orders.get(ids.order).due == date(2025, 4, 30)
    assert len(context.services.history.of(ids.filing)) == 2
    context.services.store.undo()
    assert context.services.deadlines.get(ids.filing).date == FILED


def test_ctrl_n_makes_a_deadline_from_anywhere(page: OrdersPage, context: Context, ids: Ids):
    new_deadline(context, page)
    dialog = dialog_of(page, DeadlineDialog)
    assert dialog.orderBox.currentData() == ids.order
    dialog.reject()


def test_the_plan_is_made_in_one_step(page: OrdersPage, context: Context, ids: Ids):
    page.planButton.click()
    dialog = dialog_of(page, PlanDialog)
    dialog.addButton.click()
    settle()
    editor = dialog.stepsTable.viewport().findChild(QLineEdit)
    assert editor is not None
    dialog.reject()
    assert context.services.plans.steps(ids.order) == ()
