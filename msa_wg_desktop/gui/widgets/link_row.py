"""Links to other things, side by side in as many lines as they need: owners, order items, whatever has a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from msa_wg_desktop.gui.core.commands import as_label
from msa_wg_desktop.gui.core.navigation import Navigator, Place
from msa_wg_desktop.gui.widgets.flow_layout import FlowRow
from msa_wg_desktop.words import _

_LONGEST = 34
"""Letters; a longer name ends in dots, and is told whole in its tip."""


class LinkRow(FlowRow):
    """Only what has a page that is there is offered; without any it is not shown."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent, between=0)
        self._navigator = navigator
        self._shown: tuple[tuple[str, Place], ...] = ()
        self._label = QLabel(_("Go to"))
        self._label.setProperty("role", "small")
        self.flow.addWidget(self._label)
        self.buttons: list[QPushButton] = []

    def show_links(self, links: Sequence[tuple[str, Place]]) -> None:
        """The words of each, and where it leads. The same links again leave the keyboard where it is."""
        wanted = tuple((words, place) for words, place in links if self._navigator.can_go(place.page))
        if wanted != self._shown:
            self._shown = wanted
            for button in self.buttons:
                self.flow.removeWidget(button)
                button.deleteLater()
            self.buttons = [self._button(words, place) for words, place in wanted]
            self.fit_lines()
        self.setVisible(bool(wanted))

    def _button(self, words: str, place: Place) -> QPushButton:
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        button = QPushButton(as_label(short), self)
        button.setToolTip("" if short == words else words)
        button.setProperty("role", "link")
        button.setAccessibleName(_("Go to {what}").format(what=words))
        button.clicked.connect(partial(self._navigator.go, place))
        self.flow.addWidget(button)
        button.show()
        self._label.setMinimumHeight(button.sizeHint().height())
        return button
