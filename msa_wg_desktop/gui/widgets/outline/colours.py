"""The colours that the outline is drawn in, taken from the theme by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from msa_wg_desktop.gui.core.theme import Theme
from msa_wg_desktop.gui.core.tokens import Colour, Tone


@dataclass(frozen=True, slots=True)
class OutlineColours:
    """Inks, grounds and, for each tone of a chip, its ink and its ground."""

    panel: QColor
    line: QColor
    ink_1: QColor
    ink_2: QColor
    ink_3: QColor
    selection: QColor
    accent: QColor
    danger: QColor
    shadow: QColor
    tones: Mapping[Tone, tuple[QColor, QColor]]

    @classmethod
    def of(cls, theme: Theme) -> OutlineColours:
        """The colours in use now; take them again when the theme says that it changed."""
        return cls(
            panel=theme.colour(Colour.PANEL),
            line=theme.colour(Colour.LINE),
            ink_1=theme.colour(Colour.INK_1),
            ink_2=theme.colour(Colour.INK_2),
            ink_3=theme.colour(Colour.INK_3),
            selection=theme.colour(Colour.SELECTION),
            accent=theme.colour(Colour.ACCENT),
            danger=theme.colour(Colour.DANGER),
            shadow=theme.colour(Colour.SHADOW),
            tones={tone: theme.tone(tone) for tone in Tone},
        )
