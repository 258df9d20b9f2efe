"""Words that nobody knows are marked in a text, corrected from its menu, and can be made known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.outline.spelling import SpellBook
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.rich_text.spelling import RichTextSpelling


@pytest.fixture
def parts() -> Iterator[QObject]:
    parts = QObject()
    yield parts
    parts.deleteLater()


@pytest.fixture
def book(parts: QObject, qtbot) -> Iterator[SpellBook]:
    book = SpellBook(parts)
    with qtbot.waitSignal(book.ready):
        book.load()
    yield book
    book.close()


@pytest.fixture
def edit(theme: Theme, qtbot) -> RichTextEdit:
    edit = RichTextEdit(theme)
    qtbot.addWidget(edit)
    edit.resize(400, 60)
    with qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit.setFocus()
    return edit


@pytest.fixture
def spelling(edit, book, theme) -> RichTextSpelling:
    return RichTextSpelling(edit, book, theme)


def marked(edit: RichTextEdit) -> list[str]:
    found: list[str] = []
    block = edit.document().begin()
    while block.isValid():
        found += [block.text()[part.start : part.start + part.length] for part in block.layout().formats()]
        block = block.next()
    return found


def test_words_that_nobody_knows_are_marked_and_that_is_no_edit(edit, spelling, qtbot):
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_markdown("The recieved is **redy** for filing.")
    assert marked(edit) == ["recieved", "redy"]
    assert edit.markdown() == "The recieved is **redy** for filing."


def test_the_groups_own_words_are_right(edit, spelling, book):
    edit.set_markdown("The recieved is here.")
    book.set_own_words(["recieved"])
    assert marked(edit) == []


def test_a_word_is_let_be_while_it_is_typed(edit, spelling):
    QTest.keyClicks(edit, "recievd")
    assert marked(edit) == []
    QTest.keyClicks(edit, " ")
    assert marked(edit) == ["recievd"]


def test_the_menu_offers_what_was_meant_and_to_learn_the_word(edit, spelling, qtbot):
    edit.set_markdown("The recieved is here.")
    menu = QMenu(edit)
    menu.addAction("Copy")
    cursor = edit.textCursor()
    cursor.setPosition(7)
    edit.menu_asked.emit(menu, edit.cursorRect(cursor).center())
    words = [action.text() for action in menu.actions()]
    assert words[-1] == "Copy"
    assert "received" in words
    with qtbot.waitSignal(spelling.add_asked) as told:
        next(action for action in menu.actions() if "“recieved”" in action.text()).trigger()
    assert told.args == ["recieved"]
    next(action for action in menu.actions() if action.text() == "received").trigger()
    assert edit.markdown() == "The received is here."


def test_the_menu_is_as_usual_on_a_right_word(edit, spelling):
    edit.set_markdown("All is well.")
    menu = QMenu(edit)
    menu.addAction("Copy")
    edit.menu_asked.emit(menu, QPoint(8, 8))
    assert [action.text() for action in menu.actions()] == ["Copy"]


def test_esc_leaves_the_text(edit, qtbot):
    with qtbot.waitSignal(edit.left):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
