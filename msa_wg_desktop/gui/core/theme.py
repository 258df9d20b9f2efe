"""What everything looks like: tokens turned into palette, font and style sheet, switched live."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core.tint import TintedIcons
from msa_wg_desktop.gui.core.tokens import Colour, Scheme, Size, Text, Tokens, Tone

ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
USUAL_ZOOM = 100

_PLACEHOLDER = re.compile(
    r"@(?:icon\((?P<icon>[a-z-]+), (?P<ink>[a-z0-9-]+)(?:, (?P<view>[-0-9 ]+))?\)|less\((?P<less>[a-z-]+)\)"
    r"|(?P<name>[a-z][a-z0-9-]*))"
)


class Look(StrEnum):
    """What the user chose; SYSTEM follows the system, also while the program runs."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """Gives colours, fonts and sizes to whoever draws, and dresses the application.

    `changed` says that all of them may differ from now on. Widgets made of forms need nothing of it: they
    carry a `role` or `tone` property that the style sheet knows.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, *, look: Look = Look.SYSTEM, zoom: int = USUAL_ZOOM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._tokens = Tokens.read(paths.resource("theme.json"))
        self._sheet = paths.resource("theme.qss").read_text(encoding="utf-8")
        self._tinted = TintedIcons(paths.cache_folder() / "icons")
        self._system_font = QFont(app.font())
        self._larger = max(1.0, QFontInfo(self._system_font).pixelSize() / self._tokens.text[Text.BODY])
        self._look, self._zoom, self._wanted = look, _bounded(zoom), _bounded(zoom)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.set_zoom(self._wanted))
        self._fonts: dict[tuple[Text, bool], QFont] = {}
        self._colours: dict[Colour, QColor] = {}
        self._hints = app.styleHints()
        app.setStyle("Fusion")
        self._dress()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def look(self) -> Look:
        return self._look

    @property
    def zoom(self) -> int:
        """The size of text in percent, 80 to 200."""
        return self._zoom

    @property
    def scheme(self) -> Scheme:
        """The set of colours in use."""
        if self._look is not Look.SYSTEM:
            return Scheme(self._look.value)
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Scheme.CONTRAST
        return Scheme.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT

    def set_look(self, look: Look) -> None:
        """Dresses everything anew at once."""
        self._look = look
        self._refresh()

    def set_zoom(self, percent: int) -> None:
        """Sets the size of text; what lies outside 80 to 200 is taken as the nearer end."""
        self._zoom = self._wanted = _bounded(percent)
        self._refresh()

    def zoom_soon(self, percent: int) -> None:
        """The same, once no key waits: each size dresses everything anew, and whoever holds a key wants the last."""
        self._wanted = _bounded(percent)
        self._soon.start()

    def next_zoom(self, *, larger: bool) -> int:
        """The zoom one step up or down from the one that is wanted."""
        steps = [step for step in ZOOM_STEPS if (step > self._wanted if larger else step < self._wanted)]
        return (min(steps) if larger else max(steps)) if steps else self._wanted

    def colour(self, colour: Colour) -> QColor:
        if colour not in self._colours:
            self._colours[colour] = QColor(self.hex(colour))
        return QColor(self._colours[colour])

    def hex(self, colour: Colour) -> str:
        """The colour as `#rrggbb`, for rich text and SVG."""
        return self._tokens.colours[self.scheme][colour]

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """The ink and the ground of a chip."""
        return self.colour(tone.ink), self.colour(tone.tint)

    def font(self, text: Text = Text.BODY, *, bold: bool = False) -> QFont:
        """The system's font at the size of `text`, figures of equal width where the font has them."""
        if (text, bold) not in self._fonts:
            self._fonts[text, bold] = self._make_font(text, bold=bold)
        return QFont(self._fonts[text, bold])

    def _make_font(self, text: Text, *, bold: bool) -> QFont:
        font = QFont(self._system_font)
        font.setPixelSize(self.text_size(text))
        font.setFeature(QFont.Tag("tnum"), 1)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def text_size(self, text: Text) -> int:
        """In pixels, zoom and the system's own text size reckoned in."""
        return round(self._tokens.text[text] * self._scale)

    def size(self, size: Size) -> int:
        """In pixels; sizes that belong to text grow with it."""
        if size in self._tokens.scaled:
            return self.scaled(self._tokens.scaled[size])
        return self._tokens.fixed[size]

    def scaled(self, pixels: int) -> int:
        """What takes `pixels` at 100 %, grown with the text."""
        return round(pixels * self._scale)

    @property
    def _scale(self) -> float:
        return self._larger * self._zoom / 100

    def _follow_system(self) -> None:
        if self._look is Look.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        self._fonts.clear()
        self._colours.clear()
        self._ask_system_for_frames()
        self._app.setPalette(self._palette())
        self._app.setFont(self.font())
        self._app.setStyleSheet(_PLACEHOLDER.sub(self._fill, self._sheet))

    def _ask_system_for_frames(self) -> None:
        """Title bars and the system's own dialogs should be as light or dark as the window."""
        self._hints.blockSignals(True)
        if self._look is Look.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            light = self._look is Look.LIGHT
            self._hints.setColorScheme(Qt.ColorScheme.Light if light else Qt.ColorScheme.Dark)
        self._hints.blockSignals(False)

    def _fill(self, found: re.Match[str]) -> str:
        if found["icon"]:
            return self._tinted.file(found["icon"], self.hex(Colour(found["ink"])), found["view"] or "").as_posix()
        if found["less"]:
            # Beside a border that is wider by a pixel on both sides.
            return f"{self.size(Size(found['less'])) - 2}px"
        name = found["name"]
        if name in self._tokens.fixed or name in self._tokens.scaled:
            return f"{self.size(Size(name))}px"
        if name.startswith("text-"):
            return f"{self.text_size(Text(name.removeprefix('text-')))}px"
        return self.hex(Colour(name))

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, colour in _PALETTE.items():
            palette.setColor(role, self.colour(colour))
        for role in _WRITTEN:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(Colour.INK_OFF))
        return palette


def _bounded(percent: int) -> int:
    return max(ZOOM_STEPS[0], min(percent, ZOOM_STEPS[-1]))


_PALETTE = {
    QPalette.ColorRole.Window: Colour.WINDOW,
    QPalette.ColorRole.WindowText: Colour.INK_1,
    QPalette.ColorRole.Base: Colour.PANEL,
    QPalette.ColorRole.AlternateBase: Colour.WINDOW,
    QPalette.ColorRole.Text: Colour.INK_1,
    QPalette.ColorRole.PlaceholderText: Colour.INK_3,
    QPalette.ColorRole.Button: Colour.PANEL,
    QPalette.ColorRole.ButtonText: Colour.INK_1,
    QPalette.ColorRole.BrightText: Colour.DANGER,
    QPalette.ColorRole.ToolTipBase: Colour.PANEL,
    QPalette.ColorRole.ToolTipText: Colour.INK_1,
    QPalette.ColorRole.Highlight: Colour.SELECTION,
    QPalette.ColorRole.HighlightedText: Colour.INK_1,
    QPalette.ColorRole.Accent: Colour.ACCENT,
    QPalette.ColorRole.Link: Colour.ACCENT,
    QPalette.ColorRole.LinkVisited: Colour.ACCENT,
    QPalette.ColorRole.Light: Colour.PANEL,
    QPalette.ColorRole.Midlight: Colour.FAINT_LINE,
    QPalette.ColorRole.Mid: Colour.LINE,
    QPalette.ColorRole.Dark: Colour.EDGE,
    QPalette.ColorRole.Shadow: Colour.EDGE,
}
_WRITTEN = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
