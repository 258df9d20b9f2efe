"""Time zones as people call and type them: `Eastern`, `Pacific`, or the name that the world's table of zones has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

MOST = 6
"""More lines of times than these, and nobody finds their own."""
_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_LAST_WORD = re.compile(r"\s+time$", re.IGNORECASE)


def zone_words(zone: str) -> str:
    """`Eastern`: what people call a zone; the city of one that has no such name (`Halifax time`)."""
    return _zones().get(zone) or _("{city} time").format(city=zone.rpartition("/")[2].replace("_", " "))


def read_zones(text: str) -> tuple[str, ...]:
    """The zones that a field names, each once, in its order: by their usual names, their cities, or their own names.

    Raises ValidationError in words where one isn't known.
    """
    found = dict.fromkeys(_read(part) for part in _BETWEEN.split(text.strip()) if part)
    return checked(found)


def checked(zones: Iterable[str]) -> tuple[str, ...]:
    """Raises ValidationError in words where they are too many."""
    found = tuple(dict.fromkeys(zones))
    if len(found) > MOST:
        raise ValidationError(
            _("At most {most} time zones besides the meeting's own. Nothing was changed.").format(most=MOST),
            field="zones",
        )
    return found


def zones_text(zones: Iterable[str]) -> str:
    """`Central, Pacific, Europe/London`, as it can be typed."""
    return ", ".join(_zones().get(zone, zone) for zone in zones)


def offered_zones() -> tuple[str, ...]:
    """What can be chosen, the zones of the United States first."""
    usual = dict.fromkeys(_zones().values())
    return (*usual, *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


def known_zone(name: str) -> ZoneInfo | None:
    """None for a name that no zone has here: its time isn't said, rather than said wrong."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _read(part: str) -> str:
    key = _key(part)
    usual = {_key(words): zone for zone, words in reversed(_zones().items())}
    found = usual.get(key) or usual.get(_LAST_WORD.sub("", key)) or _by_name().get(key)
    if found is None:
        found = _by_city().get(_LAST_WORD.sub("", key))
    if found is None:
        raise ValidationError(
            _("“{zone}” is not a time zone that is known here; type one such as Central or Europe/London.").format(
                zone=part
            ),
            field="zones",
        )
    return found


def _key(text: str) -> str:
    return text.strip().casefold().replace("_", " ")


@cache
def _by_name() -> dict[str, str]:
    return {_key(zone): zone for zone in available_timezones()}


@cache
def _by_city() -> dict[str, str]:
    """Of several zones with one city, none is meant."""
    cities: dict[str, list[str]] = {}
    for zone in available_timezones():
        if "/" in zone:
            cities.setdefault(_key(zone.rpartition("/")[2]), []).append(zone)
    return {city: zones[0] for city, zones in cities.items() if len(zones) == 1}


def _zones() -> dict[str, str]:
    """The one that is meant by a name comes first among those that share it."""
    eastern, central, mountain, pacific = _("Eastern"), _("Central"), _("Mountain"), _("Pacific")
    return {
        "America/New_York": eastern,
        "America/Chicago": central,
        "America/Denver": mountain,
        "America/Los_Angeles": pacific,
        "America/Phoenix": _("Arizona"),
        "America/Anchorage": _("Alaska"),
        "Pacific/Honolulu": _("Hawaii"),
        "UTC": "UTC",
        "America/Detroit": eastern,
        "US/Eastern": eastern,
        "US/Central": central,
        "US/Mountain": mountain,
        "US/Pacific": pacific,
        "Etc/UTC": "UTC",
    }
