"""Search over everything: feeds the index from the ledger when asked, and says where each thing stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from msa_wg_desktop.db import search as index
from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.models import ChangeRow, Counter, Operation
from msa_wg_desktop.domain.richtext import from_markdown, plain
from msa_wg_desktop.domain.search import SearchHit, tokens
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.captured import among, chunks, rows_among
from msa_wg_desktop.services.search_places import Places

# What is found, and by which of its fields.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "action": ("what", "reason"),
    "agenda_item": ("title",),
    "agreement": ("text",),
    "commission_order": ("number", "intro", "closing"),
    "data_need": ("need", "response"),
    "deadline": ("title", "ruling"),
    "decision": ("title",),
    "docket": ("number", "title", "agency"),
    "material": ("title", "version", "location"),
    "meeting": ("title", "location"),
    "note": ("text",),
    "order_item": ("text",),
    "party": ("name", "short", "code", "mail"),
    "plan_step": ("title",),
    "position": ("topic", "stand", "text"),
    "proposal": ("number", "title"),
    "question": ("text",),
    "reply": ("name", "mail", "comment", "proposal"),
    "section": ("heading", "text"),
    "topic": ("title",),
    "working_group": ("name", "short", "heading"),
}
_MARKDOWN = frozenset({("section", "text"), ("data_need", "response"), ("data_need_party", "response")})

# Parts whose words are found as their whole's: part, its link to the whole, the whole, the part's fields.
PARTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("action_update", "action_id", "action", ("text",)),
    ("data_need_party", "need_id", "data_need", ("response", "reason")),
    ("guest", "meeting_id", "meeting", ("name", "mail")),
    ("proposal_version", "proposal_id", "proposal", ("text",)),
)

# So many changes are fed at a time.
PORTION = 500

_SEQ = select(Counter.seq).where(Counter.id == 1)


class Search(Service):
    """Finds what the record says."""

    def find(self, words: str, *, limit: int = 50, of_a_kind: int | None = None) -> tuple[SearchHit, ...]:
        """Everything that holds all these words (the last as a beginning), best first; at most so many `of_a_kind`.

        What is off the record is found and flagged. Nothing typed can make this fail: no word is an operator.
        """
        wanted = tokens(words)
        if not wanted:
            return ()
        self.catch_up()
        found = self._matches(wanted, limit, of_a_kind)
        if found is None:
            # Typing that was taken back before the index looked again leaves no trace in the ledger.
            found = self._matches(wanted, limit, of_a_kind)
        if not found:
            return ()
        with self.store.reading() as connection:
            today = self.store.clock.today()
            places = Places(connection, today, wanted, [(match.entity, match.id) for match in found])
            return tuple(hit for match in found if (hit := places.hit(match)) is not None)

    def catch_up(self) -> int:
        """Feeds the index with what has changed since it was last fed; gives the `seq` that it has reached.

        In portions, so that whoever types meanwhile never waits for more than one of them.
        """
        with self.store.reading() as connection:
            reached = index.fed_to(connection)
            if reached and reached >= connection.execute(_SEQ).scalar_one():
                return reached
        fed = -1
        while fed != reached:
            with self.store.aside() as connection:
                fed = index.fed_to(connection)
                if not fed:
                    index.make(connection)
                reached = _portion(connection, fed)
                index.feed(connection, _entries(connection, _changed(connection, fed, reached)), to=reached)
        return reached

    def _matches(self, wanted: Sequence[str], limit: int, of_a_kind: int | None) -> list[index.Match] | None:
        """What matches; None, with the index put right, where it held words that are no longer so."""
        with self.store.reading() as connection:
            found = index.matches(connection, wanted, limit=limit, of_a_kind=of_a_kind)
            ids: dict[str, set[str]] = defaultdict(set)
            for match in found:
                ids[match.entity].add(match.id)
            now = {entry.id: entry.words for entry in _entries(connection, ids)}
            fed = index.fed_to(connection)
        stale = [match for match in found if now.get(match.id, "") != match.words]
        if not stale:
            return found
        with self.store.aside() as connection:
            entries = [index.Entry(match.entity, match.id, now.get(match.id, "")) for match in stale]
            index.feed(connection, entries, to=fed)
        return None


def _portion(connection: Connection, fed: int) -> int:
    """Up to which `seq` the next portion goes."""
    changes = select(func.count()).where(ChangeRow.operation_id == Operation.id).scalar_subquery()
    later = select(Operation.seq, changes).where(Operation.seq > fed).order_by(Operation.seq).limit(PORTION)
    count, reached = 0, fed
    for seq, number in connection.execute(later):
        reached, count = int(seq), count + number
        if count >= PORTION:
            break
    return reached


def _changed(connection: Connection, fed: int, reached: int) -> dict[str, set[str]]:
    """The rows whose words may have changed between two places in the order of the world, by entity."""
    changed: dict[str, set[str]] = defaultdict(set)
    wholes = {part: (link, whole) for part, link, whole, _fields in PARTS}
    parts: dict[str, set[str]] = defaultdict(set)
    statement = (
        select(ChangeRow.entity, ChangeRow.entity_id, ChangeRow.before, ChangeRow.after)
        .join(Operation, Operation.id == ChangeRow.operation_id)
        .where(Operation.seq > fed, Operation.seq <= reached, ChangeRow.entity.in_([*FIELDS, *wholes]))
    )
    for row in connection.execute(statement):
        if row.entity in FIELDS:
            changed[row.entity].add(row.entity_id)
            continue
        link, whole = wholes[row.entity]
        whole_id = row.after.get(link) or row.before.get(link)
        if whole_id:
            changed[whole].add(whole_id)
        else:
            parts[row.entity].add(row.entity_id)
    for part, ids in parts.items():
        link, whole = wholes[part]
        columns = ENTITIES[part].__table__.c
        for some in chunks(sorted(ids)):
            changed[whole].update(connection.scalars(select(columns[link]).where(columns.id.in_(some))))
    return changed


def _entries(connection: Connection, changed: Mapping[str, Collection[str]]) -> Iterator[index.Entry]:
    """What the index holds of rows, as they are now; with no words where a row is gone."""
    for entity, ids in changed.items():
        words = dict.fromkeys(ids, "") | dict(_texts(connection, entity, FIELDS[entity], "id", sorted(ids)))
        for part, link, whole, fields in PARTS:
            if whole == entity:
                for whole_id, texts in _texts(connection, part, fields, link, sorted(ids)):
                    words[whole_id] = "\n".join(piece for piece in (words[whole_id], texts) if piece)
        for row_id, texts in words.items():
            yield index.Entry(entity, row_id, texts)


def _texts(
    connection: Connection, entity: str, fields: Sequence[str], link: str, ids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    readers = [_reader(entity, field) for field in fields]
    for row in rows_among(connection, _texts_among(entity, tuple(fields), link), ids):
        yield row[0], "\n".join(_read(readers, row[1:]))


@cache
def _texts_among(entity: str, fields: Sequence[str], link: str) -> Select[Any]:
    columns = ENTITIES[entity].__table__.c
    statement = select(columns[link], *(columns[field] for field in fields))
    return statement.where(among(columns[link])).order_by(columns.id)


def _read(readers: Sequence[Callable[[str], str]], values: Iterable[Any]) -> Iterator[str]:
    return (reader(value) for reader, value in zip(readers, values, strict=True) if value)


def _reader(entity: str, field: str) -> Callable[[str], str]:
    return _as_plain if (entity, field) in _MARKDOWN else str


def _as_plain(markdown: str) -> str:
    return plain(from_markdown(markdown))
