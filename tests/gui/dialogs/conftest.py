"""A meeting of a small group, and a window for dialogs to stand on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.meetings import MeetingDraft, Presence
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.services.container import Services
from tests.prepared import prepared


@pytest.fixture
def group_id(context: Context) -> str:
    """The group, with two seats; the people are known under `pf`, `jg` and `ac`."""
    return prepared(context.services, _seated_group)


def _seated_group(services: Services) -> str:
    parties = services.parties
    for name in ("Eversource", "Tesla", "GPI"):
        parties.add_organisation(name)
    for name, organisation in (("Patrick Fam", "Eversource"), ("Jordan Graham", "Tesla"), ("Aileen Cole", "GPI")):
        parties.add_person(name, organisation)
    group_id = services.groups.add("IX WG / MSA", summary_title="MSA Subgroup Meeting Summary").id
    for code in ("pf", "jg"):
        services.groups.add_seat(group_id, code)
    return group_id


@pytest.fixture
def meeting_id(context: Context, group_id: str) -> str:
    """February 6, from eleven to twelve, with Patrick Fam and Jordan Graham on its list."""
    services = context.services
    meeting_id = services.meetings.add(group_id, MeetingDraft("MSA meeting", date(2025, 2, 6), time(11), time(12)))
    services.attendance.add_members(meeting_id)
    services.notes.capture_lines(meeting_id, "pf: ACTION: Tesla to look into it by Feb 21\njg: Yes.")
    return meeting_id


@pytest.fixture
def host(qtbot, context: Context) -> QWidget:
    """The window that a dialog stands on, with undo and redo as the real one has them."""
    host = QWidget()
    qtbot.addWidget(host)
    store = context.services.store
    context.commands.add(Command("edit.undo", "Undo", store.undo, Menu.EDIT))
    context.commands.add(Command("edit.redo", "Redo", store.redo, Menu.EDIT))
    return host


@pytest.fixture
def presence(context: Context, meeting_id: str) -> Callable[[], dict[str, Presence]]:
    """Who is said to have been there, by name."""
    return lambda: {row.name: row.presence for row in context.services.attendance.list(meeting_id)}
