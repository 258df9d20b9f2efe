"""Asking for responses: one letter per party that owes some, to be copied, mailed, and noted as asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path

from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedPartyRow
from msa_wg_desktop.domain.need_letters import NeedLetter, letter_subject, letter_text
from msa_wg_desktop.domain.parties import PartyBook, PersonRow
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.groups import Groups
from msa_wg_desktop.services.settings import ORGANISER_MAIL, ORGANISER_NAME, Settings
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


class NeedLetters(Service):
    """What is off the record is in no letter."""

    def __init__(self, store: Store, *, needs: DataNeeds, groups: Groups, settings: Settings) -> None:
        super().__init__(store)
        self._needs, self._groups, self._settings = needs, groups, settings

    def list(self, group_id: str, need_ids: Collection[str] | None = None) -> tuple[NeedLetter, ...]:
        """One letter for each party that still owes a response in a group and its subgroups, by name.

        With `need_ids`, about those alone.
        """
        wanted = WorkFilter(group_ids=self._groups.family(group_id), open_only=True, public_only=True)
        owed: dict[str, list[tuple[DataNeedRow, NeedPartyRow]]] = defaultdict(list)
        for need in self._needs.list(wanted):
            for part in need.parties if need_ids is None or need.id in need_ids else ():
                if part.status.is_open:
                    owed[part.party_id].append((need, part))
        group, sender = self._groups.get(group_id).path.replace(" / ", " · "), self._settings.get(ORGANISER_NAME)
        with self.store.reading() as connection:
            book = party_book.read(connection, self.store.clock.today())
        letters = [
            NeedLetter(
                party_id=party_id,
                name=asked[0][1].name,
                to=tuple(_addresses(book, party_id)),
                need_ids=tuple(need.id for need, _part in asked),
                subject=letter_subject(group, len(asked)),
                text=letter_text(group, asked, sender=sender),
            )
            for party_id, asked in owed.items()
        ]
        return tuple(sorted(letters, key=lambda letter: letter.name.casefold()))

    def message(self, letter: NeedLetter) -> bytes:
        """A letter as a mail that is still to be sent (`.eml`)."""
        mail = EmailMessage()
        mail["Subject"] = letter.subject
        if letter.to:
            mail["To"] = ", ".join(letter.to)
        if address := self._settings.get(ORGANISER_MAIL):
            mail["From"] = formataddr((self._settings.get(ORGANISER_NAME), address))
        mail["X-Unsent"] = "1"
        mail.set_content(letter.text)
        return mail.as_bytes()

    def save(self, letter: NeedLetter, target: Path) -> Path:
        """Writes that mail to a file; gives where it lies. Raises ExportError in words."""
        from msa_wg_desktop.documents.saving import put_in_place

        return put_in_place(target, self.message(letter))

    def mark_asked(self, letters: Sequence[NeedLetter], *, on: date | None = None) -> None:
        """Notes, as one step, that the parties of some letters were asked again."""
        with self.store.operation(_("Ask for responses")):
            for letter in letters:
                self._needs.ask_again(letter.need_ids, on=on, parties=[letter.party_id])


def _addresses(book: PartyBook, party_id: str) -> Iterable[str]:
    """Of a person, or of the people of an organisation or of a class's members."""
    for person in _people(book, party_id):
        if person.mail:
            yield formataddr((person.name, person.mail))


def _people(book: PartyBook, party_id: str) -> list[PersonRow]:
    party = book.get(party_id)
    if isinstance(party, PersonRow):
        return [party]
    organisations = {party_id, *getattr(party, "member_ids", ())}
    return [person for person in book.people if person.organisation_id in organisations and not person.retired]
