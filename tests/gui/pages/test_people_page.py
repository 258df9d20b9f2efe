"""People, organisations and classes: edited in place, settled, merged, moved, retired, and found by any part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import MeetingDraft, Presence
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.merge_dialog import MergeDialog
from msa_wg_desktop.gui.dialogs.move_dialog import MoveDialog
from msa_wg_desktop.gui.models.people_table import PeopleTab
from msa_wg_desktop.gui.pages import people_page
from msa_wg_desktop.gui.pages.people_page import NEW, PeoplePage
from tests.gui.turns import settle
from tests.gui.undo_keys import takes_undo


@pytest.fixture
def places(context: Context) -> list[Place]:
    gone: list[Place] = []
    context.navigator.allow({"people", "actions", "meeting"})
    context.navigator.asked.connect(gone.append)
    return gone


@pytest.fixture
def page(
    context: Context, meeting_id: str, places, wide: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> PeoplePage:
    """Its panel doesn't wait for the list to stand still."""
    monkeypatch.setattr(people_page, "_PANEL_AFTER_MS", 0)
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    context.scope.choose(context.services.groups.list()[-1].id)
    context.services.notes.capture_lines(meeting_id, "Pat Fam (Eversource): Typed in haste")
    page = PeoplePage(context)
    wide(page)
    page.show_commands(shown=True)
    settle()
    page.activate()
    return page


def cells(page: PeoplePage, column: int = 0) -> list[str]:
    return [str(page.model.index(row, column).data() or "") for row in range(page.model.rowCount())]


def select(page: PeoplePage, name: str, column: int = 0) -> None:
    page.peopleTable.setCurrentIndex(page.model.index(cells(page).index(name), column))
    settle()


def edit(qtbot, page: PeoplePage, name: str, column: int, words: str) -> None:
    select(page, name, column)
    page.peopleTable.setFocus()
    qtbot.keyClick(page.peopleTable, Qt.Key.Key_Return)
    (editor,) = [found for found in page.peopleTable.viewport().findChildren(QLineEdit) if found.isVisible()]
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def shown_dialog() -> QDialog:
    (dialog,) = [
        window for window in QApplication.topLevelWidgets() if isinstance(window, QDialog) and window.isVisible()
    ]
    return dialog


# ---------------------------------------------------------------------- what is listed


def test_people_stand_with_their_organisation_and_a_name_to_settle_stands_out(page: PeoplePage):
    assert cells(page) == ["Pat Fam", "Patrick Fam", "Jordan Graham"]
    assert cells(page, 1) == ["Eversource", "Eversource", "Tesla"]
    assert cells(page, 5) == ["to settle", "", ""]
    assert page.summaryLabel.text() == "3 people · 3 organisations · 1 class · 1 to settle"


def test_other_tabs_tell_organisations_and_classes(page: PeoplePage):
    page.tabs.setCurrentIndex(PeopleTab.ORGANISATIONS)
    assert cells(page) == ["Eversource", "Tesla", "United Illuminating"]
    assert cells(page, 2) == ["EDCs", "", "EDCs"]
    assert cells(page, 3) == ["2", "1", ""]
    page.tabs.setCurrentIndex(PeopleTab.CLASSES)
    assert cells(page, 1) == ["Eversource, UI"]


@pytest.mark.parametrize(
    ("words", "names"),
    [("fam ev", ["Pat Fam", "Patrick Fam"]), ("jg", ["Jordan Graham"]), ("TESLA", ["Jordan Graham"]), ("%", [])],
)
def test_words_sift_and_none_that_fit_is_said(qtbot, page: PeoplePage, words: str, names: list[str]):
    qtbot.keyClicks(page.wordsEdit, words)
    assert cells(page) == names
    assert (page.tableStack.currentWidget() is page.emptyState) is (not names)
    if not names:
        page.emptyState.asked.emit()
        assert len(cells(page)) == 3


def test_a_seat_is_what_one_can_sift_by(page: PeoplePage, context: Context):
    services = context.services
    services.groups.add_seat(context.scope.group_id, "jg", role=SeatRole.OBSERVER)
    settle()
    assert cells(page, 4) == ["", "", "observer"]
    page._sift(role="observer")
    assert cells(page) == ["Jordan Graham"]
    page.roleChip.cleared.emit()
    page.settleChip.asked.emit()
    assert cells(page) == ["Pat Fam"]


def test_whoever_one_was_sent_to_is_shown_whatever_is_held_back(page: PeoplePage, context: Context):
    page._sift(words="jordan")
    party = context.services.parties.find("UI")
    page.restore(Place("people", party.id))
    settle()
    assert page.tab is PeopleTab.ORGANISATIONS
    assert page.place() == Place("people", party.id)
    assert page.partyPanel.titleLabel.text() == "UI"


# ---------------------------------------------------------------------- edited in place


@pytest.mark.parametrize(
    ("column", "words", "field"),
    [(0, "Jordana Graham", "name"), (1, "UI", "organisation"), (2, "jo", "code"), (3, "jg@tesla.example", "mail")],
)
def test_a_cell_is_edited_where_it_stands(qtbot, page: PeoplePage, context: Context, column, words: str, field: str):
    party = context.services.parties.find("jg")
    edit(qtbot, page, "Jordan Graham", column, words)
    assert getattr(context.services.parties.get(party.id), field) == words
    assert page.problemLabel.isHidden()


@pytest.mark.parametrize(
    ("column", "words", "said"),
    [
        (0, " ", "A name is needed"),
        (1, "Nowhere", "“Nowhere” isn't in the record"),
        (2, "pf", "The code “pf” is Patrick Fam (Eversource)'s already"),
        (3, "a@b.example, c@d.example", "more than one mail address"),
        (3, "nobody", "is no mail address"),
    ],
)
def test_what_cannot_be_taken_is_said_above_the_table(qtbot, page: PeoplePage, context, column, words: str, said: str):
    before = context.services.parties.find("jg")
    edit(qtbot, page, "Jordan Graham", column, words)
    assert said in page.problemLabel.text()
    assert context.services.parties.get(before.id) == before


def test_members_of_a_class_are_names_with_commas_and_no_class(qtbot, page: PeoplePage, context: Context):
    page.tabs.setCurrentIndex(PeopleTab.CLASSES)
    edit(qtbot, page, "EDCs", 1, "UI, Tesla")
    assert context.services.parties.find("EDCs").display == "EDCs (Tesla, UI)"
    edit(qtbot, page, "EDCs", 1, "UI, EDCs")
    assert "“EDCs” is a party class" in page.problemLabel.text()


# ---------------------------------------------------------------------- new ones


def test_a_person_is_typed_in_one_line_and_understood_as_typed(qtbot, page: PeoplePage, context: Context):
    page.restore(Place("people", NEW))
    line = page.quickLine
    qtbot.keyClicks(line.edit, "Jane Doe (Acme Solar) jd jane@acme.example")
    assert line.headline.text() == "Jane Doe (Acme Solar) · jane@acme.example · code jd"
    assert line.second.text() == "Acme Solar is new too."
    assert takes_undo(line.edit)
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settle()
    assert not takes_undo(line.edit), "what was typed is in the record, and is undone there"
    assert context.services.parties.find("jd").display == "Jane Doe (Acme Solar)"
    assert line.edit.text() == ""
    assert page.current is not None
    assert page.current.party.name == "Jane Doe"


@pytest.mark.parametrize(
    ("tab", "typed", "shown"),
    [(PeopleTab.ORGANISATIONS, "Acme Solar (Acme)", "Acme"), (PeopleTab.CLASSES, "OEMs: Tesla", "OEMs (Tesla)")],
)
def test_organisations_and_classes_are_typed_too(qtbot, page: PeoplePage, context, tab, typed: str, shown: str):
    page.tabs.setCurrentIndex(tab)
    page.newButton.click()
    qtbot.keyClicks(page.quickLine.edit, typed)
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    settle()
    assert page.current is not None
    assert page.current.party.display == shown


def test_what_is_refused_stays_to_be_put_right(qtbot, page: PeoplePage):
    page.newButton.click()
    qtbot.keyClicks(page.quickLine.edit, "Patrick Fam (Eversource)")
    qtbot.keyClick(page.quickLine.edit, Qt.Key.Key_Return)
    assert page.quickLine.warning.text() == "Patrick Fam (Eversource) is here already."
    assert page.quickLine.edit.text() == "Patrick Fam (Eversource)"


# ---------------------------------------------------------------------- settle, merge, move, retire


def test_a_name_from_the_notes_is_kept_as_somebody_new(page: PeoplePage, context: Context):
    select(page, "Pat Fam")
    assert page.partyPanel.standingChip.text() == "typed in notes, not settled yet"
    page.partyPanel.settleButton.click()
    settle()
    assert "to settle" not in page.summaryLabel.text()
    assert page.settleChip.isHidden()


def test_a_name_from_the_notes_is_merged_into_the_one_it_is(qtbot, page: PeoplePage, context: Context, meeting_id: str):
    select(page, "Pat Fam")
    page.partyPanel.mergeButton.click()
    dialog = shown_dialog()
    assert isinstance(dialog, MergeDialog)
    assert (dialog.vanishingEdit.text(), dialog.keptEdit.text()) == ("Pat Fam (Eversource)", "")
    assert not dialog.mergeButton.isEnabled()
    dialog.keptEdit.setText("Patrick Fam (Eversource)")
    assert "1 line of the notes will say Patrick Fam (Eversource)." in dialog.followsLabel.text()
    dialog.mergeButton.click()
    settle()
    assert cells(page) == ["Patrick Fam", "Jordan Graham"]
    assert page.current is not None
    assert page.current.party.name == "Patrick Fam"
    notes = context.services.notes.outline(meeting_id).load()
    assert notes[-1].text == "Patrick Fam (Eversource): Typed in haste"
    context.services.store.undo()
    settle()
    assert len(cells(page)) == 3


def test_two_selected_rows_are_the_two_and_can_be_swapped(qtbot, page: PeoplePage, context: Context):
    context.me.choose(context.services.parties.find("jg").id)
    select(page, "Patrick Fam")
    page.peopleTable.setFocus()
    qtbot.keyClick(page.peopleTable, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    context.commands.run("people.merge")
    dialog = shown_dialog()
    assert isinstance(dialog, MergeDialog)
    assert {dialog.vanishingEdit.text(), dialog.keptEdit.text()} == {
        "Patrick Fam (Eversource)",
        "Jordan Graham (Tesla)",
    }
    if dialog.keptEdit.text().startswith("Jordan"):
        dialog.swapButton.click()
    dialog.accept()
    settle()
    assert context.me.id == context.services.parties.find("pf").id, "whoever I was is whom I became"


def test_a_person_and_an_organisation_are_refused_in_words(page: PeoplePage, context: Context):
    select(page, "Patrick Fam")
    page.partyPanel.mergeButton.click()
    dialog = shown_dialog()
    assert isinstance(dialog, MergeDialog)
    dialog.keptEdit.setText("Tesla")
    assert "are of different kinds" in dialog.problemLabel.text()
    assert not dialog.mergeButton.isEnabled()
    dialog.reject()


def test_somebody_moves_from_a_day_on_and_old_notes_keep_the_old_one(
    page: PeoplePage, context: Context, meeting_id: str
):
    context.services.notes.capture_lines(meeting_id, "pf: Before the move")
    select(page, "Patrick Fam")
    page.partyPanel.moveButton.click()
    dialog = shown_dialog()
    assert isinstance(dialog, MoveDialog)
    dialog.organisationEdit.setText("Tesla")
    dialog.sinceEdit.setText("Feb 30")
    assert dialog.problemLabel.isVisible()
    assert not dialog.moveButton.isEnabled()
    dialog.sinceEdit.setText("tomorrow")
    assert "1 line from before stays Patrick Fam (Eversource)." in dialog.followsLabel.text()
    dialog.sinceEdit.setText("today")
    assert "1 line from that day on will say Tesla." in dialog.followsLabel.text()
    dialog.moveButton.click()
    settle()
    select(page, "Patrick Fam")
    assert page.partyPanel.formerLabel.text() == "Eversource until Wed, Feb 5, 2025"


def test_delete_retires_where_something_hangs_on_it_and_says_so(
    qtbot, page: PeoplePage, context: Context, notifier: RecordingNotifier
):
    select(page, "Pat Fam")
    page.peopleTable.setFocus()
    qtbot.keyClick(page.peopleTable, Qt.Key.Key_Delete)
    settle()
    assert notifier.said[-1][0].endswith("It was retired instead.")
    assert cells(page)[-1] == "Pat Fam"
    select(page, "Jordan Graham")
    qtbot.keyClick(page.peopleTable, Qt.Key.Key_Delete)
    settle()
    assert notifier.said[-1][0] == "Deleted: Jordan Graham (Tesla)"
    offer = notifier.said[-1][1]
    assert offer is not None
    offer.run()
    settle()
    assert "Jordan Graham" in cells(page)


# ---------------------------------------------------------------------- the panel, who I am


def test_the_panel_says_what_a_party_has_and_leads_there(qtbot, page: PeoplePage, context: Context, places, meeting_id):
    services = context.services
    action = services.actions.add("Call Tesla", owners=["pf"], due=date(2025, 2, 3), meeting_id=meeting_id)
    services.notes.capture_lines(meeting_id, "ACTION: Patrick Fam to ask legal by Feb 21")
    services.attendance.add(meeting_id, services.parties.find("pf").id, presence=Presence.PRESENT)
    settle()
    select(page, "Patrick Fam")
    owed = page.partyPanel.owedList
    assert [(row.words, row.tag.words if row.tag else row.right, row.detail) for row in owed.rows.rows] == [
        ("Call Tesla", "3 days overdue", "due Mon, Feb 3 · from Feb 6, 2025"),
        ("Ask legal", "Feb 21", "from Feb 6, 2025, Discussion 2"),
    ]
    assert owed.accessibleName() == "Owes · 2 · 1 overdue"
    owed.setFocus()
    qtbot.keyClick(owed, Qt.Key.Key_Return)
    assert places == [Place("actions", action)]
    assert [row.right for row in page.partyPanel.attendedList.rows.rows] == ["Thu, Feb 6, 2025"]


def test_a_seat_is_added_changed_and_ended_in_the_panel(qtbot, page: PeoplePage, context: Context):
    select(page, "Patrick Fam")
    page.partyPanel.seatButton.click()
    settle()
    (fields,) = page.partyPanel.seats.fields
    assert fields.role is not None
    fields.role.setCurrentIndex(fields.role.findData("alternate"))
    fields.role.activated.emit(1)
    for edit_of, typed in ((fields.since, "Jan 14, 2025"), (fields.until, "Mar 3")):
        edit_of.setFocus()
        qtbot.keyClicks(edit_of, typed)
        qtbot.keyClick(edit_of, Qt.Key.Key_Return)
    settle()
    (seat,) = context.services.groups.seats(context.scope.group_id)
    assert (seat.role, seat.since, seat.until) == (SeatRole.ALTERNATE, date(2025, 1, 14), date(2025, 3, 3))
    assert fields.until.text() == "Mon, Mar 3, 2025"
    fields.until.setFocus()
    fields.until.selectAll()
    qtbot.keyClicks(fields.until, "Jan 2, 2025")
    qtbot.keyClick(fields.until, Qt.Key.Key_Return)
    assert "ends before it begins" in page.problemLabel.text()
    assert fields.until.text() == "Jan 2, 2025", "what was typed stays"


def test_one_says_who_one_is_here(page: PeoplePage, context: Context):
    select(page, "Patrick Fam")
    page.partyPanel.meButton.click()
    settle()
    assert context.me.id == context.services.parties.find("pf").id
    assert page.partyPanel.meChip.text() == "this is me"
    assert page.partyPanel.meButton.isHidden()


def test_an_empty_record_says_what_belongs_here(qtbot, context: Context, places, wide):
    page = PeoplePage(context)
    wide(page)
    settle()
    assert page.tableStack.currentWidget() is page.emptyState
    page.emptyState.asked.emit()
    assert page.quickLine.isVisible()


def test_the_table_is_a_model_as_qt_wants_it(qtmodeltester: ModelTester, page: PeoplePage):
    qtmodeltester.check(page.model)


def test_somebody_who_moved_keeps_the_old_organisation_in_a_meeting_before(page: PeoplePage, context: Context):
    services = context.services
    services.affiliations.move("pf", "Tesla", date(2025, 2, 1))
    january = services.meetings.add(context.scope.group_id, MeetingDraft("January", date(2025, 1, 14), time(11)))
    services.notes.capture_lines(january, "pf: Said then")
    assert services.notes.outline(january).load()[0].text == "Patrick Fam (Eversource): Said then"


def test_a_part_of_a_name_is_enough_where_it_is_only_one_organisations(qtbot, page: PeoplePage):
    select(page, "Patrick Fam")
    page.partyPanel.moveButton.click()
    dialog = shown_dialog()
    assert isinstance(dialog, MoveDialog)
    qtbot.keyClicks(dialog.organisationEdit, "tes")
    qtbot.keyClick(dialog.organisationEdit.completer().popup(), Qt.Key.Key_Escape)
    qtbot.keyClick(dialog.organisationEdit, Qt.Key.Key_Return)
    assert dialog.organisationEdit.text() == "Tesla"
    assert dialog.moveButton.isEnabled()


def test_a_seats_day_is_in_sight_with_its_year(page: PeoplePage, context: Context):
    services = context.services
    group_id = services.groups.list()[-1].id
    services.groups.add_seat(group_id, "Patrick Fam", since=date(2025, 1, 1))
    select(page, "Patrick Fam")
    settle()
    (fields,) = page.partyPanel.seats.fields
    assert fields.since.text() == "Wed, Jan 1, 2025"
    assert fields.since.fontMetrics().horizontalAdvance(fields.since.text()) < fields.since.width() - 16
