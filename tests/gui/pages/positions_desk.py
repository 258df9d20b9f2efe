"""A group with seats and two proposals, for tests of the page and its dialogs; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from msa_wg_desktop.domain.groups import SeatRole
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.commands import Command, Menu
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.dialogs.proposal_dialog import ProposalDialog
from msa_wg_desktop.gui.dialogs.stand_dialog import StandDialog
from msa_wg_desktop.gui.pages.positions_page import PositionsPage
from msa_wg_desktop.gui.widgets.pick_popup import PickPopup
from msa_wg_desktop.services.container import Services
from tests.prepared import prepared

Kind = TypeVar("Kind", bound=QDialog)
JAN_14, FEB_6 = date(2025, 1, 14), date(2025, 2, 6)


@dataclass(frozen=True)
class Desk:
    """Ids by the names that the tests use."""

    context: Context
    group: str
    january: str
    meeting: str
    waiver: str
    first: str
    second: str
    training: str

    def party(self, name: str) -> str:
        return self.context.services.parties.find(name).id


def make_desk(context: Context) -> Desk:
    desk = Desk(context, **prepared(context.services, _fill))
    context.scope.choose(desk.group)
    return desk


def _fill(services: Services) -> dict[str, str]:
    group = services.groups.add("IX WG / MSA", short="MSA").id
    for name in ("Utility A", "Vendor A", "Vendor B"):
        services.groups.add_seat(group, services.parties.add_organisation(name).id)
    services.parties.add_organisation("Chair Office", "Chair")
    services.groups.add_seat(group, services.parties.add_person("Casey Moore", "Chair").id, role=SeatRole.FACILITATOR)
    services.parties.add_person("Ana Reyes", "Vendor A")
    january = services.meetings.add(group, MeetingDraft("MSA meeting", JAN_14, time(11), time(12)))
    meeting = services.meetings.add(group, MeetingDraft("MSA meeting", FEB_6, time(11), time(12)))
    services.notes.capture_lines(
        meeting, "POSITION: Vendor A support the waiver\nThe waiver was read out\n[off] Not here"
    )
    waiver = services.proposals.add("Liability waiver", text="The customer signs", sponsor="Utility A", dated=JAN_14)
    second = services.proposals.add_version(waiver, "The customer and the installer sign", dated=FEB_6)
    first = services.proposals.get(waiver).versions[0].id
    training = services.proposals.add("Training", text="Installers are trained", dated=JAN_14)
    services.positions.add("Vendor B", "oppose", version_id=first, stated_on=JAN_14, signed_by="Casey Moore")
    return {
        "group": group,
        "january": january,
        "meeting": meeting,
        "waiver": waiver,
        "first": first,
        "second": second,
        "training": training,
    }


def places_of(context: Context) -> list[Place]:
    """Where the page asks to go."""
    gone: list[Place] = []
    context.navigator.allow({"meeting", "positions"})
    context.navigator.asked.connect(gone.append)
    return gone


def show_page(qtbot, context: Context) -> PositionsPage:
    """The page on screen, with the keyboard in it."""
    context.commands.add(Command("edit.undo", "Undo", context.services.store.undo, Menu.EDIT))
    page = PositionsPage(context)
    qtbot.addWidget(page)
    page.resize(1155, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.show_commands(shown=True)
    page.activate()
    return page


def cells(page: PositionsPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() or "" for row in range(page.model.rowCount())]


def choose(page: PositionsPage, version_id: str, column: int = 0) -> None:
    page.standsTable.setCurrentIndex(page.model.index_of(version_id, column))


def dialog(page: PositionsPage, kind: type[Kind]) -> Kind:
    found = page.findChild(kind)
    assert found is not None
    return found


def save(opened: ProposalDialog | StandDialog) -> None:
    opened.buttonBox.button(QDialogButtonBox.StandardButton.Ok).click()


def popup() -> PickPopup:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, PickPopup) and widget.isVisible()
    )
