"""A record with four open actions, the page that lists them, and what tests do to it."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.work_views import WorkView
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.actions_table import ActionColumn
from msa_wg_desktop.gui.pages.actions_page import ActionsPage
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

LINES = """\
ACTION: Eversource to review the materials by Feb 10 #26.2
ACTION: EDCs to share the draft waiver by Mar 3 #26.1
Outreach
\tACTION: Jordan Graham to ask internally by Feb 20
ACTION: look for installer practice"""


def make_record(context: Context) -> str:
    """The group's orders, parties and one meeting, whose id it gives."""
    group, meeting = prepared(context.services, _fill)
    context.scope.choose(group)
    context.navigator.allow({"actions", "meeting"})
    return meeting


def _fill(services: Services) -> tuple[str, str]:
    parties, orders = services.parties, services.orders
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
    group = services.groups.add("IX WG / MSA", default_decision_id=decision).id
    meeting = services.meetings.add(group, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    services.notes.capture_lines(meeting, LINES)
    return group, meeting


def open_page(context: Context, qtbot: QtBot) -> ActionsPage:
    """The page at the size that it has in a window of 1366x768."""
    page = ActionsPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    page.activate()
    return page


def listed(page: ActionsPage, column: ActionColumn = ActionColumn.WHAT) -> list[str]:
    return [str(page.model.index(row, column).data() or "") for row in range(page.model.rowCount())]


def show(page: ActionsPage, view: WorkView) -> None:
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


def edit_cell(
    qtbot: QtBot, page: ActionsPage, row: int, column: ActionColumn, words: str, *, pasted: bool = False
) -> None:
    select(page, row, column=column)
    page.actionsTable.setFocus()
    qtbot.keyClick(page.actionsTable, Qt.Key.Key_Return)
    editor = editor_of(page)
    editor.selectAll()
    editor.setText(words) if pasted else qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def pick(qtbot: QtBot, typed: str) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), PickPopup))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, PickPopup)
    qtbot.keyClicks(popup.search, typed)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle()
