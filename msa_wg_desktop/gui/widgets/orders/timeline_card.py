"""The card that a plan is drawn in: the time line, a bar to go through time, and a word where there is no plan yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.widgets.orders.timeline_view import TimelineView
from msa_wg_desktop.words import _

_PART = 10  # The bar counts in tenths of a day.


class TimelineCard(QFrame):
    """Give it the theme by `dress`, and what is to be seen by `view.show_plan`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.view = TimelineView()
        self.view.setProperty("role", "plain")
        self.view.setAccessibleName(_("Plan, as a time line"))
        self.hintLabel = QLabel()
        self.hintLabel.setProperty("role", "secondary")
        self.hintLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.hintLabel.setWordWrap(True)
        self.hintLabel.setMargin(12)
        self.hintLabel.hide()
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName(_("Through time"))
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 4)
        column.setSpacing(0)
        for part in (self.view, self.bar, self.hintLabel):
            column.addWidget(part)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._setting = False

    def dress(self, theme: Theme) -> None:
        """Call it once, after the form is loaded."""
        self.view.dress(theme)
        self.view.scale.changed.connect(self._follow)
        self.bar.valueChanged.connect(self._scrolled)

    def say(self, hint: str) -> None:
        """A sentence below the lines; none where there is nothing to say."""
        self.hintLabel.setText(hint)
        self.hintLabel.setVisible(bool(hint))

    def _follow(self) -> None:
        scale = self.view.scale
        first, last = scale.content
        first, last = min(first, scale.left), max(last, scale.left + scale.days)
        self._setting = True
        self.bar.setRange(round(first * _PART), max(round(first * _PART), round((last - scale.days) * _PART)))
        self.bar.setPageStep(round(scale.days * _PART))
        self.bar.setSingleStep(7 * _PART)
        self.bar.setValue(round(scale.left * _PART))
        self.bar.setVisible(self.bar.maximum() - self.bar.minimum() > _PART)
        self._setting = False

    def _scrolled(self, value: int) -> None:
        if not self._setting:
            self.view.scale.scroll_to(value / _PART)
