"""The table in which the steps of a plan are entered: what comes before what is chosen, the rest is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.models.steps_table import StepColumn
from msa_wg_desktop.gui.widgets.columns_view import ColumnsView
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.pick_popup import Pick
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate

Offers = Callable[[Index], Sequence[Pick]]

_LEAST = 18
"""Letters that a title has room for, before the table scrolls sideways."""
_TYPED = 24
"""Letters that whoever types a name sees of it, though the column is still empty and narrow."""


class StepsView(ColumnsView):
    """Insert adds a step, Delete takes one away, Alt+Up and Alt+Down move it."""

    add_asked = Signal()
    shift_asked = Signal(int)

    def dress_steps(
        self, theme: Theme, *, befores: Offers, abouts: Offers, parties: Callable[[], Sequence[str]]
    ) -> None:
        """Call it once, after the model is set."""
        self.dress(theme, wide=StepColumn.TITLE, rows=False, wraps=True, least=_LEAST)
        self.setItemDelegate(_StepsDelegate(theme, self, befores, abouts, parties))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class _StepsDelegate(WrappingDelegate):
    """An editor for each column."""

    def __init__(
        self,
        theme: Theme,
        view: StepsView,
        befores: Offers,
        abouts: Offers,
        parties: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(theme, view)
        self._choices = {StepColumn.BEFORE: befores, StepColumn.ABOUT: abouts}
        self._parties = parties

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = StepColumn(index.column())
        offers = self._choices.get(column)
        if offers is not None:
            return self.create_choice(parent, index, ((pick.key, pick.words) for pick in offers(index)))
        if column is not StepColumn.PARTY:
            return super().createEditor(parent, option, index)
        editor = PartiesEdit(self._parties(), parent)
        editor.setAccessibleName(self._head(index))
        editor.setMinimumWidth(editor.fontMetrics().averageCharWidth() * _TYPED)
        return editor
