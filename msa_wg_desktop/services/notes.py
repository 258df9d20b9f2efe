"""The discussion of a meeting: what the outline editor loads, saves, marks, and takes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from sqlalchemy import Connection, Select, bindparam, select

from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.ledger import RecordSession, delete_whole
from msa_wg_desktop.db.models import Capture, Note, NoteSpeaker
from msa_wg_desktop.domain.capture import expand_line, parse_line
from msa_wg_desktop.domain.captured_changes import WHOLES
from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.notes import (
    MAX_LEVEL,
    CaptureKind,
    NoteDraft,
    NoteRow,
    OutlineChange,
    OutlinePatch,
    new_id,
    rank_between,
)
from msa_wg_desktop.domain.readings import PartyKind, SpeakerRef
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.services import note_topics
from msa_wg_desktop.services.base import Service, find, set_order_links
from msa_wg_desktop.services.captured import among, rows_among
from msa_wg_desktop.services.captures import Captures, Line
from msa_wg_desktop.services.known import Knowledge, MeetingKnowledge
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _, ngettext

ORIGIN = "outline"


@dataclass(frozen=True, slots=True)
class _Put:
    """What writing a note did: whether it went off the record or came onto it again, and whether it stands anew."""

    moved: bool
    placed: bool


_LINE = select(Note.id, Note.rank, Note.level, Note.text, Note.body_start, Note.off_record, Note.meeting_id)
_LINES = _LINE.where(Note.meeting_id == bindparam("meeting_id")).order_by(Note.rank, Note.id)
_SOME_LINES = _LINE.where(among(Note.id))


class Notes(Service):
    """Gives each meeting its outline."""

    def __init__(self, store: Store, known: Knowledge, captures: Captures) -> None:
        super().__init__(store)
        self._known = known
        self._captures = captures

    def outline(self, meeting_id: str) -> Outline:
        """The discussion of one meeting, as the editor works with it."""
        return Outline(self.store, self._known, self._captures, meeting_id)

    def capture_lines(self, meeting_id: str, text: str) -> tuple[str, ...]:
        """Writes lines as if they were typed at the end of the discussion, tabs for depth; gives the new notes' ids."""
        known = self._known.of_meeting(meeting_id).known
        drafts: list[NoteDraft] = []
        outline = self.outline(meeting_id)
        rank = outline.last_rank()
        for raw in clean(text)[0].split("\n"):
            line = raw.lstrip("\t")
            if not line.strip():
                continue
            rank = rank_between(rank, None)
            level = min(len(raw) - len(line), MAX_LEVEL)
            drafts.append(NoteDraft(new_id(), rank, level, expand_line(line.rstrip(), known)))
        ids = tuple(draft.id for draft in drafts)
        label = ngettext("Type {count} line", "Type {count} lines", len(ids)).format(count=len(ids))
        if drafts:
            outline.save(OutlineChange(label, drafts=tuple(drafts), leaving=ids))
        return ids


class Outline:
    """One meeting's discussion: the editor's backend. All of its writes are operations of this meeting."""

    def __init__(self, store: Store, known: Knowledge, captures: Captures, meeting_id: str) -> None:
        self.store = store
        self.meeting_id = meeting_id
        self._known = known
        self._captures = captures

    # ------------------------------------------------------------------ reading

    def load(self) -> tuple[NoteRow, ...]:
        """All notes in their order, with what was captured from them."""
        with self.store.reading() as connection:
            return self._rows(connection, None)

    def rows(self, note_ids: Iterable[str]) -> tuple[NoteRow, ...]:
        """Some notes as they stand now; those that are gone are left out."""
        with self.store.reading() as connection:
            return self._rows(connection, list(note_ids))

    def last_rank(self) -> str | None:
        """The rank of the last note, or None in an empty discussion."""
        with self.store.reading() as connection:
            statement = select(Note.rank).where(Note.meeting_id == self.meeting_id).order_by(Note.rank.desc()).limit(1)
            return connection.execute(statement).scalar_one_or_none()

    def _rows(self, connection: Connection, note_ids: list[str] | None) -> tuple[NoteRow, ...]:
        if note_ids == []:
            return ()
        if note_ids is None:
            rows = connection.execute(_LINES, {"meeting_id": self.meeting_id}).all()
        else:
            found = rows_among(connection, _SOME_LINES, note_ids)
            rows = sorted((row for row in found if row.meeting_id == self.meeting_id), key=attrgetter("rank", "id"))
        tags = self._captures.tags(connection, self.meeting_id, [row.id for row in rows])
        return tuple(
            NoteRow(note_id, rank, level, text, body_start, off_record, tuple(tags.get(note_id, ())))
            for note_id, rank, level, text, body_start, off_record, _meeting_id in rows
        )

    # ------------------------------------------------------------------ writing

    def save(self, change: OutlineChange) -> OutlinePatch:
        """Writes one step; gives the rows whose stored form says more than the editor knew."""
        burst = change.burst or (change.leaving[0] if change.leaving and not change.drafts else None)
        if change.burst is None and change.drafts:
            self.store.end_burst()
        with self.store.operation(
            change.label,
            meeting_id=self.meeting_id,
            merge_key=f"note:{burst}" if burst else None,
            caret_before=change.caret_before,
            caret_after=change.caret_after,
            origin=ORIGIN,
        ) as session:
            moved = self._write(session, change)
            rows = self._rows(session.connection(), self._told(change, moved))
        if change.leaving:
            self.store.end_burst()
        return OutlinePatch(rows=rows)

    @staticmethod
    def _told(change: OutlineChange, moved: set[str]) -> list[str]:
        """The notes whose stored form the editor may not know: while one types, only those in `moved`."""
        if change.burst and not change.leaving:
            return sorted(moved)
        written = {draft.id for draft in change.drafts} | set(change.leaving)
        return sorted((written | {into for _gone, into in change.joins}) - set(change.deleted))

    def _write(self, session: RecordSession, change: OutlineChange) -> set[str]:
        """Gives the notes that went off the record, or came onto it again."""
        moved: set[str] = set()
        placed: list[str] = []
        present = session.some(Note, [draft.id for draft in change.drafts])
        for draft in change.drafts:
            put = self._put(session, present.get(draft.id), draft, literal=draft.id in change.literal)
            moved.update([draft.id] if put.moved else ())
            placed += [draft.id] if put.placed else []
        session.flush()
        if placed:
            note_topics.tie(session, self.meeting_id, placed)
        for gone, into in change.joins:
            self._captures.move(session, gone=gone, into=into)
        session.flush()
        for note_id in change.deleted:
            note = session.get(Note, note_id)
            if note is not None:
                self._captures.drop_note(session, note_id)
                delete_whole(session, note)
        left = dict.fromkeys((*change.leaving, *(into for _gone, into in change.joins)))
        for note_id in left:
            note = session.get(Note, note_id)
            if note is not None and note_id not in change.deleted:
                self._leave(session, note)
        session.flush()
        return moved

    def _put(self, session: RecordSession, note: Note | None, draft: NoteDraft, *, literal: bool) -> _Put:
        """Writes what a note is to be; gives what else that may have changed."""
        if note is None:
            note = Note(id=draft.id, meeting_id=self.meeting_id, literal=False)
            session.add(note)
        text = clean(draft.text)[0]
        placed = (note.rank, note.level) != (draft.rank, draft.level) or (bool(text.strip()) and not note.text.strip())
        note.literal = literal or (bool(note.literal) and bool(text.strip()))
        changed, was_off = note.text != text or literal, bool(note.off_record)
        note.rank, note.level, note.text = draft.rank, draft.level, text
        if changed:
            knowledge = self._known.of_meeting(self.meeting_id)
            parsed = parse_line(text, knowledge.known, today=knowledge.today, literal=note.literal)
            note.body_start, note.off_record = parsed.body_start, parsed.off_record
            self._set_speakers(session, note, parsed.speakers)
        return _Put(moved=bool(note.off_record) is not was_off, placed=placed)

    def _leave(self, session: RecordSession, note: Note) -> None:
        """The caret has left a line: names become people, order items links, and what it captures comes to exist."""
        line = self._line(session, note)
        for ref in line.parsed.speakers:
            if ref.provisional and ref.party_id is None:
                self._captures.provisional_person(session, ref.name, ref.organisation)
                line = self._line(session, note)
        self._set_speakers(session, note, line.parsed.speakers)
        targets = line.knowledge.targets
        linked = [targets[link.item_id] for link in line.parsed.links if link.item_id and link.item_id in targets]
        set_order_links(session, subject="note", subject_id=note.id, targets=linked)
        self._captures.sync(session, line)

    def _line(self, session: RecordSession, note: Note) -> Line:
        knowledge = self._known.of_meeting(self.meeting_id)
        parsed = parse_line(note.text, knowledge.known, today=knowledge.today, literal=note.literal)
        spoken_by = parsed.speakers
        if parsed.continues:
            spoken_by = self._speakers_above(session, note, knowledge)
            parsed = parse_line(
                note.text, knowledge.known, today=knowledge.today, literal=note.literal, spoken_by=spoken_by
            )
        return Line(note, parsed, spoken_by, knowledge)

    def _speakers_above(
        self, session: RecordSession, note: Note, knowledge: MeetingKnowledge
    ) -> tuple[SpeakerRef, ...]:
        statement = (
            select(Note.text, Note.literal)
            .join(NoteSpeaker, NoteSpeaker.note_id == Note.id)
            .where(Note.meeting_id == self.meeting_id, Note.rank < note.rank)
            .order_by(Note.rank.desc())
            .limit(1)
        )
        above = session.execute(statement).one_or_none()
        if above is None:
            return ()
        return parse_line(above.text, knowledge.known, today=knowledge.today, literal=above.literal).speakers

    @staticmethod
    def _set_speakers(session: RecordSession, note: Note, speakers: Sequence[SpeakerRef]) -> None:
        with session.no_autoflush:
            present = sorted(session.whose(NoteSpeaker, "note_id", note.id), key=attrgetter("position"))
            for position, ref in enumerate(speakers):
                organisation_id = ref.organisation_id or (ref.party_id if ref.kind is PartyKind.ORGANISATION else None)
                values = {
                    "party_id": ref.party_id,
                    "organisation_id": organisation_id,
                    "name": ref.name,
                    "organisation": ref.organisation,
                }
                if position < len(present):
                    for name, value in values.items():
                        if getattr(present[position], name) != value:
                            setattr(present[position], name, value)
                else:
                    session.add(NoteSpeaker(note_id=note.id, position=position, **values))
            for row in present[len(speakers) :]:
                session.delete(row)

    # ------------------------------------------------------------------ marks

    def toggle_mark(self, note_ids: Sequence[str], kind: CaptureKind) -> OutlinePatch:
        """Makes lines, as they stand, an action, agreement, question, data need or position; again takes it back."""
        named = kind.value.replace("-", " ")
        label = _("Mark as {kind}").format(kind=named)
        with self.store.operation(label, meeting_id=self.meeting_id, origin=ORIGIN) as session:
            notes = [find(session, Note, note_id) for note_id in note_ids]
            made = [
                self._captures.toggle(session, self._line(session, note), kind) for note in notes if note.text.strip()
            ]
            if not any(made):
                session.label = _("Take back the mark as {kind}").format(kind=named)
            session.flush()
            rows = self._rows(session.connection(), list(note_ids))
        return OutlinePatch(rows=rows)

    def mark_done(self, note_id: str) -> OutlinePatch:
        """Marks what a line captured as done; again opens it."""
        self._captures.mark_done(note_id)
        return OutlinePatch(rows=self.rows([note_id]))

    def insert(self, text: str, *, after: str | None, level: int = 0) -> str:
        """A new line below `after`, else at the end; gives its id."""
        with self.store.operation(_("New line"), meeting_id=self.meeting_id) as session:
            rank = self._rank_after(session.connection(), after)
            note_id = new_id()
            self._write(session, OutlineChange("", (NoteDraft(note_id, rank, level, text),), leaving=(note_id,)))
        return note_id

    def _rank_after(self, connection: Connection, after: str | None) -> str:
        if after is None:
            return rank_between(self.last_rank(), None)
        low = connection.execute(select(Note.rank).where(Note.id == after)).scalar_one()
        statement = select(Note.rank).where(Note.meeting_id == self.meeting_id, Note.rank > low)
        high = connection.execute(statement.order_by(Note.rank).limit(1)).scalar_one_or_none()
        return rank_between(low, high)

    # ------------------------------------------------------------------ back and forth

    def undo(self) -> OutlinePatch | None:
        """Takes back my latest step in this meeting; None where there is none."""
        return self._patched(self.store.undo(meeting_id=self.meeting_id))

    def redo(self) -> OutlinePatch | None:
        """Brings back what the latest undo took; None where there is nothing."""
        return self._patched(self.store.redo(meeting_id=self.meeting_id))

    def _patched(self, changes: ChangeSet | None) -> OutlinePatch | None:
        return None if changes is None else self.patch_for(changes)

    def patch_for(self, changes: ChangeSet) -> OutlinePatch:
        """What a change of the record means for this outline: its own notes, and lines whose captures changed."""
        with self.store.reading() as connection:
            ids = self._notes_touched(connection, changes)
            rows = self._rows(connection, sorted(ids))
        present = {row.id for row in rows}
        removed = tuple(sorted(changes.ids("note") - present))
        return OutlinePatch(rows, removed, changes.caret_after, changes.label)

    @staticmethod
    def _notes_touched(connection: Connection, changes: ChangeSet) -> set[str]:
        notes = set(changes.ids("note"))
        targets = {change.id for change in changes.changes if change.entity not in ("note", "note_speaker")}
        for change in changes.changes:
            values = {**change.before, **change.after}
            if change.entity == "capture" and "note_id" in values:
                notes.add(values["note_id"])
            targets.update(values[name] for name in WHOLES.values() if name in values)
        for entity, whole in WHOLES.items():
            targets.update(row.whole for row in rows_among(connection, _wholes(entity, whole), _ids(changes, entity)))
        notes.update(row.note_id for row in rows_among(connection, _NOTES_OF_TARGETS, sorted(targets)))
        notes.update(row.note_id for row in rows_among(connection, _NOTES_OF_CAPTURES, _ids(changes, "capture")))
        return notes


_NOTES_OF_TARGETS = select(Capture.note_id).where(among(Capture.target_id))
_NOTES_OF_CAPTURES = select(Capture.note_id).where(among(Capture.id))


@cache
def _wholes(entity: str, whole: str) -> Select[tuple[str]]:
    """Of what some owners or parties are a part."""
    columns = ENTITIES[entity].__table__.c
    return select(columns[whole].label("whole")).where(among(columns.id))


def _ids(changes: ChangeSet, entity: str) -> list[str]:
    return sorted(changes.ids(entity))
