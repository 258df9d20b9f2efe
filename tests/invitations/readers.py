"""Programs other than ours that read calendar files, and what they say: ical.js, icalendar, dateutil."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from _dev.places import NODE

_SCRIPT = Path(__file__).with_name("read_calendar.mjs")
_LIBRARY = NODE / "node_modules" / "ical.js"


def ical_js(data: bytes, folder: Path) -> dict[str, Any]:
    """What ical.js understands: `method` and `events`, their instants as UTC worked out from the file's own zones."""
    if not _LIBRARY.is_dir():
        pytest.skip("needs ical.js")
    file = folder / "read.ics"
    file.write_bytes(data)
    # The zone of the machine must not matter: a floating time would be read in it.
    ran = subprocess.run(
        ["node", str(_SCRIPT), str(_LIBRARY), str(file)],
        env={"TZ": "Pacific/Kiritimati", "PATH": os.environ.get("PATH", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.returncode, ran.stderr
    return json.loads(ran.stdout)


def occurrences(data: bytes) -> list[tuple[datetime | date, datetime | date, str]]:
    """Every event between 2000 and 2060 as recurring-ical-events and icalendar have it; instants in UTC."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(data)
    found = recurring_ical_events.of(calendar).between(date(2000, 1, 1), date(2060, 1, 1))
    times = [(_utc(event, "DTSTART"), _utc(event, "DTEND"), str(event["SUMMARY"])) for event in found]
    return sorted(times, key=lambda each: str(each[0]))


def _utc(event: Any, name: str) -> datetime | date:
    at = event[name].dt
    return at.astimezone(UTC) if isinstance(at, datetime) else at
