"""An item of an order, or a part of one: its number, what shall be filed, who files it and who is consulted."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from msa_wg_desktop.domain.orders import OrderItemRow, OrderRow
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.widgets.parties_edit import PartiesField
from msa_wg_desktop.gui.widgets.record_form import RecordForm
from msa_wg_desktop.services.typed import parties_of
from msa_wg_desktop.words import _


class OrderItemDialog(RecordForm):
    """Makes or changes one item; with `parent_id`, a part of that item."""

    numberEdit: QLineEdit
    textEdit: QPlainTextEdit
    partBox: QComboBox
    filesEdit: PartiesField
    consultedEdit: PartiesField
    rolesHint: QLabel

    def __init__(
        self,
        context: Context,
        *,
        order_id: str,
        item_id: str = "",
        parent_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("dialogs/order_item_dialog", context, parent)
        self._order: OrderRow = context.services.orders.get(order_id)
        items = {item.id: item for item in self._order.items}
        self._item: OrderItemRow | None = items[item_id] if item_id else None
        names = context.services.parties.book().in_use
        for edit in (self.filesEdit, self.consultedEdit):
            edit.offer_names(names)
        self.partBox.addItem(_("the order itself"), "")
        for item in self._order.items:
            if item.parent_id is None and item.id != item_id:
                self.partBox.addItem(f"({item.number}) {item.said}", item.id)
        self.rolesHint.setText(_("Where nobody is named, it is as the order says."))
        self._fill(items.get(parent_id))

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "number": self.numberEdit,
            "text": self.textEdit,
            "parent_id": self.partBox,
            "files": self.filesEdit,
            "consulted": self.consultedEdit,
        }

    def save(self) -> str:
        orders, book = self.context.services.orders, self.context.services.parties.book()
        parties = {
            "files": self._own(parties_of(book, self.filesEdit.text(), field="files"), self._order.files),
            "consulted": self._own(
                parties_of(book, self.consultedEdit.text(), field="consulted"), self._order.consulted
            ),
        }
        parent = self.partBox.currentData() or None
        number, text = self.numberEdit.text().strip(), self.textEdit.toPlainText().strip()
        if self._item is None:
            return orders.add_item(
                self._order.id,
                number,
                text,
                parent_id=parent,
                files=parties["files"],
                consulted=parties["consulted"],
            )
        shown = {"number": self._item.number, "text": self._item.text, "parent_id": self._item.parent_id}
        values = {"number": number, "text": text, "parent_id": parent, **parties}
        orders.edit_item(self._item.id, values, shown=shown)
        return self._item.id

    def _own(self, named: tuple[str, ...], of_order: tuple[str, ...]) -> tuple[str, ...]:
        """Nobody of its own where it names just those of the order."""
        book = self.context.services.parties.book()
        return () if {book.display(party) for party in named} == set(of_order) else named

    def _fill(self, parent: OrderItemRow | None) -> None:
        item = self._item
        if item is None:
            self.setWindowTitle(_("Add a part") if parent else _("Add an order item"))
            self.partBox.setCurrentIndex(max(0, self.partBox.findData(parent.id if parent else "")))
            self.numberEdit.setText(self._next_number(parent))
            self.textEdit.setFocus()
            return
        self.setWindowTitle(_("Change the order item"))
        self.numberEdit.setText(item.number)
        self.textEdit.setPlainText(item.text)
        self.partBox.setCurrentIndex(max(0, self.partBox.findData(item.parent_id)))
        self.filesEdit.setText(", ".join(item.files))
        self.consultedEdit.setText(", ".join(item.consulted))

    def _next_number(self, parent: OrderItemRow | None) -> str:
        """The number that follows: 9 after 8, and of the parts of 3 first 3a."""
        taken = {item.number for item in self._order.items}
        if parent is not None:
            return next(
                (f"{parent.number}{letter}" for letter in ascii_lowercase if f"{parent.number}{letter}" not in taken),
                "",
            )
        numbers = [int(number) for number in taken if number.isascii() and number.isdigit()]
        return str(max(numbers, default=0) + 1)
