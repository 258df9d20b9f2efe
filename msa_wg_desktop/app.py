"""The composition root of the window: arguments, logging, crash hook, the record, its services, the window."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# This goes first: what comes after it is imported faster.
import msa_wg_desktop.gui.core.plain_imports  # noqa: F401 # pyright: ignore[reportUnusedImport]

# isort: split
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from msa_wg_desktop import __version__, paths
from msa_wg_desktop.domain.groups import PATH_SEPARATOR
from msa_wg_desktop.domain.starting import GroupStart
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import crash
from msa_wg_desktop.gui.core.bus import Bus
from msa_wg_desktop.gui.core.calendars import CalendarKeeper
from msa_wg_desktop.gui.core.commands import Commands
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.forms import install_translator
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.idle import IdleWork
from msa_wg_desktop.gui.core.me import Me
from msa_wg_desktop.gui.core.navigation import Navigator, Place
from msa_wg_desktop.gui.core.notify import Notifier, Offer
from msa_wg_desktop.gui.core.qt_notifier import QtNotifier
from msa_wg_desktop.gui.core.saving import SaveState
from msa_wg_desktop.gui.core.scope import GroupEntry, GroupSource, Scope
from msa_wg_desktop.gui.core.sweeping import Sweeper
from msa_wg_desktop.gui.core.tasks import TaskRunner, Tasks
from msa_wg_desktop.gui.core.theme import USUAL_ZOOM, Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.main_window_commands import LOOK_SETTING, ZOOM_SETTING, Records, record_kind
from msa_wg_desktop.gui.page_list import getting_ready, page_specs
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.user_settings import Settings, usual
from msa_wg_desktop.words import _

if TYPE_CHECKING:
    from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog
    from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog

_FOLDER = "records-folder"
_RECENT = "recent-records"
_RECENT_KEPT = 8
_WHO = "me"
_LOOK_ROUND_MS = 1_000
_ROOM_FOR_GROUP = 18
"""Letters that the card at the top of the side bar has for a name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the window; gives the exit code."""
    options = _options(arguments)
    log = crash.log_to(paths.log_folder())
    app = make_qt_app()
    settings = usual()
    notifier = QtNotifier(settings, app)
    theme = _theme(app, settings)
    icons = Icons(theme)
    app.setWindowIcon(icons.icon("scale", Colour.ACCENT))
    desktop = Desktop(app, Fittings(theme, icons, settings, notifier), log=log)
    notifier.said.connect(desktop.say)
    crash.CrashHook(flush=desktop.flush, show=desktop.show_crash, problem=notifier.error, parent=app).install()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: desktop.quit())
    # Inside the loop, so that a mistake of ours at the start is told by the crash hook like any other.
    QTimer.singleShot(0, app, lambda: desktop.start(options.record))
    return app.exec()


@dataclass(frozen=True, slots=True)
class Fittings:
    """What outlives a record: looks, the user's settings, and how the user is spoken to."""

    theme: Theme
    icons: Icons
    settings: Settings
    notifier: Notifier


def make_context(store: Store, fittings: Fittings, *, tasks: Tasks, parent: QObject) -> Context:
    """All that views are given, for one open record; its parts end with `parent`."""
    Sweeper(parent)
    bus = Bus(parent)
    store.subscribe(bus.publish)
    here = fittings.settings.of_record(store.record_id())
    services = Services(store)
    return Context(
        services=services,
        bus=bus,
        notifier=fittings.notifier,
        tasks=tasks,
        settings=fittings.settings,
        here=here,
        theme=fittings.theme,
        icons=fittings.icons,
        commands=Commands(fittings.settings, fittings.notifier.error, parent),
        navigator=Navigator(parent),
        saving=SaveState(bus, parent),
        scope=Scope(here, parent),
        me=Me(here, services.parties.is_person, bus, parent),
        clock=store.clock,
    )


class Desk:
    """One open record: its services, its context and its window."""

    def __init__(self, store: Store, fittings: Fittings, *, records: Records) -> None:
        self.store = store
        self._parts = QObject()
        self._tasks = TaskRunner(fittings.notifier.error, self._parts)
        self.context = make_context(store, fittings, tasks=self._tasks, parent=self._parts)
        services = self.context.services
        name = store.path.name if store.path is not None else _("the shared record")
        groups = group_source(services)
        self.window = MainWindow(self.context, record=name, records=records, pages=page_specs(services), groups=groups)
        self._tasks.begun.connect(self.window.show_task)
        here, bus = self.context.here, self.context.bus
        self._calendars = CalendarKeeper(services, here, bus, self._tasks, fittings.notifier, self._parts)
        others = QTimer(self._parts, interval=_LOOK_ROUND_MS)
        others.timeout.connect(store.catch_up)
        others.start()

    def show(self) -> None:
        """Shows the window, and gets ready what is needed next while nobody does anything."""
        self.window.show()
        IdleWork(getting_ready(self.context), self.window.windowHandle(), self._parts)

    def close(self) -> None:
        """Takes the window away and closes the record, which leaves one file behind."""
        self._calendars.close()
        self._tasks.close()
        self._parts.deleteLater()
        self.window.deleteLater()
        self.store.close()


def group_title(path: str, own: str) -> str:
    """A group with those above it; where that is too long, its own name, for theirs stands below it anyhow."""
    title = path.replace(PATH_SEPARATOR, " · ")
    return title if len(title) <= _ROOM_FOR_GROUP else own


def group_source(services: Services) -> GroupSource:
    """The groups for the card at the top of the side bar."""

    def load() -> list[GroupEntry]:
        groups = services.groups.list()
        return [GroupEntry(group.id, group_title(group.path, group.display), group.parent) for group in groups]

    return GroupSource({"working_group"}, load)


class Desktop:
    """The program: opens records one after the other, each in a window in place of the one before."""

    def __init__(self, app: QApplication, fittings: Fittings, *, log: Path | None) -> None:
        self._app = app
        self._fittings = fittings
        self._log_file = log
        self._desk: Desk | None = None
        self._crash: CrashDialog | None = None
        app.lastWindowClosed.connect(lambda: QTimer.singleShot(0, app, self._quit_if_nothing_is_shown))

    # ------------------------------------------------------------------ records

    def start(self, record: Path | None) -> None:
        """Opens the record named, else the one opened last; where there is none, or not any more, asks how to begin."""
        usual = [path for path in (paths.default_record(),) if path.exists()]
        path = record or next(iter(self._known() + usual), None)
        if path is None:
            self._ask_how_to_begin()
            return
        try:
            self.open(path)
        except AppError as problem:
            self._ask_how_to_begin(problem)

    def open(self, path: Path) -> None:
        """Shows another record in place of this one, which stays where it was when the other can't be opened."""
        path = path.absolute()
        if self._desk is None or self._desk.store.path != path:
            self._show(Store.open(path, who=self._fittings.settings.value(_WHO, "")))

    def ask_new(self) -> None:
        """Asks for the group of a new record, which is then shown in place of this one."""
        dialog = self._make_first_start()
        dialog.ask_group()
        dialog.open()

    def recent(self) -> list[Path]:
        """Records opened before, the last first, this one not among them."""
        here = self._desk.store.path if self._desk is not None else None
        return [path for path in self._known() if path != here]

    def _known(self) -> list[Path]:
        return [Path(name) for name in self._fittings.settings.value(_RECENT, [""]) if name]

    def _show(self, store: Store, place: Place | None = None) -> None:
        if self._desk is not None and not self._desk.window.close():
            store.close()
            return
        desk = self._desk = Desk(store, self._fittings, records=self)
        desk.window.closed.connect(self._leave)
        if place is not None:
            desk.context.navigator.go(place)
        desk.show()
        if store.path is not None:
            names = [str(store.path), *(str(path) for path in self.recent())]
            self._fittings.settings.put(_RECENT, names[:_RECENT_KEPT])

    def _leave(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()

    # ------------------------------------------------------------------ how to begin

    def _ask_how_to_begin(self, problem: AppError | None = None) -> None:
        dialog = self._make_first_start()
        if problem is not None:
            dialog.complain(problem)
        dialog.rejected.connect(lambda: QTimer.singleShot(0, self._app, self._quit_if_nothing_is_shown))
        dialog.show()

    def _make_first_start(self) -> FirstStartDialog:
        from msa_wg_desktop.gui.dialogs.first_start_dialog import FirstStartDialog

        settings, notifier = self._fittings.settings, self._fittings.notifier
        folder = Path(settings.value(_FOLDER, str(paths.data_folder())))
        parent = self._desk.window if self._desk is not None else None
        dialog = FirstStartDialog(folder=folder, who=settings.value(_WHO, ""), parent=parent)

        def open_record(path: Path) -> None:
            with dialog.closing():
                self.open(path)

        def open_sample(path: Path) -> None:
            from msa_wg_desktop.services.sample import load_sample

            with dialog.closing():
                self.open(path) if path.exists() else self._make(path, load_sample)

        def start(answers: GroupStart, path: Path) -> None:
            from msa_wg_desktop.services.starting import start_group

            settings.put(_WHO, answers.who)
            with dialog.closing():
                self._make(path, lambda services: start_group(services, answers))

        def keep_in(chosen: Path) -> None:
            settings.put(_FOLDER, str(chosen))
            dialog.set_folder(chosen)

        dialog.sample_asked.connect(open_sample)
        dialog.group_asked.connect(start)
        dialog.record_asked.connect(lambda: notifier.choose_open(_("Open a record"), (record_kind(),), open_record))
        dialog.folder_asked.connect(lambda: notifier.choose_folder(_("Where new records are kept"), keep_in))
        return dialog

    def _make(self, path: Path, fill: Callable[[Services], str]) -> None:
        """Makes a record and shows the meeting that `fill` names; of one that can't be filled nothing is left."""
        store = Store.create(path.absolute(), who=self._fittings.settings.value(_WHO, ""))
        try:
            meeting_id = fill(Services(store))
        except AppError:
            store.close()
            path.unlink()
            raise
        self._show(store, Place("meeting", meeting_id))

    # ------------------------------------------------------------------ the end

    def flush(self) -> None:
        """Writes what is typed and not yet in the record."""
        if self._desk is not None:
            self._desk.window.flush()

    def show_crash(self, report: crash.CrashReport, closed: Callable[[], None]) -> None:
        """Tells of a mistake of ours; work goes on."""
        from msa_wg_desktop.gui.dialogs.crash_dialog import CrashDialog

        self._crash = CrashDialog(report, log=self._log_file, parent=self._desk.window if self._desk else None)
        self._crash.finished.connect(closed)
        self._crash.open()

    def say(self, words: str, offer: Offer | None) -> None:
        """What was done, at the bottom of the window, if there is one."""
        if self._desk is not None:
            self._desk.window.say(words, offer)

    def quit(self) -> None:
        """As if the window had been closed."""
        self._app.closeAllWindows()

    def _quit_if_nothing_is_shown(self) -> None:
        if self._desk is None and not any(widget.isVisible() for widget in self._app.topLevelWidgets()):
            self._app.quit()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="msa-wg-desktop", description=_("The desk of a working group's facilitator."))
    parser.add_argument("record", nargs="?", type=Path, help=_("the record to open; else the one opened last"))
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_args(arguments)


def _theme(app: QApplication, settings: Settings) -> Theme:
    look, zoom = settings.value(LOOK_SETTING, Look.SYSTEM.value), settings.value(ZOOM_SETTING, USUAL_ZOOM)
    return Theme(app, look=Look(look) if look in set(Look) else Look.SYSTEM, zoom=zoom, parent=app)


def make_qt_app() -> QApplication:
    """The Qt application, named, with the words of forms passing through the catalogue."""
    app = QApplication([])
    app.setApplicationName("msa-wg-desktop")
    app.setApplicationDisplayName("MSA WG Desktop")
    app.setDesktopFileName("msa-wg-desktop")
    # A dialog that closes at the start must not end the program; Desktop says when it is over.
    app.setQuitOnLastWindowClosed(False)
    install_translator(app)
    return app
