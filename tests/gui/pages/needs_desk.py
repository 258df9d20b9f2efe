"""A record with four data needs, the page that lists them, and what tests do to it."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.commands import plain
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.pages.needs_page import NeedsPage
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

JAN_14 = date(2025, 1, 14)


def make_record(context: Context) -> str:
    """A group with three needs of January 14, and one from a line of February 6, whose meeting it gives."""
    group, meeting = prepared(context.services, _fill)
    context.scope.choose(group)
    context.navigator.allow({"needs", "meeting", "materials"})
    return meeting


def _fill(services: Services) -> tuple[str, str]:
    parties, orders, needs = services.parties, services.orders, services.data_needs
    parties.add_organisation("Eversource Energy", "Eversource", classes=["EDCs"])
    parties.add_organisation("United Illuminating", "UI", classes=["EDCs"])
    parties.add_organisation("ConnectDER")
    parties.add_organisation("Tesla")
    parties.add_person("Jordan Graham", "Tesla", code="jg")
    parties.add_organisation("GPI")
    parties.add_person("Aileen Cole", "GPI", code="ac")
    orders.add_docket("24-08-02")
    decision = orders.add_decision("24-08-02", decided_on=date(2024, 10, 16))
    orders.add_item(orders.add(decision, "26", due=date(2025, 3, 31)), "1", "A waiver")
    group = services.groups.add("IX WG / MSA", default_decision_id=decision).id
    meeting = services.meetings.add(group, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    both = ["ConnectDER", "Tesla"]
    needs.add("Lifespan", parties=both, identified_on=JAN_14, due=date(2025, 2, 28), order_items=["26.1"])
    needs.add("Waivers", parties=both, identified_on=JAN_14, status="answered", response="- Tucson\n- Xcel")
    needs.add("Sockets", parties=["EDCs"], identified_on=JAN_14, status="unable to provide")
    services.notes.capture_lines(meeting, "NEED: Tesla to provide maintenance data")
    return group, meeting


def open_page(context: Context, qtbot: QtBot) -> NeedsPage:
    """The page at the size that it has in a window of 1366x768."""
    page = NeedsPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    page.activate()
    return page


def listed(page: NeedsPage, column: NeedColumn = NeedColumn.NEED) -> list[str]:
    return [str(page.model.index(row, column).data() or "") for row in range(page.model.rowCount())]


def select(page: NeedsPage, *rows: int, column: NeedColumn = NeedColumn.NEED) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.needsTable.setCurrentIndex(page.model.index(rows[0], column))
    for row in rows[1:]:
        page.needsTable.selectionModel().select(page.model.index(row, column), flags.Select | flags.Rows)
    settle()


def editor_of(page: NeedsPage) -> QWidget:
    """The editor that is open in the list."""
    viewport = page.needsTable.viewport()
    (editor,) = (child for child in viewport.findChildren(QWidget) if child.parent() is viewport and child.isVisible())
    return editor


def edit_cell(qtbot: QtBot, page: NeedsPage, row: int, column: NeedColumn, words: str) -> None:
    select(page, row, column=column)
    page.needsTable.setFocus()
    qtbot.keyClick(page.needsTable, Qt.Key.Key_F2)
    editor = editor_of(page)
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, words)
    ends = Qt.KeyboardModifier.ControlModifier if column is NeedColumn.RESPONSE else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(editor, Qt.Key.Key_Return, ends)
    settle()


def choose(qtbot: QtBot, words: str) -> None:
    """Takes an entry of the menu that has come up."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if plain(action.text()) == words).trigger()
    menu.close()
    settle()
