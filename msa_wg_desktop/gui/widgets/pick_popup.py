"""A popup to choose one of many by typing a part of it: parties, order items, meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.popup_place import place_below
from msa_wg_desktop.gui.widgets.ranked import ranked
from msa_wg_desktop.words import _

_LETTERS, _LONG, _ROWS = 38, 64, 14
_BETWEEN, _AROUND = 3, 64


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that can be chosen, and what it is called."""

    key: str
    words: str


class _Picks(QStyledItemDelegate):
    """What is too long for the popup ends in “…”: it has no scroll bar sideways."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.rect = option.rect.intersected(self._view.viewport().rect())


class PickPopup(QFrame):
    """Up and Down choose, Enter takes, Esc leaves; it is gone then."""

    def __init__(self, owner: QWidget, name: str, picks: Sequence[Pick], taken: Callable[[str], object]) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._asks_on = False
        self._offered: list[Pick] = []
        self.search = QLineEdit()
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setProperty("role", "plain")
        self.list.setModel(self._model)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Picks(self.list))
        self.list.clicked.connect(self._take)
        self.search.textEdited.connect(self._sift)
        self.search.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.ask(name, picks, taken)

    def ask(self, name: str, picks: Sequence[Pick], taken: Callable[[str], object]) -> None:
        """Asks for something else, where the answer to the first question leads to a second."""
        self._asks_on = True
        self._picks, self._taken = picks, taken
        self.search.clear()
        self.search.setPlaceholderText(_("{what}: type a part of it").format(what=name))
        for part in (self.search, self.list):
            part.setAccessibleName(name)
        self._sift("")

    @staticmethod
    def open_below(owner: QWidget, name: str, picks: Sequence[Pick], taken: Callable[[str], object]) -> PickPopup:
        """Shows one below a button; `taken` gets the key of what was chosen."""
        popup = PickPopup(owner, name, picks, taken)
        metrics = owner.fontMetrics()
        rows = min(_ROWS, max(3, len(picks)))
        popup.list.setSpacing(_BETWEEN)
        letters = _LONG if any(len(pick.words) > _LETTERS for pick in picks) else _LETTERS
        popup.resize(metrics.averageCharWidth() * letters, (metrics.height() + 3 * _BETWEEN) * rows + _AROUND)
        place_below(popup, owner)
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
        self._offered = ranked(self._picks, typed, lambda pick: pick.words)
        self._model.setStringList([pick.words for pick in self._offered])
        self._choose(0)

    def _choose(self, row: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self._model.index(max(0, min(row, last)), 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self._asks_on = False
            self._taken(self._offered[index.row()].key)
            if not self._asks_on:
                self.close()
