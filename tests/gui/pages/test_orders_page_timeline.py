"""The time line of a plan: walked by keys, dragged by mouse, read as a table; what is ordered stays where it is."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.deadline_dialog import DeadlineDialog
from msa_wg_desktop.gui.models.timeline_table import TimelineColumn
from msa_wg_desktop.gui.pages.orders_page import OrdersPage
from msa_wg_desktop.gui.widgets.orders.timeline_paint import row_height, shape_of
from tests.gui.pages.orders_desk import (
    FILED,
    Ids,
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


def test_the_time_line_reads_as_a_table(page: OrdersPage, context: Context, ids: Ids):
    plan_two_steps(context, ids)
    settle()
    assert lines(page) == ["Inspector", "Legal review", "Review is back", "Order 26 filing"]
    assert lines(page, TimelineColumn.BAR)[:2] == [
        "20 business days · latest start Mon, Feb 24",
        "5 business days · latest start Mon, Mar 24",
    ]
    spoken = page.timeline.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Inspector, step, 20 business days · latest start Mon, Feb 24"
    tip = page.timeline.table.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "20 business days that end Fri, Mar 21, 2025: starts Mon, Feb 24, 2025"


def test_arrows_walk_plus_and_minus_zoom_enter_edits(qtbot, page: OrdersPage, context: Context, ids: Ids):
    choose_line(page, ids.review)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Down)
    assert page.timeline.line is not None
    assert page.timeline.line.id == ids.filing
    width = page.timeline.scale.day_width
    qtbot.keyClick(page.timeline, Qt.Key.Key_Plus)
    assert page.timeline.scale.day_width > width
    qtbot.keyClick(page.timeline, Qt.Key.Key_Minus)
    assert page.timeline.scale.day_width == pytest.approx(width)
    left = page.timeline.scale.left
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.timeline.scale.left > left
    qtbot.keyClick(page.timeline, Qt.Key.Key_0)
    assert page.timeline.scale.left == page.timeline.scale.content[0]
    qtbot.keyClick(page.timeline, Qt.Key.Key_Return)
    dialog = dialog_of(page, DeadlineDialog)
    assert dialog.titleEdit.text() == "Order 26 filing"
    dialog.reject()


def test_in_large_text_words_without_room_beside_their_bar_stand_whole_below_it(
    page: OrdersPage, context: Context, ids: Ids
):
    plan_two_steps(context, ids)
    # A window of a given size: a page alone grows with its text, and further or less far as its parts are dressed.
    page.setFixedWidth(page.width())
    settle()
    usual = [page.timeline.rowHeight(row) for row in range(4)]
    assert set(usual) == {row_height(context.theme)}
    context.theme.set_zoom(200)
    settle()
    heights = [page.timeline.rowHeight(row) for row in range(4)]
    assert min(heights[:2]) > row_height(context.theme) == heights[2]
    assert page.timeline.sizeHint().height() > sum(heights)
    bar = grip(page, page.timeline.table.rows[0].id).y() - page.timeline.visualRect(page.timeline.table.index(0, 1)).y()
    assert bar < row_height(context.theme)
    context.theme.set_zoom(100)
    settle()
    assert [page.timeline.rowHeight(row) for row in range(4)] == usual


def test_shift_and_an_arrow_move_a_set_deadline_by_a_business_day(
    qtbot, page: OrdersPage, context: Context, ids: Ids, notifier: RecordingNotifier
):
    choose_line(page, ids.review)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert context.services.deadlines.get(ids.review).date == FILED
    assert notifier.said[-1][0] == "Review is back: now Mon, Mar 31, 2025."
    context.services.store.undo()
    assert context.services.deadlines.get(ids.review).date == date(2025, 3, 28)


def grip(page: OrdersPage, line_id: str) -> QPoint:
    index = page.timeline.table.index_of(line_id, TimelineColumn.BAR)
    line = page.timeline.table.row_at(index)
    assert line is not None
    return shape_of(line, page.timeline.scale, page.timeline.visualRect(index), page.context.theme).center().toPoint()


def drag(qtbot, page: OrdersPage, line_id: str, days: int) -> None:
    """Presses the mouse on a bar or diamond and moves it, without letting go."""
    view, start = page.timeline.viewport(), grip(page, line_id)
    end = start + QPoint(round(days * page.timeline.scale.day_width), 0)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for at in ((start + end) / 2, end):
        left = Qt.MouseButton.LeftButton
        moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), view.mapToGlobal(QPointF(at)), left, left, _PLAIN)
        QApplication.sendEvent(view, moved)
    settle()


def test_a_set_deadline_is_dragged_and_what_is_planned_from_it_moves_along_while_it_is(
    qtbot, page: OrdersPage, context: Context, ids: Ids
):
    draft = context.services.plans.add_step(ids.order, "Draft", lead_days=5, before=ids.review)
    settle()
    before = next(line for line in page.timeline.table.rows if line.id == draft).latest_start
    drag(qtbot, page, ids.review, -7)
    shown = {line.id: line.latest_start for line in page.timeline.table.rows}
    assert shown[draft] == date(2025, 3, 14)
    assert before == date(2025, 3, 21)
    assert context.services.deadlines.get(ids.review).date == date(2025, 3, 28)
    qtbot.mouseRelease(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=grip(page, ids.review))
    settle()
    assert context.services.deadlines.get(ids.review).date == date(2025, 3, 21)
    context.services.store.undo()
    settle()
    assert context.services.deadlines.get(ids.review).date == date(2025, 3, 28)


def test_esc_leaves_what_is_dragged_where_it_was(qtbot, page: OrdersPage, context: Context, ids: Ids):
    drag(qtbot, page, ids.review, -7)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Escape)
    qtbot.mouseRelease(page.timeline.viewport(), Qt.MouseButton.LeftButton)
    settle()
    assert context.services.deadlines.get(ids.review).date == date(2025, 3, 28)
    assert next(line.end for line in page.timeline.table.rows if line.id == ids.review) == date(2025, 3, 28)


def test_an_ordered_date_cannot_be_dragged_and_says_why(qtbot, page: OrdersPage, context: Context, ids: Ids):
    drag(qtbot, page, ids.filing, -7)
    qtbot.mouseRelease(page.timeline.viewport(), Qt.MouseButton.LeftButton)
    assert page.problemLabel.isVisible()
    assert page.problemLabel.text() == (
        "A commission ordered Mon, Mar 31, 2025: only a ruling moves it. Press Enter to enter an extension."
    )
    assert context.services.deadlines.get(ids.filing).date == FILED


def test_a_step_is_marked_as_started_and_done(page: OrdersPage, context: Context, ids: Ids):
    legal, _inspector = plan_two_steps(context, ids)
    settle()
    choose_line(page, legal)
    context.commands.run("orders.started")
    settle()
    assert "under way" in lines(page, TimelineColumn.BAR)[1]
    context.commands.run("orders.met")
    settle()
    step = next(step for step in context.services.plans.steps(ids.order) if step.id == legal)
    assert (step.started_on, step.done_on) == (date(2025, 2, 6), date(2025, 2, 6))


def test_delete_on_the_time_line_deletes_a_deadline_and_can_be_undone(
    qtbot, page: OrdersPage, context: Context, ids: Ids
):
    choose_line(page, ids.review)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Delete)
    settle()
    assert lines(page) == ["Order 26 filing"]
    context.services.store.undo()
    settle()
    assert lines(page) == ["Review is back", "Order 26 filing"]
