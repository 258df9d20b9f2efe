"""What panels beside a list are made of: words that wrap, headings, fields with their labels, and a scrolled inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
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


class FieldLabel(QLabel):
    """The label of a field, as wide as the widest of some others that may stand below it in another grid."""

    def __init__(self, words: str, even_with: Sequence[str] = ()) -> None:
        super().__init__(words)
        self.setProperty("role", "small")
        self._even_with = even_with

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(_bare(words)) for words in self._even_with), default=0)
        return QSize(max(hint.width(), widest), hint.height())


def label_of(words: str, buddy: QWidget, even_with: Sequence[str] = ()) -> QLabel:
    """The label of a field, which is called like it."""
    label = FieldLabel(words, even_with)
    label.setBuddy(buddy)
    buddy.setAccessibleName(_bare(words))
    return label


def _bare(words: str) -> str:
    return words.replace("&", "")


class DateField(QLineEdit):
    """Is never narrower than a date written in full."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        date_in_full = self.fontMetrics().horizontalAdvance(format_date(_LONG_DAY))
        return QSize(max(least.width(), date_in_full + _FRAME), least.height())


class FieldsGrid(QGridLayout):
    """Fields one below the other, each with its label before it; those of several grids are `even_with` each other."""

    def __init__(self, *, spacing: int = 4, even_with: Sequence[str] = ()) -> None:
        super().__init__()
        self._even_with = even_with
        self._rows: dict[QWidget, QLabel] = {}
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(spacing)
        self.setColumnStretch(1, 1)

    def add_field(self, words: str, field: QWidget, below: QWidget | None = None, *, across: bool = False) -> None:
        """`below` stands under the field, or `across` the whole grid."""
        row = self.rowCount()
        self._rows[field] = label_of(words, field, self._even_with)
        self.addWidget(self._rows[field], row, 0)
        self.addWidget(field, row, 1)
        if below is not None:
            self.addWidget(below, row + 1, 0 if across else 1, 1, 2 if across else 1)

    def show_field(self, field: QWidget, *, shown: bool) -> None:
        """Shows a field with its label, or neither; one that has the keyboard keeps it."""
        shown = shown or field.hasFocus()
        field.setVisible(shown)
        self._rows[field].setVisible(shown)


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
