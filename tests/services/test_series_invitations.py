"""The one invitation of a series: one list, one event, the same from whichever of its meetings it is looked at."""

from __future__ import annotations

from datetime import date, time

import pytest

from msa_wg_desktop.domain.invitations import Turn
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.series import Every, make_rule
from tests.services.test_invitations import hand_out, turns

DAY = date(2025, 4, 16)
DRAFT = MeetingDraft("Weekly call", DAY, time(13), time(14), "America/New_York", location="Webex")


@pytest.fixture
def weekly(services) -> tuple[str, ...]:
    services.settings.put("organiser.mail", "desk@example.org")
    group = services.groups.add("IX WG").id
    made = services.meeting_series.add(group, DRAFT, make_rule(Every.WEEK, DAY, count=4))
    services.guests.invite(made[2], services.guests.read(made[2], "ann@example.org; Ben Yu <ben@example.org>"))
    return made


def test_whoever_is_invited_to_one_is_invited_to_all_that_were_not_held_yet(services, weekly):
    assert {len(services.guests.of(each)) for each in weekly} == {2}
    services.meetings.hold(weekly[0])
    services.guests.remove(weekly[3], "ben@example.org")
    services.guests.edit(weekly[3], "ann@example.org", optional=True)
    for each in weekly:
        (guest,) = services.guests.of(each)
        assert (guest.mail, guest.optional) == ("ann@example.org", True)


def test_it_is_one_invitation_from_whichever_meeting_it_is_sent(services, weekly):
    services.invitations.edit(weekly[1], message="Bring questions.", reminders=(60,))
    services.agenda.add(weekly[2], "Liability waiver")
    hand_out(services, weekly[3])
    for each in weekly:
        assert turns(services, each) == {"ann": (Turn.NOTHING, 0), "ben": (Turn.NOTHING, 0)}


def test_the_agenda_of_one_day_stands_with_that_day_and_is_an_update_of_the_text(services, weekly):
    hand_out(services, weekly[0])
    services.agenda.add(weekly[1], "Liability waiver")
    ann, *_others = hand_out(services, weekly[0])
    assert (ann.errand.turn, ann.errand.sequence) == (Turn.MINOR, 0)
    calendar = ann.calendar.decode().replace("\r\n ", "")
    series, day = calendar.split("BEGIN:VEVENT")[1:]
    assert "Liability waiver" not in series
    assert "RECURRENCE-ID;TZID=America/New_York:20250423T130000" in day
    assert "Liability waiver" in day
    words = services.invitations.overview(weekly[3]).message
    assert "For Wed, Apr 23, 2025:\n\nAgenda\n\n1. Liability waiver" in words.text
    assert not any("Apr 23" in line for line in words.when)


def test_one_moved_and_one_cancelled_are_exceptions_of_the_same_event_in_its_next_version(services, weekly):
    first, *_others = hand_out(services, weekly[0])
    services.meetings.reschedule(weekly[1], date(2025, 4, 24))
    services.meetings.cancel(weekly[2])
    ann, *_others = hand_out(services, weekly[2])
    assert (ann.uid, ann.errand.turn, ann.errand.sequence) == (first.uid, Turn.UPDATE, 1)
    calendar = ann.calendar.decode().replace("\r\n ", "")
    assert "EXDATE;TZID=America/New_York:20250430T130000" in calendar
    assert "RECURRENCE-ID;TZID=America/New_York:20250423T130000" in calendar
    assert "DTSTART;TZID=America/New_York:20250424T130000" in calendar
    assert calendar.count("SEQUENCE:1\r\n") == 2


def test_another_weekday_from_one_on_ends_the_event_for_its_guests_and_invites_them_to_the_next(
    services, store, weekly
):
    first, *_others = hand_out(services, weekly[0])
    services.meeting_series.change_following(weekly[2], {}, to=date(2025, 5, 1))
    assert turns(services, weekly[0]) == {"ann": (Turn.UPDATE, 1), "ben": (Turn.UPDATE, 1)}
    assert turns(services, weekly[2]) == {"ann": (Turn.INVITE, 0), "ben": (Turn.INVITE, 0)}
    old, new = hand_out(services, weekly[0])[0], hand_out(services, weekly[3])[0]
    assert b"RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2" in old.calendar
    assert b"RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2" in new.calendar
    assert old.uid == first.uid != new.uid


def test_both_halves_of_a_parted_series_wait_until_they_are_sent(services, weekly):
    first, *_others = hand_out(services, weekly[0])
    services.meeting_series.change_following(weekly[2], {}, to=date(2025, 5, 1))
    assert services.invitations.waiting(weekly[2], was=first.uid) == (
        "2 guests have the series: its earlier end, and the invitation to what follows, wait to be sent."
    )
    told = {each.key: each.errands.all[0].turn for each in services.waiting_invitations.list()}
    assert told == {weekly[0]: Turn.UPDATE, weekly[2]: Turn.INVITE}
    hand_out(services, weekly[0])
    hand_out(services, weekly[3])
    assert services.waiting_invitations.list() == ()


def test_another_place_from_one_on_stays_the_event_and_is_said_of_its_days(services, weekly):
    hand_out(services, weekly[0])
    services.meeting_series.change_following(weekly[3], {"location": "Room 2"})
    assert turns(services, weekly[0]) == {"ann": (Turn.UPDATE, 1), "ben": (Turn.UPDATE, 1)}
    assert "On Wed, May 7: Room 2" in services.invitations.overview(weekly[0]).message.when


def test_undo_of_a_moved_series_is_one_more_version_not_the_old_one(services, store, weekly):
    hand_out(services, weekly[0])
    services.meeting_series.change_following(weekly[0], {"start": time(15), "end": time(16)})
    hand_out(services, weekly[0])
    store.undo()
    assert turns(services, weekly[0]) == {"ann": (Turn.UPDATE, 2), "ben": (Turn.UPDATE, 2)}


def test_an_extended_series_goes_out_as_an_update_to_the_same_guests(services, weekly):
    hand_out(services, weekly[0])
    services.meeting_series.set_end(weekly[0], count=6)
    assert turns(services, services.meeting_series.all(weekly[0])[-1].id) == {
        "ann": (Turn.UPDATE, 1),
        "ben": (Turn.UPDATE, 1),
    }
