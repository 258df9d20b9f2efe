"""The table of actions on screen: edited in place, whole rows selected, heads across it where it is gathered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.action_words import status_words
from msa_wg_desktop.gui.models.actions_table import ActionColumn, ActionsTable
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.work.portions_view import PortionsView
from msa_wg_desktop.gui.widgets.wrapping_delegate import WrappingDelegate
from msa_wg_desktop.words import _

_PAD_X, _PAD_Y, _GAP = 13, 8, 7
_ROOMY, _TIGHT, _OWNER_AT_LEAST, _WHAT_AT_LEAST = 56, 36, 17, 18
"""Letters: what the action and its owners like to have together and what they need, and each of them at the least."""


class ActionDelegate(WrappingDelegate):
    """An editor for each column."""

    def __init__(self, theme: Theme, offers: Callable[[], Sequence[str]], view: QTableView) -> None:
        super().__init__(theme, view)
        self._offers = offers

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = ActionColumn(index.column())
        if column == ActionColumn.STATUS:
            return self.create_choice(parent, index, ((each.value, status_words(each)) for each in ActionStatus))
        editor = PartiesEdit(self._offers(), parent) if column == ActionColumn.OWNER else QLineEdit(parent)
        names = {ActionColumn.OWNER: _("Owners"), ActionColumn.DUE: _("By when"), ActionColumn.WHAT: _("Action")}
        editor.setAccessibleName(names[column])
        if column == ActionColumn.WHAT:
            # As wide as its words, over the cells beside it: they stand on several lines, and the editor has one.
            words = editor.fontMetrics().horizontalAdvance(str(index.data(Qt.ItemDataRole.EditRole))) + 3 * _PAD_X
            editor.setMinimumWidth(min(words, 2 * parent.width() // 3))
        if column == ActionColumn.DUE:
            editor.setPlaceholderText(_("Fri, 3/31, in two weeks"))
        return editor

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        entered = editor.currentData() if isinstance(editor, QComboBox) else editor.property("text")
        if str(entered).strip() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            assert isinstance(model, ActionsTable)
            model.setData(index, entered, Qt.ItemDataRole.EditRole)


class ActionsView(PortionsView):
    """The table of actions on screen."""

    def dress(self, theme: Theme, offers: Callable[[], Sequence[str]]) -> None:
        """Call it once, after the model is set."""
        self.dress_view(theme, ActionDelegate(theme, offers, self))

    def fit(self) -> None:
        """Gives the columns their room and the rows their height."""
        metrics = QFontMetrics(self._theme.font(Text.BODY))
        letter = metrics.averageCharWidth()
        room = self.viewport().width()
        day = metrics.horizontalAdvance("Feb 28") + _GAP + 2 * _PAD_X + 2
        late, soon = (
            chip_size(self._theme, words.format(count=88)).width()
            for words in (_("{count} days overdue"), _("in {count} days"))
        )
        due, item = day + late, metrics.horizontalAdvance("26 (6)") + 2 * _PAD_X + 4
        status = metrics.horizontalAdvance(_("In progress")) + 2 * _PAD_X + 4
        source = metrics.horizontalAdvance("Feb 28 · 4.c.ii") + 2 * _PAD_X
        if room - due - status - source - item < letter * _ROOMY:
            # Large text or a small screen: whatever can stand on two lines does, and in the end the item goes.
            due = max(late + 2 * _PAD_X, day + soon)
            status = max(map(metrics.horizontalAdvance, [*_("In progress").split(), _("Status") + "▾▾"])) + 2 * _PAD_X
        narrow = room - due - status - source - item < letter * _TIGHT
        if narrow:
            due = max(self.horizontalHeader().sectionSizeHint(ActionColumn.DUE), late // 2 + 3 * _PAD_X)
            source, item = metrics.horizontalAdvance("Feb 28 ·") + 2 * _PAD_X, 0
        self.setColumnHidden(ActionColumn.ITEM, narrow)
        rest = room - due - status - source - item
        owner = max(letter * _OWNER_AT_LEAST, rest * 35 // 100)
        what = max(letter * _WHAT_AT_LEAST, rest - owner)
        for column, width in zip(ActionColumn, (what, owner, due, status, source, item), strict=True):
            self.setColumnWidth(column, width)
        self.fit_rows()

    def usual_height(self) -> int:
        """Two lines."""
        return 2 * QFontMetrics(self._theme.font(Text.BODY)).lineSpacing() + 2 * _PAD_Y
