"""What has to follow when a party gets another name or turns out to be another: every link, and the lines spoken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, UniqueConstraint, func, select

from msa_wg_desktop.db.ledger import RecordSession, delete_whole, pointers
from msa_wg_desktop.db.models import Meeting, Note, NoteSpeaker, Party, Recorded
from msa_wg_desktop.domain.exports import finals_words
from msa_wg_desktop.domain.parties import OrganisationRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.party_steps import MergePlan
from msa_wg_desktop.services.finals import finals
from msa_wg_desktop.services.references import counted, dependents
from msa_wg_desktop.words import _

# What stands before or between speakers at the start of a line.
_LEAD_IN = re.compile(r"\s*(\[off\])?[\s,&]*(and\s+)?", re.IGNORECASE)


def merge(session: RecordSession, vanishing: PartyRow, kept: PartyRow) -> None:
    """Points everything of one party at another, rewrites its lines, and deletes it."""
    _rename_lines(session, vanishing, kept)
    for entity, name, _part in pointers(Party):
        for row in session.scalars(select(entity).where(getattr(entity, name) == vanishing.id)).all():
            _follow(session, row, name, kept.id)
    session.flush()
    gone, stays = session.get_one(Party, vanishing.id), session.get_one(Party, kept.id)
    for field in ("short", "mail"):
        if not getattr(stays, field):
            setattr(stays, field, getattr(gone, field))
    delete_whole(session, gone)
    session.flush()
    _drop_unused_organisation(session, gone.organisation_id)


def plan(connection: Connection, book: PartyBook, vanishing: PartyRow, kept: PartyRow) -> MergePlan:
    """What `merge` would do, counted in words; lines are counted by themselves, since their words change."""
    spoken = (NoteSpeaker.party_id == vanishing.id) | (NoteSpeaker.organisation_id == vanishing.id)
    lines = connection.execute(select(func.count(func.distinct(NoteSpeaker.note_id))).where(spoken)).scalar_one()
    follows = counted(connection, Party, vanishing.id, apart_from=(NoteSpeaker,))
    theirs = select(Note.meeting_id).join(NoteSpeaker, NoteSpeaker.note_id == Note.id).where(spoken)
    gone_out = finals_words(finals(connection, Meeting.id.in_(theirs)))
    remarks = (*_remarks(book, vanishing, kept), *([gone_out] if gone_out else []))
    return MergePlan(vanishing.display, kept.display, follows, lines, remarks)


def _remarks(book: PartyBook, vanishing: PartyRow, kept: PartyRow) -> Iterator[str]:
    """What the merge leaves to be looked at, or loses."""
    if isinstance(vanishing, PersonRow) and isinstance(kept, PersonRow):
        if vanishing.code and vanishing.code != kept.code:
            yield _("The code “{code}” goes; “{kept}” stays.").format(code=vanishing.code, kept=kept.code)
        if vanishing.mail and kept.mail and vanishing.mail != kept.mail:
            yield _("The address {mail} goes; {kept} stays.").format(mail=vanishing.mail, kept=kept.mail)
        if vanishing.organisation_id != kept.organisation_id:
            yield _("What was said for {organisation} stays said for it.").format(
                organisation=vanishing.organisation or _("no organisation")
            )
    if isinstance(kept, OrganisationRow):
        names = {person.name.casefold() for person in book.people if person.organisation_id == kept.id}
        for person in book.people:
            if person.organisation_id == vanishing.id and person.name.casefold() in names:
                yield _("{name} is in both. Merge the two people afterwards.").format(name=person.name)


def _follow(session: RecordSession, row: Recorded, name: str, kept_id: str) -> None:
    """Points one link at the party that stays; where that makes a pair twice, the two rows become one."""
    twin = _twin(session, row, name, kept_id)
    if twin is None:
        setattr(row, name, kept_id)
        return
    for column in type(row).__mapper__.column_attrs:
        if column.key != "id" and getattr(twin, column.key) in (None, ""):
            setattr(twin, column.key, getattr(row, column.key))
    delete_whole(session, row)
    session.flush()


def _twin(session: RecordSession, row: Recorded, name: str, kept_id: str) -> Recorded | None:
    entity: Any = type(row)
    for constraint in entity.__table__.constraints:
        if not isinstance(constraint, UniqueConstraint) or name not in constraint.columns:
            continue
        values = {column.key: getattr(row, column.key) for column in constraint.columns} | {name: kept_id}
        where = [getattr(entity, key) == value for key, value in values.items()]
        twin = session.scalars(select(entity).where(*where)).first()
        if twin is not None and twin is not row:
            return twin
    return None


def _drop_unused_organisation(session: RecordSession, organisation_id: str | None) -> None:
    """A provisional organisation that only the settled name belonged to goes with it."""
    organisation = session.get(Party, organisation_id) if organisation_id else None
    if organisation is not None and organisation.provisional and not dependents(session, Party, organisation.id):
        delete_whole(session, organisation)


def _rename_lines(session: RecordSession, vanishing: PartyRow, kept: PartyRow) -> None:
    if isinstance(kept, PersonRow):
        rewrite_lines(session, vanishing.id, name=kept.name, settled=kept)
    elif isinstance(kept, OrganisationRow):
        rewrite_lines(session, vanishing.id, name=kept.display)
        _rewrite_organisation(session, vanishing.id, kept)


def rewrite_lines(session: RecordSession, party_id: str, *, name: str, settled: PersonRow | None = None) -> None:
    """Puts another name before the lines that a party spoke; the organisation of that time stays.

    `settled`: the known person; where a line's organisation was itself only a name, theirs is written.
    """
    known = set(session.scalars(select(Party.id).where(Party.provisional.is_(False))))
    for line in _lines(session, NoteSpeaker.party_id == party_id):
        for speaker in line.speakers:
            if speaker.party_id == party_id:
                organisation = (speaker.organisation_id, speaker.organisation)
                if settled is not None and speaker.organisation_id not in known:
                    organisation = (settled.organisation_id, settled.organisation)
                line.rewrite(speaker, name=name, organisation=organisation)


def _rewrite_organisation(session: RecordSession, organisation_id: str, kept: OrganisationRow) -> None:
    for line in _lines(session, NoteSpeaker.organisation_id == organisation_id):
        for speaker in line.speakers:
            if speaker.organisation_id == organisation_id:
                line.rewrite(speaker, name=speaker.name, organisation=(kept.id, kept.display))


def rewrite_affiliation(
    session: RecordSession, who: tuple[str, str | None], to: tuple[str, str], where: ColumnElement[bool]
) -> None:
    """Lines that a person spoke for one organisation are spoken for another: those for which `where` is true."""
    person_id, organisation_id = who
    theirs = (NoteSpeaker.party_id == person_id) & (NoteSpeaker.organisation_id == organisation_id)
    for line in _lines(session, theirs & where):
        for speaker in line.speakers:
            if (speaker.party_id, speaker.organisation_id) == who:
                line.rewrite(speaker, name=speaker.name, organisation=to)


@dataclass(frozen=True, slots=True)
class _Line:
    """A note with all who spoke it, in the order in which they stand."""

    note: Note
    speakers: list[NoteSpeaker]

    def rewrite(self, speaker: NoteSpeaker, *, name: str, organisation: tuple[str | None, str]) -> None:
        """Writes a speaker otherwise, in the record and where the line says it."""
        old = _written(speaker.name, speaker.organisation)
        start = self._place(speaker, old)
        speaker.name = name
        speaker.organisation_id, speaker.organisation = organisation
        new = _written(speaker.name, speaker.organisation)
        if start is None or old == new:
            return
        end = start + len(old)
        self.note.text = self.note.text[:start] + new + self.note.text[end:]
        if end <= self.note.body_start:
            self.note.body_start += len(new) - len(old)

    def _place(self, speaker: NoteSpeaker, written: str) -> int | None:
        """Where a name stands at the start of the line, behind those who stand before it; None if it doesn't."""
        text, position = self.note.text, 0
        for other in self.speakers:
            if other is speaker:
                break
            name = _written(other.name, other.organisation)
            found = text.find(name, position)
            position = found + len(name) if found >= 0 else position
        lead_in = _LEAD_IN.match(text, position)
        start = lead_in.end() if lead_in else position
        return start if written and text.startswith(written, start) else None


def _lines(session: RecordSession, condition: ColumnElement[bool]) -> list[_Line]:
    """The lines that have a speaker of whom something is true, read in a few statements however many they are."""
    its = select(NoteSpeaker.note_id).where(condition)
    speakers: dict[str, list[NoteSpeaker]] = defaultdict(list)
    for speaker in session.scalars(
        select(NoteSpeaker).where(NoteSpeaker.note_id.in_(its)).order_by(NoteSpeaker.position)
    ):
        speakers[speaker.note_id].append(speaker)
    notes = session.scalars(select(Note).where(Note.id.in_(its)).order_by(Note.id))
    return [_Line(note, speakers[note.id]) for note in notes]


def _written(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation and name != organisation else name
