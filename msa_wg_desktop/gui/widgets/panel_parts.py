"""What panels beside a list are made of: words that wrap, headings, fields with their labels, and a scrolled inside."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow

_LONG_DAY = date(2026, 9, 30)
_FRAME = 26
"""What stands around the words of a field."""

_SIDES = 14


def words_label(role: str) -> QLabel:
    """Plain words that wrap and can be copied."""
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def heading(words: str) -> QLabel:
    """What stands above a part of the panel."""
    label = words_label("heading")
    label.setText(words)
    return label


def inset(widget: QWidget, sides: int = _SIDES) -> QWidget:
    """Beside lists that reach from side to side and bring their own room: with the same room."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(sides, 0, sides, 0)
    narrow = Qt.AlignmentFlag.AlignLeft if isinstance(widget, QPushButton) else Qt.AlignmentFlag(0)
    column.addWidget(widget, alignment=narrow)
    return frame


def label_of(words: str, buddy: QWidget) -> QLabel:
    """The label of a field, which is called like it."""
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setBuddy(buddy)
    buddy.setAccessibleName(words.replace("&", ""))
    return label


def beside(name: QLabel, field: QWidget) -> QHBoxLayout:
    """Whose field it is, before it; a long name wraps."""
    row = QHBoxLayout()
    row.addWidget(name, 1)
    row.addWidget(field)
    return row


class DateField(QLineEdit):
    """Is never narrower than a date written in full."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        date_in_full = self.fontMetrics().horizontalAdvance(format_date(_LONG_DAY))
        return QSize(max(least.width(), date_in_full + _FRAME), least.height())


class FieldsGrid(QGridLayout):
    """Fields one below the other, each with its label before it."""

    def __init__(self, *, spacing: int = 4) -> None:
        super().__init__()
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(spacing)
        self.setColumnStretch(1, 1)

    def add_field(self, words: str, field: QWidget, below: QWidget | None = None, *, across: bool = False) -> None:
        """`below` stands under the field, or `across` the whole grid."""
        row = self.rowCount()
        self.addWidget(label_of(words, field), row, 0)
        self.addWidget(field, row, 1)
        if below is not None:
            self.addWidget(below, row + 1, 0 if across else 1, 1, 2 if across else 1)


class PanelArea(QScrollArea):
    """It scrolls up and down only; Tab goes past it."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._inside = inside
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._fit)

    def fit_soon(self) -> None:
        """What is inside has changed: it is measured again once its parts have their fonts and their widths."""
        self._turn.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name inside cuts itself off; it mustn't make the panel wider than what is seen of it."""
        super().resizeEvent(event)
        self._inside.setMaximumWidth(self.viewport().width())
        self.fit_soon()

    def _fit(self) -> None:
        """As high as words that wrap need in this width; Qt's own measure is that of the layout before."""
        layout = self._inside.layout()
        if layout is None or not self.isVisible():
            return
        for row in self._inside.findChildren(FlowRow):
            row.fit_lines()
        laid_out = ((part, part.layout()) for part in self._inside.findChildren(QWidget))
        parts = [(part, inner) for part, inner in laid_out if inner is not None]
        for part, inner in parts:
            inner.invalidate()
            part.updateGeometry()
        layout.invalidate()
        self._inside.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))
        layout.activate()
        for _part, inner in parts:
            inner.activate()
