"""Proposals and positions on screen, from the keyboard: the matrix, its dialogs, as of a day, back by undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from msa_wg_desktop.domain.positions import Mark
from msa_wg_desktop.domain.roll_calls import Answer
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.dialogs.stand_dialog import StandDialog
from msa_wg_desktop.gui.models.cells import FRESH_ROLE, TONE_ROLE
from msa_wg_desktop.gui.pages.positions_page import PositionsPage
from msa_wg_desktop.gui.widgets.name_field import NameField
from tests.gui.pages.positions_desk import (
    FEB_6,
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

UTILITY_A, VENDOR_A, VENDOR_B = 1, 2, 3


@pytest.fixture
def places(context: Context) -> list[Place]:
    return places_of(context)


@pytest.fixture
def desk(context: Context) -> Desk:
    return make_desk(context)


@pytest.fixture
def page(qtbot, context: Context, desk: Desk, places: list[Place]) -> PositionsPage:
    return show_page(qtbot, context)


# ---------------------------------------------------------------------- what is shown


def test_with_more_parties_than_there_is_room_for_each_stand_still_has_its_proposal_beside_it(page, desk: Desk, qtbot):
    for number in range(9):
        party = desk.context.services.parties.add_organisation(f"Vendor number {number}")
        desk.context.services.groups.add_seat(desk.group, party.id)
    qtbot.waitUntil(lambda: page.model.columnCount() == 13)
    view, bar = page.standsTable, page.standsTable.horizontalScrollBar()
    choose(page, desk.first, UTILITY_A)
    for _party in range(11):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert bar.value() == bar.maximum() > 0
    names = view.visualRect(page.model.index(1, 0))
    assert names.left() == 0
    assert view.indexAt(names.center()) == page.model.index(1, 0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=names.center())
    assert (page.current.id, page.party, bar.value()) == (desk.first, None, bar.maximum())
    for _party in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert view.visualRect(view.currentIndex()).left() >= names.width()
    choose(page, desk.second, UTILITY_A)
    painted = view.viewport().grab(names.adjusted(0, 0, -2, 0)).toImage()
    bar.setValue(bar.maximum())
    assert view.viewport().grab(names.adjusted(0, 0, -2, 0)).toImage() == painted


def test_the_newest_version_stands_first_and_each_party_has_a_column(page: PositionsPage):
    names = cells(page, 0)
    assert names[0] == "▾ P-1 v2 Liability waiver"
    assert names[1].strip() == "P-1 v1 The customer signs"
    assert names[2] == "P-2 v1 Training"
    heads = [page.model.headerData(column, Qt.Orientation.Horizontal) for column in range(page.model.columnCount())]
    assert heads == ["Proposal, version", "Utility A", "Vendor A", "Vendor B"]
    assert "consensus on 0 of 2 proposals · no stand is worked out from silence" in page.summaryLabel.text()


def test_a_new_version_inherits_no_stand(page: PositionsPage):
    assert cells(page, VENDOR_B) == ["", "Oppose", ""]
    assert page.model.index(1, VENDOR_B).data(TONE_ROLE) == Tone.DANGER


def test_silence_absence_and_not_asked_are_plain_words(page: PositionsPage, desk: Desk, qtbot):
    answers = [Answer("Utility A", Mark.SILENT), Answer("Vendor A", Mark.ABSENT), Answer("Vendor B", Mark.NOT_ASKED)]
    desk.context.services.roll_calls.take(desk.second, answers, signed_by="Casey Moore", meeting_id=desk.meeting)
    qtbot.waitUntil(lambda: cells(page, UTILITY_A)[0] == "Silent")
    assert [cells(page, column)[0] for column in (VENDOR_A, VENDOR_B)] == ["Absent", "Not asked"]
    assert all(page.model.index(0, column).data(TONE_ROLE) is None for column in (UTILITY_A, VENDOR_A, VENDOR_B))


def test_who_stands_outside_the_count_is_shown_apart_once_something_is_recorded(page, desk: Desk, qtbot):
    desk.context.services.positions.add("Casey Moore", "support", version_id=desk.second)
    qtbot.waitUntil(lambda: page.model.columnCount() == 5)
    assert page.model.headerData(4, Qt.Orientation.Horizontal) == "Chair (facilitator)"
    assert "outside the count" in page.model.headerData(4, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_what_is_new_since_the_last_meeting_is_marked_and_listed(page: PositionsPage, desk: Desk, qtbot):
    desk.context.services.positions.add("Vendor B", "support", version_id=desk.first, signed_by="Casey Moore")
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[1] == "Support")
    assert page.model.index(1, VENDOR_B).data(FRESH_ROLE)
    assert not page.model.index(2, VENDOR_B).data(FRESH_ROLE)
    listed = [page.standsAside.changes.model.index(row, 0).data() for row in range(2)]
    assert listed == ["P-1 v2, Feb 6", "P-1 v1, Feb 6"]
    words = page.standsAside.changes.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Vendor B: Oppose → Support" in words
    assert page.standsAside.changes.heading.text() == "New since the meeting of Tue, Jan 14, 2025, marked with a dot"


def test_the_panel_tells_the_text_the_changes_and_the_reasons(page: PositionsPage, desk: Desk, qtbot):
    desk.context.services.positions.add("Vendor A", "support", version_id=desk.second, text="As we filed it")
    choose(page, desk.second)
    panel = page.proposalPanel
    qtbot.waitUntil(lambda: bool(panel.stands.model.rows))
    assert panel.titleLabel.text() == "P-1 v2 Liability waiver"
    assert "sponsor: Utility A" in panel.factsLabel.text()
    assert panel.diff.toPlainText() == "The customer signs and the installer sign"
    assert panel.diff.accessibleDescription() == "Removed: “signs”. Added: “and the installer sign”."
    assert "As we filed it" in panel.stands.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert panel.silentLabel.text() == "Nothing is recorded of Utility A, Vendor B. It counts as nothing."


def test_older_versions_fold_away_and_a_link_to_one_unfolds_it(page: PositionsPage, desk: Desk, qtbot):
    choose(page, desk.first)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Space)
    assert [name.strip() for name in cells(page, 0)] == ["▸ P-1 v2 Liability waiver (+1 older)", "P-2 v1 Training"]
    assert page.current is not None
    assert page.current.id == desk.second
    page.restore(Place("positions", desk.waiver, desk.first))
    assert page.current.id == desk.first
    assert page.place() == Place("positions", desk.waiver, desk.first)


def test_a_link_to_a_proposal_shows_its_newest_version(page: PositionsPage, desk: Desk):
    page.restore(Place("positions", desk.training))
    assert page.current is not None
    assert page.current.name == "P-2 v1"
    page.restore(Place("positions", "gone", "gone"))
    assert page.current.name == "P-2 v1"


# ---------------------------------------------------------------------- as of a day


def test_the_matrix_stands_as_it_stood_at_a_meeting(page: PositionsPage, desk: Desk, qtbot):
    page.context.commands.run("positions.as-of")
    qtbot.keyClicks(popup().search, "Jan 14")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    assert cells(page, 0) == ["P-1 v1 Liability waiver", "P-2 v1 Training"]
    assert page.dayButton.text() == "As of: Jan 14 meeting"
    page.restore(Place("positions", desk.waiver, desk.second))
    assert page.current is not None
    assert page.current.id == desk.second
    assert page.dayButton.text() == "As of: today"


def test_any_day_can_be_typed_and_one_that_is_none_is_said(page: PositionsPage, qtbot):
    def ask(words: str) -> None:
        page.context.commands.run("positions.as-of")
        qtbot.keyClicks(popup().search, "another")
        qtbot.keyClick(popup().search, Qt.Key.Key_Return)
        field = next(
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, NameField) and widget.isVisible()
        )
        qtbot.keyClicks(field.name, words)
        qtbot.keyClick(field.name, Qt.Key.Key_Return)

    ask("soonish")
    assert "“soonish” names no day" in page.problemLabel.text()
    ask("Jan 1, 2025")
    assert page.tableStack.currentWidget() is page.emptyState
    assert page.dayButton.isVisible()


# ---------------------------------------------------------------------- doing


def test_a_stand_is_entered_in_its_cell_signed_and_undone(page: PositionsPage, desk: Desk, qtbot, notifier):
    choose(page, desk.second, VENDOR_A)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Return)
    opened = dialog(page, StandDialog)
    assert opened.windowTitle() == "Vendor A on P-1 v2"
    opened.standBox.setEditText("can live with")
    opened.textEdit.setPlainText("If it is short")
    save(opened)
    assert "is signed: say by whom" in opened.problemLabel.text()
    opened.signedEdit.setText("Casey Moore")
    save(opened)
    qtbot.waitUntil(lambda: cells(page, VENDOR_A)[0] == "Can live with")
    row = desk.context.services.positions.list()[-1]
    assert (row.stand, row.text, row.signed_by, row.stated_on) == (
        "can live with", "If it is short", "Casey Moore (Chair)", FEB_6,
    )  # fmt: skip
    desk.context.services.store.undo()
    qtbot.waitUntil(lambda: cells(page, VENDOR_A)[0] == "")


def test_what_is_said_later_stands_and_what_was_mistyped_is_corrected(page: PositionsPage, desk: Desk, qtbot):
    def say(words: str, *, correct: bool) -> None:
        choose(page, desk.first, VENDOR_B)
        qtbot.keyClick(page.standsTable, Qt.Key.Key_Return)
        opened = dialog(page, StandDialog)
        opened.correctCheck.setChecked(correct)
        opened.standBox.setEditText(words)
        opened.signedEdit.setText("Casey Moore")
        save(opened)
        qtbot.waitUntil(lambda: page.findChild(StandDialog) is None)

    say("Neutral", correct=False)
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[1] == "Neutral")
    say("Support", correct=True)
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[1] == "Support")
    stands = [row.stand for row in desk.context.services.positions.list() if row.version_id == desk.first]
    assert stands == ["oppose", "support"]


@pytest.mark.parametrize("words", ["silent", "Not asked", ""])
def test_no_stand_is_made_of_silence(page: PositionsPage, desk: Desk, qtbot, words: str):
    choose(page, desk.second, VENDOR_A)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Return)
    opened = dialog(page, StandDialog)
    opened.standBox.setEditText(words)
    opened.signedEdit.setText("Casey Moore")
    save(opened)
    assert opened.isVisible()
    assert opened.problemLabel.text()
    opened.reject()


def test_a_position_from_the_notes_is_put_on_a_version_and_leads_to_its_line(page, desk: Desk, qtbot, places):
    assert [topic.party for topic in page.standsAside.topics.model.rows] == ["Vendor A"]
    choose(page, desk.second)
    page.context.commands.run("positions.link")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(page, VENDOR_A)[0] == "Support")
    assert page.standsAside.topics.model.rows == ()
    assert "POSITION" not in page.proposalPanel.lines.model.rows[0].text
    choose(page, desk.second, VENDOR_A)
    page.context.commands.run("positions.line")
    assert places[-1].page == "meeting"
    assert places[-1].item == desk.meeting


def test_a_line_is_quoted_and_let_go_again(page: PositionsPage, desk: Desk, qtbot):
    choose(page, desk.second)
    page.context.commands.run("positions.quote")
    qtbot.keyClicks(popup().search, "read out")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.proposalPanel.lines.model.rows))
    assert page.proposalPanel.lines.model.rows[0].text == "The waiver was read out"
    lines = page.proposalPanel.lines.list
    lines.setCurrentIndex(lines.model().index(0, 0))
    qtbot.keyClick(lines, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.proposalPanel.lines.model.rows)


def test_delete_takes_what_the_keyboard_is_on_and_undo_brings_it_back(
    page, desk: Desk, qtbot, notifier: RecordingNotifier
):
    choose(page, desk.first, VENDOR_B)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[1] == "")
    offer = notifier.said[-1][1]
    assert offer is not None
    offer.run()
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[1] == "Oppose")
    choose(page, desk.first)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert notifier.said[-1][0] == "Deleted: P-1 v1"
    choose(page, desk.training)
    page.restore(Place("positions", desk.training))
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert notifier.said[-1][0].startswith("Deleted: P-2 Training.")


def test_a_mark_goes_with_its_roll_call(page: PositionsPage, desk: Desk, qtbot, notifier: RecordingNotifier):
    answers = [Answer("Utility A", Mark.SILENT), Answer("Vendor A", "support")]
    desk.context.services.roll_calls.take(desk.second, answers, signed_by="Casey Moore", meeting_id=desk.meeting)
    qtbot.waitUntil(lambda: cells(page, UTILITY_A)[0] == "Silent")
    choose(page, desk.second, UTILITY_A)
    qtbot.keyClick(page.standsTable, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: cells(page, UTILITY_A)[0] == "")
    assert cells(page, VENDOR_A)[0] == ""
    assert "roll call of Thu, Feb 6, 2025" in notifier.said[-1][0]


def test_what_became_of_a_proposal_is_said_by_the_facilitator_alone(page: PositionsPage, desk: Desk, qtbot):
    for party in ("Utility A", "Vendor A", "Vendor B"):
        desk.context.services.positions.add(party, "support", version_id=desk.second, signed_by="Casey Moore")
    choose(page, desk.second)
    qtbot.waitUntil(lambda: cells(page, VENDOR_B)[0] == "Support")
    assert "consensus on 0 of 2" in page.summaryLabel.text()
    page.proposalPanel.statusBox.setFocus()
    qtbot.keyClicks(page.proposalPanel.statusBox, "C")
    page.proposalPanel.statusBox.activated.emit(page.proposalPanel.statusBox.currentIndex())
    qtbot.waitUntil(lambda: "consensus on 1 of 2" in page.summaryLabel.text())
    row = desk.context.services.proposals.get(desk.waiver)
    assert (row.status, row.decided_on) == ("consensus", FEB_6)
