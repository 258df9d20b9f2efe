"""The Recap on screen: filled from the keyboard alone, in words, and taken back by undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus, Presence
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.meeting_dialog import MeetingDialog
from msa_wg_desktop.gui.models.recap_table import RecapColumn
from msa_wg_desktop.gui.pages.recap_page import RecapPage
from msa_wg_desktop.gui.widgets.meeting.code_line import CodeLine
from msa_wg_desktop.services.container import Services
from tests.gui.turns import settle
from tests.prepared import prepared


@pytest.fixture
def meeting_id(context) -> str:
    return prepared(context.services, _captured)


def _captured(services: Services) -> str:
    eversource = services.parties.add_organisation("Eversource").id
    illuminating = services.parties.add_organisation("United Illuminating", short="UI").id
    services.parties.add_class("EDCs", [eversource, illuminating])
    services.parties.add_person("Patrick Fam", eversource)
    group_id = services.groups.add("IX WG / MSA").id
    meeting_id = services.meetings.add(group_id, MeetingDraft("Meeting", date(2025, 2, 6), time(11), time(12)))
    services.notes.capture_lines(
        meeting_id,
        "ACTION: look into it\nACTION: EDCs to reach out to legal\nAGREED: no diagrams\nPat Famm (Eversource): Yes.",
    )
    return meeting_id


@pytest.fixture
def on_screen(qtbot) -> Callable[[QWidget], None]:
    """Shows a page at the size that it has in a window of 1366x768."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1155, 700)
        with qtbot.waitExposed(widget):
            widget.show()

    return show


@pytest.fixture
def page(context, meeting_id, on_screen) -> RecapPage:
    page = RecapPage(context)
    page.restore(Place("recap", meeting_id))
    on_screen(page)
    page.activate()
    return page


def editor_of(page: RecapPage) -> QLineEdit:
    editors = [edit for edit in page.recapTable.viewport().findChildren(QLineEdit) if edit.isVisible()]
    assert len(editors) == 1
    return editors[0]


def at(page: RecapPage) -> tuple[int, int]:
    index = page.recapTable.currentIndex()
    return index.row(), index.column()


def fill(qtbot, page: RecapPage, words: str) -> None:
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Return)
    qtbot.keyClicks(editor_of(page), words)
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Return)
    settle()


def test_the_cursor_begins_where_something_is_missing(page):
    assert at(page) == (0, RecapColumn.WHO)


def test_owner_and_date_are_filled_without_a_mouse(qtbot, page, context, meeting_id):
    fill(qtbot, page, "pf")
    assert at(page) == (0, RecapColumn.DUE)
    fill(qtbot, page, "Fri")
    assert at(page) == (1, RecapColumn.DUE)
    fill(qtbot, page, "3/31")
    rows = context.services.recap.rows(meeting_id)
    assert [(row.who_text, row.due) for row in rows[:2]] == [
        ("Patrick Fam (Eversource)", date(2025, 2, 7)),
        ("EDCs (Eversource, UI)", date(2025, 3, 31)),
    ]
    assert "without a date" not in page.summaryLabel.text()


def test_what_can_not_be_taken_is_said_and_changes_nothing(qtbot, page, context, meeting_id):
    before = context.services.recap.rows(meeting_id)
    fill(qtbot, page, "Nobody Known")
    assert "isn't in the record" in page.problemLabel.text()
    assert page.problemLabel.isVisible()
    assert context.services.recap.rows(meeting_id) == before
    # What was typed stands there still, and Tab doesn't lose it either.
    assert editor_of(page).text() == "Nobody Known"
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Tab)
    assert (editor_of(page).text(), at(page)) == ("Nobody Known", (0, RecapColumn.WHO))


def test_what_a_colleague_wrote_meanwhile_is_said_and_overwritten_only_when_it_is_entered_again(
    qtbot, page, context, meeting_id, kim
):
    action = context.services.recap.rows(meeting_id)[0].id
    page.recapTable.setCurrentIndex(page.model.index(0, RecapColumn.DUE))
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Return)
    qtbot.keyClicks(editor_of(page), "3/20")
    kim.actions.edit(action, {"due": date(2025, 2, 17), "owners": ["UI"]})
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Return)
    settle()
    assert page.problemLabel.text() == (
        "Kim changed this meanwhile: “Mon, Feb 17, 2025”. Nothing was overwritten; enter it again to set yours."
    )
    assert page.model.index(0, RecapColumn.WHO).data() == "UI", "what she changed is seen at once"
    qtbot.keyClick(editor_of(page), Qt.Key.Key_Return)
    settle()
    action_now = context.services.actions.get(action)
    assert (action_now.due, action_now.owners_text) == (date(2025, 3, 20), "UI")
    assert page.problemLabel.isHidden()


def test_what_was_read_back_is_what_was_shown(qtbot, page, context, meeting_id, kim):
    kim.actions.edit(context.services.recap.rows(meeting_id)[0].id, {"what": "Look into none of it"})
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Space)
    settle()
    assert "“Look into none of it · nobody · no date”" in page.problemLabel.text()
    assert not context.services.recap.rows(meeting_id)[0].confirmed
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Space)
    settle()
    assert context.services.recap.rows(meeting_id)[0].confirmed


def test_an_organisation_named_for_the_first_time_needs_no_other_page(qtbot, page, context, meeting_id, notifier):
    fill(qtbot, page, "DEEP")
    assert context.services.recap.rows(meeting_id)[0].who_text == "DEEP"
    assert notifier.said[-1][0].startswith("DEEP is new in the record")
    assert at(page) == (0, RecapColumn.DUE)


def test_whom_a_line_names_is_not_typed_twice(qtbot, page, context, meeting_id):
    context.services.notes.capture_lines(meeting_id, "ACTION: DEEP to call the inspector by Feb 28")
    settle()
    here = page.model.index(page.model.rowCount() - 1, RecapColumn.WHO)
    assert here.data() == "DEEP?"
    page.recapTable.setCurrentIndex(here)
    fill(qtbot, page, "")
    assert context.services.recap.rows(meeting_id)[-1].who_text == "DEEP"
    assert page.model.index(here.row(), RecapColumn.WHO).data() == "DEEP"


def test_a_code_typed_for_the_owner_is_who_has_it_and_not_the_beginning_of_a_name(qtbot, page, context, meeting_id):
    context.services.parties.add_organisation("Patriot Solar", short="Patriot")
    context.services.parties.edit(context.services.parties.find("pf").id, {"code": "pat"})
    settle()
    fill(qtbot, page, "pat")
    assert context.services.recap.rows(meeting_id)[0].who_text == "Patrick Fam (Eversource)"


def test_space_reads_a_line_back_and_undo_takes_it_away(qtbot, page, context, store):
    assert "3 to confirm" in page.summaryLabel.text()
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "2 to confirm" in page.summaryLabel.text())
    store.undo()
    qtbot.waitUntil(lambda: "3 to confirm" in page.summaryLabel.text())


def test_tab_goes_through_the_fields_and_leaves_the_table_behind_the_last(qtbot, page, context, meeting_id):
    visited = [at(page)]
    for _step in range(4):
        qtbot.keyClick(page.recapTable, Qt.Key.Key_Tab)
        visited.append(at(page))
    assert visited == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)]
    context.services.notes.capture_lines(meeting_id, "zz: No.")
    settle()
    (line,) = page.namesCard.findChildren(CodeLine)
    come_to = []
    qtbot.keyClick(page.recapTable, Qt.Key.Key_Tab)
    while isinstance(button := QApplication.focusWidget(), QPushButton):
        come_to.append(button.text())
        qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line.edit
    assert come_to == ["New meeting…", "Patrick Fam (Eversource)", "Somebody new"], "through the cards, line by line"


def test_an_unknown_name_is_settled_with_one_button(qtbot, page, context, meeting_id):
    buttons = [button for button in page.namesCard.findChildren(QPushButton) if "Patrick" in button.text()]
    buttons[0].click()
    texts = [row.text for row in context.services.notes.outline(meeting_id).load()]
    assert texts[3] == "Patrick Fam (Eversource): Yes."
    context.services.store.undo()
    texts = [row.text for row in context.services.notes.outline(meeting_id).load()]
    assert texts[3] == "Pat Famm (Eversource): Yes."


def test_a_code_typed_in_haste_is_settled_with_a_name_typed_for_it(qtbot, page, context, meeting_id, notifier):
    context.services.notes.capture_lines(meeting_id, "zz: Nobody was asked.")
    settle()
    assert "1 code that nobody has" in page.summaryLabel.text()
    (line,) = page.namesCard.findChildren(CodeLine)
    line.edit.setFocus()
    qtbot.keyClicks(line.edit, "Nobody Known")
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    assert "isn't in the record" in page.problemLabel.text()
    line.edit.selectAll()
    qtbot.keyClicks(line.edit, "Zoe Za")
    context.services.notes.capture_lines(meeting_id, "AGREED: something meanwhile")
    settle()
    assert QApplication.focusWidget() is line.edit, "what is being typed stays"
    qtbot.keyClicks(line.edit, "ne (Newco)")
    qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    settle()
    assert page.namesCard.findChildren(CodeLine) == []
    assert notifier.said[-1][0] == "1 line is Zoe Zane (Newco)'s now. Their code is “zz”."
    assert "code" not in page.summaryLabel.text()


def test_in_a_first_meeting_all_names_are_settled_with_one_button_that_keys_reach(qtbot, page, context, meeting_id):
    services = context.services
    services.notes.capture_lines(meeting_id, "Jane Roe (Acme): Yes.\nWim Kuip (Acme): No.\nLucy Bligh (Acme): So?")
    settle()
    wanted = [button for button in page.namesCard.findChildren(QPushButton) if button.text() == "Somebody new"]
    assert len(wanted) == 4
    wanted[1].setFocus()
    qtbot.keyClick(wanted[1], Qt.Key.Key_Space)
    settle()
    # The next name's answer has the keyboard.
    answer = QApplication.focusWidget()
    assert answer is not None
    assert page.namesCard.isAncestorOf(answer)
    (all_of_them,) = [button for button in page.namesCard.findChildren(QPushButton) if button.text().startswith("All")]
    qtbot.keyClick(all_of_them, Qt.Key.Key_Space)
    settle()
    left = services.recap.names(meeting_id)
    assert [name.name for name in left] == ["Pat Famm"]
    present = {row.name for row in services.attendance.list(meeting_id) if row.presence is Presence.PRESENT}
    assert {"Jane Roe", "Wim Kuip", "Lucy Bligh"} <= present
    services.store.undo()
    assert len(services.recap.names(meeting_id)) > 1


def test_larger_text_makes_the_lines_taller(page):
    before = page.recapTable.rowHeight(0)
    page.largerButton.click()
    assert page.recapTable.rowHeight(0) > before


def test_at_200_percent_large_words_are_all_in_sight(page, theme):
    theme.set_zoom(200)
    page.resize(980, 700)
    page.largerButton.click()
    settle()
    assert page.recapTable.horizontalScrollBar().maximum() == 0


def test_what_is_off_the_record_is_not_among_the_large_words(page, context, meeting_id, qtbot):
    context.services.notes.capture_lines(meeting_id, "[off] ACTION: EDCs to keep quiet\n\tQ: Who below knows?")
    qtbot.waitUntil(lambda: len(page.model.rows) == 5)
    page.largerButton.click()
    assert [row.text for row in page.model.rows if "quiet" in row.text or "below" in row.text] == []
    assert len(page.model.rows) == 3
    page.largerButton.click()
    assert len(page.model.rows) == 5


def test_a_meeting_without_captures_says_what_belongs_here(context, meeting_id, on_screen):
    group_id = context.services.meetings.get(meeting_id).group_id
    empty = context.services.meetings.add(group_id, MeetingDraft("Empty", date(2025, 3, 6)))
    page = RecapPage(context)
    page.restore(Place("recap", empty))
    on_screen(page)
    assert page.tableStack.currentWidget() is page.emptyState


@pytest.fixture
def host(qtbot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def dialog(context, meeting_id, host: QWidget) -> MeetingDialog:
    group_id = context.services.meetings.get(meeting_id).group_id
    other = context.services.meetings.add(group_id, MeetingDraft("Next", date(2025, 2, 11)))
    context.services.meetings.cancel(other, to_be_rescheduled=True)
    dialog = MeetingDialog(context, group_id=group_id, meeting_id=other, parent=host)
    dialog.show()
    return dialog


def test_the_date_that_was_to_be_found_is_set_in_words(dialog, context):
    dialog.dateEdit.setText("Feb 25")
    assert dialog.dateHint.text() == "Tue, Feb 25, 2025"
    dialog.accept()
    meeting = next(row for row in context.services.meetings.list() if row.title == "Next")
    assert (meeting.date, meeting.status) == (date(2025, 2, 25), MeetingStatus.SCHEDULED)
    assert meeting.rescheduled_from == date(2025, 2, 11)
    context.services.store.undo()
    assert context.services.meetings.get(meeting.id).status is MeetingStatus.TO_BE_RESCHEDULED


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("dateEdit", "Feb 30", "does not exist"),
        ("dateEdit", "whenever", "names no day"),
        ("startEdit", "noon-ish", "is no time"),
        ("titleEdit", " ", "title"),
        ("zoneEdit", "Middle/Earth", "not a time zone"),
    ],
)
def test_what_a_meeting_can_not_be_is_said_in_the_dialog(dialog, context, store, field, typed, words):
    steps = store.operations()
    getattr(dialog, field).setText(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert words in dialog.problemLabel.text()
    assert store.operations() == steps
