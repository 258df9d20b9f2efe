"""Whoever works with the keyboard alone sees where it is: in each look a border of two pixels that stands out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import contrast
from tests.gui.turns import settle

Make = Callable[[], QWidget]
ENOUGH, SEEN = 50, 1.5


def button(role: str = "", *, checked: bool = False) -> QWidget:
    made = QPushButton("Open the next meeting")
    made.setProperty("role", role)
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def ticked() -> QWidget:
    box = QCheckBox("Attendance")
    box.setChecked(True)
    return box


CASES: dict[str, Make] = {
    "a button": button,
    "a primary button": lambda: button("primary"),
    "a filter that filters": lambda: button("chip", checked=True),
    "a segment that is chosen": lambda: button("segment-first", checked=True),
    "a page that is shown": lambda: button("page", checked=True),
    "a link": lambda: button("link"),
    "a field": QLineEdit,
    "a choice": QComboBox,
    "a box": QCheckBox,
    "a ticked box": ticked,
    "one of several": QRadioButton,
}


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
@pytest.mark.parametrize("make", CASES.values(), ids=CASES.keys())
def test_what_has_the_keyboard_stands_out_and_nothing_moves(qtbot, theme: Theme, look: Look, make: Make) -> None:
    if theme.look is not look:
        theme.set_look(look)
    host, elsewhere, widget = QWidget(), QLineEdit(), make()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(elsewhere)
    column.addWidget(widget)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    elsewhere.setFocus()
    settle()
    place = widget.geometry()
    widget.setFocus()
    column.invalidate()
    settle()
    assert widget.geometry() == place
    seen = host.grab(place).toImage()
    elsewhere.setFocus()
    settle()
    assert changed_pixels(host.grab(place).toImage(), seen) > ENOUGH


def changed_pixels(before: QImage, after: QImage) -> int:
    """How many pixels are lighter or darker than they were, as an eye sees it."""
    told: dict[tuple[int, int], bool] = {}
    count = 0
    for y in range(before.height()):
        for x in range(before.width()):
            pair = (before.pixel(x, y), after.pixel(x, y))
            if pair not in told:
                told[pair] = contrast(*(QColor(pixel).name() for pixel in pair)) >= SEEN
            count += told[pair]
    return count
