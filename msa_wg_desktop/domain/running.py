"""A meeting while it runs: since when, what is at hand, how much time is left or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msa_wg_desktop.domain.agenda import AgendaItemRow, at_hand
from msa_wg_desktop.domain.meetings import MeetingRow, MeetingStatus
from msa_wg_desktop.words import _

NEAR = timedelta(minutes=15)
"""So long before its start a meeting is near, and so long after its end it may still be going on."""
LONGEST = timedelta(hours=12)
"""A meeting that was started and never ended is over after this."""
_WITHOUT_END = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class RunningState:
    """A meeting with its agenda and the moments that were kept of it."""

    meeting: MeetingRow
    items: tuple[AgendaItemRow, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None

    def since(self, now: datetime) -> datetime | None:
        """Since when it runs; None where it doesn't. It runs once it was started, else at its time of its day."""
        if self.meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.TO_BE_RESCHEDULED) or self.ended_at:
            return None
        if self.started_at is not None:
            return self.started_at if now - self.started_at < LONGEST else None
        start, end = self.planned()
        if self.meeting.status is not MeetingStatus.SCHEDULED or start is None or end is None:
            return None
        return start if start <= now <= end + NEAR else None

    def begins_in(self, now: datetime) -> timedelta | None:
        """How soon it starts, where it is near and nobody has started it."""
        start, _end = self.planned()
        scheduled = self.meeting.status is MeetingStatus.SCHEDULED and not (self.started_at or self.ended_at)
        near = scheduled and start is not None and timedelta() < start - now <= NEAR
        return start - now if near and start is not None else None

    def planned(self) -> tuple[datetime | None, datetime | None]:
        """The moments at which it is to start and to end; without an end, two hours are taken."""
        day, zone = self.meeting.date, _zone(self.meeting.time_zone)
        if day is None or self.meeting.start is None or zone is None:
            return None, None

        def moment(at: time) -> datetime:
            return datetime.combine(day, at, zone).astimezone(UTC)

        start = moment(self.meeting.start)
        return start, moment(self.meeting.end) if self.meeting.end else start + _WITHOUT_END

    def place_words(self) -> str:
        """`Agenda 3 of 5`: where the meeting is; empty where nothing is at hand."""
        counted = [item for item in self.items if item.counts]
        here = at_hand(counted)
        if here is None:
            return ""
        return _("Agenda {number} of {count}").format(number=counted.index(here) + 1, count=len(counted))

    def time_words(self, now: datetime) -> tuple[str, bool]:
        """`4 min left`, or `4 min over`, and whether it is over; empty where nobody said how long."""
        here = at_hand(self.items)
        if here is None or here.minutes is None:
            return "", False
        left = timedelta(minutes=here.minutes) - here.taken(now)
        if left >= timedelta():
            return _("{count} min left").format(count=-(-int(left.total_seconds()) // 60)), False
        over = int(-left.total_seconds()) // 60
        return (_("{count} min over").format(count=over) if over else _("time is up")), True


def clock_words(since: datetime, now: datetime) -> str:
    """`00:41`: hours and minutes that have passed."""
    minutes = max(0, int((now - since).total_seconds())) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def soon_words(rest: timedelta) -> str:
    """`starts in 5 min`."""
    minutes = -(-int(rest.total_seconds()) // 60)
    return _("starts in {count} min").format(count=minutes)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
