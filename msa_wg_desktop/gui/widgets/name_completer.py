"""Completes a field with names from the record: any part of one will do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def complete_names(edit: QLineEdit, names: Sequence[str]) -> None:
    """Offers `names` while one types; Enter or a click takes one, and leaving the field the only one that is left."""
    completer = QCompleter(list(names), edit)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(10)
    edit.setCompleter(completer)
    edit.editingFinished.connect(lambda: _take_only(edit, names))


def is_begun(edit: QLineEdit) -> bool:
    """Whether a name is still being typed there: some are offered, and nothing is wrong yet."""
    completer = edit.completer()
    if not edit.hasFocus() or not edit.text().strip():
        return False
    completer.setCompletionPrefix(edit.text())
    return completer.completionCount() > 0


def _take_only(edit: QLineEdit, names: Sequence[str]) -> None:
    """Takes the only name that what was typed is a part of; a name in full is that name, whatever others hold it."""
    typed = edit.text().strip().casefold()
    matching = [name for name in names if typed and typed in name.casefold()]
    if len(matching) == 1:
        edit.setText(matching[0])


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
