"""What can't be read is answered in one sentence, soon, whatever it is."""

from __future__ import annotations

import time
from email import policy
from email.message import EmailMessage

import pytest

from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.invitations.reading import read_file
from tests.invitations.calendars import ARIZONA_SECONDS, calendar, mail, reply

MOST_SECONDS = 5
NO_CALENDAR = EmailMessage()
NO_CALENDAR["From"] = "ann@x.example"
NO_CALENDAR.set_content("I accept")
TNEF = EmailMessage()
TNEF["From"] = "ann@x.example"
TNEF.add_attachment(b"x\x9f", maintype="application", subtype="ms-tnef", filename="winmail.dat")
EVENT = "BEGIN:VEVENT\r\nUID:{}@x.example\r\nDTSTART:20250225T160000Z\r\nSUMMARY:One of many\r\nEND:VEVENT\r\n"

BAD = {
    "empty": (b"", "is no calendar file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "is no calendar file"),
    "text": (b"I accept.\nAnn", "is no calendar file"),
    "a web page": (b"<!DOCTYPE html><html><a href='x:y'>BEGIN:VCALENDAR</a></html>", "is no calendar file"),
    "Outlook's own form": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "Outlook's own form"),
    "a calendar of nothing": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "without an event"),
    "cut off": (reply("ann@x.example")[:-30], "ends in the middle"),
    "no UID": (reply("ann@x.example", UID=""), "no UID"),
    "a method of something else": (calendar(method="DECLINECOUNTER"), "neither an answer nor an invitation"),
    "two addresses in one": (reply("ann@x.example,ben@y.example"), "more than one mail address"),
    "two addresses escaped": (reply("ann@x.example%2Cben@y.example"), "more than one mail address"),
    "a line end in an address": (reply("ann@x.example\\nBcc: all@x.example"), "several"),
    "a line end in an address, hidden": (reply("ann@x.example%0D%0ABcc: all@x.example"), "several"),
    "a version beyond all": (reply("ann@x.example", SEQUENCE="99999999999"), "SEQUENCE"),
    "a version below all": (reply("ann@x.example", SEQUENCE="-1"), "SEQUENCE"),
    "20 MB of a calendar": (reply("ann@x.example", DESCRIPTION="x" * 20_000_000), "too large"),
    "a mail beyond all": (b"From: a@x.example\r\n\r\n" + b"x" * 31_000_000, "too large"),
    "100,000 events": (
        b"BEGIN:VCALENDAR\r\n" + "".join(map(EVENT.format, range(100_000))).encode() + b"END:VCALENDAR\r\n",
        "too large",
    ),
    "40,000 events": (
        b"BEGIN:VCALENDAR\r\n" + "".join(map(EVENT.format, range(40_000))).encode() + b"END:VCALENDAR\r\n",
        "40,000 events",
    ),
    "lines without end": (b"BEGIN:VCALENDAR\r\n" + b"X:\r\n" * 1_000_000, "far longer"),
    "a mail without a calendar": (NO_CALENDAR.as_bytes(policy=policy.SMTP), "a mail without a calendar"),
    "a mail for Outlook only": (TNEF.as_bytes(policy=policy.SMTP), "only Outlook reads"),
    "a mail with an empty calendar": (mail("").as_bytes(policy=policy.SMTP), "is no calendar file"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_is_refused_in_one_sentence_and_soon(name: str) -> None:
    data, words = BAD[name]
    begun = time.process_time()
    with pytest.raises(ImportProblem) as refused:
        read_file("file.ics", data)
    assert words in refused.value.words
    assert "file.ics" in refused.value.words
    assert "Nothing was changed" in refused.value.words
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize(
    "data",
    [
        reply("ann@x.example", RRULE="FREQ=SECONDLY"),
        reply("ann@x.example", RRULE="FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60)))),
        calendar("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example", *["COMMENT:x"] * 45_000),
        calendar(*(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:guest{number}@x.example" for number in range(45_000))),
        reply("ann@x.example").replace(b"ATTENDEE;", b"ATTENDEE" + b';X=a,b,"c"' * 200_000 + b";"),
        reply("ann@x.example").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" + b" " * 3_000_000),
        calendar("DTSTART;TZID=Own:20250225T110000", "ATTENDEE:mailto:a@x.example", before=ARIZONA_SECONDS),
        b"From: a@x.example\r\nContent-Type: text/calendar\r\n\r\n" + reply("a@x.example") + b"\r\n" * 45_000,
    ],
)
def test_what_has_no_end_is_read_soon_since_nothing_is_expanded(data: bytes) -> None:
    begun = time.process_time()
    assert len(read_file("file.ics", data).events) == 1
    assert time.process_time() - begun < MOST_SECONDS


def test_parts_within_parts_without_end_are_refused_soon() -> None:
    deep = b"From: a@x.example\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth) for depth in range(3_000)
    )
    begun = time.process_time()
    with pytest.raises(ImportProblem, match="Nothing was changed"):
        read_file("deep.eml", deep + b"Content-Type: text/plain\r\n\r\nx\r\n")
    assert time.process_time() - begun < MOST_SECONDS


def test_lines_that_are_nothing_are_passed_over() -> None:
    data = reply("ann@x.example").replace(b"UID:", b"???\r\n;;;\r\nX-BROKEN;=:\r\nDTEND:yesterday\r\nUID:")
    (event,) = read_file("file.ics", data).events
    assert event.end is None
    assert event.guests[0].mailbox.mail == "ann@x.example"
