"""The Meeting page, used as a facilitator uses it: with the keyboard, on a real record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from msa_wg_desktop.domain.meetings import MeetingDraft, Presence, SectionKind
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.models.captured_list import CARD_ROLE
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.section_card import SectionCard
from msa_wg_desktop.services.container import Services

Key, Mod = Qt.Key, Qt.KeyboardModifier
MARK = Mod.ControlModifier | Mod.ShiftModifier


@pytest.fixture
def services(context: Context) -> Services:
    return context.services


@pytest.fixture
def group_id(services: Services) -> str:
    eversource = services.parties.add_organisation("Eversource")
    illuminating = services.parties.add_organisation("United Illuminating", short="UI")
    tesla = services.parties.add_organisation("Tesla")
    services.parties.add_class("EDCs", [eversource.id, illuminating.id])
    services.parties.add_person("Patrick Fam", eversource.id, code="pf")
    services.parties.add_person("Jordan Graham", tesla.id, code="jg")
    return services.groups.add("IX WG / MSA").id


@pytest.fixture
def before_id(services: Services, group_id: str) -> str:
    """The meeting of January 14, from which one action and one data need are open."""
    meeting_id = services.meetings.add(group_id, MeetingDraft("MSA subgroup meeting", date(2025, 1, 14)))
    services.actions.add("Share the draft waiver", owners=["EDCs"], due=date(2025, 2, 3), meeting_id=meeting_id)
    services.data_needs.add("Examples of use case restrictions", parties=["Tesla"], meeting_id=meeting_id)
    return meeting_id


@pytest.fixture
def meeting_id(services: Services, group_id: str) -> str:
    draft = MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12))
    return services.meetings.add(group_id, draft)


@pytest.fixture
def wide(qtbot) -> Callable[[QWidget], QWidget]:
    """Shows a widget as on a screen of 1366x768."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1155, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def page(context: Context, meeting_id: str, wide: Callable[[QWidget], QWidget]) -> MeetingPage:
    page = MeetingPage(context)
    page.show_commands(shown=True)
    page.restore(Place("meeting", meeting_id))
    wide(page)
    page.activate()
    return page


def type_in(widget: QWidget, text: str) -> None:
    """Real keys; \\n is Enter and \\t is Tab."""
    for char in text:
        if char == "\n":
            QTest.keyClick(widget, Key.Key_Return)
        elif char == "\t":
            QTest.keyClick(widget, Key.Key_Tab)
        else:
            QTest.keyClicks(widget, char)


def lines(services: Services, meeting_id: str) -> list[tuple[int, str]]:
    return [(row.level, row.text) for row in services.notes.outline(meeting_id).load()]


def section(page: MeetingPage, kind: SectionKind) -> SectionCard:
    return next(card for card in page.sections.cards if card.row.kind is kind)


def settle(qtbot) -> None:
    """What was put off to the end of this turn of the event loop is done."""
    QApplication.processEvents()


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


def test_what_is_typed_is_in_the_record_after_a_pause(page, services, meeting_id, qtbot):
    type_in(page.outline, "Eversource is reviewing\n\tthe materials")
    qtbot.waitUntil(
        lambda: lines(services, meeting_id) == [(0, "Eversource is reviewing"), (1, "the materials")], timeout=1500
    )


def test_a_line_that_is_marked_appears_among_what_is_captured(page, services, meeting_id, qtbot):
    type_in(page.outline, "EDCs to reach out to legal by Feb 21")
    QTest.keyClick(page.outline, Key.Key_A, MARK)
    qtbot.waitUntil(lambda: page.captured.model.rowCount() == 1)
    card = page.captured.model.index(0, 0).data(CARD_ROLE)
    assert card.tag.words == "action"
    assert card.text == "Reach out to legal"
    assert card.detail.replace("\u00a0", " ") == "EDCs (Eversource, UI) · due Feb 21 · from 1"


def test_typing_reads_nothing_for_the_panels(page, qtbot, monkeypatch):
    type_in(page.outline, "a")
    page.flush()
    settle(qtbot)
    read: list[str] = []
    captures = type(page.context.services.captures)
    monkeypatch.setattr(captures, "of_meeting", lambda self, meeting_id: read.append(meeting_id) or ())
    type_in(page.outline, "bcd")
    page.outline.flush()
    settle(qtbot)
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


# --- sections --------------------------------------------------------------------------------------------------------


def test_sections_fold_by_keys_and_stay_folded(page, context, meeting_id, wide):
    card = section(page, SectionKind.CONTEXT)
    card.header.button.setFocus()
    QTest.keyClick(card.header.button, Key.Key_Right)
    assert card.text.isVisible()
    assert context.here.value("meeting-folds", {"": False})[card.row.id] is False


def test_a_text_is_typed_where_it_stands_and_undone_in_the_meetings_own_history(page, services, meeting_id, qtbot):
    card = section(page, SectionKind.NEXT_STEPS)
    page.sections.open(card)
    type_in(card.text, "The group meets again.")
    page.flush()
    assert services.sections.list(meeting_id)[-1].text == "The group meets again."
    assert page.handle_undo()
    assert card.text.markdown() == ""
    assert services.sections.list(meeting_id)[-1].text == ""
    assert page.handle_redo()
    assert card.text.markdown() == "The group meets again."


def test_undo_outside_discussion_and_texts_is_the_windows(page):
    page.captured.list.setFocus()
    page.sections.cards[0].header.button.setFocus()
    assert not page.handle_undo()


def test_an_edit_from_elsewhere_does_not_overwrite_what_is_being_typed(page, services, meeting_id, qtbot):
    card = section(page, SectionKind.CONTEXT)
    page.sections.open(card)
    type_in(card.text, "mine")
    services.sections.edit(card.row.id, {"text": "theirs"})
    settle(qtbot)
    assert card.text.markdown() == "mine"
    page.flush()
    assert services.sections.list(meeting_id)[1].text == "mine"


def test_a_heading_is_renamed_with_f2(page, services, meeting_id, qtbot):
    card = section(page, SectionKind.CONTEXT)
    card.header.button.setFocus()
    QTest.keyClick(card.header.button, Key.Key_F2)
    card.header.name_edit.selectAll()
    type_in(card.header.name_edit, "Order 26 Context\n")
    assert services.sections.list(meeting_id)[1].heading == "Order 26 Context"
    qtbot.waitUntil(lambda: card.header.heading == "Order 26 Context")


def test_a_section_that_was_added_can_be_deleted_and_brought_back(page, services, meeting_id, context, qtbot):
    context.commands.run("meeting.add-section")
    added = page.sections.cards[-1]
    assert added.header.name_edit.hasFocus()
    type_in(added.header.name_edit, "Attachments\n")
    settle(qtbot)
    QTest.keyClick(added.header.button, Key.Key_Delete)
    settle(qtbot)
    assert "Attachments" not in [row.heading for row in services.sections.list(meeting_id)]
    services.store.undo()
    assert services.sections.list(meeting_id)[-1].heading == "Attachments"


def test_discussion_and_table_can_not_be_deleted(page, services, meeting_id, notifier: RecordingNotifier):
    card = section(page, SectionKind.DISCUSSION)
    QTest.keyClick(card.header.button, Key.Key_Delete)
    assert len(services.sections.list(meeting_id)) == 5
    assert "left out" in notifier.said[-1][0]


def test_alt_and_a_figure_go_to_a_section(page, context):
    context.commands.run("meeting.section-2")
    assert section(page, SectionKind.CONTEXT).text.hasFocus()
    context.commands.run("meeting.section-4")
    assert page.outline.hasFocus()


@pytest.fixture
def order_id(services: Services) -> str:
    services.orders.add_docket("24-08-02")
    decision = services.orders.add_decision("24-08-02", decided_on=date(2024, 10, 16))
    order_id = services.orders.add(decision, "26", intro="No later than March 31, 2025, the EDCs shall file:")
    services.orders.add_item(order_id, "1", "a liability waiver;")
    return order_id


def test_an_empty_directive_takes_the_orders_words(page, services, meeting_id, order_id, qtbot):
    card = section(page, SectionKind.DIRECTIVE)
    page.sections.take_order(card, order_id)
    assert services.sections.list(meeting_id)[0].text.startswith("26. No later than March 31")
    assert "(1) *a liability waiver;*" in card.text.markdown()
    card.set_folded(True)
    assert card.header.summary == "Order 26 · Docket 24-08-02"


def test_a_directive_with_words_is_replaced_only_when_confirmed(page, services, meeting_id, order_id, notifier):
    card = section(page, SectionKind.DIRECTIVE)
    services.sections.edit(card.row.id, {"text": "As written."})
    page.sections.live.refresh()
    page.sections.take_order(card, order_id)
    assert services.sections.list(meeting_id)[0].text == "As written."
    notifier.answers.append("replace")
    page.sections.take_order(card, order_id)
    assert services.sections.list(meeting_id)[0].text.startswith("26. ")
    card.text.setFocus()
    assert page.handle_undo()
    assert card.text.markdown() == "As written."


# --- find and replace ------------------------------------------------------------------------------------------------


def test_words_are_found_in_the_discussion_and_in_texts(page, services, meeting_id, context, qtbot):
    services.notes.capture_lines(meeting_id, "The waiver is late\nNo waiver, no filing")
    services.sections.edit(section(page, SectionKind.CONTEXT).row.id, {"text": "About the Waiver."})
    page.sections.live.refresh()
    context.commands.run("meeting.find")
    bar = page.finder.bar
    type_in(bar.find_edit, "waiver")
    assert bar.count_label.text().endswith("of 3")
    bar.case_button.click()
    assert bar.count_label.text().endswith("of 2")
    QTest.keyClick(bar.find_edit, Key.Key_Return)
    QTest.keyClick(bar.find_edit, Key.Key_Escape)
    assert page.outline.hasFocus()
    assert page.outline.textCursor().selectedText() == "waiver"


def test_searching_begins_at_the_caret(page, services, meeting_id, context):
    services.notes.capture_lines(meeting_id, "waiver\nwaiver\nwaiver")
    services.sections.edit(section(page, SectionKind.CONTEXT).row.id, {"text": "The waiver."})
    page.sections.live.refresh()
    page.go_to_line(services.notes.outline(meeting_id).load()[1].id)
    context.commands.run("meeting.find")
    type_in(page.finder.bar.find_edit, "waiver")
    assert page.finder.bar.count_label.text() == "4 of 4"
    context.commands.run("meeting.find-previous")
    assert page.finder.bar.count_label.text() == "3 of 4"


def test_a_match_in_a_folded_section_unfolds_it(page, services, meeting_id, context):
    card = section(page, SectionKind.CONTEXT)
    services.sections.edit(card.row.id, {"text": "About the waiver."})
    page.sections.live.refresh()
    card.set_folded(True)
    context.commands.run("meeting.find")
    type_in(page.finder.bar.find_edit, "waiver")
    assert card.text.isVisible()
    assert card.text.textCursor().selectedText() == "waiver"


def test_replace_all_is_one_step(page, services, meeting_id, context, qtbot):
    services.notes.capture_lines(meeting_id, "The waiver is late\nNo waiver")
    card = section(page, SectionKind.CONTEXT)
    services.sections.edit(card.row.id, {"text": "About the waiver."})
    page.sections.live.refresh()
    context.commands.run("meeting.replace")
    bar = page.finder.bar
    type_in(bar.find_edit, "waiver")
    type_in(bar.replace_edit, "form")
    bar.all_button.click()
    assert lines(services, meeting_id) == [(0, "The form is late"), (0, "No form")]
    assert services.sections.list(meeting_id)[1].text == "About the form."
    services.store.undo(meeting_id=meeting_id)
    settle(qtbot)
    assert lines(services, meeting_id) == [(0, "The waiver is late"), (0, "No waiver")]
    assert services.sections.list(meeting_id)[1].text == "About the waiver."
    assert page.outline.toPlainText() == "The waiver is late\nNo waiver"


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
