"""An order with what it stands in: its docket, its decision, its filing date, who files and who is consulted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.orders import DecisionRow, DocketRow, OrderRow
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.day_field import DayField
from msa_wg_desktop.gui.widgets.orders.moves_preview import MovesPreview
from msa_wg_desktop.gui.widgets.parties_edit import PartiesField
from msa_wg_desktop.gui.widgets.record_form import RecordForm
from msa_wg_desktop.services.typed import day_of, parties_of
from msa_wg_desktop.words import _

_LINES = 5  # Of what an order says first and last; the rest scrolls.


class OrderDialog(RecordForm):
    """Makes or changes one order. A docket or a decision that isn't in the record yet is made with it, in one step."""

    docketBox: QComboBox
    agencyEdit: QLineEdit
    docketTitleEdit: QLineEdit
    decisionBox: QComboBox
    decisionHint: QLabel
    numberEdit: QLineEdit
    dueEdit: QLineEdit
    dueHint: QLabel
    alsoBox: QComboBox
    filesEdit: PartiesField
    consultedEdit: PartiesField
    introEdit: QPlainTextEdit
    closingEdit: QPlainTextEdit
    movesPreview: MovesPreview

    def __init__(self, context: Context, *, order_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("dialogs/order_dialog", context, parent)
        services = context.services
        self._order: OrderRow | None = services.orders.get(order_id) if order_id else None
        self._dockets, self._decisions = services.orders.dockets(), services.orders.decisions()
        today = context.clock.today()
        self._due = DayField(self.dueEdit, self.dueHint, today=today, about=self._about, none=_("no date yet"))
        names = services.parties.book().in_use
        for edit in (self.filesEdit, self.consultedEdit):
            edit.offer_names(names)
        dockets = [docket.number for docket in self._dockets]
        self.docketBox.addItems(dockets)
        # In none at first: nobody has said that a new order is filed in another docket, too.
        self.alsoBox.addItems(["", *dockets])
        self.setWindowTitle(_("Change the order") if self._order else _("Add an order"))
        self.movesPreview.dress(context.theme)
        for edit in (self.introEdit, self.closingEdit):
            edit.setFixedHeight(_LINES * edit.fontMetrics().lineSpacing())
        self._fill()
        self.dueEdit.textChanged.connect(self._show_moves)
        self.docketBox.currentTextChanged.connect(self._show_docket)
        self.decisionBox.currentTextChanged.connect(self._say_decision)
        self._say_decision()

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "number": self.numberEdit,
            "docket": self.docketBox,
            "due": self.dueEdit,
            "decision": self.decisionBox,
            "files": self.filesEdit,
            "consulted": self.consultedEdit,
        }

    def save(self) -> str:
        services, order = self.context.services, self._order
        values = self._values()
        with services.store.operation(self.windowTitle()):
            decision_id = self._save_decision(self._save_docket())
            also = self.alsoBox.currentText().strip()
            if also and self._docket(also) is None:
                services.orders.add_docket(also)
            values["also_filed_in"] = also
            if order is None:
                number = values.pop("number")
                return services.orders.add(decision_id, number, **values)
            shown = {name: getattr(order, name) for name in ("number", "due", "intro", "closing")}
            if values["due"] is not None and values["due"] != order.due and self._filing_id:
                services.plans.move(order.id, self._filing_id, values.pop("due"), shown=order.due)
            services.orders.edit(order.id, {**values, "decision_id": decision_id}, shown=shown)
            return order.id

    @property
    def _filing_id(self) -> str:
        """What carries the filing's date in the plan: the order itself, or its deadline."""
        filing = self.context.services.plans.get(self._order.id).filing if self._order else None
        return filing.id if filing is not None else ""

    def _show_moves(self) -> None:
        """What was planned from the filing is shown before it moves."""
        try:
            day = self._due.day()
        except ValidationError:
            return
        order, moves, named = self._order, (), ()
        if order is not None and day is not None and day != order.due:
            named = self.context.services.finals.naming(order.due)
            filing_id = self._filing_id
            found = self.context.services.plans.preview(order.id, filing_id, day)
            moves = tuple(move for move in found if move.id != filing_id)
        self.movesPreview.show_moves(moves, named)
        self.make_room()

    def _values(self) -> dict[str, Any]:
        book = self.context.services.parties.book()
        return {
            "number": self.numberEdit.text().strip(),
            "due": self._due.day(),
            "intro": self.introEdit.toPlainText().strip(),
            "closing": self.closingEdit.toPlainText().strip(),
            "files": parties_of(book, self.filesEdit.text(), field="files"),
            "consulted": parties_of(book, self.consultedEdit.text(), field="consulted"),
        }

    def _save_docket(self) -> DocketRow:
        orders, number = self.context.services.orders, self.docketBox.currentText().strip()
        values = {"agency": self.agencyEdit.text().strip(), "title": self.docketTitleEdit.text().strip()}
        known = self._docket(number)
        if known is None:
            return orders.get_docket(orders.add_docket(number, **values))
        changed = {name: value for name, value in values.items() if value != getattr(known, name)}
        if changed:
            orders.edit_docket(known.id, changed, shown={name: getattr(known, name) for name in changed})
        return known

    def _save_decision(self, docket: DocketRow) -> str:
        """The decision of that day in the docket; the one that the order is in gets the day where none has it."""
        orders, day = self.context.services.orders, self._decision_day()
        of_docket = [row for row in self._decisions if row.docket_id == docket.id]
        same = next((row for row in of_docket if row.decided_on == day), None)
        if same is not None:
            return same.id
        own = next((row for row in of_docket if self._order and row.id == self._order.decision_id), None)
        if own is not None:
            orders.edit_decision(own.id, {"decided_on": day}, shown={"decided_on": own.decided_on})
            return own.id
        return orders.add_decision(docket.id, decided_on=day)

    def _decision_day(self) -> date | None:
        try:
            return day_of(self.decisionBox.currentText(), today=self.context.clock.today())
        except ValidationError as problem:
            raise ValidationError(problem.words, field="decision") from problem

    # ------------------------------------------------------------------ showing

    def _fill(self) -> None:
        order = self._order
        if order is None:
            latest: DecisionRow | None = self._decisions[-1] if self._decisions else None
            self.docketBox.setCurrentText(latest.docket if latest else "")
            self._show_docket()
            self.numberEdit.setFocus()
            return
        self.docketBox.setCurrentText(order.docket)
        self._show_docket()
        self.decisionBox.setCurrentText(format_date(order.decided_on) if order.decided_on else "")
        self.numberEdit.setText(order.number)
        self._due.show(order.due)
        self.alsoBox.setCurrentText(order.also_filed_in)
        self.filesEdit.setText(", ".join(order.files))
        self.consultedEdit.setText(", ".join(order.consulted))
        self.introEdit.setPlainText(order.intro)
        self.closingEdit.setPlainText(order.closing)
        self.numberEdit.setFocus()

    def _show_docket(self) -> None:
        """What is known of the docket, and its decisions."""
        known = self._docket(self.docketBox.currentText())
        self.agencyEdit.setText(known.agency if known else "")
        self.docketTitleEdit.setText(known.title if known else "")
        days = [row.decided_on for row in self._decisions if known and row.docket_id == known.id and row.decided_on]
        self.decisionBox.clear()
        self.decisionBox.addItems([format_date(day) for day in reversed(days)])

    def _docket(self, number: str) -> DocketRow | None:
        wanted = number.strip().casefold()
        return next((docket for docket in self._dockets if docket.number.casefold() == wanted), None)

    def _say_decision(self) -> None:
        try:
            day = self._decision_day()
        except ValidationError as problem:
            self.decisionHint.setText(problem.words)
            return
        said = format_date(day) if day else _("no date yet")
        self.decisionHint.setText("" if said == self.decisionBox.currentText().strip() else said)

    def _about(self, day: date) -> str:
        group = self.context.scope.group_id
        holidays = self.context.services.known.days_of(group).holidays if group else ()
        return odd_due(day, meeting_day=None, today=self.context.clock.today(), holidays=holidays)
