"""Zones as rules: what other programs work out from them, against zoneinfo."""

from __future__ import annotations

import io
import re
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from msa_wg_desktop.domain.invitations import EventDay, EventFacts, Method
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations.calendar_file import Zones, calendar_file
from msa_wg_desktop.invitations.zones import zone_rule
from tests.invitations import libical
from tests.invitations.conftest import FACTS, STAMP, changed, unfolded
from tests.invitations.readers import ical_js, occurrences

NAMES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Phoenix",
    "UTC",
)
YEARS = range(2025, 2030)
_NO_ZONES = {"Factory", "localtime"}


def _around_changes(name: str) -> list[datetime]:
    """Local times on the days around both changes of the clocks of the United States, for five years.

    Those that come twice in a night in November are left out: programs don't agree which is meant.
    """
    sundays = [_sunday(year, 3, 2) for year in YEARS] + [_sunday(year, 11, 1) for year in YEARS]
    days = [sunday + timedelta(days=apart) for sunday in sundays for apart in (-1, 0, 1)]
    times = (time(0, 59), time(1, 59), time(3), time(11), time(23, 30))
    found = [datetime.combine(day, at, ZoneInfo(name)) for day in sorted(days) for at in times]
    return [at for at in found if at.utcoffset() == at.replace(fold=1).utcoffset()]


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))


def _file(name: str) -> tuple[bytes, list[datetime]]:
    """A series in a zone, each day of which is moved to one of the times around the changes."""
    wanted = _around_changes(name)
    first = date(2025, 1, 1)
    days = tuple(
        EventDay(
            first + timedelta(days=number),
            EventFacts(at.date(), at.time(), (at + timedelta(minutes=10)).time(), name),
        )
        for number, at in enumerate(wanted)
    )
    rule = f"FREQ=DAILY;COUNT={len(wanted)}"
    invitation = changed(day=first, start=time(9), end=time(10), time_zone=name, rule=rule, days=days)
    return calendar_file(invitation, Method.REQUEST, sequence=0, stamp=STAMP), wanted


@pytest.mark.parametrize("name", NAMES)
def test_icalendar_works_out_the_instants_of_zoneinfo_around_both_changes_for_five_years(name: str):
    data, wanted = _file(name)
    assert [start for start, _end, _title in occurrences(data)] == sorted(at.astimezone(UTC) for at in wanted)


@pytest.mark.external("node")
@pytest.mark.parametrize("name", NAMES)
def test_ical_js_works_out_the_instants_of_zoneinfo_around_both_changes_for_five_years(name: str, tmp_path: Path):
    data, wanted = _file(name)
    times = ical_js(data, tmp_path)["events"][0]["times"]
    assert [datetime.fromisoformat(start) for start, _end, _title in times] == [at.astimezone(UTC) for at in wanted]


@pytest.mark.external(libical.LIBRARY)
@pytest.mark.parametrize("name", NAMES)
def test_libical_works_out_the_instants_of_zoneinfo_around_both_changes_for_five_years(name: str):
    data, wanted = _file(name)
    _series, *moved = libical.starts(data)
    assert moved == [at.astimezone(UTC) for at in wanted]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "UTC"])
def test_dateutil_works_out_the_offsets_of_zoneinfo_around_both_changes_for_five_years(name: str):
    rule = zone_rule(name, 2025, 2029)
    assert rule is not None
    text = "\r\n".join(["BEGIN:VCALENDAR", *rule.content(), "END:VCALENDAR", ""])
    zone = tzical(io.StringIO(text)).get(name)
    for at in _around_changes(name):
        assert at.replace(tzinfo=zone).utcoffset() == at.utcoffset(), at


def test_a_zone_has_one_standard_and_one_daylight_each_with_a_yearly_rule_and_no_single_dates():
    rules = {name: zone_rule(name, 2025, 2025) for name in sorted(zoneinfo.available_timezones() - _NO_ZONES)[::7]}
    found = {name: list(rule.content()) for name, rule in rules.items() if rule is not None}
    assert len(found) > len(rules) * 0.9
    for name, said in found.items():
        assert said[:2] == ["BEGIN:VTIMEZONE", f"TZID:{name}"]
        assert said.count("BEGIN:STANDARD") == 1
        assert said.count("BEGIN:DAYLIGHT") <= 1
        assert not [line for line in said if line.startswith(("RDATE", "EXDATE"))]
        yearly = [line for line in said if line.startswith("RRULE")]
        assert len(yearly) in (0, 2)
        assert all(
            re.fullmatch(r"RRULE:FREQ=YEARLY;BYMONTH=\d+;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)", r) for r in yearly
        )


def test_a_zone_is_said_as_outlook_says_it():
    rule = zone_rule("America/New_York", 2025, 2025)
    assert rule is not None
    assert list(rule.content()) == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_zone_without_summer_time_has_one_offset():
    rule = zone_rule("America/Phoenix", 2025, 2030)
    assert rule is not None
    assert [line for line in rule.content() if line.startswith(("BEGIN", "TZOFFSET", "RRULE"))] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:-0700",
        "TZOFFSETTO:-0700",
    ]


def test_the_last_sunday_is_the_last_where_years_ahead_have_five():
    rule = zone_rule("Europe/London", 2025, 2025)
    assert rule is not None
    assert [line for line in rule.content() if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


def test_summer_is_daylight_also_where_the_zone_database_calls_winter_the_exception():
    rule = zone_rule("Europe/Dublin", 2025, 2025)
    assert rule is not None
    said = list(rule.content())
    assert said[said.index("TZNAME:IST") - 5] == "BEGIN:DAYLIGHT"


def test_the_rules_of_before_2007_hold_for_a_year_before_2007():
    rule = zone_rule("America/New_York", 2005, 2006)
    assert rule is not None
    assert "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU" in list(rule.content())
    assert zone_rule("America/New_York", 2006, 2007) is None


def test_a_zone_whose_clocks_go_by_no_rule_then_is_said_in_utc():
    assert zone_rule("Africa/Casablanca", 2025, 2026) is None
    assert zone_rule("America/Mexico_City", 2022, 2023) is None
    invitation = changed(day=date(2025, 12, 31), time_zone="Africa/Casablanca")
    said = unfolded(calendar_file(invitation, Method.REQUEST, sequence=0, stamp=STAMP))
    assert "BEGIN:VTIMEZONE" not in said
    assert "DTSTART:20251231T120000Z" in said


def test_a_series_in_such_a_zone_is_refused_in_words():
    invitation = changed(day=date(2025, 12, 30), time_zone="Africa/Casablanca", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=5")
    with pytest.raises(ValidationError, match="an hour off"):
        calendar_file(invitation, Method.REQUEST, sequence=0, stamp=STAMP)


@pytest.mark.parametrize("name", ["Eastern Standard Time", "Mars/Base", "", "../etc/passwd", "America/New_York\r\nX:1"])
def test_a_zone_that_nobody_knows_is_refused_in_words(name: str):
    with pytest.raises(ValidationError, match="no time zone"):
        zone_rule(name, 2025, 2025)


def test_utc_needs_no_zone():
    zones = Zones(FACTS, changed(time_zone="UTC").facts)
    assert [line for line in zones.content() if line.startswith("TZID")] == ["TZID:America/New_York"]
    assert zones.property("DTSTART", date(2025, 4, 16), time(13), "UTC") == "DTSTART:20250416T130000Z"
