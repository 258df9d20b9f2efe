"""A change made elsewhere is seen in its row, and the rest of a long list is not read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.models.stand_words import stand_words
from msa_wg_desktop.gui.models.stands_table import VERSION
from msa_wg_desktop.gui.pages.materials_page import MaterialsPage
from msa_wg_desktop.gui.pages.meetings_page import MeetingsPage
from msa_wg_desktop.gui.pages.needs_page import NeedsPage
from msa_wg_desktop.gui.pages.orders_page import OrdersPage
from msa_wg_desktop.gui.pages.people_page import PeoplePage
from msa_wg_desktop.gui.pages.positions_page import PositionsPage
from tests.gui.turns import settle
from tests.services.desk import Desk, make_desk

MAY = date(2024, 5, 1)


@pytest.fixture
def desk(context: Context) -> Desk:
    desk = make_desk(context.services)
    context.scope.choose(desk.group)
    return desk


@pytest.fixture
def shown(qtbot, context: Context) -> Callable[[type[Page]], Page]:
    def show(kind: type[Page]) -> Page:
        page = kind(context)
        qtbot.addWidget(page)
        page.resize(1155, 700)
        with qtbot.waitExposed(page):
            page.show()
        settle()
        return page

    return show


def unread(monkeypatch: pytest.MonkeyPatch, service: object, name: str) -> None:
    """From here on the whole list may not be read."""
    monkeypatch.setattr(service, name, lambda *_args, **_options: pytest.fail(f"{name} was read whole"))


def cells(page: Page, column: int = 0) -> list[str]:
    model = page.model  # type: ignore[attr-defined]
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_person_called_otherwise_stands_where_the_name_belongs(desk: Desk, shown, monkeypatch):
    services = desk.services
    services.parties.add_person("Zoe Zimmer", "Tesla")
    page = shown(PeoplePage)
    unread(monkeypatch, services.party_files, "everybody")
    services.parties.edit(desk.party("Zoe Zimmer"), {"name": "Ada Zimmer", "code": "ada"})
    settle()
    at = cells(page).index("Ada Zimmer")
    assert (cells(page, 1)[at], cells(page, 2)[at]) == ("Tesla", "ada")
    assert cells(page, 1) == sorted(cells(page, 1), key=str.casefold)
    assert [row.party.name for row in page._rows if row.party.name.endswith("Zimmer")] == ["Ada Zimmer"]


def test_what_happens_to_others_leaves_the_panel_of_a_party_as_it_is(qtbot, desk: Desk, shown, monkeypatch):
    """Other words for something that it doesn't owe; an owner more may make it owe that too."""
    services, jordan = desk.services, desk.party("jg")
    other = services.actions.add("Send it", group_id=desk.group, owners=["ConnectDER"])
    page = shown(PeoplePage)
    page.restore(Place("people", jordan))
    qtbot.waitUntil(lambda: page.partyPanel.titleLabel.text().startswith("Jordan Graham"))
    read: list[str] = []
    whole = services.party_files.read
    monkeypatch.setattr(services.party_files, "read", lambda party_id: read.append(party_id) or whole(party_id))
    services.actions.edit(other, {"what": "Send it all"})
    services.parties.edit(desk.party("pf"), {"mail": "pf@e.example"})
    settle()
    assert read == []
    services.actions.set_owners(other, ["Jordan Graham"])
    qtbot.waitUntil(lambda: read == [jordan])
    services.actions.edit(other, {"what": "Send all of it"})
    settle()
    assert [row.words for row in page.partyPanel.owedList.rows.rows] == ["Ask internally", "Send all of it"]
    assert read == [jordan]


def test_a_person_who_changes_organisation_is_counted_anew(desk: Desk, shown):
    page = shown(PeoplePage)
    desk.services.parties.edit(desk.party("jg"), {"retired": True})
    settle()
    assert cells(page)[-1] == "Jordan Graham"
    assert "3 people" in page.summaryLabel.text()


def test_a_document_called_otherwise_stands_where_its_title_belongs(desk: Desk, shown, monkeypatch):
    services = desk.services
    ids = [services.materials.add(title, received_on=MAY) for title in ("Annex", "Manual", "Zoning")]
    page = shown(MaterialsPage)
    assert cells(page) == ["Annex", "Manual", "Zoning"]
    unread(monkeypatch, services.materials, "order")
    services.materials.edit(ids[2], {"title": "Bylaws"})
    settle()
    assert cells(page) == ["Annex", "Bylaws", "Manual"]
    services.materials.edit(ids[0], {"received_on": date(2024, 4, 1)})
    settle()
    assert cells(page) == ["Bylaws", "Manual", "Annex"]


def test_of_a_long_list_of_documents_only_what_is_in_sight_is_read(desk: Desk, shown, monkeypatch):
    services = desk.services
    with services.store.operation("Add many"):
        ids = [services.materials.add(f"Manual {number:03}", received_on=MAY) for number in range(150)]
    read: list[str] = []
    some = services.materials.some
    monkeypatch.setattr(services.materials, "some", lambda wanted: read.extend(wanted) or some(wanted))
    page = shown(MaterialsPage)
    assert set(read) < set(ids[: len(ids) // 2])
    view = page.materialsTable
    view.setCurrentIndex(page.model.index(100, 1))
    settle()
    scrolled = view.verticalScrollBar().value()
    services.materials.add("Zoning", received_on=MAY)
    services.materials.edit(ids[100], {"title": "Manual 100 of the adapter"})
    settle()
    assert page.selected is not None
    assert page.selected.title == "Manual 100 of the adapter"
    assert (view.currentIndex().row(), view.currentIndex().column()) == (100, 1)
    assert view.verticalScrollBar().value() == scrolled
    assert "151 documents" in page.summaryLabel.text()


def test_what_is_being_typed_into_a_cell_stays_while_other_rows_change_and_move(desk: Desk, shown):
    services = desk.services
    ids = [services.materials.add(title, received_on=MAY) for title in ("Annex", "Manual", "Zoning")]
    page = shown(MaterialsPage)
    page.activate()
    view = page.materialsTable
    view.setCurrentIndex(page.model.index_of(ids[1]))
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = view.findChild(QLineEdit)
    QTest.keyClicks(field, "Manual of the ad")
    services.materials.edit(ids[2], {"title": "Bylaws"})
    services.materials.edit(ids[0], {"title": "Zoo"})
    services.materials.add("A first one", received_on=MAY)
    settle()
    assert cells(page) == ["A first one", "Bylaws", "Manual", "Zoo"]
    assert view.findChild(QLineEdit) is field
    QTest.keyClicks(field, "apter")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert cells(page) == ["A first one", "Bylaws", "Manual of the adapter", "Zoo"]


def test_a_need_that_says_something_else_is_read_alone(desk: Desk, shown, monkeypatch):
    services = desk.services
    need = services.data_needs.add("Lifespan", parties=["Tesla"], group_id=desk.group)
    page = shown(NeedsPage)
    unread(monkeypatch, services.need_list, "begin")
    unread(monkeypatch, services.need_list, "sums")
    services.data_needs.edit(need, {"need": "Lifespan of the parts"})
    settle()
    assert "Lifespan of the parts" in cells(page)


def test_a_meeting_called_otherwise_is_read_alone(desk: Desk, shown, monkeypatch):
    services = desk.services
    other = services.meetings.add(desk.group, MeetingDraft("Site visit", MAY))
    page = shown(MeetingsPage)
    unread(monkeypatch, services.meetings, "overview")
    services.meetings.edit(other, {"title": "Site visit in Berlin"})
    services.actions.edit(services.actions.list()[0].id, {"what": "Something else"})
    settle()
    assert any("Site visit in Berlin" in cell for column in range(4) for cell in cells(page, column))


def test_an_item_that_says_something_else_is_not_asked_for(desk: Desk, shown, monkeypatch):
    page = shown(OrdersPage)
    unread(monkeypatch, desk.services.orders, "list")
    desk.services.orders.edit_item(desk.items["6"], {"text": "Diagrams of the wiring"})
    settle()
    assert "Diagrams of the wiring" in cells(page, 1)
    assert page.order is not None
    assert "Diagrams of the wiring" in [item.text for item in page.order.items]


def test_a_stand_said_otherwise_is_seen_in_its_version_alone(desk: Desk, shown, monkeypatch):
    services = desk.services
    proposal = services.proposals.add("Waiver", text="The customer signs", dated=MAY, group_id=desk.group)
    version = services.proposals.get(proposal).versions[0].id
    stand = services.positions.add("Tesla", "oppose", version_id=version, stated_on=MAY, group_id=desk.group)
    page = shown(PositionsPage)
    column = next(
        at for at in range(VERSION + 1, page.model.columnCount()) if cells(page, at) == [stand_words("oppose")]
    )
    unread(monkeypatch, services.stands, "frame")
    services.positions.edit(stand, {"stand": "support"})
    settle()
    assert cells(page, column) == [stand_words("support")]
    monkeypatch.undo()
    services.positions.add("ConnectDER", "support", version_id=version, stated_on=MAY, group_id=desk.group)
    settle()
    assert [cells(page, at) for at in range(VERSION + 1, page.model.columnCount())].count([stand_words("support")]) == 2
