"""Which data needs stand in the table of a meeting's summary, and the table itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.models import Capture, DataNeed, Meeting, Note
from msa_wg_desktop.domain.captures import OPEN_STATES, CapturedRow
from msa_wg_desktop.domain.meetings import MeetingStatus
from msa_wg_desktop.domain.notes import CaptureKind, rank_between
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, find, require_text
from msa_wg_desktop.services.captured import rows_of
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.new_names import take_in
from msa_wg_desktop.services.parties import Parties
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One row of the table: the need with its parties and status, and its response as light Markdown."""

    need: CapturedRow
    response: str
    identified_on: date | None


class NeedsTable(Service):
    """The table of a meeting.

    It lists what was identified before the meeting and was still open when the group last met: what was
    closed before that was reported in an earlier summary.
    """

    def __init__(self, store: Store, *, needs: DataNeeds, parties: Parties) -> None:
        super().__init__(store)
        self._needs = needs
        self._parties = parties

    def rows(self, meeting_id: str) -> tuple[NeedLine, ...]:
        """The table's rows, in their order; none of a meeting that isn't there any more."""
        with self.store.reading() as connection:
            listed = _listed(connection, meeting_id)
            wanted = {CaptureKind.DATA_NEED: [row.id for row in listed]}
            book = party_book.read(connection, self.store.clock.today())
            found = rows_of(connection, book, wanted, with_labels=False)
        return tuple(NeedLine(found[CaptureKind.DATA_NEED, row.id], row.response, row.identified_on) for row in listed)

    def add(self, meeting_id: str, need: str) -> str:
        """Adds a row at the end of the table; gives the need's id."""
        words = require_text(need, _("Say what is needed."), field="need")
        with self.store.operation(_("Add a data need"), meeting_id=meeting_id) as session:
            meeting = find(session, Meeting, meeting_id)
            before = _previous(session.connection(), meeting.group_id, meeting.date)
            ranks = [row.rank for row in _listed(session.connection(), meeting_id) if row.rank]
            row = DataNeed(
                group_id=meeting.group_id,
                meeting_id=before[0] if before else meeting_id,
                identified_on=before[1] if before else None,
                need=words,
                rank=rank_between(max(ranks, default=None), None),
            )
            session.add(row)
            return row.id

    def set_parties(self, need_id: str, text: str) -> tuple[str, ...]:
        """Makes those whom a text names the responsible parties; gives how those are written whom it took in for it."""
        with self.store.operation(_("Change who is responsible")):
            named = take_in(self._parties, text, field="parties")
            self._needs.edit(need_id, {"parties": named.ids})
        return named.new

    def move(self, meeting_id: str, need_id: str, *, by: int) -> None:
        """Moves a row up (-1) or down (1)."""
        with self.store.operation(_("Move a row"), meeting_id=meeting_id) as session:
            ids = [row.id for row in _listed(session.connection(), meeting_id)]
            if need_id not in ids:
                raise ValidationError(_("That row isn't in the table any more."))
            place = ids.index(need_id)
            target = max(0, min(len(ids) - 1, place + by))
            ids.insert(target, ids.pop(place))
            rank: str | None = None
            for row_id in ids:
                rank = rank_between(rank, None)
                find(session, DataNeed, row_id).rank = rank


@dataclass(frozen=True, slots=True)
class _Listed:
    id: str
    rank: str
    response: str
    identified_on: date | None


def _listed(connection: Connection, meeting_id: str) -> list[_Listed]:
    which = select(Meeting.group_id, Meeting.date).where(Meeting.id == meeting_id)
    meeting = connection.execute(which).one_or_none()
    if meeting is None:
        return []
    before = _previous(connection, meeting.group_id, meeting.date)
    from_here = set(
        connection.scalars(
            select(Capture.target_id)
            .join(Note, Note.id == Capture.note_id)
            .where(Note.meeting_id == meeting_id, Capture.taken_up.is_(False), Capture.kind == "data-need")
        )
    )
    found_in = aliased(Meeting)
    identified = func.coalesce(DataNeed.identified_on, found_in.date)
    rows = connection.execute(
        select(DataNeed.id, DataNeed.rank, DataNeed.response, DataNeed.identified_on, DataNeed.status)
        .add_columns(identified.label("since"), (DataNeed.meeting_id == meeting_id).label("here"))
        .outerjoin(found_in, found_in.id == DataNeed.meeting_id)
        .where(DataNeed.group_id == meeting.group_id, DataNeed.off_record.is_(False))
        .order_by(identified, DataNeed.rank, DataNeed.id)
    )
    return [
        _Listed(row.id, row.rank, row.response, row.identified_on)
        for row in rows
        if row.id not in from_here
        and (row.here or row.since is None or meeting.date is None or row.since < meeting.date)
        and (before is None or row.status in OPEN_STATES or row.since is None or row.since >= before[1])
    ]


def _previous(connection: Connection, group_id: str, day: date | None) -> tuple[str, date] | None:
    """The group's meeting before a day that was not cancelled, with its date."""
    cancelled = (MeetingStatus.CANCELLED.value, MeetingStatus.TO_BE_RESCHEDULED.value)
    statement = select(Meeting.id, Meeting.date).where(
        Meeting.group_id == group_id, Meeting.date.is_not(None), Meeting.status.not_in(cancelled)
    )
    if day is not None:
        statement = statement.where(Meeting.date < day)
    row = connection.execute(statement.order_by(Meeting.date.desc()).limit(1)).one_or_none()
    return (row.id, row.date) if row else None
