"""From each thing to what it is tied to, in the real window, and back to the exact spot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from msa_wg_desktop import paths
from msa_wg_desktop.app import group_source
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.help_dialog import HelpDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.main_window_commands import HELP_ON
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from tests.gui.pages.actions_desk import make_record
from tests.gui.test_find_anything import NoRecords
from tests.gui.turns import settle


@pytest.fixture
def meeting(context: Context) -> str:
    return make_record(context)


@pytest.fixture
def window(context: Context, meeting: str, qtbot: QtBot) -> Iterator[MainWindow]:
    pages, groups = page_specs(context.services), group_source(context.services)
    window = MainWindow(context, record="test.msawg", records=NoRecords(), pages=pages, groups=groups)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.hide()
    window.deleteLater()


def stands(window: MainWindow) -> Place | None:
    settle()
    return window.page.place() if window.page is not None else None


def test_an_action_leads_to_its_owner_and_its_order_item_and_back(window: MainWindow, context: Context, meeting: str):
    services = context.services
    action = services.actions.list()[0]
    start = Place("actions", action.id)
    context.navigator.go(start)
    settle()
    assert isinstance(window.page, ActionsPage)
    owner, item = window.page.actionPanel.linkRow.buttons
    assert (owner.text(), item.accessibleName()) == ("Eversource", "Go to 26 (2)")
    item.click()
    target = services.orders.resolve("26.2", action.group_id)
    assert target is not None
    assert stands(window) == Place("orders", target[0], target[1] or "")
    context.commands.run("go.back")
    assert stands(window) == start
    owner.click()
    assert stands(window) == Place("people", services.parties.find("Eversource").id)
    context.commands.run("go.back")
    assert stands(window) == start


def test_what_a_line_captured_leads_to_its_page(window: MainWindow, context: Context, meeting: str):
    context.navigator.go(Place("meeting", meeting))
    settle()
    assert isinstance(window.page, MeetingPage)
    panel = window.page.captured
    at = panel.list.visualRect(panel.model.index(0, 0)).center()
    panel.list.customContextMenuRequested.emit(QPoint(at))
    menu = panel.findChildren(QMenu)[-1]
    (show,) = [action for action in menu.actions() if action.text() == "Show on its &page"]
    show.trigger()
    menu.close()
    assert stands(window) == Place("actions", context.services.captures.of_meeting(meeting)[0].id)


def test_the_line_at_hand_is_kept_while_one_works_for_a_power_cut_closes_no_window(
    window: MainWindow, context: Context, meeting: str, qtbot: QtBot
):
    first, *_rest = context.services.notes.outline(meeting).load()
    context.navigator.go(Place("meeting", meeting, first.id))
    qtbot.keyClicks(window.focusWidget(), "x")
    page = window.page
    assert page is not None
    wanted = page.place()
    assert wanted is not None
    assert first.id in wanted.spot
    qtbot.waitUntil(lambda: context.here.value("place", [""]) == ["meeting", meeting, wanted.spot], timeout=5000)


def test_no_menu_of_a_meeting_is_higher_than_a_small_screen(window: MainWindow, context: Context, meeting: str):
    for place in (Place("meeting", meeting), Place("meetings", meeting)):
        context.navigator.go(place)
        settle()
        menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.actions()]
        assert menus
        assert max(menu.sizeHint().height() for menu in menus) < 768 - 60, place.page


def test_help_opens_at_the_page_at_hand(window: MainWindow, context: Context, meeting: str):
    """Which text that is: a page's own, and the typed line for a meeting, where most of the keys are."""
    for place, heading in (
        (Place("meetings"), "Meetings"),
        (Place("actions"), "Actions"),
        (Place("today"), "People and Today"),
        (Place("meeting", meeting), "The typed line"),
    ):
        context.navigator.go(place)
        settle()
        context.commands.run("help.topics")
        (shown,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpDialog) and one.isVisible()]
        assert shown.textBrowser.toPlainText().startswith(heading)
        shown.close()
    named = {HELP_ON.get(spec.id, spec.id) for spec in page_specs(context.services)}
    assert all(paths.resource("help", f"{topic}.md").exists() for topic in named)
