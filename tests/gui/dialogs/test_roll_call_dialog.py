"""A roll call from the keyboard: a key a party, one back, reasons, read back, kept as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.dialogs.roll_call_dialog import KEYS, RollCallDialog
from tests.gui.pages.positions_desk import FEB_6, Desk, make_desk


@pytest.fixture
def desk(context: Context) -> Desk:
    return make_desk(context)


def opened(qtbot, desk: Desk) -> RollCallDialog:
    proposal, version = desk.context.services.proposals.of_version(desk.second)
    dialog = RollCallDialog(desk.context, proposal, version)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.partiesTable.setFocus()
    return dialog


@pytest.fixture
def dialog(qtbot, desk: Desk) -> RollCallDialog:
    return opened(qtbot, desk)


def press(qtbot, dialog: RollCallDialog, keys: str) -> None:
    qtbot.keyClicks(dialog.partiesTable, keys)


def answered(dialog: RollCallDialog) -> list[tuple[str, str]]:
    return [(row.party.name, str(row.answer.stand)) for row in dialog.model.rows if row.answer]


def save(dialog: RollCallDialog) -> None:
    dialog.buttonBox.button(QDialogButtonBox.StandardButton.Ok).click()


def test_each_key_answers_and_goes_on_to_the_next_party(qtbot, dialog: RollCallDialog):
    press(qtbot, dialog, "so-")
    assert answered(dialog) == [("Utility A", "support"), ("Vendor A", "oppose"), ("Vendor B", "silent")]
    assert dialog.partiesTable.currentIndex().row() == 3
    assert dialog.model.rows[3].party.name == "Chair"
    assert dialog.resultLabel.text() == "Support: Utility A · Oppose: Vendor A · Silent: Vendor B"


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_heard_and_has_a_button(qtbot, dialog: RollCallDialog, key: str):
    press(qtbot, dialog, key)
    assert answered(dialog) == [("Utility A", str(KEYS[key]))]
    buttons = [button for button in dialog.keysRow.findChildren(QPushButton) if button.text().startswith(key.upper())]
    dialog.partiesTable.selectRow(1)
    buttons[0].click()
    assert answered(dialog)[1] == ("Vendor A", str(KEYS[key]))


def test_backspace_goes_one_back_and_takes_the_answer_back(qtbot, dialog: RollCallDialog):
    press(qtbot, dialog, "ss")
    qtbot.keyClick(dialog.partiesTable, Qt.Key.Key_Backspace)
    assert answered(dialog) == [("Utility A", "support")]
    press(qtbot, dialog, "l")
    assert answered(dialog)[1] == ("Vendor A", "can live with")
    for _again in range(5):
        qtbot.keyClick(dialog.partiesTable, Qt.Key.Key_Backspace)
    assert answered(dialog) == []
    assert not dialog.buttonBox.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_reason_is_typed_where_it_is_wanted(qtbot, dialog: RollCallDialog):
    press(qtbot, dialog, "s")
    qtbot.keyClick(dialog.partiesTable, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.reasonEdit
    assert dialog.reasonEdit.accessibleName() == "Reason of Utility A"
    qtbot.keyClicks(dialog.reasonEdit, "so it is")
    qtbot.keyClick(dialog.reasonEdit, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.partiesTable
    assert dialog.answers[0].text == "so it is"
    assert dialog.partiesTable.currentIndex().row() == 1
    press(qtbot, dialog, "q")
    assert answered(dialog)[1] == ("Vendor A", "not asked")
    qtbot.keyClick(dialog.partiesTable, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.partiesTable
    dialog.partiesTable.selectRow(1)
    assert not dialog.reasonEdit.isEnabled()


def test_the_party_at_hand_stays_in_sight_while_what_is_read_back_grows(qtbot, desk: Desk):
    for number in range(8):
        party = desk.context.services.parties.add_organisation(f"Vendor number {number} of a long name")
        desk.context.services.groups.add_seat(desk.group, party.id)
    dialog = opened(qtbot, desk)
    table, height = dialog.partiesTable, dialog.partiesTable.viewport().height()
    press(qtbot, dialog, "soalnrsoa")
    qtbot.waitUntil(lambda: table.viewport().height() < height)
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex())))


def test_whoever_stands_outside_the_count_is_read_back_apart(qtbot, dialog: RollCallDialog):
    press(qtbot, dialog, "sons")
    said = "Support: Utility A · Oppose: Vendor A · No position: Vendor B · Outside the count: Support: Chair"
    assert dialog.resultLabel.text() == said


def test_who_is_absent_by_the_list_is_suggested_and_entered_by_nobody(qtbot, desk: Desk):
    attendance = desk.context.services.attendance
    attendance.edit(attendance.add(desk.meeting, desk.party("Ana Reyes")), {"presence": "absent"})
    dialog = opened(qtbot, desk)
    assert dialog.model.index(1, 1).data() == "absent by the list?"
    assert dialog.answers == []
    dialog.meetingBox.setCurrentIndex(1)
    assert dialog.model.index(1, 1).data() == ""


def test_it_is_signed_kept_as_one_step_and_read_back(qtbot, dialog: RollCallDialog, desk: Desk):
    store, told = desk.context.services.store, []
    before = store.seq()
    dialog.taken.connect(lambda _id, words: told.append(words))
    press(qtbot, dialog, "s0")
    save(dialog)
    assert "is signed" in dialog.problemLabel.text()
    dialog.signedEdit.setText("Casey Moore")
    save(dialog)
    row = desk.context.services.roll_calls.list()[0]
    assert row.answers == (Answer("Utility A", "support"), Answer("Vendor A", Mark.ABSENT))
    assert (row.called_on, row.meeting_id, row.signed_by) == (FEB_6, desk.meeting, "Casey Moore (Chair)")
    assert told == ["Roll call on P-1 v2 kept. Support: Utility A · Absent: Vendor A"]
    assert store.seq() == before + 1
    store.undo()
    assert desk.context.services.roll_calls.list() == ()
    assert opened(qtbot, desk).signedEdit.text() == "Casey Moore (Chair)"


def test_a_group_without_seats_asks_all_organisations_and_says_why(qtbot, desk: Desk):
    for seat in desk.context.services.groups.seats(desk.group):
        desk.context.services.groups.remove_seat(seat.id)
    dialog = opened(qtbot, desk)
    assert "give seats on the page People" in dialog.hintLabel.text()
    assert {row.party.name for row in dialog.model.rows} == {"Utility A", "Vendor A", "Vendor B", "Chair"}
