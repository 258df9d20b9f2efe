"""Who organises, and when the record was last edited: what every document that leaves the house says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from msa_wg_desktop.db.models import ChangeRow, Operation, Setting, SummaryExport, WorkingGroup

ORGANISER, ORGANISER_MAIL = "organiser.name", "organiser.mail"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Imprint:
    """`made_at` is the time of the last edit, so that the same record gives the same bytes."""

    author: str
    mail: str
    made_at: datetime


def read_imprint(connection: Connection) -> Imprint:
    """The imprint of a document that is made now."""
    wanted = (ORGANISER, ORGANISER_MAIL)
    found = dict(connection.execute(select(Setting.id, Setting.value).where(Setting.id.in_(wanted))).tuples().all())
    made_at = connection.execute(last_edit(Operation.at)).scalar_one_or_none()
    return Imprint(found.get(ORGANISER, ""), found.get(ORGANISER_MAIL, ""), made_at or datetime(2000, 1, 1, tzinfo=UTC))


def group_heading(connection: Connection, group_id: str | None) -> str:
    """What stands above a document: the heading of the group or of one above it, else the name of the whole group.

    A document of no group in particular has the heading that all groups share.
    """
    columns = (WorkingGroup.id, WorkingGroup.parent_id, WorkingGroup.heading, WorkingGroup.name)
    groups = {row.id: row for row in connection.execute(select(*columns))}
    line = []
    while (row := groups.get(group_id)) is not None and row not in line:
        line.append(row)
        group_id = row.parent_id
    if line:
        return next((row.heading for row in line if row.heading), line[-1].name)
    shared = {row.heading for row in groups.values() if row.heading}
    return shared.pop() if len(shared) == 1 else ""


def last_edit(wanted: InstrumentedAttribute[T]) -> Select[tuple[T]]:
    """Something of the newest operation that did more than remember an export."""
    edited = exists().where(ChangeRow.operation_id == Operation.id, ChangeRow.entity != SummaryExport.__tablename__)
    return select(wanted).where(edited).order_by(Operation.seq.desc()).limit(1)
