"""Colours and sizes by name, read from the one file that may write them, so that no view invents its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Scheme(StrEnum):
    """The three sets of colours that exist."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Colour(StrEnum):
    """What a colour is for. On a selection only the first two inks may stand."""

    WINDOW = "window"
    PANEL = "panel"
    SIDE_BAR = "side-bar"
    LINE = "line"
    FAINT_LINE = "faint-line"
    EDGE = "edge"
    HOVER = "hover"
    INK_1 = "ink-1"
    INK_2 = "ink-2"
    INK_3 = "ink-3"
    INK_OFF = "ink-off"
    SELECTION = "selection"
    ACCENT = "accent"
    ACCENT_TINT = "accent-tint"
    ACCENT_HOVER = "accent-hover"
    ON_ACCENT = "on-accent"
    DANGER = "danger"
    DANGER_TINT = "danger-tint"
    CAUTION = "caution"
    CAUTION_TINT = "caution-tint"
    GOOD = "good"
    GOOD_TINT = "good-tint"
    INFORMATION = "information"
    INFORMATION_TINT = "information-tint"
    NEUTRAL = "neutral"
    NEUTRAL_TINT = "neutral-tint"
    BAR_ACCENT = "bar-accent"
    SCROLL = "scroll"
    SHADOW = "shadow"


class Tone(StrEnum):
    """What a chip or a message says by its colour, beside saying it in words."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    INFORMATION = "information"
    GOOD = "good"
    CAUTION = "caution"
    DANGER = "danger"

    @property
    def ink(self) -> Colour:
        return Colour(self.value)

    @property
    def tint(self) -> Colour:
        return Colour(f"{self.value}-tint")


class Text(StrEnum):
    """Sizes of text, in pixels before zoom."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    LARGE = "large"
    TITLE = "title"


class Size(StrEnum):
    """Sizes of parts: the first group grows with the text, the second doesn't."""

    ROW = "row"
    BUTTON = "button"
    CHIP = "chip"
    PAGE = "page"
    ICON = "icon"
    ICON_SMALL = "icon-small"
    ROUND = "round"
    SIDE_BAR_WIDTH = "side-bar-width"
    SIDE_BAR_FOLDED = "side-bar-folded"
    TOP_BAR_HEIGHT = "top-bar-height"
    RADIUS_SMALL = "radius-small"
    RADIUS = "radius"
    RADIUS_LARGE = "radius-large"
    GAP_1 = "gap-1"
    GAP_2 = "gap-2"
    GAP_3 = "gap-3"
    GAP_4 = "gap-4"
    GAP_5 = "gap-5"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The file's content: colours as `#rrggbb` by scheme, sizes in pixels at 100 %."""

    colours: dict[Scheme, dict[Colour, str]]
    text: dict[Text, float]
    scaled: dict[Size, int]
    fixed: dict[Size, int]

    @classmethod
    def read(cls, file: Path) -> Tokens:
        """Reads the token file; a token that is missing there or unknown here is our mistake and raises."""
        data = json.loads(file.read_text(encoding="utf-8"))
        written = {Colour(name): values for name, values in data["colours"].items()}
        return cls(
            colours={scheme: {colour: written[colour][scheme] for colour in Colour} for scheme in Scheme},
            text={text: data["text"][text] for text in Text},
            scaled={Size(name): value for name, value in data["scaled"].items()},
            fixed={Size(name): value for name, value in data["fixed"].items()},
        )


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21, as WCAG 2 works it out; text needs 4.5, parts need 3."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
