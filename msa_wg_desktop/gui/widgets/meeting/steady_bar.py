"""A scroll bar that keeps its room: what it scrolls isn't laid out anew at the moment when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea


def keep_bar_room(area: QAbstractScrollArea) -> None:
    """Gives the vertical bar of `area` its room for good; while there is nothing to scroll it isn't seen."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show(low: int, high: int) -> None:
        idle = low >= high
        if bar.property("idle") != idle:
            bar.setProperty("idle", idle)
            bar.style().unpolish(bar)
            bar.style().polish(bar)

    bar.rangeChanged.connect(show)
    show(bar.minimum(), bar.maximum())
