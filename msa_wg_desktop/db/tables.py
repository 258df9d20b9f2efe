"""Whole tables as JSON and back: every column by its own type, so that a row means the same on every database."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import JSON, Column, Connection, Table, delete, insert, select

from msa_wg_desktop.db.base import Base
from msa_wg_desktop.db.codec import encode
from msa_wg_desktop.domain.text import clean

Values = Mapping[str, Any]


class UnreadableRow(ValueError):
    """A row that isn't one of this table's: says which table, which column."""


def tables() -> tuple[Table, ...]:
    """All tables of a record, those first that others point at. The search index is none of them."""
    return tuple(Base.metadata.sorted_tables)


def read(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """All rows of a table as JSON can hold them, by their keys."""
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [{name: _to_json(value) for name, value in zip(table.c.keys(), row, strict=True)} for row in rows]


def write(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Makes a table hold just these rows, as `checked` gives them."""
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), list(rows))


def checked(table: Table, row: Any) -> Values:
    """A row out of JSON in the table's own types, its text clean. Raises UnreadableRow."""
    if not isinstance(row, dict) or set(cast("dict[str, Any]", row)) != set(table.c.keys()):
        raise UnreadableRow(table.name)
    values = cast("dict[str, Any]", row)
    return {column.key: _from_json(table, column, values[column.key]) for column in table.columns}


def _to_json(value: Any) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else encode(value)


def _from_json(table: Table, column: Column[Any], value: Any) -> Any:
    if value is None and column.nullable:
        return None
    try:
        if isinstance(column.type, JSON):
            return _json(value)
        return _typed(column.type.python_type, value)
    except (TypeError, ValueError, binascii.Error) as problem:
        raise UnreadableRow(f"{table.name}.{column.key}: {problem}") from problem


def _typed(kind: type[Any], value: Any) -> Any:
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind in (dt.time, dt.datetime):
        moment: dt.time | dt.datetime = kind.fromisoformat(value)
        if (moment.tzinfo is None) is (kind is dt.datetime):
            raise ValueError("an instant has a zone, a time of day has none")
        return moment
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return clean(value)[0] if kind is str else value


def _json(value: Any) -> Any:
    if not isinstance(value, dict | list):
        raise TypeError(f"{value!r} is neither an object nor a list")
    return _clean_json(value)


def _clean_json(value: Any) -> Any:
    match value:
        case str():
            return clean(value)[0]
        case list():
            return [_clean_json(part) for part in cast("list[Any]", value)]
        case dict():
            return {clean(name)[0]: _clean_json(part) for name, part in cast("dict[str, Any]", value).items()}
        case _:
            return value
