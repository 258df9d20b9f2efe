"""The shell: side bar, pages made when they are first shown, menus, the way back, and what is said at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.dates import format_time
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Menu, as_label, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.later import Later
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import Choice, Offer, Question
from msa_wg_desktop.gui.core.page import Count, Page, PageSpec
from msa_wg_desktop.gui.core.scope import GroupEntry, GroupSource
from msa_wg_desktop.gui.core.sweeping import nothing_swept
from msa_wg_desktop.gui.core.tasks import Running
from msa_wg_desktop.gui.core.tokens import Size
from msa_wg_desktop.gui.main_window_commands import Records, ShellCommands
from msa_wg_desktop.gui.main_window_dialogs import WindowDialogs
from msa_wg_desktop.gui.main_window_intake import Intake
from msa_wg_desktop.gui.main_window_menus import Menus
from msa_wg_desktop.gui.main_window_settings import WindowSettings
from msa_wg_desktop.gui.widgets.find_anything import FindAnything
from msa_wg_desktop.gui.widgets.page_area import PageArea
from msa_wg_desktop.gui.widgets.side_bar import SideBar
from msa_wg_desktop.gui.widgets.task_line import TaskLine
from msa_wg_desktop.gui.widgets.undo_bar import UndoBar
from msa_wg_desktop.words import _

_GEOMETRY = "window"
_FOLDED = "side-bar-folded"
_LAST_PLACE = "place"
_REST_MS = 1500
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_PLACE_PARTS = 3
_SETTINGS_ZOOM = 150
_LARGE_SCREEN = 1600
_PART_OF_LARGE_SCREEN = 0.8
_COUNTS_AFTER_MS = 40
"""By then the window is painted and takes keys."""


class MainWindow(QMainWindow):
    """Asks no service for data: pages and counts come with their sources, and the record's name is given."""

    sideBar: SideBar
    topBar: QFrame
    backButton: QToolButton
    forwardButton: QToolButton
    searchSlot: QHBoxLayout
    newButton: QPushButton
    pageStack: QStackedWidget
    taskLayout: QVBoxLayout
    undoBar: UndoBar

    closed = Signal()

    def __init__(
        self,
        context: Context,
        *,
        record: str,
        records: Records,
        pages: Sequence[PageSpec],
        groups: GroupSource | None = None,
    ) -> None:
        """`record` is the file's name as shown; `pages` are listed in their order, the first shown at first."""
        super().__init__()
        forms.load("main_window", self)
        self._context = context
        self._record = record
        self._specs = {spec.id: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        context.navigator.allow(self._specs)
        self.dialogs = WindowDialogs(context, self, self)
        self.settings = WindowSettings(context, self)
        self.intake = Intake(context, self, keeps_mails=self._keeps_mails)
        ShellCommands(context, self, records, [spec for spec in pages if not spec.under])
        self._add_new()
        self._menus = Menus(context.commands, self, self.newButton)
        self._menus.menu(Menu.EDIT).aboutToShow.connect(self._say_what_undo_does)
        self._dress_top_bar()
        self.findAnything = FindAnything(context, self, show_owed=self.dialogs.show_owed_by)
        self.searchSlot.addWidget(self.findAnything.field)
        self._fill_side_bar(groups)
        context.theme.changed.connect(self._fit)
        context.navigator.leaving.connect(self._settle)
        context.navigator.asked.connect(self._show)
        context.saving.changed.connect(self._show_saving)
        context.bus.changed.connect(self._outdate)
        self._place_kept = QTimer(self, singleShot=True, interval=_REST_MS)
        self._place_kept.timeout.connect(self._keep_place)
        context.bus.changed.connect(self._keep_place_soon)
        self._fit()
        self._show_saving()
        self._come_back()

    # ------------------------------------------------------------------ pages

    @property
    def page(self) -> Page | None:
        """The page at hand."""
        here = self._context.navigator.here
        return self._pages.get(here.page) if here is not None else None

    def make_page(self, page_id: str) -> Page:
        """The page, made where it wasn't yet."""
        if page_id not in self._pages:
            area = PageArea()
            self.pageStack.addWidget(area)
            # Inside from the beginning: what is put into another parent is dressed again, with all that is in it.
            page = self._specs[page_id].make(self._context, area.viewport())
            area.hold(page)
            page.title_changed.connect(self._show_title)
            self._pages[page_id] = page
        return self._pages[page_id]

    def make_all(self) -> None:
        """All pages, for whoever has to know their commands."""
        for page_id in self._specs:
            self.make_page(page_id)

    def _listed(self, page_id: str) -> str:
        """The page itself, or the one that it is under."""
        return self._specs[page_id].under or page_id

    def _add_new(self) -> None:
        for spec in self._specs.values():
            if spec.new is not None:
                make = partial(spec.new.make, self._context, self)
                command = Command(f"new.{spec.id}", spec.new.words, make, Menu.NEW, 10, keys("Ctrl+N"))
                self._context.commands.add(command)

    def _listen_for_new(self, page_id: str) -> None:
        """Ctrl+N makes what the page at hand is about."""
        for spec in self._specs.values():
            if spec.new is not None:
                here = spec.id == self._listed(page_id)
                action = self._context.commands.action(f"new.{spec.id}")
                action.setShortcuts(keys("Ctrl+N").sequences() if here else [])

    def flush(self) -> None:
        """Writes whatever any page still holds."""
        for page in self._pages.values():
            page.flush()

    def _show(self, place: Place) -> None:
        if place.page in self._pages:
            self._show_made(place)
        else:
            with nothing_swept():
                self._show_made(place)

    def _show_made(self, place: Place) -> None:
        page = self.make_page(place.page)
        self.pageStack.setCurrentIndex(list(self._pages).index(place.page))
        for other in self._pages.values():
            other.show_commands(shown=other is page)
        self._menus.rebuild()
        self._listen_for_new(place.page)
        self.sideBar.set_current(self._listed(place.page))
        if place.item:
            page.restore(place)
        self._show_title()
        page.activate()
        self._place_kept.start()

    def _settle(self) -> None:
        """Before another place is shown: what waits is written, and where the page has got to is remembered."""
        page, here = self.page, self._context.navigator.here
        if page is not None and here is not None:
            page.flush()
            self._context.navigator.settle(page.place() or Place(here.page))

    def _come_back(self) -> None:
        """To the place where the last window of this record was left."""
        geometry = self._context.settings.value(_GEOMETRY, "")
        if not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self._take_room()
        left = self._context.here.value(_LAST_PLACE, [""])
        first = [Place(spec.id) for spec in self._specs.values() if not spec.under]
        known = [Place(*left)] if len(left) == _PLACE_PARTS and left[0] in self._specs else []
        for place in (known + first)[:1]:
            self._context.navigator.go(place)

    def _take_room(self) -> None:
        """At the very first start: all of a small screen, a good part of a large one."""
        room = self.screen().availableGeometry()
        if room.width() < _LARGE_SCREEN:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.resize(room.size() * _PART_OF_LARGE_SCREEN)

    # ------------------------------------------------------------------ undo

    def undo(self) -> None:
        """In the page where it has an undo of its own, else in the record."""
        page = self.page
        if page is not None:
            page.flush()
            if page.handle_undo():
                return
        done = self._context.services.store.undo()
        if done is None:
            self._context.notifier.say(_("There is nothing to undo."))
        else:
            self._context.notifier.say(_("Undone: {step}").format(step=done.label), Offer(_("Redo"), self.redo))

    def redo(self) -> None:
        """Brings back what was undone last."""
        page = self.page
        if page is not None:
            page.flush()
            if page.handle_redo():
                return
        done = self._context.services.store.redo()
        if done is None:
            self._context.notifier.say(_("There is nothing to redo."))
        else:
            self._context.notifier.say(_("Done again: {step}").format(step=done.label), Offer(_("Undo"), self.undo))

    def _say_what_undo_does(self) -> None:
        undo, redo = self._context.services.store.labels()
        undo_words = _("&Undo {step}").format(step=as_label(undo)) if undo else _("&Undo")
        redo_words = _("&Redo {step}").format(step=as_label(redo)) if redo else _("&Redo")
        self._context.commands.action("edit.undo").setText(undo_words)
        self._context.commands.action("edit.redo").setText(redo_words)

    # ------------------------------------------------------------------ what the commands ask

    def fold_side_bar(self) -> None:
        self.sideBar.fold(not self.sideBar.folded)
        self._context.settings.put(_FOLDED, self.sideBar.folded)

    def full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def switch_focus(self) -> None:
        """From the page to the side bar, and back."""
        if self.sideBar.isAncestorOf(self.focusWidget()):
            if self.page is not None:
                self.page.activate()
        else:
            self.sideBar.focus_current()

    def find_anything(self) -> None:
        """The field in the top bar, with what was used last below it."""
        self.findAnything.open()

    def ask_me(self) -> None:
        """Who the user is: whose things "mine" means."""
        from msa_wg_desktop.gui.widgets.people.me_picker import ask_me

        ask_me(self._context, self.topBar)

    def _keeps_mails(self) -> bool:
        """The page of materials takes what is dropped there as a material, mails too."""
        here = self._context.navigator.here
        return here is not None and here.page == "materials"

    # ------------------------------------------------------------------ what is told

    def say(self, words: str, offer: Offer | None = None) -> None:
        """What the notifier says, at the bottom."""
        self.undoBar.say(words, offer)

    def take_offer(self) -> None:
        """What the bar at the bottom offers, without going there: while one types, a question is closed by a key."""
        if not self.undoBar.take():
            self.undoBar.say(_("Nothing is offered at the moment."))

    def _outdate(self, changes: ChangeSet) -> None:
        self.undoBar.outdate(changes)

    def show_task(self, running: Running) -> None:
        """Work that was begun in the background."""
        self.taskLayout.addWidget(TaskLine(running, self))

    def _show_saving(self) -> None:
        saving = self._context.saving
        if saving.problem is not None:
            words = _("Not saved. {why}").format(why=saving.problem.words)
        elif saving.saved_at is not None:
            words = _("✓ Saved {time}").format(time=format_time(saving.saved_at.astimezone().time()))
        else:
            words = _("✓ All changes saved")
        self.sideBar.show_saving(words, record=self._record, problem=saving.problem is not None)

    def _show_title(self) -> None:
        title = self.page.title() if self.page is not None else ""
        self.setWindowTitle(f"{title} · {self._record}" if title else self._record)

    # ------------------------------------------------------------------ looks

    def _dress_top_bar(self) -> None:
        commands, icons, navigator = self._context.commands, self._context.icons, self._context.navigator
        for button, command_id, icon in (
            (self.backButton, "go.back", "arrow-left"),
            (self.forwardButton, "go.forward", "arrow-right"),
        ):
            button.setDefaultAction(commands.action(command_id))
            icons.put(commands.action(command_id), icon)
        navigator.history_changed.connect(self._show_history)

    def _show_history(self) -> None:
        navigator, commands = self._context.navigator, self._context.commands
        commands.action("go.back").setEnabled(navigator.can_go_back)
        commands.action("go.forward").setEnabled(navigator.can_go_forward)

    def _fill_side_bar(self, groups: GroupSource | None) -> None:
        context, bar = self._context, self.sideBar
        bar.page_chosen.connect(lambda page_id: context.navigator.go(Place(page_id)))
        bar.settings_asked.connect(lambda: context.commands.run("edit.settings"))
        bar.group_chosen.connect(context.scope.choose)
        for spec in (spec for spec in self._specs.values() if not spec.under):
            context.icons.put(bar.add_page(spec.id, spec.title), spec.icon)
            if spec.count is not None:
                self._keep_count(spec.id, spec.count)
        if groups is not None:
            known = LiveQuery(bar, context.bus, entities=groups.entities, load=groups.load, show=self._show_groups)
            context.scope.changed.connect(known.invalidate)
        bar.fold(context.settings.value(_FOLDED, False))

    def _keep_count(self, page_id: str, count: Count) -> None:
        context, bar = self._context, self.sideBar
        show = partial(bar.set_count, page_id)
        live = LiveQuery(
            bar,
            context.bus,
            entities=count.entities,
            load=lambda: count.load(context.scope.group_id),
            show=show,
            patch=lambda sets: not any(changes.touches(count.entities, fields=count.fields) for changes in sets),
            first_after=_COUNTS_AFTER_MS,
        )
        # Of another group they are counted when what is shown of it is there.
        context.scope.changed.connect(Later(live, live.invalidate, after_ms=_COUNTS_AFTER_MS).ask)

    def _show_groups(self, groups: list[GroupEntry]) -> None:
        scope = self._context.scope
        if groups and scope.group_id not in {group.id for group in groups}:
            scope.choose(next((group for group in groups if group.subtitle), groups[0]).id)
        self.sideBar.show_groups(groups, scope.group_id)

    def _fit(self) -> None:
        theme = self._context.theme
        least = theme.size(Size.SIDE_BAR_WIDTH)
        self.sideBar.set_widths(least, theme.scaled(least), theme.size(Size.SIDE_BAR_FOLDED))
        self.sideBar.offer_settings(theme.zoom <= _SETTINGS_ZOOM)
        self.topBar.setFixedHeight(theme.size(Size.TOP_BAR_HEIGHT))
        icon = theme.size(Size.ICON)
        for button in (self.backButton, self.forwardButton):
            button.setIconSize(QSize(icon, icon))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.intake.watch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as in a dialog: Qt leaves that to Space alone."""
        button = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD
        if entered and not event.isAutoRepeat() and isinstance(button, QPushButton | QToolButton):
            button.click()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ the end

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        problem = self._context.saving.problem
        if problem is not None:
            event.ignore()
            self._ask_to_lose(problem)
            return
        self._remember()
        event.accept()
        self.closed.emit()

    def _remember(self) -> None:
        context = self._context
        context.settings.put(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self._settle()
        self._keep_place()

    def _keep_place_soon(self) -> None:
        self._place_kept.start()

    def _keep_place(self) -> None:
        """Also while one works, when the keys rest: after a power cut one is back at the line."""
        page, here = self.page, self._context.navigator.here
        if page is not None and here is not None:
            place = page.place() or Place(here.page)
            self._context.here.put(_LAST_PLACE, [place.page, place.item, place.spot])

    def _ask_to_lose(self, problem: AppError) -> None:
        question = Question(
            _("Not everything is saved"),
            _("{why} What you typed last is lost if the window closes now.").format(why=problem.words),
            (Choice("close", _("Close and lose it"), destroys=True),),
        )
        self._context.notifier.ask(question, lambda _key: self._close_anyway())

    def _close_anyway(self) -> None:
        self._remember()
        self.hide()
        self.closed.emit()
