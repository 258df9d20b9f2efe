"""The calendar file that others subscribe to, by bytes and as other programs read it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from msa_wg_desktop.domain.feeds import FeedDay, FeedKind, FeedMeeting
from msa_wg_desktop.domain.invitations import EventFacts
from msa_wg_desktop.invitations.feed import write_feed
from tests.invitations.conftest import FACTS, unfolded
from tests.invitations.readers import ical_js, occurrences

_CHANGED = datetime(2025, 2, 6, 17, tzinfo=UTC)
_CHICAGO = EventFacts(date(2025, 11, 3), time(9), time(10), "America/Chicago")
_DEADLINE = FeedDay("d@x", FeedKind.DEADLINE, "File, all of it", date(2025, 3, 31), _CHANGED, 3, text="Order 26")
_ACTION = FeedDay("a@x", FeedKind.ACTION, "UI: Send; it", date(2025, 2, 21), _CHANGED, is_open=False)
_MEETINGS = (
    FeedMeeting("m@x", "MSA training webinar", FACTS, _CHANGED, 2),
    FeedMeeting("n@x", "Second", _CHICAGO, _CHANGED, takes_place=False),
    FeedMeeting("o@x", "Third", FACTS, _CHANGED),
)


def _feed(name: str = "MSA dates") -> bytes:
    stream = io.BytesIO()
    write_feed(stream, name, meetings=_MEETINGS, days=iter([_DEADLINE, _ACTION]))
    return stream.getvalue()


def test_a_feed_is_published_with_a_name_and_how_often_to_look():
    assert unfolded(_feed("Dates; of\r\nMSA"))[:9] == [
        "BEGIN:VCALENDAR",
        "PRODID:-//MSA WG Desktop//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Dates\\; of MSA",
        "X-WR-CALNAME:Dates\\; of MSA",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_each_zone_is_said_once_and_nobody_is_asked():
    said = unfolded(_feed())
    assert [line for line in said if line.startswith("TZID")] == ["TZID:America/Chicago", "TZID:America/New_York"]
    assert not [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER"))]


def test_deadlines_are_whole_days_that_take_no_time_with_a_category_and_alarms():
    said = unfolded(_feed())
    begin = said.index("UID:d@x") - 1
    assert said[begin : said.index("END:VEVENT", begin) + 1] == [
        "BEGIN:VEVENT",
        "UID:d@x",
        "DTSTAMP:20250206T170000Z",
        "LAST-MODIFIED:20250206T170000Z",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20250331",
        "DTEND;VALUE=DATE:20250401",
        "SUMMARY:File\\, all of it",
        "DESCRIPTION:Order 26",
        "CATEGORIES:Deadline",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:File\\, all of it",
        "TRIGGER:-P6DT15H",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:File\\, all of it",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
    ]
    assert "VTODO" not in "".join(said)


def test_what_is_done_reminds_nobody():
    said = unfolded(_feed())
    begin = said.index("UID:a@x")
    assert "CATEGORIES:Deadline,Action" in said[begin:]
    assert "BEGIN:VALARM" not in said[begin:]


def test_recurring_ical_events_reads_every_event():
    assert [(str(start), title) for start, _end, title in occurrences(_feed())] == [
        ("2025-02-21", "UI: Send; it"),
        ("2025-03-31", "File, all of it"),
        ("2025-04-16 17:00:00+00:00", "MSA training webinar"),
        ("2025-04-16 17:00:00+00:00", "Third"),
        ("2025-11-03 15:00:00+00:00", "Cancelled: Second"),
    ]


@pytest.mark.external("node")
def test_ical_js_reads_every_event(tmp_path: Path):
    found = ical_js(_feed(), tmp_path)
    assert found["method"] == "PUBLISH"
    assert [(event["uid"], event["status"], *event["times"][0][:2]) for event in found["events"]] == [
        ("m@x", "CONFIRMED", "2025-04-16T17:00:00.000Z", "2025-04-16T18:30:00.000Z"),
        ("n@x", "CANCELLED", "2025-11-03T15:00:00.000Z", "2025-11-03T16:00:00.000Z"),
        ("o@x", "CONFIRMED", "2025-04-16T17:00:00.000Z", "2025-04-16T18:30:00.000Z"),
        ("d@x", "CONFIRMED", "2025-03-31", "2025-04-01"),
        ("a@x", "CONFIRMED", "2025-02-21", "2025-02-22"),
    ]


def test_events_are_written_one_by_one_as_they_come():
    written: list[int] = []
    stream = io.BytesIO()

    def days():
        for number in range(3):
            yield FeedDay(f"{number}@x", FeedKind.DEADLINE, "File", date(2025, 3, 3), _CHANGED)
            written.append(stream.tell())

    write_feed(stream, "MSA", days=days())
    assert written == sorted(set(written))
