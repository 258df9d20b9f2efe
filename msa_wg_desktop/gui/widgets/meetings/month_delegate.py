"""Paints the days of a month: number, holiday, and as many entries as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from msa_wg_desktop.domain.month import MonthDay, MonthEntry
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size, Text
from msa_wg_desktop.gui.models.month_table import (
    DAY_ROLE,
    Index,
    MonthTable,
    entry_tone,
    is_struck,
    short_words,
    state_words,
)
from msa_wg_desktop.words import _

_PAD, _GAP, _LINE_PAD = 5, 2, 2
_MOST_LINES, _USUAL_LINES = 4, 3
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class MonthDelegate(QStyledItemDelegate):
    """`chosen` is the id of the entry that commands are about; `target` the cell that one is dragged over."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.chosen = ""
        self.target: Index | None = None

    def least_height(self) -> int:
        """Of a day with one entry, whose words go on in a second line above its state."""
        return self._head_height() + self._line_height(lines=_USUAL_LINES) + _GAP + _PAD

    def entry_at(self, room: QRect, day: MonthDay, at: QPoint) -> MonthEntry | None:
        """The entry of a day that stands at a point of the view."""
        shown, _more = self._shown(room, day)
        return next((entry for entry, line in zip(day.entries, shown, strict=False) if line.contains(at)), None)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day, model = index.data(DAY_ROLE), self._view.model()
        if not isinstance(day, MonthDay) or not isinstance(model, MonthTable) or model.sheet is None:
            return
        theme, room = self._theme, QRect(option.rect)
        inside = model.sheet.holds(day.day)
        current = index == self._view.currentIndex()
        painter.save()
        painter.setClipRect(room)
        ground = Colour.SELECTION if current else Colour.PANEL if inside else Colour.WINDOW
        painter.fillRect(room, theme.colour(ground))
        painter.setPen(theme.colour(Colour.LINE))
        painter.drawLine(room.topRight(), room.bottomRight())
        if index.row() < model.rowCount() - 1:
            painter.drawLine(room.bottomLeft(), room.bottomRight())
        self._paint_head(painter, room, day, today=day.day == model.sheet.today, inside=inside or current)
        lines, more = self._shown(room, day)
        for entry, line in zip(day.entries, lines, strict=False):
            self._paint_entry(painter, line, entry)
        if more:
            left = lines[-1].bottom() + 1 + _GAP if lines else room.top() + self._head_height()
            self._write(painter, QRect(room.left() + _PAD, left, room.width() - 2 * _PAD, self._line_height()), more)
        self._paint_frame(painter, room, current=current, target=self.target is not None and index == self.target)
        painter.restore()

    # ------------------------------------------------------------------ parts

    def _paint_head(self, painter: QPainter, room: QRect, day: MonthDay, *, today: bool, inside: bool) -> None:
        theme, number = self._theme, str(day.day.day)
        font = theme.font(Text.BODY, bold=today)
        metrics = QFontMetrics(font)
        height = metrics.height() + 2
        head = QRect(
            room.left() + _PAD, room.top() + _PAD, max(height, metrics.horizontalAdvance(number) + 2 * _PAD), height
        )
        painter.setFont(font)
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Colour.ACCENT))
            painter.drawRoundedRect(head, height / 2, height / 2)
        painter.setPen(theme.colour(Colour.ON_ACCENT if today else Colour.INK_1 if inside else Colour.INK_3))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, number)
        if day.holiday:
            rest = QRect(head.right() + _PAD, head.top(), room.right() - head.right() - 2 * _PAD, height)
            font = theme.font(Text.SMALL)
            if day.entries or QFontMetrics(font).horizontalAdvance(day.holiday) <= rest.width():
                self._write(painter, rest, day.holiday)
                return
            # Nothing else stands on that day: below its number there is room for all of it.
            below = room.adjusted(2 * _PAD, self._head_height() - _PAD, -_PAD, -_PAD)
            painter.setFont(font)
            painter.setPen(theme.colour(Colour.INK_2))
            painter.drawText(below, _WRAPPED, day.holiday)

    def _paint_entry(self, painter: QPainter, line: QRect, entry: MonthEntry) -> None:
        theme = self._theme
        ink, ground = theme.tone(entry_tone(entry))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = entry.id == self.chosen
        painter.setPen(theme.colour(Colour.ACCENT) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        radius = theme.size(Size.RADIUS_SMALL)
        painter.drawRoundedRect(line.adjusted(0, 0, -1, -1), radius, radius)
        font = self._entry_font(entry)
        font.setStrikeOut(is_struck(entry))
        words = line.adjusted(_PAD, _LINE_PAD, -_PAD, -_LINE_PAD)
        high = QFontMetrics(font).height()
        words.setHeight(high)
        said = self._said(entry, words.width(), line.height() // high)
        for number, part in enumerate(said, start=1):
            is_state = number == len(said) > 1 and part == state_words(entry)
            self._write(painter, words, part, font=theme.font(Text.SMALL) if is_state else font, ink=ink)
            words.translate(0, high)

    def _paint_frame(self, painter: QPainter, room: QRect, *, current: bool, target: bool) -> None:
        if target or (current and self._view.hasFocus()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            pen = painter.pen()
            pen.setColor(self._theme.colour(Colour.ACCENT))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -2, -2))

    def _write(
        self, painter: QPainter, room: QRect, words: str, *, font: QFont | None = None, ink: QColor | None = None
    ) -> None:
        font = font or self._theme.font(Text.SMALL)
        painter.setFont(font)
        painter.setPen(ink if ink is not None else self._theme.colour(Colour.INK_2))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)

    def _shown(self, room: QRect, day: MonthDay) -> tuple[list[QRect], str]:
        """Where the entries stand that there is room for, and what is said of the others.

        An entry has more lines for the rest of its words and its state as far as there is room for those of all.
        """
        one, width = self._line_height(), room.width() - 2 * _PAD
        top = room.top() + self._head_height()
        space = room.bottom() - top - _GAP
        heights: list[int] = []
        for most in range(_MOST_LINES, 0, -1):
            heights = [self._line_height(lines=len(self._said(entry, width - 2 * _PAD, most))) for entry in day.entries]
            if sum(heights) + _GAP * len(heights) <= space:
                break
        fits = max(0, space // (one + _GAP))
        shown = len(heights) if sum(heights) + _GAP * len(heights) <= space else max(0, fits - 1)
        lines: list[QRect] = []
        for height in heights[:shown]:
            lines.append(QRect(QPoint(room.left() + _PAD, top), QSize(width, height)))
            top += height + _GAP
        more = len(heights) - shown
        return lines, _("{count} more").format(count=f"+{more}") if more else ""

    def _said(self, entry: MonthEntry, width: int, most: int) -> list[str]:
        """The words of an entry in so many lines, the last of which is its state where it has one."""
        state = state_words(entry) if most > 1 else ""
        metrics, words = QFontMetrics(self._entry_font(entry)), short_words(entry).split(" ")
        lines = [words[0]]
        for word in words[1:]:
            longer = f"{lines[-1]} {word}"
            if metrics.horizontalAdvance(longer) <= width or len(lines) == most - bool(state):
                lines[-1] = longer
            else:
                lines.append(word)
        return [*lines, state] if state else lines

    def _entry_font(self, entry: MonthEntry) -> QFont:
        return self._theme.font(Text.SMALL, bold=entry.meeting is not None)

    def _head_height(self) -> int:
        return QFontMetrics(self._theme.font(Text.BODY)).height() + 2 + 2 * _PAD

    def _line_height(self, *, lines: int = 1) -> int:
        return lines * QFontMetrics(self._theme.font(Text.SMALL, bold=True)).height() + 2 * _LINE_PAD
