"""What a meeting is to take up and for how long, what came back to it, and the topics that a group comes back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from msa_wg_desktop.domain.dates import format_day
from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.words import _, ngettext

MOST_MINUTES = 480
"""An item of more than eight hours is a slip of the finger."""


class AgendaStatus(StrEnum):
    """What became of an agenda item. Whether it is the one at hand, its times say."""

    PLANNED = "planned"
    TAKEN_UP = "taken up"
    PARKED = "parked"
    CARRIED_OVER = "carried over"
    SKIPPED = "skipped"


NOT_REACHED = frozenset({AgendaStatus.PLANNED, AgendaStatus.CARRIED_OVER, AgendaStatus.SKIPPED})
"""States of an item of a meeting that is over which say that it is still to be taken up."""


class TopicState(StrEnum):
    """How a group keeps a topic: until it is closed, at every meeting, or aside for now."""

    OPEN = "open"
    STANDING = "standing"
    PARKED = "parked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Something that a group comes back to."""

    id: str
    group_id: str
    title: str
    state: TopicState


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """One item of a meeting's agenda; `minutes` are planned, None where nobody said.

    `started_at` and `ended_at` are those of its latest stretch, `spent` the seconds of the stretches before.
    """

    id: str
    meeting_id: str
    title: str
    presenter_id: str | None
    presenter: str
    minutes: int | None
    status: AgendaStatus
    topic_id: str | None
    topic: str
    order_item: str
    rank: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    spent: int = 0
    item_id: str | None = None

    @property
    def at_hand(self) -> bool:
        """Whether the meeting is at this item now."""
        return self.started_at is not None and self.ended_at is None

    @property
    def counts(self) -> bool:
        """Whether it is to be taken up, or was: neither parked nor skipped."""
        return self.status not in (AgendaStatus.PARKED, AgendaStatus.SKIPPED)

    def taken(self, now: datetime) -> timedelta:
        """How long was spent on it so far."""
        running = (self.ended_at or now) - self.started_at if self.started_at else timedelta()
        return timedelta(seconds=self.spent) + max(running, timedelta())


@dataclass(frozen=True, slots=True)
class Comeback:
    """A topic that comes back, and why; `item_id` is its item in the meeting asked about, where it has one.

    `last_item_id` is the item that it had last in a meeting that is over. `open` counts, by kind, what came of
    the topic or is linked to its order item and is still to be done.
    """

    topic_id: str
    title: str
    state: TopicState
    last_item_id: str | None = None
    last_day: date | None = None
    not_reached: bool = False
    skipped: bool = False
    open: tuple[tuple[CaptureKind, int], ...] = ()
    item_id: str | None = None

    @property
    def by_itself(self) -> bool:
        """Whether it comes without being asked for; what is parked waits."""
        return self.state is TopicState.STANDING or (
            self.state is TopicState.OPEN and (self.not_reached or bool(self.open))
        )

    @property
    def why(self) -> str:
        """`not reached on Jan 14 · 1 action open`; nothing where there is no reason to come back."""
        said = [_("standing topic")] if self.state is TopicState.STANDING else []
        said += [_("parked")] if self.state is TopicState.PARKED else []
        if self.not_reached:
            words = _("skipped on {day}") if self.skipped else _("not reached on {day}")
            undated = _("skipped before") if self.skipped else _("not reached before")
            said.append(words.format(day=format_day(self.last_day)) if self.last_day else undated)
        said += [_open_words(kind, count) for kind, count in self.open]
        return " · ".join(said)


def _open_words(kind: CaptureKind, count: int) -> str:
    match kind:
        case CaptureKind.ACTION:
            words = ngettext("{count} action open", "{count} actions open", count)
        case CaptureKind.DATA_NEED:
            words = ngettext("{count} data need open", "{count} data needs open", count)
        case _:
            words = ngettext("{count} question open", "{count} questions open", count)
    return words.format(count=count)


def at_hand(items: Iterable[AgendaItemRow]) -> AgendaItemRow | None:
    """The item that the meeting is at now."""
    return next((item for item in items if item.at_hand), None)


def planned_minutes(items: Iterable[AgendaItemRow]) -> int:
    """What the items take together, as far as somebody said."""
    return sum(item.minutes or 0 for item in items if item.counts)


def length_of(meeting: MeetingRow) -> int | None:
    """How many minutes a meeting has; None where its start or its end isn't known."""
    if meeting.start is None or meeting.end is None:
        return None
    start, end = (at.hour * 60 + at.minute for at in (meeting.start, meeting.end))
    return end - start


def minutes_words(minutes: int) -> str:
    """`45 minutes`, `1 hour`, `1 hour 15 minutes`."""
    hours, rest = divmod(minutes, 60)
    said = [ngettext("{count} hour", "{count} hours", hours).format(count=hours)] if hours else []
    if rest or not hours:
        said.append(ngettext("{count} minute", "{count} minutes", rest).format(count=rest))
    return " ".join(said)


def sum_words(items: Sequence[AgendaItemRow], meeting: MeetingRow) -> str:
    """What the items take together against what the meeting has, in words."""
    counted = [item for item in items if item.counts]
    if not counted:
        return ""
    planned, length = planned_minutes(counted), length_of(meeting)
    said = [_("{time} planned").format(time=minutes_words(planned)) if planned else _("no minutes planned yet")]
    if length is not None and planned:
        said.append(_against(planned, length))
    unsaid = sum(item.minutes is None for item in counted)
    if unsaid and planned:
        words = ngettext("{count} item has no minutes yet", "{count} items have no minutes yet", unsaid)
        said.append(words.format(count=unsaid))
    return " · ".join(said)


def _against(planned: int, length: int) -> str:
    if planned > length:
        return _("{more} more than the meeting has").format(more=minutes_words(planned - length))
    if planned == length:
        return _("as long as the meeting")
    return _("{rest} of {length} left").format(rest=minutes_words(length - planned), length=minutes_words(length))


def as_text(items: Sequence[AgendaItemRow], heading: str) -> str:
    """The agenda for a mail or an invitation, without what is parked or skipped; "" where nothing is left."""
    lines: list[str] = []
    for number, item in enumerate((item for item in items if item.counts), start=1):
        details = [
            item.presenter,
            _("{count} min").format(count=item.minutes) if item.minutes else "",
            order_words(item.order_item) if item.order_item else "",
        ]
        said = ", ".join(part for part in details if part)
        lines.append(f"{number}. {item.title}" + (f" ({said})" if said else ""))
    if not lines:
        return ""
    return "\n".join([*((heading, "") if heading else ()), *lines]) + "\n"
