"""Attendance is kept from the keyboard alone, many at once where asked, and nobody is added silently."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from msa_wg_desktop.domain.meetings import MeetingDraft, Presence
from msa_wg_desktop.gui.dialogs.attendance_dialog import AttendanceDialog
from msa_wg_desktop.gui.models.attendance_table import AttendanceColumn, AttendanceTable
from msa_wg_desktop.gui.widgets.people.person_edit import matching
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, meeting_id, qtbot) -> AttendanceDialog:
    dialog = AttendanceDialog(context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


def choose(dialog: AttendanceDialog, name: str, column: AttendanceColumn = AttendanceColumn.PRESENCE) -> None:
    row = next(row for row in dialog.model.rows if row.name == name)
    dialog.attendanceTable.choose(dialog.model.index_of(row.id, column))


def type_into_cell(qtbot, dialog: AttendanceDialog, words: str) -> None:
    """The first key opens the cell, the others go into it."""
    qtbot.keyClicks(dialog.attendanceTable, words[0])
    editors = [edit for edit in dialog.attendanceTable.viewport().findChildren(QLineEdit) if edit.isVisible()]
    assert len(editors) == 1
    qtbot.keyClicks(editors[0], words[1:])
    qtbot.keyClick(editors[0], Qt.Key.Key_Return)
    settle()


def enter(qtbot, dialog: AttendanceDialog, words: str) -> None:
    dialog.addEdit.setFocus()
    qtbot.keyClicks(dialog.addEdit, words)
    qtbot.keyClick(dialog.addEdit, Qt.Key.Key_Return)


def row_of(context, meeting_id, name):
    return next(row for row in context.services.attendance.list(meeting_id) if row.name == name)


def test_a_letter_says_who_was_there(qtbot, dialog, presence):
    choose(dialog, "Patrick Fam")
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_P)
    choose(dialog, "Jordan Graham")
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_A)
    settle()
    assert presence() == {"Patrick Fam": Presence.PRESENT, "Jordan Graham": Presence.ABSENT}
    assert dialog.windowTitle() == "Attendance · 1 of 2 present"
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_E)
    assert presence()["Jordan Graham"] is Presence.EXCUSED
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_U)
    assert presence()["Jordan Graham"] is Presence.UNKNOWN


def test_space_takes_the_next_in_turn(qtbot, dialog, presence):
    choose(dialog, "Patrick Fam")
    told = []
    for _turn in range(4):
        qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Space)
        settle()
        told.append(presence()["Patrick Fam"])
    assert told == [Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED, Presence.UNKNOWN]


def test_many_at_once_are_one_step_that_ctrl_z_takes_back_in_the_dialog(qtbot, dialog, presence, store):
    steps = store.operations()
    dialog.attendanceTable.selectAll()
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_P)
    assert set(presence().values()) == {Presence.PRESENT}
    assert store.operations() == steps + 1
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert set(presence().values()) == {Presence.UNKNOWN}
    assert dialog.windowTitle() == "Attendance · 0 of 2 present"
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert set(presence().values()) == {Presence.PRESENT}


def test_ctrl_z_in_an_empty_field_takes_the_record_back_and_in_a_filled_one_the_typing(qtbot, dialog, context, store):
    context.services.groups.add("Other")
    dialog.addEdit.setFocus()
    qtbot.keyClick(dialog.addEdit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [group.name for group in context.services.groups.list()] == ["IX WG", "MSA"]
    steps = store.operations()
    qtbot.keyClicks(dialog.addEdit, "zz")
    qtbot.keyClick(dialog.addEdit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.addEdit.text() == ""
    assert store.operations() == steps


def test_how_somebody_is_invited_is_said_by_a_letter_or_in_turn(qtbot, dialog, context, meeting_id):
    choose(dialog, "Patrick Fam", AttendanceColumn.INVITED)
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_O)
    settle()
    assert row_of(context, meeting_id, "Patrick Fam").optional
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Space)
    settle()
    assert not row_of(context, meeting_id, "Patrick Fam").invited
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_R)
    row = row_of(context, meeting_id, "Patrick Fam")
    assert row.invited
    assert not row.optional


def test_a_time_is_typed_where_one_stands_and_read_near_the_meeting(qtbot, dialog, context, meeting_id):
    choose(dialog, "Patrick Fam")
    type_into_cell(qtbot, dialog, "11:10")
    choose(dialog, "Patrick Fam", AttendanceColumn.TO)
    type_into_cell(qtbot, dialog, "1140")
    settle()
    row = row_of(context, meeting_id, "Patrick Fam")
    assert (row.joined_at, row.left_at, row.presence) == (time(11, 10), time(11, 40), Presence.PRESENT)
    assert "1 joined late, 1 left early" in dialog.summaryLabel.text()
    shown = [dialog.model.index_of(row.id, column).data() for column in (AttendanceColumn.FROM, AttendanceColumn.TO)]
    assert shown == ["11:10 AM · late", "11:40 AM · left early"]


def test_whoever_was_absent_has_no_times(qtbot, dialog, context, meeting_id):
    choose(dialog, "Patrick Fam", AttendanceColumn.FROM)
    type_into_cell(qtbot, dialog, "11:10")
    settle()
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_A)
    row = row_of(context, meeting_id, "Patrick Fam")
    assert (row.presence, row.joined_at) == (Presence.ABSENT, None)


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [(AttendanceColumn.FROM, "1x", "is no time"), (AttendanceColumn.TO, "10:30", "leave before they join")],
)
def test_a_time_that_can_not_be_is_said_and_changes_nothing(
    qtbot, dialog, context, meeting_id, store, column, typed, said
):
    context.services.attendance.edit(row_of(context, meeting_id, "Patrick Fam").id, {"joined_at": time(11, 10)})
    settle()
    steps = store.operations()
    choose(dialog, "Patrick Fam", column)
    type_into_cell(qtbot, dialog, typed)
    assert said in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()
    assert store.operations() == steps


def test_delete_takes_a_time_away_and_elsewhere_the_person(qtbot, dialog, context, meeting_id, presence):
    choose(dialog, "Patrick Fam", AttendanceColumn.FROM)
    type_into_cell(qtbot, dialog, "11:10")
    settle()
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Delete)
    settle()
    assert row_of(context, meeting_id, "Patrick Fam").joined_at is None
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Delete)
    settle()
    assert list(presence()) == ["Jordan Graham"]
    assert dialog.saidLabel.text() == "1 person was taken off the list."
    assert dialog.attendanceTable.chosen()[0].name == "Jordan Graham"


def test_a_code_adds_somebody_known_and_the_dialog_stays_open(qtbot, dialog, presence):
    enter(qtbot, dialog, "ac")
    assert "Aileen Cole" in presence()
    assert dialog.isVisible()
    assert dialog.addEdit.text() == ""
    assert dialog.attendanceTable.chosen()[0].name == "Aileen Cole"


def test_part_of_a_name_offers_whom_it_may_mean_and_enter_takes_the_first(qtbot, dialog, presence):
    enter(qtbot, dialog, "col")
    assert "Aileen Cole" in presence()


def test_another_than_the_first_is_taken_with_the_arrows_or_the_mouse(qtbot, dialog, context, presence):
    context.services.parties.add_person("Aileen Moore", "Tesla")
    context.services.parties.add_person("Aileen Stone", "Tesla")
    settle()
    dialog.addEdit.setFocus()
    qtbot.keyClicks(dialog.addEdit, "aileen")
    qtbot.keyClick(dialog.addEdit.popup, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.addEdit.popup, Qt.Key.Key_Return)
    assert "Aileen Moore" in presence()
    settle()
    qtbot.keyClicks(dialog.addEdit, "aileen")
    place = dialog.addEdit.popup.visualRect(dialog.addEdit.popup.model().index(1, 0)).center()
    qtbot.mouseClick(dialog.addEdit.popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "Aileen Stone" in presence()
    assert len(presence()) == 4


def test_a_new_person_is_announced_before_enter_and_made_by_it_in_one_step(qtbot, dialog, context, presence, store):
    steps = store.operations()
    qtbot.keyClicks(dialog.addEdit, "Jane Roe (CTAC)")
    assert dialog.addHint.isVisible()
    assert "Jane Roe, a new person, of CTAC, a new organisation" in dialog.addHint.text()
    qtbot.keyClick(dialog.addEdit, Qt.Key.Key_Return)
    assert "Jane Roe" in presence()
    assert dialog.saidLabel.text() == "Jane Roe (CTAC) is new in the record, and on the list."
    assert store.operations() == steps + 1
    store.undo()
    assert not context.services.parties.book().named("Jane Roe")


def test_a_namesake_elsewhere_is_pointed_out(qtbot, dialog):
    qtbot.keyClicks(dialog.addEdit, "Patrick Fam (Tesla)")
    assert dialog.addHint.text().startswith("Patrick Fam (Eversource) is known. Enter adds another")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Nobody Known", "First Last (Organisation)"), ("pf", "on the list already"), ("Tesla", "is not known")],
)
def test_what_names_nobody_new_is_said(qtbot, dialog, store, typed, said):
    steps = store.operations()
    enter(qtbot, dialog, typed)
    assert said in dialog.problemLabel.text()
    assert dialog.addEdit.text() == typed
    assert store.operations() == steps


def test_the_group_is_invited_once(context, group_id, host):
    other = context.services.meetings.add(group_id, MeetingDraft("Next"))
    dialog = AttendanceDialog(context, other, host)
    dialog.open()
    settle()
    assert "nobody on the list yet" in dialog.summaryLabel.text()
    dialog.inviteButton.click()
    assert dialog.saidLabel.text() == "2 people of the group were added."
    settle()
    assert len(dialog.model.rows) == 2
    dialog.inviteButton.click()
    assert "on the list already" in dialog.saidLabel.text()


def test_a_group_without_seats_says_so(context, meeting_id, host):
    other = context.services.groups.add("Other").id
    dialog = AttendanceDialog(context, context.services.meetings.add(other, MeetingDraft("First")), host)
    dialog.open()
    dialog.inviteButton.click()
    assert "Nobody has a seat" in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()


def test_a_speaker_who_is_not_on_the_list_is_pointed_out_and_added_by_a_button(
    qtbot, dialog, context, meeting_id, presence
):
    assert not dialog.unlistedCard.isVisible()
    context.services.notes.capture_lines(meeting_id, "ac: Thank you.")
    settle()
    assert "Aileen Cole" not in presence()
    assert dialog.unlistedCard.isVisible()
    dialog.attendanceTable.setFocus()
    qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Tab)
    button = dialog.unlistedCard.findChild(QPushButton)
    assert QApplication.focusWidget() is button, "Tab comes to it where it stands"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle()
    row = row_of(context, meeting_id, "Aileen Cole")
    assert (row.presence, row.invited, row.spoke) == (Presence.PRESENT, False, True)
    assert not dialog.unlistedCard.isVisible()


def test_what_changes_elsewhere_shows_and_the_selection_stays(dialog, context, meeting_id):
    choose(dialog, "Patrick Fam")
    person = context.services.parties.find("ac")
    context.services.attendance.add(meeting_id, person.id, presence=Presence.PRESENT)
    settle()
    assert len(dialog.model.rows) == 3
    assert dialog.attendanceTable.chosen()[0].name == "Patrick Fam"


def test_escape_closes_it(qtbot, dialog):
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.attendanceTable, Qt.Key.Key_Escape)


def test_the_table_holds_to_the_rules_of_models(qtmodeltester, context, meeting_id):
    model = AttendanceTable(lambda _row, _column, _text: True)
    model.set_rows(context.services.attendance.list(meeting_id))
    model.set_meeting(context.services.meetings.get(meeting_id))
    qtmodeltester.check(model)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Patrick Fam, Eversource, required, unknown, spoke"
    )


def test_codes_come_before_names_and_names_before_parts(context, meeting_id):
    people = context.services.parties.book().people
    context.services.parties.add_person("Pfeiffer Jones", "Tesla")
    people = context.services.parties.book().people
    assert [person.name for person in matching(people, "pf")] == ["Patrick Fam", "Pfeiffer Jones"]
    assert [person.name for person in matching(people, "gra")] == ["Jordan Graham"]
    assert matching(people, "") == []


def test_only_rows_that_are_selected_are_changed(qtbot, dialog, presence):
    dialog.attendanceTable.selectionModel().select(
        dialog.model.index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    dialog.absentButton.click()
    assert sorted(presence().values()) == [Presence.ABSENT, Presence.UNKNOWN]
