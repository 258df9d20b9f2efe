"""The commands that the window itself has, whatever page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core.commands import Command, Keys, Menu, Submenu, as_label, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import FileKind
from msa_wg_desktop.gui.core.page import PageSpec
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM, Look
from msa_wg_desktop.gui.main_window_dialogs import WindowDialogs
from msa_wg_desktop.gui.main_window_intake import Intake
from msa_wg_desktop.gui.main_window_settings import WindowSettings
from msa_wg_desktop.words import _

Standard = QKeySequence.StandardKey

HELP_ON = {"today": "people", "meeting": "typing", "invitation": "invitations"}
"""What help on a page is called, where it isn't called as the page."""
LOOK_SETTING = "look"
ZOOM_SETTING = "zoom"


class Records(Protocol):
    """Opens other records; what the composition root does for the File menu."""

    def ask_new(self) -> None:
        """Asks what a new record is for, makes it, and shows it in place of this one."""
        ...

    def open(self, path: Path) -> None:
        """Shows another record in place of this one."""
        ...

    def recent(self) -> list[Path]:
        """Records opened before, the last first, this one not among them."""
        ...


class Shell(Protocol):
    """What the commands need of the window."""

    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def take_offer(self) -> None: ...
    def close(self) -> bool: ...
    def fold_side_bar(self) -> None: ...
    def full_screen(self) -> None: ...
    def switch_focus(self) -> None: ...
    def find_anything(self) -> None: ...
    def ask_me(self) -> None: ...

    @property
    def dialogs(self) -> WindowDialogs: ...
    @property
    def intake(self) -> Intake: ...
    @property
    def settings(self) -> WindowSettings: ...


class ShellCommands:
    """Adds them; each method is one menu."""

    def __init__(self, context: Context, shell: Shell, records: Records, pages: Sequence[PageSpec]) -> None:
        self._context = context
        self._shell = shell
        self._records = records
        self._pages = pages
        self._add_file()
        self._add_edit()
        self._add_view()
        self._add_go()
        self._add_help()

    def _add(self, command: Command) -> QAction:
        return self._context.commands.add(command)

    def _add_file(self) -> None:
        menu = Menu.FILE
        new_group = partial(self._shell.dialogs.show_group, new=True)
        self._add(Command("file.group", _("New &group…"), new_group, Menu.NEW, 80))
        self._add(Command("file.create", _("New &record…"), self._records.ask_new, Menu.NEW, 90))
        self._add(Command("file.open", _("&Open…"), self._open, menu, 10, Keys(standard=Standard.Open)))
        self._context.commands.add_submenu(Submenu(_("Open &recent"), menu, 10, self._fill_recent))
        take_in = _("&Take in calendar files or mails…")
        self._add(Command("file.take-in", take_in, self._shell.intake.choose, menu, 20, keys("Ctrl+Shift+B")))
        owed = Command(
            "file.owed", _("&What each owes…"), self._shell.dialogs.show_owed, menu, 30, keys("Ctrl+Shift+U")
        )
        self._add(owed)
        feeds = _("Calendar &files kept up to date…")
        self._add(Command("file.feeds", feeds, self._shell.settings.show_feeds, menu, 30))
        record = Submenu(_("Record of c&onsultation"), menu, 30, self._fill_consultation_menu)
        self._context.commands.add_submenu(record)
        close = Keys(("Ctrl+Q",), standard=Standard.Quit)
        self._add(
            Command("file.close", _("&Close"), self._shell.close, menu, 90, close, role=QAction.MenuRole.QuitRole)
        )

    def _fill_consultation_menu(self, menu: QMenu) -> None:
        from msa_wg_desktop.gui.widgets.consultation_menu import fill_consultation_menu

        fill_consultation_menu(self._context, menu)

    def _add_edit(self) -> None:
        menu = Menu.EDIT
        redo = Keys(("Ctrl+Y", "Ctrl+Shift+Z"), mac=("Ctrl+Shift+Z",), standard=Standard.Redo)
        self._add(Command("edit.undo", _("&Undo"), self._shell.undo, menu, 10, Keys(standard=Standard.Undo)))
        self._add(Command("edit.redo", _("&Redo"), self._shell.redo, menu, 10, redo))
        offered, taken = _("Take what is &offered at the bottom"), keys("Ctrl+Shift+Return")
        self._add(Command("edit.offer", offered, self._shell.take_offer, menu, 10, taken))
        for command_id, words, slot, key in (
            ("edit.cut", _("Cu&t"), "cut", Standard.Cut),
            ("edit.copy", _("&Copy"), "copy", Standard.Copy),
            ("edit.select-all", _("Select &all"), "selectAll", Standard.SelectAll),
        ):
            self._add(Command(command_id, words, partial(_on_focus, slot), menu, 20, Keys(standard=key)))
            if slot == "copy":
                self._add(Command("edit.paste", _("&Paste"), self._paste, menu, 20, Keys(standard=Standard.Paste)))
        history, words = self._shell.dialogs.show_history, self._shell.dialogs.show_words
        self._add(Command("edit.history", _("&History…"), history, menu, 80, keys("Ctrl+Shift+H")))
        self._add(Command("edit.words", _("&Words and abbreviations…"), words, menu, 80))
        group = partial(self._shell.dialogs.show_group, new=False)
        self._add(Command("edit.group", _("&Group…"), group, menu, 80))
        self._add(Command("edit.me", _("Wh&o I am…"), self._shell.ask_me, menu, 80))
        own = Keys(("Ctrl+,",), standard=Standard.Preferences)
        role = QAction.MenuRole.PreferencesRole
        self._add(Command("edit.settings", _("&Settings…"), self._shell.settings.show, menu, 90, own, role=role))

    def _add_view(self) -> None:
        menu, theme = Menu.VIEW, self._context.theme
        looks = QActionGroup(self._context.commands)
        for look, words in (
            (Look.SYSTEM, _("Colours of the &system")),
            (Look.LIGHT, _("&Light")),
            (Look.DARK, _("&Dark")),
            (Look.CONTRAST, _("High &contrast")),
        ):
            choose = partial(self._set_look, look)
            looks.addAction(self._add(Command(f"view.{look}", words, choose, menu, 10, checked=theme.look is look)))
        larger = Keys(("Ctrl++", "Ctrl+="), standard=Standard.ZoomIn)
        smaller = Keys(("Ctrl+-",), standard=Standard.ZoomOut)
        self._add(Command("view.larger", _("L&arger text"), lambda: self._zoom(larger=True), menu, 20, larger))
        self._add(Command("view.smaller", _("S&maller text"), lambda: self._zoom(larger=False), menu, 20, smaller))
        usual = partial(self._set_zoom, USUAL_ZOOM)
        self._add(Command("view.usual", _("&Usual size of text"), usual, menu, 20, keys("Ctrl+0")))
        self._add(Command("view.fold", _("&Fold the side bar"), self._shell.fold_side_bar, menu, 30, keys("F9")))
        full = Keys(("F11",), mac=("Ctrl+Meta+F",), standard=Standard.FullScreen)
        self._add(Command("view.full-screen", _("Full &screen"), self._shell.full_screen, menu, 30, full))

    def _add_go(self) -> None:
        menu, navigator = Menu.GO, self._context.navigator
        self._add(Command("go.find", _("Find &anything…"), self._shell.find_anything, menu, 5, keys("Ctrl+K")))
        self._add(Command("go.back", _("&Back"), navigator.back, menu, 10, keys("Alt+Left", mac=("Ctrl+[",))))
        self._add(Command("go.forward", _("&Forward"), navigator.forward, menu, 10, keys("Alt+Right", mac=("Ctrl+]",))))
        for number, page in enumerate(self._pages, start=1):
            go = partial(navigator.go, Place(page.id))
            own = page.keys if page.keys != Keys() else keys(f"Ctrl+{number}")
            self._add(Command(f"go.{page.id}", as_label(page.title), go, menu, 20, own, icon=page.icon))
        self._add(
            Command("go.side-bar", _("To the &side bar and back"), self._shell.switch_focus, menu, 30, keys("F6"))
        )

    def _add_help(self) -> None:
        menu = Menu.HELP
        contents = Keys(standard=Standard.HelpContents)
        show, about = self._shell.dialogs.show_help, QAction.MenuRole.AboutRole
        self._add(Command("help.topics", _("&Help"), self._help_here, menu, 10, contents))
        self._add(Command("help.keys", _("&Keys"), partial(show, "keys"), menu, 10, keys("Ctrl+F1")))
        self._add(Command("help.about", _("&About this program"), partial(show, "about"), menu, 20, role=about))

    def _help_here(self) -> None:
        """Help on the page at hand."""
        here = self._context.navigator.here
        page = here.page if here is not None else ""
        self._shell.dialogs.show_help(HELP_ON.get(page, page))

    def _paste(self) -> None:
        """Where nothing is typed and no page takes it, files that were copied are taken in."""
        if not _on_focus("paste"):
            self._shell.intake.paste()

    def _open(self) -> None:
        self._context.notifier.choose_open(_("Open a record"), (record_kind(),), self._records.open)

    def _fill_recent(self, menu: QMenu) -> None:
        recent = self._records.recent()
        for path in recent:
            action = menu.addAction(as_label(str(path)))
            action.triggered.connect(lambda _checked, path=path: self._open_recent(path))
        if not recent:
            menu.addAction(_("None yet")).setEnabled(False)

    def _open_recent(self, path: Path) -> None:
        with self._context.telling():
            self._records.open(path)

    def _set_look(self, look: Look) -> None:
        self._context.settings.put(LOOK_SETTING, look.value)
        self._context.theme.set_look(look)

    def _zoom(self, *, larger: bool) -> None:
        self._set_zoom(self._context.theme.next_zoom(larger=larger))

    def _set_zoom(self, percent: int) -> None:
        self._context.settings.put(ZOOM_SETTING, percent)
        self._context.theme.zoom_soon(percent)


def _on_focus(slot: str) -> bool:
    """Asks the widget with the keyboard, or the first one around it that knows how; False where none does."""
    widget = QApplication.focusWidget()
    while widget is not None:
        act = getattr(widget, slot, None)
        if act is not None:
            act()
            return True
        widget = widget.parentWidget()
    return False


def record_kind() -> FileKind:
    """What a record's file is called in pickers."""
    return FileKind(_("Records"), (paths.RECORD_SUFFIX.removeprefix("."),))
