"""libical, which Evolution and KDE read calendars with, as a reader for tests: it has no Python of its own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from datetime import UTC, datetime

LIBRARY = "libical.so.3"

_EVENT = 4
_FIELDS = ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")


class _Time(ctypes.Structure):
    """`icaltimetype` of its version 3."""

    _fields_ = [*((name, ctypes.c_int) for name in _FIELDS), ("zone", ctypes.c_void_p)]


def starts(data: bytes) -> list[datetime]:
    """When each event of a file begins, worked out from the file's own zones, in its order."""
    library = ctypes.CDLL(LIBRARY)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalcomponent_get_dtstart.restype = _Time
    library.icalcomponent_get_dtstart.argtypes = [ctypes.c_void_p]
    library.icaltime_as_timet_with_zone.restype = ctypes.c_long
    library.icaltime_as_timet_with_zone.argtypes = [_Time, ctypes.c_void_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    calendar = library.icalparser_parse_string(data)
    try:
        assert not library.icalcomponent_count_errors(calendar)
        found = [library.icalcomponent_get_dtstart(event) for event in _events(library, calendar)]
        seconds = [library.icaltime_as_timet_with_zone(at, at.zone) for at in found]
    finally:
        library.icalcomponent_free(calendar)
    return [datetime.fromtimestamp(each, UTC) for each in seconds]


def _events(library: ctypes.CDLL, calendar: int) -> Iterator[int]:
    for step in (library.icalcomponent_get_first_component, library.icalcomponent_get_next_component):
        step.restype, step.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]
    event = library.icalcomponent_get_first_component(calendar, _EVENT)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, _EVENT)
