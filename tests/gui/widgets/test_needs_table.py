"""The table of data needs is edited where it stands, with the keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.widgets.meeting.needs_table import NeedsSection
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def services(context: Context) -> Services:
    return context.services


@pytest.fixture
def meeting_id(services: Services) -> str:
    """The meeting of February 6, to which two needs of January 14 were brought."""
    return prepared(services, _two_needs)


def _two_needs(services: Services) -> str:
    eversource = services.parties.add_organisation("Eversource")
    services.parties.add_organisation("ConnectDER")
    services.parties.add_organisation("Tesla")
    services.parties.add_class("EDCs", [eversource.id])
    group_id = services.groups.add("IX WG / MSA").id
    before = services.meetings.add(group_id, MeetingDraft("MSA subgroup meeting", date(2025, 1, 14)))
    for need, parties in (("Examples of waivers", ["ConnectDER", "Tesla"]), ("Number of sockets", ["EDCs"])):
        services.data_needs.add(need, parties=parties, meeting_id=before, identified_on=date(2025, 1, 14))
    return services.meetings.add(group_id, MeetingDraft("MSA subgroup meeting", date(2025, 2, 6)))


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    return host


@pytest.fixture
def table(context: Context, meeting_id: str, host: QWidget, qtbot) -> NeedsSection:
    table = NeedsSection(context, host)
    QVBoxLayout(host).addWidget(table)
    table.show_meeting(meeting_id)
    with qtbot.waitExposed(host):
        host.show()
    table.setFocus()
    return table


def needs(services: Services, meeting_id: str) -> list[str]:
    return [line.need.text for line in services.needs_table.rows(meeting_id)]


def editor() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def at(table: NeedsSection) -> tuple[int, int]:
    index = table.view.currentIndex()
    return index.row(), index.column()


def test_arrows_and_tab_go_from_cell_to_cell(table):
    QTest.keyClick(table.view, Key.Key_Down)
    QTest.keyClick(table.view, Key.Key_Right)
    assert at(table) == (1, 1)
    QTest.keyClick(table.view, Key.Key_Tab)
    QTest.keyClick(table.view, Key.Key_Tab)
    assert at(table) == (1, 3)
    QTest.keyClick(table.view, Key.Key_Tab)
    assert table.add_edit.hasFocus()


def test_esc_leaves_the_table(table, qtbot):
    with qtbot.waitSignal(table.left):
        QTest.keyClick(table.view, Key.Key_Escape)


def test_f2_edits_the_need_and_enter_takes_it(table, services, meeting_id):
    QTest.keyClick(table.view, Key.Key_F2)
    QTest.keyClicks(editor(), "Examples of liability waivers")
    QTest.keyClick(editor(), Key.Key_Return)
    assert needs(services, meeting_id)[0] == "Examples of liability waivers"
    assert table.view.hasFocus()


def test_esc_in_a_need_leaves_it_as_it_was(table, services, meeting_id):
    QTest.keyClick(table.view, Key.Key_F2)
    QTest.keyClicks(editor(), "nonsense")
    QTest.keyClick(editor(), Key.Key_Escape)
    assert needs(services, meeting_id)[0] == "Examples of waivers"


def test_parties_are_completed_one_by_one(table, services, meeting_id, qtbot):
    table.view.edit_cell(table.model.index(1, NeedColumn.WHO))
    field = editor()
    assert isinstance(field, PartiesEdit)
    field.clear()
    QTest.keyClicks(field, "ED")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "EDCs"
    QTest.keyClicks(field, ", tes")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "EDCs, Tesla"
    QTest.keyClick(field, Key.Key_Return)
    assert [party.name for party in services.needs_table.rows(meeting_id)[1].need.who] == ["EDCs", "Tesla"]


def test_f2_goes_on_behind_the_parties_that_are_there(table, services, meeting_id):
    table.view.setCurrentIndex(table.model.index(1, NeedColumn.WHO))
    QTest.keyClick(table.view, Key.Key_F2)
    QTest.keyClicks(editor(), ", Tesla")
    QTest.keyClick(editor(), Key.Key_Return)
    QTest.keyClick(editor(), Key.Key_Return)
    assert [party.name for party in services.needs_table.rows(meeting_id)[1].need.who] == ["EDCs", "Tesla"]


def test_parties_are_typed_as_a_summary_prints_them_new_ones_too(table, services, meeting_id, notifier):
    table.view.edit_cell(table.model.index(1, NeedColumn.WHO))
    field = editor()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "DEEP/Tesla")
    QTest.keyClick(field, Key.Key_Return)
    assert [party.name for party in services.needs_table.rows(meeting_id)[1].need.who] == ["DEEP", "Tesla"]
    assert notifier.said[-1][0].startswith("DEEP is new")


def test_a_party_that_can_not_be_read_is_said_beside_and_stays_as_it_was_typed(
    table, services, meeting_id, notifier: RecordingNotifier
):
    table.view.edit_cell(table.model.index(1, NeedColumn.WHO))
    field = editor()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "Teslla")
    QTest.keyClick(field, Key.Key_Tab)
    settle()
    assert (notifier.errors, "Teslla" in notifier.said[-1][0]) == ([], True)
    assert editor().text() == "Teslla"  # type: ignore[attr-defined]
    assert [party.name for party in services.needs_table.rows(meeting_id)[1].need.who] == ["EDCs"]


def test_a_response_takes_paragraphs_and_bullets_and_its_row_grows(table, services, meeting_id, qtbot):
    low = table.view.rowHeight(0)
    table.view.edit_cell(table.model.index(0, NeedColumn.RESPONSE))
    text = editor()
    assert isinstance(text, RichTextEdit)
    for words in ("Provided examples.", "- Tucson", "Xcel"):
        QTest.keyClicks(text, words)
        QTest.keyClick(text, Key.Key_Return)
    qtbot.waitUntil(lambda: table.view.rowHeight(0) > low + 30)
    qtbot.waitUntil(
        lambda: services.needs_table.rows(meeting_id)[0].response == "Provided examples.\n\n- Tucson\n- Xcel"
    )
    QTest.keyClick(text, Key.Key_Escape)
    assert table.view.hasFocus()
    qtbot.waitUntil(lambda: table.model.rows[0].response == "Provided examples.\n\n- Tucson\n- Xcel")


def test_typing_a_response_is_one_step(table, services, meeting_id):
    table.view.edit_cell(table.model.index(0, NeedColumn.RESPONSE))
    QTest.keyClicks(editor(), "one")
    table.flush()
    QTest.keyClicks(editor(), " two")
    table.flush()
    services.store.undo()
    assert services.needs_table.rows(meeting_id)[0].response == ""


def test_an_undo_shows_in_the_response_that_is_open(table, services, qtbot):
    table.view.edit_cell(table.model.index(0, NeedColumn.RESPONSE))
    text = editor()
    assert isinstance(text, RichTextEdit)
    QTest.keyClicks(text, "one")
    table.flush()
    services.store.undo()
    qtbot.waitUntil(lambda: text.markdown() == "")


def test_a_need_is_added_at_the_foot_and_its_parties_are_asked_for(table, services, meeting_id):
    table.add_edit.setFocus()
    QTest.keyClicks(table.add_edit, "Field maintenance data")
    QTest.keyClick(table.add_edit, Key.Key_Return)
    assert needs(services, meeting_id)[-1] == "Field maintenance data"
    assert isinstance(editor(), PartiesEdit)
    QTest.keyClicks(editor(), "Tesla")
    QTest.keyClick(editor(), Key.Key_Return)
    QTest.keyClick(editor(), Key.Key_Return)
    assert [party.name for party in services.needs_table.rows(meeting_id)[-1].need.who] == ["Tesla"]


def test_without_rows_the_keyboard_goes_to_the_field_that_adds_one(table, services, meeting_id, qtbot):
    for line in services.needs_table.rows(meeting_id):
        services.data_needs.delete(line.need.id)
    qtbot.waitUntil(lambda: not table.view.isVisible())
    table.setFocus()
    assert table.add_edit.hasFocus()


def test_an_empty_need_is_not_added(table, notifier, services, meeting_id):
    table.add_edit.setFocus()
    QTest.keyClick(table.add_edit, Key.Key_Return)
    assert notifier.errors
    assert len(needs(services, meeting_id)) == 2


def test_a_row_moves_and_the_cursor_goes_with_it(table, services, meeting_id, qtbot):
    QTest.keyClick(table.view, Key.Key_Down, Mod.AltModifier | Mod.ShiftModifier)
    assert needs(services, meeting_id) == ["Number of sockets", "Examples of waivers"]
    qtbot.waitUntil(lambda: at(table) == (1, 0))


def test_delete_takes_a_row_away_and_offers_to_undo(table, services, meeting_id, notifier):
    QTest.keyClick(table.view, Key.Key_Delete)
    assert needs(services, meeting_id) == ["Number of sockets"]
    offer = notifier.said[-1][1]
    assert offer is not None
    services.store.undo()
    assert needs(services, meeting_id) == ["Examples of waivers", "Number of sockets"]


def test_the_state_is_chosen_from_a_menu(table, services, meeting_id, qtbot):
    table.view.setCurrentIndex(table.model.index(1, NeedColumn.STATUS))
    QTest.keyClick(table.view, Key.Key_Return)
    menu = table.findChild(QMenu)
    assert menu is not None
    chosen = next(action for action in menu.actions() if action.text() == "&Unable to provide")
    chosen.trigger()
    menu.close()
    assert services.needs_table.rows(meeting_id)[1].need.status == "unable to provide"


def test_the_rows_are_counted_while_the_table_is_hidden(table, services, meeting_id, qtbot):
    table.hide()
    with qtbot.waitSignal(table.states_changed) as told:
        services.data_needs.edit(services.needs_table.rows(meeting_id)[0].need.id, {"status": "answered"})
    assert told.args == [("answered", "requested")]


def test_the_table_is_as_tall_as_its_rows(table, qtbot):
    qtbot.waitUntil(lambda: table.view.height() >= sum(table.view.rowHeight(row) for row in range(2)) + 20)
    assert not table.view.verticalScrollBar().isVisible()


def test_at_200_percent_a_state_stands_on_two_lines_and_the_response_has_room(table, theme, host):
    at_usual_size = table.view.columnWidth(NeedColumn.STATUS)
    theme.set_zoom(200)
    host.resize(980, 700)
    settle()
    assert table.view.columnWidth(NeedColumn.STATUS) < 2 * at_usual_size * 0.8
    assert table.view.columnWidth(NeedColumn.RESPONSE) > table.view.columnWidth(NeedColumn.STATUS) * 0.9
