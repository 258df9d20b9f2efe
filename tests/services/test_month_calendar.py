"""The month: meetings, dates that bind and holidays on their days, read in a fixed number of statements."""

from __future__ import annotations

from datetime import date, time

from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.month import EntryKind, MonthDay
from tests.services.desk import Desk, statements

MARCH_31 = date(2025, 3, 31)


def day_of(desk: Desk, day: date) -> MonthDay:
    sheet = desk.services.month_calendar.sheet((desk.group,), day)
    return next(found for found in sheet.days if found.day == day)


def test_an_order_is_on_its_day_unless_a_deadline_says_so_already(desk: Desk):
    (entry,) = day_of(desk, MARCH_31).entries
    assert (entry.kind, entry.title, entry.order_id) == (EntryKind.ORDER, "Order 26 is due", desk.order)
    made = desk.services.deadlines.add("Filing", MARCH_31, kind="ordered", order="26")
    (entry,) = day_of(desk, MARCH_31).entries
    assert (entry.kind, entry.id, entry.met) == (EntryKind.DEADLINE, made, False)
    desk.services.deadlines.mark_met(made)
    assert day_of(desk, MARCH_31).entries[0].met


def test_meetings_stand_by_their_hour_and_those_without_a_date_apart(desk: Desk):
    meetings = desk.services.meetings
    late = meetings.add(desk.group, MeetingDraft("Late", date(2025, 2, 6), time(15)))
    lost = meetings.add(desk.group, MeetingDraft("Lost"))
    elsewhere = desk.services.groups.add("Other WG").id
    meetings.add(elsewhere, MeetingDraft("Elsewhere", date(2025, 2, 6), time(9)))
    assert [row.id for row in day_of(desk, date(2025, 2, 6)).meetings] == [desk.meeting, late]
    sheet = desk.services.month_calendar.sheet((desk.group,), date(2025, 7, 1))
    assert [row.id for row in sheet.undated] == [lost]


def test_holidays_are_those_of_the_groups_state(desk: Desk):
    lincoln = date(2025, 2, 12)
    assert day_of(desk, lincoln).holiday == "Lincoln's Birthday"
    desk.services.groups.edit(desk.group, {"state": "MA"})
    assert day_of(desk, lincoln).holiday == ""


def test_a_full_month_takes_no_more_statements_than_an_empty_one(desk: Desk):
    with statements() as before:
        desk.services.month_calendar.sheet((desk.group,), date(2025, 5, 1))
    for number in range(1, 29):
        desk.services.meetings.add(desk.group, MeetingDraft(f"Meeting {number}", date(2025, 5, number), time(11)))
    with statements() as after:
        desk.services.month_calendar.sheet((desk.group,), date(2025, 5, 1))
    assert len(after) == len(before) == 5
