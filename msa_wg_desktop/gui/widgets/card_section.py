"""A heading with a list of cards below it, which is seen only while there is something in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.cards import CardRow, CardsList
from msa_wg_desktop.gui.widgets.card_rows import CardList

Row = TypeVar("Row")
_SIDES = 14


class CardSection(QWidget, Generic[Row]):
    """It reaches from side to side of its card: its rows bring their own room.

    `open_row` is called with the row that Enter or a double click is about, `delete_row` with that of Delete.
    """

    def __init__(
        self,
        theme: Theme,
        card: Callable[[Row], CardRow],
        *,
        key: Callable[[Row], str],
        open_row: Callable[[Row], object],
        delete_row: Callable[[Row], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = CardsList(card, key=key, parent=self)
        self.list = CardList(theme, self.model)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(_SIDES, 0, _SIDES, 0)
        self._open, self._delete = open_row, delete_row
        self.list.chosen.connect(self._opened)
        self.list.doubleClicked.connect(self._opened)
        self.list.remove_asked.connect(self._deleted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, title: str, rows: Sequence[Row]) -> None:
        """The rows under their title; none hide the section."""
        self.heading.setText(title)
        self.list.setAccessibleName(title)
        self.model.set_rows(rows)
        self.setVisible(bool(rows))

    @property
    def current(self) -> Row | None:
        """The row that the keyboard is on."""
        return self.model.row_at(self.list.currentIndex())

    def _opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self._open(row)

    def _deleted(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and self._delete is not None:
            self._delete(row)
