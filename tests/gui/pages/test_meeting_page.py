"""The Meeting page, used as a facilitator uses it: with the keyboard, on a real record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton

from msa_wg_desktop.domain.exports import SummaryOptions
from msa_wg_desktop.domain.meetings import MeetingDraft, Presence, SectionKind
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.models.cards import CARD_ROLE
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.card_rows import CardList
from tests.gui.pages.meeting_desk import lines, section, type_in
from tests.gui.turns import settle

Key, Mod = Qt.Key, Qt.KeyboardModifier
MARK = Mod.ControlModifier | Mod.ShiftModifier


# --- the head --------------------------------------------------------------------------------------------------------


def test_the_head_says_what_is_known_of_the_meeting(page, services, meeting_id, qtbot):
    assert page.titleLabel.text() == "MSA subgroup meeting"
    assert page.dateLabel.text() == "Thu, Feb 6, 2025 · 11:00 AM – 12:00 PM EST"
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    qtbot.waitUntil(lambda: page.statusChip.text() == "cancelled, to be rescheduled")


def test_what_is_not_known_of_a_date_is_left_out(page, services, group_id):
    other = services.meetings.add(group_id, MeetingDraft("Another", date(2025, 2, 11)))
    page.show_meeting(other)
    assert page.dateLabel.text() == "Tue, Feb 11, 2025"


def test_the_attendance_button_counts_who_was_there(page, services, meeting_id, qtbot):
    person = services.parties.find("pf").id
    services.attendance.add(meeting_id, person, presence=Presence.PRESENT)
    qtbot.waitUntil(lambda: page.attendanceButton.text() == "Attendance 1 of 1")


def test_without_a_meeting_the_page_says_what_belongs_there(context, wide):
    page = MeetingPage(context)
    wide(page)
    page.activate()
    assert page.emptyState.isVisible()
    assert not page.bodySplitter.isVisible()


def test_without_a_place_the_groups_latest_meeting_is_shown(context, services, group_id, before_id, meeting_id, wide):
    services.meetings.add(group_id, MeetingDraft("Next", date(2025, 3, 4)))
    context.scope.choose(group_id)
    page = MeetingPage(context)
    wide(page)
    page.activate()
    assert page.meeting is not None
    assert page.meeting.id == meeting_id


# --- the discussion --------------------------------------------------------------------------------------------------


def test_an_empty_discussion_says_how_to_begin(page):
    assert "pf:" in page.outline.placeholderText()


def test_what_is_typed_is_in_the_record_after_a_pause(page, services, meeting_id, qtbot):
    type_in(page.outline, "Eversource is reviewing\n\tthe materials")
    qtbot.waitUntil(lambda: lines(services, meeting_id) == [(0, "Eversource is reviewing"), (1, "the materials")])


def test_the_caret_stays_in_sight_while_the_page_fills(page, qtbot):
    outline = page.outline
    words = "a line with so many words that it takes more than one row of the page, as the lines of a meeting do" * 2
    for _line in range(14):
        outline.insertPlainText(words)
        QTest.keyClick(outline, Key.Key_Return)
        type_in(outline, "x")
        settle()
        qtbot.waitUntil(lambda: _seen(page))


def test_a_line_far_below_is_brought_into_sight(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "\n".join("many words " * 30 for _line in range(80)))
    page.show_meeting(meeting_id)
    page.go_to_line(services.notes.outline(meeting_id).load()[60].id)
    qtbot.waitUntil(lambda: page.outline.cursorRect().top() >= 0 and _seen(page))


def _seen(page: MeetingPage) -> bool:
    return page.outline.cursorRect().center().y() <= page.outline.viewport().height()


def test_a_line_that_is_marked_appears_among_what_is_captured(page, services, meeting_id, qtbot):
    type_in(page.outline, "EDCs to reach out to legal by Feb 21")
    QTest.keyClick(page.outline, Key.Key_A, MARK)
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    card = page.captured.model.index(0, 0).data(CARD_ROLE)
    assert card.tag.words == "action"
    assert card.text == "Reach out to legal"

    def detail() -> str:
        return page.captured.model.index(0, 0).data(CARD_ROLE).detail.replace("\u00a0", " ")

    # The number of a line that is new comes from the outline when the keys pause.
    qtbot.waitUntil(lambda: detail() == "EDCs (Eversource, UI) · due Feb 21 · from 1")


def test_typing_reads_nothing_for_the_panels(page, qtbot, monkeypatch):
    type_in(page.outline, "a")
    page.flush()
    settle()
    read: list[str] = []
    captures = type(page.context.services.captures)
    monkeypatch.setattr(captures, "of_meeting", lambda self, meeting_id: read.append(meeting_id) or ())
    type_in(page.outline, "bcd")
    page.outline.flush()
    settle()
    assert read == []


def test_the_number_of_a_captured_line_follows_the_outline(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "first\nsecond\nQ: Who manages it?")
    page.show_meeting(meeting_id)
    note = services.notes.outline(meeting_id).load()[0].id
    page.go_to_line(note)
    QTest.keyClick(page.outline, Key.Key_Home)
    type_in(page.outline, "\n")
    type_in(page.outline, "x")
    QTest.keyClick(page.outline, Key.Key_Up)
    type_in(page.outline, "zeroth")
    qtbot.waitUntil(lambda: "from\u00a04" in page.captured.model.index(0, 0).data(CARD_ROLE).detail)


def test_enter_on_a_captured_thing_goes_to_its_line(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "first\nQ: Who manages it?\nlast")
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    page.captured.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.captured.list, Key.Key_Return)
    assert page.outline.hasFocus()
    assert page.outline.caret().note_id == services.notes.outline(meeting_id).load()[1].id


def test_delete_takes_a_captured_thing_back_and_undo_brings_it_again(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "ACTION: EDCs to file")
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    page.captured.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.captured.list, Key.Key_Delete)
    assert services.captures.of_meeting(meeting_id) == ()
    assert lines(services, meeting_id) == [(0, "ACTION: EDCs to file")]
    page.outline.setFocus()
    assert page.handle_undo()
    assert [row.kind for row in services.captures.of_meeting(meeting_id)] == [CaptureKind.ACTION]


def test_space_marks_a_captured_thing_as_done(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "ACTION: EDCs to file")
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    page.captured.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.captured.list, Key.Key_Space)
    assert services.captures.of_meeting(meeting_id)[0].status == "done"


def test_a_question_that_needs_no_answer_is_let_go_from_the_menu_and_opened_again(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "Q: Who manages it?")
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    panel = page.captured.list
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    _choose(panel, "Needs no &answer")
    assert services.captures.of_meeting(meeting_id)[0].status == "let go"
    settle()
    assert _tag(page) == "needs no answer"
    assert "Needs no &answer" not in _offered(panel)
    QTest.keyClick(panel, Key.Key_Space)
    assert services.captures.of_meeting(meeting_id)[0].status == "open"


def test_what_differs_from_its_line_says_so_in_words(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "ACTION: EDCs to file")
    action = services.captures.of_meeting(meeting_id)[0]
    services.actions.edit(action.id, {"what": "file the waiver"})
    qtbot.waitUntil(lambda: bool(page.captured.model.rowCount()) and _tag(page) == "differs from its line")


def _tag(page: MeetingPage) -> str:
    tag = page.captured.model.index(0, 0).data(CARD_ROLE).detail_tag
    return tag.words if tag else ""


def test_a_line_written_elsewhere_comes_in_and_the_caret_stays(page, services, meeting_id, qtbot):
    type_in(page.outline, "mine")
    page.flush()
    here = page.outline.caret()
    services.notes.capture_lines(meeting_id, "from the command line")
    qtbot.waitUntil(lambda: "from the command line" in page.outline.toPlainText())
    assert page.outline.caret() == here


# --- what is carried over --------------------------------------------------------------------------------------------


def test_what_is_open_from_before_waits_beside_the_discussion(context, before_id, meeting_id, page, qtbot):
    page.carried.live.refresh()
    assert page.carried.isVisible()
    cards = [page.carried.model.index(row, 0).data(CARD_ROLE) for row in range(page.carried.model.rowCount())]
    assert [(card.text, card.detail_tag.words) for card in cards] == [
        ("Share the draft waiver", "3 days overdue"),
        ("Examples of use case restrictions", "asked Jan 14"),
    ]


def test_of_much_that_is_carried_over_the_first_stands_here_and_the_rest_is_asked_for(
    context, services, group_id, meeting_id, page, qtbot
):
    for number in range(60):
        services.actions.add(f"Thing {number}", group_id=group_id, due=date(2026, 1, 1) + timedelta(days=number))
    page.carried.live.refresh()
    rest = page.carried.findChild(QPushButton)
    assert page.carried.model.rowCount() == 50
    assert rest.text() == "Show 10 more"
    page.carried.list.setCurrentIndex(page.carried.model.index(49, 0))
    QTest.keyClick(rest, Qt.Key.Key_Space)
    assert [row.text for row in page.carried.model.rows] == [f"Thing {number}" for number in range(60)]
    assert page.carried.next_row().text == "Thing 49"
    assert not rest.isVisible()


def test_what_does_not_concern_the_meeting_reads_none_of_its_panels(
    context, services, before_id, meeting_id, page, qtbot, monkeypatch
):
    services.notes.capture_lines(meeting_id, "ACTION: Share the diagrams\n\tA last line")
    settle()
    page.captured.list.setCurrentIndex(page.captured.model.index(0, 0))
    shared = page.captured.model.rows[0]
    other = services.actions.add("Another thing", group_id=page.meeting.group_id, meeting_id=meeting_id)
    settle()
    for service, name in ((services.carry_over, "begin"), (services.needs_table, "rows")):
        monkeypatch.setattr(service, name, lambda *_args, **_options: pytest.fail("read whole"))
    services.actions.edit(other, {"what": "Another thing altogether"})
    services.actions.edit(shared.id, {"what": "Share all the diagrams"})
    settle()
    assert [(row.text, row.differs) for row in page.captured.model.rows] == [("Share all the diagrams", True)]
    assert page.captured.list.currentIndex().row() == 0
    qtbot.waitUntil(lambda: "from\u00a01" in page.captured.model.index(0, 0).data(CARD_ROLE).detail)


def test_one_key_takes_up_what_was_carried_over(page, services, before_id, meeting_id, context, qtbot):
    page.carried.live.refresh()
    type_in(page.outline, "first\n")
    context.commands.run("meeting.take-up")
    assert lines(services, meeting_id) == [(0, "first"), (0, "Share the draft waiver")]
    assert page.outline.caret().note_id == services.notes.outline(meeting_id).load()[1].id
    qtbot.waitUntil(lambda: page.carried.model.rowCount() == 1)
    assert services.captures.of_meeting(meeting_id)[0].taken_up


def test_taking_up_works_in_a_discussion_that_is_still_empty(page, services, before_id, meeting_id, context):
    page.carried.live.refresh()
    context.commands.run("meeting.take-up")
    assert lines(services, meeting_id) == [(0, "Share the draft waiver")]


# --- dialogs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "dialog"), [("attendanceButton", "AttendanceDialog"), ("exportButton", "ExportDialog")]
)
def test_a_button_opens_its_dialog_on_what_is_typed(page, services, meeting_id, button, dialog):
    type_in(page.outline, "typed just now")
    getattr(page, button).click()
    assert lines(services, meeting_id) == [(0, "typed just now")]
    opened = next(child for child in page.findChildren(QDialog) if type(child).__name__ == dialog)
    assert opened.isVisible()
    opened.reject()


def test_the_meetings_own_data_is_changed_where_its_notes_are_typed(page, services, meeting_id, context):
    type_in(page.outline, "typed just now")
    context.commands.run("meeting.change")
    (dialog,) = page.findChildren(MeetingDialog)
    dialog.dateEdit.setText("Feb 7, 2025")
    dialog.accept()
    assert services.meetings.get(meeting_id).date == date(2025, 2, 7)
    settle()
    assert "Fri, Feb 7, 2025" in page.dateLabel.text()
    assert lines(services, meeting_id) == [(0, "typed just now")]


def test_what_is_typed_after_a_final_is_said_beside_the_date(page, services, meeting_id, tmp_path):
    assert not page.finalChip.isVisible()
    type_in(page.outline, "As it went out")
    page.flush()
    services.exports.summary(meeting_id, tmp_path / "final.docx", SummaryOptions(final=True))
    assert page.finalChip.text() == "final 1"
    type_in(page.outline, ", and more")
    page.flush()
    assert (page.finalChip.isVisible(), page.finalChip.text()) == (True, "changed since final 1")
    services.exports.summary(meeting_id, tmp_path / "corrected.docx", SummaryOptions(final=True))
    assert page.finalChip.text() == "final 2"


def test_the_keyboard_is_in_the_discussion_whichever_meeting_is_opened(page, services, group_id):
    QTest.keyClick(page.outline, Key.Key_1, Mod.AltModifier)
    section(page, SectionKind.DIRECTIVE).header.button.setFocus()
    other = services.meetings.add(group_id, MeetingDraft("Another", date(2025, 2, 11)))
    page.restore(Place("meeting", other))
    page.activate()
    assert page.outline.hasFocus()


def test_the_recap_is_offered_only_where_there_is_one(page, context):
    assert not page.recapButton.isVisible()


# --- the rest --------------------------------------------------------------------------------------------------------


def test_the_discussion_is_copied_as_rich_and_as_plain_text(page, services, meeting_id, context):
    services.notes.capture_lines(meeting_id, "first\n\tbelow <it>")
    context.commands.run("meeting.copy")
    mime = QGuiApplication.clipboard().mimeData()
    assert "1. first\n    a. below <it>" in mime.text()
    assert "below &lt;it&gt;" in mime.html()


def test_the_place_left_is_come_back_to(page, services, meeting_id, context, group_id):
    services.notes.capture_lines(meeting_id, "first\nsecond")
    note = services.notes.outline(meeting_id).load()[1].id
    page.go_to_line(note)
    place = page.place()
    other = services.meetings.add(group_id, MeetingDraft("Another", date(2025, 3, 1)))
    page.restore(Place("meeting", other))
    page.restore(place)
    assert page.outline.caret().note_id == note
    assert page.outline.caret().position == len("second")


def test_a_place_that_is_gone_is_passed_over(page, meeting_id):
    page.restore(Place("meeting", "nothing"))
    assert page.meeting.id == meeting_id


def test_what_can_not_be_written_is_said_and_kept(page, services, meeting_id, context, monkeypatch):
    card = section(page, SectionKind.CONTEXT)
    page.sections.open(card)

    def fail(*args: object, **more: object) -> None:
        raise StorageError("The disk is full. What you typed is kept here.")

    with monkeypatch.context() as broken:
        broken.setattr(type(services.sections), "edit", fail)
        type_in(card.text, "kept")
        page.flush()
        assert context.saving.problem is not None
        assert card.text.markdown() == "kept"
    page.flush()
    assert context.saving.problem is None
    assert services.sections.list(meeting_id)[1].text == "kept"


def test_another_meeting_is_not_shown_over_words_that_can_not_be_written(
    page, services, group_id, meeting_id, notifier, monkeypatch
):
    other = services.meetings.add(group_id, MeetingDraft("Another", date(2025, 3, 1)))
    card = section(page, SectionKind.CONTEXT)
    page.sections.open(card)

    def fail(*args: object, **more: object) -> None:
        raise StorageError("The disk is full. What you typed is kept here.")

    with monkeypatch.context() as broken:
        broken.setattr(type(services.sections), "edit", fail)
        type_in(card.text, "kept")
        page.show_meeting(other)
        assert page.meeting.id == meeting_id
        assert card.text.markdown() == "kept"
        assert notifier.errors[-1].words.startswith("The disk is full")
    page.show_meeting(other)
    assert page.meeting.id == other
    assert services.sections.list(meeting_id)[1].text == "kept"


def test_a_word_added_from_the_discussion_is_the_groups(page, services, group_id):
    page.outline.addWord.emit("Powerwall")
    assert [row.term for row in services.groups.terms(group_id)] == ["Powerwall"]


def test_the_key_sheet_tells_the_keys_of_discussion_sections_and_table(page, context):
    sheet = {group.title: {row.words: row.keys for row in group.rows} for group in context.commands.key_sheet()}
    assert sheet["Typing the discussion"]["Indent, with all that is below"] == "Alt+Shift+Right, Tab"
    assert sheet["Sections, table and panels"]["Rename a section"].startswith("F2")
    meeting = {words.replace("&", ""): shown for group in sheet.values() for words, shown in group.items()}
    assert meeting["Mark as an action"] == "Ctrl+Shift+A"


def test_esc_leaves_the_outline_so_that_tab_moves_on(page):
    type_in(page.outline, "a")
    QTest.keyClick(page.outline, Key.Key_Escape)
    QTest.keyClick(page.outline, Key.Key_Escape)
    assert section(page, SectionKind.DISCUSSION).header.button.hasFocus()


# --- folded lines ----------------------------------------------------------------------------------------------------


def test_what_was_folded_is_folded_again_after_another_meeting_was_shown(page, services, group_id, meeting_id):
    services.notes.capture_lines(meeting_id, "One\n\tBelow it\nTwo")
    page.outline.reload()
    one = services.notes.outline(meeting_id).load()[0].id
    page.outline.go_to(one)
    QTest.keyClick(page.outline, Key.Key_Minus, Mod.AltModifier | Mod.ShiftModifier)
    other = services.meetings.add(group_id, MeetingDraft("Another", date(2025, 2, 11)))
    page.show_meeting(other)
    page.show_meeting(meeting_id)
    assert [block_shown(page, number) for number in range(3)] == [True, False, True]
    page.outline.go_to(one)
    QTest.keyClick(page.outline, Key.Key_Plus, Mod.AltModifier | Mod.ShiftModifier)
    page.show_meeting(other)
    page.show_meeting(meeting_id)
    assert all(block_shown(page, number) for number in range(3))


def block_shown(page: MeetingPage, number: int) -> bool:
    return page.outline.document().findBlockByNumber(number).isVisible()


def _offered(panel: CardList) -> dict[str, QAction]:
    """What the menu of the first entry holds."""
    panel.customContextMenuRequested.emit(panel.visualRect(panel.model().index(0, 0)).center())
    menu = panel.findChildren(QMenu)[-1]
    menu.hide()
    return {action.text(): action for action in menu.actions()}


def _choose(panel: CardList, words: str) -> None:
    _offered(panel)[words].trigger()
