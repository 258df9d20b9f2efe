"""Each command exists once, stands in a menu, and shows the keys that it really hears."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QKeySequence

from msa_wg_desktop.errors import AppError, ConflictError
from msa_wg_desktop.gui.core.commands import (
    Command,
    Commands,
    KeyGroup,
    KeyRow,
    Keys,
    Menu,
    Submenu,
    as_label,
    keys,
    lettered,
    plain,
)
from msa_wg_desktop.services.user_settings import Settings

Standard = QKeySequence.StandardKey


@pytest.fixture
def problems() -> list[AppError]:
    return []


@pytest.fixture
def commands(qapp, settings: Settings, problems: list[AppError]) -> Commands:
    return Commands(settings, problems.append)


def test_an_action_runs_its_command(commands: Commands) -> None:
    done: list[str] = []
    commands.add(Command("edit.mark", "Mark", lambda: done.append("marked"), Menu.EDIT))
    commands.action("edit.mark").trigger()
    commands.run("edit.mark")
    assert done == ["marked", "marked"]


def test_two_commands_of_one_id_are_our_mistake(commands: Commands) -> None:
    commands.add(Command("edit.mark", "Mark", list, Menu.EDIT))
    with pytest.raises(ValueError, match=r"two commands edit\.mark"):
        commands.add(Command("edit.mark", "Mark again", list, Menu.EDIT))


def test_menus_are_in_sections_and_keep_the_order_of_coming(commands: Commands) -> None:
    for command_id, section in (("c", 20), ("a", 10), ("b", 10)):
        commands.add(Command(command_id, command_id, list, Menu.FILE, section))
    recent = Submenu("Recent", Menu.FILE, 10, lambda menu: None)
    commands.add_submenu(recent)
    a, b, c = (commands.action(command_id) for command_id in "abc")
    assert commands.of_menu(Menu.FILE) == [[a, b, recent], [c]]
    assert commands.of_menu(Menu.GO) == []


def test_recent_commands_are_remembered_newest_first(commands: Commands, settings: Settings) -> None:
    for command_id in ("one", "two"):
        commands.add(Command(command_id, command_id, list, Menu.EDIT))
    for command_id in ("one", "two", "one"):
        commands.run(command_id)
    assert commands.recent() == ["one", "two"]
    later = Commands(settings, lambda problem: None)
    later.add(Command("two", "two", list, Menu.EDIT))
    assert later.recent() == ["two"]


def test_what_is_known_to_go_wrong_is_told(commands: Commands, problems: list[AppError]) -> None:
    def fail() -> None:
        raise ConflictError("Somebody was faster.")

    commands.add(Command("edit.fail", "Fail", fail, Menu.EDIT))
    commands.run("edit.fail")
    assert [problem.words for problem in problems] == ["Somebody was faster."]


def test_the_key_sheet_is_made_of_the_commands_and_of_what_widgets_describe(commands: Commands) -> None:
    outline = KeyGroup("Typing", (KeyRow("New line", "Enter"),))
    commands.add(Command("edit.mark", "&Mark…", list, Menu.EDIT, keys=keys("Ctrl+Shift+A", "F7")))
    commands.add(Command("edit.other", "No keys", list, Menu.EDIT))
    commands.describe_keys(outline)
    shown = QKeySequence("Ctrl+Shift+A").toString(QKeySequence.SequenceFormat.NativeText)
    assert commands.key_sheet() == [KeyGroup("&Edit", (KeyRow("Mark", f"{shown}, F7"),)), outline]


def test_of_the_standard_keys_only_the_first_is_shown_but_all_are_heard(commands: Commands) -> None:
    redo = Keys(("Ctrl+Y", "Ctrl+Shift+Z"), standard=Standard.Redo)
    action = commands.add(Command("edit.redo", "Redo", list, Menu.EDIT, keys=redo))
    heard = action.shortcuts()
    assert {QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")} <= set(heard)
    assert len(heard) == len(set(heard))
    assert redo.shown().count("Y") <= 1


def test_a_mac_may_have_keys_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    table = keys("Ctrl+Shift+Q", mac=("Ctrl+Alt+Q",))
    monkeypatch.setattr(sys, "platform", "linux")
    assert table.sequences() == [QKeySequence("Ctrl+Shift+Q")]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert table.sequences() == [QKeySequence("Ctrl+Alt+Q")]


def test_a_switch_starts_where_it_is_said(commands: Commands) -> None:
    action = commands.add(Command("view.dark", "Dark", list, Menu.VIEW, checked=True))
    assert action.isCheckable()
    assert action.isChecked()


@pytest.mark.parametrize(("words", "bare"), [("&Open…", "Open"), ("Orders && deadlines", "Orders & deadlines")])
def test_words_without_access_keys(words: str, bare: str) -> None:
    assert plain(words) == bare
    assert plain(as_label(bare)) == bare


def test_each_entry_of_a_menu_has_a_letter_of_its_own():
    assert lettered(["Owner", "Order item", "R & D", "Due", "…"]) == ["&Owner", "Order &item", "&R && D", "&Due", "…"]
    assert lettered(["Asked", "Answered", "a", "as"]) == ["&Asked", "A&nswered", "a", "a&s"]
