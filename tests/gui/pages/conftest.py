"""A Meeting page on the record of a small working group, shown and ready to be typed into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.pages.meeting_page import MeetingPage
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.prepared import prepared


@pytest.fixture
def group_id(services: Services) -> str:
    return prepared(services, _small_group)


def _small_group(services: Services) -> str:
    eversource = services.parties.add_organisation("Eversource")
    illuminating = services.parties.add_organisation("United Illuminating", short="UI")
    tesla = services.parties.add_organisation("Tesla")
    services.parties.add_class("EDCs", [eversource.id, illuminating.id])
    services.parties.add_person("Patrick Fam", eversource.id, code="pf")
    services.parties.add_person("Jordan Graham", tesla.id, code="jg")
    return services.groups.add("IX WG / MSA").id


@pytest.fixture
def before_id(services: Services, group_id: str) -> str:
    """The meeting of January 14, from which one action and one data need are open."""
    meeting_id = services.meetings.add(group_id, MeetingDraft("MSA subgroup meeting", date(2025, 1, 14)))
    services.actions.add("Share the draft waiver", owners=["EDCs"], due=date(2025, 2, 3), meeting_id=meeting_id)
    services.data_needs.add("Examples of use case restrictions", parties=["Tesla"], meeting_id=meeting_id)
    return meeting_id


@pytest.fixture
def meeting_id(services: Services, group_id: str) -> str:
    draft = MeetingDraft("MSA subgroup meeting", date(2025, 2, 6), time(11), time(12))
    return services.meetings.add(group_id, draft)


@pytest.fixture
def wide(qtbot) -> Callable[[QWidget], QWidget]:
    """Shows a widget as on a screen of 1366x768."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1155, 700)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def page(context: Context, meeting_id: str, wide: Callable[[QWidget], QWidget]) -> MeetingPage:
    page = MeetingPage(context)
    page.show_commands(shown=True)
    page.restore(Place("meeting", meeting_id))
    wide(page)
    page.activate()
    return page


@pytest.fixture
def kim(store) -> Iterator[Services]:
    """A colleague in another window, whose changes are heard of later."""
    assert store.path is not None
    elsewhere = Store.open(store.path, who="Kim", clock=store.clock)
    yield Services(elsewhere)
    elsewhere.close()
