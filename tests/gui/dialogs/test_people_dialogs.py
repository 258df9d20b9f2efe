"""People pasted from a mail, and the data of a group: said first, taken in one step, refused in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.groups import Attribution
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.group_dialog import GroupDialog
from msa_wg_desktop.gui.dialogs.merge_dialog import MergeDialog
from msa_wg_desktop.gui.dialogs.people_list_dialog import PeopleListDialog
from msa_wg_desktop.gui.widgets.people.me_picker import ask_me
from tests.gui.turns import settle

PASTED = "Jane Doe (Acme) <jane@acme.example>; John Roe (Acme) john@a.example jr@a.example; Patrick Fam (Eversource)"


@pytest.fixture
def group_id(context: Context) -> str:
    parties = context.services.parties
    parties.add_organisation("Eversource")
    parties.add_person("Patrick Fam", "Eversource", code="pf")
    group = context.services.groups.add("IX WG / MSA", state="CT").id
    context.scope.choose(group)
    return group


def test_a_pasted_list_says_what_was_understood_and_comes_in_one_step(
    qtbot, context: Context, group_id: str, notifier: RecordingNotifier
):
    dialog = PeopleListDialog(context)
    dialog.open()
    assert not dialog.addButton.isEnabled()
    dialog.listEdit.setPlainText(PASTED)
    rows = [(row.line.name, row.finding.value, row.makes_organisation) for row in dialog.model.rows]
    assert rows == [("Jane Doe", "new", True), ("John Roe", "refused", False), ("Patrick Fam", "known", False)]
    assert dialog.summaryLabel.text() == "3 people · 1 can't be taken"
    assert dialog.addButton.text() == "&Add 1 person"
    dialog.addButton.click()
    assert notifier.said[-1][0] == "1 person was added."
    # What can't be taken stays to be mended, and nothing else.
    assert dialog.isVisible()
    assert dialog.listEdit.toPlainText() == "John Roe (Acme) john@a.example jr@a.example"
    dialog.reject()
    assert context.services.parties.find("Jane Doe").display == "Jane Doe (Acme)"
    context.services.store.undo()
    assert [row.name for row in context.services.parties.organisations()] == ["Eversource"]


def test_what_does_not_look_like_a_name_is_asked_about_and_nothing_of_it_is_lost(
    qtbot, context: Context, group_id: str, notifier: RecordingNotifier
):
    dialog = PeopleListDialog(context)
    dialog.open()
    dialog.listEdit.setPlainText("Jane Doe\nThey will call us back later today.\n555-0100\nbell hooks")
    assert [row.finding.value for row in dialog.model.rows] == ["new", "doubtful", "doubtful", "doubtful"]
    assert dialog.summaryLabel.text() == "4 people · 3 may be no name"
    dialog.addButton.click()
    assert dialog.listEdit.toPlainText() == "They will call us back later today.\n555-0100\nbell hooks"
    assert not dialog.addButton.isEnabled()
    dialog.listEdit.setPlainText("bell hooks")
    dialog.sureBox.click()
    dialog.addButton.click()
    assert not dialog.isVisible()
    assert {row.name for row in context.services.parties.people()} == {"Patrick Fam", "Jane Doe", "bell hooks"}


def test_a_group_is_changed_where_it_is_shown(qtbot, context: Context, group_id: str):
    dialog = GroupDialog(context, group_id)
    dialog.open()
    assert (dialog.nameEdit.text(), dialog.stateEdit.text()) == ("MSA", "CT")
    assert dialog.parentBox.currentText() == "IX WG"
    dialog.headingEdit.setText("CT PURA Interconnection Working Group")
    dialog.attributionBox.setCurrentIndex(dialog.attributionBox.findData(Attribution.ORGANISATION.value))
    dialog.saveButton.click()
    group = context.services.groups.get(group_id)
    assert (group.heading, group.attribution) == ("CT PURA Interconnection Working Group", Attribution.ORGANISATION)


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("nameEdit", " ", "A group needs a name"),
        ("zoneEdit", "Nowhere/Town", "is not a time zone"),
        ("stateEdit", "ZZ", "There is no state ZZ"),
    ],
)
def test_what_a_group_cannot_be_is_said_in_the_dialog(qtbot, context, group_id: str, field, words: str, said: str):
    before = context.services.groups.get(group_id)
    dialog = GroupDialog(context, group_id)
    dialog.open()
    getattr(dialog, field).setText(words)
    dialog.saveButton.click()
    assert said in dialog.problemLabel.text()
    assert dialog.isVisible()
    assert context.services.groups.get(group_id) == before
    dialog.close()


def test_a_new_group_is_part_of_the_one_at_hand_and_takes_over_its_habits(qtbot, context: Context, group_id: str):
    context.services.groups.edit(group_id, {"state": "MA"})
    dialog = GroupDialog(context, group_id, new=True)
    dialog.open()
    assert (dialog.parentBox.currentText(), dialog.stateEdit.text()) == ("IX WG · MSA", "MA")
    dialog.nameEdit.setText("Storage")
    dialog.saveButton.click()
    made = context.services.groups.get(context.scope.group_id)
    assert (made.path, made.state) == ("IX WG / MSA / Storage", "MA")
    again = GroupDialog(context, group_id, new=True)
    again.open()
    again.nameEdit.setText("Storage")
    again.saveButton.click()
    assert "There is a group “Storage” already" in again.problemLabel.text()
    again.close()


def test_a_change_made_meanwhile_is_not_overwritten(qtbot, context: Context, group_id: str):
    dialog = GroupDialog(context, group_id)
    dialog.open()
    context.services.groups.edit(group_id, {"heading": "Somebody else's"})
    dialog.headingEdit.setText("Mine")
    dialog.saveButton.click()
    assert "was changed meanwhile" in dialog.problemLabel.text()
    assert context.services.groups.get(group_id).heading == "Somebody else's"
    dialog.close()


def test_who_i_am_is_chosen_and_taken_back(qtbot, context: Context, group_id: str):
    below = QWidget()
    qtbot.addWidget(below)
    changed: list[str] = []
    context.me.changed.connect(lambda: changed.append(context.me.id))
    popup = ask_me(context, below)
    popup._take(popup.list.model().index(0, 0))
    person = context.services.parties.find("pf").id
    assert changed == [person]
    context.services.parties.delete(person)
    settle()
    assert context.me.id == "", "whoever is gone is nobody"
    context.services.store.undo()
    assert context.me.id == person


def test_a_name_that_is_being_typed_is_no_mistake_yet(qtbot, context: Context, group_id: str):
    parties = context.services.parties
    dialog = MergeDialog(context, parties.find("pf"), None)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.keptEdit.setFocus()
    qtbot.keyClicks(dialog.keptEdit, "Patr")
    assert not dialog.problemLabel.isVisible()
    qtbot.keyClicks(dialog.keptEdit, "x")
    assert "“Patrx” isn't in the record" in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()
    dialog.reject()
