"""A month on screen: gone through by day and month, a meeting dragged or moved by keys to another day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from msa_wg_desktop.domain.meetings import MeetingRow
from msa_wg_desktop.domain.month import DAYS, WEEKS, EntryKind, MonthDay, MonthEntry, MonthSheet, months_on
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.models.month_table import Index, MonthTable, entry_words
from msa_wg_desktop.gui.widgets.meetings.month_delegate import MonthDelegate

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class MonthView(QTableView):
    """Shows a sheet; asks for another month where somebody goes there."""

    month_asked = Signal(object)
    """A day of the month that is to be shown, which is to be the current one."""
    opened = Signal()
    chosen = Signal()
    move_asked = Signal(str, object)
    """The id of a meeting, and the day that it is to move to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = MonthTable(self)
        self.setModel(self.table)
        self._pressed: tuple[MonthEntry, QPoint] | None = None

    def dress(self, theme: Theme) -> None:
        """Call it once."""
        self._delegate = MonthDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self.fit)

    # ------------------------------------------------------------------ what is shown

    @property
    def current_day(self) -> date | None:
        day = self.table.day_at(self.currentIndex())
        return day.day if day is not None else None

    @property
    def entry(self) -> MonthEntry | None:
        """The entry that commands are about: the one chosen, else the first meeting of the day, else its first."""
        day = self.table.day_at(self.currentIndex())
        if day is None or not day.entries:
            return None
        found = [entry for entry in day.entries if entry.id == self._delegate.chosen]
        meetings = [entry for entry in day.entries if entry.meeting is not None]
        return (found or meetings or list(day.entries))[0]

    @property
    def meeting(self) -> MeetingRow | None:
        """The meeting that commands are about."""
        return self.entry.meeting if self.entry is not None else None

    def show_sheet(self, sheet: MonthSheet, day: date, *, entry: str = "") -> None:
        """Shows a month, with a day of it as the current one."""
        self.table.show(sheet)
        self.fit()
        self.setCurrentIndex(self.table.index_of(day))
        if entry:
            self._delegate.chosen = entry
        self._tell()

    def fit(self) -> None:
        """All days alike; where there is no room for two entries each, the weeks scroll."""
        if self.table.sheet is None:
            return
        room = self.viewport().size()
        height = max(self._delegate.least_height(), room.height() // WEEKS)
        for row in range(WEEKS):
            self.setRowHeight(row, height)
        for column in range(DAYS):
            right = room.width() * (column + 1) // DAYS
            self.setColumnWidth(column, right - room.width() * column // DAYS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Keys that move a meeting are its own, although Alt opens menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _moves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.current_day
        if day is None or self.table.sheet is None:
            super().keyPressEvent(event)
        elif _moves(event):
            self._move_by(day, _STEPS[key])
        elif key in _STEPS:
            self.go_to(day + timedelta(days=_STEPS[key]))
        elif key in _MONTHS:
            self.go_to(months_on(day, _MONTHS[key]))
        elif key == Qt.Key.Key_Home:
            self.go_to(self.table.sheet.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self._choose_next()
        elif key == Qt.Key.Key_Escape and self._pressed is not None:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def go_to(self, day: date) -> None:
        """Makes a day the current one; the month turns with it."""
        if self.table.sheet is not None and self.table.sheet.holds(day):
            self.setCurrentIndex(self.table.index_of(day))
            self._tell()
        else:
            self.month_asked.emit(day)

    def _move_by(self, day: date, days: int) -> None:
        if self.meeting is not None:
            self._delegate.chosen = self.meeting.id
            self.move_asked.emit(self.meeting.id, day + timedelta(days=days))

    def _choose_next(self) -> None:
        """Goes through the entries of a day, and has each read out."""
        day, entry = self.table.day_at(self.currentIndex()), self.entry
        if day is not None and entry is not None:
            place = day.entries.index(entry) + 1
            self._choose(day.entries[place % len(day.entries)])

    def _choose(self, entry: MonthEntry) -> None:
        self._delegate.chosen = entry.id
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, entry_words(entry)))
        self._tell()

    def _tell(self) -> None:
        if self.entry is not None:
            self._delegate.chosen = self.entry.id
        self.viewport().update()
        self.chosen.emit()

    # ------------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        entry = self._entry_at(event.position().toPoint())
        if entry is not None:
            self._delegate.chosen = entry.id
            if event.button() == Qt.MouseButton.LeftButton and entry.kind is EntryKind.MEETING:
                self._pressed = (entry, event.position().toPoint())
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.position().toPoint()
        if (at - self._pressed[1]).manhattanLength() >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._delegate.target = self.indexAt(at)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, target = self._pressed, self._delegate.target
        self._end_drag()
        day = self.table.day_at(target) if target is not None else None
        meeting = pressed[0].meeting if pressed is not None else None
        if meeting is not None and day is not None and day.day != meeting.date:
            self.move_asked.emit(meeting.id, day.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._end_drag()
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def _end_drag(self) -> None:
        self._pressed = None
        self._delegate.target = None
        self.unsetCursor()
        self.viewport().update()

    def _entry_at(self, at: QPoint) -> MonthEntry | None:
        index: Index = self.indexAt(at)
        day: MonthDay | None = self.table.day_at(index)
        return self._delegate.entry_at(self.visualRect(index), day, at) if day is not None else None


def _moves(event: QKeyEvent) -> bool:
    return event.modifiers() == _MOVING and Qt.Key(event.key()) in _STEPS
