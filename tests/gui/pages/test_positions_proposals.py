"""Proposals and versions made and changed on their page; the page while it is empty; what leaves the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.dialogs.proposal_dialog import ProposalDialog
from msa_wg_desktop.gui.dialogs.stand_dialog import StandDialog
from msa_wg_desktop.gui.pages.positions_page import PositionsPage, new_proposal
from tests.gui.pages.positions_desk import (
    FEB_6,
    JAN_14,
    Desk,
    cells,
    choose,
    dialog,
    make_desk,
    places_of,
    popup,
    save,
    show_page,
)


@pytest.fixture
def places(context: Context) -> list[Place]:
    return places_of(context)


@pytest.fixture
def desk(context: Context) -> Desk:
    return make_desk(context)


@pytest.fixture
def page(qtbot, context: Context, desk: Desk, places: list[Place]) -> PositionsPage:
    return show_page(qtbot, context)


def test_a_proposal_is_made_and_then_shown(page: PositionsPage, desk: Desk, qtbot, places: list[Place]):
    new_proposal(page.context, page)
    opened = dialog(page, ProposalDialog)
    save(opened)
    assert "needs its text" in opened.problemLabel.text()
    opened.textEdit.setPlainText("No MSA on a ring-type socket")
    save(opened)
    assert "needs a title" in opened.problemLabel.text()
    opened.titleEdit.setText("Ring-type sockets")
    opened.numberEdit.setText("P-1")
    save(opened)
    assert "There is a proposal P-1 already" in opened.problemLabel.text()
    opened.numberEdit.clear()
    opened.sponsorEdit.setText("Nobody Known")
    save(opened)
    assert "“Nobody Known” isn't in the record" in opened.problemLabel.text()
    opened.sponsorEdit.setText("Vendor A")
    save(opened)
    made = desk.context.services.proposals.list()[-1]
    assert (made.number, made.sponsor, made.versions[0].dated) == ("P-3", "Vendor A", FEB_6)
    assert places[-1] == Place("positions", made.id)


def test_a_new_version_begins_with_the_text_before_and_is_shown(page: PositionsPage, desk: Desk, qtbot):
    choose(page, desk.first)
    page.context.commands.run("positions.version")
    opened = dialog(page, ProposalDialog)
    assert "nobody's stand is carried over" in opened.headLabel.text()
    assert opened.textEdit.toPlainText() == "The customer and the installer sign"
    opened.textEdit.setPlainText("  ")
    save(opened)
    assert "A version needs its text" in opened.problemLabel.text()
    opened.textEdit.clear()
    qtbot.keyClicks(opened.textEdit, "All")
    qtbot.keyClick(opened.textEdit, Qt.Key.Key_Return)
    qtbot.keyClicks(opened.textEdit, "sign")
    qtbot.keyClick(opened.textEdit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cells(page, 0)[0] == "▾ P-1 v3 Liability waiver")
    assert page.current is not None
    assert page.current.name == "P-1 v3"


def test_a_version_is_corrected_and_a_proposal_changed(page: PositionsPage, desk: Desk, qtbot):
    proposals = desk.context.services.proposals
    desk.context.services.parties.retire(desk.party("Utility A"))
    choose(page, desk.first)
    page.context.commands.run("positions.correct")
    opened = dialog(page, ProposalDialog)
    opened.textEdit.setPlainText("The customer signs it")
    save(opened)
    assert proposals.get(desk.waiver).versions[0].text == "The customer signs it"
    qtbot.waitUntil(lambda: page.findChild(ProposalDialog) is None)
    page.context.commands.run("positions.change")
    opened = dialog(page, ProposalDialog)
    assert opened.sponsorEdit.text() == "Utility A"
    opened.titleEdit.setText("Waiver")
    save(opened)
    row = proposals.get(desk.waiver)
    assert (row.title, row.sponsor, row.versions[0].dated) == ("Waiver", "Utility A", JAN_14)


def test_the_day_of_a_decision_that_was_entered_later_is_put_right(page: PositionsPage, desk: Desk, qtbot):
    choose(page, desk.first)
    page.context.commands.run("positions.change")
    opened = dialog(page, ProposalDialog)
    assert not opened.dateEdit.isVisible()
    opened.reject()
    desk.context.services.proposals.edit(desk.waiver, {"status": "consensus"})
    qtbot.waitUntil(lambda: page.current is not None and page.current.proposal.decided_on == FEB_6)
    page.context.commands.run("positions.change")
    opened = next(form for form in page.findChildren(ProposalDialog) if form.isVisible())
    assert (opened.dateLabel.text(), opened.dateEdit.text()) == ("&Decided on", "Thu, Feb 6, 2025")
    opened.dateEdit.clear()
    save(opened)
    assert "on which day" in opened.problemLabel.text()
    qtbot.keyClicks(opened.dateEdit, "Jan 14, 2025")
    save(opened)
    assert desk.context.services.proposals.get(desk.waiver).decided_on == JAN_14


def test_an_edit_that_somebody_else_made_meanwhile_is_not_overwritten(page: PositionsPage, desk: Desk):
    choose(page, desk.training)
    page.restore(Place("positions", desk.training))
    page.context.commands.run("positions.change")
    opened = dialog(page, ProposalDialog)
    opened.titleEdit.setText("Mine")
    desk.context.services.proposals.edit(desk.training, {"title": "Theirs"})
    save(opened)
    assert "changed meanwhile to “Theirs”" in opened.problemLabel.text()
    opened.reject()


# ---------------------------------------------------------------------- empty, out of the house


def test_an_empty_page_says_what_belongs_there(qtbot, context: Context):
    context.scope.choose(context.services.groups.add("IX WG").id)
    page = show_page(qtbot, context)
    assert page.tableStack.currentWidget() is page.emptyState
    assert not page.newButton.isVisible()
    page.emptyState.asked.emit()
    dialog(page, ProposalDialog).reject()


def test_without_a_group_no_proposal_is_asked_for(qtbot, context: Context, notifier: RecordingNotifier):
    page = show_page(qtbot, context)
    new_proposal(context, page)
    assert "There is no group yet" in notifier.said[-1][0]
    assert page.findChild(ProposalDialog) is None


def test_the_chapter_is_written_where_one_says(page: PositionsPage, notifier, tmp_path: Path):
    notifier.files.append(tmp_path / "chapter.md")
    page.chapterButton.open_menu()
    menu = next(one for one in page.chapterButton.findChildren(QMenu) if one.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0].startswith("Chapter: ")
    next(action for action in menu.actions() if "Markdown" in action.text()).trigger()
    menu.close()
    assert "P-1 Liability waiver" in (tmp_path / "chapter.md").read_text(encoding="utf-8")
    assert notifier.said[-1][0] == "Written: chapter.md"


def test_a_change_of_group_changes_the_matrix(page: PositionsPage, desk: Desk, qtbot):
    other = desk.context.services.groups.add("Storage WG").id
    desk.context.scope.choose(other)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.place() is None


def test_an_organisation_without_a_seat_is_asked_for_by_name(page: PositionsPage, desk: Desk, qtbot):
    desk.context.services.parties.add_organisation("Observer Society")
    choose(page, desk.second)
    page.context.commands.run("positions.stand")
    qtbot.keyClicks(popup().search, "Observer")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    opened = dialog(page, StandDialog)
    opened.standBox.setEditText("Oppose")
    opened.signedEdit.setText("Casey Moore")
    save(opened)
    qtbot.waitUntil(lambda: page.model.columnCount() == 5)
    assert page.model.headerData(4, Qt.Orientation.Horizontal) == "Observer Society (no seat)"


def test_a_proposal_is_found_by_its_words(page: PositionsPage, desk: Desk, qtbot):
    page.context.commands.run("positions.find")
    qtbot.keyClicks(popup().search, "trained")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    assert page.current is not None
    assert page.current.proposal.id == desk.training


def test_an_answer_that_was_mis_keyed_in_a_roll_call_is_put_right_alone(page: PositionsPage, desk: Desk, qtbot):
    services = desk.context.services
    answers = [Answer("Utility A", Mark.ABSENT), Answer("Vendor A", "oppose", "Too long")]
    made = services.roll_calls.take(desk.second, answers, signed_by="Casey Moore", meeting_id=desk.meeting)
    qtbot.waitUntil(lambda: "Absent" in cells(page, 1))
    choose(page, desk.second, 1)
    page.context.commands.run("positions.stand")
    opened = dialog(page, StandDialog)
    opened.correctCheck.click()
    assert opened.standBox.currentText() == "Absent"
    assert not opened.textEdit.isEnabled()
    assert not opened.dateEdit.isEnabled()
    opened.standBox.setCurrentText("Support")
    opened.textEdit.setPlainText("It is short")
    save(opened)
    assert [(one.party, one.stand) for one in services.roll_calls.get(made).answers] == [
        ("Utility A", "support"),
        ("Vendor A", "oppose"),
    ]
    services.store.undo()
    assert services.roll_calls.get(made).answers[0].stand is Mark.ABSENT
