"""Orders and their items: written in several ways, never guessed, with what is linked to each counted."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.orders import read_ref
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import NotFoundError, ValidationError
from tests.services.desk import Desk, statements


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("26", ("", "26", "")),
        ("26.6", ("", "26", "6")),
        ("#26.6", ("", "26", "6")),
        ("Order 26 (6)", ("", "26", "6")),
        ("order 26, item 6", ("", "26", "6")),
        ("Order No. 26", ("", "26", "")),
        ("24-08-02 #26.6", ("24-08-02", "26", "6")),
        ("24-08-02 Order 26 (6a)", ("24-08-02", "26", "6a")),
        ("sockets", None),
        ("", None),
        ("26.6 and more words", None),
    ],
)
def test_an_order_item_is_read_as_people_write_it(text: str, ref: tuple[str, str, str] | None):
    assert read_ref(text) == ref


@pytest.mark.parametrize("text", ["26.6", "#26.6", "Order 26 (6)", "24-08-02 #26.6", "24-08-02 26.6"])
def test_an_order_item_is_found_as_people_write_it(desk: Desk, text: str):
    assert desk.services.orders.resolve(text, desk.group) == (desk.order, desk.items["6"])


def test_an_order_alone_is_found(desk: Desk):
    assert desk.services.orders.resolve("26", desk.group) == (desk.order, None)


@pytest.mark.parametrize("text", ["26.9", "27", "sockets", "24-08-05 #26.6"])
def test_what_is_not_there_is_linked_to_nothing(desk: Desk, text: str):
    assert desk.services.orders.resolve(text, desk.group) is None
    with pytest.raises(ValidationError, match=r"is no order (item )?of this record"):
        desk.services.orders.require(text, desk.group)


def test_two_orders_of_one_number_stay_unlinked_until_one_is_chosen(desk: Desk):
    orders = desk.services.orders
    other = orders.add(orders.add_decision("24-08-05"), "26")
    assert orders.resolve("26.6", desk.group) == (desk.order, desk.items["6"])  # The group's default decision.
    assert orders.resolve("24-08-05 #26", desk.group) == (other, None)
    desk.services.groups.edit(desk.group, {"default_decision_id": None})
    assert orders.resolve("26.6", desk.group) is None
    with pytest.raises(ValidationError) as told:
        desk.services.actions.add("File", order_items=["26"], meeting_id=desk.meeting)
    assert told.value.words == (
        "There is more than one Order 26. Write the docket before it (24-08-02, 24-08-05): 24-08-02 #26."
    )


def test_an_order_shows_its_decision_parties_and_items(desk: Desk):
    order = desk.services.orders.get(desk.order)
    assert (order.docket, order.decided_on, order.also_filed_in) == ("24-08-02", date(2024, 10, 16), "24-08-05")
    assert order.files == ("EDCs (Eversource, UI)",)
    assert [item.display for item in order.items] == ["26.1", "26.2", "26.6"]


def test_an_items_parties_are_its_own_or_those_of_the_order(desk: Desk):
    desk.services.orders.edit_item(desk.items["1"], {"files": ["UI"], "consulted": ["OEMs"]})
    first, second, _third = desk.services.orders.items(desk.order)
    assert (first.files, first.consulted) == (("UI",), ("OEMs (ConnectDER, Tesla)",))
    assert (second.files, second.consulted) == (("EDCs (Eversource, UI)",), ())


def test_an_item_counts_what_is_linked_to_it(desk: Desk):
    desk.services.data_needs.edit(desk.captured("data-need"), {"order_items": ["26.6", "26.1"]})
    desk.services.agreements.edit(desk.captured("agreement"), {"order_items": ["26.6"]})
    item = desk.services.orders.get_item(desk.items["6"])
    assert (item.actions, item.data_needs, item.agreements) == (1, 1, 1)


def test_how_ready_an_item_is_is_said_with_who_and_when(desk: Desk):
    desk.services.orders.edit_item(desk.items["6"], {"readiness": "at risk", "readiness_by": "ac"})
    item = desk.services.orders.get_item(desk.items["6"])
    assert (item.readiness, item.readiness_by) == ("at risk", "Aileen Cole (GPI)")
    assert item.readiness_on == date(2025, 2, 6)


def test_an_item_is_put_where_the_order_has_it_and_a_part_within_its_item(desk: Desk):
    orders = desk.services.orders

    def numbers() -> list[str]:
        return [item.number for item in orders.items(desk.order)]

    def item(number: str) -> str:
        return next(item.id for item in orders.items(desk.order) if item.number == number)

    before = numbers()
    for number in ("1a", "1b"):
        orders.add_item("26", number, "a part", parent_id=desk.items["1"])
    late = orders.add_item("26", "0", "typed last")
    orders.edit_item(late, {"after": desk.items["1"]})
    assert numbers() == ["1", "1a", "1b", "0", *(number for number in before if number != "1")]
    orders.edit_item(item("1b"), {"after": None})
    orders.edit_item(late, {"after": None})
    assert numbers()[:4] == ["0", "1", "1b", "1a"]
    with pytest.raises(ValidationError, match="a part another of its item"):
        orders.edit_item(item("1b"), {"after": late})
    desk.services.store.undo()
    assert numbers()[:4] == ["1", "1b", "1a", "0"]


def test_deleting_an_item_leaves_what_was_linked_to_it_without_the_link(desk: Desk):
    desk.services.orders.delete_item(desk.items["6"])
    assert desk.services.actions.get(desk.captured("action")).order_items == ()


def test_work_is_found_by_order_and_by_item(desk: Desk):
    found = desk.services.actions.list
    assert len(found(WorkFilter(order_id=desk.order))) == 1
    assert len(found(WorkFilter(item_id=desk.items["6"]))) == 1
    assert found(WorkFilter(item_id=desk.items["1"])) == ()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda o, d: o.add_docket(" "), "A docket needs its number"),
        (lambda o, d: o.add_docket("24-08-02"), "Docket 24-08-02 is in the record already"),
        (lambda o, d: o.edit_docket(d.docket, {"number": "24-08-05"}), "is in the record already"),
        (lambda o, d: o.add_decision("99-01-01"), "Docket 99-01-01 isn't in the record"),
        (lambda o, d: o.add("nowhere", "1"), "There is no decision “nowhere”"),
        (lambda o, d: o.add(d.decision, " "), "An order needs its number"),
        (lambda o, d: o.add_item(d.order, "9", " "), "An order item needs its text"),
        (lambda o, d: o.add_item("99", "9", "x"), "“99” is no order of this record"),
        (lambda o, d: o.edit_item(d.items["1"], {"readiness": "perhaps"}), "Choose one of: not started, drafting"),
        (lambda o, d: o.edit_item(d.items["1"], {"readiness": "ready"}), "Say who says so"),
        (lambda o, d: o.edit_item(d.items["1"], {"after": d.items["1"]}), "An item follows another of its order"),
        (lambda o, d: o.edit(d.order, {"files": ["Nobody"]}), "“Nobody” isn't in the record"),
        (lambda o, d: o.get("gone"), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said(desk: Desk, act, words: str):
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.orders, desk)


def test_a_decision_is_named_by_its_docket_and_where_there_are_two_by_its_day(desk: Desk):
    orders = desk.services.orders
    assert orders.get(orders.add("24-08-02", "27")).decision_id == desk.decision
    second = orders.add_decision("24-08-02", decided_on=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="may be “24-08-02 2024-10-16”, “24-08-02 2025-01-01”"):
        orders.add("24-08-02", "28")
    assert orders.get(orders.add("24-08-02 2025-01-01", "28")).decision_id == second


def test_orders_are_read_in_a_fixed_number_of_statements(desk: Desk):
    with statements() as few:
        desk.services.orders.list()
    for number in range(30, 50):
        order = desk.services.orders.add(desk.decision, str(number), files=["UI"])
        desk.services.orders.add_item(order, "1", "text")
    with statements() as many:
        assert len(desk.services.orders.list()) == 21
    assert len(many) == len(few) == 5


def test_items_that_are_not_ready_are_counted_from_a_month_before_their_filing(desk: Desk):
    """The test's today is February 6; a number that never moves would be looked at by nobody."""
    orders, deadlines = desk.services.orders, desk.services.deadlines
    assert orders.count_due_soon() == 0
    filing = deadlines.add("Filing", date(2025, 3, 31), kind="ordered", order="26")
    orders.edit(desk.order, {"due": date(2025, 3, 8)})
    assert orders.count_due_soon() == len(desk.items)
    orders.edit_item(desk.items["1"], {"readiness": "ready", "readiness_by": "pf"})
    orders.add_item(desk.order, "2a", "a part", parent_id=desk.items["2"])
    assert orders.count_due_soon() == len(desk.items) - 1
    deadlines.mark_met(filing)
    assert orders.count_due_soon() == 0
