"""Files that are no answer and no invitation, each with words of the sentence that says so."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

from tests.invitations.calendars import calendar, mail, reply

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
    "a day of a series that can't be read": (
        reply("ann@x.example", **{"RECURRENCE-ID": "next Tuesday"}),
        "can't be read about which",
    ),
    "a day and all that follow": (
        reply("ann@x.example", **{"RECURRENCE-ID;RANGE=THISANDFUTURE": "20250225T160000Z"}),
        "all that follow it",
    ),
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
