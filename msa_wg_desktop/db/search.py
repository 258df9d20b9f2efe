"""The full-text index: where it lies, how it is fed and asked. All that is particular to SQLite's FTS5 stands here.

The index is no part of the record: it is made when first needed, can be dropped at any time, and says up to
which `seq` of the ledger it is fed (decision 20).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect

# Of the entries that match, the newest so many are ranked: a word that stands everywhere must not cost more.
RANKED = 2000
_SNIPPET_WORDS = 24
# What stands around a match in a piece; no text in the record holds these (decision 19).
OPENING, CLOSING = "\x02", "\x03"
_PREFIX = "search_"
_OPTIONS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"

# Raised when what is indexed changes its shape: an older index is made anew.
_SHAPE = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of one row: its words; "" takes the row out of the index."""

    entity: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """One row that matches: the words that the index holds of it, and the piece around the match, which is marked."""

    entity: str
    id: str
    words: str
    piece: str


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
        connection.exec_driver_sql(
            "INSERT INTO search_entry (entity, entity_id) VALUES (?, ?)", (entry.entity, entry.id)
        )
        connection.exec_driver_sql(
            "INSERT INTO search_text (rowid, words) VALUES (last_insert_rowid(), ?)", (entry.words,)
        )


def matches(connection: Connection, tokens: Sequence[str], *, limit: int) -> list[Match]:
    """The rows that hold all tokens, the last one (where it is more than a letter) as a beginning; best first."""
    expression = _expression(tokens)
    best = connection.exec_driver_sql(
        f"""
        SELECT id FROM (
            SELECT rowid AS id, bm25(search_text) AS score
            FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT {RANKED}
        ) ORDER BY score, id DESC LIMIT ?
        """,
        (expression, limit),
    )
    ids = [int(row.id) for row in best]
    rows = connection.exec_driver_sql(
        f"""
        SELECT t.rowid, e.entity, e.entity_id, t.words,
               snippet(search_text, 0, '{OPENING}', '{CLOSING}', '…', {_SNIPPET_WORDS}) AS piece
        FROM search_text AS t JOIN search_entry AS e ON e.id = t.rowid
        WHERE search_text MATCH ? AND t.rowid IN ({", ".join(map(str, ids))})
        """,
        (expression,),
    )
    found = {row.rowid: Match(row.entity, row.entity_id, row.words, row.piece) for row in rows}
    return [found[row_id] for row_id in ids]


def _expression(tokens: Sequence[str]) -> str:
    """Each token quoted, so that nothing in it is taken for an operator: `data-needs` is a phrase of two words."""
    quoted = ['"{}"'.format(token.replace('"', '""')) for token in tokens]
    beginning = "*" if len(tokens[-1]) > 1 else ""
    return " ".join([*quoted[:-1], quoted[-1] + beginning])
