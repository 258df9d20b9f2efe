"""Orders and deadlines: what must be filed, how ready it is, and whether what stands before the filing can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.domain.orders import OrderItemRow, OrderRow, Readiness
from msa_wg_desktop.domain.plans import PlanKind
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.gui.core import forms
from msa_wg_desktop.gui.core.commands import Command, Keys, Menu, keys
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.navigation import Place
from msa_wg_desktop.gui.core.page import Page
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.dialogs.deadline_dialog import DeadlineDialog
from msa_wg_desktop.gui.dialogs.order_dialog import OrderDialog
from msa_wg_desktop.gui.dialogs.order_item_dialog import OrderItemDialog
from msa_wg_desktop.gui.dialogs.plan_dialog import PlanDialog
from msa_wg_desktop.gui.models.order_items_table import ItemColumn, ItemLine, item_lines, items_columns, items_table
from msa_wg_desktop.gui.models.order_words import decision_words, filers_words, order_title
from msa_wg_desktop.gui.widgets.empty_state import EmptyState
from msa_wg_desktop.gui.widgets.export_button import Build, ExportButton
from msa_wg_desktop.gui.widgets.orders.items_view import ItemsView
from msa_wg_desktop.gui.widgets.orders.linked_deeds import LinkedDeeds
from msa_wg_desktop.gui.widgets.orders.order_edits import OrderEdits
from msa_wg_desktop.gui.widgets.orders.order_head import OrderHead
from msa_wg_desktop.gui.widgets.orders.order_item_panel import OrderItemPanel, ShownItem
from msa_wg_desktop.gui.widgets.orders.orders_desk import ENTITIES, LAST_ORDER, Loaded, load, said_alone, with_texts
from msa_wg_desktop.gui.widgets.orders.plan_deeds import PlanDeeds, describe_plan_keys
from msa_wg_desktop.gui.widgets.orders.timeline_card import TimelineCard
from msa_wg_desktop.gui.widgets.panel_splitter import PanelSplitter
from msa_wg_desktop.gui.widgets.pick_popup import Pick, PickPopup
from msa_wg_desktop.words import _

_BESIDE = 60
"""Letters; where the page is narrower, its buttons stand below its head."""


class OrdersPage(Page):
    """Above the plan, below it the items; what is linked to an item stands beside them when it is asked for."""

    pageStack: QStackedWidget
    inside: QWidget
    headLayout: QBoxLayout
    orderHead: OrderHead
    buttonsLayout: QHBoxLayout
    exportButton: ExportButton
    deadlineButton: QPushButton
    planButton: QPushButton
    problemLabel: QLabel
    timelineCard: TimelineCard
    bodySplitter: PanelSplitter
    itemsStack: QStackedWidget
    itemsTable: ItemsView
    noItems: EmptyState
    itemPanel: OrderItemPanel
    emptyState: EmptyState

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        forms.load("pages/orders_page", self)
        self._loaded: Loaded | None = None
        self._wanted: Place | None = None
        self.edits = OrderEdits(context, self)
        self.links = LinkedDeeds(context, self.itemPanel, self.edits, self)
        self.planned = PlanDeeds(self.timelineCard, self.edits, self)
        self.model = items_table(self._settle, lambda *to: self.edits.move_item(self.model.rows, *to), self)
        self._dress()
        self._connect()
        self._add_commands()
        self._live: LiveQuery[Loaded] = LiveQuery(
            self,
            context.bus,
            entities=ENTITIES,
            load=lambda: load(context, self._wanted),
            show=self._show,
            patch=self._patch,
        )
        context.scope.changed.connect(self._live.invalidate)

    def _dress(self) -> None:
        context = self.context
        self.timelineCard.dress(context.theme)
        self.timeline = self.timelineCard.view
        self.itemsTable.setModel(self.model)
        self.itemsTable.dress_items(context.theme)
        self.itemPanel.dress(context, self.edits)
        self.itemPanel.hide()
        self.bodySplitter.dress(context.theme, context.settings, "orders-panel")
        self.problemLabel.hide()
        self.exportButton.dress(self, _("Order items"), self._listed)

    def _connect(self) -> None:
        self.orderHead.chosen.connect(self._choose_order)
        self.deadlineButton.clicked.connect(self._add_deadline)
        self.planButton.clicked.connect(self._plan_back)
        self.emptyState.asked.connect(self._add_order)
        self.noItems.asked.connect(self._add_item)
        self.edits.refused.connect(self._refuse)
        self.edits.taken.connect(self.problemLabel.hide)
        self.timeline.opened.connect(self._edit_line)
        self.timeline.chosen.connect(self._allow)
        self.itemsTable.opened.connect(self._open_panel)
        self.itemsTable.delete_asked.connect(self._delete_item)
        self.itemsTable.chosen.connect(self._show_item)
        self.itemsTable.step_asked.connect(lambda by: self.edits.step_item(self.model.rows, self.item, by))
        self.itemPanel.closed.connect(self._close_panel)
        self.itemPanel.part_asked.connect(self._add_part)
        self.itemPanel.edit_asked.connect(self._edit_item)

    # ------------------------------------------------------------------ the page

    def place(self) -> Place | None:
        if self.order is None:
            return None
        line, item = self.timeline.line, self.item
        spot = line.id if self.timeline.hasFocus() and line is not None else item.id if item is not None else ""
        return Place("orders", self.order.id, spot)

    def restore(self, place: Place) -> None:
        self._wanted = place
        self._live.refresh()

    def activate(self) -> None:
        if self._live.stale:
            self._live.refresh()
        if self.order is None and self.pageStack.currentWidget() is self.emptyState:
            self.emptyState.setFocus()
        elif self.timeline.currentIndex().isValid() and not self.itemsTable.currentIndex().isValid():
            self.timeline.setFocus()
        else:
            (self.itemsTable if self.model.rows else self.timeline).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go below the head where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE * self.context.theme.text_size(Text.BODY)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self.headLayout.setDirection(direction)
        bottom, left = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
        self.headLayout.setAlignment(self.buttonsLayout, bottom if beside else left)

    def flush(self) -> None:
        self.itemPanel.flush()

    def _listed(self) -> Build:
        """The items of the order that is shown, as a list for others."""
        wanted = WorkFilter(order_id=self.order.id if self.order is not None else None)
        return partial(self.context.services.table_exports.orders, wanted)

    @property
    def order(self) -> OrderRow | None:
        """The order that is shown."""
        return self._loaded.order if self._loaded is not None else None

    @property
    def item(self) -> OrderItemRow | None:
        """The item that commands are about."""
        line = self.model.row_at(self.itemsTable.currentIndex())
        return line.item if line is not None else None

    # ------------------------------------------------------------------ showing

    def _show(self, loaded: Loaded) -> None:
        before, self._loaded = self.order, loaded
        order = loaded.order
        self.pageStack.setCurrentWidget(self.inside if order or loaded.plan.lines else self.emptyState)
        self._say_what_belongs_here()
        self.planned.show(loaded.plan, order.id if order else "")
        self.planButton.setEnabled(order is not None)
        if order is not None:
            self.context.here.put(LAST_ORDER, order.id)
            self.orderHead.show_order(order, loaded.plan, loaded.docket.agency if loaded.docket else "")
            if not before or before.id != order.id or before.files != order.files:
                self.model.set_columns(items_columns(filers_words(order.files)))
            self.model.set_rows(item_lines(order.items))
            self.itemsTable.fit()
        self.itemsStack.setVisible(order is not None)
        self.itemsStack.setCurrentWidget(self.itemsTable if self.model.rows else self.noItems)
        self.orderHead.offer(loaded.orders, order.id if order else "", self._of_order)
        self.orderHead.setVisible(order is not None)
        self._go_to_wanted()
        self._show_item()
        self._allow()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Items that say something else, and what is linked to the one at hand."""
        texts, loaded = said_alone(sets), self._loaded
        if texts is None or loaded is None or loaded.order is None or self._wanted is not None:
            return False
        if texts:
            orders = tuple(with_texts(order, texts) for order in loaded.orders)
            order = next(one for one in orders if one.id == loaded.order.id)
            self._loaded = replace(loaded, orders=orders, order=order)
            self.model.set_rows(item_lines(order.items))
        self._show_item()
        return True

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        nothing = self._loaded.nothing if self._loaded is not None else ""
        self.problemLabel.setText(nothing)
        self.problemLabel.setVisible(bool(nothing))
        for spot in (wanted.spot, wanted.item):
            index = self.model.index_of(spot, ItemColumn.TEXT)
            if index.isValid():
                self.timeline.setCurrentIndex(self.timeline.table.index(-1, 0))
                self.itemsTable.setCurrentIndex(index)
                self.itemPanel.show()
                return
            if self.timeline.select(spot):
                self.itemsTable.setCurrentIndex(self.model.index(-1, 0))
                return

    def _show_item(self) -> None:
        """What is linked to the item at hand, where the panel is open."""
        item = self.item
        if item is None:
            self.itemPanel.hide()
        if self.itemPanel.isHidden() or item is None:
            return
        self.itemPanel.offer(self.edits.names())
        self.itemPanel.offer_people(self.edits.people())
        linked = self.context.services.order_links.list(item.order_id, item_id=item.id)
        self.itemPanel.show_one(ShownItem(item, linked))

    def _say_what_belongs_here(self) -> None:
        self.emptyState.say(
            _("No orders yet"),
            _("What a commission ordered to be filed, by when and after consulting whom; and what stands before it."),
            _("Add an order"),
        )
        self.noItems.say(
            _("No items yet"), _("The numbered things that this order asks to be filed."), _("Add an item")
        )

    # ------------------------------------------------------------------ items

    def _settle(self, line: ItemLine, column: int, text: str) -> bool:
        if column == ItemColumn.TEXT:
            return self.edits.set_text(line.item, text)
        says = self.edits.says()
        if says or text == Readiness.NOT_STARTED:
            return self.edits.set_readiness(line.item, text, says)
        self._open_panel()
        self.itemPanel.ask_who(text)
        return False

    def _open_panel(self) -> None:
        """Of the item at hand, or the first."""
        if self.item is None:
            self.itemsTable.setCurrentIndex(self.model.index(0, ItemColumn.TEXT))
        if self.item is not None:
            self.itemPanel.show()
            self._show_item()
            self.itemsTable.fit()
            (self.itemPanel.linkedList if self.itemPanel.linked.rows else self.itemPanel.readinessBox).setFocus()

    def _close_panel(self) -> None:
        self.itemPanel.flush()
        self.itemPanel.hide()
        self.itemsTable.fit()
        self.itemsTable.setFocus()

    def _move_link(self) -> None:
        if self.order is not None and self.itemPanel.isVisible():
            self.links.ask_move(self.order.items)

    def _add_item(self) -> None:
        if self.order is not None:
            self._open(OrderItemDialog(self.context, order_id=self.order.id, parent=self), self._select_item)

    def _add_part(self) -> None:
        item = self.item
        if item is not None:
            dialog = OrderItemDialog(
                self.context, order_id=item.order_id, parent_id=item.parent_id or item.id, parent=self
            )
            self._open(dialog, self._select_item)

    def _edit_item(self) -> None:
        item = self.item
        if item is not None:
            dialog = OrderItemDialog(self.context, order_id=item.order_id, item_id=item.id, parent=self)
            self._open(dialog, self._select_item)

    def _select_item(self, item_id: str) -> None:
        self._live.refresh()
        self.itemsTable.setCurrentIndex(self.model.index_of(item_id, ItemColumn.TEXT))

    def _delete_item(self) -> None:
        if self.item is not None:
            self.edits.delete_item(self.item)

    # ------------------------------------------------------------------ the plan

    def _add_deadline(self) -> None:
        new_deadline(self.context, self, self.order.id if self.order else "", self._select_line)

    def _plan_back(self) -> None:
        if self.order is not None:
            self._open(PlanDialog(self.context, order_id=self.order.id, parent=self), lambda _id: None)

    def _edit_line(self) -> None:
        """A step in the plan that it is part of, a deadline by itself; the filing of an order without one, there."""
        line, order = self.timeline.line, self.order
        if line is None:
            return
        if line.node.kind is PlanKind.STEP and order is not None:
            dialog = PlanDialog(self.context, order_id=order.id, step_id=line.id, parent=self)
            self._open(dialog, lambda _id: self._select_line(line.id))
        elif order is not None and line.id == order.id:
            self._change_order()
        else:
            self._open(DeadlineDialog(self.context, deadline_id=line.id, parent=self), self._select_line)

    def _select_line(self, line_id: str) -> None:
        self._live.refresh()
        if self.timeline.select(line_id):
            self.timeline.setFocus()

    # ------------------------------------------------------------------ orders

    def _choose_order(self, order_id: str) -> None:
        self.restore(Place("orders", order_id))

    def _pick_order(self) -> None:
        orders = self._loaded.orders if self._loaded else ()
        picks = [Pick(order.id, f"{order_title(order)} · {decision_words(order)}") for order in orders]
        PickPopup.open_below(self.orderHead, _("Order"), picks, self._choose_order)

    def _find(self) -> None:
        """Any item, step or deadline of the order, by a part of its words."""
        picks = [Pick(line.item.id, f"({line.item.number}) {line.item.said}") for line in self.model.rows]
        picks += [Pick(line.id, line.title) for line in self.timeline.table.rows]
        order_id = self.order.id if self.order else ""

        def go(key: str) -> None:
            self.restore(Place("orders", order_id, key))
            self.activate()

        PickPopup.open_below(self.orderHead, _("Find"), picks, go)

    def _add_order(self) -> None:
        self._open(OrderDialog(self.context, parent=self), self._choose_order)

    def _change_order(self) -> None:
        if self.order is not None:
            self._open(OrderDialog(self.context, order_id=self.order.id, parent=self), self._choose_order)

    def _delete_order(self) -> None:
        if self.order is not None:
            linked = self.context.services.order_links.list(self.order.id)
            self.edits.delete_order(self.order.id, self.order.number, linked=len(linked))

    def _delete_decision(self) -> None:
        if self.order is not None:
            words = _("{decision} was deleted with its orders; what was linked to them stays.")
            self.edits.delete_decision(self.order.decision_id, words.format(decision=decision_words(self.order)))

    def _delete_docket(self) -> None:
        docket = self._loaded.docket if self._loaded else None
        if docket is not None:
            words = _("Docket {number} was deleted with its orders; what was linked to them stays.")
            self.edits.delete_docket(docket.id, words.format(number=docket.number))

    # ------------------------------------------------------------------ commands

    def _refuse(self, words: str) -> None:
        where = (
            self.itemPanel if self.itemPanel.isVisible() and self.itemPanel.isAncestorOf(self.focusWidget()) else None
        )
        if where is not None:
            where.complain(words)
            return
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def _open(self, dialog: QDialog, saved: Callable[[str], object]) -> None:
        dialog.saved.connect(saved)  # type: ignore[attr-defined]
        dialog.open()

    def _allow(self) -> None:
        """What can't be done to what is at hand is greyed."""
        line = self.timeline.line
        step = line is not None and line.node.kind is PlanKind.STEP
        self._met.setEnabled(line is not None and (self.order is None or line.id != self.order.id))
        self._started.setEnabled(step)

    def _add_commands(self) -> None:
        def add(
            command_id: str, words: str, run: Callable[[], object], section: int, own: Keys | None = None
        ) -> QAction:
            return self.add_command(Command(f"orders.{command_id}", words, run, Menu.ORDER, section, own or Keys()))

        plan = add("plan", _("&Plan back from the filing…"), self._plan_back, 60, keys("Ctrl+Shift+P"))
        edit = add("edit", _("Change the step or &deadline…"), self._edit_line, 60)
        self._met = add(
            "met", _("Mark as &met or done, or open again"), self.planned.mark_done, 60, keys("Ctrl+Shift+D")
        )
        self._started = add(
            "started", _("Mark the step as &started, or not"), self.planned.mark_started, 60, keys("Ctrl+Shift+S")
        )
        delete = add("delete", _("De&lete the step or deadline"), self.planned.delete, 60)
        self.timeline.addActions([edit, self._met, self._started, delete, plan])
        item = add("item", _("Add an order &item…"), self._add_item, 70, keys("Ctrl+Shift+I"))
        part = add("part", _("Add a pa&rt of the item…"), self._add_part, 70, keys("Ctrl+Shift+R"))
        change_item = add("change-item", _("Change the &order item…"), self._edit_item, 70, keys("Ctrl+Shift+E"))
        linked = add("linked", _("Show what is lin&ked"), self._open_panel, 70, keys("Ctrl+L"))
        move = add("move-link", _("Lin&k what is chosen to another item…"), self._move_link, 70, keys("Ctrl+Shift+M"))
        delete_item = add("delete-item", _("Delete the order item"), self._delete_item, 70)
        self.itemPanel.linkedList.addAction(move)
        self.itemsTable.addActions([linked, change_item, part, item, delete_item])
        self._of_order = [
            add("new", _("Add an order…"), self._add_order, 80, keys("Ctrl+Shift+O")),
            add("change", _("&Change the order…"), self._change_order, 80, keys("Ctrl+Shift+C")),
            add("delete-order", _("Delete the order"), self._delete_order, 80),
            add("delete-decision", _("Delete the decision with its orders"), self._delete_decision, 80),
            add("delete-docket", _("Delete the docket with its orders"), self._delete_docket, 80),
        ]
        add("choose", _("&Go to another order"), self._pick_order, 90, keys("Ctrl+Shift+G"))
        add("find", _("&Find an item or a deadline"), self._find, 90, keys("Ctrl+F"))
        describe_plan_keys(self.context.commands)


def new_deadline(
    context: Context, parent: QWidget, order_id: str = "", saved: Callable[[str], object] | None = None
) -> None:
    """Asks for a new deadline, of the order that was shown last, and goes to it."""
    order_id = order_id or context.here.value(LAST_ORDER, "")
    dialog = DeadlineDialog(context, order_id=order_id, parent=parent)
    dialog.saved.connect(saved or (lambda deadline_id: context.navigator.go(Place("orders", order_id, deadline_id))))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
