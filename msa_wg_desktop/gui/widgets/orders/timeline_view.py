"""A plan as a drawn time line that is also a table: for the eye, the mouse, the keyboard and a screen reader alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip, QWidget

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.plan_back import Plan
from msa_wg_desktop.domain.planning import holiday_name
from msa_wg_desktop.domain.plans import PlanLine
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Text
from msa_wg_desktop.gui.models.columns_model import ColumnsModel
from msa_wg_desktop.gui.models.plan_words import bar_words, days_words
from msa_wg_desktop.gui.models.timeline_table import TimelineColumn, timeline_table
from msa_wg_desktop.gui.widgets.dress_table import dress_table
from msa_wg_desktop.gui.widgets.orders.time_scale import USUAL, TimeScale
from msa_wg_desktop.gui.widgets.orders.timeline_paint import (
    TimelineDelegate,
    TimelineGround,
    TimelineHeader,
    height_of,
    row_height,
    shape_of,
)
from msa_wg_desktop.words import _

_TITLES_AT_MOST, _TITLES_EVER, _TITLES_AT_LEAST, _WORDS_AT_MOST, _MEASURED = 0.24, 0.4, 110, 0.4, 50
_TITLES_WANTED = 200  # Pixels at 100 %: large text may take a larger part of a small window for it.
_ROWS_SHOWN, _ROWS_AT_LEAST, _GRIP, _GAP = 9, 4, 4, 4
_WEEK = 7
_ZOOMS = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TimelineView(QTableView):
    """Up and Down go from line to line, Left and Right through time, + and - zoom, 0 shows all of it.

    A day that can be moved is dragged, or moved by Shift+Left and Shift+Right; one that can't says why by
    `move_refused`. While it is dragged, `trying` asks for the plan as it would be.
    """

    opened = Signal()
    chosen = Signal()
    delete_asked = Signal()
    trying = Signal(str, date)
    dropped = Signal(str, date)
    left_alone = Signal()
    """What was being dragged stays where it was."""
    move_refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = TimeScale(self)
        self.table: ColumnsModel[PlanLine] = timeline_table(self)
        self._movable: frozenset[str] = frozenset()
        self._plan: Plan | None = None
        self._pressed: tuple[QPoint, str, date | None] | None = None
        self._dragged: date | None = None
        self._titles = 0
        self._fitted = False
        """Whether what is in sight was chosen for the plan that is shown, and for a width that it is shown in."""

    def dress(self, theme: Theme) -> None:
        """Call it once, after the form is loaded."""
        self._theme = theme
        self.ground = TimelineGround(theme, self.scale)
        self.setModel(self.table)
        self.setHorizontalHeader(TimelineHeader(self.ground, self))
        dress_table(self, theme)
        self.setItemDelegate(TimelineDelegate(self.ground, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.scale.changed.connect(self._redraw)
        theme.changed.connect(self._dress_again)
        self._dress_again()

    # ------------------------------------------------------------------ showing

    def show_plan(self, plan: Plan, movable: Sequence[str]) -> None:
        """Shows a plan; `movable` are the things whose day can be dragged."""
        self._plan, self._movable = plan, frozenset(movable)
        self.ground.today, self.ground.holidays = plan.today, plan.holidays
        self.table.set_rows(plan.lines)
        days = [day for line in plan.lines for day in (line.latest_start, line.end) if day is not None]
        self.scale.show(min([*days, plan.today]), max([*days, plan.today]))
        self._titles = self.sizeHintForColumn(TimelineColumn.TITLE)
        self.updateGeometry()
        self._fit_columns()
        if self._fitted:
            self._fit_rows()
        else:
            self.fit()

    @property
    def line(self) -> PlanLine | None:
        """The line that commands are about."""
        return self.table.row_at(self.currentIndex())

    def select(self, line_id: str) -> bool:
        """Goes to a line; says whether there is one."""
        index = self.table.index_of(line_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self._bring_in_sight()
        return True

    def fit(self) -> None:
        """All of the plan in sight, as far as days stay wide enough to be told apart."""
        self._fitted = self._plan is not None and self.isVisible()
        least, most = self._theme.scaled(2), round(self.scale.width * _WORDS_AT_MOST)
        widths = sorted(self._words_widths())
        self.scale.fit(room_behind=min(widths[-1] if widths else 0, most), least=least)
        self._fit_rows()
        if any(self.rowHeight(row) > row_height(self._theme) for row in range(len(widths))):
            # Some stand below their bars: only the others need room beside theirs.
            self.scale.fit(room_behind=max((width for width in widths if width <= most), default=0), least=least)
            self._fit_rows()

    def _words_widths(self) -> list[int]:
        """What the words beside the bars may need: before or behind a bar, one side suits them."""
        metrics = QFontMetrics(self._theme.font(Text.SMALL))
        return [metrics.horizontalAdvance(bar_words(line)) for line in self.table.rows[:_MEASURED]]

    def _fit_rows(self) -> None:
        """As high as the words of each need. Whoever zooms or goes through time on finds them as high as they were."""
        titles = self.columnWidth(TimelineColumn.TITLE)
        for row, line in enumerate(self.table.rows):
            self.setRowHeight(row, height_of(line, self.scale, titles, self._theme))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as a few lines, their dates above and today below need."""
        if self.model() is None:
            return super().sizeHint()
        rows = sum(self.rowHeight(row) for row in range(min(_ROWS_SHOWN, self.table.rowCount())))
        rows = max(rows, row_height(self._theme))
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + self._foot())

    def minimumSizeHint(self) -> QSize:
        if self.model() is None:
            return super().minimumSizeHint()
        rows = _ROWS_AT_LEAST * row_height(self._theme)
        least = self.horizontalHeader().sizeHint().height() + rows
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), least + self._foot()))

    def _foot(self) -> int:
        return QFontMetrics(self._theme.font(Text.SMALL)).height() + 3 * _GAP

    def _dress_again(self) -> None:
        self.scale.label_room = self._theme.scaled(62)
        self.scale.day_width = self._theme.scaled(round(USUAL))
        self.verticalHeader().setDefaultSectionSize(row_height(self._theme))
        self._titles = self.sizeHintForColumn(TimelineColumn.TITLE)
        self.updateGeometry()
        self._fit_columns()
        self.fit()

    def _fit_columns(self) -> None:
        room = self.viewport().width()
        most = round(max(room * _TITLES_AT_MOST, min(room * _TITLES_EVER, self._theme.scaled(_TITLES_WANTED))))
        self.setColumnWidth(TimelineColumn.TITLE, max(self._theme.scaled(_TITLES_AT_LEAST), min(self._titles, most)))
        self.scale.width = self.viewport().width() - self.columnWidth(TimelineColumn.TITLE)

    def _redraw(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is None:
            return
        before = self.scale.width
        self._fit_columns()
        if before != self.scale.width:
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below the last line the days go on, and today is named."""
        super().paintEvent(event)
        if self.model() is None:
            return
        painter = QPainter(self.viewport())
        last = self.table.rowCount() - 1
        bottom = self.rowViewportPosition(last) + self.rowHeight(last) if last >= 0 else 0
        left, height = self.columnWidth(TimelineColumn.TITLE), self.viewport().height()
        foot = self._foot()
        top = min(bottom, height - foot)
        self.ground.paint(painter, QRect(left, bottom, self.scale.width, max(0, top + _GAP - bottom)))
        if top < bottom:
            # Lines go on below: they pass behind today, not through it.
            painter.fillRect(0, top, self.viewport().width(), foot, self._theme.colour(Colour.PANEL))
        self._paint_today(painter, QRect(left, top, self.scale.width, foot))
        self._paint_dragged(painter)
        painter.end()

    def _paint_today(self, painter: QPainter, room: QRect) -> None:
        theme = self._theme
        painter.setFont(theme.font(Text.SMALL))
        words = _("today, {day}").format(day=format_date(self.ground.today))
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        x = room.left() + round(self.scale.x_of(self.ground.today) + self.scale.day_width / 2)
        if not room.left() <= x <= room.right():
            return
        place = QRect(min(x - 1, room.right() - width), room.top() + _GAP, width, room.height() - _GAP)
        painter.setPen(theme.colour(Colour.ACCENT))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    # ------------------------------------------------------------------ keys, wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shifted = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape and self._pressed is not None:
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line is not None:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif key in _ZOOMS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.scale.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0 and not event.modifiers():
            self.fit()
        elif key in _TURNS and shifted:
            self._nudge(_TURNS[key])
        elif key in _TURNS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.scale.scroll(_TURNS[key] * _WEEK)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms, sideways or with Shift it goes through time; else it scrolls the lines."""
        turned, modifiers = event.angleDelta(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            x = event.position().x() - self.columnWidth(TimelineColumn.TITLE)
            self.scale.zoom(turned.y() / 120, around=x)
        elif turned.x() or modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.scale.scroll(-(turned.x() or turned.y()) / 120 * _WEEK)
        elif self.verticalScrollBar().maximum():
            super().wheelEvent(event)
            return
        else:
            event.ignore()
            return
        event.accept()

    def currentChanged(self, current: object, previous: object) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.chosen.emit()

    def _nudge(self, way: int) -> None:
        """To the next business day, or the one before."""
        line = self.line
        if line is None or line.end is None or self._plan is None:
            return
        if line.id not in self._movable:
            self.move_refused.emit(line.id)
            return
        ordinal = line.end.toordinal() + way
        while date.fromordinal(ordinal).weekday() >= 5 or date.fromordinal(ordinal) in self._plan.holidays:
            ordinal += way
        self.dropped.emit(line.id, date.fromordinal(ordinal))

    def _bring_in_sight(self) -> None:
        line = self.line
        if line is not None and line.end is not None:
            self.scale.bring(line.latest_start or line.end, line.end)

    # ------------------------------------------------------------------ dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            line = self._grasped(event.position().toPoint())
            self._pressed = (event.position().toPoint(), line.id if line else "", line.end if line else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            shape = Qt.CursorShape.SizeHorCursor if self._can_move(self._grasped(at)) else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        start, line_id, day = self._pressed
        if abs(at.x() - start.x()) < QApplication.startDragDistance() and self._dragged is None:
            return
        if day is None:
            self.scale.scroll((start.x() - at.x()) / self.scale.day_width)
            self._pressed = (at, "", None)
        elif line_id not in self._movable:
            self._pressed = None
            self.move_refused.emit(line_id)
        else:
            self._try_day(line_id, day, at.x() - start.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        # The day that was painted over other lines goes, though nothing else may change there.
        self.viewport().update()
        if pressed is not None and dragged is not None:
            self.dropped.emit(pressed[1], dragged) if dragged != pressed[2] else self.left_alone.emit()

    def viewportEvent(self, event: object) -> bool:
        """Over a holiday its name is said."""
        if isinstance(event, QHelpEvent):
            x = event.pos().x() - self.columnWidth(TimelineColumn.TITLE)
            name = holiday_name(self.scale.day_at(x), self.ground.holidays) if x >= 0 else ""
            if name and self._grasped(event.pos()) is None:
                QToolTip.showText(event.globalPos(), f"{format_date(self.scale.day_at(x))}: {name}", self)
                return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def _try_day(self, line_id: str, day: date, pixels: int) -> None:
        moved = date.fromordinal(day.toordinal() + round(pixels / self.scale.day_width))
        if moved != self._dragged:
            self._dragged = moved
            self.trying.emit(line_id, moved)
            self.viewport().update()

    def _let_go(self) -> None:
        self._pressed = self._dragged = None
        self.viewport().update()
        self.left_alone.emit()

    def _can_move(self, line: PlanLine | None) -> bool:
        return line is not None and line.id in self._movable

    def _grasped(self, at: QPoint) -> PlanLine | None:
        """The line whose bar or diamond stands there."""
        index = self.indexAt(at)
        line = self.table.row_at(index)
        if line is None or index.column() != TimelineColumn.BAR or line.end is None:
            return None
        shape = shape_of(line, self.scale, self.visualRect(index), self._theme)
        return line if shape.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP).contains(at) else None

    def _paint_dragged(self, painter: QPainter) -> None:
        """The day where it would be dropped, and how many business days that is from today."""
        if self._dragged is None or self._pressed is None:
            return
        line = next((line for line in self.table.rows if line.id == self._pressed[1]), None)
        count = line.business_days if line is not None and line.node.days is None else None
        words = " · ".join([format_date(self._dragged), *([days_words(count)] if count else [])])
        theme = self._theme
        painter.setFont(theme.font(Text.BODY, bold=True))
        metrics = QFontMetrics(painter.font())
        room = QRect(0, 0, metrics.horizontalAdvance(words) + 4 * _GAP, metrics.height() + 2 * _GAP)
        row = self.table.index_of(self._pressed[1])
        x = self.columnWidth(TimelineColumn.TITLE) + round(self.scale.x_of(self._dragged))
        room.moveTo(
            min(x, self.viewport().width() - room.width()), max(0, self.rowViewportPosition(row.row()) - room.height())
        )
        painter.fillRect(room, theme.colour(Colour.INK_1))
        painter.setPen(theme.colour(Colour.PANEL))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
