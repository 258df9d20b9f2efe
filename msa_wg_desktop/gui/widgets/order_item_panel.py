"""One order item beside the table: how ready it is and who says so, who files and is consulted, what is linked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from msa_wg_desktop.domain.orders import LinkedThing, OrderItemRow, Readiness
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.linked_list import LinkedList
from msa_wg_desktop.gui.models.order_words import readiness_signed, readiness_words
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.order_edits import OrderEdits
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid, PanelArea, heading, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.words import _


class OrderItemPanel(QFrame):
    """Each field is written when one is done with it. Esc closes the panel."""

    closed = Signal()
    opened = Signal(str, str)
    """The kind and the id of the linked thing that is asked for."""
    link_asked = Signal(QPushButton)
    part_asked = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._item: OrderItemRow | None = None

    def dress(self, context: Context, edits: OrderEdits) -> None:
        """Call it once."""
        self._edits = edits
        self.titleLabel, self.signedLabel = words_label("heading"), words_label("small")
        self.problemLabel = words_label("problem")
        self.closeButton = IconButton(context.theme, context.icons, "x", _("Close"))
        self.closeButton.clicked.connect(self.closed)
        self.readinessBox = _Readiness()
        self.readinessBox.activated.connect(self._say_readiness)
        self.byEdit, self.filesEdit, self.consultedEdit = PartiesEdit(()), PartiesEdit(()), PartiesEdit(())
        self.byEdit.setPlaceholderText(_("who says so"))
        self.byEdit.returnPressed.connect(self._say_readiness)
        self._fields = {
            "files": TakenField(self.filesEdit, lambda text: self._set_parties("files", text)),
            "consulted": TakenField(self.consultedEdit, lambda text: self._set_parties("consulted", text)),
        }
        self.linked = LinkedList(self)
        self.linkedList = CardList(context.theme, self.linked)
        self.linkedList.setAccessibleName(_("Linked"))
        self.linkedList.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.linkedList.chosen.connect(self._open)
        self.linkedList.doubleClicked.connect(self._open)
        self.linkedList.remove_asked.connect(self._unlink)
        self.nothingLabel = words_label("secondary")
        self.nothingLabel.setText(_("Nothing is linked to this item yet."))
        self.linkButton, self.partButton, self.editButton = (
            QPushButton(_("&Link…")),
            QPushButton(_("Add a &part…")),
            QPushButton(_("&Edit…")),
        )
        self.linkButton.clicked.connect(lambda: self.link_asked.emit(self.linkButton))
        self.partButton.clicked.connect(self.part_asked)
        self.editButton.clicked.connect(self.edit_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.titleLabel, 1)
        head.addWidget(self.closeButton, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        grid = FieldsGrid(spacing=6)
        for words, field, below in (
            (_("&Readiness"), self.readinessBox, None),
            (_("Said &by"), self.byEdit, self.signedLabel),
            (_("Must &file"), self.filesEdit, None),
            (_("&Consulted"), self.consultedEdit, self.problemLabel),
        ):
            grid.add_field(words, field, below)
        column.addLayout(grid)
        column.addSpacing(8)
        for part in (heading(_("Linked")), self.linkedList, self.nothingLabel):
            column.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.linkButton, self.partButton, self.editButton):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        self._area = PanelArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)

    # ------------------------------------------------------------------ showing

    @property
    def item(self) -> OrderItemRow | None:
        """The item that is shown."""
        return self._item

    @property
    def thing(self) -> LinkedThing | None:
        """The linked thing that commands are about: the one chosen, or the only one."""
        chosen = self.linked.row_at(self.linkedList.currentIndex())
        return chosen or (self.linked.rows[0] if len(self.linked.rows) == 1 else None)

    def show_item(self, item: OrderItemRow, linked: Sequence[LinkedThing]) -> None:
        """Shows one item and what is linked to it."""
        other = self._item is None or item.id != self._item.id
        changed = other or self._item is None or item.readiness is not self._item.readiness
        self._item = item
        title = f"({item.number}) {item.text}"
        self.titleLabel.setText(title)
        self.setAccessibleName(title)
        if changed:
            self.readinessBox.setCurrentIndex(self.readinessBox.findData(item.readiness.value))
            self.byEdit.setText(item.readiness_by or self._edits.says())
            self.problemLabel.hide()
        self.signedLabel.setText(readiness_signed(item))
        for name, names in (("files", item.files), ("consulted", item.consulted)):
            words = ", ".join(names)
            self._fields[name].start_anew(words) if other else self._fields[name].show(words)
        self.linked.set_rows(linked)
        self.nothingLabel.setVisible(not linked)
        self.linkedList.setVisible(bool(linked))
        self.partButton.setEnabled(item.parent_id is None)
        self._area.fit_soon()

    def offer(self, names: Sequence[str], people: Sequence[str]) -> None:
        """Who can be named."""
        self.byEdit.offer_names(people)
        for field in (self.filesEdit, self.consultedEdit):
            field.offer_names(names)

    def ask_who(self, readiness: str) -> None:
        """Asks whose word a readiness is that was chosen in the table."""
        self.readinessBox.setCurrentIndex(self.readinessBox.findData(readiness))
        self.complain(_("Say who says so, and press Enter."))
        self.byEdit.setFocus()
        self.byEdit.selectAll()

    def complain(self, words: str) -> None:
        """What can't be taken, beside where it was typed."""
        self.problemLabel.setText(words)
        self.problemLabel.show()

    def flush(self) -> None:
        """Writes what is typed."""
        if self._item is not None:
            for field in self._fields.values():
                field.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ writing

    def _say_readiness(self) -> None:
        if self._item is None or self.byEdit.offering:
            return
        self.problemLabel.hide()
        self._edits.set_readiness(self._item, str(self.readinessBox.currentData()), self.byEdit.text().strip())

    def _set_parties(self, field: str, text: str) -> bool:
        return self._item is not None and self._edits.set_parties(self._item, field, text)

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        thing = self.linked.row_at(index)
        if thing is not None:
            self.opened.emit(thing.kind, thing.id)

    def _unlink(self, index: QModelIndex | QPersistentModelIndex) -> None:
        thing = self.linked.row_at(index)
        if thing is not None:
            self._edits.unlink(thing.link_id, thing.text)


class _Readiness(QComboBox):
    """Turning the wheel over it changes nothing: it scrolls the panel."""

    def __init__(self) -> None:
        super().__init__()
        for readiness in Readiness:
            self.addItem(readiness_words(readiness), readiness.value)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]
