"""Lists that leave the house: actions, data needs, order items and positions, as plain data for writers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msa_wg_desktop.domain.actions import ActionRow
from msa_wg_desktop.domain.data_needs import DataNeedRow
from msa_wg_desktop.domain.dates import short_date
from msa_wg_desktop.domain.orders import OrderItemRow, OrderRow
from msa_wg_desktop.domain.reports import Cell, SheetColumn, TableDocument
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.domain.summary import outside_status
from msa_wg_desktop.domain.work import WorkFilter, is_public, place_words
from msa_wg_desktop.domain.work_list import WorkOrder
from msa_wg_desktop.services.action_list import ActionList
from msa_wg_desktop.services.actions import Actions
from msa_wg_desktop.services.base import Service
from msa_wg_desktop.services.data_needs import DataNeeds
from msa_wg_desktop.services.imprint import group_heading, read_imprint
from msa_wg_desktop.services.orders import Orders
from msa_wg_desktop.services.positions import Positions
from msa_wg_desktop.services.store import Store
from msa_wg_desktop.words import _

_Rows = Iterable[tuple[Cell, ...]]


class TableExports(Service):
    """Builds the lists. What is off the record is in none of them.

    `shown` says in words what the list was filtered by; nothing where it is whole.
    """

    def __init__(
        self,
        store: Store,
        *,
        actions: Actions,
        action_list: ActionList,
        data_needs: DataNeeds,
        orders: Orders,
        positions: Positions,
    ) -> None:
        super().__init__(store)
        self._actions = actions
        self._action_list = action_list
        self._data_needs = data_needs
        self._orders = orders
        self._positions = positions

    def actions(self, wanted: WorkFilter, *, order: WorkOrder | None = None, shown: str = "") -> TableDocument:
        """The actions that a filter lets through, each once, in the order of the page if one is given."""
        wanted = replace(wanted, public_only=True)
        rows = [row for row in self._actions.list(wanted) if is_public(off_record=row.off_record, source=row.source)]
        if order is not None:
            count = self._action_list.begin(wanted, order, limit=1)[0].count
            ids = self._action_list.ids(wanted, order, offset=0, limit=count)
            rank = {action_id: place for place, action_id in reversed(list(enumerate(ids)))}
            rows.sort(key=lambda row: rank.get(row.id, len(rank)))
        columns = (
            SheetColumn(_("Action"), 5),
            SheetColumn(_("Owner"), 3, missing=_("nobody yet")),
            SheetColumn(_("Due"), 2, missing=_("no date yet")),
            SheetColumn(_("Status"), 2),
            SheetColumn(_("Order item"), 1),
            SheetColumn(_("Where it was said"), 3),
            SheetColumn(_("Former dates"), 2, sheets_only=True),
            SheetColumn(_("Reason"), 3, sheets_only=True),
            SheetColumn(_("Updates"), 5, sheets_only=True),
        )
        return self._table(
            _("Actions"),
            columns,
            map(self._action, rows),
            wanted,
            shown,
            empty=_("No action is listed."),
            description=_("What was undertaken, by whom and by when, and where it was said."),
        )

    def data_needs(self, wanted: WorkFilter, *, shown: str = "") -> TableDocument:
        """The data needs that a filter lets through, in the order of the summary's table."""
        rows = self._data_needs.list(replace(wanted, public_only=True))
        columns = (
            SheetColumn(_("Data need"), 4),
            SheetColumn(_("Responsible party"), 2, missing=_("nobody yet")),
            SheetColumn(_("Response"), 6),
            SheetColumn(_("Status"), 2),
            SheetColumn(_("Due"), 2, missing=_("no date yet")),
            SheetColumn(_("Identified"), 2, sheets_only=True),
            SheetColumn(_("Order item"), 1, sheets_only=True),
            SheetColumn(_("Where it was said"), 3, sheets_only=True),
        )
        public = (row for row in rows if is_public(off_record=row.off_record, source=row.source))
        return self._table(
            _("Data needs and responses"),
            columns,
            map(self._need, public),
            wanted,
            shown,
            empty=_("No data need is listed."),
            description=_("What data is needed, who is to provide it, and what was answered."),
        )

    def orders(self, wanted: WorkFilter, *, shown: str = "") -> TableDocument:
        """Every order item, or those of one order, with who files, who is consulted, and how ready it is."""
        columns = (
            SheetColumn(_("Order item"), 1),
            SheetColumn(_("What is to be filed"), 5),
            SheetColumn(_("Filed by"), 2),
            SheetColumn(_("Consulted"), 2),
            SheetColumn(_("Due"), 2),
            SheetColumn(_("Readiness"), 2),
            SheetColumn(_("Docket"), 2, sheets_only=True),
            SheetColumn(_("Decision"), 2, sheets_only=True),
            SheetColumn(_("Also filed in"), 2, sheets_only=True),
            SheetColumn(_("Actions"), 1, sheets_only=True),
            SheetColumn(_("Data needs"), 1, sheets_only=True),
            SheetColumn(_("Agreements"), 1, sheets_only=True),
        )
        rows = (
            _order_item(order, item)
            for order in self._orders.list()
            if wanted.order_id in (None, order.id)
            for item in order.items
            if wanted.item_id in (None, item.id)
        )
        return self._table(
            _("Order items"),
            columns,
            rows,
            wanted,
            shown,
            empty=_("No order item is listed."),
            description=_("What is ordered to be filed, by whom and by when, and how far it is."),
        )

    def positions(self, wanted: WorkFilter, *, shown: str = "") -> TableDocument:
        """What parties said they hold, each position as it was stated."""
        columns = (
            SheetColumn(_("Party"), 2),
            SheetColumn(_("On"), 3),
            SheetColumn(_("Stand"), 2),
            SheetColumn(_("In its own words"), 5),
            SheetColumn(_("Stated on"), 2),
            SheetColumn(_("Where it was said"), 3),
            SheetColumn(_("Order item"), 1, sheets_only=True),
        )
        rows = (
            (
                row.party,
                row.proposal or row.topic,
                _(row.stand) if row.stand else "",
                row.text,
                row.stated_on or row.source.meeting_date,
                place_words(row.source),
                ", ".join(row.order_items),
            )
            for row in self._positions.list(replace(wanted, public_only=True))
            if is_public(off_record=row.off_record, source=row.source)
        )
        return self._table(
            _("Positions"),
            columns,
            rows,
            wanted,
            shown,
            empty=_("No position is listed."),
            description=_("What each party said that it holds, on what and when."),
        )

    # ------------------------------------------------------------------ rows

    def _action(self, row: ActionRow) -> tuple[Cell, ...]:
        return (
            row.what,
            _said(", ".join(owner.name for owner in row.owners), expected=row.status.is_open),
            _said(row.due, expected=row.status.is_open),
            outside_status(row.status, row.due, self.store.clock.today()),
            ", ".join(row.order_items),
            place_words(row.source),
            ", ".join(map(short_date, row.former_dues)),
            row.reason,
            "\n".join(f"{short_date(update.date)}: {update.text}" for update in row.updates),
        )

    def _need(self, row: DataNeedRow) -> tuple[Cell, ...]:
        return (
            row.need,
            _said(row.parties_text, expected=row.status.is_open),
            from_markdown(row.response),
            outside_status(row.status, row.due, self.store.clock.today()),
            _said(row.due, expected=row.status.is_open),
            row.identified_on,
            ", ".join(row.order_items),
            place_words(row.source),
        )

    def _table(
        self,
        title: str,
        columns: Sequence[SheetColumn],
        rows: _Rows,
        wanted: WorkFilter,
        shown: str,
        *,
        empty: str,
        description: str,
    ) -> TableDocument:
        group_id = wanted.group_id or (wanted.group_ids[0] if wanted.group_ids else None)
        with self.store.reading() as connection:
            imprint = read_imprint(connection)
            group = group_heading(connection, group_id)
        return TableDocument(
            group=group,
            title=title,
            day=self.store.clock.today(),
            columns=tuple(columns),
            rows=tuple(rows),
            made_at=imprint.made_at,
            notes=(_("Shown: {what}.").format(what=shown),) if shown else (),
            empty=empty,
            description=description,
            author=imprint.author,
        )


def _said(cell: Cell, *, expected: bool) -> Cell:
    """A cell that is missing where it holds nothing and something is still expected."""
    return cell or (None if expected else "")


def _order_item(order: OrderRow, item: OrderItemRow) -> tuple[Cell, ...]:
    return (
        item.display,
        from_markdown(item.text),
        ", ".join(item.files),
        ", ".join(item.consulted),
        order.due,
        _(item.readiness.value),
        order.docket,
        order.decided_on,
        order.also_filed_in,
        item.actions,
        item.data_needs,
        item.agreements,
    )
