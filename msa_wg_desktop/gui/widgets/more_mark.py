"""The small sign behind a button's words: that it opens a choice, or takes away what was chosen."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


class Mark(StrEnum):
    """The style sheet draws them by the property `mark`."""

    MORE = "more"
    CROSS = "cross"


def set_mark(button: QPushButton, mark: Mark = Mark.MORE) -> None:
    """Behind the words is where an icon stands in a button that reads from right to left."""
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if button.property("mark") != mark.value:
        button.setProperty("mark", mark.value)
        button.style().unpolish(button)
        button.style().polish(button)
