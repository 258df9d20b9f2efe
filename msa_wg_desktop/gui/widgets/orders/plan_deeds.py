"""What is done with the lines of a plan where they are drawn: moved, started, met, deleted, or why not."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.plans import PlanKind
from msa_wg_desktop.gui.core.commands import Commands, KeyGroup, KeyRow
from msa_wg_desktop.gui.widgets.orders.order_edits import OrderEdits
from msa_wg_desktop.gui.widgets.orders.timeline_card import TimelineCard
from msa_wg_desktop.words import _


class PlanDeeds(QObject):
    """Answers what the time line asks for; `show` gives it a plan."""

    def __init__(self, card: TimelineCard, edits: OrderEdits, parent: QObject) -> None:
        super().__init__(parent)
        self._card, self._view, self._edits = card, card.view, edits
        self._plan: Plan | None = None
        self._order_id = ""
        self._view.trying.connect(self._try_day)
        self._view.dropped.connect(self._drop)
        self._view.left_alone.connect(self._show_again)
        self._view.move_refused.connect(self._say_why_not)
        self._view.delete_asked.connect(self.delete)

    def show(self, plan: Plan, order_id: str) -> None:
        """Shows the plan of an order; without one, deadlines alone."""
        other = order_id != self._order_id
        self._plan, self._order_id = plan, order_id
        self._show_again()
        if other:
            self._view.fit()
        filing = plan.filing
        hint = ""
        if filing is not None and filing.end is None:
            hint = _("The order has no filing date yet. Enter it in the order, and the steps before it get theirs.")
        elif filing is not None and not any(line.node.kind is PlanKind.STEP for line in plan.lines):
            hint = _("Nothing is planned before the filing yet. Plan back from it: what must start by when shows here.")
        self._card.say(hint)

    def mark_done(self) -> None:
        """What is met or done already is open again."""
        line = self._view.line
        if line is None:
            return
        if line.node.kind is PlanKind.STEP:
            self._edits.set_step(line.id, line.title, "done_on", yes=not line.node.done)
        elif line.id != self._order_id:
            self._edits.mark_met(line.id, line.title, met=not line.node.done)

    def mark_started(self) -> None:
        """A step has started, or not after all."""
        line = self._view.line
        if line is not None and line.node.kind is PlanKind.STEP:
            self._edits.set_step(line.id, line.title, "started_on", yes=not line.node.started)

    def delete(self) -> None:
        """Asks nothing: it can be undone."""
        line = self._view.line
        if line is None:
            return
        if line.node.kind is PlanKind.STEP:
            self._edits.delete_step(line.id, line.title)
        elif line.id == self._order_id:
            words = _("The filing is what the order is about. Delete the order, or change its date.")
            self._edits.refused.emit(words)
        else:
            self._edits.delete_deadline(line.id, line.title)

    def _show_again(self) -> None:
        if self._plan is not None:
            lines = self._plan.lines
            movable = [line.id for line in lines if line.node.kind is PlanKind.DEADLINE and not line.node.ordered]
            self._view.show_plan(self._plan, movable)

    def _try_day(self, line_id: str, day: date) -> None:
        """While a day is dragged, all that is planned from it is shown where it would be."""
        if self._plan is not None:
            self._view.show_plan(self._plan.with_days({line_id: day}), [line_id])

    def _drop(self, line_id: str, day: date) -> None:
        if self._plan is not None and not self._edits.move(self._order_id, self._plan, line_id, day):
            self._show_again()

    def _say_why_not(self, line_id: str) -> None:
        line = next((line for line in self._view.table.rows if line.id == line_id), None)
        if line is None:
            return
        if line.node.kind is PlanKind.STEP:
            words = _("The days of “{what}” are worked out: change its lead time, or what it comes before.")
            self._edits.refused.emit(words.format(what=line.title))
        else:
            words = _("A commission ordered {what}: only a ruling moves it. Press Enter to enter an extension.")
            day = format_date(line.end) if line.end else _("this day")
            self._edits.refused.emit(words.format(what=day))


def describe_plan_keys(commands: Commands) -> None:
    """The keys that are no commands."""
    line = (
        KeyRow(_("From line to line"), "↑, ↓"),
        KeyRow(_("Through time"), "←, →, Shift+wheel"),
        KeyRow(_("Wider and narrower days, all of it"), "+, -, 0, Ctrl+wheel"),
        KeyRow(_("Change the step or deadline"), "Enter"),
        KeyRow(_("Move a deadline by a business day"), "Shift+←, Shift+→"),
        KeyRow(_("Delete it"), "Delete"),
    )
    steps = (
        KeyRow(_("Add a step, take it away"), "Insert, Delete"),
        KeyRow(_("Move it up or down"), "Alt+↑, Alt+↓"),
        KeyRow(_("Edit the cell"), "Enter, F2"),
    )
    items = (
        KeyRow(_("Edit the cell"), "Enter, F2"),
        KeyRow(_("Put the item before or behind its neighbour"), "Alt+Shift+↑, Alt+Shift+↓"),
        KeyRow(_("Delete it"), "Delete"),
    )
    commands.describe_keys(KeyGroup(_("Items of an order"), items))
    commands.describe_keys(KeyGroup(_("Time line of a plan"), line))
    commands.describe_keys(KeyGroup(_("Steps of a plan"), steps))
