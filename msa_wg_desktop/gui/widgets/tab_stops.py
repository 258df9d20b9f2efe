"""Where Tab goes: what is made anew would come behind all else in the window, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(lines: Iterable[QWidget]) -> list[QWidget]:
    """What Tab comes to, line by line."""
    return [
        stop for line in lines for stop in line.findChildren(QWidget) if stop.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def tab_in_order(stops: Iterable[QWidget]) -> None:
    """Tab goes from each of them to the next."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
