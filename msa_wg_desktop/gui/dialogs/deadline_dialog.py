"""A deadline: what is due, when, who made it binding, what it waits for, and how an extension went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.deadlines import DeadlineKind, DeadlineRow, DeadlineStatus
from msa_wg_desktop.domain.planning import last_up_to, latest_start, step_in_words
from msa_wg_desktop.domain.work_list import odd_due
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.order_words import decision_words, order_title
from msa_wg_desktop.gui.widgets.day_field import DayField
from msa_wg_desktop.gui.widgets.orders.moves_preview import MovesPreview
from msa_wg_desktop.gui.widgets.record_form import RecordForm
from msa_wg_desktop.services.typed import days_typed
from msa_wg_desktop.words import _


class DeadlineDialog(RecordForm):
    """Makes or changes one deadline. An extension that is granted moves the date, and the order's with it."""

    titleEdit: QLineEdit
    dateEdit: QLineEdit
    dateHint: QLabel
    kindBox: QComboBox
    orderBox: QComboBox
    waitsBox: QComboBox
    leadEdit: QLineEdit
    leadHint: QLabel
    statusBox: QComboBox
    askedLabel: QLabel
    askedEdit: QLineEdit
    extensionLabel: QLabel
    extensionEdit: QLineEdit
    rulingLabel: QLabel
    rulingEdit: QLineEdit
    formerLabel: QLabel
    movesPreview: MovesPreview

    def __init__(
        self, context: Context, *, order_id: str = "", deadline_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("dialogs/deadline_dialog", context, parent)
        services = context.services
        self._row: DeadlineRow | None = services.deadlines.get(deadline_id) if deadline_id else None
        self._order_id = order_id
        self._holidays = services.known.days_of(context.scope.group_id).holidays if context.scope.group_id else ()
        today = context.clock.today()
        self._day = DayField(self.dateEdit, self.dateHint, today=today, about=self._about, none=_("no date yet"))
        self._asked = DayField(self.askedEdit, today=today)
        self._extension = DayField(self.extensionEdit, today=today)
        self._offer(deadline_id)
        self.setWindowTitle(_("Change the deadline") if self._row else _("Add a deadline"))
        self.movesPreview.dress(context.theme)
        self._fill()
        for edit in (self.dateEdit, self.leadEdit):
            edit.textChanged.connect(self._say_lead)
        for edit in (self.dateEdit, self.extensionEdit):
            edit.textChanged.connect(self._show_moves)
        self.statusBox.currentIndexChanged.connect(self._fit)
        self._fit()
        self._say_lead()

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "title": self.titleEdit,
            "due": self.dateEdit,
            "date": self.dateEdit,
            "lead_days": self.leadEdit,
            "depends_on_id": self.waitsBox,
            "extension_to": self.extensionEdit,
            "to": self.extensionEdit,
        }

    def save(self) -> str:
        deadlines, values = self.context.services.deadlines, self._values()
        row = self._row
        if row is None:
            return self._add(values)
        status, ruling, day = values.pop("status"), values.pop("ruling"), self._target()
        until, asked_on = self._extension.day(), self._asked.day()
        shown = {name: _plain(getattr(row, name)) for name in values}
        with self.context.services.store.operation(_("Change a deadline")):
            if day != row.date and day is not None and row.order_id:
                self.context.services.plans.move(row.order_id, row.id, day, shown=row.date)
                values.pop("date")
            deadlines.edit(row.id, values, shown=shown)
            if status == DeadlineStatus.EXTENSION_ASKED and until is not None:
                deadlines.ask_extension(row.id, until, on=asked_on)
            if status == DeadlineStatus.EXTENSION_GRANTED and row.status != status:
                deadlines.grant_extension(row.id, until, ruling=ruling)
            else:
                deadlines.edit(row.id, {"status": status, "ruling": ruling})
        return row.id

    def _target(self) -> date | None:
        """The day that it will have: the one that is typed, or until when an extension was granted."""
        granted = self.statusBox.currentData() == DeadlineStatus.EXTENSION_GRANTED
        if granted and self._row is not None and self._row.status is not DeadlineStatus.EXTENSION_GRANTED:
            return self._extension.day() or self._day.day()
        return self._day.day()

    def _show_moves(self) -> None:
        """What was planned from the date is shown before it moves."""
        try:
            day = self._target()
        except ValidationError:
            return
        row, moves, named = self._row, (), ()
        if row is not None and day is not None and day != row.date:
            named = self.context.services.finals.naming(row.date)
        if row is not None and row.order_id and day is not None and day != row.date:
            found = self.context.services.plans.preview(row.order_id, row.id, day)
            moves = tuple(move for move in found if move.id != row.id)
        self.movesPreview.show_moves(moves, named)
        self.make_room()

    def _add(self, values: dict[str, Any]) -> str:
        status, ruling = values.pop("status"), values.pop("ruling")
        deadlines = self.context.services.deadlines
        with self.context.services.store.operation(_("Add a deadline")):
            made = deadlines.add(
                values["title"],
                values["date"],
                kind=values["kind"],
                order=values["order_id"],
                group_id=self.context.scope.group_id or None,
                depends_on_id=values["depends_on_id"],
                lead_days=values["lead_days"],
            )
            if status != DeadlineStatus.OPEN or ruling:
                deadlines.edit(made, {"status": status, "ruling": ruling})
        return made

    def _values(self) -> dict[str, Any]:
        return {
            "title": self.titleEdit.text().strip(),
            "date": self._day.day(),
            "kind": str(self.kindBox.currentData()),
            "order_id": self.orderBox.currentData() or None,
            "depends_on_id": self.waitsBox.currentData() or None,
            "lead_days": days_typed(self.leadEdit.text()),
            "status": str(self.statusBox.currentData()),
            "ruling": self.rulingEdit.text().strip(),
        }

    # ------------------------------------------------------------------ showing

    def _offer(self, deadline_id: str) -> None:
        services = self.context.services
        self.kindBox.addItem(_("Set by the group"), DeadlineKind.SET.value)
        self.kindBox.addItem(_("Ordered by the commission"), DeadlineKind.ORDERED.value)
        self.orderBox.addItem(_("no order"), "")
        for order in services.orders.list():
            self.orderBox.addItem(f"{order_title(order)} · {decision_words(order)}", order.id)
        self.waitsBox.addItem(_("nothing"), "")
        for row in services.deadlines.list():
            if row.id != deadline_id:
                day = format_date(row.date) if row.date else _("no date")
                self.waitsBox.addItem(f"{row.title} · {day}", row.id)
        for status, words in (
            (DeadlineStatus.OPEN, _("Open")),
            (DeadlineStatus.EXTENSION_ASKED, _("Extension asked")),
            (DeadlineStatus.EXTENSION_GRANTED, _("Extension granted")),
            (DeadlineStatus.EXTENSION_DENIED, _("Extension denied")),
            (DeadlineStatus.MET, _("Met")),
        ):
            self.statusBox.addItem(words, status.value)

    def _fill(self) -> None:
        row = self._row
        self.orderBox.setCurrentIndex(max(0, self.orderBox.findData(row.order_id if row else self._order_id)))
        if row is None:
            self.formerLabel.hide()
            return
        self.titleEdit.setText(row.title)
        self._day.show(row.date)
        self.kindBox.setCurrentIndex(self.kindBox.findData(row.kind.value))
        self.waitsBox.setCurrentIndex(max(0, self.waitsBox.findData(row.depends_on_id)))
        self.leadEdit.setText(str(row.lead_days or ""))
        self.statusBox.setCurrentIndex(self.statusBox.findData(row.status.value))
        self._asked.show(row.extension_asked_on)
        self._extension.show(row.extension_to)
        self.rulingEdit.setText(row.ruling)
        former = ", ".join(format_date(day) for day in row.former_dates)
        self.formerLabel.setText(_("Before that: {days}").format(days=former))
        self.formerLabel.setVisible(bool(former))

    def _fit(self) -> None:
        """Fields of an extension are there where there is one."""
        status = DeadlineStatus(self.statusBox.currentData())
        about = status in (
            DeadlineStatus.EXTENSION_ASKED,
            DeadlineStatus.EXTENSION_GRANTED,
            DeadlineStatus.EXTENSION_DENIED,
        )
        for part in (self.askedLabel, self.askedEdit, self.extensionLabel, self.extensionEdit):
            part.setVisible(about)
        for part in (self.rulingLabel, self.rulingEdit):
            part.setVisible(about or bool(self.rulingEdit.text()))
        if status is DeadlineStatus.EXTENSION_ASKED and not self.askedEdit.text():
            self._asked.show(self.context.clock.today())
        self._show_moves()

    def _about(self, day: date) -> str:
        return odd_due(day, meeting_day=None, today=self.context.clock.today(), holidays=self._holidays)

    def _say_lead(self) -> None:
        try:
            days, day = days_typed(self.leadEdit.text()), self._day.day()
        except ValidationError as problem:
            self.leadHint.setText(problem.words if problem.field == "lead_days" else "")
            return
        words = ""
        if days is not None and day is not None and 0 < days <= 1_000:
            end = last_up_to(day, self._holidays)
            words = step_in_words(end, days, latest_start(end, days, self._holidays), self._holidays)
        self.leadHint.setText(words)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, DeadlineKind) else value
