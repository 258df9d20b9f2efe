"""A popup to choose one of many by typing a part of it: parties, order items, meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from msa_wg_desktop.words import _

_LETTERS, _ROWS = 38, 14
_BETWEEN, _AROUND = 3, 64


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that can be chosen, and what it is called."""

    key: str
    words: str


class PickPopup(QFrame):
    """Up and Down choose, Enter takes, Esc leaves; it is gone then."""

    def __init__(self, owner: QWidget, name: str, picks: Sequence[Pick], taken: Callable[[str], None]) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._picks, self._taken = picks, taken
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a part of it"))
        self.search.setAccessibleName(name)
        self._model = QSortFilterProxyModel(self)
        self._model.setSourceModel(QStringListModel([pick.words for pick in picks], self))
        self._model.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName(name)
        self.list.setModel(self._model)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self.search.textEdited.connect(self._sift)
        self.search.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self._choose(0)

    @staticmethod
    def open_below(owner: QWidget, name: str, picks: Sequence[Pick], taken: Callable[[str], None]) -> PickPopup:
        """Shows one below a button; `taken` gets the key of what was chosen."""
        popup = PickPopup(owner, name, picks, taken)
        metrics = owner.fontMetrics()
        rows = min(_ROWS, max(3, len(picks)))
        popup.list.setSpacing(_BETWEEN)
        popup.resize(metrics.averageCharWidth() * _LETTERS, (metrics.height() + 3 * _BETWEEN) * rows + _AROUND)
        popup.move(owner.mapToGlobal(QPoint(0, owner.height() + 4)))
        popup.show()
        popup.search.setFocus()
        return popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._choose(self.list.currentIndex().row() + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _sift(self, typed: str) -> None:
        self._model.setFilterFixedString(typed.strip())
        self._choose(0)

    def _choose(self, row: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self._model.index(max(0, min(row, last)), 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            key = self._picks[self._model.mapToSource(index).row()].key
            self.close()
            self._taken(key)
