"""Who was invited to a meeting, who came, and who speaks in its notes without being on the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Attendance, GroupSeat, Meeting, Note, NoteSpeaker, Party
from msa_wg_desktop.domain.meetings import AttendanceRow, Presence, UnlistedSpeaker
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, edit, find, require_choice
from msa_wg_desktop.words import _

_FIELDS = frozenset({"invited", "optional", "presence", "joined_at", "left_at"})


class AttendanceList(Service):
    """The verbs of a meeting's attendance."""

    def list(self, meeting_id: str) -> tuple[AttendanceRow, ...]:
        """Everybody on the meeting's list, by organisation and name."""
        organisation = aliased(Party)
        statement = (
            select(
                Attendance.id,
                Attendance.party_id,
                Party.name,
                organisation.short,
                organisation.name.label("organisation"),
                Attendance.invited,
                Attendance.optional,
                Attendance.presence,
                Attendance.joined_at,
                Attendance.left_at,
            )
            .join(Party, Party.id == Attendance.party_id)
            .outerjoin(organisation, organisation.id == Attendance.organisation_id)
            .where(Attendance.meeting_id == meeting_id)
        )
        with self.store.reading() as connection:
            spoke = set(self._speakers(connection, meeting_id))
            rows = [
                AttendanceRow(
                    row.id,
                    row.party_id,
                    row.name,
                    row.short or row.organisation or "",
                    row.invited,
                    row.optional,
                    Presence(row.presence),
                    row.joined_at,
                    row.left_at,
                    row.party_id in spoke,
                )
                for row in connection.execute(statement)
            ]
        return tuple(sorted(rows, key=lambda row: (row.organisation.casefold(), row.name.casefold())))

    def unlisted(self, meeting_id: str) -> tuple[UnlistedSpeaker, ...]:
        """Who speaks in the notes and is not on the list, in the order in which they first speak."""
        with self.store.reading() as connection:
            listed = set(
                connection.scalars(select(Attendance.party_id).where(Attendance.meeting_id == meeting_id)).all()
            )
            spoken = self._speakers(connection, meeting_id)
            missing = [party_id for party_id in spoken if party_id not in listed]
            people = {
                row.id: row
                for row in connection.execute(
                    select(Party.id, Party.kind, Party.name, Party.provisional).where(Party.id.in_(missing))
                )
            }
        return tuple(
            UnlistedSpeaker(
                party_id, people[party_id].name, spoken[party_id][0], spoken[party_id][1], people[party_id].provisional
            )
            for party_id in missing
            if people[party_id].kind == "person"
        )

    def speakers(self, meeting_id: str) -> dict[str, tuple[str, ...]]:
        """Who speaks in the notes, and in which; in the order in which they first speak."""
        with self.store.reading() as connection:
            spoken = self._speakers(connection, meeting_id)
        return {party_id: note_ids for party_id, (_organisation, note_ids) in spoken.items()}

    def add(
        self, meeting_id: str, party_id: str, *, presence: Presence = Presence.UNKNOWN, invited: bool = True
    ) -> str:
        """Puts a person on the list, with the organisation of the meeting's day; gives the entry's id."""
        with self.store.operation(_("Add to attendance"), meeting_id=meeting_id) as session:
            person = find(session, Party, party_id)
            if person.kind != "person":
                raise ValidationError(_("{name} is not a person; the list holds people.").format(name=person.name))
            present = session.scalars(
                select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.party_id == party_id)
            ).first()
            entry = present or Attendance(
                meeting_id=meeting_id,
                party_id=party_id,
                organisation_id=self._organisations(session, meeting_id).get(party_id),
                invited=invited,
            )
            if present is None:
                session.add(entry)
            if presence is not Presence.UNKNOWN:
                entry.presence = presence.value
            return entry.id

    def add_members(self, meeting_id: str) -> int:
        """Puts everybody with a seat in the meeting's group on its day on the list; gives how many were new."""
        with self.store.operation(_("Invite the group"), meeting_id=meeting_id) as session:
            meeting = find(session, Meeting, meeting_id)
            day = meeting.date or self.store.clock.today()
            listed = set(session.scalars(select(Attendance.party_id).where(Attendance.meeting_id == meeting_id)))
            seated = seated_people(session, meeting.group_id, day)
            new = [person_id for person_id in seated if person_id not in listed]
            organisations = self._organisations(session, meeting_id)
            for person_id in new:
                organisation_id = organisations.get(person_id)
                session.add(Attendance(meeting_id=meeting_id, party_id=person_id, organisation_id=organisation_id))
        return len(new)

    def _organisations(self, session: RecordSession, meeting_id: str) -> Mapping[str, str | None]:
        """Whose person everybody was on the meeting's day, which is today where it has none."""
        day = find(session, Meeting, meeting_id).date or self.store.clock.today()
        people = party_book.read(session.connection(), day).people
        return {person.id: person.organisation_id for person in people}

    def edit(self, entry_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes invited, optional, presence, joined_at or left_at. A time of joining or leaving means present."""
        if not set(values) <= _FIELDS:
            raise ValidationError(_("An attendance has no such field."))
        with self.store.operation(_("Change attendance"), meeting_id=self._meeting(entry_id)) as session:
            row = find(session, Attendance, entry_id)
            if "presence" in values:
                require_choice(Presence, values["presence"], field="presence")
            edit(row, {name: _plain(value) for name, value in values.items()}, shown=shown)
            if row.joined_at is not None and row.left_at is not None and row.left_at <= row.joined_at:
                raise ValidationError(_("They would leave before they join; look at the two times."), field="left_at")
            if {"joined_at", "left_at"} & set(values) and (row.joined_at or row.left_at):
                row.presence = Presence.PRESENT.value

    def remove(self, entry_id: str) -> None:
        """Takes somebody off the list."""
        with self.store.operation(_("Take off the list"), meeting_id=self._meeting(entry_id)) as session:
            session.delete(find(session, Attendance, entry_id))

    def _meeting(self, entry_id: str) -> str | None:
        with self.store.reading() as connection:
            statement = select(Attendance.meeting_id).where(Attendance.id == entry_id)
            return connection.execute(statement).scalar_one_or_none()

    @staticmethod
    def _speakers(connection: Any, meeting_id: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        rows = connection.execute(
            select(NoteSpeaker.party_id, NoteSpeaker.organisation, NoteSpeaker.note_id)
            .join(Note, Note.id == NoteSpeaker.note_id)
            .where(Note.meeting_id == meeting_id, NoteSpeaker.party_id.is_not(None))
            .order_by(Note.rank, Note.id, NoteSpeaker.position)
        )
        notes: dict[str, list[str]] = defaultdict(list)
        organisations: dict[str, str] = {}
        for row in rows:
            notes[row.party_id].append(row.note_id)
            organisations.setdefault(row.party_id, row.organisation)
        return {party_id: (organisations[party_id], tuple(ids)) for party_id, ids in notes.items()}


def seated_people(session: RecordSession, group_id: str, day: date) -> Sequence[str]:
    """Everybody with a seat in a group on a day."""
    seated = (
        select(Party.id)
        .join(GroupSeat, GroupSeat.party_id == Party.id)
        .where(
            GroupSeat.group_id == group_id,
            Party.kind == "person",
            or_(GroupSeat.since.is_(None), GroupSeat.since <= day),
            or_(GroupSeat.until.is_(None), GroupSeat.until >= day),
        )
    )
    return session.scalars(seated.distinct()).all()


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Presence) else value
