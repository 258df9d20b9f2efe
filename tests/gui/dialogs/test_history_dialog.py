"""The history tells each step in words, finds any of them, takes any one back, and shows what was taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from msa_wg_desktop.domain.changes import ChangeKind
from msa_wg_desktop.domain.history import ChangeWords, FieldChange
from msa_wg_desktop.gui.dialogs.history_dialog import HistoryDialog
from msa_wg_desktop.gui.models.history_table import ChangesTable, HistoryTable, StepColumn, change_lines
from msa_wg_desktop.gui.widgets.chip import chip_size
from tests.gui.turns import settle

MOVED = "Move the due date: Look into it (due date: Fri, Feb 21, 2025 → Fri, Feb 28, 2025)"


@pytest.fixture
def action_id(context, meeting_id) -> str:
    """The action of the meeting, its date moved once."""
    action = context.services.recap.rows(meeting_id)[0]
    context.services.actions.edit(action.id, {"due": date(2025, 2, 28)})
    return action.id


@pytest.fixture
def dialog(context, host, meeting_id, action_id) -> HistoryDialog:
    dialog = HistoryDialog(context, meeting_id, host)
    dialog.open()
    settle()
    return dialog


def steps(dialog: HistoryDialog) -> list[str]:
    return [dialog.steps.index(row, StepColumn.WHAT).data() for row in range(dialog.steps.rowCount())]


def changes(dialog: HistoryDialog) -> list[tuple[str, str, str]]:
    model = dialog.changes
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def choose(dialog: HistoryDialog, words: str) -> None:
    place = next(row for row, said in enumerate(steps(dialog)) if said.startswith(words))
    dialog.stepTable.setCurrentIndex(dialog.steps.index(place, 0))


def test_the_newest_step_comes_first_with_who_when_before_and_after(dialog):
    row = [dialog.steps.index(0, column).data() for column in range(4)]
    assert row[0].startswith("Thu, Feb 6, 2025, ")
    assert row[1:] == ["test", MOVED, ""]
    assert changes(dialog) == [
        ("Changed, action: Look into it", "", ""),
        ("due date", "Fri, Feb 21, 2025", "Fri, Feb 28, 2025"),
    ]


def test_a_step_is_undone_shown_as_undone_and_brought_back(qtbot, dialog, context, action_id):
    dialog.undoButton.click()
    settle()
    assert context.services.actions.get(action_id).due == date(2025, 2, 21)
    assert dialog.saidLabel.text() == "Undone: Move the due date"
    assert steps(dialog)[:2] == [
        "Undone: Move the due date: Look into it (due date: Fri, Feb 28, 2025 → Fri, Feb 21, 2025)",
        MOVED,
    ]
    assert dialog.steps.index(1, StepColumn.STATE).data() == "undone"
    assert dialog.stepTable.currentIndex().row() == 1
    assert not dialog.undoButton.isEnabled()
    choose(dialog, "Undone")
    assert dialog.undoButton.text() == "&Bring it back"
    dialog.undoButton.click()
    settle()
    assert dialog.saidLabel.text() == "Done again: Move the due date"
    assert context.services.actions.get(action_id).due == date(2025, 2, 28)


def test_a_step_that_others_built_upon_says_why_it_stays(dialog, context, action_id):
    context.services.actions.edit(action_id, {"due": date(2025, 3, 3)})
    settle()
    before = context.services.store.operations()
    dialog.stepTable.setCurrentIndex(dialog.steps.index(1, 0))
    dialog.undoButton.click()
    assert dialog.problemLabel.isVisible()
    assert "Nothing was " in dialog.problemLabel.text()
    assert context.services.store.operations() == before
    assert context.services.actions.get(action_id).due == date(2025, 3, 3)


def test_what_was_handed_out_can_not_be_undone_and_says_so(dialog, context, meeting_id, tmp_path):
    context.services.exports.summary(meeting_id, tmp_path / "draft.docx")
    settle()
    choose(dialog, "Export the summary")
    dialog.undoButton.click()
    assert "handed out" in dialog.problemLabel.text()


def test_words_are_found_in_steps_and_in_what_they_changed(dialog):
    whole = len(steps(dialog))
    dialog.findEdit.setText("feb 28 ACTION")
    settle()
    assert steps(dialog) == [MOVED]
    assert dialog.summaryLabel.text().startswith(f"1 of {whole} steps looked through · since Thu, Feb 6, 2025")
    dialog.findEdit.setText("nowhere")
    settle()
    assert steps(dialog) == []
    assert not dialog.undoButton.isEnabled()
    assert changes(dialog) == []
    dialog.findEdit.setText("")
    settle()
    assert len(steps(dialog)) == whole
    assert dialog.undoButton.isEnabled()


def test_enter_in_the_field_goes_to_the_steps_and_closes_nothing(qtbot, dialog):
    dialog.findEdit.setFocus()
    qtbot.keyClick(dialog.findEdit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.stepTable.hasFocus()
    qtbot.keyClick(dialog.stepTable, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_only_this_meeting_leaves_the_rest_out(dialog):
    assert any(step.startswith("Add Eversource") for step in steps(dialog))
    dialog.meetingCheck.click()
    settle()
    assert not any(step.startswith("Add Eversource") for step in steps(dialog))
    assert any(step.startswith("Type 2 lines") for step in steps(dialog))


def test_without_a_meeting_at_hand_nobody_is_asked_about_it(context, host, meeting_id):
    dialog = HistoryDialog(context, parent=host)
    dialog.open()
    assert not dialog.meetingCheck.isVisible()


def test_older_steps_come_as_one_scrolls_or_looks_for_them(qtbot, context, host, meeting_id):
    for number in range(120):
        context.services.groups.add_word(context.services.groups.list()[0].id, f"word{number}")
    dialog = HistoryDialog(context, meeting_id, host)
    dialog.open()
    assert dialog.steps.rowCount() == 50
    assert dialog.summaryLabel.text() == "50 steps · older ones as you scroll"
    bar = dialog.stepTable.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: dialog.steps.rowCount() == 100)
    dialog.findEdit.setText("eversource")
    qtbot.waitUntil(lambda: "since" in dialog.summaryLabel.text())
    assert any(step.startswith("Add Eversource") for step in steps(dialog))


def test_ctrl_z_works_here_too_and_the_step_appears(qtbot, dialog, context, action_id):
    qtbot.keyClick(dialog.stepTable, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert context.services.actions.get(action_id).due == date(2025, 2, 21)
    assert steps(dialog)[0].startswith("Undone: ")


def test_the_chosen_change_can_be_asked_to_be_forgotten(qtbot, dialog, context, meeting_id, action_id):
    assert dialog.forgetButton.text() == "F&orget this action…"
    with qtbot.waitSignal(dialog.purge_asked) as asked:
        dialog.forgetButton.click()
    assert asked.args == ["action", action_id]
    choose(dialog, "Type 2 lines")
    note = next(
        row for row, line in enumerate(dialog.changes.rows) if line.change.entity == "note" and "Yes" in line.words
    )
    dialog.changeTable.setCurrentIndex(dialog.changes.index(note, 0))
    with qtbot.waitSignal(dialog.purge_asked) as asked:
        dialog.forgetButton.click()
    assert asked.args == ["note", dialog.changes.rows[note].change.id]


def test_what_has_no_text_of_its_own_can_not_be_forgotten(dialog):
    choose(dialog, "Add Eversource")
    assert not dialog.forgetButton.isEnabled()


def test_the_tables_hold_to_the_rules_of_models(qtmodeltester, context, action_id):
    history = context.services.history
    rows = history.told(history.list())
    table, other = HistoryTable(), ChangesTable()
    table.set_rows(rows[:2])
    table.add_rows(rows[2:])
    qtmodeltester.check(table)
    other.set_rows(change_lines(rows[0].changes))
    qtmodeltester.check(other)
    assert other.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "due date, before: Fri, Feb 21, 2025, after: Fri, Feb 28, 2025"
    )


def test_a_step_of_many_changes_shows_the_first_and_counts_the_rest():
    field = FieldChange("text", "", "words")
    many = [ChangeWords("note", str(number), ChangeKind.INSERT, "note", "words", (field,)) for number in range(203)]
    lines = change_lines(many)
    assert len(lines) == 401
    assert lines[-1].words == "and 3 more changes"


def test_down_in_the_field_goes_to_the_steps_too(qtbot, dialog):
    dialog.findEdit.setFocus()
    qtbot.keyClick(dialog.findEdit, Qt.Key.Key_Down)
    assert dialog.stepTable.hasFocus()


def test_that_a_step_was_undone_is_in_sight_however_far_down_it_stood(dialog, context, action_id):
    context.services.store.undo()
    for number in range(60):
        context.services.actions.add_update(action_id, f"News {number}")
    settle()
    dialog.findEdit.setText("due date")
    settle()
    mark = chip_size(context.theme, "undone").width()
    row = next(row for row, said in enumerate(steps(dialog)) if said == MOVED)
    state = dialog.steps.index(row, StepColumn.STATE)
    assert state.data() == "undone"
    assert dialog.stepTable.visualRect(state).width() > mark
    assert dialog.stepTable.visualRect(state).right() <= dialog.stepTable.viewport().width()
