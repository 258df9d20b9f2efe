"""Reads one VEVENT as Outlook, Google, Apple and others write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from msa_wg_desktop.domain.invitations import Mailbox, Method
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.replies import Answer, IncomingEvent, IncomingGuest
from msa_wg_desktop.domain.text import clean, clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations.content import Component, Property, local_time
from msa_wg_desktop.invitations.zone_reading import Zones, known_zone
from msa_wg_desktop.words import _

_LONGEST = 20_000
_YEARS = range(1900, 2200)
_HIGHEST = 2**31 - 1
_UTC = "UTC"
_LINK = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_MEETING_LINK = re.compile(
    r"https?://[^\s<>\"\\]*(?:teams\.microsoft|teams\.live|zoom\.us|zoomgov|meet\.google|webex|gotomeeting)[^\s<>\"\\]*",
    re.IGNORECASE,
)
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.I)
_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "TENTATIVE": Answer.TENTATIVE,
    "DECLINED": Answer.DECLINED,
    "DELEGATED": Answer.DELEGATED,
}


def read_event(part: Component, method: Method | None, zones: Zones, *, usual_zone: str = "") -> IncomingEvent:
    """The event of a VEVENT. Raises ValidationError in words where an address or number can't be one."""
    begins = _Time.of(part.first("DTSTART"), zones, usual_zone)
    ends = _Time.of(part.first("DTEND"), zones, usual_zone)
    end = ends.at if ends is not None else _after(part, begins)
    if begins is not None and ends is not None and end is not None:
        end = _moved(end, ends.zone, begins.zone)
    same_day = begins is not None and end is not None and not begins.whole_day and end.date() == begins.at.date()
    which = _which_day(part, zones, usual_zone)
    guests = tuple(guest for each in part.all("ATTENDEE") if (guest := _guest(each)) is not None)
    return IncomingEvent(
        method=method,
        uid=part.text("UID"),
        sequence=_number(part.text("SEQUENCE")),
        stamp=_moment(part.text("DTSTAMP")),
        title=_line(part.text("SUMMARY")),
        day=begins.at.date() if begins else None,
        start=begins.at.time() if begins and not begins.whole_day else None,
        end=end.time() if end is not None and same_day else None,
        time_zone=begins.zone if begins else "",
        zone_written=begins.written if begins and not begins.zone else "",
        rule=part.text("RRULE"),
        occurrence=which.at.date() if which else None,
        occurrence_at=which.at.replace(tzinfo=UTC) if which and which.zone == _UTC and not which.whole_day else None,
        location=_line(part.text("LOCATION")),
        url=_url(part),
        text=part.text("DESCRIPTION")[:_LONGEST],
        comment=_comment(part),
        cancelled=method is Method.CANCEL or part.text("STATUS").upper() == "CANCELLED",
        organiser=_mailbox(part.first("ORGANIZER")),
        guests=guests,
    )


def _which_day(part: Component, zones: Zones, usual_zone: str) -> _Time | None:
    """The day of a series that it is about; None where it is about all of it. A day that can't be read isn't all."""
    said = part.first("RECURRENCE-ID")
    which = _Time.of(said, zones, usual_zone)
    if said is not None and which is None:
        words = _("“{title}” is about one day of a series, and it can't be read about which. Nothing was changed.")
        raise ValidationError(words.format(title=_line(part.text("SUMMARY"))))
    if said is not None and said.parameter("RANGE"):
        words = _("“{title}” is about a day and all that follow it. Nothing was changed; change each meeting by hand.")
        raise ValidationError(words.format(title=_line(part.text("SUMMARY"))))
    return which


class _Time:
    """A time as a file gives it: local to a zone that is known, or not."""

    def __init__(self, at: datetime, zone: str, written: str, *, whole_day: bool) -> None:
        self.at, self.zone, self.written, self.whole_day = at, zone, written, whole_day

    @classmethod
    def of(cls, found: Property | None, zones: Zones, usual_zone: str) -> _Time | None:
        """None where no time is said that can be read."""
        value = found.value.strip().upper() if found is not None else ""
        if found is None or not value:
            return None
        try:
            at = _in_our_time(local_time(value))
        except ValueError:
            return None
        if "T" not in value:
            return cls(at, "", "", whole_day=True)
        if value.endswith("Z"):
            return cls(at, _UTC, _UTC, whole_day=False)
        written = _line(found.parameter("TZID")) or _line(usual_zone)
        zone = zones.name(written, at) if found.parameter("TZID") else known_zone(written)
        return cls(at, zone, written, whole_day=False)


def _after(part: Component, begins: _Time | None) -> datetime | None:
    found = _DURATION.fullmatch(part.text("DURATION"))
    if found is None or begins is None:
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    try:
        return begins.at + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None


def _moved(at: datetime, zone: str, to: str) -> datetime:
    """A local time of one zone in another one; as it is where one of both isn't known."""
    if not zone or not to or zone == to:
        return at
    try:
        return at.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(to)).replace(tzinfo=None)
    except OverflowError:
        return at


def _guest(found: Property) -> IncomingGuest | None:
    """None for what has no mail address, such as a room."""
    mailbox = _mailbox(found)
    if mailbox is None:
        return None
    return IncomingGuest(
        mailbox,
        _ANSWERS.get(found.parameter("PARTSTAT").strip().upper(), Answer.NONE),
        optional=found.parameter("ROLE").upper() in ("OPT-PARTICIPANT", "NON-PARTICIPANT"),
        is_list=found.parameter("CUTYPE").upper() == "GROUP",
        delegated_to=_addresses(found, "DELEGATED-TO"),
        delegated_from=_addresses(found, "DELEGATED-FROM"),
    )


def _mailbox(found: Property | None) -> Mailbox | None:
    if found is None:
        return None
    # Apple names some of its users by a path of its server, and says the address beside it.
    written = next((each for each in (found.text, found.parameter("EMAIL")) if "@" in each), "")
    mail = _address(written)
    name = _line(found.parameter("CN")).strip("'\" ")
    return Mailbox(mail, "" if name.casefold() == mail.casefold() else name) if mail else None


def _address(written: str) -> str:
    written = written.strip()
    if written[:7].casefold() == "mailto:":
        written = unquote(written[7:])
    return read_mail(written)


def _addresses(found: Property, name: str) -> str:
    return ", ".join(mail for each in found.parameters.get(name, ()) if (mail := _address(each)))


def _comment(part: Component) -> str:
    """Google writes what a guest says beside their address."""
    said = [each.text for each in part.all("COMMENT")]
    said += [each.parameter("X-RESPONSE-COMMENT") for each in part.all("ATTENDEE")]
    return clean("\n".join(dict.fromkeys(text.strip() for text in said if text.strip())))[0][:_LONGEST]


def _url(part: Component) -> str:
    """How to join: what is said to be that, before a link that stands in the text."""
    told = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE", "URL", "LOCATION")
    for name in told:
        found = _LINK.search(part.text(name))
        if found is not None:
            return found[0]
    found = _MEETING_LINK.search(part.text("DESCRIPTION")[:_LONGEST])
    return found[0].rstrip(".,;)>") if found is not None else ""


def _number(written: str) -> int:
    """SEQUENCE; 0 where it isn't said (RFC 5545, section 3.8.7.4)."""
    if not written.strip():
        return 0
    number = int(written) if re.fullmatch(r"\d{1,10}", written.strip()) else -1
    if not 0 <= number <= _HIGHEST:
        raise ValidationError(
            _("“{text}” can't be the number of a version (SEQUENCE). Nothing was changed.").format(text=written[:40])
        )
    return number


def _moment(written: str) -> datetime | None:
    """DTSTAMP, which is always in UTC."""
    try:
        return _in_our_time(local_time(written)).replace(tzinfo=UTC)
    except ValueError:
        return None


def _in_our_time(at: datetime) -> datetime:
    """Raises ValueError for the ends of the calendar: no other zone could say what time it was there."""
    if not _YEARS.start <= at.year < _YEARS.stop:
        raise ValueError(at)
    return at


def _line(text: str) -> str:
    return " ".join(clean_line(text)[0].split())[:1000]
