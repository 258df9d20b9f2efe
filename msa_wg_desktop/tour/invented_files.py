"""Calendar files as they come back from guests and from other organisers, with invented people."""

from __future__ import annotations

from collections.abc import Mapping


def files_that_came(uid: str) -> Mapping[str, str]:
    """By name: answers to the event `uid` of each kind, an event of somebody else, and what is no calendar."""
    return {
        "ann": _reply(uid, "ann@vendor.example", "ACCEPTED", "COMMENT:I will join by phone."),
        "ben": _reply(uid, "ben@utility.example", "TENTATIVE", "SEQUENCE:0"),
        "cy": _reply(uid, "cy@town.example", 'DELEGATED;DELEGATED-TO="mailto:bea@town.example"'),
        "bea": _reply(uid, 'bea@town.example;DELEGATED-FROM="mailto:cy@town.example"', "ACCEPTED"),
        "di": _calendar(
            "COUNTER",
            f"UID:{uid}",
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:di@town.example",
            "DTSTART;TZID=America/New_York:20250423T100000",
            "DTEND;TZID=America/New_York:20250423T113000",
            "COMMENT:The inspectors have their own meeting on the 16th.",
        ),
        "zoe": _reply(uid, "zoe@elsewhere.example", "ACCEPTED"),
        "teams": _calendar(
            "REQUEST",
            "UID:040000008200E00074C5B7101A82E008",
            "SUMMARY:Technical meeting on meter collars",
            "ORGANIZER;CN=Olga Org:mailto:olga@agency.example",
            "DTSTART;TZID=America/New_York:20250422T100000",
            "DTEND;TZID=America/New_York:20250422T113000",
            "LOCATION:Microsoft Teams Meeting",
        ),
        "minutes": "Dear all, please find the minutes attached.",
    }


def _reply(uid: str, mail: str, answer: str, *lines: str) -> str:
    address, _sign, more = mail.partition(";")
    whose = f"ATTENDEE;PARTSTAT={answer};{more}" if more else f"ATTENDEE;PARTSTAT={answer}"
    return _calendar("REPLY", f"UID:{uid}", f"{whose}:mailto:{address}", *lines)


def _calendar(method: str, *lines: str) -> str:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT", "DTSTAMP:20250401T120000Z")
    return "\r\n".join((*head, *lines, "END:VEVENT", "END:VCALENDAR", ""))
