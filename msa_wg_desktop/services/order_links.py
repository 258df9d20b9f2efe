"""What is linked to an order and to its items: read for all of them at once, tied and untied one by one."""

from __future__ import annotations

from sqlalchemy import select

from msa_wg_desktop.db.models import OrderItem, OrderLink
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.orders import LinkedThing
from msa_wg_desktop.domain.text import clean
from msa_wg_desktop.errors import ConflictError
from msa_wg_desktop.services.base import Service, find
from msa_wg_desktop.services.captured import TARGETS
from msa_wg_desktop.words import _

_OFFERED = 200


class OrderLinks(Service):
    """Actions, data needs, agreements, questions and positions, as they are linked to order items."""

    def list(self, order_id: str, *, item_id: str | None = None) -> tuple[LinkedThing, ...]:
        """All that is linked to an order, or to one item of it, each kind by its date; one statement a kind."""
        found: list[LinkedThing] = []
        with self.store.reading() as connection:
            for kind, target in TARGETS.items():
                columns = target.entity.__table__.c
                statement = (
                    select(OrderLink.id, OrderLink.item_id, target.entity.__table__)
                    .join(OrderLink, OrderLink.subject_id == columns.id)
                    .where(OrderLink.order_id == order_id, OrderLink.subject == kind.value)
                    .where(*([] if item_id is None else [OrderLink.item_id == item_id]))
                    .order_by(*([columns.due.is_(None), columns.due] if target.due else []), columns.id)
                )
                found += [
                    LinkedThing(
                        link_id=row[0],
                        item_id=row[1],
                        kind=kind.value,
                        id=row._mapping[columns.id],
                        text=row._mapping[columns[target.text]],
                        status=row._mapping[columns.status] if target.status else "",
                        due=row._mapping[columns.due] if target.due else None,
                        off_record=row._mapping[columns.off_record],
                    )
                    for row in connection.execute(statement)
                ]
        return tuple(found)

    def offered(self, words: str, *, item_id: str) -> tuple[LinkedThing, ...]:
        """What could be linked to an item: what holds all the words and isn't linked to it yet."""
        found: list[LinkedThing] = []
        linked = select(OrderLink.subject_id).where(OrderLink.item_id == item_id)
        with self.store.reading() as connection:
            for kind, target in TARGETS.items():
                columns = target.entity.__table__.c
                text = columns[target.text]
                statement = select(columns.id, text).where(columns.id.not_in(linked), text != "")
                for word in clean(words)[0].split():
                    statement = statement.where(text.icontains(word, autoescape=True))
                rows = connection.execute(statement.order_by(text, columns.id).limit(_OFFERED))
                found += [LinkedThing("", None, kind.value, row[0], row[1]) for row in rows]
        return tuple(found)

    def add(self, kind: str, subject_id: str, item_id: str) -> str:
        """Links a thing to an item or to a part; gives the link's id. Nothing follows for the item's readiness."""
        with self.store.operation(_("Link to an order item")) as session:
            find(session, TARGETS[CaptureKind(kind)].entity, subject_id)
            item = find(session, OrderItem, item_id)
            known = select(OrderLink.id).where(OrderLink.subject_id == subject_id, OrderLink.item_id == item_id)
            if session.scalars(known).first() is not None:
                raise ConflictError(_("That is linked to this item already. Nothing was changed."))
            link = OrderLink(order_id=item.order_id, item_id=item_id, subject=kind, subject_id=subject_id)
            session.add(link)
            return link.id

    def move(self, link_id: str, item_id: str) -> None:
        """Links a thing to another item or part instead."""
        with self.store.operation(_("Link to another order item")) as session:
            link = find(session, OrderLink, link_id)
            self.add(link.subject, link.subject_id, item_id)
            session.delete(link)

    def remove(self, link_id: str) -> None:
        """Takes a link away; what was linked stays."""
        with self.store.operation(_("Take a link away")) as session:
            session.delete(find(session, OrderLink, link_id))
