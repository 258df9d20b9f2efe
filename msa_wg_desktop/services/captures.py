"""What comes of a line: made when the caret leaves it, kept in step with it until it is edited by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db.ledger import RecordSession, delete_whole
from msa_wg_desktop.db.models import (
    Action,
    ActionOwner,
    Agreement,
    AgreementParty,
    Capture,
    DataNeed,
    DataNeedParty,
    Note,
    Party,
    Position,
    PositionParty,
    Question,
)
from msa_wg_desktop.domain.capture import parse_line, read_as
from msa_wg_desktop.domain.captures import OPEN_STATES, CapturedRow
from msa_wg_desktop.domain.dates import format_day
from msa_wg_desktop.domain.notes import CaptureKind, CaptureTag
from msa_wg_desktop.domain.readings import CaptureReading, ParsedLine, PartyKind, PartyRef, SpeakerRef
from msa_wg_desktop.services.base import Service, find, set_order_links, set_parties, unlink
from msa_wg_desktop.services.captured import TARGETS, Tie, among, rows_among, rows_of, ties_of_meeting, ties_of_notes
from msa_wg_desktop.services.known import Knowledge, MeetingKnowledge
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_TEXTS = select(Note.id, Note.text, Note.literal).where(among(Note.id))
DONE = {CaptureKind.ACTION: "done", CaptureKind.DATA_NEED: "answered", CaptureKind.QUESTION: "answered"}
OPEN = {CaptureKind.ACTION: "open", CaptureKind.DATA_NEED: "requested", CaptureKind.QUESTION: "open"}


@dataclass(frozen=True, slots=True)
class Line:
    """A note as it is read for what it captures."""

    note: Note
    parsed: ParsedLine
    spoken_by: tuple[SpeakerRef, ...]
    knowledge: MeetingKnowledge

    def read(self, kind: CaptureKind) -> CaptureReading:
        """What the line says, taken as this kind: by its own marker, or as it stands."""
        return _read(kind, self.parsed, self.knowledge, self.spoken_by)


class Captures(Service):
    """Keeps captured things and their lines in step; reads them for the panel and the Recap."""

    def __init__(self, store: Store, known: Knowledge) -> None:
        super().__init__(store)
        self._known = known

    # ------------------------------------------------------------------ reading

    def of_meeting(
        self, meeting_id: str, *, only: Collection[str] | None = None, with_labels: bool = True
    ) -> tuple[CapturedRow, ...]:
        """What was captured in a meeting, in the order of its notes; what was taken up again is among it.

        With `only`, some of it. Labels need the whole outline: whoever has them does without.
        """
        with self.store.reading() as connection:
            ties = ties_of_meeting(connection, meeting_id, only=only)
            book = self._known.book(connection)
            rows = rows_of(connection, book, by_kind(ties), ties, with_labels=with_labels)
            differing = self._differing(connection, meeting_id, ties, rows)
        ordered = [rows[tie.kind, tie.target_id] for tie in ties if (tie.kind, tie.target_id) in rows]
        return tuple(replace(row, differs=row.id in differing) for row in dict.fromkeys(ordered))

    def with_names(self, meeting_id: str, rows: Sequence[CapturedRow]) -> tuple[CapturedRow, ...]:
        """The same, where nobody stands for a thing with the names in its line that the record doesn't have."""
        bare = {row.id: row.note_id for row in rows if not row.who and row.note_id}
        if not bare:
            return tuple(rows)
        with self.store.reading() as connection:
            ties = [tie for tie in ties_of_notes(connection, list(bare.values())) if tie.target_id in bare]
            texts = _texts(connection, ties)
        knowledge = self._known.of_meeting(meeting_id)
        named = {tie.target_id: _unknown(_reading(*texts[tie.note_id], tie, knowledge)) for tie in ties}
        return tuple(replace(row, named=named.get(row.id, "")) for row in rows)

    def tags(self, connection: Connection, meeting_id: str, note_ids: Sequence[str]) -> dict[str, list[CaptureTag]]:
        """The chips of some notes."""
        ties = ties_of_notes(connection, note_ids)
        if not ties:
            return {}
        rows = rows_of(connection, self._known.book(connection), by_kind(ties), with_labels=False)
        differing = self._differing(connection, meeting_id, ties, rows)
        tags: dict[str, list[CaptureTag]] = defaultdict(list)
        for tie in ties:
            row = rows.get((tie.kind, tie.target_id))
            if row is not None:
                tags[tie.note_id].append(_tag(row, differs=row.id in differing))
        return tags

    def question_above(self, note_id: str) -> CapturedRow | None:
        """The open question that a note stands right below, if its parent in the outline is one; else None."""
        with self.store.reading() as connection:
            note = connection.execute(select(Note.__table__).where(Note.id == note_id)).one_or_none()
            if note is None or not note.level or not note.text.strip():
                return None
            above = (Note.meeting_id == note.meeting_id, Note.rank < note.rank, Note.level < note.level)
            parent = connection.execute(select(Note.id).where(*above).order_by(Note.rank.desc()).limit(1)).scalar()
            ties = ties_of_notes(connection, [parent]) if parent else []
            wanted = by_kind(tie for tie in ties if tie.kind is CaptureKind.QUESTION)
            rows = rows_of(connection, self._known.book(connection), wanted, with_labels=False) if wanted else {}
        return next((row for row in rows.values() if row.is_open), None)

    def _differing(
        self,
        connection: Connection,
        meeting_id: str,
        ties: Iterable[Tie],
        rows: Mapping[tuple[CaptureKind, str], CapturedRow],
    ) -> frozenset[str]:
        """Which touched things say something else than their line does by now."""
        touched = [tie for tie in ties if tie.touched and not tie.taken_up and (tie.kind, tie.target_id) in rows]
        if not touched:
            return frozenset()
        knowledge = self._known.of_meeting(meeting_id)
        texts = _texts(connection, touched)
        return frozenset(
            tie.target_id
            for tie in touched
            if _differs(
                _reading(*texts[tie.note_id], tie, knowledge),
                rows[tie.kind, tie.target_id],
            )
        )

    # ------------------------------------------------------------------ in step with the line

    def sync(self, session: RecordSession, line: Line) -> None:
        """Makes, changes or takes away what a line captures, after the caret has left it (decision 6)."""
        ties = [tie for tie in self._rows(session, line.note.id) if not tie.taken_up]
        marked = line.parsed.marker
        for tie in ties:
            if tie.by_marker and tie.kind != marked and not tie.touched:
                self.take_back(session, tie)
            elif not tie.touched:
                self._write(session, line, line.read(CaptureKind(tie.kind)), tie.target_id)
        if marked is not None and not any(tie.by_marker and tie.kind == marked for tie in ties):
            self.make(session, line, marked, by_marker=True)

    def make(self, session: RecordSession, line: Line, kind: CaptureKind, *, by_marker: bool = False) -> str:
        """Captures a line as a thing of this kind; gives the thing's id."""
        target = TARGETS[kind].entity(
            group_id=line.knowledge.group_id,
            meeting_id=line.note.meeting_id,
            **{TARGETS[kind].text: ""},
            **_starting(kind, line),
        )
        session.add(target)
        session.flush()
        session.add(Capture(note_id=line.note.id, kind=kind.value, target_id=target.id, by_marker=by_marker))
        self._write(session, line, line.read(kind), target.id, kind=kind)
        return target.id

    def toggle(self, session: RecordSession, line: Line, kind: CaptureKind) -> bool:
        """Makes a line this kind of thing as it stands; again takes it back. Gives whether it was made."""
        present = [tie for tie in self._rows(session, line.note.id) if tie.kind == kind and not tie.taken_up]
        for tie in present:
            if tie.by_marker:
                line.note.literal = True
            self.take_back(session, tie)
        if not present:
            self.make(session, line, kind)
        return not present

    def take_back(self, session: RecordSession, tie: Capture) -> None:
        """Takes away what was captured, and its tie to the line."""
        target = session.get(TARGETS[CaptureKind(tie.kind)].entity, tie.target_id)
        session.delete(tie)
        if target is not None:
            unlink(session, subject_id=target.id)
            delete_whole(session, target)

    def drop_note(self, session: RecordSession, note_id: str) -> None:
        """A note is about to go: what was captured from it goes too, unless it was touched (decision 7)."""
        for tie in self._rows(session, note_id):
            if tie.touched or tie.taken_up:
                session.delete(tie)
            else:
                self.take_back(session, tie)
        unlink(session, subject_id=note_id)

    def move(self, session: RecordSession, *, gone: str, into: str) -> None:
        """A note was joined into another: what was captured from it moves along."""
        present = {(tie.kind, tie.target_id) for tie in self._rows(session, into)}
        for tie in self._rows(session, gone):
            if (tie.kind, tie.target_id) in present:
                session.delete(tie)
            else:
                tie.note_id = into

    def mark_done(self, note_id: str) -> None:
        """Marks what a line captured as done; again opens it."""
        with self.store.operation(_("Mark as done"), meeting_id=self._meeting(note_id)) as session:
            for tie in self._rows(session, note_id):
                kind = CaptureKind(tie.kind)
                if kind in DONE:
                    self.set_done(session, kind, tie.target_id)

    def drop(self, row: CapturedRow) -> None:
        """Takes back what a line captured; of something taken up again, only that it was. The line stays."""
        with self.store.operation(_("Take back what was captured"), meeting_id=self._meeting(row.note_id)) as session:
            for tie in self._rows(session, row.note_id or ""):
                if tie.target_id != row.id:
                    continue
                if tie.taken_up:
                    session.delete(tie)
                    continue
                if tie.by_marker:
                    find(session, Note, tie.note_id).literal = True
                self.take_back(session, tie)

    def toggle_done(self, row: CapturedRow) -> bool:
        """Marks one captured thing as done; again opens it. False where its kind knows no such state."""
        if row.kind not in DONE:
            return False
        with self.store.operation(_("Mark as done"), meeting_id=self._meeting(row.note_id)) as session:
            self.set_done(session, row.kind, row.id)
        return True

    def set_done(self, session: RecordSession, kind: CaptureKind, target_id: str) -> None:
        """Done if it was open, else open again; each owner's own state follows."""
        target: Any = find(session, TARGETS[kind].entity, target_id)
        status = DONE[kind] if target.status in OPEN_STATES else OPEN[kind]
        target.status = status
        if kind in (CaptureKind.ACTION, CaptureKind.DATA_NEED):
            target.overruled = ""
        parties = TARGETS[kind].parties
        if parties is not None:
            entity, whole = parties
            for party in session.whose(entity, whole, target_id):
                party.status = status  # type: ignore[attr-defined]

    # ------------------------------------------------------------------ writing

    def _write(
        self,
        session: RecordSession,
        line: Line,
        reading: CaptureReading,
        target_id: str,
        *,
        kind: CaptureKind | None = None,
    ) -> None:
        kind = kind or reading.kind
        target: Any = find(session, TARGETS[kind].entity, target_id)
        setattr(target, TARGETS[kind].text, reading.what)
        target.off_record = line.parsed.off_record
        owners = [party_id for ref in reading.owners if (party_id := self.party(session, ref))]
        match target:
            case Action():
                target.due = reading.due_date
                set_parties(session, ActionOwner, of=("action_id", target_id), party_ids=owners)
            case DataNeed():
                target.due = reading.due_date
                set_parties(session, DataNeedParty, of=("need_id", target_id), party_ids=owners)
            case Agreement():
                if reading.basis is not None:
                    target.basis = reading.basis.value
                set_parties(session, AgreementParty, of=("agreement_id", target_id), party_ids=owners)
            case Question():
                target.asked_by_id = next((ref.party_id for ref in line.spoken_by if ref.party_id), None)
            case Position():
                target.topic, target.stand = reading.topic, reading.stand
                set_parties(session, PositionParty, of=("position_id", target_id), party_ids=owners)
        targets = [line.knowledge.targets[item] for item in reading.item_ids if item in line.knowledge.targets]
        set_order_links(session, subject=kind.value, subject_id=target_id, targets=targets)

    def party(self, session: RecordSession, ref: PartyRef) -> str | None:
        """The party that a line names; a new `First Last (Organisation)` becomes a provisional person."""
        if ref.party_id is not None or ref.kind is not PartyKind.PERSON:
            return ref.party_id
        return self.provisional_person(session, ref.name, ref.organisation)

    def provisional_person(self, session: RecordSession, name: str, organisation: str) -> str:
        """A person who isn't in the record yet, to be settled in the Recap; the same one for the same name."""
        organisation_id = self._organisation(session, organisation) if organisation else None
        known = session.scalars(
            select(Party).where(Party.kind == "person", Party.name == name, Party.organisation_id == organisation_id)
        ).first()
        if known is not None:
            return known.id
        code = self._known.book(session.connection()).free_code(name)
        person = Party(kind="person", name=name, organisation_id=organisation_id, code=code, provisional=True)
        session.add(person)
        session.flush()
        self._known.forget()
        return person.id

    @staticmethod
    def _organisation(session: RecordSession, name: str) -> str:
        statement = select(Party).where(Party.kind == "organisation", (Party.name == name) | (Party.short == name))
        known = session.scalars(statement).first()
        if known is None:
            known = Party(kind="organisation", name=name, provisional=True)
            session.add(known)
            session.flush()
        return known.id

    @staticmethod
    def _rows(session: RecordSession, note_id: str) -> Sequence[Capture]:
        return sorted(session.whose(Capture, "note_id", note_id), key=attrgetter("id"))

    def _meeting(self, note_id: str | None) -> str | None:
        with self.store.reading() as connection:
            return connection.execute(select(Note.meeting_id).where(Note.id == note_id)).scalar_one_or_none()


def touch(session: RecordSession, target_id: str) -> None:
    """Something captured was edited by itself: from now on its line no longer changes it."""
    for tie in session.scalars(select(Capture).where(Capture.target_id == target_id, Capture.taken_up.is_(False))):
        tie.touched = True


def forget_target(session: RecordSession, target_id: str) -> None:
    """Something captured is about to be deleted: its ties go, and a marker that made it is taken literally."""
    for tie in session.scalars(select(Capture).where(Capture.target_id == target_id)):
        if tie.by_marker:
            find(session, Note, tie.note_id).literal = True
        session.delete(tie)
    unlink(session, subject_id=target_id)


def by_kind(ties: Iterable[Tie]) -> dict[CaptureKind, list[str]]:
    """The captured things that ties point at, by kind."""
    wanted: dict[CaptureKind, list[str]] = defaultdict(list)
    for tie in ties:
        wanted[tie.kind].append(tie.target_id)
    return wanted


def _starting(kind: CaptureKind, line: Line) -> dict[str, Any]:
    if kind is CaptureKind.DATA_NEED:
        return {"identified_on": line.knowledge.today}
    if kind is CaptureKind.POSITION:
        return {"stated_on": line.knowledge.today}
    return {}


def _reading(text: str, literal: bool, tie: Tie, knowledge: MeetingKnowledge) -> CaptureReading:
    parsed = parse_line(text, knowledge.known, today=knowledge.today, literal=literal)
    return _read(tie.kind, parsed, knowledge, parsed.speakers)


def _read(
    kind: CaptureKind, parsed: ParsedLine, knowledge: MeetingKnowledge, spoken_by: tuple[SpeakerRef, ...]
) -> CaptureReading:
    if parsed.capture is not None and parsed.marker is kind:
        return parsed.capture
    return read_as(kind, parsed, knowledge.known, today=knowledge.today, spoken_by=spoken_by)


def _texts(connection: Connection, ties: Iterable[Tie]) -> dict[str, tuple[str, bool]]:
    """The words of some lines, and whether they are taken literally."""
    rows = rows_among(connection, _TEXTS, [tie.note_id for tie in ties])
    return {row.id: (row.text, row.literal) for row in rows}


def _unknown(reading: CaptureReading) -> str:
    return ", ".join(ref.display for ref in reading.owners if ref.party_id is None)


def _differs(reading: CaptureReading, row: CapturedRow) -> bool:
    owners = {ref.party_id for ref in reading.owners if ref.party_id}
    return (
        reading.what != row.text
        or (row.kind in (CaptureKind.ACTION, CaptureKind.DATA_NEED) and reading.due_date != row.due)
        or (row.kind is not CaptureKind.QUESTION and bool(owners) and owners != {party.id for party in row.who})
    )


def _tag(row: CapturedRow, *, differs: bool) -> CaptureTag:
    words: list[str] = []
    if row.kind in (CaptureKind.ACTION, CaptureKind.DATA_NEED, CaptureKind.POSITION):
        words += [", ".join(party.name for party in row.who)] if row.who else []
        words += [format_day(row.due)] if isinstance(row.due, date) else []
    if row.order_items and row.kind is CaptureKind.AGREEMENT:
        words += [_("Order {item}").format(item=_item(row.order_items[0]))]
    done = row.kind in DONE and row.status == DONE[row.kind]
    return CaptureTag(row.kind, row.id, " · ".join(words), differs, done)


def _item(item: str) -> str:
    order, _dot, number = item.partition(".")
    return f"{order} ({number})" if number else order
