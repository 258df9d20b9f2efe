"""What is linked to order items: counted, read, tied and untied; nothing follows for how ready an item is."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.orders import Readiness
from msa_wg_desktop.errors import ConflictError
from tests.services.desk import Desk, statements


def test_all_that_is_linked_to_an_order_is_read_with_its_item(desk: Desk):
    (thing,) = desk.services.order_links.list(desk.order)
    assert (thing.kind, thing.item_id, thing.status) == ("action", desk.items["6"], "open")
    assert (thing.text, thing.due) == ("Reach out to legal", date(2025, 2, 21))


def test_an_agreement_is_linked_to_the_part_that_it_is_about_and_says_nothing_of_readiness(desk: Desk):
    part = desk.services.orders.add_item("26", "2a", "wiring diagrams", parent_id=desk.items["2"])
    agreement = desk.captured("agreement")
    link = desk.services.order_links.add("agreement", agreement, desk.items["2"])
    desk.services.order_links.move(link, part)
    items = {item.id: item for item in desk.services.orders.items(desk.order)}
    assert (items[part].agreements, items[desk.items["2"]].agreements) == (1, 0)
    assert items[part].readiness is Readiness.NOT_STARTED
    assert desk.services.agreements.get(agreement).order_items == ("26.2a",)


def test_what_is_linked_already_is_neither_offered_nor_linked_twice(desk: Desk):
    item, action = desk.items["6"], next(row.id for row in desk.services.order_links.list(desk.order))
    offered = {thing.id for thing in desk.services.order_links.offered("", item_id=item)}
    assert action not in offered
    assert desk.captured("agreement") in offered
    assert [one.kind for one in desk.services.order_links.offered("updated diagrams", item_id=item)] == ["agreement"]
    with pytest.raises(ConflictError, match="linked to this item already"):
        desk.services.order_links.add("action", action, item)


def test_links_are_read_in_a_fixed_number_of_statements(desk: Desk):
    with statements() as few:
        desk.services.order_links.list(desk.order)
    for number in range(10):
        desk.services.actions.add(f"Action {number}", group_id=desk.group, order_items=["26.1"])
    with statements() as many:
        desk.services.order_links.list(desk.order)
    assert len(many) == len(few)
