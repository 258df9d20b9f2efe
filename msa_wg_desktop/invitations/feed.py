"""Meetings and days by which something is due as one calendar file, for calendars that subscribe to it.

It is written event by event, so that ten thousand need no more room than one. Each meeting of a series stands by
itself, as it is in the record: a program that follows a file reads the whole of it again and again, and what it makes
of rules and their exceptions differs more than anything else that programs do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import BinaryIO

from msa_wg_desktop.domain.feeds import FeedDay, FeedKind, FeedMeeting
from msa_wg_desktop.invitations import lines
from msa_wg_desktop.invitations.calendar_file import Zones, alarm, place_and_link, whole_day_end
from msa_wg_desktop.invitations.feed_before import Before, keeping
from msa_wg_desktop.words import _

REFRESH = timedelta(hours=1)

_DAY = timedelta(days=1)
_NINE = timedelta(hours=9)
_REMINDERS = (_NINE - 7 * _DAY, _NINE - _DAY)
"""At nine in the morning, a week and a day before."""


def write_feed(
    stream: BinaryIO,
    name: str,
    *,
    meetings: Sequence[FeedMeeting] = (),
    days: Iterable[FeedDay] = (),
    before: Before | None = None,
) -> None:
    """Writes the calendar of that name. The same input gives the same bytes; what is as it was `before` keeps its
    stamp and number."""
    zones = Zones(*(meeting.facts for meeting in meetings))
    head = (
        f"NAME:{lines.text_line(name)}",
        f"X-WR-CALNAME:{lines.text_line(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{lines.duration(REFRESH)}",
        f"X-PUBLISHED-TTL:{lines.duration(REFRESH)}",
    )
    content = keeping(_content(zones, meetings, days), before or {})
    for line in lines.calendar("PUBLISH", content, more=head):
        stream.write(lines.fold(line))


def _content(zones: Zones, meetings: Sequence[FeedMeeting], days: Iterable[FeedDay]) -> Iterator[str]:
    yield from zones.content()
    for meeting in meetings:
        yield from _meeting(meeting, zones)
    for day in days:
        yield from _day(day)


def _meeting(meeting: FeedMeeting, zones: Zones) -> Iterator[str]:
    on = meeting.takes_place
    title = meeting.title if on else _("Cancelled: {what}").format(what=meeting.title)
    yield from _head(meeting)
    yield from zones.times(meeting.facts)
    yield f"SUMMARY:{lines.text_line(title)}"
    if meeting.text:
        yield f"DESCRIPTION:{lines.text(meeting.text)}"
    yield from place_and_link(meeting.facts.location, meeting.facts.url)
    yield from (f"STATUS:{'CONFIRMED' if on else 'CANCELLED'}", f"TRANSP:{'OPAQUE' if on else 'TRANSPARENT'}")
    yield "END:VEVENT"


def _day(day: FeedDay) -> Iterator[str]:
    """An event of a whole day, not a task: Outlook and Google show no tasks. It takes nobody's time."""
    yield from _head(day)
    yield f"DTSTART;VALUE=DATE:{lines.day(day.day)}"
    yield from whole_day_end(day.day)
    yield f"SUMMARY:{lines.text_line(day.title)}"
    if day.text:
        yield f"DESCRIPTION:{lines.text(day.text)}"
    kinds = dict.fromkeys((FeedKind.DEADLINE, day.kind))
    yield from (f"CATEGORIES:{','.join(kinds)}", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT")
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    if day.is_open:
        for before in _REMINDERS:
            yield from alarm(before, day.title)
    yield "END:VEVENT"


def _head(event: FeedMeeting | FeedDay) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{lines.text_line(event.uid)}")
    changed = lines.instant(event.changed)
    yield from (f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}", f"SEQUENCE:{event.sequence}")
