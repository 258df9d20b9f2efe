"""Answers and invitations as Outlook, Google and Apple write them, with invented people."""

from __future__ import annotations

from email.message import EmailMessage

UID = "040000008200E00074C5B7101A82E008@x.example"

EASTERN = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""

OUTLOOK_REPLY = f"""\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
{EASTERN.format(name="Eastern Standard Time")}BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN="Lee, Ann":MAILTO:Ann.Lee@X.example
COMMENT;LANGUAGE=en-US:I may be late\\, sorry.\\nAnn\\n
UID:{UID}
SUMMARY;LANGUAGE=en-US:Tentative: MSA subgroup meeting
DTSTART;TZID=Eastern Standard Time:20250225T110000
DTEND;TZID=Eastern Standard Time:20250225T120000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20250210T143000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:1
LOCATION;LANGUAGE=en-US:Online
X-MICROSOFT-CDO-APPT-SEQUENCE:1
X-ALT-DESC;FMTTYPE=text/html:<html><body>Hello: <b>x</b></body></html>
END:VEVENT
END:VCALENDAR
"""

GOOGLE_REPLY = f"""\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20250225T160000Z
DTEND:20250225T170000Z
DTSTAMP:20250211T090000Z
ORGANIZER;CN=Facilitator:mailto:facilitator@gpi.example
UID:{UID}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Ben Ode
 ;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="In court, all day":mailto:ben@y.exa
 mple
CREATED:20250205T120000Z
DESCRIPTION:
LAST-MODIFIED:20250211T090000Z
LOCATION:
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:MSA subgroup meeting
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""

APPLE_REPLY = f"""\
BEGIN:VCALENDAR
METHOD:REPLY
VERSION:2.0
PRODID:-//Apple Inc.//macOS 14.5//EN
CALSCALE:GREGORIAN
{EASTERN.format(name="US-Eastern")}BEGIN:VEVENT
ATTENDEE;CN="Cole, C.";CUTYPE=INDIVIDUAL;EMAIL="c@z.example";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:/aMTQ0/principal/
DTEND;TZID=US-Eastern:20250225T120000
DTSTAMP:20250212T101010Z
DTSTART;TZID=US-Eastern:20250225T110000
ORGANIZER;CN="Facilitator":mailto:facilitator@gpi.example
REQUEST-STATUS:2.0;Success
SEQUENCE:1
SUMMARY:MSA subgroup meeting
UID:{UID}
END:VEVENT
END:VCALENDAR
"""

TEAMS_REQUEST = f"""\
BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
{EASTERN.format(name="Eastern Standard Time")}BEGIN:VEVENT
ORGANIZER;CN=Olga Org:mailto:olga@pura.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Facilitator:mailto:facilitator@gpi.example
ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ann Lee:mailto:ann.lee@x.example
DESCRIPTION;LANGUAGE=en-US:\\n____\\nMicrosoft Teams\\nJoin: https://teams.microsoft.com/l/meetup-join/19%3a\\n
UID:{UID}
SUMMARY;LANGUAGE=en-US:Technical meeting
DTSTART;TZID=Eastern Standard Time:20250304T100000
DTEND;TZID=Eastern Standard Time:20250304T113000
DTSTAMP:20250220T150000Z
STATUS:CONFIRMED
SEQUENCE:2
LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting
X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting
END:VEVENT
END:VCALENDAR
"""


THUNDERBIRD_SERIES_REPLY = f"""\
BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:REPLY
{EASTERN.format(name="America/New_York")}BEGIN:VEVENT
LAST-MODIFIED:20250212T052014Z
DTSTAMP:20250212T052014Z
UID:{UID}
SUMMARY:Weekly call
STATUS:CONFIRMED
ORGANIZER;CN=Facilitator:mailto:facilitator@gpi.example
ATTENDEE;PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:an
 n.lee@x.example
RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=TU
DTSTART;TZID=America/New_York:20250225T110000
DTEND;TZID=America/New_York:20250225T120000
SEQUENCE:1
CONFERENCE;LABEL=Join;VALUE=URI:https://x.example/call
END:VEVENT
BEGIN:VEVENT
LAST-MODIFIED:20250212T052014Z
DTSTAMP:20250212T052014Z
UID:{UID}
SUMMARY:Weekly call
STATUS:CONFIRMED
RECURRENCE-ID;TZID=America/New_York:20250304T110000
ORGANIZER;CN=Facilitator:mailto:facilitator@gpi.example
ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICI
 PANT:mailto:ann.lee@x.example
DTSTART;TZID=America/New_York:20250306T110000
DTEND;TZID=America/New_York:20250306T120000
SEQUENCE:1
END:VEVENT
END:VCALENDAR
"""
"""What Thunderbird 153 sent for "Accept all" of a series with a day that was moved: that day isn't answered."""

EVOLUTION_REPLY = f"""\
From: Zoe Guest <zoe@x.example>
To: Facilitator <facilitator@gpi.example>
Subject: Declined: MSA subgroup meeting
Date: Fri, 14 Feb 2025 21:39:33 -0800
Content-Type: text/calendar; name="calendar.ics"; charset="utf-8"; METHOD="REPLY"
Content-Transfer-Encoding: 7bit
User-Agent: Evolution 3.46.4
MIME-Version: 1.0

BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Ximian//NONSGML Evolution Calendar//EN
VERSION:2.0
METHOD:REPLY
{EASTERN.format(name="America/New_York")}BEGIN:VEVENT
UID:{UID}
DTSTAMP:20250215T053931Z
SEQUENCE:1
DTSTART;TZID=America/New_York:20250225T110000
DTEND;TZID=America/New_York:20250225T120000
SUMMARY:MSA subgroup meeting
CONFERENCE;VALUE=URI;LABEL=Join:https://x.example/call
ORGANIZER;CN=Facilitator:mailto:facilitator@gpi.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=TRUE;
 PARTSTAT=DECLINED:mailto:zoe@x.example
STATUS:CONFIRMED
COMMENT:In court\\, all day\\; sorry
END:VEVENT
END:VCALENDAR

"""
"""What Evolution 3.46 sent for "Decline" with a comment."""


def calendar(*lines: str, method: str = "REPLY", before: str = "") -> bytes:
    """A calendar of one event with these lines; what a test doesn't say is filled in."""
    there = {line.partition(":")[0].partition(";")[0] for line in lines}
    usual = {"UID": UID, "DTSTAMP": "20250210T143000Z", "DTSTART": "20250225T160000Z"}
    event = [*lines, *(f"{name}:{value}" for name, value in usual.items() if name not in there)]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", *([f"METHOD:{method}"] if method else []), *before.splitlines()]
    return "\r\n".join([*head, "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR", ""]).encode()


def reply(mail: str, answer: str = "ACCEPTED", **values: str) -> bytes:
    """A plain answer; `values` are lines by their name."""
    return calendar(f"ATTENDEE;PARTSTAT={answer}:mailto:{mail}", *(f"{name}:{value}" for name, value in values.items()))


def mail(*calendars: str | bytes, sender: str = "Ann Lee <ann.lee@x.example>") -> EmailMessage:
    """A mail that holds calendars as mail programs send them: as a text beside the text, and attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "facilitator@gpi.example", "Accepted: meeting"
    message["Date"] = "Mon, 10 Feb 2025 09:30:00 -0500"
    message.set_content("Ann Lee has accepted.")
    for each in calendars:
        text = each.decode() if isinstance(each, bytes) else each
        message.add_alternative(text, subtype="calendar", params={"method": "REPLY"}, cte="base64")
        message.add_attachment(text.encode(), maintype="application", subtype="ics", filename="invite.ics")
    return message


ARIZONA_SECONDS = """\
BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0700
TZOFFSETTO:-0700
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
"""
