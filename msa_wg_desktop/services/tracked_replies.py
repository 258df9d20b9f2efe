"""Takes the answers of a list that was pasted from Outlook's tracking, for an event that Outlook keeps."""

from __future__ import annotations

from dataclasses import dataclass

from msa_wg_desktop.db.models import Reply as ReplyEntity
from msa_wg_desktop.domain.invitations import Guest
from msa_wg_desktop.domain.parties import PartyBook, PersonRow
from msa_wg_desktop.domain.replies import Answer, Outcome, RepliesImport, ReplyReport, answer_words, newest
from msa_wg_desktop.domain.tracking import TrackedAnswer, read_tracking
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.guests import Guests
from msa_wg_desktop.services.known_events import known_events, uid_of
from msa_wg_desktop.services.replies import reply_rows
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class _Found:
    """Whom a line means: their name, address and party, as far as they are known."""

    name: str
    mail: str = ""
    party_id: str | None = None


class TrackedReplies(Service):
    """The verbs of pasted answers."""

    def __init__(self, store: Store, guests: Guests) -> None:
        super().__init__(store)
        self._guests = guests

    def preview(self, meeting_id: str, text: str) -> RepliesImport:
        """What `take` would do, line by line; nothing is changed."""
        return RepliesImport(tuple(report for report, _row in self._read(meeting_id, text)))

    def take(self, meeting_id: str, text: str) -> RepliesImport:
        """Keeps the answers of a list, in one step, as answers of now to the event's version of now.

        Raises ValidationError where the list says no answer at all.
        """
        found = self._read(meeting_id, text)
        rows = [row for _report, row in found if row is not None]
        if not any(report.outcome is not Outcome.LEFT for report, _row in found):
            words = _("There is no answer in what was pasted. Nothing was changed; copy the whole list from Outlook.")
            raise ValidationError(words, field="text")
        label = ngettext("Note {count} answer", "Note {count} answers", len(rows)).format(count=len(rows))
        with self.store.operation(label, meeting_id=meeting_id) as session:
            session.add_all(rows)
        return RepliesImport(tuple(report for report, _row in found))

    def _read(self, meeting_id: str, text: str) -> list[tuple[ReplyReport, ReplyEntity | None]]:
        invited = self._guests.invited(meeting_id)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
            uid = uid_of(connection, meeting_id)
            event = known_events(connection, [uid]).get(uid)
            counts = newest(reply_rows(connection, [uid]))
        sequence, now = event.sequence if event is not None else 0, self.store.clock.now()
        found: list[tuple[ReplyReport, ReplyEntity | None]] = []
        for line in read_tracking(text):
            who = _whom(line, [*invited.guests, *invited.unreachable], book)
            key = (who.mail or who.name).strip().casefold()
            outcome, words = _outcome(line, who, counts[key].answer if key in counts else Answer.NONE)
            row = None
            if outcome is Outcome.TAKEN and line.answer is not None:
                values = {"party_id": who.party_id, "mail": who.mail, "name": who.name, "answer": line.answer.value}
                row = ReplyEntity(event_uid=uid, sequence=sequence, stamp=now, **values)
            found.append((ReplyReport("", outcome, words, meeting_id, who.mail), row))
        return found


def _outcome(line: TrackedAnswer, who: _Found, before: Answer) -> tuple[Outcome, str]:
    if line.answer is None or not (who.name or who.mail):
        return Outcome.LEFT, _("“{text}” says no answer.").format(text=line.text)
    name, said = who.name or who.mail, answer_words(line.answer)
    if line.answer is before or line.answer is Answer.NONE:
        return Outcome.KNOWN, _("{name}: {answer}, as is known.").format(name=name, answer=said)
    return Outcome.TAKEN, _("{name}: {answer}.").format(name=name, answer=said)


def _whom(line: TrackedAnswer, guests: list[Guest], book: PartyBook) -> _Found:
    """A guest by address or name, else the one person of the record of that name, else whoever is written there."""
    mail, name = line.mail.strip().casefold(), line.name.casefold()
    its = [guest for guest in guests if guest.key and guest.key == mail]
    its = its or [guest for guest in guests if name and not mail and guest.name.casefold() == name]
    if len(its) == 1:
        return _Found(its[0].name or line.name, its[0].mail, its[0].party_id)
    people = [person for person in book.people if mail and person.mail.strip().casefold() == mail]
    people = people or [row for row in (book.named(line.name) if not mail else ()) if isinstance(row, PersonRow)]
    if len(people) == 1:
        return _Found(people[0].name, people[0].mail, people[0].id)
    return _Found(line.name, line.mail)
