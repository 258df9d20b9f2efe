"""Gathers the record of consultation: the meetings in which an order item came up, and who took part in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Note,
    NoteSpeaker,
    OrderLink,
    OrderParty,
    Party,
    WorkingGroup,
)
from msa_wg_desktop.domain.consultation import (
    ConsultationRecord,
    Consulted,
    ItemRecord,
    MeetingRecord,
    SharedMaterial,
    Statement,
)
from msa_wg_desktop.domain.meetings import MeetingStatus, Presence
from msa_wg_desktop.domain.orders import OrderItemRow, OrderRole
from msa_wg_desktop.domain.owed import Quote
from msa_wg_desktop.domain.parties import ClassRow, PartyBook
from msa_wg_desktop.domain.positions import PositionRow
from msa_wg_desktop.domain.work import WorkFilter, is_public, place_words
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.agreements import Agreements
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import ties_of_targets
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.imprint import group_heading, read_imprint
from msa_wg_desktop.services.materials import Materials
from msa_wg_desktop.services.orders import Orders
from msa_wg_desktop.services.positions import Positions
from msa_wg_desktop.services.quotes import Quotes
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_NOT_MET = (MeetingStatus.CANCELLED.value, MeetingStatus.TO_BE_RESCHEDULED.value)


@dataclass(frozen=True, slots=True)
class _Presence:
    """One person at a meeting, with the organisation at that time; `party_id` is None for a whole organisation."""

    party_id: str | None
    organisation_id: str | None


class Consultation(Service):
    """What is off the record, and what is confidential, is in no record of consultation."""

    def __init__(
        self,
        store: Store,
        *,
        orders: Orders,
        quotes: Quotes,
        materials: Materials,
        positions: Positions,
        agreements: Agreements,
        data_needs: DataNeeds,
    ) -> None:
        super().__init__(store)
        self._orders = orders
        self._quotes = quotes
        self._materials = materials
        self._positions = positions
        self._agreements = agreements
        self._data_needs = data_needs

    def record(self, order_id: str, item_id: str | None = None) -> ConsultationRecord:
        """Of one item, or of all items of an order on which somebody must be consulted. Raises NotFoundError."""
        order = self._orders.get(order_id)
        today = self.store.clock.today()
        with self.store.reading() as connection:
            book = party_book.read(connection, today)
            duties = _duties(connection, order_id)
            heading, imprint = group_heading(connection, None), read_imprint(connection)
        chosen = [
            item for item in order.items if (item_id == item.id if item_id else duties.get(item.id) or duties.get(None))
        ]
        return ConsultationRecord(
            group=heading,
            order=order.number,
            docket=order.docket,
            decided_on=order.decided_on,
            due=order.due,
            day=today,
            made_at=imprint.made_at,
            items=tuple(self._item(item, duties.get(item.id) or duties.get(None) or (), book) for item in chosen),
            author=imprint.author,
        )

    def _item(self, item: OrderItemRow, duties: Sequence[str], book: PartyBook) -> ItemRecord:
        with self.store.reading() as connection:
            note_ids, meeting_ids = _where_it_came_up(connection, item.id)
        quotes = self._quotes.of_notes(note_ids)
        with self.store.reading() as connection:
            meetings = _meetings(
                connection, {*meeting_ids, *_meetings_of(connection, quotes)}, self.store.clock.today()
            )
            lines = _lines_by_meeting(connection, quotes)
            present = {row.id: self._present(connection, row.id) for row in meetings}
            groups = connection.execute(select(WorkingGroup.__table__).order_by(WorkingGroup.name)).all()
        wanted = WorkFilter(item_id=item.id, public_only=True)
        needs = [
            row for row in self._data_needs.list(wanted) if is_public(off_record=row.off_record, source=row.source)
        ]
        return ItemRecord(
            number=item.number,
            text=item.text,
            consulted=tuple(_consulted(party_id, meetings, present, groups, book) for party_id in duties),
            meetings=tuple(
                MeetingRecord(row.date, row.title, _names(present[row.id], book), tuple(lines.get(row.id, ())))
                for row in meetings
            ),
            materials=self._shared({*note_ids, *(row.id for row in needs)}),
            positions=tuple(
                Statement(row.party, row.text, place_words(row.source), row.stated_on, stand=_stand_words(row))
                for row in self._positions.list(wanted)
                if is_public(off_record=row.off_record, source=row.source)
            ),
            agreements=tuple(
                Statement(", ".join(row.parties) or row.basis.value, row.text, place_words(row.source))
                for row in self._agreements.list(wanted)
                if is_public(off_record=row.off_record, source=row.source)
            ),
            needs=tuple(Statement(row.parties_text, row.need, "", response=row.response) for row in needs),
        )

    def _present(self, connection: Connection, meeting_id: str) -> list[_Presence]:
        """Who was there by the attendance list, and who spoke in a line that is printed."""
        there = (Attendance.meeting_id == meeting_id, Attendance.presence == Presence.PRESENT.value)
        listed = connection.execute(select(Attendance.party_id, Attendance.organisation_id).where(*there)).all()
        printed = self._quotes.of_meeting(meeting_id)
        statement = (
            select(NoteSpeaker.note_id, NoteSpeaker.party_id, NoteSpeaker.organisation_id)
            .join(Note, Note.id == NoteSpeaker.note_id)
            .where(Note.meeting_id == meeting_id)
            .order_by(Note.rank, NoteSpeaker.position)
        )
        spoke = [row for row in connection.execute(statement) if row.note_id in printed]
        found = [_Presence(row.party_id, row.organisation_id) for row in (*listed, *spoke)]
        return list(dict.fromkeys(one for one in found if one.party_id or one.organisation_id))

    def _shared(self, subject_ids: set[str]) -> tuple[SharedMaterial, ...]:
        return tuple(
            SharedMaterial(row.title, row.sender, row.received_on, row.version_words)
            for row in self._materials.list()
            if not row.confidential and any(subject_id in subject_ids for _kind, subject_id in row.cited_by)
        )


def _duties(connection: Connection, order_id: str) -> Mapping[str | None, list[str]]:
    """By item (None: the whole order), the parties that must be consulted."""
    found: dict[str | None, list[str]] = defaultdict(list)
    where = (OrderParty.order_id == order_id, OrderParty.role == OrderRole.CONSULTED.value)
    statement = select(OrderParty.item_id, OrderParty.party_id).join(Party, Party.id == OrderParty.party_id)
    for row in connection.execute(statement.where(*where).order_by(Party.name)):
        found[row.item_id].append(row.party_id)
    return found


def _where_it_came_up(connection: Connection, item_id: str) -> tuple[set[str], set[str]]:
    """The lines that are linked to an item, by themselves or by what was captured from them; and the meetings
    whose agenda has it."""
    links = connection.execute(
        select(OrderLink.subject, OrderLink.subject_id).where(OrderLink.item_id == item_id)
    ).all()
    notes = {row.subject_id for row in links if row.subject == "note"}
    notes |= {
        tie.note_id for tie in ties_of_targets(connection, [row.subject_id for row in links if row.subject != "note"])
    }
    planned = connection.scalars(select(AgendaItem.meeting_id).where(AgendaItem.item_id == item_id))
    return notes, set(planned)


def _meetings_of(connection: Connection, note_ids: Iterable[str]) -> set[str]:
    return set(connection.scalars(select(Note.meeting_id).where(Note.id.in_(list(note_ids)))))


def _meetings(connection: Connection, meeting_ids: set[str], today: date) -> list[Any]:
    """Those that took place, in their order; one without a date last."""
    rows = connection.execute(select(Meeting.__table__).where(Meeting.id.in_(list(meeting_ids)))).all()
    held = [row for row in rows if row.status not in _NOT_MET and (row.date is None or row.date <= today)]
    return sorted(held, key=lambda row: (row.date is None, row.date or today, row.id))


def _lines_by_meeting(connection: Connection, quotes: Mapping[str, Quote]) -> Mapping[str, list[Quote]]:
    found: dict[str, list[Quote]] = defaultdict(list)
    statement = select(Note.id, Note.meeting_id).where(Note.id.in_(list(quotes))).order_by(Note.rank, Note.id)
    for row in connection.execute(statement):
        found[row.meeting_id].append(quotes[row.id])
    return found


def _names(present: Iterable[_Presence], book: PartyBook) -> tuple[str, ...]:
    """`Patrick Fam (Eversource)`, with the organisation at that time; each once."""
    names = []
    for one in present:
        person, organisation = one.party_id, book.brief(one.organisation_id)
        if person is None or person == one.organisation_id or person not in book:
            names.append(organisation)
        else:
            name = book.get(person).name
            names.append(f"{name} ({organisation})" if organisation else name)
    return tuple(dict.fromkeys(name for name in names if name))


def _consulted(
    party_id: str,
    meetings: Sequence[Any],
    present: Mapping[str, Sequence[_Presence]],
    groups: Sequence[Any],
    book: PartyBook,
) -> Consulted:
    """In which meetings a party took part: by its people or members; a working group by a meeting of its own."""
    party = book.get(party_id)
    ids = {party_id, *(party.member_ids if isinstance(party, ClassRow) else ())}
    group_id = next((row.id for row in groups if party.name in (row.name, row.short)), None)
    took_part = []
    for meeting in meetings:
        there = [one for one in present[meeting.id] if {one.party_id, one.organisation_id} & ids]
        if there or (group_id is not None and meeting.group_id == group_id):
            people = [book.get(one.party_id).name for one in there if one.party_id and one.party_id not in ids]
            took_part.append((meeting.date, tuple(dict.fromkeys(people))))
    below = {
        row.name: tuple(m.date for m in meetings if m.group_id == row.id) for row in groups if _is_of(row, group_id)
    }
    return Consulted(party.brief, tuple(took_part), tuple((name, days) for name, days in below.items() if days))


def _is_of(group: Any, parent_id: str | None) -> bool:
    return parent_id is not None and group.parent_id == parent_id


def _stand_words(row: PositionRow) -> str:
    """`support, on the liability waiver`; a stand is the party's own word for it."""
    about = row.proposal or row.topic
    return _("{stand}, on {about}").format(stand=row.stand, about=about) if row.stand and about else row.stand or about
