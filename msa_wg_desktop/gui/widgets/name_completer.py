"""Completes a field with names from the record: any part of one will do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def complete_names(edit: QLineEdit, names: Sequence[str]) -> None:
    """Offers `names` while one types; Enter or a click takes one."""
    completer = QCompleter(list(names), edit)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(10)
    edit.setCompleter(completer)


class ListCompleter(QCompleter):
    """Completes the last of several names with commas between them."""

    def __init__(self, names: Sequence[str], edit: QLineEdit) -> None:
        super().__init__(list(names), edit)
        self._edit = edit
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(10)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, comma, _last = self._edit.text().rpartition(",")
        return f"{before}{comma} {index.data()}" if comma else str(index.data())
