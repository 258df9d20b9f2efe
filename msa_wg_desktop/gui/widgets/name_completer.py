"""Completes a field with names from the record: any part of one will do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def complete_names(edit: QLineEdit, names: Sequence[str]) -> None:
    """Offers `names` while one types; Enter or a click takes one."""
    completer = QCompleter(list(names), edit)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(10)
    edit.setCompleter(completer)
