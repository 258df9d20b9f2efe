"""The full-text index: where it lies, how it is fed and asked. All that is particular to SQLite's FTS5 stands here.

The index is no part of the record: it is made when first needed, can be dropped at any time, and says up to
which `seq` of the ledger it is fed (decision 20).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from msa_wg_desktop.domain.search import distance

# Of the entries that match, the newest so many are compared: a word that stands everywhere must not cost more.
# The index's own ranking counts every entry that holds the word.
RANKED = 1000
# Ids from here on are of all that is no note, so that a million notes never hide the one action.
_THINGS = 1 << 40
_PREFIX = "search_"
# Where beginnings of so many letters occur is kept; what only the index's own ranking needs is not.
_OPTIONS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4', columnsize = 0"
_KEPT = (2, 3, 4)
# Up to so many words that begin alike are asked for by name.
_BY_NAME = 30

# Raised when what is indexed, or how, is another: an older index is made anew.
_SHAPE = 4


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
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_fed'").first():
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
        "CREATE VIRTUAL TABLE search_word USING fts5vocab(search_text, instance)",
        f"INSERT INTO search_fed (id, seq, shape) VALUES (1, 0, {_SHAPE})",
    ):
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Takes the index away, as a purge must; the next search makes it anew."""
    for table in ("search_word", "search_text", "search_entry", "search_fed"):
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


def matches(connection: Connection, tokens: Sequence[str], *, limit: int, of_a_kind: int | None = None) -> list[Match]:
    """The rows that hold all tokens, the last one (where it is more than a letter) as a beginning; best first.

    With `of_a_kind` at most so many of one entity: a hundred lines don't hide the one action.
    """
    found = _newest(connection, _phrases(tokens))
    # A beginning gathers all words that have it. Where enough entries hold the whole word, that is spared.
    if len(found) < RANKED and len(tokens[-1]) > 1:
        found = _newest(connection, " AND ".join((*map(_phrase, tokens[:-1]), _begun(connection, tokens[-1]))))
    phrase = " ".join(tokens).casefold()
    # Those that are as near stay as they were found, the newest first.
    best = sorted(found, key=lambda row: distance(row[1], phrase))
    entries: dict[int, tuple[str, str]] = {}
    if of_a_kind is None:
        best = best[:limit]
    else:
        entries = _entries(connection, [key for key, _words in best if key > _THINGS])
        best = _some_of_each(best, entries, of_a_kind)[:limit]
    entries |= _entries(connection, [key for key, _words in best if key not in entries])
    return [Match(*entries[key], words) for key, words in best]


def _some_of_each(
    best: Iterable[tuple[int, str]], entries: Mapping[int, tuple[str, str]], most: int
) -> list[tuple[int, str]]:
    taken: Counter[str] = Counter()
    kept: list[tuple[int, str]] = []
    for key, words in best:
        kind = entries[key][0] if key in entries else "note"
        taken[kind] += 1
        if taken[kind] <= most:
            kept.append((key, words))
    return kept


def _entries(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Which rows stand behind keys of the index: entity and id."""
    listed = ", ".join(map(str, keys))
    rows = connection.exec_driver_sql(f"SELECT id, entity, entity_id FROM search_entry WHERE id IN ({listed})")
    return {row.id: (row.entity, row.entity_id) for row in rows}


def _newest(connection: Connection, expression: str) -> list[tuple[int, str]]:
    """The newest things that match, and then the newest notes."""
    read = "SELECT rowid, words FROM search_text WHERE search_text MATCH ?"
    limit = f"ORDER BY rowid DESC LIMIT {RANKED}"
    found = connection.exec_driver_sql(f"{read} {limit}", (expression,)).tuples().all()
    if len(found) == RANKED and found[-1][0] > _THINGS:
        notes = connection.exec_driver_sql(f"{read} AND rowid < {_THINGS} {limit}", (expression,))
        return [*found, *notes.tuples()]
    return list(found)


def _phrases(tokens: Sequence[str]) -> str:
    return " AND ".join(map(_phrase, tokens))


def _phrase(token: str) -> str:
    """A token quoted, so that nothing in it is taken for an operator: `data-needs` is a phrase of two words."""
    return '"{}"'.format(token.replace('"', '""'))


def _begun(connection: Connection, token: str) -> str:
    """A token as a beginning.

    Of one that is not kept the index gathers all places first, and of a common word that takes long: where few
    words begin so they are asked for by name, and met one by one.
    """
    plain = token.isascii() and token.isalnum()
    words = [] if not plain or len(token) in _KEPT else _words_from(connection, token.lower())
    return "({})".format(" OR ".join(map(_phrase, words))) if words else _phrase(token) + "*"


def _words_from(connection: Connection, beginning: str) -> list[str]:
    """The words of the index that begin so, each found by a step from the one before; none where they are many."""
    words: list[str] = []
    step = "SELECT term FROM search_word WHERE term >= ? LIMIT 1"
    word = connection.exec_driver_sql(step, (beginning,)).scalar()
    while word is not None and word.startswith(beginning):
        if len(words) == _BY_NAME:
            return []
        words.append(word)
        word = connection.exec_driver_sql(step, (word + "\x01",)).scalar()
    return words
