"""A table whose rows are put in another order by dragging them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from msa_wg_desktop.gui.models.columns_model import ColumnsModel, Row
from msa_wg_desktop.gui.models.rows_model import Index

_MIME = "application/x-msawg-row"


class DraggedRows(ColumnsModel[Row]):
    """`move` is asked to put a row, by its key, before the one at a place, as it is dropped there."""

    def __init__(self, *columns: Any, move: Callable[[str, int], object], **named: Any) -> None:
        """The rest is what any table takes."""
        super().__init__(*columns, **named)
        self._move = move

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        data.setData(_MIME, (self.key_of(row) if row is not None else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Never says that it moved anything: the record does, and the rows come back from there."""
        place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        if data.hasFormat(_MIME) and action == Qt.DropAction.MoveAction:
            self._move(bytes(data.data(_MIME).data()).decode(), place)
        return False
