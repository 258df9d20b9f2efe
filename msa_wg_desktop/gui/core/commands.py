"""Every command of the program, once: as an action with words, keys and a place in a menu."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from msa_wg_desktop.gui.core.settings import Settings
from msa_wg_desktop.words import _

_RECENT = "recent-commands"
_RECENT_KEPT = 12


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"
    MEETING = "meeting"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a command, in Qt's portable words, where Ctrl is Cmd on a Mac.

    `mac` replaces `usual` where the system has taken it; `standard` is for what every program has and goes first.
    """

    usual: tuple[str, ...] = ()
    mac: tuple[str, ...] | None = None
    standard: QKeySequence.StandardKey | None = None

    def sequences(self) -> list[QKeySequence]:
        """On this platform, the one to show first."""
        own = self.mac if sys.platform == "darwin" and self.mac is not None else self.usual
        found = QKeySequence.keyBindings(self.standard) if self.standard is not None else []
        for text in own:
            sequence = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
            if sequence not in found:
                found.append(sequence)
        return found


def keys(*usual: str, mac: tuple[str, ...] | None = None) -> Keys:
    """`keys("Ctrl+Shift+A")`, or with another choice for the Mac."""
    return Keys(usual, mac)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the user can ask for.

    `id` is for settings and tests ("meeting.recap"). `section` groups a menu: a line is drawn between two
    sections. `owner` is the page that it belongs to; it can be asked for only while that page is shown.
    """

    id: str
    words: str
    run: Callable[[], object]
    menu: Menu
    section: int = 50
    keys: Keys = field(default_factory=Keys)
    icon: str = ""
    tip: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line of the key sheet."""

    words: str
    keys: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A part of the key sheet."""

    title: str
    rows: tuple[KeyRow, ...]


class Commands(QObject):
    """Makes each action once and knows them all."""

    added = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._tables: dict[str, KeyGroup] = {}

    def add(self, command: Command) -> QAction:
        """Makes the action of `command`; the window puts it into its menu. An id is given once."""
        if command.id in self._commands:
            raise ValueError(f"there are two commands {command.id}")
        action = QAction(command.words, self)
        action.setObjectName(command.id)
        action.setShortcuts(command.keys.sequences())
        action.setMenuRole(command.role)
        if command.tip:
            action.setToolTip(command.tip)
        if command.checked is not None:
            action.setCheckable(True)
            action.setChecked(command.checked)
        action.triggered.connect(lambda: self._run(command))
        self._commands[command.id], self._actions[command.id] = command, action
        self.added.emit()
        return action

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """As if it had been chosen in its menu."""
        self._actions[command_id].trigger()

    def of_menu(self, menu: Menu) -> list[list[QAction]]:
        """The actions of a menu, by section."""
        sections: dict[int, list[QAction]] = {}
        for command in self._commands.values():
            if command.menu is menu:
                sections.setdefault(command.section, []).append(self._actions[command.id])
        return [sections[number] for number in sorted(sections)]

    def all(self) -> list[Command]:
        return list(self._commands.values())

    def recent(self) -> list[str]:
        """Ids of the commands used last, newest first."""
        return [known for known in self._settings.value(_RECENT, [""]) if known in self._commands]

    def describe_keys(self, group: KeyGroup) -> None:
        """Adds keys that are no commands, from the table that a widget really uses (the outline's Enter and Tab)."""
        self._tables[group.title] = group

    def key_sheet(self) -> list[KeyGroup]:
        """All keys, in groups: menus first, then what widgets described."""
        menus = [KeyGroup(menu_title(menu), tuple(self._key_rows(menu))) for menu in Menu]
        return [group for group in menus if group.rows] + list(self._tables.values())

    def _key_rows(self, menu: Menu) -> Iterable[KeyRow]:
        for section in self.of_menu(menu):
            for action in section:
                shown = [keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts()]
                if shown:
                    yield KeyRow(plain(action.text()), ", ".join(shown))

    def _run(self, command: Command) -> None:
        others = [known for known in self.recent() if known != command.id]
        self._settings.put(_RECENT, [command.id, *others][:_RECENT_KEPT])
        command.run()


def menu_title(menu: Menu) -> str:
    """The menu's name, with its access key."""
    return {
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.VIEW: _("&View"),
        Menu.GO: _("&Go"),
        Menu.MEETING: _("&Meeting"),
        Menu.HELP: _("&Help"),
    }[menu]


def plain(words: str) -> str:
    """A menu's or action's words without its access key and dots."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
