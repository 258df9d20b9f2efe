"""What a page is to the window: it has a title and a place, can be come back to, and writes what waits when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.gui.core.commands import Command, Keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place


class Page(QWidget):
    """Base of all pages. A page is made when it is first shown and lives as long as the window."""

    title_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._commands: list[QAction] = []
        self._commands_shown = False

    def title(self) -> str:
        """What the window's title says; the form's own title where nothing better is known."""
        return self.windowTitle()

    def place(self) -> Place | None:
        """What is shown and where the caret stands, to come back to; None where there is nothing to it."""
        return None

    def restore(self, place: Place) -> None:
        """Shows `place.item`, and `place.spot` in it; what is gone from the record is passed over."""

    def party_at_hand(self) -> str:
        """The party that the page is about just now, for what is asked of a party; "" for none."""
        return ""

    def activate(self) -> None:
        """Takes the keyboard focus where work goes on."""
        self.setFocus()

    def flush(self) -> None:
        """Writes what waits to be written; called before undo, before leaving and at the end."""

    def handle_undo(self) -> bool:
        """Undoes within the page where that means something of its own; False leaves it to the window."""
        return False

    def handle_redo(self) -> bool:
        return False

    def add_command(self, command: Command) -> QAction:
        """A command of this page: in its menu, and its keys heard, only while the page is shown."""
        action = self.context.commands.add(command)
        action.setVisible(self._commands_shown)
        self._commands.append(action)
        return action

    def show_commands(self, *, shown: bool) -> None:
        """The window says whether this page is the one at hand."""
        self._commands_shown = shown
        for action in self._commands:
            action.setVisible(shown)


@dataclass(frozen=True, slots=True)
class Count:
    """The figure beside a page's name: which rows it depends on, and how to get it for the group chosen.

    Rows that come or go are counted anew, and rows that change in one of `fields`.
    """

    entities: Collection[str]
    load: Callable[[str], int]
    fields: Collection[str] = frozenset({"status", "provisional", "kind", "group_id", "parent_id"})


@dataclass(frozen=True, slots=True)
class New:
    """What a page is about, made from anywhere: the words of the command, and how, with the window as parent."""

    words: str
    make: Callable[[Context, QWidget], None]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the window lists it; `make` imports and makes it when it is first shown, inside its parent.

    A page `under` another isn't listed by itself: it is reached from that one, which stays marked meanwhile.
    Both share what Ctrl+N makes, which is in the New menu whatever page is shown.
    """

    id: str
    title: str
    icon: str
    make: Callable[[Context, QWidget], Page]
    keys: Keys = field(default_factory=Keys)
    count: Count | None = None
    under: str = ""
    new: New | None = None
