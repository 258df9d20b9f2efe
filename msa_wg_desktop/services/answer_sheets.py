"""What guests answered, as one looks at it and works on it: by version, with delegates and strangers."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from msa_wg_desktop.db.models import Party
from msa_wg_desktop.db.models import Reply as ReplyEntity
from msa_wg_desktop.domain.answer_sheets import AnswerSheet, lines_of_version, lines_that_count, versions_of
from msa_wg_desktop.domain.guests import FoundGuests
from msa_wg_desktop.domain.invitations import having
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.guests import Guests
from msa_wg_desktop.services.invitation_reading import read_log
from msa_wg_desktop.services.known_events import known_events, uid_of
from msa_wg_desktop.services.replies import Replies, occurrence_of
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class AnswerSheets(Service):
    """The verbs of answers that are there."""

    def __init__(self, store: Store, *, guests: Guests, replies: Replies) -> None:
        super().__init__(store)
        self._guests, self._replies = guests, replies

    def sheet(self, meeting_id: str, version: int | None = None) -> AnswerSheet:
        """What counts now, or what was answered to one version. Raises NotFoundError."""
        answers, log = self._replies.answers(meeting_id), self._replies.log(meeting_id)
        with self.store.reading() as connection:
            uid = uid_of(connection, meeting_id)
            sent, event = read_log(connection, uid), known_events(connection, [uid]).get(uid)
            occurrence = occurrence_of(connection, meeting_id)
        versions = versions_of(sent, log)
        if version is None:
            tallies = (*answers.classes, *answers.organisations)
            return AnswerSheet(lines_that_count(answers, frozenset(having(sent))), versions, tallies)
        guests = [each.guest for each in answers.guests]
        older = event is not None and version < event.sequence
        return AnswerSheet(lines_of_version(log, guests, version, occurrence=occurrence, older=older), versions)

    def admit(self, meeting_id: str, reply_id: str) -> int:
        """Puts whoever gave an answer on the list of guests; gives how many were new."""
        with self.store.operation(_("Put on the guest list"), meeting_id=meeting_id) as session:
            reply = find(session, ReplyEntity, reply_id)
            person = session.get(Party, reply.party_id) if reply.party_id else None
            if person is not None and person.kind == PartyKind.PERSON.value:
                found = (self._guests.read_party(person.id),)
            else:
                found = tuple(_named(each, reply.name) for each in self._guests.read(meeting_id, reply.mail))
            return self._guests.invite(meeting_id, found)

    def tie(self, meeting_id: str, reply_id: str, person_id: str) -> None:
        """Says of which person of the record an answer is, and all of that address; where the record knows no address
        of theirs, this one is kept too. Raises NotFoundError."""
        with self.store.operation(_("Say whose answer it is"), meeting_id=meeting_id) as session:
            reply, person = find(session, ReplyEntity, reply_id), find(session, Party, person_id)
            if person.kind != PartyKind.PERSON.value:
                raise ValidationError(
                    _("An answer is a person's. Nothing was changed; choose a person."), field="person"
                )
            same = select(ReplyEntity).where(ReplyEntity.event_uid == reply.event_uid, ReplyEntity.mail == reply.mail)
            for each in session.scalars(same) if reply.mail else (reply,):
                each.party_id = person.id
            if reply.mail and not person.mail:
                person.mail = reply.mail


def _named(found: FoundGuests, name: str) -> FoundGuests:
    """An address that isn't known has the name under which it answered."""
    guests = tuple(guest if guest.name or guest.party_id else replace(guest, name=name) for guest in found.guests)
    return replace(found, guests=guests)
