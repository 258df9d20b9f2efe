"""Sections are edited with light formatting that reads back exactly as it was written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from msa_wg_desktop.domain.richtext import BlockStyle, NumberShape, Paragraph, Run, normal
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.rich_text.blocks import RichTextLook, read_blocks, write_blocks
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit

ORDER = """\
26. *No later than March 31, 2025, the EDCs shall file:*
    (1) *a liability waiver;*
    (2) *a list of restrictions*

    *The EDCs shall consult with Tesla.*

Read [the Decision](https://example.org/d) and **mind** the [docket](#)."""

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffc\u2028\u2029"), max_size=9)
runs = st.builds(
    Run, text=words, bold=st.booleans(), italic=st.booleans(), link=st.sampled_from([None, None, "", "https://a.b/c"])
)
blocks = st.lists(
    st.builds(
        Paragraph,
        runs=st.lists(runs, min_size=1, max_size=4).map(tuple),
        style=st.sampled_from(BlockStyle),
        level=st.integers(0, 4),
        number=st.integers(0, 999),
        shape=st.sampled_from(NumberShape),
    ),
    max_size=6,
).map(normal)


@pytest.fixture
def edit(qtbot, theme: Theme) -> RichTextEdit:
    edit = RichTextEdit(theme)
    qtbot.addWidget(edit)
    edit.resize(500, 100)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.setFocus()
    return edit


def type_in(edit: RichTextEdit, text: str) -> None:
    """Real keys; \\n is Enter."""
    for char in text:
        if char == "\n":
            QTest.keyClick(edit, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(edit, char)


def caret_to(edit: RichTextEdit, position: int, *, select_to: int | None = None) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(position)
    if select_to is not None:
        cursor.setPosition(select_to, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(blocks)
def test_a_document_says_what_was_written_into_it(made):
    document = QTextDocument()
    write_blocks(QTextCursor(document), made, RichTextLook(QColor("teal")))
    assert read_blocks(document) == made


def test_a_loaded_text_is_not_changed_by_being_shown(edit, qtbot):
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_markdown(ORDER)
    assert edit.markdown() == ORDER


def test_typing_says_that_something_is_to_be_saved(edit, qtbot):
    with qtbot.waitSignal(edit.edited):
        type_in(edit, "x")


def test_markers_typed_at_the_start_of_a_paragraph_begin_a_list(edit):
    type_in(edit, "- one\ntwo\n\nplain\n(1) first\nsecond")
    assert edit.markdown() == "- one\n- two\n\nplain\n\n(1) first\n(2) second"


def test_enter_in_an_empty_item_ends_the_list(edit):
    type_in(edit, "1. a\n\nafter")
    assert edit.markdown() == "1. a\n\nafter"


def test_tab_moves_an_item_below_the_one_before_and_numbers_follow(edit):
    type_in(edit, "1. a\nb\nc")
    caret_to(edit, 2)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.markdown() == "1. a\n    1. b\n2. c"
    QTest.keyClick(edit, Qt.Key.Key_Backtab)
    assert edit.markdown() == "1. a\n2. b\n3. c"


def test_backspace_at_the_start_of_an_item_takes_its_marker_away(edit):
    edit.set_markdown("- a\n- b")
    caret_to(edit, 2)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.markdown() == "- a\n\nb"


def test_the_number_that_an_order_gave_is_kept(edit):
    type_in(edit, "26. No later than March 31")
    assert edit.markdown() == "26. No later than March 31"


def test_an_order_with_items_stands_as_it_is_typed_though_enter_has_numbered_its_lines_already(edit):
    type_in(edit, "26. The EDCs shall file:\n(1) a waiver;\na list;\n(3) and documents.\n27. They shall consult.\n")
    type_in(edit, "30. All")
    order = "26. The EDCs shall file:\n(1) a waiver;\n(2) a list;\n(3) and documents.\n27. They shall consult.\n30. All"
    assert edit.markdown() == order
    caret_to(edit, edit.toPlainText().index("a list"))
    type_in(edit, "- ")
    assert edit.markdown() == order.replace("(2) a list", "- a list")


def test_numbers_follow_what_comes_and_goes_above_them_but_one_that_was_given_stands(edit):
    edit.set_markdown("1. a\n2. b\n3. c\n30. d\n31. e")
    caret_to(edit, 1)
    type_in(edit, "\nnew")
    assert edit.markdown() == "1. a\n2. new\n3. b\n4. c\n30. d\n31. e"
    caret_to(edit, 2, select_to=8)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.markdown() == "1. a\n2. c\n30. d\n31. e"
    caret_to(edit, edit.toPlainText().index("d"))
    type_in(edit, "3. ")
    assert edit.markdown() == "1. a\n2. c\n3. d\n4. e"


def test_bold_and_italic_of_a_selection_go_on_and_off(edit):
    edit.set_markdown("mind the gap")
    caret_to(edit, 0, select_to=4)
    edit.toggle_bold()
    assert edit.markdown() == "**mind** the gap"
    edit.toggle_italic()
    assert edit.markdown() == "***mind*** the gap"
    edit.toggle_bold()
    edit.toggle_italic()
    assert edit.markdown() == "mind the gap"


def test_what_is_typed_after_bold_is_switched_on_is_bold(edit):
    type_in(edit, "a ")
    edit.toggle_bold()
    type_in(edit, "b")
    edit.toggle_bold()
    type_in(edit, " c")
    assert edit.markdown() == "a **b** c"


def test_a_link_is_set_on_the_word_at_the_caret_and_its_looks_stay(edit):
    edit.set_markdown("see *the* Decision")
    caret_to(edit, 10)
    cursor, address = edit.link_at_caret()
    assert (cursor.selectedText(), address) == ("Decision", None)
    edit.set_link(cursor, "https://example.org")
    assert edit.markdown() == "see *the* [Decision](https://example.org)"


def test_a_link_is_found_whole_from_inside_and_can_be_taken_away(edit):
    edit.set_markdown("a [b *c* d](https://example.org) e")
    caret_to(edit, 5)
    cursor, address = edit.link_at_caret()
    assert (cursor.selectedText(), address) == ("b c d", "https://example.org")
    edit.set_link(cursor, None)
    assert edit.markdown() == "a b *c* d e"


def test_lists_come_along_when_copied_to_another_text(edit, qtbot, theme):
    edit.set_markdown(ORDER)
    edit.selectAll()
    edit.copy()
    other = RichTextEdit(theme)
    qtbot.addWidget(other)
    other.paste()
    assert other.markdown() == ORDER


def test_a_page_with_pictures_is_pasted_as_its_words(edit):
    mime = QMimeData()
    mime.setHtml(
        '<h1>Big</h1><p style="color:red">red <b>bold</b><img src="file:///etc/passwd"></p><ul><li>x</li></ul>'
    )
    edit.insertFromMimeData(mime)
    assert edit.markdown() == "**Big**\n\nred **bold**\n\n- x"


def test_pasted_lines_with_bullets_become_items(edit):
    mime = QMimeData()
    mime.setText("Minutes\n• one\n2) two")
    edit.insertFromMimeData(mime)
    assert edit.markdown() == "Minutes\n\n- one\n2) two"


def test_a_word_pasted_into_a_sentence_makes_no_paragraph(edit):
    edit.set_markdown("a c")
    caret_to(edit, 2)
    mime = QMimeData()
    mime.setText("b ")
    edit.insertFromMimeData(mime)
    type_in(edit, " ")
    assert edit.markdown() == "a b c"


def test_shown_anew_the_caret_stays_by_its_words(edit):
    edit.set_markdown("one two three")
    caret_to(edit, 8)
    edit.set_markdown("one and two three")
    type_in(edit, "|")
    assert edit.markdown() == "one and two |three"


def test_it_is_as_tall_as_its_words(edit, qtbot):
    edit.set_markdown("a")
    low = edit.height()
    edit.set_markdown("\n\n".join("abcdef"))
    qtbot.waitUntil(lambda: edit.height() > 4 * low)
    assert not edit.verticalScrollBar().isVisible()


def test_undo_is_left_to_the_record(edit):
    type_in(edit, "abc")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.markdown() == "abc"
    assert not edit.document().isUndoAvailable()
