"""The small window below the line that says what it will become, or offers how to go on; it never takes the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.capture import Completion, Preview
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.capture_kinds import TONES
from msa_wg_desktop.gui.widgets.outline.colours import OutlineColours
from msa_wg_desktop.gui.widgets.outline.metrics import OutlineMetrics

_SHADOW = 8
_SHADOW_STRENGTH = 4
_WIDEST = 46
_RADIUS = 8


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: a chip, strong words, words, and whether they warn."""

    strong: str = ""
    plain: str = ""
    chip: str = ""
    tone: Tone = Tone.NEUTRAL
    warns: bool = False


class OutlinePopup(QWidget):
    """Shows a preview or offers. Nothing is chosen among the offers until an arrow key or the mouse does."""

    taken = Signal(int)
    """An offer was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        self.offers: tuple[Completion, ...] = ()
        self.preview: Preview | None = None
        self.chosen = -1
        self._rows: tuple[_Row, ...] = ()
        self._metrics: OutlineMetrics | None = None
        self._colours: OutlineColours | None = None
        self._bold = QFont()
        self._row_height = 0

    def dress(self, metrics: OutlineMetrics, colours: OutlineColours) -> None:
        """Takes font and colours of the outline."""
        self._metrics, self._colours = metrics, colours
        self._bold = QFont(metrics.font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._row_height = round(metrics.text_height * 1.75)

    def show_offers(self, offers: Sequence[Completion], caret: QRect) -> None:
        """Offers ways to go on at the caret, a rectangle of the parent."""
        if tuple(offers) != self.offers:
            self.chosen = -1
        self.offers, self.preview = tuple(offers), None
        self._show([_Row(offer.label, offer.detail) for offer in offers], caret, " · ".join(o.label for o in offers))

    def show_preview(self, preview: Preview, caret: QRect) -> None:
        """Says what the line will become."""
        self.offers, self.preview, self.chosen = (), preview, -1
        tone = TONES[preview.kind] if preview.kind else Tone.NEUTRAL
        rows = [_Row(preview.headline, preview.detail, preview.label, tone)]
        if preview.second:
            rows.append(_Row(plain=preview.second))
        if preview.warning:
            rows.append(_Row(plain=preview.warning, warns=True))
        self._show(rows, caret, preview.sentence)

    def choose(self, step: int) -> Completion | None:
        """Moves the choice among the offers; from the first upwards nothing is chosen again."""
        self.chosen = max(-1, min(len(self.offers) - 1, self.chosen + step))
        self.update()
        return self.chosen_offer()

    def chosen_offer(self) -> Completion | None:
        return self.offers[self.chosen] if 0 <= self.chosen < len(self.offers) else None

    def dismiss(self) -> None:
        """Takes it away."""
        self.offers, self.preview, self.chosen = (), None, -1
        self._rows = ()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._metrics is None or self._colours is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_ground(painter, self._colours)
            for number, row in enumerate(self._rows):
                self._draw_row(painter, self._metrics, self._colours, number, row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        number = int((event.position().y() - _SHADOW) // self._row_height)
        if 0 <= number < len(self.offers):
            self.taken.emit(number)

    def _show(self, rows: Sequence[_Row], caret: QRect, spoken: str) -> None:
        rows = tuple(rows)
        if self._metrics is None:
            return
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName(spoken)
            self.resize(self._needed())
            self.update()
        self.place(caret)
        self.show()
        self.raise_()

    def _needed(self) -> QSize:
        assert self._metrics
        bold, plain = QFontMetricsF(self._bold), QFontMetricsF(self._metrics.font)
        widest = max(
            sum(advance + self._metrics.chip_gap * 2 for advance in self._advances(row, bold, plain))
            for row in self._rows
        )
        width = min(widest + 2 * self._metrics.right, self._metrics.text_height * _WIDEST)
        return QSize(round(width) + 2 * _SHADOW, len(self._rows) * self._row_height + 2 * _SHADOW)

    def _advances(self, row: _Row, bold: QFontMetricsF, plain: QFontMetricsF) -> list[float]:
        assert self._metrics
        chip = [self._metrics.chip_width(row.chip)] if row.chip else []
        return [*chip, bold.horizontalAdvance(row.strong), plain.horizontalAdvance(row.plain)]

    def place(self, caret: QRect) -> None:
        """Below the caret, above it where there is no room, never over the edge of the window.

        The lines above are what one looks at while one types the last one: only the shadow may be cut off below.
        """
        room = self._window.rect()
        x = max(0, min(caret.left() - 4 * _SHADOW, room.right() - self.width()))
        y = caret.bottom() - _SHADOW // 4
        if y + self.height() - _SHADOW > room.bottom() and caret.top() - self.height() >= 0:
            y = caret.top() - self.height() - _SHADOW // 2
        self.move(x, y)

    def _box(self) -> QRectF:
        """The popup itself, less the shadow around it."""
        return QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)

    def _draw_ground(self, painter: QPainter, colours: OutlineColours) -> None:
        box = self._box()
        shade = QColor(colours.shadow)
        painter.setPen(Qt.PenStyle.NoPen)
        for reach in range(_SHADOW - 1, 0, -1):
            shade.setAlpha(_SHADOW_STRENGTH)
            painter.setBrush(shade)
            painter.drawRoundedRect(
                box.adjusted(-reach, -reach + 2, reach, reach + 1), _RADIUS + reach, _RADIUS + reach
            )
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _draw_row(
        self, painter: QPainter, metrics: OutlineMetrics, colours: OutlineColours, number: int, row: _Row
    ) -> None:
        box = QRectF(
            _SHADOW + 1, _SHADOW + 1 + number * self._row_height, self.width() - 2 * _SHADOW - 2, self._row_height - 1
        )
        lit = number == self.chosen or (self.preview is not None and number == 0)
        if lit:
            painter.save()
            ground = QPainterPath()
            ground.addRoundedRect(self._box().adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
            painter.setClipPath(ground)
            painter.fillRect(box, colours.selection)
            painter.restore()
        x = box.left() + metrics.right
        if row.chip:
            x = self._draw_chip(painter, metrics, colours, row, QPointF(x, box.center().y()))
        right = box.right() - metrics.right / 2
        x = _draw_words(painter, self._bold, colours.ink_1, row.strong, QRectF(x, box.top(), right - x, box.height()))
        ink = colours.tones[Tone.CAUTION][0] if row.warns else colours.ink_2
        if row.strong and row.plain:
            x += metrics.chip_gap * 2
        _draw_words(painter, metrics.font, ink, row.plain, QRectF(x, box.top(), right - x, box.height()))

    def _draw_chip(
        self, painter: QPainter, metrics: OutlineMetrics, colours: OutlineColours, row: _Row, at: QPointF
    ) -> float:
        ink, tint = colours.tones[row.tone]
        box = QRectF(at.x(), at.y() - metrics.chip_height / 2, metrics.chip_width(row.chip), metrics.chip_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(ink)
        painter.setFont(metrics.chip_font)
        words, _width = metrics.chip_text(row.chip)
        painter.drawStaticText(QPointF(box.x() + metrics.chip_padding, box.y() + metrics.chip_lift), words)
        return box.right() + metrics.chip_gap * 2


def _draw_words(painter: QPainter, font: QFont, ink: QColor, words: str, room: QRectF) -> float:
    """Draws words on one row, cut short where they don't fit; returns where they end."""
    if not words or room.width() <= 0:
        return room.left()
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitting)
    return room.left() + metrics.horizontalAdvance(fitting)
