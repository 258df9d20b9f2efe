"""Whatever of the record Ctrl+K finds, Enter leads to the place where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.dialogs.topics_dialog import TopicsDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.models.found_list import Found, heads, kind_words
from msa_wg_desktop.gui.pages.invitation_page import InvitationPage
from msa_wg_desktop.gui.pages.orders_page import OrdersPage
from msa_wg_desktop.gui.widgets.find_anything import FindAnything
from msa_wg_desktop.services.search import FIELDS
from msa_wg_desktop.services.search_places import KINDS
from tests.gui.test_find_anything import find, meeting, press, typed, window

__all__ = ["find", "meeting", "window"]


def taken(find: FindAnything, window: MainWindow, words: str, qtbot: QtBot) -> Found:
    """Types words, takes the one thing of the record that they find, by the keyboard; gives it."""
    (row,) = [row for row in typed(find, words, qtbot) if row.detail]
    while find.model.rows[find.list.currentIndex().row()] is not row:
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    return row


def ordered(context: Context) -> str:
    orders = context.services.orders
    orders.add_docket("24-08-02", title="Investigation into interconnection", agency="PURA")
    decision = orders.add_decision("24-08-02", decided_on=date(2024, 10, 16), title="Interim decision")
    return orders.add(decision, "26", due=date(2025, 3, 31))


@pytest.mark.parametrize(
    ("words", "detail"),
    [
        ("investigation", "Docket"),
        ("24-08-02 investigation", "Docket"),
        ("interim", "Decision · Docket 24-08-02"),
    ],
)
def test_a_docket_and_a_decision_lead_to_their_first_order(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot, words: str, detail: str
):
    order = ordered(context)
    assert taken(find, window, words, qtbot).detail == detail
    assert isinstance(window.page, OrdersPage)
    assert window.page.order is not None
    assert window.page.order.id == order


def test_a_docket_without_orders_is_said_to_have_none(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot
):
    ordered(context)
    context.services.orders.add_docket("25-01-01", title="Lonely")
    taken(find, window, "lonely", qtbot)
    assert isinstance(window.page, OrdersPage)
    assert window.page.problemLabel.text() == "Docket 25-01-01 has no orders yet: “Add an order” makes its first."
    assert window.page.problemLabel.isVisible()


def test_a_deadline_of_no_order_is_shown_on_the_timeline(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot
):
    ordered(context)
    deadline = context.services.deadlines.add("Comments close", date(2025, 3, 3))
    taken(find, window, "comments close", qtbot)
    assert isinstance(window.page, OrdersPage)
    assert window.page.timeline.line is not None
    assert window.page.timeline.line.id == deadline


def test_a_group_is_switched_to(find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot):
    group = context.services.groups.add("Storage WG")
    assert taken(find, window, "storage", qtbot).detail == "Group"
    assert context.scope.group_id == group.id
    assert window.page is not None
    assert window.page.title() == "Meetings"


def test_a_topic_leads_to_its_story_and_esc_back_to_the_discussion(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot, meeting: str
):
    agenda, group = context.services.agenda, context.services.meetings.get(meeting).group_id
    agenda.add_topic(group, "First of all")
    topic = agenda.add_topic(group, "Xenon lamps")
    assert taken(find, window, "xenon", qtbot).detail == "Topic · IX WG / MSA"
    qtbot.waitUntil(lambda: bool(window.findChildren(TopicsDialog)))
    (dialog,) = window.findChildren(TopicsDialog)
    row = dialog.topics.row_at(dialog.topicsTable.currentIndex())
    assert row is not None
    assert row.id == topic
    press_in = dialog.focusWidget() or dialog
    qtbot.keyClick(press_in, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.page is not None
    here = window.page.place()
    assert here is not None
    assert (here.page, here.item) == ("meeting", meeting)
    assert not here.spot.startswith("topic"), "coming back must not open the story again"


def test_an_agenda_item_leads_to_its_meeting(
    find: FindAnything, window: MainWindow, context: Context, qtbot: QtBot, meeting: str
):
    context.services.agenda.add(meeting, "Yellow wires")
    rows = {row.detail.partition(" · ")[0]: row for row in typed(find, "yellow", qtbot)}
    assert set(rows) == {"Topic", "Agenda item"}
    while find.model.rows[find.list.currentIndex().row()] is not rows["Agenda item"]:
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert window.page is not None
    here = window.page.place()
    assert here is not None
    assert (here.page, here.item) == ("meeting", meeting)


def test_a_hundred_lines_do_not_hide_the_one_action(find: FindAnything, context: Context, qtbot: QtBot, meeting: str):
    context.services.notes.capture_lines(meeting, "\n".join(f"Quartz {number}" for number in range(100)))
    context.services.actions.add("ask everybody whom we know about quartz", meeting_id=meeting)
    kinds = [row.detail.partition(" · ")[0] for row in typed(find, "quartz", qtbot)]
    assert kinds == ["Action", *["Note"] * 12]


def test_every_kind_that_is_searched_stands_below_a_head_and_has_a_name():
    searched = {KINDS.get(entity, entity) for entity in FIELDS if entity != "party"}
    listed = {kind for kinds in heads().values() for kind in kinds}
    assert searched <= listed
    assert all(kind_words(kind) for kind in listed)


def test_what_somebody_answered_is_shown_among_the_answers(
    find: FindAnything, window: MainWindow, context: Context, meeting: str, qtbot: QtBot
):
    services = context.services
    services.guests.invite(meeting, services.guests.read(meeting, "Ann Lee <ann@x.example>; Ben <ben@x.example>"))
    services.replies.note(meeting, "ben@x.example", Answer.DECLINED, comment="In Paris by then")
    services.replies.note(meeting, "ann@x.example", Answer.TENTATIVE, comment="Perhaps from the zeppelin")
    assert taken(find, window, "zeppelin", qtbot).detail.startswith("Answer to an invitation")
    assert isinstance(window.page, InvitationPage)
    line = window.page.answers.line
    assert line is not None
    assert line.name == "Ann Lee"
    assert window.page.answersTable.hasFocus()
