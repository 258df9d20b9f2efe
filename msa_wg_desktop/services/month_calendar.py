"""What falls on the days of a month: meetings, dates that bind, holidays of the group's state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, or_, select

from msa_wg_desktop.db.models import CommissionOrder, Deadline, Meeting, WorkingGroup
from msa_wg_desktop.domain.deadlines import DeadlineStatus
from msa_wg_desktop.domain.month import EntryKind, MonthDay, MonthEntry, MonthSheet, days_of_month
from msa_wg_desktop.domain.planning import holiday_name, state_holidays
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.meetings import group_paths, meeting_row, meeting_rows
from msa_wg_desktop.words import _


class MonthCalendar(Service):
    """Reads months; five statements each."""

    def sheet(self, group_ids: Collection[str], day: date) -> MonthSheet:
        """The month of a day, for some groups."""
        days = days_of_month(day)
        found: dict[date, list[MonthEntry]] = defaultdict(list)
        with self.store.reading() as connection:
            paths = group_paths(connection)
            where = or_(Meeting.date.between(days[0], days[-1]), Meeting.date.is_(None))
            statement = meeting_rows().where(Meeting.group_id.in_(group_ids), where)
            rows = [meeting_row(row, paths) for row in connection.execute(statement)]
            bound = _dates_that_bind(connection, group_ids, days)
            state = connection.scalars(select(WorkingGroup.state).where(WorkingGroup.id.in_(group_ids))).first()
        for row in sorted(rows, key=lambda row: (row.start or time.max, row.title)):
            if row.date is not None:
                found[row.date].append(MonthEntry(EntryKind.MEETING, row.id, row.title, row))
        for on, entry in bound:
            found[on].append(entry)
        holidays = state_holidays(state or "CT")
        return MonthSheet(
            day.replace(day=1),
            self.store.clock.today(),
            tuple(MonthDay(on, tuple(found.get(on, ())), holiday_name(on, holidays)) for on in days),
            tuple(row for row in rows if row.date is None),
        )


def _dates_that_bind(
    connection: Connection, group_ids: Collection[str], days: Sequence[date]
) -> list[tuple[date, MonthEntry]]:
    """Deadlines of the groups and of orders, and the dates of orders for which nobody made a deadline."""
    span = (days[0], days[-1])
    deadlines = connection.execute(
        select(Deadline.id, Deadline.title, Deadline.date, Deadline.status, Deadline.order_id)
        .where(Deadline.date.between(*span), or_(Deadline.group_id.in_(group_ids), Deadline.group_id.is_(None)))
        .order_by(Deadline.title)
    ).all()
    orders: Sequence[Any] = connection.execute(
        select(CommissionOrder.id, CommissionOrder.number, CommissionOrder.due)
        .where(CommissionOrder.due.between(*span))
        .order_by(CommissionOrder.number)
    ).all()
    told = {(row.order_id, row.date) for row in deadlines}
    found = [
        (
            row.date,
            MonthEntry(
                EntryKind.DEADLINE,
                row.id,
                row.title,
                met=not DeadlineStatus(row.status).is_open,
                order_id=row.order_id or "",
            ),
        )
        for row in deadlines
    ]
    return found + [
        (
            row.due,
            MonthEntry(EntryKind.ORDER, row.id, _("Order {number} is due").format(number=row.number), order_id=row.id),
        )
        for row in orders
        if (row.id, row.due) not in told
    ]
