"""Lists of actions that are read run by run, or known by their beginning before they are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from msa_wg_desktop.domain.work import ALL, WorkFilter
from msa_wg_desktop.domain.work_list import WorkExtent, WorkGrouping, WorkOrder, WorkSort
from msa_wg_desktop.services import action_list, action_runs
from tests.services.desk import Desk


@pytest.fixture
def long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Seventy actions, of which eight are many: one party has most, some have two owners or two items, some none."""
    monkeypatch.setattr(action_runs, "FEW", 7)
    actions = desk.services.actions
    owners = [["UI"], ["UI"], ["UI", "Tesla"], ["ConnectDER"], [], ["UI", "pf"], ["EDCs"]]
    items = [["26.1"], [], ["26.6", "26.1"], ["26.6"], [(desk.order, None)]]
    with desk.services.store.operation("Make many"):
        for number in range(70):
            actions.add(
                f"Task {number}",
                owners=owners[number % len(owners)],
                due=date(2025, 1, 1) + timedelta(days=number * 37 % 90) if number % 3 else None,
                group_id=desk.group,
                order_items=items[number % len(items)],
            )
    return desk


def as_python_orders(desk: Desk, order: WorkOrder, wanted: WorkFilter) -> list[str]:
    """The same list, ordered the slow way."""
    lines = desk.services.action_list.lines([row.id for row in desk.services.actions.list(wanted)])
    dated = sorted(lines.values(), key=lambda line: (line.due or date.max, line.meeting_date or date.max, line.id))
    with_value: list[tuple[object, str]] = []
    without: list[str] = []
    for line in dated:
        if order.grouping is WorkGrouping.OWNER:
            values = [owner.casefold() for owner in line.brief_owners]
        elif order.grouping is WorkGrouping.ITEM:
            values = list(line.order_items)
        elif order.sort is WorkSort.OWNER:
            values = [line.brief_owners[0].casefold()] if line.owners else []
        else:
            values = [min(line.order_items)] if line.order_items else []
        with_value += [(value, line.id) for value in values]
        without += [] if values else [line.id]
    with_value.sort(key=lambda pair: pair[0], reverse=order.descending)  # type: ignore[arg-type,return-value]
    return [action_id for _value, action_id in with_value] + without


@pytest.mark.parametrize("wanted", [ALL, WorkFilter(open_only=True, due_from=date(2025, 2, 1)), WorkFilter(words="1")])
@pytest.mark.parametrize(
    "order",
    [
        WorkOrder(sort=WorkSort.OWNER),
        WorkOrder(sort=WorkSort.OWNER, descending=True),
        WorkOrder(sort=WorkSort.ITEM),
        WorkOrder(sort=WorkSort.ITEM, descending=True),
        WorkOrder(grouping=WorkGrouping.OWNER),
        WorkOrder(grouping=WorkGrouping.ITEM),
    ],
)
def test_a_list_read_run_by_run_is_in_the_order_that_was_asked_for(long: Desk, wanted: WorkFilter, order: WorkOrder):
    reader, expected = long.services.action_list, as_python_orders(long, order, wanted)
    extent, _ids = reader.begin(wanted, order, limit=1)
    found = [
        action_id
        for offset in range(0, extent.count, 25)
        for action_id in reader.ids(wanted, order, offset=offset, limit=25)
    ]
    assert found == expected


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", [WorkSort.DUE, WorkSort.WHAT])
def test_what_a_list_of_words_begins_with_is_known_before_its_length(
    long: Desk, monkeypatch: pytest.MonkeyPatch, sort: WorkSort, descending: bool
):
    for name, value in (("_PLACED", 5), ("_LOOKED_AT", 40), ("_SAMPLE", 10)):
        monkeypatch.setattr(action_list, name, value)
    reader, order = long.services.action_list, WorkOrder(sort=sort, descending=descending)
    common = WorkFilter(words="task", group_ids=(long.group,))
    extent, first = reader.begin(common, order, limit=8, soon=True)
    assert (extent, len(first)) == (WorkExtent(9, more=True), 8)
    whole = (WorkExtent(70), first)
    assert reader.begin(common, order, limit=8) == whole
    # The whole list is at hand now.
    assert reader.begin(common, order, limit=8, soon=True) == whole


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (WorkFilter(words="legal"), WorkOrder()),
        (WorkFilter(words="task 9"), WorkOrder()),
        (WorkFilter(), WorkOrder()),
        (WorkFilter(words="task", without_party=True), WorkOrder()),
        (WorkFilter(words="task"), WorkOrder(sort=WorkSort.STATUS)),
        (WorkFilter(words="task"), WorkOrder(grouping=WorkGrouping.OWNER)),
    ],
)
def test_of_what_is_rare_or_stands_in_another_order_nothing_is_known_before(
    long: Desk, monkeypatch: pytest.MonkeyPatch, wanted: WorkFilter, order: WorkOrder
):
    for name, value in (("_PLACED", 5), ("_LOOKED_AT", 40), ("_SAMPLE", 10)):
        monkeypatch.setattr(action_list, name, value)
    assert not long.services.action_list.begin(wanted, order, limit=8, soon=True)[0].more


@pytest.mark.parametrize("name", ["EDCs", "UI", "Tesla"])
def test_what_a_party_has_is_counted_as_it_is_listed(long: Desk, name: str):
    for wanted in (
        WorkFilter(party_id=long.party(name)),
        WorkFilter(party_id=long.party(name), open_only=True, without_date=True),
        WorkFilter(without_party=True),
    ):
        extent, _ids = long.services.action_list.begin(wanted, WorkOrder(), limit=10)
        assert extent.count == len(long.services.actions.list(wanted))


def test_runs_follow_when_an_owner_or_an_order_item_changes(long: Desk):
    reader, order = long.services.action_list, WorkOrder(grouping=WorkGrouping.OWNER)
    before, _ids = reader.begin(ALL, order, limit=1)
    nobodys = long.services.actions.list(WorkFilter(without_party=True))[0]
    long.services.actions.set_owners(nobodys.id, ["ConnectDER"])
    after, _ids = reader.begin(ALL, order, limit=1)
    counts = [{group.words: group.count for group in extent.groups} for extent in (before, after)]
    assert counts[1]["ConnectDER"] == counts[0]["ConnectDER"] + 1
    assert counts[1][""] == counts[0][""] - 1
