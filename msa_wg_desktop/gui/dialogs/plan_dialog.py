"""Plans back from a filing: its steps are entered as one set, and each shows at once when it must start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.notes import new_id
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.planning import require_lead_days, rule_in_words
from msa_wg_desktop.domain.plans import PlanKind, StepDraft, suggested_steps
from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import AppError, ValidationError
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.notify import Offer
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.models.steps_table import StepColumn, StepLine, counted, steps_table
from msa_wg_desktop.gui.widgets.more_mark import set_mark
from msa_wg_desktop.gui.widgets.name_field import NameField
from msa_wg_desktop.gui.widgets.orders.steps_view import StepsView
from msa_wg_desktop.gui.widgets.pick_popup import Pick
from msa_wg_desktop.gui.widgets.record_form import RecordForm
from msa_wg_desktop.services.typed import days_typed
from msa_wg_desktop.words import _


class PlanDialog(RecordForm):
    """Nothing is written until it is saved; then the whole set in one step."""

    titleLabel: QLabel
    ruleLabel: QLabel
    addButton: QPushButton
    upButton: QPushButton
    downButton: QPushButton
    removeButton: QPushButton
    setsButton: QPushButton
    keepButton: QPushButton
    stepsTable: StepsView
    countedLabel: QLabel

    def __init__(self, context: Context, *, order_id: str, step_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("dialogs/plan_dialog", context, parent)
        self._order_id = order_id
        self._drafts: list[StepDraft] = list(context.services.plans.drafts(order_id))
        self._begun = tuple(self._drafts)
        self._plan: Plan = context.services.plans.get(order_id)
        self.model = steps_table(self._settle, self)
        self.stepsTable.setModel(self.model)
        self.stepsTable.dress_steps(
            context.theme, befores=self._befores, abouts=self._abouts, parties=self._party_names
        )
        self._sets = QMenu(self)
        self._sets.aboutToShow.connect(self._offer_sets)
        self.setsButton.setMenu(self._sets)
        set_mark(self.setsButton)
        self.ruleLabel.setText(rule_in_words())
        self._connect()
        self._say_filing()
        self._replan()
        self._choose(step_id)

    def save(self) -> str:
        self.context.services.plans.set_steps(self._order_id, self._drafts)
        return self._order_id

    def reject(self) -> None:
        """Asks nothing: what was planned can still be saved for a while."""
        super().reject()
        if tuple(self._drafts) != self._begun:
            context, order_id, drafts = self.context, self._order_id, tuple(self._drafts)

            def save() -> None:
                with context.telling():
                    context.services.plans.set_steps(order_id, drafts)

            context.notifier.say(_("The plan was left as it was."), Offer(_("Save it after all"), save))

    def _connect(self) -> None:
        self.addButton.clicked.connect(self._add)
        self.removeButton.clicked.connect(self._remove)
        self.upButton.clicked.connect(lambda: self._shift(-1))
        self.downButton.clicked.connect(lambda: self._shift(1))
        self.keepButton.clicked.connect(self._ask_name)
        self.stepsTable.add_asked.connect(self._add)
        self.stepsTable.delete_asked.connect(self._remove)
        self.stepsTable.shift_asked.connect(self._shift)
        self.stepsTable.chosen.connect(self._say_counted)

    # ------------------------------------------------------------------ showing

    def _say_filing(self) -> None:
        filing = self._plan.filing
        assert filing is not None
        if filing.end is not None:
            words = _("{title}: {day}").format(title=filing.title, day=format_date(filing.end))
        else:
            words = _("{title}: no date yet. Enter it in the order, and the steps get theirs.").format(
                title=filing.title
            )
        self.titleLabel.setText(words)

    def _replan(self, key: str = "") -> None:
        """Works the plan out anew and shows it; what can't be is said, and the rest stays as it was typed."""
        self._plan = self.context.services.plans.try_steps(self._order_id, self._drafts)
        lines = {line.id: line for line in self._plan.lines}
        titles = {node.id: node.title for node in self._plan.nodes} | {one.key: one.title for one in self._drafts}
        book = self.context.services.parties.book()
        abouts = {pick.key: pick.words for pick in self._abouts(None)}
        rows = [
            StepLine(
                draft,
                titles.get(draft.before) or _("the filing"),
                book.display(draft.party) or draft.party,
                abouts.get(f"action:{draft.action_id}") or abouts.get(f"deadline:{draft.deadline_id}") or "",
                lines.get(draft.key),
            )
            for draft in self._drafts
        ]
        self.model.set_rows(rows)
        self.stepsTable.fit()
        for button in (self.upButton, self.downButton, self.removeButton, self.keepButton):
            button.setEnabled(bool(rows))
        if key:
            self._choose(key)
        self._say_counted()

    def _choose(self, key: str, column: int = StepColumn.TITLE) -> None:
        index = self.model.index_of(key, column)
        self.stepsTable.setCurrentIndex(index if index.isValid() else self.model.index(0, column))
        (self.stepsTable if self._drafts else self.addButton).setFocus()

    def _say_counted(self) -> None:
        """The arithmetic of the step at hand, written out."""
        row = self.model.row_at(self.stepsTable.currentIndex())
        if row is None:
            self.countedLabel.setText(
                _("No steps yet. Add one, or begin with a set: how long each takes is yours to say.")
            )
            return
        self.countedLabel.setText(counted(row.line).replace("\n", " · "))

    # ------------------------------------------------------------------ editing

    def _settle(self, row: StepLine, column: int, text: str) -> bool:
        try:
            drafts = self._changed(row.draft, StepColumn(column), text.strip())
            self.context.services.plans.try_steps(self._order_id, drafts)
        except AppError as problem:
            self.complain(problem.words)
            return False
        self.problemLabel.hide()
        self._drafts = drafts
        self._replan()
        return True

    def _changed(self, draft: StepDraft, column: StepColumn, text: str) -> list[StepDraft]:
        changes: dict[str, Any] = {}
        if column is StepColumn.TITLE:
            if not text:
                raise ValidationError(_("A step needs a title. Nothing was changed."), field="title")
            changes["title"] = text
        elif column is StepColumn.DAYS:
            changes["lead_days"] = require_lead_days(days_typed(text), field="lead_days")
        elif column is StepColumn.BEFORE:
            changes["before"] = text
        elif column is StepColumn.PARTY:
            changes["party"] = self.context.services.parties.find(text).id if text else ""
        elif column is StepColumn.ABOUT:
            kind, _colon, linked = text.partition(":")
            changes = {f"{name}_id": linked if name == kind else None for name in ("action", "deadline")}
        return [replace(one, **changes) if one.key == draft.key else one for one in self._drafts]

    def _at(self) -> int:
        return self.stepsTable.currentIndex().row()

    def _add(self) -> None:
        """Above the step at hand, and before it: one plans backwards."""
        at = max(0, self._at())
        before = self._drafts[at].key if self._drafts else ""
        draft = StepDraft(key=new_id(), title=_("New step"), before=before)
        self._drafts.insert(at, draft)
        self._replan(draft.key)
        self.stepsTable.edit(self.stepsTable.currentIndex())

    def _remove(self) -> None:
        at = self._at()
        if not 0 <= at < len(self._drafts):
            return
        gone = self._drafts.pop(at)
        self._drafts = [replace(one, before=gone.before) if one.before == gone.key else one for one in self._drafts]
        left = self._drafts[min(at, len(self._drafts) - 1)].key if self._drafts else ""
        self._replan(left)

    def _shift(self, way: int) -> None:
        at = self._at()
        if 0 <= at < len(self._drafts) and 0 <= at + way < len(self._drafts):
            self._drafts.insert(at + way, self._drafts.pop(at))
            self._replan(self._drafts[at + way].key)

    def _befores(self, index: Index) -> Sequence[Pick]:
        """What a step can come before: the filing, a deadline, another step."""
        row = self.model.row_at(index)
        own = row.draft.key if row is not None else ""
        deadlines = [node for node in self._plan.nodes if node.kind is PlanKind.DEADLINE]
        return [
            Pick("", _("the filing")),
            *(Pick(one.key, one.title) for one in self._drafts if one.key != own),
            *(Pick(node.id, node.title) for node in deadlines),
        ]

    def _abouts(self, _index: Index | None) -> Sequence[Pick]:
        """What a step can be about: an action that is linked to the order, or one of its deadlines."""
        services = self.context.services
        actions = services.actions.list(WorkFilter(order_id=self._order_id))
        deadlines = services.deadlines.list(order_id=self._order_id)
        return [
            Pick("", ""),
            *(Pick(f"action:{action.id}", action.what) for action in actions),
            *(Pick(f"deadline:{row.id}", row.title) for row in deadlines if not row.is_ordered),
        ]

    def _party_names(self) -> Sequence[str]:
        return list(self.context.services.parties.book().in_use)

    # ------------------------------------------------------------------ sets that are kept

    def _offer_sets(self) -> None:
        self._sets.clear()
        suggestion = self._sets.addAction(_("Suggestion: inspector's review, consultation, legal review"))
        suggestion.triggered.connect(
            lambda: self._begin_with(
                suggested_steps(_("State Building Inspector review"), _("Consultation"), _("Legal review"))
            )
        )
        for kept in self.context.services.plans.templates(self._groups()):
            entry = self._sets.addAction(as_label(kept.name))
            entry.triggered.connect(lambda _checked=False, steps=kept.steps: self._begin_with(steps))
        forget = self._sets.addMenu(_("Forget"))
        for kept in self.context.services.plans.templates(self._groups()):
            entry = forget.addAction(as_label(kept.name))
            entry.triggered.connect(lambda _checked=False, kept_id=kept.id: self._forget(kept_id))
        forget.setEnabled(bool(forget.actions()))

    def _groups(self) -> tuple[str, ...]:
        return self.context.services.groups.family(self.context.scope.group_id)

    def _begin_with(self, steps: Sequence[StepDraft]) -> None:
        """Adds the steps of a set to those that are there."""
        keys = {step.key: new_id() for step in steps}
        added = [replace(step, key=keys[step.key], before=keys.get(step.before, "")) for step in steps]
        self._drafts += added
        self._replan(added[0].key if added else "")

    def _ask_name(self) -> None:
        NameField.open_below(self.keepButton, "", self._keep)

    def _keep(self, name: str) -> None:
        with self.trying():
            self.context.services.plans.keep_template(self.context.scope.group_id, name, self._drafts)
            self.say(_("“{name}” is kept in Sets of steps, for other orders too.").format(name=name))

    def _forget(self, template_id: str) -> None:
        with self.trying():
            self.context.services.plans.delete_template(template_id)
