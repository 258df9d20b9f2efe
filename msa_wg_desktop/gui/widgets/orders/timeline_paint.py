"""Draws a time line: weeks, weekends, holidays and today behind, bars and diamonds with their words in front."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from msa_wg_desktop.domain.dates import format_day
from msa_wg_desktop.domain.plans import PlanKind, PlanLine
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size, Text
from msa_wg_desktop.gui.models.plan_words import bar_words, plan_tone
from msa_wg_desktop.gui.models.rows_model import Index
from msa_wg_desktop.gui.models.timeline_table import TimelineColumn, is_filing
from msa_wg_desktop.gui.widgets.orders.time_scale import TimeScale

_PAD, _GAP, _MARK = 16, 8, 3
_ROW, _BAR, _DIAMOND = 27, 13, 7
_HATCH, _FAINT = 6.0, 0.75
_SHADED_FROM = 3.0  # Pixels: where a day is narrower, weekends would make a grey of all.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_UNBROKEN = "\u00a0"
_VEIL = 0.85
_LINES = 4  # A title, or what stands below a bar, is never longer than that.


def row_height(theme: Theme) -> int:
    """How high a line of the plan is, where its title and the words beside its bar have room in one."""
    return theme.scaled(_ROW)


def height_of(line: PlanLine, scale: TimeScale, titles: int, theme: Theme) -> int:
    """How high a line has to be for all of its words, with so much room for its title: what has no room beside its
    bar stands below it, and a long title goes on in the next line."""
    usual = row_height(theme)
    metrics = QFontMetrics(_title_font(line, theme))
    title = _wrapped_height(metrics, line.title, titles - _PAD - _GAP)
    height = max(usual, title + usual - metrics.lineSpacing())
    room = QRect(0, 0, scale.width, usual)
    metrics = QFontMetrics(_words_font(line, theme))
    if _beside(shape_of(line, scale, room, theme), room, metrics.horizontalAdvance(bar_words(line))) is None:
        width = scale.width - 2 * _GAP
        below = _wrapped_height(metrics, _kept_together(bar_words(line), metrics, width), width)
        height = max(height, usual + below + _below_gap(theme))
    return height


def _below_gap(theme: Theme) -> int:
    """What words below a bar are nearer to it than a line's foot would be, and what is left below them."""
    return theme.scaled(2)


def _title_font(line: PlanLine, theme: Theme) -> QFont:
    return theme.font(Text.BODY, bold=is_filing(line))


def _words_font(line: PlanLine, theme: Theme) -> QFont:
    return theme.font(Text.SMALL, bold=is_filing(line))


def _wrapped_height(metrics: QFontMetrics, words: str, width: int) -> int:
    line = metrics.lineSpacing()
    room = metrics.boundingRect(QRect(0, 0, max(1, width), line * _LINES), _WRAPPED, words)
    return line * max(1, min(_LINES, round(room.height() / line)))


def _kept_together(words: str, metrics: QFontMetrics, width: int) -> str:
    """Each part of what is said goes into the next line as a whole, as far as it fits into one: no date is broken."""
    parts = words.split(" · ")
    return " · ".join(
        part.replace(" ", _UNBROKEN) if metrics.horizontalAdvance(part) * 2 <= width else part for part in parts
    )


def _beside(taken: QRectF, room: QRect, needed: int) -> tuple[QRect, Qt.AlignmentFlag] | None:
    """Where words stand beside a bar: behind it, else before it; None where they have no room."""
    behind, before = _sides(taken, room)
    if needed <= behind.width():
        return behind, _ONE_LINE
    if needed <= before.width():
        return before, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    return None


def _sides(taken: QRectF, room: QRect) -> tuple[QRect, QRect]:
    left, right = round(taken.left()), round(taken.right())
    behind = QRect(right + _GAP, room.top(), room.right() - right - 2 * _GAP, room.height())
    return behind, QRect(room.left() + _GAP, room.top(), left - room.left() - 2 * _GAP, room.height())


class TimelineGround:
    """What is the same in every row: the days."""

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        self.theme, self.scale = theme, scale
        self.today = date.min
        self.holidays: Container[date] = ()

    def paint(self, painter: QPainter, room: QRect) -> None:
        """Weekends faintly shaded, holidays marked, a line at each week, and today's."""
        theme, scale = self.theme, self.scale
        painter.save()
        painter.setClipRect(room)
        if scale.day_width >= _SHADED_FROM:
            for day in scale.in_sight():
                free = day in self.holidays
                if free or day.weekday() >= 5:
                    self._shade(painter, room, day, free=free)
        painter.setPen(theme.colour(Colour.FAINT_LINE))
        for day in scale.weeks():
            x = room.left() + round(scale.x_of(day))
            painter.drawLine(x, room.top(), x, room.bottom())
        painter.fillRect(self._today_line(room), theme.colour(Colour.ACCENT))
        painter.restore()

    def _shade(self, painter: QPainter, room: QRect, day: date, *, free: bool) -> None:
        left, right = (room.left() + self.scale.x_of(day, end=end) for end in (False, True))
        strip = QRectF(left, room.top(), right - left, room.height())
        faint = QColor(self.theme.colour(Colour.WINDOW))
        faint.setAlphaF(_FAINT)
        painter.fillRect(strip, faint)
        if free:
            self._hatch(painter, strip)

    def _hatch(self, painter: QPainter, strip: QRectF) -> None:
        ink = QColor(self.theme.colour(Colour.INK_3))
        ink.setAlphaF(0.4)
        painter.save()
        painter.setPen(ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(strip)
        y = strip.top() - strip.top() % _HATCH
        while y < strip.bottom() + strip.width():
            painter.drawLine(QPointF(strip.left(), y), QPointF(strip.right(), y - strip.width()))
            y += _HATCH
        painter.restore()

    def _today_line(self, room: QRect) -> QRect:
        middle = room.left() + self.scale.x_of(self.today) + self.scale.day_width / 2
        return QRect(round(middle) - 1, room.top(), 2, room.height())


class TimelineDelegate(QStyledItemDelegate):
    """A title, and in the second column a bar for what takes time, a diamond for what has a day."""

    def __init__(self, ground: TimelineGround, view: QTableView) -> None:
        super().__init__(view)
        self._view, self._ground = view, ground

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._ground.theme
        metrics = QFontMetrics(theme.font(Text.BODY, bold=True))
        width = metrics.horizontalAdvance(str(index.data() or "")) + 2 * _PAD
        return QSize(width, row_height(theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: PlanLine | None = self._view.model().row_at(index)  # type: ignore[attr-defined]
        if line is None:
            return
        theme, room = self._ground.theme, QRect(option.rect)
        selected = bool(QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(room)
        if index.column() == TimelineColumn.TITLE:
            if selected:
                painter.fillRect(room, theme.colour(Colour.SELECTION))
            self._paint_title(painter, room, line)
        else:
            self._ground.paint(painter, room)
            if selected:
                veil = QColor(theme.colour(Colour.SELECTION))
                veil.setAlphaF(0.6)
                painter.fillRect(room, veil)
            self._paint_line(painter, room, line, selected=selected)
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, line: PlanLine) -> None:
        theme = self._ground.theme
        if self._view.hasFocus() and self._view.currentIndex().row() == self._view.indexAt(room.center()).row():
            painter.fillRect(QRect(room.topLeft(), QSize(_MARK, room.height())), theme.colour(Colour.ACCENT))
        font = _title_font(line, theme)
        painter.setFont(font)
        painter.setPen(theme.colour(Colour.INK_1))
        metrics = QFontMetrics(font)
        above = (row_height(theme) - metrics.lineSpacing()) // 2
        inside = room.adjusted(_PAD, above, -_GAP, 0)
        inside.setHeight(_wrapped_height(metrics, line.title, inside.width()))
        painter.setClipRect(inside)
        painter.drawText(inside, _WRAPPED, line.title)

    def _paint_line(self, painter: QPainter, room: QRect, line: PlanLine, *, selected: bool) -> None:
        theme = self._ground.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = theme.colour(plan_tone(line.status).ink)
        painter.setBrush(colour)
        taken = shape_of(line, self._ground.scale, room, theme)
        if line.end is not None and line.node.days is not None and line.latest_start is not None:
            radius = theme.size(Size.RADIUS_SMALL)
            painter.drawRoundedRect(taken, radius, radius)
        if line.end is not None and line.node.kind is not PlanKind.STEP:
            self._paint_diamond(painter, room, taken, line, colour)
        self._paint_words(painter, room, taken, line, selected=selected)

    def _paint_diamond(self, painter: QPainter, room: QRect, taken: QRectF, line: PlanLine, colour: QColor) -> None:
        """Filled where a commission ordered the day, else hollow."""
        theme, scale = self._ground.theme, self._ground.scale
        assert line.end is not None
        half = theme.scaled(_DIAMOND)
        middle = QPointF(room.left() + scale.x_of(line.end) + scale.day_width / 2, taken.center().y())
        corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
        painter.setPen(colour)
        painter.setBrush(colour if line.node.ordered else theme.colour(Colour.PANEL))
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))

    def _paint_words(self, painter: QPainter, room: QRect, taken: QRectF, line: PlanLine, *, selected: bool) -> None:
        """Behind the bar, or before it; below it where neither has room for them."""
        theme, words, usual = self._ground.theme, bar_words(line), row_height(self._ground.theme)
        font = _words_font(line, theme)
        metrics = QFontMetrics(font)
        needed = metrics.horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(theme.colour(plan_tone(line.status).ink if line.status.threatens else Colour.INK_2))
        band = QRect(room.topLeft(), QSize(room.width(), usual))
        place = _beside(taken, band, needed)
        if place is not None:
            painter.drawText(place[0], place[1], words)
        elif room.height() > usual:
            width = min(needed + 1, room.width() - 2 * _GAP)
            left = max(room.left() + _GAP, min(round(taken.left()), room.right() - _GAP - width))
            top = room.top() + usual - _below_gap(theme)
            words = _kept_together(words, metrics, width)
            at = QRect(left, top, width, _wrapped_height(metrics, words, width))
            veil = QColor(theme.colour(Colour.SELECTION if selected else Colour.PANEL))
            veil.setAlphaF(_VEIL)
            painter.fillRect(at, veil)
            painter.drawText(at.adjusted(0, 0, 0, _below_gap(theme)), _WRAPPED, words)
        else:
            # Where somebody zoomed in or went through time, lines stay as high as they were.
            widest = max(_sides(taken, band), key=QRect.width)
            painter.drawText(widest, _ONE_LINE, metrics.elidedText(words, Qt.TextElideMode.ElideRight, widest.width()))


def shape_of(line: PlanLine, scale: TimeScale, room: QRect, theme: Theme) -> QRectF:
    """Where a bar or a diamond stands in its row; nothing without a day, at the left edge."""
    height = theme.scaled(_BAR)
    top = room.top() + (row_height(theme) - height) / 2
    if line.end is None:
        return QRectF(room.left(), top, 0, height)
    start = line.latest_start if line.node.days is not None and line.latest_start is not None else line.end
    left, right = room.left() + scale.x_of(start), room.left() + scale.x_of(line.end, end=True)
    if line.node.kind is not PlanKind.STEP:
        half, middle = theme.scaled(_DIAMOND), room.left() + scale.x_of(line.end) + scale.day_width / 2
        left, right = min(left if line.node.days else middle - half, middle - half), middle + half
    return QRectF(left, top, max(right - left, 2.0), height)


class TimelineHeader(QHeaderView):
    """The dates of the weeks, above the bars."""

    def __init__(self, ground: TimelineGround, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._ground = ground

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._ground.theme.font(Text.SMALL))
        return QSize(super().sizeHint().width(), metrics.height() + 2 * _GAP)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not isinstance(rect, QRect) or logicalIndex != TimelineColumn.BAR:
            return
        theme, scale = self._ground.theme, self._ground.scale
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(theme.font(Text.SMALL))
        painter.setPen(theme.colour(Colour.INK_2))
        for day in scale.weeks():
            place = QRect(rect.left() + round(scale.x_of(day)), rect.top(), scale.label_room, rect.height())
            words = _tick_words(day)
            if place.left() + painter.fontMetrics().horizontalAdvance(words) <= rect.right():
                painter.drawText(place, _ONE_LINE, words)
        painter.restore()


def _tick_words(day: date) -> str:
    """The year where it has changed since the week before."""
    if day.timetuple().tm_yday <= 7:
        return f"{format_day(day)}, {day.year}"
    return format_day(day)
