"""Dates that bind: orders' and the group's own, their extensions, and what has to be met before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import CommissionOrder, Deadline
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineRow, DeadlineStatus
from msa_wg_desktop.domain.planning import require_lead_days
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import ledger_dates, order_refs
from msa_wg_desktop.services.base import Service, edit, find, require_choice, require_text, tidy
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.filing_dates import follow_deadline
from msa_wg_desktop.words import _


class Deadlines(Service):
    """The verbs of deadlines. Orders are named as `26` or `24-08-02 #26`, or by id."""

    def list(
        self, *, group_id: str | None = None, order_id: str | None = None, open_only: bool = False
    ) -> tuple[DeadlineRow, ...]:
        """The deadlines, soonest first, those without a date at the end."""
        rows = self._read()
        return tuple(
            row
            for row in rows
            if (group_id is None or row.group_id == group_id)
            and (order_id is None or row.order_id == order_id)
            and (row.status.is_open or not open_only)
        )

    def get(self, deadline_id: str) -> DeadlineRow:
        """One deadline."""
        for row in self._read():
            if row.id == deadline_id:
                return row
        raise NotFoundError(_("That isn't in the record any more."), detail=f"deadline {deadline_id}")

    def add(
        self,
        title: str,
        day: date | None = None,
        *,
        kind: str = DeadlineKind.SET,
        order: str | None = None,
        group_id: str | None = None,
        depends_on_id: str | None = None,
        lead_days: int | None = None,
    ) -> str:
        """Adds a deadline; gives its id. `lead_days`: how many business days its own work takes."""
        title = require_text(clean_line(title)[0], _("A deadline needs a title. Nothing was changed."), field="title")
        chosen = require_choice(DeadlineKind, kind, field="kind")
        with self.store.operation(_("Add a deadline")) as session:
            row = Deadline(
                group_id=group_id,
                order_id=_order_id(session.connection(), order, group_id),
                depends_on_id=depends_on_id,
                title=title,
                date=day,
                kind=chosen.value,
                lead_days=require_lead_days(lead_days, field="lead_days"),
            )
            session.add(row)
            return row.id

    def edit(self, deadline_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a deadline's fields, or its `order`."""
        values = dict(values)
        label = _("Move a deadline") if set(values) == {"date"} else _("Change a deadline")
        with self.store.operation(label) as session:
            row = find(session, Deadline, deadline_id)
            if "title" in values:
                require_text(values["title"], _("A deadline needs a title. Nothing was changed."), field="title")
            for name, choices in (("kind", DeadlineKind), ("status", DeadlineStatus)):
                if name in values:
                    require_choice(choices, values[name], field=name)
            if "order" in values:
                values["order_id"] = _order_id(session.connection(), values.pop("order"), row.group_id)
            if "lead_days" in values:
                require_lead_days(values["lead_days"], field="lead_days")
            _require_no_circle(session, deadline_id, values.get("depends_on_id"))
            before = row.date
            edit(row, values, shown=shown)
            follow_deadline(session, row, before=before)

    def ask_extension(self, deadline_id: str, to: date, *, on: date | None = None) -> None:
        """Notes that more time was asked for; the date binds as it is until that is granted."""
        present = self.get(deadline_id).date
        if present is not None and to <= present:
            raise ValidationError(
                _("An extension ends after {day}, the date that binds now. Nothing was changed.").format(
                    day=format_date(present)
                ),
                field="extension_to",
            )
        asked = {"status": DeadlineStatus.EXTENSION_ASKED, "extension_to": to}
        with self.store.operation(_("Ask for an extension of a deadline")):
            self.edit(deadline_id, {**asked, "extension_asked_on": on or self.store.clock.today()})

    def grant_extension(self, deadline_id: str, to: date | None = None, *, ruling: str = "") -> None:
        """Moves a deadline to the date that was granted: the one asked for, or another."""
        with self.store.operation(_("Grant the extension of a deadline")) as session:
            row = find(session, Deadline, deadline_id)
            granted = to or row.extension_to
            if granted is None:
                raise ValidationError(_("Say until when the extension was granted. Nothing was changed."), field="to")
            before = row.date
            row.date, row.extension_to, row.ruling = granted, granted, tidy(ruling) or row.ruling
            row.status = DeadlineStatus.EXTENSION_GRANTED.value
            follow_deadline(session, row, before=before)

    def mark_met(self, deadline_id: str) -> None:
        """Says that what was due was done."""
        with self.store.operation(_("Mark a deadline as met")):
            self.edit(deadline_id, {"status": DeadlineStatus.MET})

    def delete(self, deadline_id: str) -> None:
        """Deletes a deadline; what waited for it no longer does, and steps before it are before the filing."""
        with self.store.operation(_("Delete a deadline")) as session:
            find(session, Deadline, deadline_id)
            delete_row(session, Deadline, deadline_id)

    def _read(self) -> Sequence[DeadlineRow]:
        with self.store.reading() as connection:
            rows = connection.execute(_deadlines()).all()
            former = ledger_dates.former(connection, Deadline.__tablename__, [row.id for row in rows], field="date")
        return [_row(row, former.get(row.id, ())) for row in rows]


@cache
def _deadlines() -> Select[Any]:
    """Made once: to put it together takes longer than the database needs for its answer."""
    before = aliased(Deadline)
    return (
        select(Deadline.__table__, CommissionOrder.number.label("order"), before.title.label("depends_on"))
        .outerjoin(CommissionOrder, CommissionOrder.id == Deadline.order_id)
        .outerjoin(before, before.id == Deadline.depends_on_id)
        .order_by(Deadline.date.is_(None), Deadline.date, Deadline.title, Deadline.id)
    )


def _row(row: Any, former: tuple[date, ...]) -> DeadlineRow:
    return DeadlineRow(
        id=row.id,
        title=row.title,
        date=row.date,
        kind=DeadlineKind(row.kind),
        status=DeadlineStatus(row.status),
        group_id=row.group_id,
        order_id=row.order_id,
        order=row.order or "",
        depends_on_id=row.depends_on_id,
        depends_on=row.depends_on or "",
        lead_days=row.lead_days,
        extension_asked_on=row.extension_asked_on,
        extension_to=row.extension_to,
        ruling=row.ruling,
        former_dates=former,
    )


def _order_id(connection: Connection, text: str | None, group_id: str | None) -> str | None:
    if not text:
        return None
    known = connection.execute(select(CommissionOrder.id).where(CommissionOrder.id == text)).scalar()
    return known or order_refs.require(connection, text, group_id)[0]


def _require_no_circle(session: RecordSession, deadline_id: str, before_id: str | None) -> None:
    seen: set[str] = set()
    while before_id is not None and before_id not in seen:
        if before_id == deadline_id:
            raise ValidationError(
                _("A deadline can't wait for itself, nor for one that waits for it. Nothing was changed."),
                field="depends_on_id",
            )
        seen.add(before_id)
        before_id = find(session, Deadline, before_id).depends_on_id
