"""Icons that follow the theme: drawn sharp for each screen, tinted, and tinted again when the theme changes."""

from __future__ import annotations

import weakref
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tint import drawing
from msa_wg_desktop.gui.core.tokens import Colour, Size

_DENSITIES = (1, 2, 3)


class TakesIcon(Protocol):
    """A button, an action, whatever shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None: ...


class Icons(QObject):
    """Draws the icons of `resources/icons` by name and keeps what it drew until the theme changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._drawn: dict[tuple[str, Colour], QIcon] = {}
        self._shown: weakref.WeakKeyDictionary[TakesIcon, tuple[str, Colour]] = weakref.WeakKeyDictionary()
        theme.changed.connect(self._draw_again)

    def icon(self, name: str, colour: Colour = Colour.INK_2) -> QIcon:
        """The icon as of now; `put` keeps it in step with the theme."""
        key = (name, colour)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour)
        return self._drawn[key]

    def put(self, target: TakesIcon, name: str, colour: Colour = Colour.INK_2) -> None:
        """Shows the icon on `target`, now and after each change of theme."""
        self._shown[target] = (name, colour)
        target.setIcon(self.icon(name, colour))

    def _draw_again(self) -> None:
        self._drawn.clear()
        for target, (name, colour) in list(self._shown.items()):
            if isValid(target):
                target.setIcon(self.icon(name, colour))

    def _draw(self, name: str, colour: Colour) -> QIcon:
        icon = QIcon()
        renderer = QSvgRenderer(QByteArray(drawing(name, self._theme.hex(colour))))
        for density in _DENSITIES:
            icon.addPixmap(_pixmap(renderer, self._theme.size(Size.ICON), density))
        return icon


def _pixmap(renderer: QSvgRenderer, size: int, density: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * density, size * density))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap
