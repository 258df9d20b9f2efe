"""The list of data needs: sifted, ordered and gathered, and what is said above it."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.need_list import NeedSums
from msa_wg_desktop.domain.work import ALL, WorkFilter
from msa_wg_desktop.domain.work_list import WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.errors import NotFoundError, ValidationError
from tests.services.desk import FEB_6, Desk, statements

JAN_14 = date(2025, 1, 14)


@pytest.fixture
def many(desk: Desk) -> Desk:
    """The need of the talk, and four more."""
    add = desk.services.data_needs.add
    add("Lifespan", parties=["ConnectDER", "Tesla"], identified_on=JAN_14, due=date(2025, 2, 1), order_items=["26.2"])
    add("sockets", parties=["EDCs"], identified_on=JAN_14, status="unable to provide", response="Not *tracked* by 100%")
    add("Waivers", parties=["Tesla"], identified_on=JAN_14, status="answered", order_items=["26"])
    add("Nobody's", due=date(2025, 2, 10))
    return desk


def listed(desk: Desk, wanted: WorkFilter = ALL, **order: object) -> list[str]:
    """What the list says from its beginning to its end, its heads with a colon."""
    reader = desk.services.need_list
    extent, ids = reader.begin(wanted, WorkOrder(**order))  # type: ignore[arg-type]
    lines = reader.lines(ids)
    words = [lines[need_id].need for need_id in ids]
    for group in reversed(extent.groups):
        at = sum(before.count for before in extent.groups[: extent.groups.index(group)])
        words.insert(at, f"{group.words}:")
    assert len(ids) == extent.count
    return words


@pytest.mark.parametrize(
    ("sort", "descending", "wanted"),
    [
        (WorkSort.SOURCE, False, ["Lifespan", "sockets", "Waivers", "Maintenance data", "Nobody's"]),
        (WorkSort.SOURCE, True, ["Maintenance data", "Lifespan", "sockets", "Waivers", "Nobody's"]),
        (WorkSort.WHAT, False, ["Lifespan", "Maintenance data", "Nobody's", "sockets", "Waivers"]),
        (WorkSort.OWNER, False, ["Lifespan", "sockets", "Waivers", "Maintenance data", "Nobody's"]),
        (WorkSort.STATUS, False, ["Lifespan", "Maintenance data", "Nobody's", "Waivers", "sockets"]),
        (WorkSort.DUE, False, ["Lifespan", "Nobody's", "sockets", "Waivers", "Maintenance data"]),
        (WorkSort.DUE, True, ["Nobody's", "Lifespan", "sockets", "Waivers", "Maintenance data"]),
        (WorkSort.ITEM, False, ["Waivers", "Lifespan", "sockets", "Maintenance data", "Nobody's"]),
    ],
)
def test_what_has_no_value_stands_last(many: Desk, sort: WorkSort, descending: bool, wanted: list[str]):
    assert listed(many, sort=sort, descending=descending) == wanted


@pytest.mark.parametrize(
    ("grouping", "wanted"),
    [
        (
            WorkGrouping.OWNER,
            ["ConnectDER:", "Lifespan", "EDCs (Eversource, UI):", "sockets", "Tesla:", "Lifespan", "Waivers",
             "Maintenance data", ":", "Nobody's"],
        ),
        (
            WorkGrouping.STATUS,
            ["requested:", "Lifespan", "Maintenance data", "Nobody's", "answered:", "Waivers", "unable to provide:",
             "sockets"],
        ),
        (
            WorkGrouping.MEETING,
            ["Thu, Feb 6, 2025:", "Maintenance data", "Tue, Jan 14, 2025:", "Lifespan", "sockets", "Waivers", ":",
             "Nobody's"],
        ),
        (
            WorkGrouping.ITEM,
            ["26:", "Waivers", "26.2:", "Lifespan", ":", "sockets", "Maintenance data", "Nobody's"],
        ),
        (
            WorkGrouping.DUE,
            ["0:", "Lifespan", "1:", "Nobody's", "3:", "Maintenance data", "4:", "sockets", "Waivers"],
        ),
    ],
)  # fmt: skip
def test_a_need_of_two_parties_stands_under_both(many: Desk, grouping: WorkGrouping, wanted: list[str]):
    assert listed(many, grouping=grouping, sort=WorkSort.SOURCE) == wanted


def test_filters_are_those_of_all_work(many: Desk):
    def only(**wanted: object) -> list[str]:
        return listed(many, WorkFilter(**wanted), sort=WorkSort.WHAT)  # type: ignore[arg-type]

    assert only(open_only=True) == ["Lifespan", "Maintenance data", "Nobody's"]
    assert only(overdue=True) == ["Lifespan"]
    assert only(party_id=many.party("UI")) == ["sockets"]
    assert only(mine_of=many.party("jg")) == ["Lifespan", "Maintenance data", "Waivers"]
    assert only(without_party=True) == ["Nobody's"]
    assert only(words="tracked") == ["sockets"]
    assert only(words="100%") == ["sockets"]
    assert only(words="don't") == []


def test_sums_say_how_many_and_since_when(many: Desk):
    sums = many.services.need_list.sums(many.services.groups.family(many.group))
    assert sums == NeedSums(5, 3, 1, 1, True, JAN_14, FEB_6)
    assert many.services.need_list.count_open(many.services.groups.family(many.group)) == 3


def test_a_list_costs_the_same_number_of_statements_however_long_it_is(many: Desk):
    with statements() as few:
        listed(many)
    for number in range(30):
        many.services.data_needs.add(f"Need {number}", parties=["EDCs", "Tesla"], order_items=["26.1"])
    with statements() as more:
        listed(many)
    assert len(more) == len(few) <= 9


def test_one_line_makes_a_need_and_says_what_it_understood(desk: Desk):
    lines = desk.services.need_lines
    said = lines.preview("Tesla to provide outage data by Fri #26.6", desk.group)
    assert said is not None
    assert said.label == "data need"
    assert "Tesla" in said.sentence
    row = desk.services.data_needs.get(lines.add("Tesla to provide outage data by Feb 21 #26.6", desk.group))
    assert (row.parties_text, row.due, row.order_items) == ("Tesla", date(2025, 2, 21), ("26.6",))
    assert row.identified_on == desk.services.store.clock.today()
    with pytest.raises((ValidationError, NotFoundError)):
        lines.add("NEED:", desk.group)
