"""Answers to invitations: read from files, kept as they came, and counted per guest, organisation and class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import Meeting, Party
from msa_wg_desktop.db.models import Reply as ReplyEntity
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.parties import ClassRow, OrganisationRow, PartyBook, PersonRow
from msa_wg_desktop.domain.replies import (
    Answer,
    FileRead,
    GuestAnswer,
    MeetingAnswers,
    RepliesImport,
    ReplyRow,
    Tally,
    newest,
)
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service, delete
from msa_wg_desktop.services.guests import Guests
from msa_wg_desktop.services.known_events import KnownEvent, known_events, uid_of
from msa_wg_desktop.services.reply_files import files_of, read_files
from msa_wg_desktop.services.reply_taking import Taking
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _, ngettext

Progress = Callable[[int, int], None]
"""`progress(done, total)`, in files; what it raises stops the import, and nothing of it is kept."""


class Replies(Service):
    """The verbs of answers."""

    def __init__(self, store: Store, *, guests: Guests) -> None:
        super().__init__(store)
        self._guests = guests

    def import_files(self, paths: Iterable[Path], *, progress: Progress | None = None) -> RepliesImport:
        """Takes the answers of files and of the folders' files, in one step; says what became of each."""
        return self.take(read_files(files_of(paths), progress))

    def take(self, files: Sequence[FileRead]) -> RepliesImport:
        """Takes what was read. Answers are kept; events of others are brought up to date; ours are never changed."""
        label = ngettext("Import {count} reply", "Import {count} replies", len(files)).format(count=len(files))
        with self.store.operation(label) as session:
            return self._taken(session, files)

    def try_out(self, files: Sequence[FileRead]) -> RepliesImport:
        """What would become of what was read. Nothing is written, and nobody who writes waits."""
        with self.store.trying_out() as session:
            return self._taken(session, files)

    def _taken(self, session: RecordSession, files: Sequence[FileRead]) -> RepliesImport:
        read = [file.content for file in files if file.content is not None]
        connection = session.connection()
        events = known_events(connection, {event.uid for file in read for event in file.events})
        taking = Taking(
            session,
            events,
            guests=self._guests_of(events.values()),
            there=reply_rows(connection, list(events)),
            book=party_book.read(connection, self.store.clock.today()),
            now=self.store.clock.now(),
        )
        return RepliesImport(tuple(report for file in files for report in taking.file(file)))

    def answers(self, meeting_id: str) -> MeetingAnswers:
        """The answer of each guest that counts, and what others said. Raises NotFoundError.

        Who has no mail address is among the guests: they may have answered by telephone.
        """
        invited = self._guests.invited(meeting_id)
        with self.store.reading() as connection:
            occurrence = occurrence_of(connection, meeting_id)
            uid = uid_of(connection, meeting_id)
            event = known_events(connection, [uid]).get(uid)
            counts = newest(reply_rows(connection, [uid]), occurrence=occurrence)
            book = party_book.read(connection, self.store.clock.today())
        sequence = event.sequence if event is not None else 0
        everybody = (*invited.guests, *invited.unreachable)
        by_party = {reply.party_id: reply for reply in counts.values() if reply.party_id}
        found = [(guest, counts.get(guest.key) or by_party.get(guest.party_id or "")) for guest in everybody]
        own = {reply.id for _guest, reply in found if reply is not None}
        others = [reply for reply in counts.values() if reply.id not in own]
        stand_ins = {reply.key for reply in others if reply.delegated_from} | {
            reply.delegated_to.strip().casefold() for _guest, reply in found if reply is not None and reply.delegated_to
        }
        answered = tuple(
            GuestAnswer(guest, reply, older=reply is not None and reply.sequence < sequence) for guest, reply in found
        )
        return MeetingAnswers(
            answered,
            tuple(reply for reply in others if reply.key in stand_ins),
            tuple(reply for reply in others if reply.key not in stand_ins),
            *_tallies(answered, book),
        )

    def log(self, meeting_id: str) -> tuple[ReplyRow, ...]:
        """Every answer that ever came for a meeting's event, to whichever version of it; the newest first."""
        with self.store.reading() as connection:
            rows = reply_rows(connection, [uid_of(connection, meeting_id)])
        return tuple(sorted(rows, key=lambda reply: (reply.sequence, reply.stamp), reverse=True))

    def note(self, meeting_id: str, who: str, answer: Answer, *, comment: str = "") -> str:
        """Keeps what a guest, named by address or by a person's id, said by telephone; gives the answer's id."""
        guests = self._guests.invited(meeting_id)
        key = who.strip().casefold()
        guest = next((g for g in (*guests.guests, *guests.unreachable) if who == g.party_id or g.key == key), None)
        if guest is None or not key:
            raise NotFoundError(_("“{who}” is not on the list. Nothing was changed.").format(who=who))
        if answer is Answer.NONE:
            raise ValidationError(_("Say what they answered. Nothing was changed."), field="answer")
        with self.store.operation(_("Note an answer"), meeting_id=meeting_id) as session:
            uid = uid_of(session.connection(), meeting_id)
            event = known_events(session.connection(), [uid]).get(uid)
            row = ReplyEntity(
                event_uid=uid,
                party_id=guest.party_id,
                mail=guest.mail,
                name=guest.name,
                answer=answer.value,
                comment=clean(comment)[0].strip(),
                occurrence=occurrence_of(session.connection(), meeting_id),
                sequence=event.sequence if event is not None else 0,
                stamp=self.store.clock.now(),
            )
            session.add(row)
            session.flush()
            return row.id

    def remove(self, reply_id: str) -> None:
        """Takes an answer out of the record."""
        with self.store.operation(_("Remove an answer")) as session:
            delete(session, ReplyEntity, reply_id)

    def _guests_of(self, events: Iterable[KnownEvent]) -> Mapping[str, Mapping[str, Guest]]:
        """By UID, the guests of its meetings by address."""
        found: dict[str, dict[str, Guest]] = defaultdict(dict)
        for event in events:
            for meeting_id in event.meetings:
                found[event.uid].update({guest.key: guest for guest in self._guests.of(meeting_id)})
        return found


def occurrence_of(connection: Connection, meeting_id: str) -> date | None:
    """Which day of its series a meeting is; None for a meeting by itself. Raises NotFoundError."""
    row = connection.execute(select(Meeting.occurrence).where(Meeting.id == meeting_id)).one_or_none()
    if row is None:
        raise NotFoundError(_("That meeting isn't in the record any more."))
    return row.occurrence


def reply_rows(connection: Connection, uids: Collection[str]) -> list[ReplyRow]:
    """The answers to some events, oldest first."""
    table = ReplyEntity.__table__
    statement = select(table, Party.name.label("party")).outerjoin(Party, Party.id == table.c.party_id)
    rows = connection.execute(statement.where(table.c.event_uid.in_(uids)).order_by(table.c.stamp, table.c.id))
    return [
        ReplyRow(
            row.id,
            row.event_uid,
            row.mail,
            row.name,
            Answer(row.answer),
            row.sequence,
            row.stamp,
            row.comment,
            row.proposal,
            row.delegated_to,
            row.delegated_from,
            row.occurrence,
            row.party_id,
            row.party or "",
        )
        for row in rows
    ]


def _tallies(answered: Sequence[GuestAnswer], book: PartyBook) -> tuple[tuple[Tally, ...], tuple[Tally, ...]]:
    """The counts of organisations, and of the classes that these or the guests themselves belong to."""
    organisations: dict[str, Counter[Answer]] = defaultdict(Counter)
    classes: dict[str, Counter[Answer]] = defaultdict(Counter)
    for each in answered:
        for row in _whose(each.guest, book):
            (organisations if isinstance(row, OrganisationRow) else classes)[row.id][each.answer] += 1
    return _named(organisations, book), _named(classes, book)


def _whose(guest: Guest, book: PartyBook) -> Iterator[OrganisationRow | ClassRow]:
    """The organisation and the classes that a guest is counted with."""
    row = book.get(guest.party_id) if guest.party_id and guest.party_id in book else None
    if isinstance(row, PersonRow):
        row = book.get(row.organisation_id) if row.organisation_id else None
    if isinstance(row, ClassRow):
        yield row
    elif isinstance(row, OrganisationRow):
        yield row
        for class_id in row.class_ids:
            its = book.get(class_id)
            if isinstance(its, ClassRow):
                yield its


def _named(counts: Mapping[str, Counter[Answer]], book: PartyBook) -> tuple[Tally, ...]:
    tallies = (Tally(party_id, book.brief(party_id), answers) for party_id, answers in counts.items())
    return tuple(sorted(tallies, key=lambda tally: tally.name.casefold()))
