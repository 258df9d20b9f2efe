"""The whole window without a mouse: every page by its key, one thing made, changed and taken back on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from msa_wg_desktop.app import group_source
from msa_wg_desktop.domain.meetings import Presence
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.proposal_dialog import ProposalDialog
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.page_list import page_specs
from msa_wg_desktop.gui.pages.orders_page import OrdersPage
from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.side_bar import PageButton
from msa_wg_desktop.services.sample import load_sample
from tests.gui.test_find_anything import NoRecords
from tests.gui.turns import settle

PAGES = ("today", "meetings", "actions", "needs", "orders", "positions", "people", "materials")
STOPS = 40
"""More than there are places for Tab to stop at on any page."""


@pytest.fixture
def meeting(context: Context) -> str:
    return load_sample(context.services)


@pytest.fixture
def window(context: Context, meeting: str, qtbot: QtBot) -> Iterator[MainWindow]:
    pages, groups = page_specs(context.services), group_source(context.services)
    window = MainWindow(context, record="test.msawg", records=NoRecords(), pages=pages, groups=groups)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    settle()
    yield window
    window.hide()
    window.deleteLater()


def focus() -> QWidget:
    """What has the keyboard; there must always be something."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: MainWindow, *keys: str) -> None:
    """Real keys to whatever has the keyboard; a window manager gives it back to the window behind a closed dialog."""
    for key in keys:
        QTest.keySequence(QApplication.activePopupWidget() or focus(), QKeySequence(key))
        settle()
        if QApplication.activeWindow() is None:
            window.activateWindow()
            settle()


def write(text: str) -> None:
    QTest.keyClicks(focus(), text)
    settle()


def tab_to(window: MainWindow, within: QDialog, words: str) -> None:
    """Tab until a button has the keyboard, which never leaves the dialog."""
    for _stop in range(STOPS):
        press(window, "Tab")
        found = focus()
        assert within.isAncestorOf(found)
        if isinstance(found, QPushButton) and words in found.text().replace("&", ""):
            return
    raise AssertionError(words)


def dialog(window: MainWindow) -> QDialog | None:
    return next((found for found in window.findChildren(QDialog) if found.isVisible()), None)


def test_every_page_comes_by_its_key_with_the_keyboard_on_it_and_back_and_forward_lead_through_them(window: MainWindow):
    for number, page in enumerate(PAGES, start=1):
        press(window, f"Ctrl+{number}")
        assert window.page is window.make_page(page)
        assert window.make_page(page).isAncestorOf(focus()), page
    for page in reversed(PAGES[:-1]):
        press(window, "Alt+Left")
        assert window.page is window.make_page(page)
        assert window.make_page(page).isAncestorOf(focus())
    press(window, "Alt+Right")
    assert window.page is window.make_page("meetings")


def test_tab_comes_to_the_page_at_hand_in_the_side_bar_and_arrows_go_on_from_there(window: MainWindow):
    number = 5
    press(window, f"Ctrl+{number}")
    for _stop in range(STOPS):
        press(window, "Tab")
        if isinstance(focus(), PageButton):
            break
    bar = window.sideBar.findChildren(PageButton)
    assert focus() is bar[number - 1]
    press(window, "Down")
    assert focus() is bar[number]
    press(window, "Space")
    assert window.page is window.make_page(PAGES[number])


def test_no_letter_means_two_things_on_one_page_which_would_do_neither(window: MainWindow, context: Context):
    for number, name in enumerate(PAGES, start=1):
        press(window, f"Ctrl+{number}")
        page = window.page
        assert page is not None
        if name == "orders":
            context.commands.run("orders.linked")
            settle()
        menus = {_letter(action.text()) for action in window.menuBar().actions() if action.isVisible()} - {None}
        parts = [part for kind in (QAbstractButton, QLabel) for part in page.findChildren(kind)]
        parts = [part for part in parts if not isinstance(part, QLabel) or part.buddy() is not None]
        assert [part.text() for part in parts if _letter(part.text()) in menus] == [], name
        letters = Counter(_letter(part.text()) for part in parts if part.isVisible())
        assert [letter for letter, count in letters.items() if letter and count > 1] == [], name


def test_no_key_means_two_things_on_one_page_which_would_do_neither(window: MainWindow, context: Context, meeting: str):
    for page in (*PAGES, "meeting", "recap", "invitation"):
        context.navigator.go(Place(page, meeting if page not in PAGES else ""))
        settle()
        actions = [context.commands.action(command.id) for command in context.commands.all()]
        found = Counter(key.toString() for action in actions if action.isVisible() for key in action.shortcuts())
        assert [key for key, count in found.items() if count > 1] == [], page


def _letter(words: str) -> str | None:
    """The letter that Alt takes there."""
    return QKeySequence.mnemonic(words).toString() or None


def test_one_thing_is_made_on_each_page_and_taken_back(window: MainWindow, context: Context):
    services = context.services
    made = (
        (3, ("EDCs to send the draft by Feb 21",), services.actions.list),
        (4, ("Tesla to provide maintenance data",), services.data_needs.list),
        (5, ("Draft to the inspector",), services.deadlines.list),
        (7, ("Jane Doe (Acme Solar)",), services.parties.people),
        (8, ("https://example.com/a.pdf", "", "Manual"), services.materials.list),
    )
    for number, words, read in made:
        before = len(read())
        press(window, f"Ctrl+{number}", "Ctrl+N")
        for place, part in enumerate(words):
            press(window, *(["Tab"] if place else []))
            write(part)
        press(window, "Return")
        assert len(read()) == before + 1, number
        assert dialog(window) is None
        press(window, *(["Esc"] if isinstance(focus(), QLineEdit) else []), "Ctrl+Z")
        assert len(read()) == before, number
        assert window.page is not None
        assert window.page.isAncestorOf(focus())


def test_enter_in_a_field_of_a_proposal_saves_it(window: MainWindow, context: Context):
    press(window, "Ctrl+6", "Ctrl+N")
    form = dialog(window)
    assert isinstance(form, ProposalDialog)
    form.textEdit.setPlainText("The waiver names the installer.")
    write("Waiver")
    press(window, "Return")
    assert [row.title for row in context.services.proposals.list(group_id=context.scope.group_id)] == ["Waiver"]
    press(window, "Ctrl+Z")
    assert not context.services.proposals.list(group_id=context.scope.group_id)


def test_what_is_linked_can_be_asked_for_before_any_item_is_at_hand(window: MainWindow, context: Context):
    press(window, "Ctrl+5")
    page = window.page
    assert isinstance(page, OrdersPage)
    page.itemsTable.setCurrentIndex(page.model.index(-1, 0))
    page.timeline.setFocus()
    press(window, "Ctrl+L")
    assert page.itemPanel.isVisible()
    assert page.itemPanel.isAncestorOf(focus())
    press(window, "Esc")
    assert focus() is page.itemsTable
    assert page.itemsTable.selected_rows() == [0]


def test_a_meeting_that_was_just_made_can_be_taken_back_after_one_has_looked_at_it(
    window: MainWindow, context: Context, caplog: pytest.LogCaptureFixture
):
    press(window, "Ctrl+2", "Ctrl+N")
    write("Feb 25")
    press(window, "Return")
    assert isinstance(focus(), OutlineEditor)
    made = context.navigator.here
    press(window, "Ctrl+3", "Ctrl+Z")
    assert made is not None
    assert made.item not in {row.id for row in context.services.meetings.list()}
    press(window, "Alt+Left")
    assert window.page is not None
    assert not caplog.records
    context.navigator.go(Place("today"))


def test_who_came_is_pasted_from_the_attendance_and_taken_back(window: MainWindow, context: Context, meeting: str):
    attendance = context.services.attendance
    before = attendance.list(meeting)
    context.navigator.go(Place("meeting", meeting))
    press(window, "Ctrl+Shift+E")
    first = dialog(window)
    assert first is not None
    tab_to(window, first, "From a")
    press(window, "Space")
    second = next(found for found in window.findChildren(QDialog) if found.isVisible() and found is not first)
    assert isinstance(focus(), QPlainTextEdit)
    write("Patrick Fam (Eversource), excused")
    tab_to(window, second, "Take 1")
    press(window, "Space")
    assert dialog(window) is first
    first.activateWindow()
    settle()
    assert [row.presence for row in attendance.list(meeting) if row.name == "Patrick Fam"] == [Presence.EXCUSED]
    press(window, "Ctrl+Z")
    assert attendance.list(meeting) == before
    press(window, "Escape")
    assert dialog(window) is None


def test_notes_and_what_was_captured_take_turns_by_a_key_where_the_window_is_narrow(
    window: MainWindow, context: Context, meeting: str
):
    context.theme.set_zoom(200)
    settle()
    press(window, "Ctrl+2")
    context.navigator.go(Place("meeting", meeting))
    page = window.make_page("meeting")
    settle()
    assert isinstance(focus(), OutlineEditor)
    press(window, "F7")
    assert not isinstance(focus(), OutlineEditor)
    assert page.isAncestorOf(focus())
    press(window, "F7")
    assert isinstance(focus(), OutlineEditor)
    context.theme.set_zoom(100)
