"""Icons follow the theme, and are only those that are used."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QToolButton

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour, Size

NAMES = sorted(file.stem for file in paths.resource("icons").glob("*.svg"))


def _is_drawn_in(colour: QColor, icon: QIcon, size: int) -> bool:
    """Its most solid point has the colour, but for the rounding of soft edges."""
    image = icon.pixmap(size, size).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    ink = max(pixels, key=lambda pixel: pixel.alpha())
    parts = ((ink.red(), colour.red()), (ink.green(), colour.green()), (ink.blue(), colour.blue()))
    return all(abs(drawn - wanted) <= 6 for drawn, wanted in parts)


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_drawn_in_the_ink_of_the_theme(theme: Theme, icons: Icons, name: str) -> None:
    assert _is_drawn_in(theme.colour(Colour.INK_1), icons.icon(name, Colour.INK_1), theme.size(Size.ICON))


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme, icons: Icons) -> None:
    size = theme.size(Size.ICON)
    pixmap = icons.icon("plus").pixmap(QSize(size, size), 2.0)
    assert pixmap.width() == 2 * size


def test_a_shown_icon_is_tinted_again_when_the_theme_changes(qtbot, theme: Theme, icons: Icons) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    icons.put(button, "plus", Colour.ACCENT)
    theme.set_look(Look.DARK)
    assert _is_drawn_in(theme.colour(Colour.ACCENT), button.icon(), theme.size(Size.ICON))


def test_what_is_gone_is_not_tinted_again(theme: Theme, icons: Icons) -> None:
    action = QAction("gone")
    icons.put(action, "plus")
    action.deleteLater()
    del action
    gc.collect()
    theme.set_look(Look.DARK)
    assert theme.look is Look.DARK


def test_the_licence_stands_beside_the_icons() -> None:
    assert "ISC License" in paths.resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
