"""Words are found and replaced over the discussion and the texts of a meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from msa_wg_desktop.domain.meetings import SectionKind
from msa_wg_desktop.gui.models.needs_table import NeedColumn
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.services.container import Services
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


def test_tab_goes_from_what_is_found_to_what_replaces_it_and_esc_to_where_that_was(page, services, meeting_id, context):
    services.notes.capture_lines(meeting_id, "first\nnow--then")
    context.commands.run("meeting.replace")
    bar = page.finder.bar
    type_in(bar.find_edit, "--\t")
    assert bar.replace_edit.hasFocus()
    type_in(bar.replace_edit, "-\n")
    assert bar.count_label.text() == "not found"
    QTest.keyClick(bar.replace_edit, Key.Key_Escape)
    assert page.outline.hasFocus()
    assert page.outline.textCursor().block().text() == "now-then"


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


# ---------------------------------------------------------------------- the table of data needs


def with_needs(page: MeetingPage, services: Services, meeting_id: str) -> list[str]:
    """A context, a table of two needs, and a discussion, all of which speak of the waiver; the ids of the needs."""
    services.sections.edit(section(page, SectionKind.CONTEXT).row.id, {"text": "The waiver."})
    first = services.needs_table.add(meeting_id, "Who signs the waiver, and when")
    response = "The **waiver** goes to:\n\n- Legal of the Waiver desk\n- Tesla"
    services.data_needs.edit(first, {"parties": ("Tesla",), "response": response})
    second = services.needs_table.add(meeting_id, "Sockets")
    services.notes.capture_lines(meeting_id, "No waiver, no filing")
    page.sections.live.refresh()
    page.needs.live.refresh()
    settle()
    return [first, second]


def cell_at_hand(page: MeetingPage) -> tuple[str, NeedColumn]:
    index = page.needs.view.currentIndex()
    row = page.needs.model.row_at(index)
    assert row is not None
    return row.need.id, NeedColumn(index.column())


def count(page: MeetingPage) -> str:
    return page.finder.bar.count_label.text()


def test_finding_goes_through_the_cells_in_the_order_in_which_they_stand(page, services, meeting_id, context):
    need, _second = with_needs(page, services, meeting_id)
    card = section(page, SectionKind.NEEDS)
    card.set_folded(True)
    section(page, SectionKind.CONTEXT).open_text()
    context.commands.run("meeting.find")
    bar = page.finder.bar
    type_in(bar.find_edit, "waiver")
    assert count(page) == "1 of 5"
    QTest.keyClick(bar.find_edit, Key.Key_Return)
    assert count(page) == "2 of 5"
    assert not card.folded
    assert cell_at_hand(page) == (need, NeedColumn.NEED)
    for place in ("3 of 5", "4 of 5"):
        QTest.keyClick(bar.find_edit, Key.Key_Return)
        assert count(page) == place
        assert cell_at_hand(page) == (need, NeedColumn.RESPONSE)
    QTest.keyClick(bar.find_edit, Key.Key_Return)
    assert page.outline.textCursor().selectedText() == "waiver"
    QTest.keyClick(bar.find_edit, Key.Key_Return, Mod.ShiftModifier)
    assert cell_at_hand(page) == (need, NeedColumn.RESPONSE)
    QTest.keyClick(bar.find_edit, Key.Key_Escape)
    assert page.needs.view.hasFocus()
    context.commands.run("meeting.find-next")
    assert page.outline.textCursor().selectedText() == "waiver", "from the cell on, also when the bar is closed"


def test_the_line_of_a_cell_that_was_found_is_scrolled_into_sight(page, services, meeting_id, context):
    with_needs(page, services, meeting_id)
    long = services.needs_table.add(meeting_id, "All of it")
    services.data_needs.edit(long, {"response": "\n\n".join(f"Paragraph {number}" for number in range(60))})
    page.needs.live.refresh()
    section(page, SectionKind.NEEDS).set_folded(True)
    page.go_to_line(services.notes.outline(meeting_id).load()[0].id)
    context.commands.run("meeting.find")
    type_in(page.finder.bar.find_edit, "paragraph 55")
    view, sections = page.needs.view, page.sections

    def in_sight() -> bool:
        line = view.room_of(view.currentIndex(), page.needs.delegate.shown_from(cell_at_hand(page)))
        return sections.viewport().rect().contains(view.mapTo(sections.viewport(), line.center()))

    assert in_sight()


def test_a_cell_is_replaced_as_one_step_and_keeps_its_bullets(page, services, meeting_id, context):
    need, _second = with_needs(page, services, meeting_id)
    context.commands.run("meeting.replace")
    bar = page.finder.bar
    type_in(bar.find_edit, "waiver")
    type_in(bar.replace_edit, "form")
    while count(page) != "3 of 5":
        bar.next_button.click()
    bar.replace_edit.setFocus()
    QTest.keyClick(bar.replace_edit, Key.Key_Return)
    (row, _other) = services.needs_table.rows(meeting_id)
    assert row.response == "The **form** goes to:\n\n- Legal of the Waiver desk\n- Tesla"
    assert cell_at_hand(page) == (need, NeedColumn.RESPONSE)
    QTest.keyClick(bar.replace_edit, Key.Key_Return)
    assert services.needs_table.rows(meeting_id)[0].response.endswith("- Legal of the form desk\n- Tesla")
    assert page.outline.textCursor().selectedText() == "waiver"
    services.store.undo()
    services.store.undo()
    assert services.needs_table.rows(meeting_id)[0].response == row.response.replace("form", "waiver")


def test_replace_all_replaces_in_texts_and_cells_as_one_step_and_leaves_parties_and_states(
    page, services, meeting_id, context, notifier
):
    need, _second = with_needs(page, services, meeting_id)
    services.data_needs.edit(need, {"need": "What Tesla requested"})
    page.needs.live.refresh()
    context.commands.run("meeting.replace")
    bar = page.finder.bar
    type_in(bar.find_edit, "Tesla")
    type_in(bar.replace_edit, "the maker")
    assert count(page).endswith("of 3")
    bar.all_button.click()
    row = services.needs_table.rows(meeting_id)[0]
    assert row.need.text == "What the maker requested"
    assert row.response.endswith("- the maker")
    assert [party.name for party in row.need.who] == ["Tesla"]
    assert notifier.said[-1][0] == "Replaced 2 times. 1 name or state stays as it is."
    assert count(page) == "1 of 1"
    assert not bar.replace_button.isEnabled()
    assert not bar.all_button.isEnabled()
    services.store.undo(meeting_id=meeting_id)
    row = services.needs_table.rows(meeting_id)[0]
    assert row.need.text == "What Tesla requested"
    assert row.response.endswith("- Tesla")


def test_a_need_can_not_be_replaced_by_nothing(page, services, meeting_id, context, notifier):
    services.needs_table.add(meeting_id, "Sockets")
    page.needs.live.refresh()
    context.commands.run("meeting.replace")
    bar = page.finder.bar
    type_in(bar.find_edit, "Sockets")
    bar.replace_button.click()
    assert services.needs_table.rows(meeting_id)[0].need.text == "Sockets"
    assert notifier.errors


def test_the_bar_comes_into_sight_where_the_page_is_scrolled(page, services, meeting_id, context, qtbot):
    """As with text at 200 %: the window is lower than the page."""
    around = QScrollArea()
    qtbot.addWidget(around)
    around.setWidget(page)
    around.resize(page.width(), page.height() // 3)
    around.show()
    around.verticalScrollBar().setValue(around.verticalScrollBar().maximum())
    context.commands.run("meeting.find")
    bar = page.finder.bar
    qtbot.waitUntil(lambda: bar.visibleRegion().boundingRect().height() == bar.height())
    around.takeWidget()
