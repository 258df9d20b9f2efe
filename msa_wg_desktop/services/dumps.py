"""The whole record, its history included, as one JSON value; and a new record from such a value.

`load(dump(x)) == x`. A dump is loaded into a record of its own only, so that the log of what was handed out
(decision 13) is never rolled back by one: it comes whole, as long as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table

from msa_wg_desktop.db import engine as files
from msa_wg_desktop.db import tables
from msa_wg_desktop.db.file_format import SCHEMA_VERSION
from msa_wg_desktop.domain.changes import ChangeKind, OperationKind
from msa_wg_desktop.errors import AppError, ConflictError, ImportProblem, StorageError
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

FORMAT = "msa-wg-dump"
VERSION = 1

_KINDS: Mapping[str, frozenset[str]] = {
    "operation": frozenset(kind.value for kind in OperationKind),
    "change": frozenset(kind.value for kind in ChangeKind),
}


class Dumps(Service):
    """Gives the record out whole."""

    def dump(self) -> dict[str, Any]:
        """Everything that the record holds, as of one moment, as JSON can hold it."""
        with self.store.reading() as connection:
            rows = {table.name: tables.read(connection, table) for table in tables.tables()}
        return {"format": FORMAT, "version": VERSION, "schema": SCHEMA_VERSION, "tables": rows}

    def save(self, target: Path) -> Path:
        """Writes the dump to a file, whole or not at all; gives where it lies. Raises ExportError."""
        from msa_wg_desktop.documents.saving import put_in_place

        return put_in_place(target, as_text(self.dump()).encode())


def as_text(dump: Mapping[str, Any]) -> str:
    """A dump as text: the same record gives the same bytes."""
    return json.dumps(dump, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_file(source: Path, target: Path) -> None:
    """Makes a new record from a dump in a file. Raises ImportProblem; StorageError where the record can't be made."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise ImportProblem(
            _("{path} can't be read. Nothing was loaded; look whether it is there.").format(path=source),
            detail=str(problem),
        ) from problem
    except UnicodeDecodeError as problem:
        raise _not_a_dump(source, str(problem)) from problem
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise _not_a_dump(source, str(problem)) from problem
    load(value, target, name=str(source))


def load(dump: Any, target: Path, *, name: str = "") -> None:
    """Makes a new record from a dump. Refuses to overwrite; what can't be read whole leaves nothing behind."""
    if target.exists():
        raise StorageError(_("{path} exists already. Nothing was changed; choose another name.").format(path=target))
    name = name or _("The dump")
    rows = _checked(dump, name)
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        _fill(partial, rows, name)
        partial.rename(target)
    except (AppError, OSError) as problem:
        with suppress(OSError):
            partial.unlink()
        raise files.storage_error(problem, target) from problem


def _fill(path: Path, rows: Mapping[Table, list[tables.Values]], name: str) -> None:
    store = Store.create(path)
    try:
        with store.aside() as connection:
            for table in tables.tables():
                tables.write(connection, table, rows[table])
        state = store.integrity()
    except ConflictError as problem:
        raise _broken(name, problem.detail) from problem
    finally:
        store.close()
    if state != "ok":
        raise _broken(name, state)


def _checked(dump: Any, name: str) -> dict[Table, list[tables.Values]]:
    if not isinstance(dump, dict) or cast("dict[str, Any]", dump).get("format") != FORMAT:
        raise _not_a_dump(name)
    value = cast("dict[str, Any]", dump)
    if not _is_number(value.get("version")) or not _is_number(value.get("schema")):
        raise _not_a_dump(name, "version, schema")
    if value["version"] > VERSION or value["schema"] > SCHEMA_VERSION:
        raise ImportProblem(
            _("{path} was made by a newer version of MSA WG Desktop. Nothing was loaded; update the program.").format(
                path=name
            )
        )
    given = value.get("tables")
    known = {table.name for table in tables.tables()}
    if not isinstance(given, dict) or set(cast("dict[str, Any]", given)) != known:
        raise _broken(name, "tables")
    return {table: _rows(table, cast("dict[str, Any]", given)[table.name], name) for table in tables.tables()}


def _rows(table: Table, rows: Any, name: str) -> list[tables.Values]:
    if not isinstance(rows, list):
        raise _broken(name, table.name)
    try:
        found = [tables.checked(table, row) for row in cast("list[Any]", rows)]
    except tables.UnreadableRow as problem:
        raise _broken(name, str(problem)) from problem
    if table.name in _KINDS and any(row["kind"] not in _KINDS[table.name] for row in found):
        raise _broken(name, f"{table.name}.kind")
    if table.name == "counter" and [row["id"] for row in found] != [1]:
        raise _broken(name, table.name)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _not_a_dump(name: str | Path, detail: str = "") -> ImportProblem:
    return ImportProblem(
        _("{path} is not a dump of a record. Nothing was loaded; choose a file that “dump” has made.").format(
            path=name
        ),
        detail=detail,
    )


def _broken(name: str, detail: str) -> ImportProblem:
    return ImportProblem(
        _("{path} is a dump with a part missing or damaged. Nothing was loaded; make the dump again.").format(
            path=name
        ),
        detail=detail,
    )
