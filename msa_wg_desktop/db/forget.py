"""Taking a text out of a database for good: out of the ledger, a backup's tables, and the file's free pages."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, inspect, select, update
from sqlalchemy.exc import DBAPIError

from msa_wg_desktop.db import engine as files
from msa_wg_desktop.db import search
from msa_wg_desktop.db.models import ChangeRow, Operation
from msa_wg_desktop.domain.history import PURGED

# Long enough to be somebody's words, so that it can be looked for wherever it stands ("Yes." can't).
TELLING = 12

_KEPT = frozenset({"id", "rank"})


@dataclass(frozen=True)
class Forgetting:
    """What has to go: every text of the rows `keys`, and the texts `texts` wherever else they stand.

    The longest text stands first. Capitals and blanks make no difference: what was captured from "to reach  out"
    says "Reach out".
    """

    keys: frozenset[str]
    texts: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        texts = (r"\s+".join(map(re.escape, text.split())) for text in self.texts)
        return re.compile("|".join(texts) or r"(?!)", re.IGNORECASE)

    def without(self, value: Any) -> Any:
        """A value without the texts; anything but text as it is."""
        return self._pattern.sub(PURGED, value) if isinstance(value, str) else value

    def field(self, row_id: str, *, is_text: bool, value: Any) -> Any:
        """The value of a row's field as it may stay."""
        if row_id in self.keys and is_text and isinstance(value, str) and value:
            return PURGED
        return self.without(value)


def plain(text: str) -> str:
    """A text as it is compared: capitals and blanks make no difference."""
    return " ".join(text.split()).casefold()


def texts_of(table: Table) -> frozenset[str]:
    """The columns of a table that hold people's words."""
    return frozenset(column.name for column in table.columns if isinstance(column.type, Text)) - _KEPT


def redact(values: Mapping[str, Any], what: Forgetting, *, row_id: str, texts: Collection[str]) -> dict[str, Any]:
    """A row's values, as the ledger keeps them, without what has to go; `texts` are its columns of words."""
    return {name: what.field(row_id, is_text=name in texts, value=value) for name, value in values.items()}


def redact_ledger(connection: Connection, what: Forgetting, texts: Mapping[str, Collection[str]]) -> int:
    """Takes the texts out of every change and label that the ledger keeps; gives how many rows held them."""
    changed = 0
    statement = select(ChangeRow.id, ChangeRow.entity, ChangeRow.entity_id, ChangeRow.before, ChangeRow.after)
    for row in connection.execute(statement).all():
        columns = texts.get(row.entity, ())
        before = redact(row.before, what, row_id=row.entity_id, texts=columns)
        after = redact(row.after, what, row_id=row.entity_id, texts=columns)
        if before != row.before or after != row.after:
            connection.execute(update(ChangeRow).where(ChangeRow.id == row.id).values(before=before, after=after))
            changed += 1
    _hold(connection, what.keys)
    return changed + _redact_labels(connection, what)


def _hold(connection: Connection, keys: Collection[str]) -> None:
    """Steps on what was purged can't be undone any more, and must not stand in the way of undoing others."""
    for key in sorted(keys):
        touching = select(ChangeRow.operation_id).where(ChangeRow.entity_id == key)
        connection.execute(update(Operation).where(Operation.id.in_(touching)).values(undoable=False))


def _redact_labels(connection: Connection, what: Forgetting) -> int:
    changed = 0
    for row in connection.execute(select(Operation.id, Operation.label)).all():
        label = what.without(_without_quotes(row.label, what.texts))
        if label != row.label:
            connection.execute(update(Operation).where(Operation.id == row.id).values(label=label))
            changed += 1
    return changed


def _without_quotes(label: str, texts: Collection[str]) -> str:
    """A label without the beginnings of a text that it quotes: “Take up “Will reach out …””."""
    head, opening, rest = label.partition("“")
    quoted, closing, tail = rest.partition("”")
    start = quoted.rstrip("… ")
    if len(start) >= TELLING and any(plain(start) in plain(text) for text in texts):
        return f"{head}{opening}{PURGED}{closing}{tail}"
    return label


def redact_tables(connection: Connection, what: Forgetting) -> int:
    """Takes the texts out of every table of a backup, whatever its version; gives how many rows held them."""
    inspector = inspect(connection)
    changed = 0
    for name in inspector.get_table_names():
        if search.is_index(name) or name in ("change", "operation"):
            continue
        # Its columns alone: what else a table has doesn't matter here, and can't always be read back.
        columns = (Column(each["name"], each["type"]) for each in inspector.get_columns(name))
        table = Table(name, MetaData(), *columns)
        if "id" in table.columns:
            changed += sum(_redact_rows(connection, table, what))
    return changed


def _redact_rows(connection: Connection, table: Table, what: Forgetting) -> Iterator[int]:
    texts = texts_of(table)
    columns = [table.c.id, *(table.c[name] for name in sorted(texts))]
    for row in connection.execute(select(*columns)).all():
        values = dict(zip(sorted(texts), row[1:], strict=True))
        kept = redact(values, what, row_id=str(row.id), texts=texts)
        if kept != values:
            connection.execute(update(table).where(table.c.id == row.id).values(**kept))
            yield 1


def scrub(engine: Engine) -> bool:
    """Rewrites the file, so that no free page or log still holds what was deleted.

    False where another window is reading: the log beside the file may then still hold it.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA secure_delete = ON")
            raw.execute("VACUUM")
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise
    return not busy


def forget_in_copy(path: Path, what: Forgetting, texts: Mapping[str, Collection[str]]) -> int:
    """Takes the texts out of a backup; gives how many of its rows held them. Raises StorageError."""
    engine = files.open_engine(path)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            search.drop(connection)
            found = redact_ledger(connection, what, texts) + redact_tables(connection, what)
        scrub(engine)
    except DBAPIError as problem:
        raise files.storage_error(problem, path) from problem
    finally:
        files.close(engine, path)
    return found
