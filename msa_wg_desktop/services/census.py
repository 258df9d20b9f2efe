"""What a record holds, counted; and how its file is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, literal, select, union_all

from msa_wg_desktop.db import backup
from msa_wg_desktop.db.codec import ENTITIES
from msa_wg_desktop.db.file_format import SCHEMA_VERSION
from msa_wg_desktop.db.models import Operation, Party
from msa_wg_desktop.services.base import Service

# What is counted, under the command line's words; people, organisations and classes are counted apart.
_TABLES: Mapping[str, str] = {
    "groups": "working_group",
    "meetings": "meeting",
    "sections": "section",
    "agenda": "agenda_item",
    "attendance": "attendance",
    "notes": "note",
    "actions": "action",
    "data-needs": "data_need",
    "agreements": "agreement",
    "questions": "question",
    "positions": "position",
    "proposals": "proposal",
    "versions": "proposal_version",
    "roll-calls": "roll_call",
    "dockets": "docket",
    "decisions": "decision",
    "orders": "commission_order",
    "order-items": "order_item",
    "deadlines": "deadline",
    "materials": "material",
}
_PARTIES: Mapping[str, str] = {"people": "person", "organisations": "organisation", "party-classes": "party-class"}


class Census(Service):
    """Counts the record."""

    def counts(self) -> dict[str, int]:
        """How many of each kind there are; one statement."""
        counted = [
            select(literal(kind), func.count()).select_from(ENTITIES[table].__table__)
            for kind, table in _TABLES.items()
        ]
        counted += [
            select(literal(kind), func.count()).select_from(Party).where(Party.kind == party)
            for kind, party in _PARTIES.items()
        ]
        counted.append(select(literal("operations"), func.count()).select_from(Operation))
        with self.store.reading() as connection:
            return dict(connection.execute(union_all(*counted)).tuples().all())

    def schema(self) -> int:
        """The version of the record's tables."""
        return SCHEMA_VERSION

    def last_backup(self) -> tuple[Path, datetime] | None:
        """The newest backup beside the record, and when it was made."""
        copy = backup.latest(self.store.path) if self.store.path is not None else None
        return (copy, datetime.fromtimestamp(copy.stat().st_mtime, UTC)) if copy is not None else None
