"""The ledger's own tables: operations, their changes, what was forgotten, and the counter that orders the world."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from msa_wg_desktop.db.base import KEY, Base, Instant, Recorded


class Setting(Recorded):
    """One of the record's own settings: organiser, zone, templates. Its id is its key."""

    __tablename__ = "setting"

    value: Mapped[str] = mapped_column(Text)


class Counter(Base):
    """One row: the highest `seq` given. Taking the next one locks it, so that seq follows commit order (decision 3)."""

    __tablename__ = "counter"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    record_id: Mapped[str] = mapped_column(KEY)


class Operation(Base):
    """One labelled step. `undone_by` names the undo that holds it back now, if any."""

    __tablename__ = "operation"
    __table_args__ = (Index("ix_operation_who_kind_seq", "who", "kind", "seq"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    seq: Mapped[int] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str]
    undoes: Mapped[str | None] = mapped_column(KEY, index=True)
    undone_by: Mapped[str | None] = mapped_column(KEY)
    undoable: Mapped[bool] = mapped_column(default=True)
    meeting_id: Mapped[str | None] = mapped_column(KEY, index=True)
    caret: Mapped[dict[str, Any] | None] = mapped_column(JSON)


GONE = text("kind = 'delete'")
"""What a row was when it went: few of all changes, by which those that are no longer there are found.

Here and in the other indexes of some rows only SQLite is named: naming another database would load all there is for it,
at every start (0.1 s). Migrations name both.
"""


class ChangeRow(Base):
    """What one operation did to one row."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_operation_id", "operation_id"),
        Index("ix_change_entity_id", "entity_id"),
        Index("ix_change_gone", "entity", sqlite_where=GONE),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    operation_id: Mapped[str] = mapped_column(KEY)
    entity: Mapped[str]
    entity_id: Mapped[str] = mapped_column(KEY)
    kind: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class Tombstone(Base):
    """What remains of a text that had to be forgotten: who, when, what kind, how much (decision 16)."""

    __tablename__ = "tombstone"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    entity: Mapped[str]
    entity_id: Mapped[str] = mapped_column(KEY, index=True)
    who: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    characters: Mapped[int]
