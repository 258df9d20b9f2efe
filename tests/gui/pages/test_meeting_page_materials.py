"""A line cites a material from the keyboard; a place in a meeting can be one of its panels."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.materials import Cites
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import CAPTURED, Place
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from tests.gui.turns import settle


@pytest.fixture
def manual(context: Context, group_id: str) -> str:
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    context.scope.choose(group_id)
    return context.services.materials.add("Installation manual", group_id=group_id)


def choose(page: MeetingPage) -> str:
    """Takes the first material offered; gives how it was called."""
    page.context.commands.run("meeting.cite")
    popup = page.findChildren(PickPopup)[-1]
    words = popup._model.index(0, 0).data()
    popup._take(popup._model.index(0, 0))
    settle()
    return words


def test_the_line_with_the_caret_cites_a_material_and_takes_it_back(
    page: MeetingPage, context: Context, manual: str, meeting_id: str, notifier
):
    (note,) = context.services.notes.capture_lines(meeting_id, "It is in the manual")
    page.restore(Place("meeting", meeting_id, note))
    assert choose(page) == "Installation manual"
    assert context.services.materials.get(manual).cited_by == ((Cites.NOTE, note),)
    assert choose(page) == "Installation manual (cited: take it back)"
    assert context.services.materials.get(manual).cited_by == ()
    notifier.said[-1][1].run()
    assert len(context.services.materials.get(manual).cited_by) == 1


def test_without_materials_it_is_said_where_they_are_added(page: MeetingPage, context: Context, notifier):
    context.commands.run("meeting.cite")
    assert "Add it on the page Materials first" in notifier.said[-1][0]


def test_a_place_can_be_what_came_up_in_a_meeting(qtbot, page: MeetingPage, context: Context, meeting_id: str):
    context.services.notes.capture_lines(meeting_id, "ACTION: somebody to look into it")
    settle()
    page.restore(Place("meeting", meeting_id, CAPTURED))
    page.activate()
    qtbot.waitUntil(page.captured.list.hasFocus)
