"""One order item beside the table: how ready it is and who says so, who files and is consulted, what is linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from msa_wg_desktop.domain.orders import LinkedThing, OrderItemRow, Readiness
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.models.linked_list import LinkedList
from msa_wg_desktop.gui.models.order_words import readiness_signed, readiness_words
from msa_wg_desktop.gui.widgets.card_rows import CardList
from msa_wg_desktop.gui.widgets.icon_button import IconButton
from msa_wg_desktop.gui.widgets.orders.order_edits import OrderEdits
from msa_wg_desktop.gui.widgets.panel_parts import FieldsGrid, words_label
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.side_panel import SidePanel
from msa_wg_desktop.gui.widgets.taken_field import TakenField
from msa_wg_desktop.words import _


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An order item with what is linked to it."""

    item: OrderItemRow
    linked: tuple[LinkedThing, ...]

    @property
    def id(self) -> str:
        """The item's."""
        return self.item.id

    @property
    def title(self) -> str:
        """`(1) a liability waiver`."""
        return f"({self.item.number}) {self.item.said}"


class OrderItemPanel(SidePanel[ShownItem]):
    """Esc closes it."""

    closed = Signal()
    opened = Signal(str, str)
    """The kind and the id of the linked thing that is asked for."""
    link_asked = Signal(QPushButton)
    part_asked = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ("", "")

    def dress(self, context: Context, edits: OrderEdits) -> None:
        """Call it once."""
        self._edits = edits
        self.signedLabel, self.problemLabel = words_label("small"), words_label("problem")
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
        self.noLinksLabel = words_label("secondary")
        self.noLinksLabel.setText(_("Nothing is linked to this item yet."))
        self.linkButton, self.partButton, self.editButton = (
            QPushButton(_("&Link…")),
            QPushButton(_("Add a &part…")),
            QPushButton(_("E&dit…")),
        )
        self.linkButton.clicked.connect(lambda: self.link_asked.emit(self.linkButton))
        self.partButton.clicked.connect(self.part_asked)
        self.editButton.clicked.connect(self.edit_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self.begin(_("Select an item to see how ready it is, and what is linked to it."), spacing=6)
        head = QHBoxLayout()
        head.addWidget(self.titleLabel, 1)
        head.addWidget(self.closeButton, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        grid = FieldsGrid(spacing=6)
        for words, field, below in (
            (_("&Readiness"), self.readinessBox, None),
            (_("Said &by"), self.byEdit, self.signedLabel),
            (_("Must f&ile"), self.filesEdit, None),
            (_("&Consulted"), self.consultedEdit, self.problemLabel),
        ):
            grid.add_field(words, field, below)
        column.addLayout(grid)
        self.add_part(_("Linked"), self.linkedList, self.noLinksLabel)
        buttons = QHBoxLayout()
        for button in (self.linkButton, self.partButton, self.editButton):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()

    # ------------------------------------------------------------------ showing

    @property
    def item(self) -> OrderItemRow | None:
        """The item that is shown."""
        return self._shown.item if self._shown else None

    @property
    def thing(self) -> LinkedThing | None:
        """The linked thing that commands are about: the one chosen, or the only one."""
        chosen = self.linked.row_at(self.linkedList.currentIndex())
        return chosen or (self.linked.rows[0] if len(self.linked.rows) == 1 else None)

    def _values(self, shown: ShownItem) -> Mapping[str, str]:
        return {"files": ", ".join(shown.item.files), "consulted": ", ".join(shown.item.consulted)}

    def _fill(self, shown: ShownItem) -> None:
        item = shown.item
        said = (item.id, item.readiness.value)
        if said != self._said:
            # Else somebody may be about to say who says so.
            self._said = said
            self.readinessBox.setCurrentIndex(self.readinessBox.findData(item.readiness.value))
            self.byEdit.setText(item.readiness_by or self._edits.says())
            self.problemLabel.hide()
        self.signedLabel.setText(readiness_signed(item))
        self.linked.set_rows(shown.linked)
        self.noLinksLabel.setVisible(not shown.linked)
        self.linkedList.setVisible(bool(shown.linked))
        self.partButton.setEnabled(item.parent_id is None)

    def offer(self, names: Sequence[str]) -> None:
        """Who can be named."""
        for field in (self.filesEdit, self.consultedEdit):
            field.offer_names(names)

    def offer_people(self, names: Sequence[str]) -> None:
        """Who can say how ready an item is."""
        self.byEdit.offer_names(names)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ writing

    def _say_readiness(self) -> None:
        if self.item is None or self.byEdit.offering:
            return
        self.problemLabel.hide()
        self._edits.set_readiness(self.item, str(self.readinessBox.currentData()), self.byEdit.text().strip())

    def _set_parties(self, field: str, text: str) -> bool:
        return self.item is not None and self._edits.set_parties(self.item, field, text)

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
