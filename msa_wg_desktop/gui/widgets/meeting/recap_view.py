"""The Recap's table on screen: filled from the keyboard alone, and large enough to be projected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from msa_wg_desktop.domain.captures import CapturedRow
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.gui.models.captured_list import captured_words
from msa_wg_desktop.gui.models.recap_table import MISSING_ROLE, ROW_ROLE, RecapColumn
from msa_wg_desktop.gui.widgets.chip import chip_size, paint_chip
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.long_words import breakable, unbroken
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.words import _

_PAD_X, _PAD_Y, _CHIP_GAP = 13, 9, 10
_LARGER, _LARGE_ENOUGH = 1.6, 30
"""How much larger words are where they are projected, and the height in pixels from which they are so by themselves."""
_WHAT_AT_LEAST = 16  # Letters, before the other columns give of their room.
_WHO_AT_MOST = 0.36
# Letters that the other columns have, and that they have where there is no room for these.
_ROOMY = {RecapColumn.WHO: 18, RecapColumn.DUE: 21, RecapColumn.STATE: 14}
_TIGHT = {RecapColumn.WHO: 13, RecapColumn.DUE: 12, RecapColumn.STATE: 11}
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_Hint = QAbstractItemDelegate.EndEditHint
_LEAVES: dict[int, QAbstractItemDelegate.EndEditHint] = {
    Qt.Key.Key_Return: _Hint.NoHint,
    Qt.Key.Key_Enter: _Hint.NoHint,
    Qt.Key.Key_Tab: _Hint.EditNextItem,
    Qt.Key.Key_Backtab: _Hint.EditPreviousItem,
}
Index = QModelIndex | QPersistentModelIndex


class RecapDelegate(QStyledItemDelegate):
    """Paints rows whose words wrap, and edits a cell in place. `offers` gives the parties to complete with."""

    began = Signal()
    """A cell's editor was opened."""
    entered = Signal(QModelIndex)
    """Enter was pressed in a cell's editor, and its value was taken; else the editor stays, with what was typed."""

    def __init__(self, theme: Theme, offers: Callable[[], Sequence[str]], parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offers = offers
        self._view = parent
        self._taken = True
        self.larger = False
        self.stacked = False
        """Whether what a line is stands above its words, where there is no room before them."""

    def font(self, *, bold: bool = False) -> QFont:
        """The table's font, larger where it is projected."""
        font = self._theme.font(Text.BODY, bold=bold)
        font.setPixelSize(round(font.pixelSize() * self._scale))
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        row: CapturedRow = index.data(ROW_ROLE)
        what = index.column() == RecapColumn.WHAT
        room = QRect(0, 0, max(40, width - 2 * _PAD_X - (self._indent(row) if what else 0)), 10_000)
        metrics = QFontMetrics(self.font(bold=what))
        text = breakable(str(index.data() or " "), metrics, room.width())
        height = metrics.boundingRect(room, _WRAP, text).height()
        return QSize(width, height + 2 * _PAD_Y + (self._above(row) if what else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, room = self._theme, option.rect
        row: CapturedRow = index.data(ROW_ROLE)
        state: QStyle.StateFlag = option.state
        current = self._view.currentIndex()
        if current.row() == index.row():
            painter.fillRect(room, theme.colour(Colour.SELECTION))
        painter.fillRect(QRect(room.bottomLeft(), QSize(room.width(), 1)), theme.colour(Colour.FAINT_LINE))
        if current == index and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour(Colour.ACCENT))
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        words = room.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        what = index.column() == RecapColumn.WHAT
        if what:
            self._paint_kind(painter, words, row)
            words.adjust(self._indent(row), self._above(row), 0, 0)
        quiet = bool(index.data(MISSING_ROLE)) or index.column() == RecapColumn.STATE
        quiet = quiet or not index.data(Qt.ItemDataRole.EditRole)
        painter.setPen(theme.colour(Colour.INK_2 if quiet else Colour.INK_1))
        font = self.font(bold=what)
        painter.setFont(font)
        painter.drawText(words, _WRAP, breakable(str(index.data() or ""), QFontMetrics(font), words.width()))

    def _paint_kind(self, painter: QPainter, room: QRect, row: CapturedRow) -> None:
        """In the middle of the first line."""
        words, line = captured_words(row), QFontMetrics(self.font(bold=True)).height()
        top = room.top() + (line - chip_size(self._theme, words, self._scale).height()) // 2
        paint_chip(painter, QPoint(room.left(), top), words, TONES[row.kind], self._theme, self._scale)

    def chip_room(self) -> int:
        """How wide what stands before the words of a line is."""
        if self.stacked:
            return 2 * _PAD_X
        return chip_size(self._theme, _("open question"), self._scale).width() + _CHIP_GAP + 2 * _PAD_X

    @property
    def _scale(self) -> float:
        usual = self._theme.text_size(Text.BODY)
        return max(1.0, min(_LARGER, _LARGE_ENOUGH / usual)) if self.larger else 1.0

    def _above(self, row: CapturedRow) -> int:
        """How high what stands above the words of a line is."""
        return chip_size(self._theme, captured_words(row), self._scale).height() + _PAD_Y if self.stacked else 0

    def _indent(self, row: CapturedRow) -> int:
        if self.stacked:
            return 0
        known = (captured_words(row), _("open question"))
        return max(chip_size(self._theme, words, self._scale).width() for words in known) + _CHIP_GAP

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self.began.emit()
        who = index.column() == RecapColumn.WHO
        editor = PartiesEdit(self._offers(), parent) if who else QLineEdit(parent)
        editor.setFont(self.font())
        if who:
            editor.setAccessibleName(_("Who"))
        elif index.column() == RecapColumn.DUE:
            editor.setAccessibleName(_("By when"))
            editor.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Where nobody is set, whom the line names stands there already, to be taken or typed over.

        What was typed stays, whatever the record says meanwhile.
        """
        if isinstance(editor, QLineEdit) and editor.isModified():
            return
        super().setEditorData(editor, index)
        row: CapturedRow = index.data(ROW_ROLE)
        if isinstance(editor, PartiesEdit) and not editor.text() and row.named:
            editor.setText(row.named)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        same = editor.text().strip() == str(index.data(Qt.ItemDataRole.EditRole) or "")
        self._taken = same or model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, PartiesEdit) and editor.offering:
            return False
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        hint = _LEAVES.get(key)
        if hint is None or not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        index = QModelIndex(self._view.currentIndex())
        self.commitData.emit(editor)
        if self._taken:
            self.closeEditor.emit(editor, hint)
            if hint is _Hint.NoHint:
                self.entered.emit(index)
        return True


class RecapView(QTableView):
    """Enter edits and goes on to the next cell; Tab goes from field to field; Space says that a line stands."""

    cell_begun = Signal()
    """Somebody is about to change a cell."""
    confirm_asked = Signal(QModelIndex)
    line_asked = Signal(QModelIndex)

    def dress(self, theme: Theme, offers: Callable[[], Sequence[str]]) -> None:
        """Call it once, after the model is set."""
        dress_table(self, theme)
        self._delegate = RecapDelegate(theme, offers, self)
        self._delegate.began.connect(self.cell_begun)
        self._delegate.entered.connect(self._go_on)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for column, mode in (
            (RecapColumn.WHAT, QHeaderView.ResizeMode.Fixed),
            (RecapColumn.WHO, QHeaderView.ResizeMode.Interactive),
            (RecapColumn.DUE, QHeaderView.ResizeMode.Interactive),
            (RecapColumn.STATE, QHeaderView.ResizeMode.Interactive),
        ):
            header.setSectionResizeMode(column, mode)
        header.sectionResized.connect(self.resizeRowsToContents)
        theme.changed.connect(self.fit)

    @property
    def larger(self) -> bool:
        """Whether the words are large enough for a projector."""
        return self._delegate.larger

    def set_larger(self, larger: bool) -> None:  # a slot of a checkable button
        self._delegate.larger = larger
        self.fit()

    def fit(self) -> None:
        """Gives the columns their room and the rows their height."""
        unit = QFontMetrics(self._delegate.font()).horizontalAdvance("0")
        whole = self.viewport().width()
        self._delegate.stacked = False
        least = self._delegate.chip_room() + unit * (_WHAT_AT_LEAST + sum(_ROOMY.values()))
        self._delegate.stacked = whole < least
        letters = _TIGHT if self._delegate.stacked else _ROOMY
        widths = {column: unit * count for column, count in letters.items()}
        if not self._delegate.stacked:
            rest = whole - widths[RecapColumn.DUE]
            widths[RecapColumn.WHO] = max(widths[RecapColumn.WHO], rest * 27 // 100)
            widths[RecapColumn.STATE] = max(widths[RecapColumn.STATE], rest * 16 // 100)
        else:
            widths[RecapColumn.WHO] = max(
                widths[RecapColumn.WHO], min(self._longest_name(), round(whole * _WHO_AT_MOST))
            )
        # A name keeps its room; what is said of dates and states can stand on two lines.
        who = widths.pop(RecapColumn.WHO)
        rest = whole - self._delegate.chip_room() - unit * _WHAT_AT_LEAST - who
        part = min(1.0, max(0, rest) / sum(widths.values()))
        widths = {RecapColumn.WHO: who, **{column: int(width * part) for column, width in widths.items()}}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(RecapColumn.WHAT, whole - sum(widths.values()))
        self.resizeRowsToContents()
        self.viewport().update()

    def _longest_name(self) -> int:
        """What the longest word of who it is needs."""
        metrics, model = QFontMetrics(self._delegate.font()), self.model()
        names = (str(model.index(row, RecapColumn.WHO).data() or "") for row in range(model.rowCount()))
        words = (word for name in names for word in unbroken(name))
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + 2 * _PAD_X + 1

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.model() is not None and isinstance(self.itemDelegate(), RecapDelegate):
            self.fit()

    def start(self) -> None:
        """Puts the cursor where something is still missing, else on the first line."""
        wanted = self._next_missing(-1)
        self.setCurrentIndex(wanted if wanted.isValid() else self.model().index(0, RecapColumn.WHO))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and self.state() is not QAbstractItemView.State.EditingState:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._edit_or_go_on(index)
                return
            if event.key() == Qt.Key.Key_Space and plain:
                self.confirm_asked.emit(index)
                return
            if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.line_asked.emit(index)
                return
            if event.key() == Qt.Key.Key_Delete and index.flags() & Qt.ItemFlag.ItemIsEditable:
                if index.column() != RecapColumn.WHAT:
                    self.cell_begun.emit()
                    self.model().setData(index, "", Qt.ItemDataRole.EditRole)
                return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # Qt's own signature
        """Tab goes through the cells that can be filled, and leaves the table behind the last."""
        step = self._next_field(self.currentIndex(), forward=forward)
        if step.isValid():
            self.setCurrentIndex(step)
            return True
        return super().focusNextPrevChild(forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def _edit_or_go_on(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._go_on(index)

    def _go_on(self, index: QModelIndex) -> None:
        """From a cell that was filled to the next one that waits; behind the last to the next line."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        wanted = self._next_missing(index.row() * len(RecapColumn) + index.column())
        if not wanted.isValid() and index.row() + 1 < self.model().rowCount():
            wanted = self.model().index(index.row() + 1, RecapColumn.WHO)
        if wanted.isValid():
            self.setCurrentIndex(wanted)
        self.setFocus()

    def _next_missing(self, after: int) -> QModelIndex:
        cells = range(after + 1, self.model().rowCount() * len(RecapColumn))
        return next((index for index in map(self._cell, cells) if index.data(MISSING_ROLE)), QModelIndex())

    def _next_field(self, index: QModelIndex, *, forward: bool) -> QModelIndex:
        here = index.row() * len(RecapColumn) + index.column()
        count = self.model().rowCount() * len(RecapColumn)
        cells = range(here + 1, count) if forward else range(here - 1, -1, -1)
        fields = (cell for cell in map(self._cell, cells) if cell.column() in (RecapColumn.WHO, RecapColumn.DUE))
        return next((cell for cell in fields if cell.flags() & Qt.ItemFlag.ItemIsEditable), QModelIndex())

    def _cell(self, number: int) -> QModelIndex:
        return self.model().index(*divmod(number, len(RecapColumn)))
