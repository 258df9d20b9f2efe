"""A button that is only an icon: it has a name for those who can't see it, and grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from msa_wg_desktop.gui.core.icons import Icons
from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Size


class IconButton(QToolButton):
    """`name` is said by screen readers and shown as its tip; `keys`, where it has any, follow in the tip."""

    def __init__(
        self, theme: Theme, icons: Icons, icon: str, name: str, *, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        icons.put(self, icon)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        icon = self._theme.size(Size.ICON)
        self.setIconSize(QSize(icon, icon))
