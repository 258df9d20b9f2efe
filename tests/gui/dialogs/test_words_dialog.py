"""A group's words are added, changed where they stand and removed, each in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from msa_wg_desktop.gui.dialogs.words_dialog import WordsDialog
from msa_wg_desktop.gui.models.terms_table import TermColumn, TermsTable
from tests.gui.turns import settle


@pytest.fixture
def dialog(context, host, group_id) -> WordsDialog:
    context.services.groups.add_word(group_id, "RRES")
    context.services.groups.add_word(group_id, "edc", "electric distribution company")
    context.scope.choose(group_id)
    dialog = WordsDialog(context, host)
    dialog.open()
    settle()
    return dialog


@pytest.fixture
def words(context, group_id):
    return lambda: [(row.term, row.expansion) for row in context.services.groups.terms(group_id)]


def type_into_cell(qtbot, dialog: WordsDialog, row: int, column: TermColumn, text: str) -> None:
    dialog.termTable.setFocus()
    dialog.termTable.setCurrentIndex(dialog.model.index(row, column))
    qtbot.keyClick(dialog.termTable, Qt.Key.Key_Return)
    editors = [edit for edit in dialog.termTable.viewport().findChildren(QLineEdit) if edit.isVisible()]
    assert len(editors) == 1
    assert editors[0].accessibleName() == ("Word", "Stands for")[column]
    editors[0].selectAll()
    qtbot.keyClicks(editors[0], text)
    qtbot.keyClick(editors[0], Qt.Key.Key_Return)
    settle()


def test_it_shows_the_words_of_the_group_at_hand(dialog):
    assert dialog.summaryLabel.text() == "IX WG / MSA · 1 word · 1 abbreviation"
    assert [row.term for row in dialog.model.rows] == ["edc", "RRES"]


def test_words_are_added_one_after_the_other_with_enter(qtbot, dialog, words):
    for term, expansion in (("sbi", "State Building Inspector"), ("PPA", "")):
        qtbot.keyClicks(dialog.termEdit, term)
        qtbot.keyClicks(dialog.expansionEdit, expansion)
        qtbot.keyClick(dialog.expansionEdit if expansion else dialog.termEdit, Qt.Key.Key_Return)
    assert ("sbi", "State Building Inspector") in words()
    assert ("PPA", "") in words()
    assert dialog.isVisible()
    assert dialog.termEdit.hasFocus()
    assert dialog.termEdit.text() == dialog.expansionEdit.text() == ""
    qtbot.keyClick(dialog.termEdit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ("PPA", "") not in words()


@pytest.mark.parametrize(("term", "said"), [("edc", "is there already"), ("", "no word to add")])
def test_what_can_not_be_added_is_said(qtbot, dialog, words, term, said):
    before = words()
    dialog.termEdit.setText(term)
    dialog.addButton.click()
    assert said in dialog.problemLabel.text()
    assert dialog.problemLabel.isVisible()
    assert words() == before


def test_a_word_is_changed_in_its_cell(qtbot, dialog, words):
    type_into_cell(qtbot, dialog, 1, TermColumn.EXPANSION, "residential renewable energy solutions")
    assert words()[1] == ("RRES", "residential renewable energy solutions")
    settle()
    type_into_cell(qtbot, dialog, 0, TermColumn.TERM, "EDC")
    assert words()[0] == ("EDC", "electric distribution company")


def test_a_word_that_is_there_already_is_refused_in_its_cell(qtbot, dialog, words):
    before = words()
    type_into_cell(qtbot, dialog, 0, TermColumn.TERM, "RRES")
    assert "is there already" in dialog.problemLabel.text()
    assert words() == before


def test_several_words_are_removed_in_one_step(qtbot, dialog, words, store):
    steps = store.operations()
    assert not dialog.removeButton.isEnabled()
    dialog.termTable.selectAll()
    assert dialog.removeButton.isEnabled()
    dialog.termTable.setFocus()
    qtbot.keyClick(dialog.termTable, Qt.Key.Key_Delete)
    assert words() == []
    assert store.operations() == steps + 1
    settle()
    assert not dialog.removeButton.isEnabled()
    qtbot.keyClick(dialog.termTable, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(words()) == 2


def test_the_only_group_is_meant_where_none_was_chosen(context, host):
    context.services.groups.add("IX WG")
    dialog = WordsDialog(context, host)
    assert dialog.summaryLabel.text() == "IX WG · 0 words · 0 abbreviations"


def test_with_several_groups_and_none_chosen_it_says_what_to_do(context, host, group_id):
    dialog = WordsDialog(context, host)
    assert dialog.summaryLabel.text().startswith("Choose a group in the side bar first")
    assert not dialog.addButton.isEnabled()


def test_escape_leaves_the_cell_first_and_then_the_dialog(qtbot, dialog):
    dialog.termTable.setCurrentIndex(dialog.model.index(0, 0))
    dialog.termTable.edit(dialog.model.index(0, 0))
    editor = next(edit for edit in dialog.termTable.viewport().findChildren(QLineEdit) if edit.isVisible())
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    settle()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.termTable, Qt.Key.Key_Escape)


def test_the_table_holds_to_the_rules_of_models(qtmodeltester, context, group_id):
    context.services.groups.add_word(group_id, "RRES")
    model = TermsTable(lambda _row, _column, _text: True)
    model.set_rows(context.services.groups.terms(group_id))
    qtmodeltester.check(model)
