"""Which IANA time zone a calendar file means: by its name, by Windows' name for it, or by the rules that it brings.

A zone that can't be known is left unknown and asked for: a time without its zone is no time.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from msa_wg_desktop.invitations.content import Component, local_time

# Of zones with the same offsets all year the one is meant that the program's users live in.
_FIRST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Halifax", "America/St_Johns", "UTC", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Asia/Kolkata", "Asia/Tokyo", "Asia/Shanghai", "Australia/Sydney",
)  # fmt: skip
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ON = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOST_ONSETS = 200
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?")


class Zones:
    """The zones of one file."""

    def __init__(self, definitions: Iterable[Component] = ()) -> None:
        self._definitions = {part.text("TZID").strip('"'): part for part in definitions}
        self._rules: dict[str, tuple[_Observance, ...]] = {}
        self._matched: dict[str, str] = {}

    def name(self, written: str, at: datetime) -> str:
        """The IANA name for what is written beside a local time; "" where none can be known.

        Where the file brings rules for a name that say another time than the known zone of that name, its rules count.
        """
        written = written.strip().strip('"')
        known, definition = known_zone(written), self._definitions.get(written)
        if definition is None:
            return known
        try:
            if written not in self._rules:
                self._rules[written] = _observances(definition)
            there = _offset_at(self._rules[written], at)
            if known and ZoneInfo(known).utcoffset(at) == there:
                return known
            if written not in self._matched:
                hint = known_zone(definition.text("X-LIC-LOCATION"))
                self._matched[written] = _alike(self._rules[written], at.year, hint)
            matched = self._matched[written]
            return matched if matched and ZoneInfo(matched).utcoffset(at) == there else ""
        except (ValueError, OverflowError):
            return known


def known_zone(written: str) -> str:
    """The IANA name that a name is, ends with (`/mozilla.org/20050126_1/America/New_York`), or is called in Windows."""
    folded = _folded()
    parts = [part for part in written.split("/") if part]
    for begin in range(len(parts)):
        name = folded.get("/".join(parts[begin:]).casefold())
        if name is not None:
            return name
    return _windows().get(written.casefold(), "")


@cache
def _folded() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones() if name not in ("localtime", "Factory")}


@cache
def _windows() -> Mapping[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def _alike(rules: Sequence[_Observance], year: int, hint: str) -> str:
    """The zone that has the same offsets on every day of a year; "" where none has."""
    first = datetime.combine(date(year, 1, 1), time(12))
    days = [first + timedelta(days=day) for day in range(366 if calendar.isleap(year) else 365)]
    wanted = [(day, _offset_at(rules, day)) for day in days]
    # One day of each month before the others: then all zones but a few are done with soon.
    wanted.sort(key=lambda pair: pair[0].day)
    for name in dict.fromkeys((*filter(None, (hint,)), *_FIRST, *sorted(_folded().values()))):
        zone = ZoneInfo(name)
        if all(zone.utcoffset(day) == offset for day, offset in wanted):
            return name
    return ""


def _offset_at(rules: Sequence[_Observance], at: datetime) -> timedelta:
    """The offset that a file's own rules give for a local time. Raises ValueError where they can't be read."""
    onsets = [(onset, rule) for rule in rules for onset in rule.onsets(at)]
    begun = [pair for pair in onsets if pair[0] <= at]
    if begun:
        return max(begun, key=_onset)[1].after
    if onsets:
        return min(onsets, key=_onset)[1].before
    raise ValueError(at)


def _onset(pair: tuple[datetime, _Observance]) -> datetime:
    return pair[0]


class _Observance:
    """A STANDARD or DAYLIGHT part: from when on, the offsets before and after, and in which years again."""

    def __init__(self, part: Component) -> None:
        self.before, self.after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
        self._start = local_time(part.text("DTSTART"))
        further = [one for each in part.all("RDATE") for one in each.value.split("/")[0].split(",")]
        self._further = [local_time(one) for one in further[:_MOST_ONSETS]]
        pairs = (pair.split("=", 1) for pair in part.text("RRULE").upper().split(";") if "=" in pair)
        self._rule: dict[str, str] = dict(pairs)

    def onsets(self, at: datetime) -> Iterator[datetime]:
        """When it began, up to and in the year of a time; of a rule, in that year and the one before."""
        yield from (onset for onset in (self._start, *self._further) if onset.year <= at.year)
        if not self._rule:
            return
        if self._rule.get("FREQ") != "YEARLY" or self._rule.get("INTERVAL", "1") != "1":
            raise ValueError(self._rule.get("FREQ", ""))
        until = local_time(self._rule["UNTIL"]) if "UNTIL" in self._rule else None
        for year in (at.year - 1, at.year):
            onset = datetime.combine(self._day_in(year), self._start.time())
            if self._start <= onset and (until is None or onset <= until):
                yield onset

    def _day_in(self, year: int) -> date:
        month = int(self._rule.get("BYMONTH", self._start.month))
        on = _ON.fullmatch(self._rule.get("BYDAY", ""))
        last = calendar.monthrange(year, month)[1]
        days = [int(day) for day in self._rule.get("BYMONTHDAY", "").split(",") if day]
        if on is None:
            return date(year, month, days[0] if days else self._start.day)
        among = days or range(1, last + 1)
        its = [date(year, month, day) for day in among if date(year, month, day).weekday() == _DAYS.index(on[2])]
        which = int(on[1] or 1)
        if not 1 <= abs(which) <= len(its):
            raise ValueError(on[0])
        return its[which if which < 0 else which - 1]


def _observances(definition: Component) -> tuple[_Observance, ...]:
    return tuple(_Observance(part) for part in definition.parts if part.name in ("STANDARD", "DAYLIGHT"))


def _offset(written: str) -> timedelta:
    found = _OFFSET.fullmatch(written.strip())
    if found is None:
        raise ValueError(written)
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -size if found[1] == "-" else size
