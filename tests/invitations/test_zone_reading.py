"""A zone is known by its name, by Windows' name, or by its rules; else it is left to be asked for."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from msa_wg_desktop.domain.replies import IncomingEvent
from msa_wg_desktop.invitations.reading import read_file
from msa_wg_desktop.invitations.zone_reading import known_zone
from tests.invitations.calendars import EASTERN, calendar

SHOWN = "(UTC-05:00) Eastern Time (US & Canada)"
ARIZONA = """\
BEGIN:VTIMEZONE
TZID:Our office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0700
TZOFFSETTO:-0700
END:STANDARD
END:VTIMEZONE
"""
WITH_DATES = """\
BEGIN:VTIMEZONE
TZID:With dates
BEGIN:STANDARD
DTSTART:20241103T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0600
RDATE:20251102T020000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250309T020000
TZOFFSETFROM:-0600
TZOFFSETTO:-0500
END:DAYLIGHT
END:VTIMEZONE
"""


def event(written: str, definition: str = "", at: str = "20250225T110000") -> IncomingEvent:
    found = read_file("x", calendar(f'DTSTART;TZID="{written}":{at}', method="REQUEST", before=definition))
    return found.events[0]


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/freeassociation.sourceforge.net/America/Chicago", "America/Chicago"),
        ("Eastern Standard Time", "America/New_York"),
        ("pacific standard time", "America/Los_Angeles"),
        ("US Mountain Standard Time", "America/Phoenix"),
        ("Hawaiian Standard Time", "Pacific/Honolulu"),
        ("Somewhere", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_name_is_known_as_it_is_written(written: str, zone: str) -> None:
    assert known_zone(written) == zone


@pytest.mark.parametrize(
    ("definition", "written", "zone"),
    [
        (
            EASTERN.format(name="(UTC-05:00) Eastern Time (US & Canada)"),
            "(UTC-05:00) Eastern Time (US & Canada)",
            "America/New_York",
        ),
        (EASTERN.format(name="tzone://Microsoft/Custom"), "tzone://Microsoft/Custom", "America/New_York"),
        (ARIZONA, "Our office", "America/Phoenix"),
        (WITH_DATES, "With dates", "America/Chicago"),
    ],
)
@pytest.mark.parametrize("at", ["20250225T110000", "20250725T110000"])
def test_a_zone_of_a_files_own_is_known_by_its_rules(definition: str, written: str, zone: str, at: str) -> None:
    found = event(written, definition, at)
    assert (found.time_zone, found.start) == (zone, time(11))


def test_rules_count_where_they_say_another_time_than_the_name() -> None:
    assert event("Eastern Standard Time", ARIZONA.replace("Our office", "Eastern Standard Time")).time_zone == (
        "America/Phoenix"
    )


@pytest.mark.parametrize(
    "definition",
    [
        "",
        EASTERN.format(name="Odd").replace("-0400", "-0437"),
        EASTERN.format(name="Odd").replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        EASTERN.format(name="Odd").replace("BYDAY=2SU", "BYDAY=7SU"),
        EASTERN.format(name="Odd").replace("TZOFFSETTO:-0500", "TZOFFSETTO:soon"),
        EASTERN.format(name="Odd").replace("16010101T020000", "never"),
        "BEGIN:VTIMEZONE\nTZID:Odd\nEND:VTIMEZONE\n",
    ],
)
def test_a_zone_that_cannot_be_known_is_left_to_be_asked_for(definition: str) -> None:
    found = event("Odd", definition)
    assert (found.time_zone, found.zone_written, found.start) == ("", "Odd", time(11))


def test_a_time_that_says_no_zone_is_not_taken_to_be_of_any() -> None:
    (found,) = read_file("x", calendar("DTSTART:20250225T110000", method="REQUEST")).events
    assert (found.time_zone, found.zone_written) == ("", "")
    usual = calendar("DTSTART:20250225T110000", method="REQUEST", before="X-WR-TIMEZONE:America/Denver")
    assert read_file("x", usual).events[0].time_zone == "America/Denver"


def test_500_events_in_a_zone_of_their_own_take_no_longer_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from msa_wg_desktop.invitations import zone_reading

    asked: list[datetime] = []
    alike = zone_reading._alike
    monkeypatch.setattr(zone_reading, "_alike", lambda *them: asked.append(them[1]) or alike(*them))
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{year}{month}\r\nDTSTART;TZID=Our office:{year}{month}25T110000\r\nEND:VEVENT\r\n"
        for year in range(2000, 2125)
        for month in ("02", "04", "07", "11")
    )
    data = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{ARIZONA}{body}END:VCALENDAR\r\n".encode()
    assert {found.time_zone for found in read_file("x", data).events} == {"America/Phoenix"}
    assert len(asked) == 1
