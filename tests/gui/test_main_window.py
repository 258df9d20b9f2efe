"""The shell: pages when they are wanted, the way back, one undo, and everything as it was left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.app import group_source
from msa_wg_desktop.errors import StorageError
from msa_wg_desktop.gui.core.commands import Command, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import Offer, RecordingNotifier
from msa_wg_desktop.gui.core.page import Count, Page, PageSpec
from msa_wg_desktop.gui.core.tasks import Running
from msa_wg_desktop.gui.core.theme import Look
from msa_wg_desktop.gui.main_window import MainWindow
from msa_wg_desktop.gui.widgets.task_line import TaskLine
from tests.gui.turns import settle


class Leaf(Page):
    """A page that writes down what the window asks of it."""

    def __init__(self, context: Context, name: str, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.name = name
        self.setWindowTitle(name.title())
        self.edit = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(QLabel(name))
        column.addWidget(self.edit)
        self.spot = ""
        self.flushed = 0
        self.restored: list[Place] = []
        self.made: list[str] = []
        self.takes_undo = False
        self.add_command(
            Command(f"{name}.new", f"New {name}", lambda: self.made.append(name), Menu.NEW, keys=keys("Ctrl+N"))
        )

    def place(self) -> Place | None:
        return Place(self.name, "item", self.spot) if self.spot else None

    def restore(self, place: Place) -> None:
        self.restored.append(place)

    def activate(self) -> None:
        self.edit.setFocus()

    def flush(self) -> None:
        self.flushed += 1

    def handle_undo(self) -> bool:
        return self.takes_undo


class Records:
    """What the File menu asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Path]] = []

    def ask_new(self) -> None:
        self.asked.append(("new", Path()))

    def open(self, path: Path) -> None:
        self.asked.append(("open", path))

    def recent(self) -> list[Path]:
        return [Path("/records/a & b.msawg")]


@pytest.fixture
def made() -> list[Leaf]:
    """The pages, in the order in which they were made."""
    return []


@pytest.fixture
def specs(context: Context, made: list[Leaf]) -> list[PageSpec]:
    def make(name: str) -> Callable[[Context, QWidget], Page]:
        def make_page(given: Context, parent: QWidget) -> Page:
            made.append(Leaf(given, name, parent))
            return made[-1]

        return make_page

    groups = context.services.groups
    count = Count({"working_group"}, lambda group_id: len(groups.family(group_id)))
    return [
        PageSpec("meetings", "Meetings", "calendar", make("meetings"), count=count),
        PageSpec("orders", "Orders & deadlines", "gavel", make("orders")),
        PageSpec("recap", "Recap", "list-checks", make("recap"), under="meetings"),
    ]


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def open_window(qtbot, context: Context, specs: list[PageSpec], records: Records) -> Callable[[], MainWindow]:
    def make() -> MainWindow:
        groups = group_source(context.services)
        window = MainWindow(context, record="wg.msawg", records=records, pages=specs, groups=groups)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        return window

    return make


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


def _button(window: MainWindow, name: str) -> QPushButton:
    return next(button for button in window.sideBar.findChildren(QPushButton) if button.accessibleName() == name)


def _entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


def _menu(window: MainWindow, title: str) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if menu.title() == title)


# ---------------------------------------------------------------------- pages


def test_a_page_is_made_when_it_is_first_shown(qtbot, window: MainWindow, made: list[Leaf]) -> None:
    assert [page.name for page in made] == ["meetings"]
    qtbot.mouseClick(_button(window, "Orders & deadlines"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_button(window, "Meetings"), Qt.MouseButton.LeftButton)
    assert [page.name for page in made] == ["meetings", "orders"]
    assert window.page is made[0]
    assert made[0].edit.hasFocus()


def test_leaving_a_page_writes_what_waits(context: Context, window: MainWindow, made: list[Leaf]) -> None:
    before = made[0].flushed
    context.navigator.go(Place("orders"))
    assert made[0].flushed > before


def test_back_comes_back_to_where_the_caret_was(qtbot, context: Context, window: MainWindow, made: list[Leaf]) -> None:
    made[0].spot = "note 7"
    context.navigator.go(Place("orders"))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page is made[0]
    assert made[0].restored == [Place("meetings", "item", "note 7")]
    assert window.forwardButton.isEnabled()
    assert not window.backButton.isEnabled()


def test_the_window_is_called_after_the_page_and_the_record(context: Context, window: MainWindow) -> None:
    assert window.windowTitle() == "Meetings · wg.msawg"
    context.navigator.go(Place("orders"))
    assert window.windowTitle() == "Orders · wg.msawg"


def test_keys_of_a_page_are_heard_only_while_it_is_shown(
    qtbot, context: Context, window: MainWindow, made: list[Leaf]
) -> None:
    context.navigator.go(Place("orders"))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    context.navigator.go(Place("meetings"))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [page.made for page in made] == [["meetings"], ["orders"]]


def test_a_figure_stands_beside_a_page_and_keeps_up(context: Context, window: MainWindow, qtbot) -> None:
    button = _button(window, "Meetings")
    assert button.accessibleDescription() == ""
    subgroup = context.services.groups.add("IX WG / MSA")
    context.scope.choose(str(subgroup.parent_id))
    qtbot.waitUntil(lambda: button.accessibleDescription() == "2 items")
    context.scope.choose(subgroup.id)
    qtbot.waitUntil(lambda: button.accessibleDescription() == "1 item")


def test_the_new_button_offers_what_the_page_makes(window: MainWindow, made: list[Leaf], context: Context) -> None:
    context.navigator.go(Place("orders"))
    assert _entries(window.newButton.menu()) == ["New orders", "New &group…", "New &record…"]
    context.commands.run("orders.new")
    assert made[1].made == ["orders"]


def test_a_page_under_another_is_not_listed_and_the_other_stays_marked(context: Context, window: MainWindow) -> None:
    context.navigator.go(Place("orders"))
    context.navigator.go(Place("recap"))
    assert window.windowTitle() == "Recap · wg.msawg"
    assert _button(window, "Meetings").isChecked()
    assert _entries(_menu(window, "&Go"))[3:5] == ["Meetings", "Orders && deadlines"]
    assert "Recap" not in [widget.accessibleName() for widget in window.sideBar.findChildren(QWidget)]


# ---------------------------------------------------------------------- groups


def test_the_card_shows_the_group_and_offers_the_others(context: Context, window: MainWindow) -> None:
    msa = context.services.groups.add("IX WG / MSA")
    settle()
    assert context.scope.group_id == msa.id
    assert _button(window, "Group: IX WG · MSA").isVisible()
    other = context.services.groups.find("IX WG")
    context.scope.choose(other.id)
    settle()
    assert _button(window, "Group: IX WG").isVisible()
    assert context.here.value("group", "") == other.id


# ---------------------------------------------------------------------- undo


def test_undo_takes_the_latest_step_back_and_offers_redo(
    qtbot, context: Context, window: MainWindow, notifier: RecordingNotifier, made: list[Leaf]
) -> None:
    groups = context.services.groups
    groups.add("IX WG")
    window.sideBar.setFocus()
    context.commands.run("edit.undo")
    assert groups.list() == ()
    words, offer = notifier.said[-1]
    assert words == "Undone: Add the group IX WG"
    assert offer is not None
    offer.run()
    assert len(groups.list()) == 1
    assert made[0].flushed >= 2


def test_with_nothing_to_undo_it_is_said(context: Context, window: MainWindow, notifier: RecordingNotifier) -> None:
    context.commands.run("edit.undo")
    context.commands.run("edit.redo")
    assert [words for words, _offer in notifier.said] == ["There is nothing to undo.", "There is nothing to redo."]


def test_a_page_may_undo_by_itself(context: Context, window: MainWindow, made: list[Leaf]) -> None:
    context.services.groups.add("IX WG")
    made[0].takes_undo = True
    context.commands.run("edit.undo")
    assert len(context.services.groups.list()) == 1


def test_the_menu_says_what_undo_would_do(context: Context, window: MainWindow) -> None:
    context.services.groups.add("IX WG")
    edit = _menu(window, "&Edit")
    edit.aboutToShow.emit()
    assert _entries(edit)[:2] == ["&Undo Add the group IX WG", "&Redo"]


# ---------------------------------------------------------------------- menus


def test_every_command_is_in_a_menu(context: Context, window: MainWindow) -> None:
    for page_id in ("meetings", "orders"):
        context.navigator.go(Place(page_id))
    in_menus = {action for menu in window.findChildren(QMenu) for action in menu.actions()}
    missing = [command.id for command in context.commands.all() if context.commands.action(command.id) not in in_menus]
    assert missing == []


def test_menus_in_which_nothing_stands_are_not_shown(window: MainWindow) -> None:
    shown = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    assert shown == ["&File", "&Edit", "&View", "&Go", "&Help"]


def test_no_two_commands_hear_the_same_key(context: Context, window: MainWindow) -> None:
    context.navigator.go(Place("orders"))
    heard: dict[str, QAction] = {}
    for command in context.commands.all():
        action = context.commands.action(command.id)
        for sequence in action.shortcuts() if action.isVisible() else []:
            assert sequence.toString() not in heard, f"{command.id} and {heard[sequence.toString()].objectName()}"
            heard[sequence.toString()] = action


def test_the_file_menu_opens_and_makes_records(
    context: Context, window: MainWindow, notifier: RecordingNotifier, records: Records
) -> None:
    notifier.files = [Path("old.msawg")]
    context.commands.run("file.create")
    context.commands.run("file.open")
    recent = _menu(window, "Open &recent")
    recent.aboutToShow.emit()
    assert _entries(recent) == ["/records/a && b.msawg"]
    recent.actions()[0].trigger()
    assert records.asked == [
        ("new", Path()),
        ("open", Path("old.msawg")),
        ("open", Path("/records/a & b.msawg")),
    ]


def test_copy_and_paste_act_where_the_keyboard_is(context: Context, window: MainWindow, made: list[Leaf]) -> None:
    edit = made[0].edit
    edit.setText("line 1")
    for command in ("edit.select-all", "edit.cut", "edit.paste", "edit.paste"):
        context.commands.run(command)
    assert edit.text() == "line 1line 1"


def test_looks_and_size_of_text_are_remembered(context: Context, window: MainWindow) -> None:
    context.commands.run("view.dark")
    context.commands.run("view.larger")
    assert context.theme.look is Look.DARK
    assert context.settings.value("look", "") == "dark"
    assert context.settings.value("zoom", 0) == 110
    context.commands.run("view.usual")
    assert context.settings.value("zoom", 0) == 100


def test_f6_goes_to_the_side_bar_and_back(qtbot, window: MainWindow, made: list[Leaf]) -> None:
    qtbot.keyClick(made[0].edit, Qt.Key.Key_F6)
    assert window.sideBar.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    assert made[0].edit.hasFocus()


def test_full_screen_and_back(context: Context, window: MainWindow) -> None:
    context.commands.run("view.full-screen")
    assert window.isFullScreen()
    context.commands.run("view.full-screen")
    assert not window.isFullScreen()


# ---------------------------------------------------------------------- what is said


def test_the_side_bar_says_that_all_is_saved_and_when(context: Context, window: MainWindow) -> None:
    line = _label_with(window, "✓")
    assert line.text() == "✓ All changes saved"
    context.services.groups.add("IX WG")
    assert re.fullmatch(r"✓ Saved \d{1,2}:\d\d [AP]M", line.text())
    context.saving.failed("outline", StorageError("The disk is full."))
    assert line.text() == "Not saved. The disk is full."
    context.saving.saved("outline")
    assert line.text().startswith("✓ Saved ")


def test_the_offer_is_taken_with_its_button_or_its_key(qtbot, context: Context, window: MainWindow) -> None:
    undone: list[bool] = []
    window.say("Deleted 1 line", Offer("Undo", lambda: undone.append(True)))
    qtbot.mouseClick(window.undoBar.findChild(QWidget, "offerButton"), Qt.MouseButton.LeftButton)
    assert (undone, window.undoBar.isVisible()) == ([True], False)
    window.say("Does this answer it?", Offer("Close", lambda: undone.append(False)))
    context.commands.run("edit.offer")
    context.commands.run("edit.offer")
    assert (undone, window.undoBar.words) == ([True, False], "Nothing is offered at the moment.")


def test_work_under_way_is_shown_until_it_ends(window: MainWindow) -> None:
    running = Running("Exporting the summary")
    window.show_task(running)
    line = window.findChild(TaskLine)
    running.progressed.emit(1, 4)
    assert line is not None
    assert not line.isVisible()
    running.ended.emit()
    settle()
    assert window.findChild(TaskLine) is None


# ---------------------------------------------------------------------- coming and going


def test_the_next_window_comes_up_where_this_one_was_left(
    context: Context, window: MainWindow, open_window: Callable[[], MainWindow], made: list[Leaf], records: Records
) -> None:
    context.navigator.go(Place("orders"))
    made[1].spot = "row 3"
    window.close()
    assert context.here.value("place", [""]) == ["orders", "item", "row 3"]
    assert context.settings.value("window", "") != ""


def test_a_place_that_is_gone_is_passed_over(context: Context, open_window: Callable[[], MainWindow]) -> None:
    context.here.put("place", ["no-such-page", "item", ""])
    assert open_window().windowTitle() == "Meetings · wg.msawg"


def test_closing_asks_before_unsaved_text_is_lost(
    qtbot, context: Context, window: MainWindow, notifier: RecordingNotifier
) -> None:
    context.saving.failed("outline", StorageError("The disk is full."))
    assert not window.close()
    assert window.isVisible()
    assert notifier.asked[0].words.startswith("The disk is full.")
    notifier.answers = ["close"]
    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_side_bar_folds_to_icons_and_stays_so(
    context: Context, window: MainWindow, open_window: Callable[[], MainWindow]
) -> None:
    whole = window.sideBar.width()
    context.commands.run("view.fold")
    settle()
    assert window.sideBar.width() < whole / 3
    assert _button(window, "Orders & deadlines").toolTip() == "Orders & deadlines"
    assert context.settings.value("side-bar-folded", False)


def test_the_window_does_not_grow_with_the_text(context: Context, window: MainWindow) -> None:
    window.resize(1366, 768)
    context.theme.set_zoom(200)
    settle()
    assert (window.width(), window.height()) == (1366, 768)


def test_everything_on_the_shell_has_a_name_and_shows_plain_text(window: MainWindow, context: Context) -> None:
    window.say("words", Offer("Undo", lambda: None))
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and not _name(widget)
        if not isinstance(widget, QLineEdit)
    ]
    assert nameless == []
    rich = [label for label in window.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    assert [label.text() for label in rich if label.text() not in {"meetings", "orders"}] == []


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")


def _label_with(window: MainWindow, start: str) -> QLabel:
    return next(label for label in window.findChildren(QLabel) if label.text().startswith(start))


def test_enter_presses_the_button_that_has_the_keyboard(qtbot, window: MainWindow, context: Context):
    context.navigator.go(Place("meetings"))
    button = _button(window, "Orders & deadlines")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    settle()
    assert context.navigator.here == Place("orders")
