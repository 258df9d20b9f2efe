"""Every command of the program, once: as an action with words, keys and a place in a menu."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from msa_wg_desktop.errors import AppError
from msa_wg_desktop.services.user_settings import Settings
from msa_wg_desktop.words import _

_RECENT = "recent-commands"
_RECENT_KEPT = 12


class Menu(StrEnum):
    """The menus, in their order. NEW stands inside File, and behind the button at the top right."""

    NEW = "new"
    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"
    MEETING = "meeting"
    ORDER = "order"
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
        found = QKeySequence.keyBindings(self.standard) if self.standard is not None else []
        return found + [sequence for sequence in self._own() if sequence not in found]

    def shown(self) -> str:
        """The keys for people, as the platform writes them; of the standard ones only the first."""
        standard = QKeySequence.keyBindings(self.standard) if self.standard is not None else []
        kept = [sequence for sequence in (*standard[:1], *self._own()) if not sequence.isEmpty()]
        words = (sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in kept)
        return ", ".join(dict.fromkeys(words))

    def _own(self) -> list[QKeySequence]:
        own = self.mac if sys.platform == "darwin" and self.mac is not None else self.usual
        return [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in own]


def keys(*usual: str, mac: tuple[str, ...] | None = None) -> Keys:
    """`keys("Ctrl+Shift+A")`, or with another choice for the Mac."""
    return Keys(usual, mac)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the user can ask for.

    `id` is for settings and tests ("meeting.recap"). `section` groups a menu: a line is drawn between two
    sections. `checked` makes it a switch that starts there. A page adds its own by `Page.add_command`.
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
class Submenu:
    """A menu inside a menu whose entries are found anew each time that it opens."""

    words: str
    menu: Menu
    section: int
    fill: Callable[[QMenu], None]


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

    def __init__(self, settings: Settings, problem: Callable[[AppError], None], parent: QObject | None = None) -> None:
        """`problem` is told what is known to have gone wrong in a command."""
        super().__init__(parent)
        self._settings, self._problem = settings, problem
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._submenus: list[Submenu] = []
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

    def add_submenu(self, submenu: Submenu) -> None:
        self._submenus.append(submenu)
        self.added.emit()

    def of_menu(self, menu: Menu) -> list[list[QAction | Submenu]]:
        """What stands in a menu, by section."""
        sections: dict[int, list[QAction | Submenu]] = {}
        for command in self._commands.values():
            if command.menu is menu:
                sections.setdefault(command.section, []).append(self._actions[command.id])
        for submenu in self._submenus:
            if submenu.menu is menu:
                sections.setdefault(submenu.section, []).append(submenu)
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
        for command in self._commands.values():
            if command.menu is menu:
                shown = command.keys.shown()
                if shown:
                    yield KeyRow(plain(command.words), shown)

    def _run(self, command: Command) -> None:
        others = [known for known in self.recent() if known != command.id]
        self._settings.put(_RECENT, [command.id, *others][:_RECENT_KEPT])
        try:
            command.run()
        except AppError as problem:
            self._problem(problem)


def menu_title(menu: Menu) -> str:
    """The menu's name, with its access key."""
    return {
        Menu.NEW: _("&New"),
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.VIEW: _("&View"),
        Menu.GO: _("&Go"),
        Menu.MEETING: _("&Meeting"),
        Menu.ORDER: _("&Order"),
        Menu.HELP: _("&Help"),
    }[menu]


def as_label(words: str) -> str:
    """Words that may hold an & as a button or a menu must be given them."""
    return words.replace("&", "&&")


def lettered(entries: Iterable[str]) -> list[str]:
    """Words as the entries of a menu, each taken by a letter of its own: one that begins a word where there is one."""
    taken: set[str] = set()
    found: list[str] = []
    for words in entries:
        begins = [at for at, letter in enumerate(words) if at == 0 or words[at - 1] == " "]
        places = (at for at in (*begins, *range(len(words))) if words[at].isalnum())
        at = next((at for at in places if words[at].casefold() not in taken), None)
        if at is None:
            found.append(as_label(words))
            continue
        taken.add(words[at].casefold())
        found.append(f"{as_label(words[:at])}&{as_label(words[at:])}")
    return found


def plain(words: str) -> str:
    """A menu's or action's words without its access key and dots."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
