"""Where a popup opens: below what it belongs to, and all of it on the screen."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint
from PySide6.QtWidgets import QWidget

_GAP = 4


def place_below(popup: QWidget, owner: QWidget) -> None:
    """Moves a popup that has its size; where there is no room below it goes above, and never to an edge."""
    room = owner.screen().availableGeometry().marginsRemoved(QMargins(_GAP, _GAP, _GAP, _GAP))
    at = owner.mapToGlobal(QPoint(0, owner.height() + _GAP))
    if at.y() + popup.height() > room.bottom():
        above = owner.mapToGlobal(QPoint(0, 0)).y() - _GAP - popup.height()
        at.setY(above if above >= room.top() else max(room.top(), room.bottom() - popup.height()))
    at.setX(max(room.left(), min(at.x(), room.right() - popup.width())))
    popup.move(at)
