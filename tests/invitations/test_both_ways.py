"""What this program writes it also reads, and it reads what icalendar, another program's reader, reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from msa_wg_desktop.domain.invitations import EventFacts, Guest, Invitation, Mailbox, Method, errands
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.invitations.mail import Mails
from msa_wg_desktop.invitations.reading import read_file
from tests.invitations.calendars import APPLE_REPLY, GOOGLE_REPLY, OUTLOOK_REPLY, TEAMS_REQUEST

STAMP = datetime(2025, 2, 12, 9, 30, tzinfo=UTC)
ZONES = ("America/New_York", "America/Phoenix", "Pacific/Honolulu", "UTC")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2025, 2, 25), date(2025, 3, 9), date(2025, 7, 1), date(2025, 11, 2)])
def test_an_invitation_that_is_sent_is_read_as_what_it_says(zone: str, day: date) -> None:
    facts = EventFacts(day, time(13), time(14, 30), zone, "Room 2", "https://x.example/join")
    guests = (Guest("ann@x.example", "Ann, Lee"), Guest("all@x.example", "Everybody", optional=True, is_list=True))
    invitation = Invitation("uid@x", "id", "Zoë’s; meeting", facts, Mailbox("o@x.example", "Olga Org"), guests)
    (errand, _other) = errands(invitation, []).due
    found = read_file("mail.eml", Mails(invitation, stamp=STAMP).mail(errand))
    (event,) = found.events
    assert (event.method, event.uid, event.sequence, event.stamp) == (Method.REQUEST, "uid@x", 0, STAMP)
    assert (event.day, event.start, event.end, event.time_zone) == (day, time(13), time(14, 30), zone)
    assert (event.title, event.url, event.organiser) == (
        "Zoë’s; meeting",
        "https://x.example/join",
        Mailbox("o@x.example", "Olga Org"),
    )
    assert found.sender == Mailbox("o@x.example", "Olga Org")
    assert [(guest.mailbox.mail, guest.optional, guest.is_list) for guest in event.guests] == [
        ("ann@x.example", False, False),
        ("all@x.example", True, True),
    ]


@pytest.mark.parametrize("text", [OUTLOOK_REPLY, GOOGLE_REPLY, APPLE_REPLY, TEAMS_REQUEST])
def test_another_reader_finds_the_same(text: str) -> None:
    (event,) = read_file("x.ics", text.encode()).events
    other: Any = next(part for part in icalendar.Calendar.from_ical(text).walk() if part.name == "VEVENT")
    assert event.uid == other["UID"]
    assert event.sequence == other["SEQUENCE"]
    assert event.stamp == other["DTSTAMP"].dt
    assert event.day is not None
    assert event.start is not None
    assert datetime.combine(event.day, event.start, ZoneInfo(event.time_zone)) == other["DTSTART"].dt
    theirs = other["ATTENDEE"] if isinstance(other["ATTENDEE"], list) else [other["ATTENDEE"]]
    words = {Answer.NONE: "NEEDS-ACTION", **{answer: answer.name for answer in Answer if answer is not Answer.NONE}}
    assert [words[guest.answer] for guest in event.guests] == [each.params["PARTSTAT"] for each in theirs]
