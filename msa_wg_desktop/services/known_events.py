"""Which calendar events a record knows by their UID: whose they are, for which meetings, and in which version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from msa_wg_desktop.db.models import Event, HandedOut, Meeting
from msa_wg_desktop.domain.invitations import Method
from msa_wg_desktop.words import _


@dataclass(slots=True)
class KnownEvent:
    """An event of ours, or of an organiser whose it is. `sequence` is the newest version that went out, or came."""

    uid: str
    event_id: str | None = None
    organiser: str = ""
    time_zone: str = ""
    sequence: int = 0
    stamp: datetime | None = None
    meetings: dict[str, str] = field(default_factory=dict)
    """The titles of its meetings by their ids."""

    @property
    def title(self) -> str:
        """What its first meeting is called."""
        return next(iter(self.meetings.values()), _("a meeting that isn't there any more"))


def uid_of(connection: Connection, meeting_id: str) -> str:
    """One meeting, one UID, for ever: its event's, else the one under which it ever went out, else its own id."""
    own = select(Event.uid).join(Meeting, Meeting.event_id == Event.id).where(Meeting.id == meeting_id)
    sent = select(HandedOut.event_uid).where(HandedOut.meeting_id == meeting_id).order_by(HandedOut.handed_at.desc())
    return connection.execute(own).scalar() or connection.execute(sent.limit(1)).scalar() or meeting_id


def known_events(connection: Connection, uids: Collection[str]) -> Mapping[str, KnownEvent]:
    """Those of some UIDs that the record knows; four statements, however many are asked for."""
    found: dict[str, KnownEvent] = {}
    of_event: dict[str, KnownEvent] = {}
    for row in connection.execute(select(Event.__table__).where(Event.uid.in_(uids))):
        of_event[row.id] = found[row.uid] = KnownEvent(
            row.uid, row.id, row.organiser_mail.strip().casefold(), row.time_zone, row.sequence or 0, row.stamp
        )
    sent = select(HandedOut.event_uid, HandedOut.meeting_id, func.max(HandedOut.sequence).label("sequence"))
    requests = sent.where(HandedOut.event_uid.in_(uids), HandedOut.method == Method.REQUEST.value)
    of_meeting: dict[str, list[KnownEvent]] = defaultdict(list)
    for row in connection.execute(requests.group_by(HandedOut.event_uid, HandedOut.meeting_id)):
        event = found.setdefault(row.event_uid, KnownEvent(row.event_uid))
        event.sequence = max(event.sequence, row.sequence)
        of_meeting[row.meeting_id].append(event)
    meetings = select(Meeting.id, Meeting.event_id, Meeting.title, Meeting.time_zone).where(
        Meeting.event_id.in_(of_event) | Meeting.id.in_({*of_meeting, *uids})
    )
    for row in connection.execute(meetings.order_by(Meeting.date, Meeting.id)):
        its = [of_event[row.event_id]] if row.event_id in of_event else of_meeting.get(row.id, [])
        if row.id in uids and row.event_id is None:
            its = [*its, found.setdefault(row.id, KnownEvent(row.id))]
        for event in its:
            event.meetings[row.id] = row.title
            event.time_zone = event.time_zone or row.time_zone
    return found
