"""The list of data needs on screen: rows as the summary's table has them, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text
from msa_wg_desktop.gui.models.cells import STRONG_ROLE
from msa_wg_desktop.gui.models.needs_table import ID_ROLE, NeedColumn
from msa_wg_desktop.gui.models.section_words import status_words
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.meeting.needs_delegate import PAD_X, PAD_Y, MakeSaver, NeedsDelegate
from msa_wg_desktop.gui.widgets.work.portions_view import PortionsView
from msa_wg_desktop.words import _

_LINES, _MOST_LINES = 3, 12
"""Of a row: in a long list, and at most in a short one."""
_WHO_AT_LEAST, _NEED_AT_LEAST = 16, 18
_WHO_SQUEEZED, _NEED_SQUEEZED = 13, 14
_RESPONSE_AT_LEAST = 44
"""Letters; where there is less room, the column of days goes, and then chips stand on two lines."""
Index = QModelIndex | QPersistentModelIndex


class NeedListDelegate(NeedsDelegate):
    """Whole rows are selected, heads stand between them, and no row is higher than a good look takes in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        metrics = QFontMetrics(self._theme.font(Text.BODY))
        most = (
            self._view.viewport().height() - 40 if self.is_open_in(index.row()) else _MOST_LINES * metrics.lineSpacing()
        )
        return QSize(hint.width(), min(hint.height(), most + 2 * PAD_Y))

    def is_selected(self, option: QStyleOptionViewItem, index: Index) -> bool:
        return bool(QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(ID_ROLE) is not None:
            super().paint(painter, option, index)
            return
        room = QRect(option.rect)
        painter.save()
        painter.fillRect(QRect(room.bottomLeft(), QSize(room.width(), 1)), self._theme.colour(Colour.FAINT_LINE))
        painter.setFont(self._theme.font(Text.BODY, bold=bool(index.data(STRONG_ROLE))))
        painter.setPen(self._theme.colour(Colour.INK_2))
        inside = room.adjusted(PAD_X, 0, -PAD_X, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data() or ""))
        painter.restore()


class NeedListView(PortionsView):
    """Enter, F2 and typing edit a cell; the state is chosen from a menu; a very long response beside the list."""

    status_asked = Signal(QModelIndex)
    response_asked = Signal()

    _dated = True

    def dress(self, theme: Theme, *, offers: Callable[[], Sequence[str]], saver: MakeSaver) -> None:
        """Call it once, after the model is set."""
        self.delegate = NeedListDelegate(theme, self, offers=offers, saver=saver)
        self.dress_view(theme, self.delegate)
        edits = QAbstractItemView.EditTrigger
        self.setEditTriggers(edits.EditKeyPressed | edits.AnyKeyPressed | edits.DoubleClicked)
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(alignment | Qt.TextFlag.TextWordWrap))
        self.delegate.grown.connect(self._fit_open)
        self.doubleClicked.connect(self._clicked)

    def edit_cell(self, index: Index) -> None:
        """Opens the editor of a cell."""
        if index.column() == NeedColumn.STATUS:
            self.status_asked.emit(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.column() == NeedColumn.RESPONSE and index.data(ID_ROLE):
            self.response_asked.emit()

    def show_dates(self, *, dated: bool) -> None:
        """The column of dates is there where any data need has one."""
        self._dated = dated

    def fit(self) -> None:
        """The days go first where there is no room; the response takes what the others leave."""
        metrics, room = QFontMetrics(self._theme.font(Text.BODY)), self.viewport().width()
        letter = metrics.averageCharWidth()
        status = max(chip_size(self._theme, status_words(state)).width() for state in NeedStatus) + 2 * PAD_X
        due = chip_size(self._theme, _("{count} days overdue").format(count=28)).width() + 2 * PAD_X
        asked = metrics.horizontalAdvance("Feb 28, again") + 2 * PAD_X
        head = self.horizontalHeader().sectionSizeHint(NeedColumn.WHO)
        who = head if head <= room * 22 // 100 else letter * _WHO_AT_LEAST
        if (room - status - who - (due if self._dated else 0)) * 64 // 100 < letter * _RESPONSE_AT_LEAST:
            soon = chip_size(self._theme, _("in {count} days").format(count=28)).width() + 2 * PAD_X
            status, due = self._broken(NeedColumn.STATUS), max(soon, self._broken(NeedColumn.DUE))
        rest = room - status - who - (due if self._dated else 0)
        days = rest * 64 // 100 - asked >= letter * _RESPONSE_AT_LEAST
        rest -= asked if days else 0
        self.setColumnHidden(NeedColumn.ASKED, not days)
        self.setColumnHidden(NeedColumn.DUE, not self._dated)
        need = max(letter * _NEED_AT_LEAST, rest * 36 // 100)
        response = max(letter * 16, rest - need)
        # In large text the others give way before anything leaves the window.
        over = max(0, need + response - rest)
        narrower = min(over, max(0, who - letter * _WHO_SQUEEZED))
        who, need = who - narrower, max(letter * _NEED_SQUEEZED, need - (over - narrower))
        for column, width in zip(NeedColumn, (need, who, response, status, due, asked), strict=True):
            self.setColumnWidth(column, width)
        self._wrap_head(several=head > who)
        self.fit_rows()

    def _broken(self, column: NeedColumn) -> int:
        """How wide a column of chips is at the least: as what it is called, or as chips that stand on two lines."""
        halves = max(self._halved(status_words(state).split()) for state in NeedStatus)
        return max(halves + 2 * PAD_X + 2, self.horizontalHeader().sectionSizeHint(column))

    def _halved(self, words: Sequence[str]) -> int:
        """How wide a chip is that stands on two lines, of which neither is needlessly wide."""
        parts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) or 1))
        whole = chip_size(self._theme, " ".join(words)).width()
        return min((max(chip_size(self._theme, part).width() for part in two) for two in parts), default=whole)

    def _wrap_head(self, *, several: bool) -> None:
        """The words above a narrow column stand on two lines."""
        header = self.horizontalHeader()
        lines = header.fontMetrics().lineSpacing() if several else 0
        header.setFixedHeight(header.sizeHint().height() + lines)

    def usual_height(self) -> int:
        """A few lines, of which the last may be cut."""
        return _LINES * QFontMetrics(self._theme.font(Text.BODY)).lineSpacing() + 2 * PAD_Y

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, editing = self.currentIndex(), self.state() is QAbstractItemView.State.EditingState
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if index.isValid() and not editing and opens and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.edit_cell(index)
        elif index.column() == NeedColumn.STATUS and event.key() == Qt.Key.Key_Space and not editing:
            self.status_asked.emit(index)
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if (
            index.column() in (NeedColumn.STATUS, NeedColumn.RESPONSE)
            and not index.flags() & Qt.ItemFlag.ItemIsEditable
        ):
            self.edit_cell(index)

    def _fit_open(self) -> None:
        row = self.delegate.open_row
        if row >= 0:
            self.setRowHeight(row, max(self.sizeHintForRow(row), self.verticalHeader().minimumSectionSize()))
        else:
            self.fit_rows()
