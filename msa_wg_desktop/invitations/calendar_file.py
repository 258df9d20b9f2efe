"""An invitation as a calendar file: the exact bytes that a guest's calendar gets (RFC 5545, 5546, 7986)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from msa_wg_desktop.domain.invitation_words import event_text
from msa_wg_desktop.domain.invitations import EventDay, EventFacts, Guest, Invitation, Mailbox, Method
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations import lines
from msa_wg_desktop.invitations.zones import UTC_NAMES, ZoneRule, require, zone_rule
from msa_wg_desktop.words import _

_RULE = re.compile(r"FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9+,-]+)*")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
_DAY = timedelta(days=1)
_MOST_DAYS = 3_660
"""Of a rule without end so many days are looked at."""
_YEARS_AHEAD = 10


def calendar_file(
    invitation: Invitation,
    method: Method,
    *,
    sequence: int,
    stamp: datetime,
    to: Guest | None = None,
    facts: EventFacts | None = None,
) -> bytes:
    """The file, for one recipient or for all. The same input gives the same bytes.

    Where guests don't see each other, and for somebody who is no guest any more, only `to` is in it. `facts` say what
    is cancelled where the invitation has no date any more. Raises ValidationError in words.
    """
    facts = invitation.facts or facts
    if facts is None and method is not Method.CANCEL:
        raise ValidationError(_("The meeting has no date yet, so there is nothing to put into a calendar."))
    event = _Event(invitation, method, sequence, stamp, _shown(invitation, method, to))
    zones = Zones(facts)
    return lines.write(lines.calendar(method.value, [*zones.content(), *_events(event, facts, zones)]))


class Zones:
    """The zones of an event and its days, each as a rule; and times as they stand in the file beside them."""

    def __init__(self, *events: EventFacts | None) -> None:
        years: dict[str, set[int]] = {}
        for facts in (each for event in events if event is not None for each in _all(event)):
            if facts.start is not None:
                years.setdefault(facts.time_zone, set()).update(_years(facts))
        self._rules: dict[str, ZoneRule | None] = {
            name: None if name in UTC_NAMES else zone_rule(name, min(found), max(found))
            for name, found in sorted(years.items())
        }

    def content(self) -> Iterator[str]:
        """Each zone that the file needs, once."""
        for rule in self._rules.values():
            if rule is not None:
                yield from rule.content()

    def property(self, name: str, day: date, at: time | None, zone: str) -> str:
        """Such as `DTSTART;TZID=America/New_York:20250416T130000`; a day where there is no time."""
        if at is None:
            return f"{name};VALUE=DATE:{lines.day(day)}"
        if self._rules.get(zone) is None:
            return f"{name}:{lines.instant(datetime.combine(day, at, require(zone)))}"
        return f"{name};TZID={lines.parameter(zone)}:{lines.local(day, at)}"

    def times(self, facts: EventFacts) -> Iterator[str]:
        """When an event begins and ends. An end that is unknown isn't made up; a whole day ends with the next."""
        yield self.property("DTSTART", facts.day, facts.start, facts.time_zone)
        if facts.start is None:
            yield from whole_day_end(facts.day)
        elif facts.end is not None:
            day = facts.day if facts.end > facts.start else _next(facts.day)
            yield self.property("DTEND", day, facts.end, facts.time_zone)

    def rule(self, facts: EventFacts) -> str:
        """The rule of a series. Raises ValidationError where calendars can't be told it."""
        if not _RULE.fullmatch(facts.rule):
            raise ValidationError(_("How often the meeting comes can't be written into a calendar file."))
        if facts.start is not None and self._rules.get(facts.time_zone) is None and facts.time_zone not in UTC_NAMES:
            raise ValidationError(
                _(
                    "The clocks of {zone} go by no rule that calendars can be told, so a series would be an hour off."
                    " Nothing was written; invite to each meeting by itself."
                ).format(zone=facts.time_zone),
                field="time_zone",
            )
        return f"RRULE:{facts.rule}"


@dataclass(frozen=True, slots=True)
class _Event:
    """What the event of a file and its single days have in common."""

    invitation: Invitation
    method: Method
    sequence: int
    stamp: datetime
    guests: tuple[Guest, ...]


def _shown(invitation: Invitation, method: Method, to: Guest | None) -> tuple[Guest, ...]:
    """Who stands in the file. What one publishes asks nobody."""
    if method is Method.PUBLISH:
        return ()
    if to is not None and (invitation.hides_guests or all(guest.key != to.key for guest in invitation.guests)):
        return (to,)
    return () if invitation.hides_guests else invitation.guests


def _all(facts: EventFacts) -> Iterator[EventFacts]:
    yield facts
    for day in facts.days:
        if day.facts is not None:
            yield day.facts


def whole_day_end(day: date) -> Iterator[str]:
    """The day after, as the standard counts; without it a whole day is one, which the last day of all has to be."""
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{lines.day(_next(day))}"


def _next(day: date) -> date:
    return min(day, date.max - _DAY) + _DAY


def _years(facts: EventFacts) -> set[int]:
    """The years in which an event takes place, that of an end after midnight on New Year's Eve included."""
    found = {facts.day.year, _next(facts.day).year, *(day.occurrence.year for day in facts.days)}
    if not _RULE.fullmatch(facts.rule):
        return found
    from dateutil.rrule import rrulestr

    try:
        days = rrulestr(facts.rule, dtstart=datetime.combine(facts.day, time()))
        return found | {_next(at.date()).year for at in islice(days, _MOST_DAYS)}
    except ValueError:
        # Its end is a moment in UTC, or it is no rule: then whoever reads the file will say so.
        return found | {min(facts.day.year + _YEARS_AHEAD, date.max.year)}


def _events(event: _Event, facts: EventFacts | None, zones: Zones) -> Iterator[str]:
    yield from _component(event, facts, zones)
    if facts is not None and event.method is not Method.CANCEL:
        for day in facts.days:
            if day.facts is not None:
                yield from _component(event, day.facts, zones, of=facts, day=day)


def _component(
    event: _Event, facts: EventFacts | None, zones: Zones, *, of: EventFacts | None = None, day: EventDay | None = None
) -> Iterator[str]:
    """One VEVENT: the event, or the `day` of a series (`of`) that differs from it."""
    cancelled = event.method is Method.CANCEL or not event.invitation.takes_place
    title = (day.title if day else "") or event.invitation.title
    yield from ("BEGIN:VEVENT", f"UID:{lines.text_line(event.invitation.uid)}")
    yield from (f"DTSTAMP:{lines.instant(event.stamp)}", f"SEQUENCE:{event.sequence}")
    if of is not None and day is not None:
        yield zones.property("RECURRENCE-ID", day.occurrence, of.start, of.time_zone)
    if facts is not None:
        yield from zones.times(facts)
        if facts.rule:
            yield zones.rule(facts)
            yield from (zones.property("EXDATE", out, facts.start, facts.time_zone) for out in _left_out(facts))
    yield f"SUMMARY:{lines.text_line(title)}"
    yield from _what(event.invitation, facts, day.text if day else "")
    yield from _who(event)
    whole_day = facts is not None and facts.start is None
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield from ("CLASS:PUBLIC", f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}")
    # What Outlook asks besides the standard: a whole day would else be shown as free.
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{'FREE' if cancelled else 'BUSY'}"
    yield f"X-MICROSOFT-CDO-ALLDAYEVENT:{'TRUE' if whole_day else 'FALSE'}"
    if not cancelled:
        for reminder in event.invitation.reminders:
            yield from alarm(-reminder, title)
    yield "END:VEVENT"


def alarm(before: timedelta, title: str) -> Iterator[str]:
    """A reminder, so long before (negative) or after the start.

    Evolution asks its user whether to take it; Thunderbird puts its user's own usual one in its place.
    """
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{lines.text_line(title)}")
    yield from (f"TRIGGER:{lines.duration(before)}", "END:VALARM")


def place_and_link(location: str, link: str) -> Iterator[str]:
    """Where it is, with the link to join: where each program looks for it, and as the standard of today has it."""
    location, link = clean_line(location)[0], clean_line(link)[0]
    where = "; ".join(part for part in (location, link if link not in location else "") if part)
    if where:
        yield f"LOCATION:{lines.text_line(where)}"
    if _LINK.fullmatch(link):
        yield f"URL:{link}"
        yield f"CONFERENCE;VALUE=URI;LABEL={lines.parameter(_('Join'))}:{link}"


def _what(invitation: Invitation, facts: EventFacts | None, agenda: str) -> Iterator[str]:
    if text := event_text(invitation, facts, agenda):
        yield f"DESCRIPTION:{lines.text(text)}"
    if facts is not None:
        yield from place_and_link(facts.location, facts.url)


def _left_out(facts: EventFacts) -> list[date]:
    return [day.occurrence for day in facts.days if day.facts is None]


def _who(event: _Event) -> Iterator[str]:
    if event.method is Method.PUBLISH and not event.invitation.organiser.mail.strip():
        return
    organiser = event.invitation.organiser
    yield f"ORGANIZER{_named(organiser)}:{_address(organiser)}"
    for guest in event.guests:
        kind = "GROUP" if guest.is_list else "INDIVIDUAL"
        role = "OPT-PARTICIPANT" if guest.optional else "REQ-PARTICIPANT"
        asked = "" if event.method is Method.CANCEL else ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        yield f"ATTENDEE;CUTYPE={kind};ROLE={role}{asked}{_named(guest.mailbox)}:{_address(guest.mailbox)}"


def _named(mailbox: Mailbox) -> str:
    name = clean_line(mailbox.name)[0]
    return f";CN={lines.parameter(name)}" if name else ""


def _address(mailbox: Mailbox) -> str:
    """Raises ValidationError where it is no address."""
    address = read_mail(mailbox.mail)
    if not address:
        raise ValidationError(
            _("{who} has no mail address. Nothing was written; enter one, or take them off the list.").format(
                who=mailbox.name or _("Whoever invites")
            ),
            field="mail",
        )
    return f"mailto:{address}"
