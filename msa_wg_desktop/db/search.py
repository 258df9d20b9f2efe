"""The full-text index: where it lies, how it is fed and asked. All that is particular to SQLite's FTS5 stands here.

The index is no part of the record: it is made when first needed, can be dropped at any time, and says up to
which `seq` of the ledger it is fed (decision 20).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect

from msa_wg_desktop.domain.search import distance

# Of the entries that match, the newest so many are compared: a word that stands everywhere must not cost more.
# The index's own ranking counts every entry that holds the word.
RANKED = 1000
# Ids from here on are of all that is no note, so that a million notes never hide the one action.
_THINGS = 1 << 40
_PREFIX = "search_"
_OPTIONS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"

# Raised when what is indexed changes its shape: an older index is made anew.
_SHAPE = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of one row: its words; "" takes the row out of the index."""

    entity: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """One row that matches, and the words that the index holds of it."""

    entity: str
    id: str
    words: str


def is_index(table: str) -> bool:
    """Whether a table belongs to the index."""
    return table.startswith(_PREFIX)


def fed_to(connection: Connection) -> int:
    """The `seq` up to which the index is fed; 0 where there is none yet."""
    if not inspect(connection).has_table("search_fed"):
        return 0
    row = connection.exec_driver_sql("SELECT seq, shape FROM search_fed").one()
    return int(row.seq) if row.shape == _SHAPE else 0


def make(connection: Connection) -> None:
    """Makes an empty index, in place of the one there may be."""
    drop(connection)
    for statement in (
        "CREATE TABLE search_fed (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, shape INTEGER NOT NULL)",
        "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL UNIQUE)",
        f"CREATE VIRTUAL TABLE search_text USING fts5(words, {_OPTIONS})",
        f"INSERT INTO search_fed (id, seq, shape) VALUES (1, 0, {_SHAPE})",
    ):
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Takes the index away, as a purge must; the next search makes it anew."""
    for table in ("search_text", "search_entry", "search_fed"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


def feed(connection: Connection, entries: Iterable[Entry], *, to: int) -> None:
    """Puts rows into the index as they are now, and notes up to which `seq` it is fed."""
    for entry in entries:
        _put(connection, entry)
    connection.exec_driver_sql("UPDATE search_fed SET seq = ?", (to,))


def _put(connection: Connection, entry: Entry) -> None:
    known = connection.exec_driver_sql("SELECT id FROM search_entry WHERE entity_id = ?", (entry.id,)).scalar()
    if known is not None:
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", (known,))
        connection.exec_driver_sql("DELETE FROM search_entry WHERE id = ?", (known,))
    if entry.words.strip():
        lowest, below = (0, _THINGS) if entry.entity == "note" else (_THINGS, _THINGS << 1)
        made = connection.exec_driver_sql(
            "INSERT INTO search_entry (id, entity, entity_id)"
            " SELECT coalesce(max(id), ?) + 1, ?, ? FROM search_entry WHERE id > ? AND id < ? RETURNING id",
            (lowest, entry.entity, entry.id, lowest, below),
        ).scalar_one()
        connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", (made, entry.words))


def matches(connection: Connection, tokens: Sequence[str], *, limit: int) -> list[Match]:
    """The rows that hold all tokens, the last one (where it is more than a letter) as a beginning; best first."""
    found = _newest(connection, _expression(tokens))
    # A beginning gathers all words that have it. Where enough entries hold the whole word, that is spared.
    if len(found) < RANKED and len(tokens[-1]) > 1:
        found = _newest(connection, _expression(tokens) + "*")
    best = dict(sorted(found, key=lambda row: (*distance(row[1], tokens), -row[0]))[:limit])
    ids = ", ".join(map(str, best))
    rows = connection.exec_driver_sql(f"SELECT id, entity, entity_id FROM search_entry WHERE id IN ({ids})")
    entries = {row.id: row for row in rows}
    return [Match(entries[key].entity, entries[key].entity_id, words) for key, words in best.items()]


def _newest(connection: Connection, expression: str) -> list[tuple[int, str]]:
    """The newest things that match, and then the newest notes."""
    read = "SELECT rowid, words FROM search_text WHERE search_text MATCH ?"
    limit = f"ORDER BY rowid DESC LIMIT {RANKED}"
    found = connection.exec_driver_sql(f"{read} {limit}", (expression,)).tuples().all()
    if len(found) == RANKED and found[-1][0] > _THINGS:
        notes = connection.exec_driver_sql(f"{read} AND rowid < {_THINGS} {limit}", (expression,))
        return [*found, *notes.tuples()]
    return list(found)


def _expression(tokens: Sequence[str]) -> str:
    """Each token quoted, so that nothing in it is taken for an operator: `data-needs` is a phrase of two words."""
    return " ".join('"{}"'.format(token.replace('"', '""')) for token in tokens)
