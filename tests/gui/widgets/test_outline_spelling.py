"""Words that nobody knows are marked, in the pauses, and never those that the group knows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from msa_wg_desktop.gui.widgets.outline.editor import OutlineEditor
from msa_wg_desktop.gui.widgets.outline.spelling import OutlineSpelling, SpellBook
from tests.gui.widgets.outline_desk import MemoryBackend, document_of, place, press, rows_of, state_of

MakeEditor = Callable[[MemoryBackend], OutlineEditor]


@pytest.fixture(scope="module")
def loaded(qapp: QApplication) -> SpellBook:
    """The real dictionary, loaded once in its thread."""
    book = SpellBook()
    book.load()
    while not book.loaded:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    book.close()
    return book


@pytest.fixture
def book(loaded: SpellBook) -> Iterator[SpellBook]:
    loaded.set_own_words(["ConnectDER", "Eversource", "Jon Knauer", "RRES", "webinar"])
    yield loaded
    loaded.set_own_words([])


def _wrong(book: SpellBook, text: str) -> list[str]:
    return [text[start:end] for start, end in book.wrong(text)]


def test_wrong_words_are_found_and_others_let_be(book: SpellBook) -> None:
    text = (
        "The liabilty of EDCs' and Eversource’s webinar wasn't 3rd-party, see foo@bar.com, #26.6x, http://xyzzy.org "
        "and ConnectDER's RRES for Knauer teh McDonell"
    )
    assert _wrong(book, text) == ["liabilty", "teh"]


def test_until_it_is_loaded_no_word_is_wrong() -> None:
    assert _wrong(SpellBook(), "teh liabilty") == []
    assert SpellBook().knows("teh")


def test_loading_can_be_given_up() -> None:
    book = SpellBook()
    before = threading.active_count()
    book.load()
    book.close()
    assert threading.active_count() == before
    assert not book.loaded


@pytest.mark.parametrize(
    ("word", "meant"),
    [("liabilty", "liability"), ("Requierment", "Requirement"), ("Knaur", "Knauer"), ("maintainance", "maintenance")],
)
def test_what_may_have_been_meant_is_offered(book: SpellBook, word: str, meant: str) -> None:
    assert meant in book.suggestions(word)


def test_nothing_is_offered_for_a_word_like_no_other(book: SpellBook) -> None:
    assert book.suggestions("xqzzkwvv") == []


def _marked(editor: OutlineEditor, index: int) -> list[str]:
    block = document_of(editor).findBlockByNumber(index)
    return [
        block.text()[part.start : part.start + part.length]
        for part in block.layout().formats()
        if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    ]


@pytest.fixture
def editor(make_editor: MakeEditor, book: SpellBook) -> OutlineEditor:
    editor = make_editor(MemoryBackend(rows_of("1. the liabilty waiver\n2. beta")))
    editor.set_spelling(book)
    return editor


def test_lines_are_marked_in_the_background(editor: OutlineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _marked(editor, 0) == ["liabilty"])
    assert not editor.dirty


def test_nothing_is_checked_while_another_page_is_shown(editor: OutlineEditor, book: SpellBook, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _marked(editor, 0) == ["liabilty"])
    editor.hide()
    book.set_own_words(["liabilty"])
    (spelling,) = editor.findChildren(OutlineSpelling)
    (pause,) = spelling.findChildren(QTimer)
    qtbot.waitUntil(lambda: not pause.isActive())
    assert _marked(editor, 0) == ["liabilty"]
    editor.show()
    qtbot.waitUntil(lambda: _marked(editor, 0) == [])


def test_the_word_that_is_being_typed_is_not_marked(editor: OutlineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _marked(editor, 0) == ["liabilty"])
    place(editor, "1. the liabilty waiver\n2. beta|")
    press(editor, "' wrng teh'")
    qtbot.waitUntil(lambda: _marked(editor, 1) == ["wrng"])
    press(editor, "Up")
    qtbot.waitUntil(lambda: _marked(editor, 1) == ["wrng", "teh"])


def test_marks_move_with_what_is_typed_before_them(editor: OutlineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _marked(editor, 0) == ["liabilty"])
    place(editor, "1. the |liabilty waiver\n2. beta")
    press(editor, "Left 'm ' ")
    assert _marked(editor, 0) == ["liabilty"]
    press(editor, "Right Right 'x'")
    assert _marked(editor, 0) == []


def test_a_word_that_the_group_learns_is_right_everywhere(editor: OutlineEditor, book: SpellBook, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _marked(editor, 0) == ["liabilty"])
    book.set_own_words(["liabilty"])
    qtbot.waitUntil(lambda: _marked(editor, 0) == [])


def _menu(editor: OutlineEditor, state: str) -> QMenu:
    place(editor, state)
    point = editor.cursorRect().center()
    QApplication.sendEvent(
        editor.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, editor.viewport().mapToGlobal(point)),
    )
    return next(menu for menu in editor.findChildren(QMenu) if menu.isVisible())


def _entry(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()


def test_the_menu_corrects_a_word_as_a_step_of_typing(editor: OutlineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(_marked(editor, 0)))
    _entry(_menu(editor, "1. the liab|ilty waiver\n2. beta"), "liability")
    assert state_of(editor, caret=False) == "1. the liability waiver\n2. beta"
    press(editor, "Ctrl+Z")
    assert state_of(editor, caret=False) == "1. the liabilty waiver\n2. beta"


def test_the_menu_makes_a_word_known(editor: OutlineEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(_marked(editor, 0)))
    menu = _menu(editor, "1. the liab|ilty waiver\n2. beta")
    with qtbot.waitSignal(editor.addWord) as said:
        _entry(menu, "Add “liabilty”")
    assert said.args == ["liabilty"]


def test_the_menu_has_the_usual_entries(editor: OutlineEditor) -> None:
    menu = _menu(editor, "1. the liabilty waiver\n2. ^be|ta")
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Undo", "Redo", "Cut", "Copy", "Paste", "Paste as plain text into one line", "Select all"]
    _entry(menu, "Cu&t")
    assert state_of(editor) == "1. the liabilty waiver\n2. |ta"
    editor.setReadOnly(True)
    menu = _menu(editor, "1. the |liabilty waiver\n2. ta")
    assert [action.text().split("\t")[0] for action in menu.actions() if action.isEnabled() and action.text()] == [
        "Select &all"
    ]
    menu.close()
