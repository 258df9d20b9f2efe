"""What a page has without doing anything for it."""

from __future__ import annotations

from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.notify import RecordingNotifier
from msa_wg_desktop.gui.core.page import Page


def test_a_plain_page_leaves_everything_to_the_window(qtbot, context: Context) -> None:
    page = Page(context)
    qtbot.addWidget(page)
    page.setWindowTitle("Actions")
    page.restore(Place("actions", "a1"))
    page.flush()
    assert page.title() == "Actions"
    assert page.place() is None
    assert not page.handle_undo()
    assert not page.handle_redo()


def test_its_commands_are_offered_only_while_it_is_shown(qtbot, context: Context) -> None:
    page = Page(context)
    qtbot.addWidget(page)
    action = page.add_command(Command("actions.new", "New action", lambda: None, Menu.NEW))
    offered = [action.isVisible()]
    for shown in (True, False):
        page.show_commands(shown=shown)
        offered.append(action.isVisible())
    assert offered == [False, True, False]


def test_a_known_problem_is_told(context: Context, notifier: RecordingNotifier) -> None:
    with context.telling():
        raise NotFoundError("That isn't in the record any more.")
    assert [problem.words for problem in notifier.errors] == ["That isn't in the record any more."]
