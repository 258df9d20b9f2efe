"""The last minutes of a meeting: each captured thing settled from the keyboard, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Protocol

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Capture
from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.meetings import MeetingRow, Presence
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.parties import PartyBook
from msa_wg_desktop.domain.recap import DATED, NameToSettle
from msa_wg_desktop.errors import ConflictError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.attendance import AttendanceList
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import TARGETS, note_paths, rows_of
from msa_wg_desktop.services.captures import Captures
from msa_wg_desktop.services.meanwhile import changed_since
from msa_wg_desktop.services.meetings import Meetings
from msa_wg_desktop.services.new_names import take_in
from msa_wg_desktop.services.parties import Parties
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.services.typed import day_of
from msa_wg_desktop.words import _

_ALIKE = 0.5
_OFFERED = 3

# What a thing's words are, and who stands for it, where its own service changes them.
_TEXT = {kind: target.text for kind, target in TARGETS.items()}
_WHO = {
    CaptureKind.ACTION: "owners",
    CaptureKind.DATA_NEED: "parties",
    CaptureKind.AGREEMENT: "parties",
    CaptureKind.QUESTION: "asked_by",
    CaptureKind.POSITION: "parties",
}


class Editing(Protocol):
    """A service that changes one kind of captured thing by itself."""

    def edit(self, row_id: str, values: Mapping[str, Any], /) -> None:
        """Changes fields of the thing."""
        ...


class Recap(Service):
    """Reads a meeting's captures back and settles them. Each settlement is one step that can be undone.

    `seen` is how far the record was told of (`Store.told`) when what is settled was shown: what somebody changed of it
    since is not overwritten, and said.
    """

    def __init__(
        self,
        store: Store,
        *,
        captures: Captures,
        attendance: AttendanceList,
        meetings: Meetings,
        parties: Parties,
        work: Mapping[CaptureKind, Editing],
    ) -> None:
        super().__init__(store)
        self._captures = captures
        self._attendance = attendance
        self._meetings = meetings
        self._parties = parties
        self._work = work

    def rows(self, meeting_id: str) -> tuple[CapturedRow, ...]:
        """What was captured in the meeting, in the order of its lines, with the names that are still to be taken in."""
        return self._captures.with_names(meeting_id, self._captures.of_meeting(meeting_id))

    # ------------------------------------------------------------------ settling a line

    def set_text(self, row: CapturedRow, text: str, *, seen: int | None = None) -> None:
        """Says a captured thing in other words; its line stays as it is."""
        if text.strip() != row.text:
            self._edit(_("What: {what}"), row, {_TEXT[row.kind]: text.strip()}, seen)

    def set_who(self, row: CapturedRow, text: str, *, seen: int | None = None) -> tuple[str, ...]:
        """Sets owners, responsible parties, who asked, or whose position it is, from names, codes and classes.

        Gives how those are written whom the record didn't have: they are in it now, to be settled.
        """
        with self.store.operation(_("Who: {what}").format(what=row.text), meeting_id=row.meeting_id):
            named = take_in(self._parties, text, field="who")
            if row.kind is CaptureKind.QUESTION and len(named.ids) > 1:
                raise ValidationError(_("Only one party can stand here. Nothing was changed."), field="who")
            if named.ids != tuple(party.id for party in row.who):
                one = row.kind is CaptureKind.QUESTION
                who = next(iter(named.ids), None) if one else named.ids
                self._edit(_("Who: {what}"), row, {_WHO[row.kind]: who}, seen)
        return named.new

    def set_due(self, row: CapturedRow, text: str, meeting: MeetingRow, *, seen: int | None = None) -> None:
        """Sets the date from words such as "Fri" or "end of March", read forward from the meeting's day."""
        if row.kind not in DATED:
            raise ValidationError(_("Only actions and data needs have a date."), field="due")
        due = day_of(text, today=meeting.date or self.store.clock.today())
        if due != row.due:
            self._edit(_("By when: {what}"), row, {"due": due}, seen)

    def confirm(self, row: CapturedRow, *, confirmed: bool = True, seen: int | None = None) -> None:
        """Says that a line was read back and stands: as it was shown."""
        with self.store.operation(_("Confirm"), meeting_id=row.meeting_id) as session:
            if confirmed:
                self._require_as_seen(session, row, (_TEXT[row.kind], _WHO[row.kind], "due"), seen)
            statement = select(Capture).where(Capture.target_id == row.id, Capture.note_id == row.note_id)
            for tie in session.scalars(statement):
                tie.confirmed = confirmed

    def _edit(self, label: str, row: CapturedRow, values: dict[str, Any], seen: int | None) -> None:
        with self.store.operation(label.format(what=row.text), meeting_id=row.meeting_id) as session:
            self._require_as_seen(session, row, tuple(values), seen)
            self._work[row.kind].edit(row.id, values)

    def _require_as_seen(
        self, session: RecordSession, row: CapturedRow, names: Sequence[str], seen: int | None
    ) -> None:
        """Raises ConflictError, with what stands there now, where somebody changed one of these since."""
        if seen is None:
            return
        fields = ["asked_by_id" if name == "asked_by" else name for name in names]
        who = changed_since(session.connection(), TARGETS[row.kind], [row.id], fields, seq=seen).get(row.id)
        if who is None:
            return
        book = party_book.read(session.connection(), self.store.clock.today())
        now = rows_of(session.connection(), book, {row.kind: [row.id]}, with_labels=False)[row.kind, row.id]
        words = _("{who} changed this meanwhile: “{now}”. Nothing was overwritten; enter it again to set yours.")
        raise ConflictError(words.format(who=who, now=_in_words(now, names)), field=names[0])

    # ------------------------------------------------------------------ names, the next meeting

    def names(self, meeting_id: str) -> tuple[NameToSettle, ...]:
        """Who spoke and is not on the list, or is not known yet, with the people it may be."""
        attendance = self._attendance
        unlisted = {speaker.party_id: speaker for speaker in attendance.unlisted(meeting_id)}
        spoken = attendance.speakers(meeting_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            asked = [
                person
                for person in book.people
                if person.id in spoken and (person.provisional or person.id in unlisted)
            ]
            paths = note_paths(connection, {note_id for person in asked for note_id in spoken[person.id]})
        return tuple(
            NameToSettle(
                person.id,
                person.name,
                person.organisation,
                tuple(path for note_id in spoken[person.id] if (path := paths.get(note_id))),
                person.provisional,
                person.id not in unlisted,
                _alike(book, person.id, person.name) if person.provisional else (),
            )
            for person in asked
        )

    def settle_plain(self, meeting_id: str) -> int:
        """Settles as one step all names that may be nobody known: they are new, and who spoke was there."""
        plain = [name for name in self.names(meeting_id) if not name.candidates]
        with self.store.operation(_("Settle the names"), meeting_id=meeting_id):
            for name in plain:
                if name.provisional:
                    self._parties.settled(name.party_id)
                if not name.listed:
                    self._attendance.add(meeting_id, name.party_id, presence=Presence.PRESENT, invited=False)
        return len(plain)

    def next_meetings(self, meeting: MeetingRow) -> tuple[MeetingRow, ...]:
        """The group's meetings that come after this one, or have no date; soonest first."""
        after = [
            other
            for other in self._meetings.list(group_id=meeting.group_id)
            if other.id != meeting.id and (other.date is None or meeting.date is None or other.date > meeting.date)
        ]
        return tuple(sorted(after, key=lambda other: (other.date is None, str(other.date))))


def _in_words(row: CapturedRow, names: Sequence[str]) -> str:
    """What these fields of a thing say."""
    said = {
        _TEXT[row.kind]: row.text,
        _WHO[row.kind]: row.who_text or _("nobody"),
        "due": format_date(row.due) if row.due else _("no date"),
    }
    return " · ".join(said[name] for name in names)


def _alike(book: PartyBook, party_id: str, name: str) -> tuple[tuple[str, str], ...]:
    """Known people whose names are like this one, most alike first."""
    known = [person for person in book.people if person.id != party_id and not person.provisional]
    ranked = sorted(((_likeness(name, person.name), person) for person in known), key=lambda pair: -pair[0])
    return tuple((person.id, person.display) for likeness, person in ranked[:_OFFERED] if likeness >= _ALIKE)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
