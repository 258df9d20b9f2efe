"""Series: made in one step, one of it moved alone, this and the following changed, and days looked at before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from msa_wg_desktop.db.models import Attendance, Event
from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.meetings import MeetingDraft, MeetingRow, MeetingStatus
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.errors import ValidationError
from tests.services.desk import Desk, dump

MARCH_4 = date(2025, 3, 4)
RULE = make_rule(Every.WEEK, MARCH_4, count=4)
DRAFT = MeetingDraft("Weekly call", MARCH_4, time(11), time(12), location="Webex")


@pytest.fixture
def weekly(desk: Desk) -> tuple[str, ...]:
    return desk.services.meeting_series.add(desk.group, DRAFT, RULE, skip={date(2025, 3, 18)})


def rows(desk: Desk, ids: tuple[str, ...]) -> list[MeetingRow]:
    return [desk.services.meetings.get(meeting_id) for meeting_id in ids]


def event(desk: Desk) -> Any:
    with desk.services.store.reading() as connection:
        return connection.execute(select(Event.__table__)).one()


def test_a_series_is_one_event_with_a_meeting_for_each_day_that_is_not_skipped(desk: Desk, weekly):
    made = rows(desk, weekly)
    assert [row.date for row in made] == [MARCH_4, date(2025, 3, 11), date(2025, 3, 25)]
    assert [row.occurrence for row in made] == [row.date for row in made]
    assert {(row.uid, row.rule) for row in made} == {(event(desk).uid, RULE)}
    assert (event(desk).starts_on, event(desk).start, event(desk).end) == (MARCH_4, time(11), time(12))
    assert all(desk.services.sections.list(row.id) for row in made)


VERBS: dict[str, Callable[[Desk, tuple[str, ...]], object]] = {
    "add": lambda desk, _ids: desk.services.meeting_series.add(desk.group, DRAFT, RULE),
    "edit": lambda desk, ids: desk.services.meeting_series.change_following(
        ids[1], {"start": time(10), "title": "Call"}
    ),
    "edit from the first": lambda desk, ids: desk.services.meeting_series.change_following(ids[0], {"start": time(10)}),
    "reschedule": lambda desk, ids: desk.services.meeting_series.change_following(ids[1], {}, to=date(2025, 3, 12)),
    "set end later": lambda desk, ids: desk.services.meeting_series.set_end(ids[1], count=6),
    "set end earlier": lambda desk, ids: desk.services.meeting_series.set_end(ids[1], until=date(2025, 3, 12)),
    "take out": lambda desk, ids: desk.services.meeting_series.take_out(ids[1]),
    "cancel": lambda desk, ids: desk.services.meeting_series.cancel_following(ids[1]),
    "delete": lambda desk, ids: desk.services.meeting_series.delete_following(ids[1]),
    "delete all": lambda desk, ids: desk.services.meeting_series.delete_following(ids[0]),
}


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_of_a_series_is_one_step_that_undo_takes_back_exactly(desk: Desk, weekly, name: str):
    store, told = desk.services.store, []
    store.subscribe(told.append)
    before = dump(store)
    VERBS[name](desk, weekly)
    after = dump(store)
    assert len(told) == 1
    assert after != before
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after


def test_one_meeting_moved_or_cancelled_leaves_the_others_where_they_are(desk: Desk, weekly):
    desk.services.meetings.reschedule(weekly[1], date(2025, 3, 13))
    desk.services.meetings.cancel(weekly[2])
    first, second, third = rows(desk, weekly)
    assert (first.date, first.status) == (MARCH_4, MeetingStatus.SCHEDULED)
    assert (second.date, second.occurrence, second.rescheduled_from) == (
        date(2025, 3, 13), date(2025, 3, 11), date(2025, 3, 11),
    )  # fmt: skip
    assert (third.status, third.uid) == (MeetingStatus.CANCELLED, first.uid)


def test_what_changes_from_one_on_changes_those_that_follow_but_not_what_differed_by_itself(desk: Desk, weekly):
    desk.services.meetings.edit(weekly[2], {"location": "Room 1"})
    desk.services.meeting_series.change_following(weekly[1], {"location": "Teams"})
    assert [row.location for row in rows(desk, weekly)] == ["Webex", "Teams", "Room 1"]
    assert {row.uid for row in rows(desk, weekly)} == {event(desk).uid}


def test_from_the_first_on_the_whole_series_is_changed(desk: Desk, weekly):
    desk.services.meeting_series.change_following(weekly[0], {"start": time(10), "end": time(11)})
    assert (event(desk).start, event(desk).end) == (time(10), time(11))


def test_another_weekday_from_one_on_is_an_event_of_its_own_and_the_old_one_ends_before_it(desk: Desk, weekly):
    desk.services.meeting_series.change_following(weekly[1], {"start": time(10)}, to=date(2025, 3, 12))
    first, second, third = rows(desk, weekly)
    assert [row.date for row in (first, second, third)] == [MARCH_4, date(2025, 3, 12), date(2025, 3, 26)]
    assert [row.occurrence for row in (first, second, third)] == [row.date for row in (first, second, third)]
    assert first.uid != second.uid == third.uid
    assert (first.rule, second.rule) == ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "FREQ=WEEKLY;BYDAY=WE;COUNT=3")
    assert [row.start for row in (first, second, third)] == [time(11), time(10), time(10)]


def test_from_the_first_on_the_same_event_moves_and_one_that_was_moved_alone_stays_where_it_is(desk: Desk, weekly):
    uid = event(desk).uid
    desk.services.meetings.reschedule(weekly[1], date(2025, 3, 14))
    desk.services.meeting_series.change_following(weekly[0], {}, to=date(2025, 3, 6))
    assert [row.date for row in rows(desk, weekly)] == [date(2025, 3, 6), date(2025, 3, 14), date(2025, 3, 27)]
    assert [row.occurrence for row in rows(desk, weekly)] == [date(2025, 3, day) for day in (6, 13, 27)]
    assert (event(desk).uid, event(desk).starts_on) == (uid, date(2025, 3, 6))


def test_the_second_tuesday_moves_to_the_second_thursday_of_each_month(desk: Desk):
    first = date(2025, 3, 11)
    ids = desk.services.meeting_series.add(
        desk.group, replace(DRAFT, date=first), make_rule(Every.MONTH, first, count=4)
    )
    desk.services.meeting_series.change_following(ids[1], {}, to=date(2025, 4, 10))
    assert [row.date for row in rows(desk, ids)] == [first, date(2025, 4, 10), date(2025, 5, 8), date(2025, 6, 12)]


def test_a_series_is_extended_with_meetings_like_its_latest_and_its_guests_and_ends_earlier(desk: Desk, weekly):
    services = desk.services
    services.guests.invite(weekly[0], services.guests.read(weekly[0], "pf; Ann Lee <ann@x.example>"))
    planned = services.meeting_series.set_end(weekly[0], until=date(2025, 4, 9), skip={date(2025, 4, 1)})
    assert [day.day for day in planned.added] == [date(2025, 4, 1), date(2025, 4, 8)]
    made = services.meeting_series.all(weekly[0])[-1]
    assert (made.date, made.start, made.location, made.uid) == (date(2025, 4, 8), time(11), "Webex", event(desk).uid)
    assert {guest.mail for guest in services.guests.of(made.id)} == {
        guest.mail for guest in services.guests.of(weekly[0])
    }
    with services.store.reading() as connection:
        assert len(connection.execute(select(Attendance).where(Attendance.meeting_id == made.id)).all()) == 1
    assert [row.id for row in services.meeting_series.set_end(weekly[0], count=2).dropped] == [weekly[2], made.id]
    assert event(desk).rule.endswith("COUNT=2")
    assert len(services.meeting_series.all(weekly[0])) == 2


def test_what_was_held_is_not_touched_by_what_changes_later(desk: Desk, weekly):
    desk.services.meetings.hold(weekly[2])
    desk.services.meeting_series.cancel_following(weekly[1])
    assert [row.status for row in rows(desk, weekly)] == [
        MeetingStatus.SCHEDULED, MeetingStatus.CANCELLED, MeetingStatus.HELD,
    ]  # fmt: skip


def test_the_rule_ends_with_what_is_left(desk: Desk, weekly):
    desk.services.meeting_series.delete_following(weekly[1])
    assert [row.id for row in desk.services.meetings.list() if row.rule] == [weekly[0]]
    assert event(desk).rule == "FREQ=WEEKLY;BYDAY=TU;COUNT=1"


def test_those_that_follow_are_named_before_they_are_changed(desk: Desk, weekly):
    assert [row.id for row in desk.services.meeting_series.following(weekly[1])] == list(weekly[1:])


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda d: d.services.meeting_series.add(d.group, MeetingDraft("Call"), RULE), "date of its first meeting"),
        (
            lambda d: d.services.meeting_series.add(
                d.group, DRAFT, RULE, skip={date(2025, 3, day) for day in (4, 11, 18, 25)}
            ),
            "All days of the series are skipped",
        ),
        (lambda d: d.services.meeting_series.cancel_following(d.meeting), "belongs to no series"),
        (
            lambda d: d.services.meetings.add(d.group, MeetingDraft("Night", date(2025, 3, 9), time(2, 30))),
            "There is no 2:30 AM on Sun, Mar 9, 2025",
        ),
        (
            lambda d: d.services.meetings.reschedule(d.meeting, MARCH_4, times=(time(12), time(11))),
            "ends before it starts",
        ),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, act, words: str):
    before = dump(desk.services.store)
    with pytest.raises(ValidationError, match=words):
        act(desk)
    assert dump(desk.services.store) == before


# ---------------------------------------------------------------------- looking at a day


def look(desk: Desk, day: date, start: time | None = time(11), end: time | None = time(12)) -> str:
    dates = desk.services.meeting_dates
    return " ".join(dates.remarks(desk.group, day, start, end, zone="America/New_York", apart_from=desk.meeting))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 25), ""),
        (date(2025, 2, 22), "That is a Saturday."),
        (date(2025, 2, 17), "That is Washington's Birthday."),
        (date(2025, 1, 14), "That day has passed."),
    ],
)
def test_a_day_is_looked_at_before_it_is_set(desk: Desk, day: date, words: str):
    assert look(desk, day) == words


def test_another_meeting_of_the_group_or_of_its_parent_is_pointed_out(desk: Desk):
    meetings = desk.services.meetings
    parent = desk.services.groups.find("IX WG").id
    other = desk.services.groups.add("Other WG").id
    meetings.add(parent, MeetingDraft("Plenary", MARCH_4, time(11, 30), time(13)))
    meetings.add(other, MeetingDraft("Elsewhere", MARCH_4, time(11), time(12)))
    assert look(desk, MARCH_4) == "Plenary of IX WG is at the same time: 11:30 AM – 1:00 PM."
    assert look(desk, MARCH_4, time(9), time(10)) == "Plenary of IX WG is on that day too, 11:30 AM – 1:00 PM."
    assert look(desk, MARCH_4, None, None) == "Plenary of IX WG is on that day too."
    meetings.cancel(desk.services.meetings.list(group_id=parent)[0].id)
    assert look(desk, MARCH_4) == ""


def test_a_time_that_clocks_leave_out_is_pointed_out(desk: Desk):
    assert "the clocks go forward" in look(desk, date(2025, 3, 9), time(2, 30), time(4))


def test_a_meeting_taken_out_has_an_event_and_guests_of_its_own_and_the_series_leaves_its_day_out(desk: Desk, weekly):
    services = desk.services
    services.settings.put("organiser.mail", "desk@example.org")
    services.guests.invite(weekly[0], services.guests.read(weekly[0], "ann@x.example"))
    # Sent from the page of the very meeting that is taken out: it is the series' event that went out.
    services.invitations.remember(weekly[1], services.invitations.parcels(weekly[1]))
    services.meeting_series.take_out(weekly[1])
    services.guests.invite(weekly[1], services.guests.read(weekly[1], "ben@x.example"))
    first, second, _third = rows(desk, weekly)
    assert second.uid != first.uid
    assert (second.in_series, first.in_series) == (False, True)
    assert [guest.mail for guest in services.guests.of(weekly[0])] == ["ann@x.example"]
    assert [guest.mail for guest in services.guests.of(weekly[1])] == ["ann@x.example", "ben@x.example"]
    told = {key: services.invitations.parcels(key) for key in (weekly[0], weekly[1])}
    assert [parcel.errand.turn for parcel in told[weekly[0]]] == [Turn.UPDATE]
    assert b"EXDATE;TZID=America/New_York:20250311T110000" in told[weekly[0]][0].calendar
    assert {parcel.errand.turn for parcel in told[weekly[1]]} == {Turn.INVITE}
    event_of_its_own = told[weekly[1]][0].calendar.partition(b"BEGIN:VEVENT")[2]
    assert not any(word in event_of_its_own for word in (b"RRULE", b"RECURRENCE-ID"))


def test_only_a_meeting_of_a_series_with_others_in_it_is_taken_out(desk: Desk, weekly):
    with pytest.raises(ValidationError, match="belongs to no series"):
        desk.services.meeting_series.take_out(desk.meeting)
    for meeting_id in weekly[1:]:
        desk.services.meeting_series.take_out(meeting_id)
    with pytest.raises(ValidationError, match="only meeting left"):
        desk.services.meeting_series.take_out(weekly[0])
