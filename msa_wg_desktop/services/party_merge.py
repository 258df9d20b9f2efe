"""What has to follow when a party gets another name or turns out to be another: every link, and the lines spoken."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import UniqueConstraint, select

from msa_wg_desktop.db.ledger import RecordSession, delete_whole, pointers
from msa_wg_desktop.db.models import Note, NoteSpeaker, Party, Recorded
from msa_wg_desktop.domain.parties import OrganisationRow, PartyRow, PersonRow
from msa_wg_desktop.services.references import dependents

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
    statement = select(NoteSpeaker).where(NoteSpeaker.party_id == party_id)
    for speaker in session.scalars(statement).all():
        organisation = (speaker.organisation_id, speaker.organisation)
        if settled is not None and not _is_known(session, speaker.organisation_id):
            organisation = (settled.organisation_id, settled.organisation)
        _rewrite(session, speaker, name=name, organisation=organisation)


def _rewrite_organisation(session: RecordSession, organisation_id: str, kept: OrganisationRow) -> None:
    statement = select(NoteSpeaker).where(NoteSpeaker.organisation_id == organisation_id)
    for speaker in session.scalars(statement).all():
        _rewrite(session, speaker, name=speaker.name, organisation=(kept.id, kept.display))


def _is_known(session: RecordSession, organisation_id: str | None) -> bool:
    organisation = session.get(Party, organisation_id) if organisation_id else None
    return organisation is not None and not organisation.provisional


def _rewrite(session: RecordSession, speaker: NoteSpeaker, *, name: str, organisation: tuple[str | None, str]) -> None:
    note = session.get_one(Note, speaker.note_id)
    old = _written(speaker.name, speaker.organisation)
    speaker.name = name
    speaker.organisation_id, speaker.organisation = organisation
    new = _written(speaker.name, speaker.organisation)
    start = _place(session, note, speaker, old)
    if start is None or old == new:
        return
    note.text = note.text[:start] + new + note.text[start + len(old) :]
    if start + len(old) <= note.body_start:
        note.body_start += len(new) - len(old)


def _written(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation and name != organisation else name


def _place(session: RecordSession, note: Note, speaker: NoteSpeaker, written: str) -> int | None:
    """Where a speaker's name stands at the start of the line, behind those who spoke it before; None if it doesn't."""
    position = 0
    before = select(NoteSpeaker).where(NoteSpeaker.note_id == note.id, NoteSpeaker.position < speaker.position)
    for other in session.scalars(before.order_by(NoteSpeaker.position)).all():
        name = _written(other.name, other.organisation)
        found = note.text.find(name, position)
        position = found + len(name) if found >= 0 else position
    lead_in = _LEAD_IN.match(note.text, position)
    start = lead_in.end() if lead_in else position
    return start if written and note.text.startswith(written, start) else None
