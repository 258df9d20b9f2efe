"""The agenda's table on screen: moved by keys and by the mouse, whoever presents completed while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.agenda_table import AgendaColumn, AgendaTable, AgendaTableRow
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate
from msa_wg_desktop.words import _

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class AgendaView(ColumnsView):
    """Alt+Shift+Up and Down move an item; Enter, F2 and typing edit a cell; Delete takes an item off."""

    move_asked = Signal(int)

    def dress_agenda(self, theme: Theme, offers: Callable[[], Sequence[str]]) -> None:
        """Call it once, after the model is set. `offers` are those who may present."""
        self.dress(theme, wide=AgendaColumn.TITLE, rows=False, wraps=True)
        self.setItemDelegate(_Delegate(theme, self, offers))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)

    def row(self) -> AgendaTableRow | None:
        """The item with the cursor."""
        model = self.model()
        assert isinstance(model, AgendaTable)
        return model.row_at(self.currentIndex())

    def edit_again(self, index: QModelIndex, typed: str) -> None:
        """What was entered can't be taken: it stands there again, to be put right."""
        self.edit(index)
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible() and editor.hasFocus():
                editor.setText(typed)
                editor.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key())) if event.modifiers() == _MOVING else None
        if step is not None:
            self.move_asked.emit(step)
        else:
            super().keyPressEvent(event)


class _Delegate(WrappingDelegate):
    """Offers who may present."""

    def __init__(self, theme: Theme, view: AgendaView, offers: Callable[[], Sequence[str]]) -> None:
        super().__init__(theme, view, rows=False)
        self._offers = offers

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit) and index.column() == AgendaColumn.PRESENTER:
            completer = QCompleter(list(self._offers()), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
            editor.setPlaceholderText(_("a name or a code"))
        return editor
