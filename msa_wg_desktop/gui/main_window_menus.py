"""Puts the commands that exist into the menu bar, and keeps it so while pages add theirs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton

from msa_wg_desktop.gui.core.commands import Commands, Menu, Submenu, menu_title
from msa_wg_desktop.gui.widgets.more_mark import set_mark


class Menus(QObject):
    """The menu bar and the New button. A menu in which nothing can be seen isn't shown."""

    def __init__(self, commands: Commands, window: QMainWindow, new_button: QPushButton) -> None:
        super().__init__(window)
        self._commands = commands
        self._window = window
        self._new_button = new_button
        self._new = QMenu(menu_title(Menu.NEW), window)
        new_button.setMenu(self._new)
        set_mark(new_button)
        self._menus = {menu: self._new if menu is Menu.NEW else QMenu(menu_title(menu), window) for menu in Menu}
        self._submenus: dict[str, QMenu] = {}
        for menu in Menu:
            if menu is not Menu.NEW:
                window.menuBar().addMenu(self._menus[menu])
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self.rebuild)
        commands.added.connect(self._turn.start)
        self._turn.start()

    def menu(self, menu: Menu) -> QMenu:
        return self._menus[menu]

    def rebuild(self) -> None:
        """After commands came, or were shown or hidden."""
        self._turn.stop()
        for menu, shown in self._menus.items():
            shown.clear()
            if menu is Menu.FILE:
                shown.addMenu(self._new)
                shown.addSeparator()
            for section in self._commands.of_menu(menu):
                for entry in section:
                    self._put(shown, entry)
                shown.addSeparator()
            self._window.addActions([action for action in shown.actions() if not action.isSeparator()])
        for shown in self._menus.values():
            shown.menuAction().setVisible(_has_entries(shown))
        self._new_button.setVisible(_has_entries(self._new))

    def _put(self, menu: QMenu, entry: QAction | Submenu) -> None:
        if isinstance(entry, QAction):
            menu.addAction(entry)
            return
        if entry.words not in self._submenus:
            made = self._submenus[entry.words] = QMenu(entry.words, menu)
            made.aboutToShow.connect(lambda: (made.clear(), entry.fill(made)))
        menu.addMenu(self._submenus[entry.words])


def _has_entries(menu: QMenu) -> bool:
    return any(action.isVisible() and not action.isSeparator() for action in menu.actions())
