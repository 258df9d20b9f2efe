"""The attendance on screen: worked from the keyboard alone, for one person or for many at once."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyleOptionViewItem, QTableView, QWidget

from msa_wg_desktop.domain.meetings import AttendanceRow, Presence
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.attendance_table import TIMES, AttendanceColumn, AttendanceTable, Invitation
from msa_wg_desktop.gui.widgets.cell_delegate import CellDelegate
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.words import _

_PRESENCES = {
    Qt.Key.Key_P: Presence.PRESENT,
    Qt.Key.Key_A: Presence.ABSENT,
    Qt.Key.Key_E: Presence.EXCUSED,
    Qt.Key.Key_U: Presence.UNKNOWN,
}
_INVITATIONS = {
    Qt.Key.Key_R: Invitation.REQUIRED,
    Qt.Key.Key_O: Invitation.OPTIONAL,
    Qt.Key.Key_N: Invitation.NONE,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
# What may be typed into a time, so that there is room for it.
_LONGEST_TIME = "00:00 AM · late …"
_SHORTEST_TIME = "00:00 AM"


class AttendanceView(QTableView):
    """P, A, E, U and Space say who was there; R, O, N how they are invited; a figure begins a time."""

    presence_asked = Signal(object)
    """A Presence for the rows selected; None for the next one in turn."""
    invitation_asked = Signal(object)
    """An Invitation for the rows selected; None for the next one in turn."""
    removal_asked = Signal()

    def dress(self, theme: Theme) -> None:
        """Call it once, after the model is set."""
        self._theme = theme
        dress_table(self, theme)
        self.setItemDelegate(_TimeDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)
        self.fit()

    def chosen(self) -> list[AttendanceRow]:
        """The rows selected, from the top down."""
        model = self.model()
        assert isinstance(model, AttendanceTable)
        rows = (model.row_at(index) for index in sorted(self.selectionModel().selectedRows()))
        return [row for row in rows if row is not None]

    def choose(self, index: QModelIndex) -> None:
        """Puts the cursor on a row, and selects it alone."""
        if index.isValid():
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def fit(self) -> None:
        """Gives the columns the room that their words need, and the names what is left.

        Where that is too little for the names, times have less: a row without its name says nothing.
        """
        names = self.sizeHintForColumn(AttendanceColumn.NAME)
        if self._give(_LONGEST_TIME) < names:
            self._give(_SHORTEST_TIME)
        others = sum(self.columnWidth(column) for column in AttendanceColumn if column is not AttendanceColumn.NAME)
        self.setColumnWidth(AttendanceColumn.NAME, max(names, self.viewport().width() - others))

    def _give(self, longest_time: str) -> int:
        """Gives all but the names their room; says what that leaves."""
        header, rest = self.horizontalHeader(), self.viewport().width()
        time_width = QFontMetrics(self._theme.font()).horizontalAdvance(longest_time)
        for column in AttendanceColumn:
            if column is not AttendanceColumn.NAME:
                width = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
                self.setColumnWidth(column, max(width, time_width) if column in TIMES else width)
                rest -= self.columnWidth(column)
        return rest

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if isinstance(self.itemDelegate(), _TimeDelegate):
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ours = self.state() is not QAbstractItemView.State.EditingState and event.modifiers() in _PLAIN
        if not ours or not self._take(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def _take(self, key: Qt.Key, typed: str) -> bool:
        """Does what a key means here; False where it means what it does in any table."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        if key in _PRESENCES:
            self.presence_asked.emit(_PRESENCES[key])
        elif key in _INVITATIONS:
            self.invitation_asked.emit(_INVITATIONS[key])
        elif key is Qt.Key.Key_Space and index.column() == AttendanceColumn.INVITED:
            self.invitation_asked.emit(None)
        elif key is Qt.Key.Key_Space:
            self.presence_asked.emit(None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._delete(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_time(index, "")
        elif typed.isdecimal():
            self._edit_time(index, typed)
        else:
            return False
        return True

    def _delete(self, index: QModelIndex) -> None:
        """In a time it takes the time away, elsewhere the person."""
        if index.column() in TIMES and index.data(Qt.ItemDataRole.EditRole):
            self.model().setData(index, "", Qt.ItemDataRole.EditRole)
        else:
            self.removal_asked.emit()

    def _edit_time(self, index: QModelIndex, typed: str) -> None:
        """Opens the time at hand, or From, with what was typed as its beginning."""
        if index.column() not in TIMES:
            index = index.siblingAtColumn(AttendanceColumn.FROM)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self.edit(index)
        editor = self.indexWidget(index)
        if typed and isinstance(editor, QLineEdit):
            editor.setText(typed)


class _TimeDelegate(CellDelegate):
    """Edits a time in words."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        assert isinstance(editor, QLineEdit)
        editor.setPlaceholderText(_("11:10, 2:30 pm"))
        return editor
