"""What every table has in common: keys that are never reused, deferrable links, values that mean one thing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, ForeignKey, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from msa_wg_desktop.domain.notes import new_id

KEY = String(36)


class Base(DeclarativeBase):
    """All tables. Constraint names are fixed, so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Recorded(Base):
    """An entity whose every change the ledger keeps."""

    __abstract__ = True

    aside: ClassVar[frozenset[str]] = frozenset()
    """Fields that say what happened outside, such as which version was sent: they keep nobody from taking back that
    the row was made."""

    id: Mapped[str] = mapped_column(KEY, primary_key=True, default=new_id)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": new_id(), **values})


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC. A value without a zone is refused: SQLite would keep its digits and lose its meaning."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What the column holds; the ledger reads its values back by it."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def part_of(target: str, *, index: bool = True) -> Mapped[str]:
    """A link to the row that this row is a part of: it goes when that one goes, through the ledger."""
    return mapped_column(_foreign_key(target), index=index, info={"part": True})


def link(target: str, *, index: bool = True) -> Mapped[str | None]:
    """A link that may be empty; deleting the other end empties it, through the ledger."""
    return mapped_column(_foreign_key(target), index=index)


def _foreign_key(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")
