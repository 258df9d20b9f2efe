"""Events that went out and that no meeting has any more: they stay in people's calendars until they are cancelled.

A meeting is deleted, or an undo takes back that a series was parted: what was handed out isn't taken back by either.
What the event was is read from the very bytes that went out, so that its cancellation can still be made.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from msa_wg_desktop.db.models import HandedOut
from msa_wg_desktop.domain.invitations import EventFacts, Invitation, Mailbox, Method
from msa_wg_desktop.errors import ImportProblem
from msa_wg_desktop.services.imprint import read_imprint
from msa_wg_desktop.words import _


def gone_event(connection: Connection, key: str) -> Invitation | None:
    """The event of a UID, or of a meeting that isn't there any more, as it is to be cancelled; None where nothing of
    it ever went out."""
    statement = select(HandedOut.event_uid, HandedOut.meeting_id, HandedOut.content).where(
        or_(HandedOut.event_uid == key, HandedOut.meeting_id == key), HandedOut.method == Method.REQUEST.value
    )
    row = connection.execute(statement.order_by(HandedOut.handed_at.desc(), HandedOut.sequence.desc())).first()
    return None if row is None else _as_it_went_out(connection, row)


def _as_it_went_out(connection: Connection, row: Any) -> Invitation:
    """The event of an entry of the log (`event_uid`, `meeting_id`, `content`). Nobody is invited to it any more."""
    from msa_wg_desktop.invitations.reading import read_file

    imprint = read_imprint(connection)
    title, facts = _("a meeting that isn't there any more"), None
    try:
        event = read_file("log.ics", row.content).events[0]
    except ImportProblem:
        # Written by a former version of the program: its UID alone cancels it, too.
        event = None
    if event is not None:
        title = event.title or title
    if event is not None and event.day is not None:
        facts = EventFacts(
            event.day, event.start, event.end, event.time_zone or "UTC", event.location, event.url, event.rule
        )
    return Invitation(
        uid=row.event_uid,
        meeting_id=row.meeting_id,
        title=title,
        facts=facts,
        organiser=Mailbox(imprint.mail, imprint.author),
        # Each of those who have it is told alone: what went out named all, its cancellation needs only the one.
        hides_guests=True,
        takes_place=False,
    )
