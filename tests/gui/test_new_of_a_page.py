"""Ctrl+N makes what the page at hand is about; the New menu offers all of it, whatever page is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import New, Page, PageSpec
from msa_wg_desktop.gui.main_window import MainWindow


class Leaf(Page):
    """A page with a field."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)

    def activate(self) -> None:
        self.edit.setFocus()


class NoRecords:
    """The File menu is not asked here."""

    def ask_new(self) -> None: ...

    def open(self, path: Path) -> None: ...

    def recent(self) -> list[Path]:
        return []


@pytest.fixture
def made() -> list[str]:
    """What was asked for."""
    return []


@pytest.fixture
def window(qtbot, context: Context, made: list[str]) -> MainWindow:
    def note(name: str, _context: Context, _window: QWidget) -> None:
        made.append(name)

    pages = [
        PageSpec("meetings", "Meetings", "calendar", Leaf, new=New("New &meeting", partial(note, "meeting"))),
        PageSpec("recap", "Recap", "list-checks", Leaf, under="meetings"),
        PageSpec("actions", "Actions", "list-checks", Leaf, new=New("New &action", partial(note, "action"))),
        PageSpec("people", "People", "users", Leaf),
    ]
    window = MainWindow(context, record="wg.msawg", records=NoRecords(), pages=pages)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.mark.parametrize(
    ("page", "expected"),
    [("meetings", ["meeting"]), ("recap", ["meeting"]), ("actions", ["action"]), ("people", [])],
)
def test_ctrl_n_makes_what_the_page_or_the_one_above_it_is_about(
    qtbot, context: Context, window: MainWindow, made: list[str], page: str, expected: list[str]
) -> None:
    context.navigator.go(Place(page))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert made == expected


def test_all_of_it_is_in_the_new_menu_from_everywhere(context: Context, window: MainWindow, made: list[str]) -> None:
    context.navigator.go(Place("people"))
    offered = [action for action in window.newButton.menu().actions() if action.isVisible()]
    words = [action.text() for action in offered if not action.isSeparator()]
    assert words == ["New &meeting", "New &action", "New &group…", "New &record…"]
    offered[1].trigger()
    assert made == ["action"]
