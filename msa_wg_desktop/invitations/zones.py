"""Time zones as every calendar program understands them: one yearly rule for each change of the clocks.

Outlook shows zones that list single changes (RDATE) an hour wrong, so a zone is only said as a rule: a month, one
weekday of it, and the time that the clocks show. The rule is read off `zoneinfo` and checked, year by year, for the
years that are asked about. Where the clocks go by no such rule then (Morocco's go by Ramadan, and a country that
gives up summer time has a year with one change) there is None, and whoever asks says the times in UTC.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations import lines
from msa_wg_desktop.words import _

UTC_NAMES = frozenset({"UTC", "Etc/UTC"})

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = -1
_STEP = timedelta(days=21)
"""No zone ever changed to and fro within three weeks."""
_SECOND = timedelta(seconds=1)
_EARLIEST = 1970
"""Nobody's meetings are older; and zones were changed a lot before."""
_LATEST = 9990
_AHEAD = 8
"""Of two ways to say a day (the fourth Sunday, the last), the one that fits more of the years ahead is taken."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clocks: when, by the clock that it ends, and from which offset to which."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def is_forward(self) -> bool:
        return self.after > self.before

    def ways(self) -> frozenset[int]:
        """How its day can be counted in its month: 2 for the second Sunday, -1 for the last."""
        counted = {(self.at.day - 1) // 7 + 1}
        if self.at.day + 7 > monthrange(self.at.year, self.at.month)[1]:
            counted.add(_LAST)
        return frozenset(counted - {5})

    def same_but_day(self, other: Change) -> bool:
        mine = (self.at.month, self.at.weekday(), self.at.time(), self.before, self.after)
        return mine == (other.at.month, other.at.weekday(), other.at.time(), other.before, other.after)


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """A zone as it stands in a file: without changes one offset, else two changes, each with its weekday's count.

    `since` is the first year for which it holds.
    """

    name: str
    since: int
    offset: timedelta
    called: str
    changes: tuple[tuple[Change, int], ...] = ()

    def content(self) -> Iterator[str]:
        """The lines of its VTIMEZONE."""
        yield from ("BEGIN:VTIMEZONE", f"TZID:{self.name}")
        if not self.changes:
            yield from _observance("STANDARD", f"{_EARLIEST}0101T000000", self.offset, self.offset, self.called)
        for change, which in self.changes:
            first = _nth(self.since, change, which)
            rule = f"FREQ=YEARLY;BYMONTH={change.at.month};BYDAY={which}{_WEEKDAYS[change.at.weekday()]}"
            yield from _observance(
                "DAYLIGHT" if change.is_forward else "STANDARD",
                lines.local(first, change.at.time()),
                change.before,
                change.after,
                change.name,
                rule,
            )
        yield "END:VTIMEZONE"


@lru_cache(maxsize=256)
def zone_rule(name: str, first: int, last: int) -> ZoneRule | None:
    """The rule by which a zone's clocks go in the years from `first` to `last`; None where no rule says it.

    Raises ValidationError in words for a name that no zone has.
    """
    zone = require(name)
    first, last = max(first, _EARLIEST), min(max(first, last), _LATEST)
    start = datetime(first, 1, 1, tzinfo=zone)
    found = _changes(zone, first)
    if not found:
        constant = all(not _changes(zone, year) for year in range(first + 1, last + 1))
        return ZoneRule(name, _EARLIEST, start.utcoffset() or timedelta(), start.tzname() or "") if constant else None
    if len(found) != 2 or found[0].is_forward == found[1].is_forward or found[0].after != found[1].before:
        return None
    ways = _common(zone, found, range(first, last + 1))
    if ways is None:
        return None
    counted = tuple((change, _likeliest(zone, change, ways[index], last)) for index, change in enumerate(found))
    return ZoneRule(name, _since(zone, counted, first), start.utcoffset() or timedelta(), "", counted)


def require(name: str) -> ZoneInfo:
    """The zone of that name. Raises ValidationError in words."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValidationError(
            _("There is no time zone “{name}”. Nothing was written; choose one such as America/New_York.").format(
                name=name
            ),
            field="time_zone",
        ) from problem


def _observance(
    kind: str, begins: str, before: timedelta, after: timedelta, called: str, rule: str = ""
) -> Iterator[str]:
    yield from (f"BEGIN:{kind}", f"DTSTART:{begins}")
    if rule:
        yield f"RRULE:{rule}"
    yield from (f"TZOFFSETFROM:{lines.offset(before)}", f"TZOFFSETTO:{lines.offset(after)}")
    if called:
        yield f"TZNAME:{lines.text_line(called)}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, year: int) -> tuple[Change, ...]:
    """The changes of one year, in order."""
    found: list[Change] = []
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        until = min(at + _STEP, end)
        if _offset(zone, at) != _offset(zone, until):
            found.append(_change(zone, at, until))
        at = until
    return tuple(found)


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> Change:
    """The change between two instants, to the second."""
    before = _offset(zone, low)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    there = high.astimezone(zone)
    return Change((high + before).replace(tzinfo=None), before, there.utcoffset() or timedelta(), there.tzname() or "")


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _common(zone: ZoneInfo, wanted: tuple[Change, ...], years: range) -> tuple[frozenset[int], ...] | None:
    """For each change, how its day can be counted in all those years; None where one year goes another way."""
    ways = [change.ways() for change in wanted]
    for year in years:
        found = _changes(zone, year)
        if len(found) != len(wanted):
            return None
        for index, (mine, theirs) in enumerate(zip(wanted, found, strict=True)):
            ways[index] &= theirs.ways()
            if not ways[index] or not mine.same_but_day(theirs):
                return None
    return tuple(ways)


def _likeliest(zone: ZoneInfo, change: Change, ways: frozenset[int], last: int) -> int:
    ahead = [each for year in range(last + 1, min(last + _AHEAD, _LATEST)) for each in _changes(zone, year)]
    fitting = [each.ways() for each in ahead if change.same_but_day(each)]
    return max(sorted(ways, reverse=True), key=lambda way: sum(way in theirs for theirs in fitting))


def _since(zone: ZoneInfo, counted: tuple[tuple[Change, int], ...], first: int) -> int:
    """From which year on it holds: at least one before the first, so that its January has an offset, too."""
    year = first
    while year > _EARLIEST and _holds(zone, counted, year - 1):
        year -= 1
    return min(year, first - 1)


def _holds(zone: ZoneInfo, counted: tuple[tuple[Change, int], ...], year: int) -> bool:
    found = _changes(zone, year)
    return len(found) == len(counted) and all(
        mine.same_but_day(theirs) and way in theirs.ways() for (mine, way), theirs in zip(counted, found, strict=True)
    )


def _nth(year: int, change: Change, which: int) -> date:
    """The day of a year on which the change falls by its rule."""
    length = monthrange(year, change.at.month)[1]
    first = date(year, change.at.month, 1)
    day = 1 + (change.at.weekday() - first.weekday()) % 7 + 7 * (which - 1) if which > 0 else 0
    if which == _LAST:
        end = date(year, change.at.month, length)
        day = length - (end.weekday() - change.at.weekday()) % 7
    return date(year, change.at.month, day)
