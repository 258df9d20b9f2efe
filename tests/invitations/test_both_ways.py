"""What this program writes it also reads, and it reads what icalendar, another program's reader, reads."""

from __future__ import annotations

import email
import re
from datetime import UTC, date, datetime, time
from email import policy
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msa_wg_desktop.domain.invitations import EventFacts, Guest, Invitation, Mailbox, Method, errands
from msa_wg_desktop.domain.replies import Answer
from msa_wg_desktop.domain.text import clean, clean_line
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


_SIGNS = "aZ09 ,;:\\\"'@<>()=?_.-/ÄöüßéŁЖ日本🙂👩‍⚖️\n\r\t\x07\u2028\ud800"
_WORDS = st.text(st.sampled_from(_SIGNS) | st.characters(), max_size=120)


@settings(max_examples=60, deadline=None)
@given(title=_WORDS, place=_WORDS, text=_WORDS, organiser=_WORDS, name=_WORDS)
def test_any_words_come_back_as_they_were_and_nothing_in_them_becomes_something_else(
    title: str, place: str, text: str, organiser: str, name: str
) -> None:
    facts = EventFacts(date(2025, 4, 16), time(13), time(14), "America/New_York", place)
    guests = (Guest("ann@x.example", name), Guest("ben@x.example", name[::-1]))
    invitation = Invitation("uid@x", "id", title, facts, Mailbox("o@x.example", organiser), guests, text=text)
    errand = errands(invitation, []).due[0]
    data = Mails(invitation, stamp=STAMP).mail(errand)

    mail = email.message_from_bytes(data, policy=policy.default)
    heads = ["Subject", "From", "Date", "To", "Message-ID", "MIME-Version", "Content-Type"]
    assert mail.keys() == heads
    assert not [defect for part in mail.walk() for defect in part.defects]
    assert _named(data, "From") == (_line(organiser), "o@x.example")
    assert _named(data, "To") == (_line(name), "ann@x.example")
    assert max(map(len, data.split(b"\r\n\r\n")[0].split(b"\r\n"))) <= 998

    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar").get_payload(decode=True)
    assert isinstance(calendar, bytes)
    lines = calendar.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if re.search(rb"[\x00-\x1f\x7f]", line)]
    assert all(line.decode("utf-8") for line in lines)
    (event,) = _events(calendar)
    assert event["SUMMARY"] == _line(title)
    assert event.get("LOCATION", "") == _line(place)
    assert event.get("DESCRIPTION", "") == clean(text)[0].strip().replace("\t", " ")
    assert len(event["ATTENDEE"]) == 2
    assert _called(event["ATTENDEE"][0].params.get("CN", "")) == _called(name)
    assert _called(event["ORGANIZER"].params.get("CN", "")) == _called(organiser)

    (own,) = read_file("mail.eml", data).events
    assert own.title == " ".join(_line(title).split())
    assert own.organiser is not None
    assert (own.organiser.mail, [guest.mailbox.mail for guest in own.guests]) == (
        "o@x.example",
        ["ann@x.example", "ben@x.example"],
    )


def _line(text: str) -> str:
    return clean_line(text)[0]


def _called(name: str) -> str:
    """A name as a parameter has it: without quotes, and icalendar takes some backslashes for escapes."""
    return _line(name).replace('"', "'").replace("\\", "")


def _events(data: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def _named(data: bytes, header: str) -> tuple[str, str]:
    """The only name and address of a header. The newer parser of Python puts a space between encoded words."""
    ((name, address),) = getaddresses([email.message_from_bytes(data, policy=policy.compat32)[header]])
    return str(make_header(decode_header(name))), address
