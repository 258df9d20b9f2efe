"""A part folds and unfolds from the keyboard, says what it is, and is renamed where it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.fold_header import FoldHeader

Key = Qt.Key


@pytest.fixture
def header(context: Context, qtbot) -> FoldHeader:
    header = FoldHeader(context.icons)
    qtbot.addWidget(header)
    header.set_heading("Context")
    header.set_summary("2 paragraphs")
    header.resize(600, 40)
    with qtbot.waitExposed(header):
        header.show()
    header.button.setFocus()
    return header


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        (Key.Key_Left, False, True),
        (Key.Key_Right, True, False),
        (Key.Key_Return, False, True),
        (Key.Key_Space, True, False),
    ],
)
def test_keys_fold_and_unfold(header, qtbot, key, before, after):
    header.set_folded(before)
    with qtbot.waitSignal(header.toggled) as told:
        QTest.keyClick(header.button, key)
    assert told.args == [after]
    assert header.folded is after


def test_folding_what_is_folded_says_nothing(header, qtbot):
    header.set_folded(True)
    with qtbot.assertNotEmitted(header.toggled):
        QTest.keyClick(header.button, Key.Key_Left)


def test_a_screen_reader_hears_heading_state_and_content(header):
    header.set_folded(True)
    assert header.button.accessibleName() == "Context, folded. 2 paragraphs"


def test_a_click_folds(header, qtbot):
    with qtbot.waitSignal(header.toggled):
        QTest.mouseClick(header.button, Qt.MouseButton.LeftButton)


def test_f2_renames_and_enter_takes_it(header, qtbot):
    QTest.keyClick(header.button, Key.Key_F2)
    assert header.name_edit.hasFocus()
    QTest.keyClicks(header.name_edit, "Order 26 Context")
    with qtbot.waitSignal(header.renamed) as told:
        QTest.keyClick(header.name_edit, Key.Key_Return)
    assert told.args == ["Order 26 Context"]
    assert header.button.hasFocus()


def test_esc_leaves_the_name_as_it_was(header, qtbot):
    QTest.keyClick(header.button, Key.Key_F2)
    QTest.keyClicks(header.name_edit, "nonsense")
    with qtbot.assertNotEmitted(header.renamed):
        QTest.keyClick(header.name_edit, Key.Key_Escape)
    assert header.button.hasFocus()


def test_a_name_is_taken_too_when_the_keyboard_goes_elsewhere(header, qtbot):
    QTest.keyClick(header.button, Key.Key_F2)
    QTest.keyClicks(header.name_edit, "Background")
    with qtbot.waitSignal(header.renamed) as told:
        header.name_edit.clearFocus()
    assert told.args == ["Background"]


def test_an_empty_name_is_no_name(header, qtbot):
    QTest.keyClick(header.button, Key.Key_F2)
    header.name_edit.clear()
    with qtbot.assertNotEmitted(header.renamed):
        QTest.keyClick(header.name_edit, Key.Key_Return)


def test_a_summary_without_room_ends_in_dots(header, qtbot):
    header.set_summary("word " * 80)
    qtbot.waitUntil(lambda: header.button.width() <= 600)
    assert header.minimumSizeHint().width() < 400
