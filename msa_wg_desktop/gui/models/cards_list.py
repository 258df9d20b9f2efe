"""A list of rows of any kind, each shown as a card says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt

from msa_wg_desktop.gui.models.captured_list import CARD_ROLE, CardRow
from msa_wg_desktop.gui.models.rows_model import Index, RowsModel

Row = TypeVar("Row")


class CardsList(RowsModel[Row], Generic[Row]):
    """`card` says how a row looks, `key` tells it again while it changes."""

    def __init__(
        self, card: Callable[[Row], CardRow], *, key: Callable[[Row], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._card, self._key = card, key

    def key_of(self, row: Row) -> str:
        return self._key(row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._card(row).text
        if role == CARD_ROLE:
            return self._card(row)
        return self._card(row).sentence if role == Qt.ItemDataRole.AccessibleTextRole else None
