"""The table of data needs, edited where it stands, with a line below it that adds a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from msa_wg_desktop.domain.captured_changes import less_captured_in
from msa_wg_desktop.domain.changes import ChangeSet, less_new, updated
from msa_wg_desktop.domain.data_needs import NeedStatus
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.commands import lettered
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.live import LiveQuery
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.gui.models.needs_table import PRINTED, NeedColumn, NeedsTable
from msa_wg_desktop.gui.models.new_names import taken_in_words
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.models.section_words import need_states, status_words
from msa_wg_desktop.gui.widgets.chip import chip_size
from msa_wg_desktop.gui.widgets.delayed_save import DelayedSave
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.meeting.captured_panel import TIED
from msa_wg_desktop.gui.widgets.meeting.needs_delegate import PAD_X, NeedsDelegate
from msa_wg_desktop.gui.widgets.parties_edit import PartiesEdit
from msa_wg_desktop.gui.widgets.rich_text.edit import RichTextEdit
from msa_wg_desktop.gui.widgets.work.answer_offer import offer_answered
from msa_wg_desktop.services.needs_table import NeedLine
from msa_wg_desktop.words import _

_ENTITIES = frozenset({"data_need", "data_need_party", "capture", "party", "meeting"})
_LISTED = frozenset({"group_id", "meeting_id", "identified_on", "status", "off_record", "rank"})
"""What of a need says in which tables it stands."""
_LISTING = {**TIED, "meeting": frozenset({"group_id", "date", "status"})}
"""What of others says so too."""
_TIGHT = 48
"""Letters; in a room of fewer, a state has no line for all its words."""
_MOVE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class NeedsSection(QWidget):
    """Asks the services; the view and its model only show and say what was asked for."""

    states_changed = Signal(tuple)
    """The states of the rows, as the section's header counts them."""
    left = Signal()
    reached = Signal(QRect)

    def __init__(self, context: Context, parent: QWidget) -> None:
        """`parent` is shown while the section may be folded: the rows are counted there."""
        super().__init__(parent)
        self._context = context
        self._meeting_id = ""
        self.model = NeedsTable(self._settle, self)
        self.view = NeedsView(context.theme, self)
        self.view.setModel(self.model)
        self.delegate = NeedsDelegate(context.theme, self.view, offers=self._names, saver=self._saver)
        self.view.dress(self.delegate)
        self.delegate.responded.connect(partial(offer_answered, context))
        self.view.setAccessibleName(_("Data needs and responses"))
        self.add_edit = QLineEdit(self)
        self.add_edit.setPlaceholderText(_("Add a data need…"))
        self.add_edit.setAccessibleName(_("Add a data need"))
        self.add_edit.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        column.addWidget(self.add_edit)
        self.setFocusProxy(self.add_edit)
        self.view.left.connect(self.left)
        self.view.reached.connect(lambda room: self._reach(self.view, room))
        self.view.delete_asked.connect(self._delete)
        self.view.move_asked.connect(self._move)
        self.view.status_asked.connect(self._choose_status)
        self.view.menu_asked.connect(self._show_menu)
        self.live = LiveQuery(
            parent, context.bus, entities=_ENTITIES, load=self._load, show=self._show, patch=self._patch
        )

    def show_meeting(self, meeting_id: str) -> None:
        """Another meeting's table; what was typed into a cell of the one before is written first."""
        self.flush()
        self._meeting_id = meeting_id
        self.live.refresh()

    def flush(self) -> bool:
        """Writes what is being typed into a cell."""
        return self.delegate.flush()

    def _load(self) -> tuple[NeedLine, ...]:
        return self._context.services.needs_table.rows(self._meeting_id) if self._meeting_id else ()

    def _patch(self, sets: Sequence[ChangeSet]) -> bool:
        """Needs that stand elsewhere and stay there concern this table as little as other things do."""
        sets = less_new(less_captured_in(self._meeting_id, sets), "party")
        changed = updated(sets, "data_need", among=_ENTITIES, others=_LISTING)
        here = {row.need.id for row in self.model.rows}
        return changed is not None and not any(row_id in here or fields & _LISTED for row_id, fields in changed.items())

    def _show(self, rows: tuple[NeedLine, ...]) -> None:
        self.model.set_rows(rows)
        self.delegate.refresh_open()
        self.view.setVisible(bool(rows))
        self.setFocusProxy(self.view if rows else self.add_edit)
        self.view.fit_soon()
        self.states_changed.emit(tuple(row.need.status for row in rows))

    def _names(self) -> list[str]:
        book = self._context.services.parties.book()
        return [row.brief for row in (*book.classes, *book.organisations)] + [row.display for row in book.people]

    # ------------------------------------------------------------------ writing

    def _settle(self, row: NeedLine, column: NeedColumn, text: str) -> bool:
        if column is NeedColumn.WHO:
            return self._settle_who(row, text)
        values = {
            NeedColumn.NEED: {"need": text},
            NeedColumn.RESPONSE: {"response": text},
            NeedColumn.STATUS: {"status": text},
        }[column]
        with self._context.telling():
            self._context.services.data_needs.edit(row.need.id, values)
            return True
        return False

    def _settle_who(self, row: NeedLine, text: str) -> bool:
        """What can't be read is said without anything in the way: the cell stays open with what was typed."""
        try:
            new = self._context.services.needs_table.set_parties(row.need.id, text)
        except AppError as problem:
            self._context.notifier.say(problem.words)
            return False
        if new:
            self._context.say_done(taken_in_words(new))
        return True

    def _saver(self, editor: RichTextEdit, need_id: str) -> DelayedSave:
        editor.caret_moved.connect(lambda room: self._reach(editor, room))
        return response_saver(self._context, editor, need_id)

    def _reach(self, widget: QWidget, room: QRect) -> None:
        self.reached.emit(QRect(widget.mapTo(self, room.topLeft()), room.size()))

    def _add(self) -> None:
        with self._context.telling():
            need_id = self._context.services.needs_table.add(self._meeting_id, self.add_edit.text())
            self.add_edit.clear()
            self.live.refresh()
            self.view.edit_cell(self.model.index_of(need_id, NeedColumn.WHO))

    def _delete(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        with self._context.telling():
            self._context.services.data_needs.delete(row.need.id)
            self._context.say_done(_("Deleted: {need}").format(need=row.need.text))

    def _move(self, index: QModelIndex, by: int) -> None:
        row = self.model.row_at(index)
        if row is not None:
            with self._context.telling():
                self._context.services.needs_table.move(self._meeting_id, row.need.id, by=by)

    def _choose_status(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        at = self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft())
        open_status_menu(self, at, row.need.status, partial(self._settle, row, NeedColumn.STATUS))

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Edit"), partial(self.view.edit_cell, index))
        menu.addAction(_("&Status"), partial(self._choose_status, index.siblingAtColumn(NeedColumn.STATUS)))
        menu.addAction(_("Move &up"), partial(self._move, index, -1)).setEnabled(index.row() > 0)
        menu.addAction(_("Move &down"), partial(self._move, index, 1)).setEnabled(
            index.row() + 1 < self.model.rowCount()
        )
        menu.addAction(_("&Delete"), partial(self._delete, index))
        menu.popup(at)


def response_saver(context: Context, editor: RichTextEdit, need_id: str) -> DelayedSave:
    """Writes the response of a data need while it is typed."""
    needs = context.services.data_needs
    saver = DelayedSave(
        lambda: needs.edit(need_id, {"response": editor.markdown()}), context.saving, f"need:{need_id}", editor
    )
    editor.edited.connect(saver.touch)
    return saver


def open_status_menu(parent: QWidget, at: QPoint, current: str, taken: Callable[[str], object]) -> None:
    """Lets a state be chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    states = need_states()
    for value, label in zip(states, lettered(states.values()), strict=True):
        action = menu.addAction(label, partial(taken, value))
        action.setCheckable(True)
        action.setChecked(value == current)
    menu.popup(at)


class NeedsView(QTableView):
    """As tall as its rows. Enter and F2 edit, arrows and Tab go from cell to cell, Alt+Shift+arrows move a row."""

    left = Signal()
    """Esc was pressed with no cell open."""
    reached = Signal(QRect)
    delete_asked = Signal(QModelIndex)
    move_asked = Signal(QModelIndex, int)
    status_asked = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "plain")
        dress_table(self, theme)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self.fit)
        theme.changed.connect(self.fit_soon)

    def dress(self, delegate: NeedsDelegate) -> None:
        """Call it once, after the model is set."""
        self.setItemDelegate(delegate)
        delegate.grown.connect(self.fit_soon)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NeedColumn.RESPONSE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        self.doubleClicked.connect(self._clicked)

    def fit_soon(self) -> None:
        """Measures again at the end of this turn, once."""
        self._turn.start()

    def fit(self) -> None:
        """Gives the columns their shares, the rows their height, and the whole the height of its rows.

        Where the text is large for the room, the words of a state stand below each other, and more is left for others.
        """
        whole = self.viewport().width()
        tight = whole < self._theme.text_size(Text.BODY) * _TIGHT
        states = [status_words(state) for state in NeedStatus]
        words = [word for state in states for word in state.split()] if tight else states
        status = max(chip_size(self._theme, word).width() for word in words) + 2 * PAD_X
        rest = max(0, whole - status)
        head = self.horizontalHeader().sectionSizeHint(NeedColumn.WHO)
        for column, width in (
            (NeedColumn.NEED, round(rest * (0.36 if tight else 0.3))),
            (NeedColumn.WHO, max(head, round(rest * 0.19))),
            (NeedColumn.STATUS, status),
        ):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        height = rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def edit_cell(self, index: Index) -> None:
        """Opens a cell; the state is chosen from a menu."""
        if not index.isValid():
            return
        self.setFocus()
        self.setCurrentIndex(index)
        if index.column() == NeedColumn.STATUS:
            self.status_asked.emit(index)
        else:
            self.edit(index)
            field = QApplication.focusWidget()
            if isinstance(field, PartiesEdit):
                field.end(False)

    @property
    def has_keyboard(self) -> bool:
        """Whether one is in the table, or in a cell of it that is open."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def room_of(self, index: Index, position: int) -> QRect:
        """Where the line of a cell stands in which a position of its words is."""
        room = self.visualRect(index)
        delegate = self.itemDelegate()
        line = delegate.line_of(index, position) if isinstance(delegate, NeedsDelegate) else QRect()
        within = QRect(room.left(), room.top() + line.top(), room.width(), line.height())
        return QRect(self.viewport().mapTo(self, within.topLeft()), within.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and self._cell_key(event, index):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _cell_key(self, event: QKeyEvent, index: QModelIndex) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _MOVE:
            self.move_asked.emit(index, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_cell(index)
        elif key == Qt.Key.Key_Space and index.column() == NeedColumn.STATUS:
            self.status_asked.emit(index)
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit(index)
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and on behind the last."""
        here = self.currentIndex()
        place = here.row() * len(PRINTED) + here.column() + (1 if forward else -1)
        if here.isValid() and 0 <= place < self.model().rowCount() * len(PRINTED):
            self.setCurrentIndex(self.model().index(*divmod(place, len(PRINTED))))
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.hasFocus() and current.isValid():
            room = self.visualRect(current)
            self.reached.emit(QRect(self.viewport().mapTo(self, room.topLeft()), room.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_soon()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().viewportEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == NeedColumn.STATUS:
            self.status_asked.emit(index)

    def _ask_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.menu_asked.emit(index, self.viewport().mapToGlobal(at))
