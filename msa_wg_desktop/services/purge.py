"""Forgetting: takes a text out of the record, its history, its index and its backups, and leaves a tombstone.

The one thing that can't be undone (decision 16). What goes: the thing itself with its parts; what was captured
from it, or it from, where the words are the same; lines that were once joined into it; and its words wherever
else they stand, where they are long enough to be somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from msa_wg_desktop.db import backup, search
from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.forget import TELLING, Forgetting, forget_in_copy, plain, redact, redact_ledger, texts_of
from msa_wg_desktop.db.ledger import RecordSession, delete_whole, pointers
from msa_wg_desktop.db.models import ChangeRow, Note, Recorded, Section, Tombstone
from msa_wg_desktop.domain.changes import Change, ChangeKind
from msa_wg_desktop.domain.history import PURGED
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.errors import AppError, NotFoundError, ValidationError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captures import forget_target
from msa_wg_desktop.services.history import LOOSE_PARTS
from msa_wg_desktop.words import _

# What can be purged, under the command line's words, and the fields that are its text.
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "action": ("action", ("what", "reason")),
    "agreement": ("agreement", ("text",)),
    "data-need": ("data_need", ("need", "response")),
    "note": ("note", ("text",)),
    "position": ("position", ("text",)),
    "question": ("question", ("text",)),
    "reply": ("reply", ("comment", "proposal")),
    "section": ("section", ("text",)),
}
_TEXTS_OF_PARTS = {"action_update": ("text",), "data_need_party": ("response", "reason"), "action_owner": ("reason",)}
_WORDS = {name: texts_of(entity.__table__) for name, entity in ENTITIES.items()}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would take: shown before it is confirmed.

    `characters` of text, the ids of the things that go, how many rows elsewhere say the same words, how many
    backups are gone through.
    """

    kind: str
    id: str
    text: str
    things: tuple[tuple[str, str], ...]
    elsewhere: int
    backups: int

    @property
    def characters(self) -> int:
        """How much text goes."""
        return len(self.text)

    @property
    def is_gone(self) -> bool:
        """Whether all of it was purged before."""
        return set(self.text.split("\n")) == {PURGED}


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What a purge took. `unreached` are backups that couldn't be changed; `scrubbed`: the file's free pages too."""

    plan: PurgePlan
    history: int
    backups: int
    unreached: tuple[Path, ...]
    scrubbed: bool


@dataclass(frozen=True, slots=True)
class TombstoneRow:
    """That something was forgotten: what kind of thing it was, by whom and when, and how much text it was."""

    entity: str
    who: str
    at: datetime
    characters: int


@dataclass(slots=True)
class _Found:
    """What has been found to go so far.

    `rows`: entity by id. `texts`: what each thing says, or said last. `said`: all that any of them ever said.
    """

    rows: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    @property
    def forgetting(self) -> Forgetting:
        """The same for the tables: texts that are telling enough are looked for wherever they stand."""
        needles = {needle for texts in self.texts.values() for text in texts for needle in (text, _body(text))}
        telling = sorted((text for text in needles if len(text) >= TELLING), key=lambda text: (-len(text), text))
        return Forgetting(frozenset(self.rows), tuple(telling))


class Purge(Service):
    """The one verb that forgets."""

    def find(self, kind: str, beginning: str) -> str:
        """The id that begins so, of a thing of this kind that is in the record or ever was."""
        wanted = beginning.strip().casefold()
        its = (ChangeRow.entity == _entity(kind), ChangeRow.entity_id.startswith(wanted, autoescape=True))
        with self.store.reading() as connection:
            found = connection.scalars(select(ChangeRow.entity_id).where(*its).distinct().limit(2))
            ids = found.all() if wanted else ()
        if not ids:
            raise _missing(kind)
        if len(ids) > 1:
            raise ValidationError(_("“{text}” may be several. Write more of the id.").format(text=beginning))
        return ids[0]

    def plan(self, kind: str, row_id: str) -> PurgePlan:
        """What would go. Raises NotFoundError; ValidationError where this kind can't be purged."""
        with self.store.reading() as connection:
            found = _gather(connection, kind, row_id)
            elsewhere = sum(1 for _place in _elsewhere(connection, found, found.forgetting))
        return self._plan(kind, row_id, found, elsewhere)

    def tombstones(self, row_id: str) -> tuple[TombstoneRow, ...]:
        """What remains of something that was forgotten, the newest first; nothing where it never was."""
        columns = (Tombstone.entity, Tombstone.who, Tombstone.at, Tombstone.characters)
        statement = select(*columns).where(Tombstone.entity_id == row_id).order_by(Tombstone.at.desc())
        with self.store.reading() as connection:
            return tuple(TombstoneRow(*row) for row in connection.execute(statement))

    def purge(self, kind: str, row_id: str) -> PurgeReport:
        """Forgets for good. Whoever calls has asked: nothing brings it back."""
        label = _("Purge a {kind}").format(kind=kind.replace("-", " "))
        with self.store.operation(label, undoable=False) as session:
            connection = session.connection()
            found = _gather(connection, kind, row_id)
            what = found.forgetting
            elsewhere = list(_elsewhere(connection, found, what))
            plan = self._plan(kind, row_id, found, len(elsewhere))
            for entity, other_id in elsewhere:
                _redact_row(session, entity, other_id, what)
            self._take_away(session, found)
            session.flush()
            session.gathered.update({key: _redacted(change, what) for key, change in session.gathered.items()})
            changed = redact_ledger(connection, what, _WORDS)
            search.drop(connection)
        cleaned, unreached = self._backups(what)
        return PurgeReport(plan, changed, cleaned, unreached, self.store.scrub())

    def _plan(self, kind: str, row_id: str, found: _Found, elsewhere: int) -> PurgePlan:
        things = tuple((entity, other) for other, entity in found.rows.items() if entity in _PURGEABLE)
        text = "\n".join(text for texts in found.texts.values() for text in texts)
        return PurgePlan(kind, row_id, text, things, elsewhere, len(self._copies()))

    def _take_away(self, session: RecordSession, found: _Found) -> None:
        for row_id, entity in found.rows.items():
            if entity in _PURGEABLE:
                self._put_tombstone(session, entity, row_id, sum(map(len, found.texts.get(row_id, ()))))
            row = session.get(ENTITIES[entity], row_id)
            if isinstance(row, Section):
                row.text = ""
            elif row is not None:
                forget_target(session, row_id)
                delete_whole(session, row)
                session.flush()

    def _put_tombstone(self, session: RecordSession, entity: str, row_id: str, characters: int) -> None:
        session.add(
            Tombstone(
                id=new_id(),
                entity=entity,
                entity_id=row_id,
                who=self.store.who,
                at=self.store.clock.now(),
                characters=characters,
            )
        )

    def _copies(self) -> list[Path]:
        path = self.store.path
        return sorted(backup.folder(path).glob(f"*{path.suffix}")) if path is not None else []

    def _backups(self, what: Forgetting) -> tuple[int, tuple[Path, ...]]:
        cleaned = 0
        unreached: list[Path] = []
        for copy in self._copies():
            try:
                forget_in_copy(copy, what, _WORDS)
                cleaned += 1
            except AppError:
                unreached.append(copy)
        return cleaned, tuple(unreached)


_PURGEABLE = frozenset(entity for entity, _fields in KINDS.values())


# ---------------------------------------------------------------------- finding what goes


def _entity(kind: str) -> str:
    if kind not in KINDS:
        raise ValidationError(
            _("A {kind} can't be purged; {kinds} can. Nothing was changed.").format(kind=kind, kinds=", ".join(KINDS))
        )
    return KINDS[kind][0]


def _missing(kind: str) -> NotFoundError:
    return NotFoundError(_("There is no such {kind} in the record. Nothing was changed.").format(kind=kind))


def _gather(connection: Connection, kind: str, row_id: str) -> _Found:
    entity, fields = _entity(kind), KINDS[kind][1]
    found = _Found()
    _take(connection, found, entity, row_id, fields)
    if not found.said:
        raise _missing(kind)
    _take_joined(connection, found)
    _take_captured(connection, found, row_id)
    return found


def _take(connection: Connection, found: _Found, entity: str, row_id: str, fields: tuple[str, ...]) -> None:
    """Adds a row, with its parts, and what it says and ever said."""
    found.rows[row_id] = entity
    latest: dict[str, str] = {}
    for values in _ever(connection, entity, row_id):
        for name in fields:
            if text := values.get(name):
                found.said.append(text)
                latest[name] = text
    if latest:
        found.texts[row_id] = list(latest.values())
    for part, name, is_part in pointers(ENTITIES[entity]):
        if is_part:
            for part_id in _part_ids(connection, part.__tablename__, name, row_id):
                _take(connection, found, part.__tablename__, part_id, _TEXTS_OF_PARTS.get(part.__tablename__, ()))
    for part, name in LOOSE_PARTS:
        for part_id in _part_ids(connection, part, name, row_id):
            found.rows.setdefault(part_id, part)


def _ever(connection: Connection, entity: str, row_id: str) -> Iterator[Mapping[str, Any]]:
    """The values that a row ever had, the newest last."""
    statement = (
        select(ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.entity_id == row_id, ChangeRow.entity == entity)
        .order_by(ChangeRow.id)
    )
    for row in connection.execute(statement):
        yield row.before
        yield row.after


def _body(text: str) -> str:
    """What a line says after its speaker, since that is what a captured thing says too."""
    _speaker, colon, body = text.partition(": ")
    return body.strip() if colon else ""


def _part_ids(connection: Connection, part: str, name: str, row_id: str) -> list[str]:
    links = (ChangeRow.before[name].as_string() == row_id) | (ChangeRow.after[name].as_string() == row_id)
    statement = select(ChangeRow.entity_id).where(ChangeRow.entity == part, links).distinct()
    return list(connection.scalars(statement.order_by(ChangeRow.entity_id)))


def _take_joined(connection: Connection, found: _Found) -> None:
    """Lines that vanished into a line that goes: their words are in it."""
    grew = True
    while grew:
        grew = False
        notes = [row_id for row_id, entity in found.rows.items() if entity == "note"]
        operations = select(ChangeRow.operation_id).where(ChangeRow.entity_id.in_(notes))
        statement = select(ChangeRow.entity_id, ChangeRow.before).where(
            ChangeRow.operation_id.in_(operations), ChangeRow.entity == "note", ChangeRow.kind == ChangeKind.DELETE
        )
        for row in connection.execute(statement).all():
            text = str(row.before.get("text") or "").strip()
            if row.entity_id not in found.rows and text and any(text in said for said in found.said):
                _take(connection, found, "note", row.entity_id, ("text",))
                grew = True


def _take_captured(connection: Connection, found: _Found, row_id: str) -> None:
    """What was captured from a line that goes, or the line itself, where one holds the words of the other."""
    for change in connection.execute(
        select(ChangeRow.before, ChangeRow.after).where(
            ChangeRow.entity == "capture", ChangeRow.entity_id.in_(list(found.rows))
        )
    ).all():
        values = {**change.before, **change.after}
        kind, target_id = str(values.get("kind")), values.get("target_id")
        if kind in KINDS and target_id and target_id not in found.rows and values.get("note_id") == row_id:
            entity, fields = KINDS[kind]
            ever = _ever(connection, entity, target_id)
            texts = [text for values in ever for name in fields if (text := values.get(name))]
            if texts and _shares(texts[-1], found):
                _take(connection, found, entity, target_id, fields)


def _shares(text: str, found: _Found) -> bool:
    """Whether a captured thing's words are the line's, or the line's are in them."""
    words = plain(text)
    lines = [plain(line) for texts in found.texts.values() for line in texts]
    return any(words in plain(line) for line in found.said) or any(line in words for line in lines)


def _elsewhere(connection: Connection, found: _Found, what: Forgetting) -> Iterator[tuple[str, str]]:
    """Rows that stay, and say words that go."""
    for name, entity in ENTITIES.items():
        columns = entity.__table__.c
        texts = [columns[field] for field in sorted(_WORDS[name])]
        if not texts:
            continue
        for row in connection.execute(select(columns.id, *texts).order_by(columns.id)).all():
            if row.id not in found.rows and any(what.without(text) != text for text in row[1:]):
                yield name, row.id


def _redact_row(session: RecordSession, entity: str, row_id: str, what: Forgetting) -> None:
    row: Recorded | None = session.get(ENTITIES[entity], row_id)
    for name in _WORDS[entity]:
        kept = what.without(getattr(row, name))
        if kept != getattr(row, name):
            setattr(row, name, kept)
    if isinstance(row, Note):
        row.body_start = min(row.body_start, len(row.text))


def _redacted(change: Change, what: Forgetting) -> Change:
    texts = _WORDS[change.entity]
    return Change(
        change.entity,
        change.id,
        change.kind,
        redact(change.before, what, row_id=change.id, texts=texts),
        redact(change.after, what, row_id=change.id, texts=texts),
    )
