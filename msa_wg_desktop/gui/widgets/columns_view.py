"""A table on screen: one column takes what room the others leave, Enter opens, Delete asks to delete."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.columns_model import ColumnsModel
from msa_wg_desktop.gui.models.rows_model import PORTION
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate, Widths
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate

_WIDE_AT_LEAST, _OTHERS_AT_MOST, _WHOLE = 18, 16, 12
"""In letters as wide as they are high: what the wide column likes to have, what words elsewhere get, and what stays on
one line as long as it can, such as a date."""
_WIDE_SQUEEZED = 0.6
_WIDE_ENOUGH = 40
"""Letters; on a wide screen the rest goes to all, and no row is torn apart."""
_MEASURED_ROWS = 50
"""How many rows say how wide a column must be: to measure all of 200 took a quarter of the start."""
_FILL = QEvent.Type(QEvent.registerEventType())
Index = QModelIndex | QPersistentModelIndex


class _Room(NamedTuple):
    """How wide a column likes to be, is with its words together, and is at the least."""

    likes: int
    whole: int
    least: int


class ColumnsView(QTableView):
    """Shows a ColumnsModel. With `rows`, the keyboard goes from row to row, and Enter and a double click open one.

    Without, it goes from cell to cell, and Enter, F2, a double click or typing edit one that can be edited; on
    others Enter opens the row.
    """

    opened = Signal()
    chosen = Signal()
    """Another row is the current one, or none."""
    delete_asked = Signal()

    scrolls = False
    """Whether one that is wider than its place however narrow its columns are goes beyond it, unbroken words kept."""
    _wraps = _fills = False

    def dress(
        self,
        theme: Theme,
        *,
        wide: int,
        rows: bool = True,
        wraps: bool = False,
        several: bool = False,
        opens: bool = False,
        least: int = _WIDE_AT_LEAST,
    ) -> None:
        """Call it once, after the model is set. `wide` is the column that takes the room; `wraps` lets words wrap.

        `opens`: cells are opened as rows are, and none is edited in place. `least`: the least width of the wide
        column, in letters.
        """
        dress_table(self, theme)
        self._theme, self._wide, self._wraps, self._opens, self._least = theme, wide, wraps, rows or opens, least
        self._needed: dict[int, _Room] = {}
        self._left_out: set[int] = set()
        self._enough = 0
        delegate = WrappingDelegate(theme, self, rows=rows) if wraps else CellDelegate(theme, self, rows=rows)
        self.setItemDelegate(delegate)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        edits = QAbstractItemView.EditTrigger
        typed = edits.EditKeyPressed | edits.DoubleClicked | edits.AnyKeyPressed
        self.setEditTriggers(edits.NoEditTriggers if self._opens else typed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        if self._opens:
            self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.fit)
        if wraps:
            self._follow_rows()

    def _follow_rows(self) -> None:
        """Which rows of a long table have the height that their words need."""
        self._fitted: set[int] = set()
        self._sight = QTimer(self, singleShot=True, interval=0)
        self._sight.timeout.connect(self._fit_sight)
        self.verticalScrollBar().valueChanged.connect(self._fit_sight)
        model = self.model()
        model.dataChanged.connect(self._refit)
        for moved in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged, model.modelReset):
            moved.connect(self._forget_rows)

    def fit(self) -> None:
        """Gives each column the room that its words need, and the wide one the rest."""
        # Qt gives the head of a hidden column no width, so that it would come back too narrow for its words.
        for column in self._left_out:
            super().setColumnHidden(column, False)
        self._left_out = set()
        self._needed = {column: self._measure(column) for column in self._wanted()}
        words = self._words(self._wide).whole
        self._enough = max(words, round(self._theme.text_size(Text.BODY) * _WIDE_ENOUGH))
        self._fill()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Whether a page wants a column; that it is left out where there is no room is another matter."""
        self._left_out.discard(column)
        super().setColumnHidden(column, hide)

    def selected_rows(self) -> list[int]:
        """The places of the selected rows, from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def _measure(self, column: int) -> _Room:
        model = self.model()
        assert isinstance(model, ColumnsModel)
        letter, head = self._theme.text_size(Text.BODY), self.horizontalHeader().sectionSizeHint(column)
        words = self._words(column)
        longest = max(head, words.least) if self._wraps else head
        if column == self._wide:
            likes = round(letter * self._least)
            return _Room(likes, max(round(likes * _WIDE_SQUEEZED), min(likes, longest)), min(likes, longest))
        likes = max(head, words.whole)
        if not self._wraps:
            return _Room(likes, likes, likes)
        if model.columns[column].tone is None:
            # Words that can wrap need no more than a good width.
            likes = max(longest, min(likes, round(letter * _OTHERS_AT_MOST)))
        return _Room(likes, min(likes, max(longest, round(letter * _WHOLE))), min(likes, longest))

    def _wanted(self) -> list[int]:
        """The columns that the page shows, where there is room for them."""
        columns = range(self.model().columnCount())
        return [column for column in columns if not self.isColumnHidden(column) or column in self._left_out]

    def _fill(self) -> None:
        """All as wide as they like to be, or all nearer to the least they need."""
        needed = {column: self._needed.get(column) or self._measure(column) for column in self._wanted()}
        self._leave_out(needed)
        room = self.viewport().width()
        widths = _shared(needed, room, scrolls=self.scrolls)
        wide = max(widths.pop(self._wide), room - sum(widths.values()))
        more = max(0, wide - self._enough) // (len(widths) + 1) if self._enough else 0
        for column, width in widths.items():
            self.setColumnWidth(column, width + more)
        self.setColumnWidth(self._wide, wide - more * len(widths))
        if self._wraps:
            self._fit_rows()

    def _leave_out(self, needed: dict[int, _Room]) -> None:
        """Takes those that are spare out of what is needed, as long as the others would have to break their words."""
        model = self.model()
        assert isinstance(model, ColumnsModel)
        spare = [column for column in needed if model.columns[column].spare]
        gone = set()
        while spare and sum(each.whole for each in needed.values()) > self.viewport().width():
            gone.add(spare[-1])
            del needed[spare.pop()]
        for column in gone ^ self._left_out:
            super().setColumnHidden(column, column in gone)
        self._left_out = gone

    def _fit_rows(self) -> None:
        """As high as their words need: of a long table only what is in sight, and the rest as it comes into sight."""
        self._fitted.clear()
        if self._is_long:
            self._fit_sight()
        else:
            self.resizeRowsToContents()
            self._fitted.update(range(self.model().rowCount()))

    def _words(self, column: int) -> Widths:
        """What a column's words need; of a long list those of the rows that are in sight as it is opened."""
        delegate, model = self.itemDelegate(), self.model()
        assert isinstance(delegate, CellDelegate)
        assert isinstance(model, ColumnsModel)
        return delegate.widths_of(model.cells(column, most=PORTION if self._is_long else _MEASURED_ROWS))

    @property
    def _is_long(self) -> bool:
        return self.model().rowCount() > _MEASURED_ROWS

    def _fit_sight(self) -> None:
        if not self._wraps:
            return
        row, header = max(0, self.rowAt(0)), self.verticalHeader()
        while row < self.model().rowCount() and self.rowViewportPosition(row) < self.viewport().height():
            if row not in self._fitted:
                self._fitted.add(row)
                header.resizeSection(row, self.sizeHintForRow(row))
            row += 1

    def _forget_rows(self, *_where: object) -> None:
        self._fitted.clear()
        self._sight.start()

    def _refit(self, first: Index, last: Index) -> None:
        self._fitted.difference_update(range(first.row(), last.row() + 1))
        self._sight.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is None:
            return
        if event.oldSize().width() != event.size().width():
            self._fill_soon()
        else:
            self._fit_sight()

    def _fill_soon(self) -> None:
        """Before it is painted: while a page finds its shape, it gives a table one width after the other."""
        if not self._fills:
            self._fills = True
            QCoreApplication.postEvent(self, QEvent(_FILL))

    def customEvent(self, event: QEvent) -> None:
        if event.type() == _FILL:
            self._fills = False
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on its own: on a Mac it would mean to edit."""
        editing = self.state() == QAbstractItemView.State.EditingState
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not editing and self.currentIndex().isValid():
            editable = not self._opens and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
            self.edit(self.currentIndex()) if editable else self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Delete) and not editing and self.selectionModel().hasSelection():
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one and leaves it unselected: it would not be seen which one is meant."""
        super().focusInEvent(event)
        current = self.currentIndex()
        if current.isValid() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(current)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._wraps and self._is_long and current.isValid():
            # What came into sight is higher than it was taken for.
            self._fit_sight()
            self.scrollTo(current)
        self.chosen.emit()


def _shared(needed: dict[int, _Room], room: int, *, scrolls: bool) -> dict[int, int]:
    """Columns as wide as they like; else nearer to what keeps their words together; else to what their words need."""
    likes, whole, least = (sum(sizes) for sizes in zip(*needed.values(), strict=True))
    if scrolls and least > room:
        # As many of them in sight as can be, beside the one that stays.
        return {column: each.least for column, each in needed.items()}
    if whole <= room:
        part = min(1.0, (room - whole) / max(1, likes - whole))
        return {column: each.whole + int((each.likes - each.whole) * part) for column, each in needed.items()}
    part = max(0.0, (room - least) / max(1, whole - least))
    return {column: each.least + int((each.whole - each.least) * part) for column, each in needed.items()}
