"""Steps before a filing are one set: each shows at once when it must start, and nothing is written before."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.plan_dialog import PlanDialog
from msa_wg_desktop.gui.models.steps_table import StepColumn
from tests.gui.pages.orders_desk import Ids, cells, make_record
from tests.gui.turns import settle


@pytest.fixture
def ids(context: Context) -> Ids:
    return make_record(context)


@pytest.fixture
def dialog(context: Context, ids: Ids, qtbot) -> PlanDialog:
    dialog = PlanDialog(context, order_id=ids.order)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


@pytest.fixture
def suggested(dialog: PlanDialog) -> PlanDialog:
    dialog._offer_sets()
    dialog._sets.actions()[0].trigger()
    return dialog


def enter(qtbot, dialog: PlanDialog, row: int, column: StepColumn, words: str) -> None:
    table = dialog.stepsTable
    table.setCurrentIndex(dialog.model.index(row, column))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    (editor,) = (edit for edit in table.viewport().findChildren(QLineEdit) if edit.isVisible())
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def test_a_plan_begins_with_nothing_and_a_suggestion_without_lead_times(suggested: PlanDialog):
    assert cells(suggested.model, StepColumn.TITLE) == [
        "State Building Inspector review", "Consultation", "Legal review",
    ]  # fmt: skip
    assert cells(suggested.model, StepColumn.DAYS) == ["how many?"] * 3
    assert cells(suggested.model, StepColumn.BEFORE) == ["Legal review", "Legal review", "the filing"]
    assert cells(suggested.model, StepColumn.START) == ["—", "—", "—"]
    suggested.reject()


def test_a_plan_that_was_left_by_mistake_can_still_be_saved(
    qtbot, suggested: PlanDialog, context: Context, ids: Ids, notifier: RecordingNotifier
):
    qtbot.keyClick(suggested, Qt.Key.Key_Escape)
    assert context.services.plans.steps(ids.order) == ()
    words, offer = notifier.said[-1]
    assert offer is not None
    assert (words, offer.words) == ("The plan was left as it was.", "Save it after all")
    offer.run()
    assert len(context.services.plans.steps(ids.order)) == 3
    said = len(notifier.said)
    unchanged = PlanDialog(context, order_id=ids.order)
    unchanged.open()
    unchanged.reject()
    assert len(notifier.said) == said


def test_each_lead_time_shows_at_once_what_must_start_when(qtbot, suggested: PlanDialog, context: Context, ids: Ids):
    enter(qtbot, suggested, 2, StepColumn.DAYS, "5")
    enter(qtbot, suggested, 0, StepColumn.DAYS, "20")
    assert cells(suggested.model, StepColumn.START) == ["Mon, Feb 24, 2025", "—", "Mon, Mar 24, 2025"]
    assert suggested.countedLabel.text() == "20 business days that end Fri, Mar 21, 2025: starts Mon, Feb 24, 2025"
    assert context.services.plans.steps(ids.order) == ()
    suggested.accept()
    assert [(step.title, step.lead_days) for step in context.services.plans.steps(ids.order)] == [
        ("State Building Inspector review", 20), ("Consultation", None), ("Legal review", 5),
    ]  # fmt: skip
    context.services.store.undo()
    assert context.services.plans.steps(ids.order) == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [("0", "from 1 to 1,000 business days"), ("10000", "from 1 to 1,000"), ("soon", "“soon” is no number")],
)
def test_a_lead_time_that_can_t_be_is_said_and_nothing_changes(qtbot, suggested: PlanDialog, words: str, said: str):
    enter(qtbot, suggested, 2, StepColumn.DAYS, words)
    assert said in suggested.problemLabel.text()
    assert cells(suggested.model, StepColumn.DAYS)[2] == "how many?"
    enter(qtbot, suggested, 2, StepColumn.DAYS, "5")
    assert not suggested.problemLabel.isVisible()
    suggested.reject()


def test_a_circle_of_steps_is_refused_in_a_sentence(suggested: PlanDialog):
    inspector = suggested.model.rows[0].draft.key
    assert not suggested.model.setData(suggested.model.index(2, StepColumn.BEFORE), inspector)
    assert "in a circle" in suggested.problemLabel.text()
    assert cells(suggested.model, StepColumn.BEFORE)[2] == "the filing"
    suggested.reject()


def test_what_a_step_comes_before_is_chosen_among_the_filing_steps_and_deadlines(qtbot, suggested: PlanDialog):
    table = suggested.stepsTable
    table.setCurrentIndex(suggested.model.index(1, StepColumn.BEFORE))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    choice = table.viewport().findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(row) for row in range(choice.count())] == [
        "the filing", "State Building Inspector review", "Legal review", "Review is back",
    ]  # fmt: skip
    choice.setCurrentIndex(3)
    choice.activated.emit(3)
    settle()
    assert cells(suggested.model, StepColumn.BEFORE)[1] == "Review is back"
    suggested.reject()


def test_steps_are_added_moved_and_taken_away_by_keys(qtbot, suggested: PlanDialog):
    table = suggested.stepsTable
    table.setCurrentIndex(suggested.model.index(0, StepColumn.TITLE))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert cells(suggested.model, StepColumn.TITLE)[:2] == ["Consultation", "State Building Inspector review"]
    table.setCurrentIndex(suggested.model.index(2, StepColumn.TITLE))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert cells(suggested.model, StepColumn.BEFORE) == ["the filing", "the filing"]
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    (editor,) = (edit for edit in table.viewport().findChildren(QLineEdit) if edit.isVisible())
    qtbot.keyClicks(editor, "Share")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert "Share" in cells(suggested.model, StepColumn.TITLE)
    suggested.reject()


def test_a_set_is_kept_and_forgotten(suggested: PlanDialog, context: Context):
    suggested._keep("Filings")
    assert suggested.saidLabel.text().startswith("“Filings” is kept")
    (kept,) = context.services.plans.templates([context.scope.group_id])
    assert kept.name == "Filings"
    suggested._offer_sets()
    assert [entry.text() for entry in suggested._sets.actions()][1] == "Filings"
    suggested._forget(kept.id)
    assert context.services.plans.templates([context.scope.group_id]) == ()
    suggested.reject()


def test_who_and_what_it_is_about_are_taken_from_the_record(qtbot, suggested: PlanDialog, context: Context, ids: Ids):
    enter(qtbot, suggested, 2, StepColumn.PARTY, "EDCs")
    action = context.services.actions.list()[0]
    assert suggested.model.setData(suggested.model.index(2, StepColumn.ABOUT), f"action:{action.id}")
    suggested.accept()
    step = context.services.plans.steps(ids.order)[2]
    assert step.party == "EDCs (Eversource, UI)"
    assert step.action is not None
    assert step.action.due == date(2025, 3, 3)
