"""Keeps an order's date and the deadline of its filing together: they are one date, written in two places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import CommissionOrder, Deadline
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineRow

Row = TypeVar("Row", DeadlineRow, Deadline)


def filing_of(deadlines: Iterable[Row], *, order_id: str, due: date | None) -> Row | None:
    """The deadline of an order's filing: the one that the commission ordered for the order's own date.

    Where the order itself has no date, it is the first that was ordered.
    """
    ordered = [row for row in deadlines if row.order_id == order_id and row.kind == DeadlineKind.ORDERED]
    dated = sorted((row for row in ordered if row.date is not None), key=lambda row: row.date or date.max)
    return next((row for row in dated if due is None or row.date == due), None)


def follow_order(session: RecordSession, order: CommissionOrder, *, before: date | None) -> None:
    """After an order got another date: the deadline of its filing goes with it.

    Where the order had none, that is the only ordered one that has none either: both lost it, or waited for it.
    """
    if order.due == before:
        return
    rows = session.scalars(select(Deadline).where(Deadline.order_id == order.id)).all()
    ordered = [row for row in rows if row.kind == DeadlineKind.ORDERED and row.date is None]
    if before is not None:
        filing = filing_of(rows, order_id=order.id, due=before)
    else:
        filing = ordered[0] if len(ordered) == 1 else None
    if filing is not None:
        filing.date = order.due


def follow_deadline(session: RecordSession, deadline: Deadline, *, before: date | None) -> None:
    """After a deadline got another date: where it is an order's filing, the order's own date goes with it."""
    if deadline.kind != DeadlineKind.ORDERED or deadline.order_id is None or deadline.date == before:
        return
    order = session.get(CommissionOrder, deadline.order_id)
    if order is not None and before is not None and order.due == before:
        order.due = deadline.date
