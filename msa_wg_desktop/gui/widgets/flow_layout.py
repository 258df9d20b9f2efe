"""A row of widgets that goes on in the next line where there is no more room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_GAP = 8


class FlowLayout(QLayout):
    """Lines are as high as the highest in them; what is hidden takes no room. `between` is the room between lines."""

    def __init__(self, parent: QWidget | None = None, *, between: int = _GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._between = between
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        self._lay_out(room, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._shown()]
        return QSize(sum(widths) + _GAP * max(0, len(widths) - 1), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, room: QRect, *, move: bool) -> int:
        """Gives each its place; how high all of it is."""
        left, top, height = room.left(), room.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if left > room.left() and left + size.width() > room.right() + 1:
                left, top, height = room.left(), top + height + self._between, 0
            if move:
                item.setGeometry(QRect(left, top, size.width(), size.height()))
            left, height = left + size.width() + _GAP, max(height, size.height())
        return top + height - room.top()


class FlowRow(QWidget):
    """A widget that lays out its children so; as high as they need."""

    def __init__(self, parent: QWidget | None = None, *, between: int = _GAP) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, between=between)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit_lines()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit_lines()

    def event(self, event: QEvent) -> bool:
        """What is in it has got other words, or its font: then other words fit in a line."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit_lines()
        return done

    def fit_lines(self) -> None:
        """As many lines as what is in them needs; before it is shown its width means nothing."""
        if self.isVisible():
            self.setMinimumHeight(self.flow.heightForWidth(self.width()))
