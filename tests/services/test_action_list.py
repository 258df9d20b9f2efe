"""The list of actions in portions: sifted, ordered and gathered in the database, whatever its length."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.work import ALL, WorkFilter
from msa_wg_desktop.domain.work_list import (
    DueGroup,
    WorkGrouping,
    WorkOrder,
    WorkSort,
    due_distance,
    moved_by,
    odd_due,
)
from msa_wg_desktop.domain.work_views import MINE, NOBODY, OPEN, DueWanted, WorkView, read_view
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import action_runs
from msa_wg_desktop.services.action_list import ActionList
from tests.services.desk import FEB_6, Desk, statements


@pytest.fixture
def many(desk: Desk) -> Desk:
    """The two actions of the talk, and five more."""
    actions = desk.services.actions
    actions.add("Draft the waiver", owners=["UI"], due=date(2025, 2, 1), group_id=desk.group, order_items=["26.1"])
    actions.add("answer legal", owners=["Tesla", "UI"], due=date(2025, 2, 20), group_id=desk.group)
    done = actions.add("Call 100% of them", owners=["pf"], due=date(2025, 1, 1), group_id=desk.group)
    actions.mark_done(done)
    actions.add("Nobody's", group_id=desk.group)
    actions.add("Far away", owners=["ConnectDER"], due=date(2026, 1, 1), group_id=desk.group)
    return desk


def listed(desk: Desk, wanted: WorkFilter = ALL, **order: object) -> list[str]:
    """What the list says from its beginning to its end, read in portions of two."""
    reader, how = desk.services.action_list, WorkOrder(**order)  # type: ignore[arg-type]
    extent, _ids = reader.begin(wanted, how, limit=2)
    ids = [
        action_id
        for offset in range(0, extent.count, 2)
        for action_id in reader.ids(wanted, how, offset=offset, limit=2)
    ]
    lines = reader.lines(ids)
    return [lines[action_id].what.split()[0] for action_id in ids]


def test_it_is_ordered_by_date_and_what_has_none_stands_last(many: Desk):
    assert listed(many)[:5] == ["Call", "Draft", "answer", "Reach", "Far"]
    assert set(listed(many)[5:]) == {"Ask", "Nobody's"}
    assert listed(many, descending=True)[:2] == ["Far", "Reach"]
    assert set(listed(many, descending=True)[5:]) == {"Ask", "Nobody's"}


@pytest.mark.parametrize("wanted", [WorkFilter(without_date=True), WorkFilter(words="later")])
@pytest.mark.parametrize("descending", [False, True])
def test_what_has_no_date_stands_as_it_was_said(desk: Desk, wanted: WorkFilter, descending: bool):
    """By the day of the meeting, and by the place of the line, whenever it was written; by hand comes last."""
    services = desk.services
    services.actions.add("Later, by hand", group_id=desk.group)
    first = services.meetings.add(desk.group, MeetingDraft("First", date(2025, 1, 9)))
    above = services.note_lines.add(first, "They met")
    for line in ("ACTION: Third later", "ACTION: Second later"):
        services.note_lines.add(first, line, after=above)
    found = [what for what in listed(desk, wanted, descending=descending) if what != "Ask"]
    assert found == ["Second", "Third", "Later,"]


def test_the_order_of_words_comes_from_an_index(desk: Desk):
    with statements() as asked:
        desk.services.action_list.begin(WorkFilter(open_only=True), WorkOrder(sort=WorkSort.WHAT), limit=10)
    read = next(statement for statement in asked if "ORDER BY lower" in statement)
    with desk.services.store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {read}", tuple(range(read.count("?")))).all()
    assert any("ix_action_what" in step[3] for step in plan)


def test_capitals_do_not_matter_to_the_order_of_words(many: Desk):
    assert listed(many, sort=WorkSort.WHAT)[:3] == ["answer", "Ask", "Call"]


@pytest.mark.parametrize("sort", WorkSort)
@pytest.mark.parametrize("grouping", WorkGrouping)
@pytest.mark.parametrize("descending", [False, True])
def test_read_in_portions_it_is_the_same_list(many: Desk, sort: WorkSort, grouping: WorkGrouping, descending: bool):
    order = WorkOrder(sort=sort, descending=descending, grouping=grouping)
    extent, whole = many.services.action_list.begin(ALL, order, limit=100)
    assert len(whole) == extent.count
    lines = many.services.action_list.lines(whole)
    in_portions = listed(many, sort=sort, descending=descending, grouping=grouping)
    assert [lines[action_id].what.split()[0] for action_id in whole] == in_portions


def test_an_action_with_two_owners_stands_under_both(many: Desk):
    extent, _ids = many.services.action_list.begin(ALL, WorkOrder(grouping=WorkGrouping.OWNER), limit=100)
    assert [(group.words, group.count) for group in extent.groups] == [
        ("ConnectDER", 1),
        ("EDCs (Eversource, UI)", 1),
        ("Jordan Graham (Tesla)", 1),
        ("Patrick Fam (Eversource)", 1),
        ("Tesla", 1),
        ("UI", 2),
        ("", 1),
    ]


def test_it_is_gathered_by_how_near_the_date_is(many: Desk):
    extent, _ids = many.services.action_list.begin(ALL, WorkOrder(grouping=WorkGrouping.DUE), limit=100)
    assert {DueGroup(group.key): group.count for group in extent.groups} == {
        DueGroup.OVERDUE: 1,
        DueGroup.SOON: 1,
        DueGroup.LATER: 2,
        DueGroup.NO_DATE: 2,
        DueGroup.CLOSED: 1,
    }


def test_it_is_gathered_by_order_item_and_by_meeting(many: Desk):
    extent, _ids = many.services.action_list.begin(ALL, WorkOrder(grouping=WorkGrouping.ITEM), limit=100)
    assert [(group.words, group.count) for group in extent.groups] == [("26.1", 1), ("26.6", 1), ("", 5)]
    extent, _ids = many.services.action_list.begin(ALL, WorkOrder(grouping=WorkGrouping.MEETING), limit=100)
    assert [(group.words, group.count) for group in extent.groups] == [
        ("Thu, Feb 6, 2025 · MSA subgroup meeting", 2),
        ("", 5),
    ]


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (WorkView(), {"Draft", "answer", "Reach", "Ask", "Nobody's", "Far"}),
        (WorkView(status="done"), {"Call"}),
        (WorkView(status="", owner=NOBODY), {"Nobody's"}),
        (WorkView(due=DueWanted.OVERDUE), {"Draft"}),
        (WorkView(due=DueWanted.SOON), {"answer"}),
        (WorkView(due=DueWanted.NO_DATE), {"Ask", "Nobody's"}),
        (WorkView(due=DueWanted.BEFORE, before=date(2025, 2, 20)), {"Draft", "Ask", "Nobody's"}),
        (WorkView(words="LEGAL"), {"answer", "Reach"}),
        (WorkView(status="", words="100%"), {"Call"}),
        (WorkView(words="legal out"), {"Reach"}),
        (WorkView(words="\x00"), set()),
        (WorkView(words='"'), set()),
    ],
)
def test_filters_let_through_what_they_say(many: Desk, view: WorkView, found: set[str]):
    wanted = view.wanted(group_ids=(many.group,), today=FEB_6, me="")
    assert set(listed(many, wanted)) == found


def test_what_ui_owes_is_its_own_and_its_classes_and_never_another_ones(many: Desk):
    view = WorkView(owner=many.party("UI"))
    wanted = view.wanted(group_ids=(many.group,), today=FEB_6, me="")
    assert listed(many, wanted) == ["Draft", "answer", "Reach"]


def test_mine_is_a_persons_own_and_their_organisations(many: Desk):
    me = many.party("Ursula Ives")
    wanted = WorkView(owner=MINE).wanted(group_ids=(many.group,), today=FEB_6, me=me)
    assert listed(many, wanted) == ["Draft", "answer", "Reach"]


def test_the_sums_count_what_is_open_late_and_near(many: Desk):
    sums = many.services.action_list.sums((many.group,))
    assert (sums.total, sums.open, sums.overdue, sums.soon) == (7, 6, 1, 1)
    assert many.services.action_list.count_open((many.group,)) == 6


def test_a_portion_costs_the_same_number_of_statements_however_long_it_is(many: Desk):
    reader = many.services.action_list
    _extent, ids = reader.begin(ALL, WorkOrder(), limit=100)
    captured = many.captured("action")
    with statements() as few:
        reader.lines([captured])
    with statements() as all_of_them:
        reader.lines(ids)
    assert len(few) == len(all_of_them)


def test_the_number_of_a_line_follows_when_lines_change(many: Desk):
    reader = many.services.action_list
    assert reader.labels([many.notes[2]])[many.notes[2]] == "3"
    many.services.note_lines.delete(many.notes[0])
    assert reader.labels([many.notes[2]])[many.notes[2]] == "2"


# ---------------------------------------------------------------------- views


def test_a_view_survives_the_settings():
    order = WorkOrder(sort=WorkSort.STATUS, descending=True, grouping=WorkGrouping.ITEM)
    view = WorkView(status="done", owner="x", due=DueWanted.SOON, item_id="i", words="w", order=order)
    assert _read(view.as_dict()) == view
    before = WorkView(due=DueWanted.BEFORE, before=date(2025, 3, 31))
    assert _read(before.as_dict()) == before
    assert _read({**before.as_dict(), "before": "one day"}) == WorkView()


def test_settings_that_make_no_sense_give_the_usual_view():
    assert _read({"status": 7, "due": "some day", "sort": "colour", "descending": "yes"}) == WorkView()
    assert _read({}).status == OPEN


# ---------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("due", "words"),
    [(FEB_6, "today"), (date(2025, 2, 7), "in 1 day"), (date(2025, 2, 3), "3 days overdue")],
)
def test_how_far_a_date_is_away_is_said_in_words(due: date, words: str):
    assert due_distance(due, FEB_6) == words


@pytest.mark.parametrize(
    ("due", "meeting", "words"),
    [
        (date(2025, 2, 5), FEB_6, "That is before the meeting."),
        (date(2025, 2, 5), None, "That day has passed."),
        (date(2025, 2, 8), FEB_6, "That is a Saturday."),
        (date(2025, 2, 17), FEB_6, "That is a holiday."),
        (date(2026, 2, 3), FEB_6, "That is 362 days from now."),
        (date(2025, 2, 18), FEB_6, ""),
    ],
)
def test_an_odd_date_is_said(due: date, meeting: date | None, words: str):
    assert odd_due(due, meeting_day=meeting, today=FEB_6, holidays={date(2025, 2, 17)}) == words


def test_how_often_and_how_far_a_date_moved_is_said():
    days = [date(2025, 2, 14), date(2025, 2, 21), date(2025, 2, 28)]
    assert moved_by((), days[0]) == ""
    assert moved_by((days[0],), days[1]) == "Moved once, 7 days later in all"
    assert moved_by((days[0], days[1]), days[2]) == "Moved 2 times, 14 days later in all"
    assert moved_by((days[1],), days[0]) == "Moved once, 7 days earlier in all"
    assert moved_by((days[0], days[1]), days[0]) == "Moved 2 times, back to where it was"
    assert moved_by((days[0],), None) == "Moved once"


# ---------------------------------------------------------------------- one line, many at once


def test_one_line_makes_an_action_with_owner_date_and_order_item(desk: Desk):
    made = desk.services.action_lines.add("EDCs to call Tesla by Fri #26.6", desk.group)
    action = desk.services.actions.get(made)
    assert (action.what, action.owners_text, action.due) == ("Call Tesla", "EDCs (Eversource, UI)", date(2025, 2, 7))
    assert action.order_items == ("26.6",)
    assert action.source.meeting_id is None


def test_what_a_line_was_understood_to_say_is_said(desk: Desk):
    said = desk.services.action_lines.preview("EDCs to call Tesla by Sat #26.6", desk.group)
    assert said is not None
    assert said.headline == "Call Tesla"
    assert said.second.startswith("Sat, Feb 8, 2025 · ")
    assert "EDCs (Eversource, UI)" in said.second
    assert "Order 26 (6)" in said.second
    assert "Saturday" in said.warning
    passed = desk.services.action_lines.preview("UI to call by 2/3/2025", desk.group)
    assert passed is not None
    assert passed.warning == "That day has passed."


@pytest.mark.parametrize(
    ("line", "words"),
    [("UI to call by Feb 30", "does not exist"), ("Sam Poe (Nowhere) to call", "isn't in the record")],
)
def test_a_line_with_a_day_or_a_name_that_is_not_there_changes_nothing(desk: Desk, line: str, words: str):
    steps = desk.services.store.operations()
    with pytest.raises((ValidationError, NotFoundError)) as problem:
        desk.services.action_lines.add(line, desk.group)
    assert words in problem.value.words
    assert desk.services.store.operations() == steps


def test_many_are_changed_in_one_step_that_is_undone_at_once(many: Desk):
    actions, store = many.services.actions, many.services.store
    before = {row.id: row for row in actions.list()}
    steps = store.operations()
    actions.edit_many(list(before), {"due": date(2025, 4, 1), "owners": ("UI",), "status": "in progress"})
    assert store.operations() == steps + 1
    rows = actions.list()
    assert {(row.due, row.owners_text, row.status) for row in rows} == {(date(2025, 4, 1), "UI", "in progress")}
    store.undo()
    after = {row.id: row for row in actions.list()}
    assert {key: replace(row, former_dues=()) for key, row in after.items()} == {
        key: replace(row, former_dues=()) for key, row in before.items()
    }


def test_many_are_deleted_in_one_step(many: Desk):
    ids = [row.id for row in many.services.actions.list()][:3]
    many.services.actions.delete_many(ids)
    assert len(many.services.actions.list()) == 4
    many.services.store.undo()
    assert len(many.services.actions.list()) == 7


def test_lines_of_one_group_are_in_the_order_of_their_dates(many: Desk):
    order = WorkOrder(grouping=WorkGrouping.OWNER)
    extent, ids = many.services.action_list.begin(ALL, order, limit=100)
    place = sum(group.count for group in extent.groups[:5])
    lines = many.services.action_list.lines(ids)
    dues = [lines[action_id].due for action_id in ids[place : place + 2]]
    assert all(one is not None and other is not None and one <= other for one, other in pairwise(dues))


def _read(kept: dict[str, Any]) -> WorkView:
    return read_view(kept, states=frozenset(ActionStatus), usual=WorkView())


@pytest.mark.parametrize("open_only", [False, True])
@pytest.mark.parametrize(
    "order",
    [
        WorkOrder(),
        WorkOrder(descending=True),
        WorkOrder(sort=WorkSort.ITEM),
        WorkOrder(grouping=WorkGrouping.OWNER),
        WorkOrder(grouping=WorkGrouping.ITEM),
    ],
)
def test_many_are_gone_through_in_the_order_in_which_few_are_looked_up(
    many: Desk, monkeypatch: pytest.MonkeyPatch, order: WorkOrder, open_only: bool
):
    ui = many.services.parties.find("UI").id
    # What is short is read with its neighbours; here each head is read by itself.
    monkeypatch.setattr(action_runs, "FEW", 0)
    found: list[tuple[str, ...]] = []
    for most in (0, 100):
        monkeypatch.setattr(action_runs, "MANY", most)
        # A new reader has kept nothing.
        reader = ActionList(many.services.store)
        filters = (WorkFilter(open_only=open_only), WorkFilter(open_only=open_only, party_id=ui))
        found += [reader.begin(wanted, order, limit=100)[1] for wanted in filters]
    assert found[:2] == found[2:]
    assert found[0]
