"""Sections of a meeting's summary are folded, typed, renamed, moved and filled where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.meetings import SectionKind
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.services.container import Services
from tests.gui.pages.meeting_desk import section, type_in
from tests.gui.turns import settle

Key, Mod = Qt.Key, Qt.KeyboardModifier
MARK = Mod.ControlModifier | Mod.ShiftModifier


def test_sections_fold_by_keys_and_stay_folded(page, context, meeting_id, wide):
    card = section(page, SectionKind.CONTEXT)
    card.header.button.setFocus()
    QTest.keyClick(card.header.button, Key.Key_Right)
    assert card.text.isVisible()
    assert context.here.value("meeting-folds", {"": False})[card.row.id] is False


def test_the_line_that_is_typed_stays_in_sight_where_a_section_takes_room(page, services, meeting_id, qtbot):
    services.notes.capture_lines(meeting_id, "\n".join(f"line {number}" for number in range(80)))
    page.go_to_line(services.notes.outline(meeting_id).load()[-1].id)
    settle()
    services.sections.edit(section(page, SectionKind.CONTEXT).row.id, {"text": "a\n\nb\n\nc"})
    page.sections.live.refresh()
    section(page, SectionKind.CONTEXT).set_folded(False)
    qtbot.waitUntil(lambda: page.outline.cursorRect().bottom() <= page.outline.viewport().height())


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


def test_an_undo_that_one_would_not_see_from_the_discussion_is_said(page, services, meeting_id, notifier):
    card = section(page, SectionKind.NEXT_STEPS)
    page.sections.open(card)
    type_in(card.text, "The group meets again.")
    page.flush()
    page.outline.setFocus()
    assert page.handle_undo()
    assert notifier.said[-1][0] == "Undone: Edit a section"
    assert page.handle_undo()
    assert page.handle_undo()
    assert notifier.said[-1][0] == "There is nothing to undo in this meeting."


def test_undo_outside_discussion_and_texts_is_the_windows(page):
    page.captured.list.setFocus()
    page.sections.cards[0].header.button.setFocus()
    assert not page.handle_undo()


def test_an_edit_from_elsewhere_does_not_overwrite_what_is_being_typed(page, services, meeting_id, qtbot):
    card = section(page, SectionKind.CONTEXT)
    page.sections.open(card)
    type_in(card.text, "mine")
    services.sections.edit(card.row.id, {"text": "theirs"})
    settle()
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
    settle()
    QTest.keyClick(added.header.button, Key.Key_Delete)
    settle()
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


def test_a_code_is_written_out_in_a_text_as_in_the_discussion_and_backspace_takes_it_back(page, services, meeting_id):
    services.parties.add_person("Aileen Cole", "GPI", code="ac", make_organisation=True)
    page.outline.reload()
    page.sections.go_to(2)
    text = section(page, SectionKind.CONTEXT).text
    text.insertPlainText("\N{GRINNING FACE} Then ")
    type_in(text, "@ac ")
    assert text.toPlainText() == "\N{GRINNING FACE} Then Aileen Cole (GPI) "
    QTest.keyClick(text, Key.Key_Backspace)
    assert text.toPlainText() == "\N{GRINNING FACE} Then @ac "
    page.flush()
    assert services.sections.list(meeting_id)[1].text == "\N{GRINNING FACE} Then @ac"


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
