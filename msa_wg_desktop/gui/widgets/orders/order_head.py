"""The head of the page of orders: which order, of which decision, due when, and how much time that leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.orders import OrderRow
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.plans import PlanStatus
from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.models.order_words import decision_words, order_title
from msa_wg_desktop.gui.models.plan_words import left_words
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.words import _, ngettext

_LINES = 2
"""The room between lines."""


class OrderHead(QWidget):
    """The name of the order is a button: it lists the other orders."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.orderButton = QPushButton()
        self.orderButton.setProperty("role", "heading-menu")
        self._menu = QMenu(self.orderButton)
        self.orderButton.setMenu(self._menu)
        self.decisionLabel, self.dueLabel, self.leftLabel, self.alsoLabel = (
            _label("secondary"), _label("secondary"), _label("secondary"), _label("secondary"),
        )  # fmt: skip
        self.partiesLabel = _label("secondary")
        first, second = FlowRow(between=_LINES), FlowRow(between=_LINES)
        for part in (self.orderButton, self.decisionLabel):
            first.flow.addWidget(part)
        self._facts = [(part, _Dotted(part)) for part in self._parts()]
        for _part, dotted in self._facts:
            second.flow.addWidget(dotted)
        self._rows = (first, second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LINES)
        for row in self._rows:
            column.addWidget(row)

    def _parts(self) -> tuple[QLabel, ...]:
        return self.dueLabel, self.leftLabel, self.alsoLabel, self.partiesLabel

    def offer(self, orders: Sequence[OrderRow], current: str, others: Sequence[QAction]) -> None:
        """The orders to choose from, and below them what else can be done."""
        self._menu.clear()
        for order in orders:
            entry = self._menu.addAction(as_label(f"{order_title(order)} · {decision_words(order)}"))
            entry.setCheckable(True)
            entry.setChecked(order.id == current)
            entry.triggered.connect(lambda _checked=False, order_id=order.id: self.chosen.emit(order_id))
        self._menu.addSeparator()
        self._menu.addActions(list(others))

    def show_order(self, order: OrderRow, plan: Plan, agency: str) -> None:
        """Says all of it; what the filing lacks or what threatens it in red and in words."""
        self.orderButton.setText(order_title(order))
        self.decisionLabel.setText(" ".join(part for part in (agency, decision_words(order)) if part))
        self.decisionLabel.setMinimumHeight(self.orderButton.sizeHint().height())
        filing = plan.filing
        day = filing.end if filing is not None else None
        self.dueLabel.setText(_("Filing due {day}").format(day=format_date(day)) if day else _("No filing date yet"))
        self._say_left(plan)
        also = order.also_filed_in
        self.alsoLabel.setText(_("also a compliance filing in Docket {number}").format(number=also) if also else "")
        self.partiesLabel.setText(_parties(order))
        self._dot_between()
        for row in self._rows:
            row.fit_lines()

    def _dot_between(self) -> None:
        """Dots stand at the end of what something follows: there they are right in any number of lines."""
        shown = [dotted for part, dotted in self._facts if part.text()]
        for part, dotted in self._facts:
            dotted.setVisible(bool(part.text()))
            dotted.dot.setVisible(dotted is not shown[-1])

    def _say_left(self, plan: Plan) -> None:
        filing, threatened = plan.filing, len(plan.threatened)
        words: list[str] = []
        warns = threatened > 0
        if filing is not None and filing.status is PlanStatus.DONE:
            words, warns = [_("filed")], False
        elif filing is not None and filing.end is not None:
            words.append(left_words(filing.end, filing.business_days, today=plan.today))
            warns = warns or filing.status in (PlanStatus.LATE, PlanStatus.DUE_SOON)
        if threatened:
            late = ngettext("{count} thing late or at risk", "{count} things late or at risk", threatened)
            words.append(late.format(count=threatened))
        self.leftLabel.setText(" · ".join(words))
        role = "warning" if warns else "heading"
        if self.leftLabel.property("role") != role:
            self.leftLabel.setProperty("role", role)
            self.leftLabel.style().unpolish(self.leftLabel)
            self.leftLabel.style().polish(self.leftLabel)


class _Dotted(QWidget):
    """Words with a dot behind them that is no part of them: it never warns."""

    def __init__(self, words: QLabel) -> None:
        super().__init__()
        self.dot = _label("secondary")
        self.dot.setText("·")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(words)
        row.addWidget(self.dot)


def _parties(order: OrderRow) -> str:
    rows = ((_("{who} must file"), order.files), (_("consulted: {who}"), order.consulted))
    return " · ".join(words.format(who=", ".join(who)) for words, who in rows if who)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
