"""How a row's values are written into the ledger and read back: JSON with each column's own type behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from msa_wg_desktop.db.models import Base, Recorded

# What was called otherwise in an older schema: (entity, old field) -> new field. Ledger rows are never rewritten.
RENAMED_FIELDS: Mapping[tuple[str, str], str] = {}

ENTITIES: Mapping[str, type[Recorded]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Recorded)
}


def entity_of(row: Recorded) -> str:
    """The name under which the ledger knows a row's kind."""
    return type(row).__tablename__


@cache
def fields_of(entity: type[Recorded]) -> tuple[str, ...]:
    """The recorded fields of a kind, its key left out."""
    return tuple(column.key for column in entity.__mapper__.column_attrs if column.key != "id")


def encode(value: Any) -> Any:
    """A value as JSON can hold it: dates and times in ISO 8601, instants in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def decode(entity: type[Recorded], values: Mapping[str, Any]) -> dict[str, Any]:
    """Ledger values as the entity's own types, renamed where the schema has moved on; dropped fields are left out."""
    name = entity.__tablename__
    columns = entity.__mapper__.columns
    decoded: dict[str, Any] = {}
    for old, value in values.items():
        field = RENAMED_FIELDS.get((name, old), old)
        if field in columns:
            decoded[field] = _decode_as(columns[field].type.python_type, value)
    return decoded


def _decode_as(kind: type[Any], value: Any) -> Any:
    if isinstance(value, str) and kind in (dt.date, dt.time, dt.datetime):
        return kind.fromisoformat(value)
    return value
