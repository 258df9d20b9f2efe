"""The first page is read from the record as it is: nothing invented, in a fixed number of statements."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingStatus
from msa_wg_desktop.domain.today import Board, Concern, DueKind
from tests.services.desk import FEB_6, Desk, statements


def board(desk: Desk) -> Board:
    return desk.services.today.board((desk.group,))


def concerns(desk: Desk) -> list[Concern]:
    return [told.concern for told in board(desk).attention]


def test_the_next_filing_is_counted_in_business_days(desk: Desk):
    filing = board(desk).filing
    assert filing is not None
    assert (filing.order, filing.day, filing.business_days) == ("26", date(2025, 3, 31), 35)


def test_only_what_the_record_says_needs_attention(desk: Desk):
    assert concerns(desk) == []
    desk.services.orders.edit_item(desk.items["6"], {"readiness": "at risk", "readiness_by": "pf"})
    desk.services.data_needs.edit(desk.captured("data-need"), {"due": date(2025, 2, 3)})
    desk.services.notes.capture_lines(desk.meeting, "Kim Doe (Newco): Hello")
    desk.services.deadlines.add("Ask for more time", date(2025, 2, 4))
    lost = desk.services.meetings.add(desk.group, MeetingDraft("Lost", date(2025, 2, 11)))
    desk.services.meetings.cancel(lost, to_be_rescheduled=True)
    assert concerns(desk) == [
        Concern.DEADLINE_PASSED,
        Concern.AT_RISK,
        Concern.NEEDS_PAST_DUE,
        Concern.TO_RESCHEDULE,
        Concern.NAMES,
    ]


@pytest.mark.parametrize(("day", "told"), [(date(2025, 2, 20), True), (date(2025, 2, 25), False)])
def test_a_deadline_that_is_near_and_not_ready_is_told(desk: Desk, day: date, told: bool):
    desk.services.deadlines.add("Draft of Order 26", day, order="26")
    found = [told for told in board(desk).attention if told.concern is Concern.NOT_READY]
    assert bool(found) is told
    if found:
        assert (found[0].count, found[0].of, found[0].business_days) == (3, 3, 8)
    for item in desk.items.values():
        desk.services.orders.edit_item(item, {"readiness": "ready", "readiness_by": "pf"})
    assert Concern.NOT_READY not in concerns(desk)


def test_what_threatens_the_filing_is_told_as_its_plan_says_it(desk: Desk):
    plans = desk.services.plans
    step = plans.add_step(desk.order, "Review by the inspector", lead_days=40)
    (late,) = [told for told in board(desk).attention if told.concern is Concern.PLAN_LATE]
    assert (late.words, late.item) == ("Review by the inspector: it hasn't started", desk.order)
    plans.edit_step(step, {"done_on": FEB_6})
    assert Concern.PLAN_LATE not in concerns(desk)


def test_a_meeting_that_is_over_and_not_marked_is_asked_about(desk: Desk):
    desk.services.meetings.add(desk.group, MeetingDraft("January", date(2025, 1, 14)))
    assert concerns(desk) == [Concern.WAS_IT_HELD]


def test_a_dated_meeting_comes_before_one_that_waits_for_its_date(desk: Desk):
    lost = desk.services.meetings.add(desk.group, MeetingDraft("Lost", date(2025, 2, 4)))
    desk.services.meetings.cancel(lost, to_be_rescheduled=True)
    found = board(desk).next
    assert found is not None
    assert found.meeting.date == FEB_6
    desk.services.meetings.hold(desk.meeting)
    found = board(desk).next
    assert found is not None
    assert (found.meeting.title, found.meeting.status) == ("Lost", MeetingStatus.TO_BE_RESCHEDULED)


def test_what_two_share_counts_with_each_and_the_whole_only_once(desk: Desk):
    desk.services.actions.add("Both", owners=["pf", "jg"], due=date(2025, 2, 3), group_id=desk.group)
    today = desk.services.today
    sums = today.sums(today.open_work((desk.group,), None), me=desk.party("jg"))
    assert {load.party: (load.open, load.overdue, load.shared) for load in sums.loads} == {
        "Tesla": (2, 1, 1),
        "Eversource": (2, 1, 2),
        "UI": (1, 0, 1),
    }
    assert sums.loads[0].mine
    assert sums.overdue == 1
    assert sums.mine is not None
    assert (sums.mine.open, sums.mine.overdue) == (2, 1)


def test_a_party_is_counted_as_its_filter_finds_it(desk: Desk):
    from msa_wg_desktop.domain.work import WorkFilter

    for owners in (["EDCs"], ["UI", "pf"], ["OEMs", "Eversource"], [], ["ac"]):
        desk.services.actions.add(f"Of {owners}", owners=owners, group_id=desk.group)
    today = desk.services.today
    for load in today.sums(today.open_work((desk.group,), None)).loads:
        wanted = WorkFilter(party_id=load.party_id or None, without_party=not load.party_id, open_only=True)
        assert len(desk.services.actions.list(wanted)) == load.open, load.party


def test_what_is_carried_is_what_the_meeting_will_show(desk: Desk):
    later = desk.services.meetings.add(desk.group, MeetingDraft("Later", date(2025, 2, 25)))
    meeting = desk.services.meetings.get(later)
    shown = desk.services.carry_over.list(later)
    today = desk.services.today
    assert today.sums(today.open_work((desk.group,), meeting)).carried == len(shown) > 0


def test_what_is_open_follows_each_change_without_being_counted_anew(desk: Desk):
    services, today = desk.services, desk.services.today
    later = services.meetings.get(services.meetings.add(desk.group, MeetingDraft("Later", date(2025, 2, 25))))
    work, lost = [today.open_work((desk.group,), later)], list[ChangeSet]()

    def follow(told: ChangeSet) -> None:
        after = today.follow(work[-1], [told])
        work.append(after) if after is not None else lost.append(told)

    services.store.subscribe(follow)
    action = services.actions.add("Both", owners=["UI", "pf"], due=date(2025, 2, 3), group_id=desk.group)
    services.actions.edit(action, {"due": date(2025, 3, 3)})
    services.actions.set_owners(action, ["EDCs"])
    services.carry_over.take_up(later.id, services.carry_over.list(later.id)[0], after=None)
    services.store.undo()
    services.actions.mark_done(action)
    services.store.undo()
    services.actions.delete(action)
    before, *seen = (today.sums(each) for each in work)
    assert [sums.overdue - before.overdue for sums in seen] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert [sums.carried - before.carried for sums in seen] == [1, 1, 1, 0, 1, 0, 1, 0]
    assert work[-1] == today.open_work((desk.group,), later)
    assert not lost
    services.meetings.edit(later.id, {"date": date(2025, 2, 26)})
    assert len(lost) == 1


def test_dates_ahead_are_in_their_order_and_the_filing_is_always_among_them(desk: Desk):
    for number in range(9):
        desk.services.actions.add(f"Step {number}", due=date(2025, 2, 10), group_id=desk.group)
    coming = board(desk).coming
    assert len(coming) == 7
    assert [told.kind for told in coming] == [DueKind.ACTION] * 6 + [DueKind.FILING]
    assert coming[-1].business_days == 35


def test_a_record_without_a_group_has_nothing_to_tell(desk: Desk):
    assert not desk.services.today.board(()).groups


def test_a_day_is_read_in_as_many_statements_however_much_there_is(desk: Desk):
    def add(count: int) -> None:
        for number in range(count):
            desk.services.actions.add(f"Step {number}", owners=["EDCs"], due=FEB_6, group_id=desk.group)
            desk.services.deadlines.add(f"Date {number}", date(2025, 3, 1), order="26")

    add(5)
    with statements() as few:
        board(desk)
    add(30)
    with statements() as many:
        board(desk)
    assert len(many) == len(few)


def test_many_of_a_kind_are_told_as_their_number_so_that_none_is_cut_off(desk: Desk):
    for day in range(1, 6):
        desk.services.meetings.add(desk.group, MeetingDraft("Call", date(2025, 1, day)))
    (held,) = [told for told in board(desk).attention if told.concern is Concern.WAS_IT_HELD]
    assert held.count == 5
