"""Words are found and replaced over the discussion and the texts of a meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.meetings import SectionKind
from tests.gui.pages.meeting_desk import lines, section, type_in
from tests.gui.turns import settle

Key, Mod = Qt.Key, Qt.KeyboardModifier
MARK = Mod.ControlModifier | Mod.ShiftModifier


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
    settle()
    assert lines(services, meeting_id) == [(0, "The waiver is late"), (0, "No waiver")]
    assert services.sections.list(meeting_id)[1].text == "About the waiver."
    assert page.outline.toPlainText() == "The waiver is late\nNo waiver"
