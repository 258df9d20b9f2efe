"""Where something waits to be sent: a moved meeting, a deleted one, a series parted and put together."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from msa_wg_desktop.domain.invitations import Method, Turn
from msa_wg_desktop.domain.meetings import MeetingDraft
from msa_wg_desktop.domain.series import Every, make_rule
from msa_wg_desktop.domain.today import Concern
from msa_wg_desktop.errors import NotFoundError
from tests.services.test_invitations import hand_out, turns

DAY = date(2025, 4, 16)
DRAFT = MeetingDraft("MSA training", DAY, time(13), time(14, 30), "America/New_York", location="Hearing room")


@pytest.fixture
def meeting_id(services) -> str:
    """A meeting with two guests, one of them by address."""
    acme = services.parties.add_organisation("Acme Solar").id
    services.parties.add_person("Ann Lee", acme, mail="ann@example.org")
    services.settings.put("organiser.mail", "desk@example.org")
    meeting = services.meetings.add(services.groups.add("IX WG").id, DRAFT)
    services.guests.invite(meeting, services.guests.read(meeting, "Ann Lee; Ben Yu <ben@example.org>"))
    return meeting


def waits(services, **how) -> list[tuple[str, str, int]]:
    found = services.waiting_invitations.list(**how)
    return [(each.title, each.errands.all[0].turn.name, len(each.errands.all)) for each in found]


def attention(services) -> list:
    board = services.today.board(services.groups.family(None))
    return [told for told in board.attention if told.concern is Concern.TO_SEND]


def test_what_was_never_sent_or_is_up_to_date_waits_for_nothing(services, meeting_id):
    assert waits(services) == []
    hand_out(services, meeting_id)
    assert waits(services) == []
    services.invitations.edit(meeting_id, message="Only the text.")
    services.agenda.add(meeting_id, "An item")
    assert waits(services) == []


def test_a_moved_a_cancelled_meeting_and_a_newcomer_wait_until_it_is_sent(services, meeting_id):
    hand_out(services, meeting_id)
    services.guests.invite(meeting_id, services.guests.read(meeting_id, "cy@example.org"))
    assert waits(services) == [("MSA training", "INVITE", 1)]
    hand_out(services, meeting_id)
    services.meetings.reschedule(meeting_id, date(2025, 4, 23))
    assert waits(services) == [("MSA training", "UPDATE", 3)]
    services.meetings.cancel(meeting_id, to_be_rescheduled=True)
    (waiting,) = services.waiting_invitations.list()
    assert (waiting.key, {each.turn for each in waiting.errands.all}) == (meeting_id, {Turn.CANCEL})
    assert [told.item for told in attention(services)] == [meeting_id]
    hand_out(services, meeting_id)
    assert waits(services) == []
    assert attention(services) == []
    other = services.groups.add("Other WG").id
    services.meetings.reschedule(meeting_id, DAY)
    assert waits(services, group_ids=[other]) == []


def test_of_a_deleted_meeting_the_cancellation_stays_until_it_is_sent(services, store, meeting_id):
    (sent, _other) = hand_out(services, meeting_id)
    services.meetings.delete(meeting_id)
    (waiting,) = services.waiting_invitations.list()
    assert (waiting.key, waiting.title, waiting.day, waiting.is_gone) == (sent.uid, "MSA training", DAY, True)
    shown = services.invitations.overview(waiting.key)
    assert shown.is_gone
    assert {line.guest.mail for line in shown.guests} == {"ann@example.org", "ben@example.org"}
    parcels = hand_out(services, waiting.key)
    assert {(each.method, each.uid, each.errand.sequence) for each in parcels} == {(Method.CANCEL, sent.uid, 1)}
    calendar = next(each for each in parcels if each.errand.guest.mail == "ann@example.org").calendar.decode()
    assert "DTSTART;TZID=America/New_York:20250416T130000" in calendar
    assert "STATUS:CANCELLED" in calendar
    assert "ben@example.org" not in calendar
    assert waits(services) == []
    store.undo()
    assert services.meetings.get(meeting_id).title == "MSA training"
    assert turns(services, meeting_id) == {"ann": (Turn.INVITE, 2), "ben": (Turn.INVITE, 2)}


def test_a_deleted_meeting_can_be_left_in_the_calendars_and_undo_makes_it_wait_again(services, store, meeting_id):
    hand_out(services, meeting_id)
    services.meetings.delete(meeting_id)
    services.waiting_invitations.let_be(services.waiting_invitations.list()[0].key)
    assert waits(services) == []
    store.undo()
    assert waits(services) == [("MSA training", "CANCEL", 2)]


def test_what_is_over_waits_for_nothing(services, meeting_id):
    services.meetings.reschedule(meeting_id, date(2025, 1, 8))
    hand_out(services, meeting_id)
    services.meetings.cancel(meeting_id)
    assert waits(services) == []
    services.meetings.delete(meeting_id)
    assert waits(services) == []


def test_where_undo_takes_a_parted_series_together_its_second_event_is_still_to_be_cancelled(services, store):
    services.settings.put("organiser.mail", "desk@example.org")
    made = services.meeting_series.add(services.groups.add("IX WG").id, DRAFT, make_rule(Every.WEEK, DAY, count=4))
    services.guests.invite(made[0], services.guests.read(made[0], "ann@example.org"))
    hand_out(services, made[0])
    services.meeting_series.change_following(made[2], {}, to=date(2025, 5, 1))
    (new,) = hand_out(services, made[2])
    hand_out(services, made[0])
    store.undo()
    assert len({row.uid for row in services.meeting_series.all(made[0])}) == 1
    told = {each.key: each.errands.all[0] for each in services.waiting_invitations.list()}
    assert {key: (errand.turn, errand.sequence) for key, errand in told.items()} == {
        made[0]: (Turn.UPDATE, 2),
        new.uid: (Turn.CANCEL, 1),
    }
    (cancelled,) = hand_out(services, new.uid)
    assert b"RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2" in cancelled.calendar


def test_nothing_is_made_of_what_never_went_out(services, meeting_id):
    services.meetings.delete(meeting_id)
    assert waits(services) == []
    with pytest.raises(NotFoundError):
        services.invitations.get(meeting_id)


def test_one_calendar_file_for_all_and_one_beside_it_for_who_was_taken_off(services, meeting_id, tmp_path: Path):
    hand_out(services, meeting_id)
    services.guests.remove(meeting_id, "ben@example.org")
    files = services.invitations.save(meeting_id, tmp_path / "training.ics")
    assert [file.name for file in files] == ["training.ics", "training cancellation for ben@example.org.ics"]
    stays, leaves = (file.read_bytes() for file in files)
    assert b"METHOD:REQUEST" in stays
    assert b"ben@example.org" not in stays
    assert b"METHOD:CANCEL" in leaves
    assert set(turns(services, meeting_id)) == {"ann"}


def test_the_mail_says_the_time_in_the_chosen_zones_and_the_next_meeting_begins_with_them(services, meeting_id):
    services.invitations.edit(meeting_id, zones=("America/Los_Angeles", "Europe/London"))
    parcels = services.invitations.parcels(meeting_id)
    when = services.invitations.overview(meeting_id).message.when
    assert when[1:] == ("10:00 AM – 11:30 AM Pacific", "6:00 PM – 7:30 PM London time")
    assert parcels[0].mail.count(b"AM Pacific") == 2
    services.invitations.remember(meeting_id, parcels)
    services.invitations.edit(meeting_id, zones=())
    assert turns(services, meeting_id)["ann"] == (Turn.NOTHING, 0)
    services.invitations.edit(meeting_id, zones=("America/Chicago",))
    group = services.meetings.get(meeting_id).group_id
    assert services.invitations.get(services.meetings.add(group, DRAFT)).zones == ("America/Chicago",)
