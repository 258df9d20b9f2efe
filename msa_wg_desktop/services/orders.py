"""What a commission ordered: dockets, decisions, orders, and the items that somebody must have covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select

from msa_wg_desktop.db.ledger import RecordSession
from msa_wg_desktop.db.models import (
    CommissionOrder,
    Decision,
    Docket,
    OrderItem,
    OrderLink,
    OrderParty,
    Recorded,
)
from msa_wg_desktop.domain.notes import rank_between
from msa_wg_desktop.domain.orders import (
    DecisionRow,
    DocketRow,
    OrderItemRow,
    OrderName,
    OrderRole,
    OrderRow,
    Readiness,
)
from msa_wg_desktop.domain.readings import PartyKind
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import NotFoundError, ValidationError
from msa_wg_desktop.services import order_refs, order_rows, party_book
from msa_wg_desktop.services.base import Service, edit, find, require_choice, require_text, set_parties, tidy
from msa_wg_desktop.services.base import delete as delete_row
from msa_wg_desktop.services.filing_dates import follow_order
from msa_wg_desktop.words import _

Row = TypeVar("Row", DocketRow, DecisionRow, OrderRow, OrderItemRow)


class Orders(Service):
    """The verbs of dockets, decisions, orders and order items.

    A docket may be named by its number, a decision by its docket where that has only one, an order or an
    item as `26`, `26.6` or `24-08-02 #26.6`; an id will always do.
    """

    # ------------------------------------------------------------------ reading

    def dockets(self) -> tuple[DocketRow, ...]:
        """All dockets, by number."""
        statement = select(Docket.id, Docket.number, Docket.title, Docket.agency).order_by(Docket.number)
        with self.store.reading() as connection:
            return tuple(DocketRow(*row) for row in connection.execute(statement))

    def decisions(self) -> tuple[DecisionRow, ...]:
        """All decisions, by docket and date."""
        statement = (
            select(Decision.id, Decision.docket_id, Docket.number, Decision.decided_on, Decision.title)
            .join(Docket, Docket.id == Decision.docket_id)
            .order_by(Docket.number, Decision.decided_on, Decision.id)
        )
        with self.store.reading() as connection:
            return tuple(DecisionRow(*row) for row in connection.execute(statement))

    def list(self) -> tuple[OrderRow, ...]:
        """All orders with their items, those of one docket together."""
        with self.store.reading() as connection:
            return order_rows.read_orders(connection, party_book.read(connection, self.store.clock.today()))

    def names(self) -> tuple[OrderName, ...]:
        """What all orders are called, in the order of `list`; one statement, however many items they have."""
        with self.store.reading() as connection:
            return order_rows.read_names(connection)

    def items(self, order_id: str | None = None) -> tuple[OrderItemRow, ...]:
        """All order items in their order, or those of one order."""
        with self.store.reading() as connection:
            found = order_rows.read_items(connection, party_book.read(connection, self.store.clock.today()))
        return tuple(item for item in found if order_id is None or item.order_id == order_id)

    def count_due_soon(self) -> int:
        """How many order items aren't ready although their filing is near, or past: what threatens it."""
        with self.store.reading() as connection:
            return order_rows.count_due_soon(connection, self.store.clock.today())

    def get_docket(self, docket_id: str) -> DocketRow:
        """One docket."""
        return _one(self.dockets(), docket_id)

    def get(self, order_id: str) -> OrderRow:
        """One order with its items."""
        return _one(self.list(), order_id)

    def get_item(self, item_id: str) -> OrderItemRow:
        """One order item."""
        return _one(self.items(), item_id)

    def resolve(self, text: str, group_id: str | None = None) -> tuple[str, str | None] | None:
        """The ids of the order and item that a text means; None where nothing, or in doubt."""
        with self.store.reading() as connection:
            return order_refs.resolve(connection, text, group_id)

    def require(self, text: str, group_id: str | None = None) -> tuple[str, str | None]:
        """As `resolve`, raising ValidationError in words instead of giving None."""
        with self.store.reading() as connection:
            return order_refs.require(connection, text, group_id)

    # ------------------------------------------------------------------ adding

    def add_docket(self, number: str, *, title: str = "", agency: str = "") -> str:
        """Adds a docket; gives its id."""
        number = require_text(
            clean_line(number)[0], _("A docket needs its number. Nothing was changed."), field="number"
        )
        with self.store.operation(_("Add Docket {number}").format(number=number)) as session:
            self._require_free_docket(number)
            docket = Docket(number=number, title=clean_line(title)[0], agency=clean_line(agency)[0])
            session.add(docket)
            return docket.id

    def add_decision(self, docket: str, *, decided_on: date | None = None, title: str = "") -> str:
        """Adds a decision in a docket; gives its id."""
        docket_id = self._docket_id(docket)
        with self.store.operation(_("Add a decision")) as session:
            decision = Decision(docket_id=docket_id, decided_on=decided_on, title=clean_line(title)[0])
            session.add(decision)
            return decision.id

    def add(
        self,
        decision: str,
        number: str,
        *,
        due: date | None = None,
        intro: str = "",
        closing: str = "",
        also_filed_in: str = "",
        files: Iterable[str] = (),
        consulted: Iterable[str] = (),
    ) -> str:
        """Adds an order to a decision; gives its id."""
        number = require_text(
            clean_line(number)[0], _("An order needs its number. Nothing was changed."), field="number"
        )
        decision_id = self._decision_id(decision)
        with self.store.operation(_("Add Order {number}").format(number=number)) as session:
            _require_free_order(session, decision_id, number)
            order = CommissionOrder(
                decision_id=decision_id,
                number=number,
                due=due,
                intro=tidy(intro),
                closing=tidy(closing),
                also_filed_in_id=self._docket_id(also_filed_in) if also_filed_in else None,
            )
            session.add(order)
            session.flush()
            self._set_roles(session, order.id, None, {OrderRole.FILES: files, OrderRole.CONSULTED: consulted})
            return order.id

    def add_item(
        self,
        order: str,
        number: str,
        text: str,
        *,
        parent_id: str | None = None,
        readiness: str = Readiness.NOT_STARTED,
        files: Iterable[str] = (),
        consulted: Iterable[str] = (),
    ) -> str:
        """Adds an item at the end of an order, or a part to the item that is its parent; gives its id."""
        number = require_text(clean_line(number)[0].strip("()"), _("An item needs its number."), field="number")
        text = require_text(text, _("An order item needs its text. Nothing was changed."), field="text")
        with self.store.operation(_("Add an order item")) as session:
            order_id = self._order_id(order)
            _require_free_item(session, order_id, number)
            _require_parent(session, order_id, parent_id)
            last = session.scalar(select(func.max(OrderItem.rank)).where(OrderItem.order_id == order_id))
            item = OrderItem(
                order_id=order_id,
                parent_id=parent_id,
                number=number,
                rank=rank_between(last, None),
                text=text,
                readiness=require_choice(Readiness, readiness, field="readiness").value,
            )
            session.add(item)
            session.flush()
            self._set_roles(session, order_id, item.id, {OrderRole.FILES: files, OrderRole.CONSULTED: consulted})
            return item.id

    # ------------------------------------------------------------------ changing

    def edit_docket(self, docket_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes a docket's `number`, `title` or `agency`."""
        with self.store.operation(_("Change a docket")) as session:
            row = find(session, Docket, docket_id)
            if "number" in values and values["number"] != row.number:
                require_text(values["number"], _("A docket needs its number. Nothing was changed."), field="number")
                self._require_free_docket(values["number"])
            edit(row, values, shown=shown)

    def edit_decision(
        self, decision_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None
    ) -> None:
        """Changes a decision's `decided_on`, `title` or `docket_id`."""
        with self.store.operation(_("Change a decision")) as session:
            edit(find(session, Decision, decision_id), values, shown=shown)

    def edit(self, order_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes an order: its fields, `also_filed_in` (a docket), and `files` and `consulted` (parties)."""
        values = dict(values)
        with self.store.operation(_("Change an order")) as session:
            row = find(session, CommissionOrder, order_id)
            if "number" in values:
                require_text(values["number"], _("An order needs its number. Nothing was changed."), field="number")
                _require_free_order(session, row.decision_id, values["number"], but=order_id)
            if "also_filed_in" in values:
                docket = values.pop("also_filed_in")
                values["also_filed_in_id"] = self._docket_id(docket) if docket else None
            self._set_roles(session, order_id, None, _pop_roles(values))
            before = row.due
            edit(row, values, shown=shown)
            follow_order(session, row, before=before)

    def edit_item(self, item_id: str, values: Mapping[str, Any], *, shown: Mapping[str, Any] | None = None) -> None:
        """Changes an item: its fields, `files` and `consulted` (parties), and `after`, the id of the one it follows.

        A new readiness is the word of a person, `readiness_by`, of today; where nobody is named, of whoever is
        at work, if the record knows them. It is nobody's else, and refused.
        """
        values = dict(values)
        with self.store.operation(_("Change an order item")) as session:
            row = find(session, OrderItem, item_id)
            if "text" in values:
                require_text(values["text"], _("An order item needs its text. Nothing was changed."), field="text")
            if "number" in values:
                values["number"] = require_text(
                    clean_line(values["number"])[0].strip("()"), _("An item needs its number."), field="number"
                )
                _require_free_item(session, row.order_id, values["number"], but=item_id)
            if "parent_id" in values:
                _require_parent(session, row.order_id, values["parent_id"], of=item_id)
            if "after" in values:
                row.rank = _rank_behind(session, row, values.pop("after"))
            self._sign_readiness(session, row, values)
            self._set_roles(session, row.order_id, item_id, _pop_roles(values))
            edit(row, values, shown=shown)

    # ------------------------------------------------------------------ deleting

    def delete_docket(self, docket_id: str) -> None:
        """Deletes a docket with its decisions and all that they hold."""
        with self.store.operation(_("Delete a docket")) as session:
            for decision in session.scalars(select(Decision).where(Decision.docket_id == docket_id)).all():
                self.delete_decision(decision.id)
            delete_row(session, Docket, docket_id)

    def delete_decision(self, decision_id: str) -> None:
        """Deletes a decision with its orders."""
        with self.store.operation(_("Delete a decision")) as session:
            for order in session.scalars(
                select(CommissionOrder).where(CommissionOrder.decision_id == decision_id)
            ).all():
                self.delete(order.id)
            delete_row(session, Decision, decision_id)

    def delete(self, order_id: str) -> None:
        """Deletes an order with its items; what was linked to it stays, without the link."""
        with self.store.operation(_("Delete an order")) as session:
            _delete_where(session, OrderLink, OrderLink.order_id == order_id)
            _delete_where(session, OrderParty, OrderParty.order_id == order_id)
            delete_row(session, CommissionOrder, order_id)

    def delete_item(self, item_id: str) -> None:
        """Deletes an item with its parts; what was linked to it stays, without the link."""
        with self.store.operation(_("Delete an order item")) as session:
            for part in session.scalars(select(OrderItem).where(OrderItem.parent_id == item_id)).all():
                self.delete_item(part.id)
            _delete_where(session, OrderLink, OrderLink.item_id == item_id)
            _delete_where(session, OrderParty, OrderParty.item_id == item_id)
            delete_row(session, OrderItem, item_id)

    # ------------------------------------------------------------------ parts

    def _sign_readiness(self, session: RecordSession, row: OrderItem, values: dict[str, Any]) -> None:
        """Puts beside a new readiness whose word it is, and of which day; what is not started is nobody's word."""
        by = values.pop("readiness_by", "")
        if not by and values.get("readiness", row.readiness) == row.readiness:
            return
        if "readiness" in values:
            require_choice(Readiness, values["readiness"], field="readiness")
        book = party_book.read(session.connection(), self.store.clock.today())
        if values.get("readiness", row.readiness) == Readiness.NOT_STARTED:
            values.update(readiness_by_id=None, readiness_on=None)
            return
        known = [book.find(by, kinds=(PartyKind.PERSON,), field="readiness_by")] if by else book.named(self.store.who)
        if not known:
            raise ValidationError(
                _("Say who says so: how ready an item is, is the word of a person. Nothing was changed."),
                field="readiness_by",
            )
        values["readiness_by_id"] = known[0].id
        values.setdefault("readiness_on", self.store.clock.today())

    def _set_roles(
        self, session: RecordSession, order_id: str, item_id: str | None, parties: Mapping[OrderRole, Iterable[str]]
    ) -> None:
        if not parties:
            return
        book = party_book.read(session.connection(), self.store.clock.today())
        for role, names in parties.items():
            set_parties(
                session,
                OrderParty,
                of=("order_id", order_id),
                party_ids=book.find_all(names, field=role),
                extra={"item_id": item_id, "role": role.value},
            )

    def _docket_id(self, text: str) -> str:
        for docket in self.dockets():
            if text.strip().casefold() in (docket.id, docket.number.casefold()):
                return docket.id
        raise NotFoundError(
            _("Docket {number} isn't in the record. Nothing was changed; add it first.").format(number=text),
            field="docket",
        )

    def _decision_id(self, text: str) -> str:
        words = text.casefold().split()
        decisions = self.decisions()
        found = [row for row in decisions if row.id == text.strip()] or [
            row for row in decisions if words and set(words) <= {row.docket.casefold(), str(row.decided_on)}
        ]
        if not found:
            raise NotFoundError(
                _("There is no decision “{name}” in the record. Name it by its docket.").format(name=text),
                field="decision",
            )
        if len(found) > 1:
            raise ValidationError(
                _("“{name}” may be {candidates}. Say which.").format(
                    name=text, candidates=", ".join(f"“{row.docket} {row.decided_on}”" for row in found)
                ),
                field="decision",
            )
        return found[0].id

    def _order_id(self, text: str) -> str:
        with self.store.reading() as connection:
            known = connection.execute(select(CommissionOrder.id).where(CommissionOrder.id == text)).scalar()
            return known or order_refs.require(connection, text, None)[0]

    def _require_free_docket(self, number: str) -> None:
        if any(docket.number.casefold() == clean_line(number)[0].casefold() for docket in self.dockets()):
            raise ValidationError(
                _("Docket {number} is in the record already. Nothing was changed.").format(number=number),
                field="number",
            )


def _one(rows: Iterable[Row], row_id: str) -> Row:
    for row in rows:
        if row.id == row_id:
            return row
    raise NotFoundError(_("That isn't in the record any more."), detail=row_id)


def _require_free_order(session: RecordSession, decision_id: str, number: str, *, but: str = "") -> None:
    taken = select(CommissionOrder.id).where(
        CommissionOrder.decision_id == decision_id,
        func.lower(CommissionOrder.number) == number.strip().lower(),
        CommissionOrder.id != but,
    )
    if session.scalars(taken).first() is not None:
        raise ValidationError(
            _("Order {number} is in this decision already. Nothing was changed.").format(number=number), field="number"
        )


def _require_free_item(session: RecordSession, order_id: str, number: str, *, but: str = "") -> None:
    """An item is written `26.6` wherever it is linked: a number twice would mean two things."""
    taken = select(OrderItem.id).where(
        OrderItem.order_id == order_id, func.lower(OrderItem.number) == number.strip().lower(), OrderItem.id != but
    )
    if session.scalars(taken).first() is not None:
        raise ValidationError(
            _("This order has an item ({number}) already. Nothing was changed.").format(number=number), field="number"
        )


def _require_parent(session: RecordSession, order_id: str, parent_id: str | None, *, of: str = "") -> None:
    """An item has parts, a part has none, and nothing is a part of itself."""
    if parent_id is None:
        return
    parent = find(session, OrderItem, parent_id)
    has_parts = bool(of) and session.scalars(select(OrderItem.id).where(OrderItem.parent_id == of)).first() is not None
    if parent.order_id != order_id or parent.parent_id is not None or parent.id == of or has_parts:
        raise ValidationError(
            _("A part belongs to an item of the same order, and has no parts itself. Nothing was changed."),
            field="parent_id",
        )


def _rank_behind(session: RecordSession, row: OrderItem, after: str | None) -> str:
    """The rank behind another item of the same order, or another part of the same item; None: before them all."""
    like = select(OrderItem.id, OrderItem.rank).where(
        OrderItem.order_id == row.order_id, OrderItem.parent_id == row.parent_id, OrderItem.id != row.id
    )
    others = session.execute(like.order_by(OrderItem.rank, OrderItem.id)).all()
    ids = [None, *(other.id for other in others)]
    if after not in ids:
        raise ValidationError(
            _("An item follows another of its order, a part another of its item. Nothing was changed."), field="after"
        )
    place = ids.index(after)
    low = others[place - 1].rank if place else None
    return rank_between(low, others[place].rank if place < len(others) else None)


def _pop_roles(values: dict[str, Any]) -> dict[OrderRole, Iterable[str]]:
    return {role: values.pop(role.value) for role in OrderRole if role.value in values}


def _delete_where(session: RecordSession, entity: type[Recorded], condition: ColumnElement[bool]) -> None:
    for row in session.scalars(select(entity).where(condition)).all():
        session.delete(row)
