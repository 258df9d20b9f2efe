"""What each party owes and was asked, each with the words and the place it comes from, ready to be handed out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from msa_wg_desktop.db.models import OrderParty
from msa_wg_desktop.domain.actions import ActionRow, OwnerRow
from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedPartyRow
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineRow
from msa_wg_desktop.domain.orders import OrderItemRow, OrderRole, OrderRow, Readiness
from msa_wg_desktop.domain.owed import OwedDate, OwedPage, OwedThing, Quote, Recipient
from msa_wg_desktop.domain.parties import ClassRow, PartyBook, PartyRow, PersonRow
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.domain.summary import long_date, outside_status
from msa_wg_desktop.domain.work import Source, WorkFilter, is_public, place_words
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.deadlines import Deadlines
from msa_wg_desktop.services.imprint import Imprint, group_heading, read_imprint
from msa_wg_desktop.services.orders import Orders
from msa_wg_desktop.services.quotes import Quotes
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class _Record:
    """All that pages are made from, read once however many pages there are."""

    today: date
    book: PartyBook
    actions: tuple[ActionRow, ...]
    needs: tuple[DataNeedRow, ...]
    quotes: Mapping[str, Quote]
    orders: tuple[OrderRow, ...]
    filers: Mapping[tuple[str, str | None], frozenset[str]]
    deadlines: tuple[DeadlineRow, ...]
    group: str
    imprint: Imprint


class Owed(Service):
    """Builds the pages. What is off the record is on none of them."""

    def __init__(
        self,
        store: Store,
        *,
        actions: Actions,
        data_needs: DataNeeds,
        orders: Orders,
        deadlines: Deadlines,
        quotes: Quotes,
    ) -> None:
        super().__init__(store)
        self._actions = actions
        self._data_needs = data_needs
        self._orders = orders
        self._deadlines = deadlines
        self._quotes = quotes

    def page(self, party_id: str, *, group_ids: tuple[str, ...] | None = None) -> OwedPage:
        """The page of one party, of some groups or of all. Raises NotFoundError in words."""
        return _page(self._read(group_ids), party_id)

    def pages(self, *, group_ids: tuple[str, ...] | None = None) -> tuple[OwedPage, ...]:
        """A page for every organisation and party class, and for people who belong to none and owe something."""
        record = self._read(group_ids)
        pages = [_page(record, row.id) for row in record.book if not row.retired and _stands_alone(row)]
        return tuple(
            page for page in pages if not isinstance(record.book.get(page.party_id), PersonRow) or not page.is_empty
        )

    def _read(self, group_ids: tuple[str, ...] | None) -> _Record:
        wanted = WorkFilter(group_ids=group_ids, public_only=True)
        actions = self._actions.list(WorkFilter(group_ids=group_ids, public_only=True, open_only=True))
        actions = tuple(row for row in actions if is_public(off_record=row.off_record, source=row.source))
        needs = self._data_needs.list(wanted)
        needs = tuple(row for row in needs if is_public(off_record=row.off_record, source=row.source))
        quotes = self._quotes.of_notes(row.source.note_id for row in (*actions, *needs) if row.source.note_id)
        today = self.store.clock.today()
        with self.store.reading() as connection:
            filers: dict[tuple[str, str | None], set[str]] = {}
            statement = select(OrderParty.order_id, OrderParty.item_id, OrderParty.party_id)
            for row in connection.execute(statement.where(OrderParty.role == OrderRole.FILES.value)):
                filers.setdefault((row.order_id, row.item_id), set()).add(row.party_id)
            return _Record(
                today=today,
                book=party_book.read(connection, today),
                actions=actions,
                needs=needs,
                quotes=quotes,
                orders=self._orders.list(),
                filers={key: frozenset(ids) for key, ids in filers.items()},
                deadlines=self._deadlines.list(),
                group=group_heading(connection, group_ids[0] if group_ids else None),
                imprint=read_imprint(connection),
            )


def _stands_alone(row: PartyRow) -> bool:
    return not (isinstance(row, PersonRow) and row.organisation_id)


def _page(record: _Record, party_id: str) -> OwedPage:
    party = record.book.get(party_id)
    ids = record.book.related(party_id)
    asked = [found for row in record.needs if (found := _need(record, row, party, ids))]
    return OwedPage(
        party_id=party.id,
        party=party.brief,
        kind=party.kind,
        group=record.group,
        day=record.today,
        made_at=record.imprint.made_at,
        members=", ".join(party.members) if isinstance(party, ClassRow) else "",
        dates=_dates(record, ids),
        actions=tuple(found for row in record.actions if (found := _action(record, row, party, ids))),
        asked=tuple(thing for thing, is_open in asked if is_open),
        given=tuple(thing for thing, is_open in asked if not is_open),
        recipients=_recipients(record.book, party),
        author=record.imprint.author,
        author_mail=record.imprint.mail,
    )


def _action(record: _Record, row: ActionRow, party: PartyRow, ids: Collection[str]) -> OwedThing | None:
    """An open action as it concerns the party: none where its own part of it is done."""
    owners = [owner for owner in row.owners if owner.party_id in ids and (owner.status.is_open or row.overruled)]
    if not owners:
        return None
    due = _soonest(owners) or row.due
    return OwedThing(
        text=row.what,
        due=due,
        status=outside_status(owners[0].status if len(owners) == 1 else row.status, due, record.today),
        passed=due is not None and due < record.today,
        owed_as=_owed_as(owners, party),
        order_items=row.order_items,
        said=record.quotes.get(row.source.note_id or ""),
        place=_place(row.source, _("Meeting of {day}")),
        reason=row.reason,
    )


def _need(record: _Record, row: DataNeedRow, party: PartyRow, ids: Collection[str]) -> tuple[OwedThing, bool] | None:
    """A data need as it concerns the party, and whether something is still to come from it."""
    asked = [part for part in row.parties if part.party_id in ids]
    if not asked:
        return None
    expected = [part for part in asked if part.status.is_open]
    is_open = row.status.is_open and bool(expected or row.overruled)
    due = (_soonest(expected) or row.due) if is_open else None
    state = asked[0].status if len(asked) == 1 and not row.overruled else row.status
    thing = OwedThing(
        text=row.need,
        due=due,
        status=outside_status(state, due, record.today),
        passed=due is not None and due < record.today,
        owed_as=_owed_as(asked, party),
        order_items=row.order_items,
        said=record.quotes.get(row.source.note_id or ""),
        place=_place(row.source, _("{day}, Summary of Data Needs and Responses")),
        asked_on=row.asked_again_on or row.identified_on,
        response=from_markdown(row.response),
        reason=", ".join(part.reason for part in asked if part.reason),
    )
    return thing, is_open


def _place(source: Source, without_line: str) -> str:
    """Where it was said; of what no line says, the meeting that it belongs to."""
    if source.note_id is not None or source.meeting_date is None:
        return place_words(source)
    return without_line.format(day=long_date(source.meeting_date))


def _soonest(parts: Sequence[OwnerRow] | Sequence[NeedPartyRow]) -> date | None:
    return min((part.due for part in parts if part.due is not None), default=None)


def _owed_as(parts: Sequence[OwnerRow] | Sequence[NeedPartyRow], party: PartyRow) -> str:
    """Under which names it is owed; nothing where that is the party itself alone."""
    names = [part.name for part in parts]
    return "" if [part.party_id for part in parts] == [party.id] else ", ".join(names)


def _dates(record: _Record, ids: Collection[str]) -> tuple[OwedDate, ...]:
    """The orders that the party must file, and what the group has set for them; soonest first, no date last."""
    found: list[OwedDate] = []
    for order in record.orders:
        items = [item for item in order.items if _files(record, order, item, ids)]
        concerned = items or (not order.items and record.filers.get((order.id, None), frozenset()) & set(ids))
        if not concerned:
            continue
        own = [row for row in record.deadlines if row.order_id == order.id]
        ordered = next((row for row in own if row.kind is DeadlineKind.ORDERED and row.date is not None), None)
        due = ordered.date if ordered is not None else order.due
        met = ordered is not None and not ordered.status.is_open
        if due is not None and not met and not _is_filed(due, items, record.today):
            found.append(_filing(order, due, items, record.today))
        found += [
            OwedDate(
                row.title,
                row.date,
                _("for Order {number}").format(number=order.number),
                (),
                row.is_overdue(record.today),
            )
            for row in own
            if row is not ordered and row.status.is_open
        ]
    return tuple(sorted(found, key=lambda each: (each.day is None, each.day or date.min)))


def _files(record: _Record, order: OrderRow, item: OrderItemRow, ids: Collection[str]) -> bool:
    own = record.filers.get((order.id, item.id)) or record.filers.get((order.id, None), frozenset())
    return bool(own & set(ids))


def _is_filed(due: date, items: Iterable[OrderItemRow], today: date) -> bool:
    """Once its date has passed an order whose items are all ready is taken for filed."""
    return due < today and all(item.readiness is Readiness.READY for item in items)


def _filing(order: OrderRow, due: date, items: Sequence[OrderItemRow], today: date) -> OwedDate:
    also = _("also in Docket {docket}").format(docket=order.also_filed_in) if order.also_filed_in else ""
    return OwedDate(
        title=_("File what Order {number} in Docket {docket} asks for").format(
            number=order.number, docket=order.docket
        ),
        day=due,
        detail=also[:1].upper() + also[1:],
        items=tuple((f"({item.number})", item.said) for item in items),
        passed=due < today,
    )


def _recipients(book: PartyBook, party: PartyRow) -> tuple[Recipient, ...]:
    """The people of a party who have a mail address."""
    if isinstance(party, PersonRow):
        people: Iterable[PersonRow] = (party,)
    else:
        of = set(party.member_ids) if isinstance(party, ClassRow) else {party.id}
        people = (person for person in book.people if person.organisation_id in of)
    return tuple(Recipient(person.name, person.mail) for person in people if person.mail and not person.retired)
