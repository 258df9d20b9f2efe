"""A main part with panels beside it, which go below it, or take its place, where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Text
from msa_wg_desktop.services.user_settings import Settings

_SIDE, _MAIN_AT_LEAST, _SIDE_AT_LEAST = 24, 40, 14
"""Widths in letters: of the panels, what the main part must have to keep them beside it, and their least."""
_TALL, _LOW, _PANELS_BELOW, _ALONE = 34, 20, 14, 14
"""Heights in letters: of the main part above its panels, beside them, of the panels below, of one of both alone."""


class PanelSplitter(QSplitter):
    """Holds two widgets, the main part first. The width that the panels were given is kept, in letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._settings: Settings | None = None
        self._name = ""
        self._switch: QPushButton | None = None
        self._turn_words = ("", "")
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._remember)

    def dress(self, theme: Theme, settings: Settings, name: str) -> None:
        """Call it once, after the form is loaded; the width is remembered under `name`.

        It fits when it has its size: before, it would take the place for narrow, and turn and dress all in it twice.
        """
        self._theme, self._settings, self._name = theme, settings, name
        theme.changed.connect(self.fit)

    def take_turns(self, switch: QPushButton, *, to_panels: str, to_main: str) -> None:
        """Instead of going below, the panels take the place of the main part while `switch` is down.

        For a main part that scrolls by itself: below it, the panels would make the page scroll around it.
        """
        self._switch, self._turn_words = switch, (to_panels, to_main)
        switch.setCheckable(True)
        switch.toggled.connect(self.fit)

    def show_panels(self, *, shown: bool = True) -> None:
        """Sees to it that the panels are in sight, or else the main part."""
        if self._switch is not None:
            self._switch.setChecked(shown)

    def fit(self) -> None:
        """Puts the panels where there is room for them."""
        main, panels = self.widget(0), self.widget(1)
        if self._theme is None or self._settings is None or main is None or panels is None:
            return
        letter = self._theme.text_size(Text.BODY)
        side = round(letter * self._settings.value(self._name, _SIDE * 10) / 10)
        beside = self.width() - side >= letter * _MAIN_AT_LEAST
        if self._switch is not None:
            turn = self._switch.isChecked()
            self._switch.setVisible(not beside)
            self._switch.setText(self._turn_words[turn])
            main.setVisible(beside or not turn)
            panels.setVisible(beside or turn)
        if self._switch is not None and not beside:
            for part in (main, panels):
                part.setMinimumSize(0, letter * _ALONE)
            return
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        panels.setMinimumSize(*((letter * _SIDE_AT_LEAST, 0) if beside else (0, letter * _PANELS_BELOW)))
        main.setMinimumHeight(letter * (_LOW if beside else _TALL))
        whole, part = (self.width(), side) if beside else (self.height(), letter * _PANELS_BELOW)
        self.setSizes([max(0, whole - part), part])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _remember(self) -> None:
        panels = self.widget(1)
        if self.orientation() == Qt.Orientation.Horizontal and self._theme and self._settings and panels:
            letter = self._theme.text_size(Text.BODY)
            self._settings.put(self._name, round(panels.width() * 10 / letter))
