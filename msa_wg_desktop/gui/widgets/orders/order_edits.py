"""Changes to orders, their items and deadlines as a page asks for them: each one step, said, and undone by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.orders import OrderItemRow, Readiness
from msa_wg_desktop.domain.parties import PersonRow
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.gui.models.order_items_table import ItemLine, behind, step
from msa_wg_desktop.gui.widgets.record_edits import RecordEdits
from msa_wg_desktop.services.typed import parties_of
from msa_wg_desktop.words import _

_SAYS = "readiness-by"


class OrderEdits(RecordEdits):
    """Edits of orders, their items and deadlines."""

    # ------------------------------------------------------------------ items

    def set_text(self, item: OrderItemRow, text: str) -> bool:
        orders = self._context.services.orders
        return self._try(lambda: orders.edit_item(item.id, {"text": text}, shown={"text": item.text}))

    def set_readiness(self, item: OrderItemRow, readiness: str, by: str) -> bool:
        """Readiness is the word of the person `by`; without one it is refused."""
        if readiness != Readiness.NOT_STARTED and not by.strip():
            self.refused.emit(_("Say who says so: how ready an item is, is the word of a person."))
            return False
        values = {"readiness": readiness, "readiness_by": by}
        shown = {"readiness": item.readiness.value}
        if not self._try(lambda: self._context.services.orders.edit_item(item.id, values, shown=shown)):
            return False
        self._context.here.put(_SAYS, by)
        return True

    def set_parties(self, item: OrderItemRow, field: str, text: str) -> bool:
        """Who must file an item (`files`), or be consulted (`consulted`); nobody: as the order says."""

        def change() -> None:
            book = self._context.services.parties.book()
            self._context.services.orders.edit_item(item.id, {field: parties_of(book, text, field=field)})

        return self._try(change)

    def move_item(self, lines: Sequence[ItemLine], item_id: str, place: int) -> bool:
        """Before what stands at a place of the table now."""
        item = self._context.services.orders.get_item(item_id)
        return self._put_behind(item, behind(lines, item, place))

    def step_item(self, lines: Sequence[ItemLine], item: OrderItemRow | None, by: int) -> bool:
        """The one at hand goes one up or down among its like."""
        after = step(lines, item, by) if item is not None else None
        return item is not None and after != item.id and self._put_behind(item, after)

    def _put_behind(self, item: OrderItemRow, after: str | None) -> bool:
        return self._try(lambda: self._context.services.orders.edit_item(item.id, {"after": after}))

    def says(self) -> str:
        """Who would be the one to say: whoever is at work here, else who said it last."""
        book, me = self._context.services.parties.book(), self._context.me.id
        known = [row for row in book.named(me) if isinstance(row, PersonRow)] if me else []
        return known[0].display if known else self._context.here.value(_SAYS, "")

    def delete_item(self, item: OrderItemRow) -> bool:
        words = _("Item ({number}) was deleted; what was linked to it stays.").format(number=item.number)
        return self._delete(lambda: self._context.services.orders.delete_item(item.id), words)

    def link(self, kind: str, subject_id: str, item_id: str) -> bool:
        return self._try(lambda: self._context.services.order_links.add(kind, subject_id, item_id))

    def unlink(self, link_id: str, text: str) -> bool:
        words = _("No longer linked: {text}").format(text=text)
        return self._delete(lambda: self._context.services.order_links.remove(link_id), words)

    def move_link(self, link_id: str, item_id: str) -> bool:
        return self._try(lambda: self._context.services.order_links.move(link_id, item_id))

    # ------------------------------------------------------------------ dates

    def move(self, order_id: str, plan: Plan, thing_id: str, day: date) -> bool:
        """Moves a day that was dragged or nudged; says the new one, and what is odd about it."""
        line = next(line for line in plan.lines if line.id == thing_id)
        if not self._try(lambda: self._context.services.plans.move(order_id, thing_id, day, shown=line.end)):
            return False
        odd = odd_due(day, meeting_day=None, today=plan.today, holidays=plan.holidays)
        words = _("{title}: now {day}.").format(title=line.title, day=format_date(day))
        self._context.say_done(" ".join(part for part in (words, odd) if part))
        return True

    def delete_deadline(self, deadline_id: str, title: str) -> bool:
        words = _("Deleted: {title}").format(title=title)
        return self._delete(lambda: self._context.services.deadlines.delete(deadline_id), words)

    def delete_step(self, step_id: str, title: str) -> bool:
        words = _("Deleted: {title}").format(title=title)
        return self._delete(lambda: self._context.services.plans.delete_step(step_id), words)

    def mark_met(self, deadline_id: str, title: str, *, met: bool) -> bool:
        """A deadline is met, or binds again."""
        words = _("Met: {title}") if met else _("Open again: {title}")
        change = {"status": "met" if met else "open"}
        return self._delete(
            lambda: self._context.services.deadlines.edit(deadline_id, change), words.format(title=title)
        )

    def set_step(self, step_id: str, title: str, field: str, *, yes: bool) -> bool:
        """A step has started (`started_on`) or is done (`done_on`), or no longer."""
        words = {
            ("started_on", True): _("Started: {title}"),
            ("started_on", False): _("Not started: {title}"),
            ("done_on", True): _("Done: {title}"),
            ("done_on", False): _("Not done: {title}"),
        }[field, yes]
        change = {field: self._context.clock.today() if yes else None}
        return self._delete(lambda: self._context.services.plans.edit_step(step_id, change), words.format(title=title))

    # ------------------------------------------------------------------ orders

    def delete_order(self, order_id: str, number: str, *, linked: int) -> bool:
        """Asks nothing: it can be undone. What was linked stays, and that is said."""
        words = _("Order {number} was deleted.").format(number=number)
        if linked:
            words = _("{deleted} What was linked to it stays.").format(deleted=words)
        return self._delete(lambda: self._context.services.orders.delete(order_id), words)

    def delete_decision(self, decision_id: str, words: str) -> bool:
        return self._delete(lambda: self._context.services.orders.delete_decision(decision_id), words)

    def delete_docket(self, docket_id: str, words: str) -> bool:
        return self._delete(lambda: self._context.services.orders.delete_docket(docket_id), words)

    def names(self) -> Sequence[str]:
        """Who can file, be consulted or say how ready something is."""
        return list(self._context.services.parties.book().in_use)

    def people(self) -> Sequence[str]:
        """Whose word readiness can be."""
        return [person.display for person in self._context.services.parties.people() if not person.retired]

    def _delete(self, change: Callable[[], object], words: str) -> bool:
        taken = self._try(change)
        if taken:
            self._context.say_done(words)
        return taken
