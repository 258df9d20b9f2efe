"""Looks and size of text change while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from msa_wg_desktop.gui.core.theme import Look, Theme
from msa_wg_desktop.gui.core.tokens import Colour, Scheme, Size, Text, Tone
from tests.gui.turns import settle


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_each_look_dresses_the_application(qapp: QApplication, theme: Theme, look: Look) -> None:
    theme.set_look(look)
    assert theme.scheme == look.value
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour(Colour.WINDOW)
    assert theme.hex(Colour.ACCENT) in qapp.styleSheet()


def test_every_token_in_the_style_sheet_is_filled_in(qapp: QApplication, theme: Theme) -> None:
    assert theme.scheme is Scheme.LIGHT
    assert "@" not in qapp.styleSheet()


def test_a_shown_widget_changes_with_the_look(qtbot, theme: Theme) -> None:
    label = QLabel("words")
    label.setProperty("role", "secondary")
    qtbot.addWidget(label)
    label.ensurePolished()
    with qtbot.waitSignal(theme.changed):
        theme.set_look(Look.DARK)
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour(Colour.INK_2)


def test_following_the_system_takes_its_scheme(qapp: QApplication, theme: Theme) -> None:
    theme.set_look(Look.SYSTEM)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.scheme is (Scheme.DARK if dark else Scheme.LIGHT)


def test_the_text_grows_from_80_to_200_percent_and_no_further(qtbot, qapp: QApplication, theme: Theme) -> None:
    title = QLabel("title")
    title.setProperty("role", "title")
    qtbot.addWidget(title)
    usual = theme.text_size(Text.TITLE)
    theme.set_zoom(200)
    title.ensurePolished()
    assert theme.text_size(Text.TITLE) == 2 * usual
    assert title.font().pixelSize() == 2 * usual
    assert qapp.font().pixelSize() == theme.text_size(Text.BODY)
    theme.set_zoom(1000)
    assert theme.zoom == 200
    theme.set_zoom(1)
    assert theme.zoom == 80


def test_zoom_goes_step_by_step_and_stops_at_both_ends(theme: Theme) -> None:
    steps = [theme.zoom]
    while (larger := theme.next_zoom(larger=True)) != steps[-1]:
        theme.set_zoom(larger)
        steps.append(larger)
    assert steps == [100, 110, 125, 150, 175, 200]
    theme.set_zoom(80)
    assert theme.next_zoom(larger=False) == 80


def test_keys_that_follow_each_other_dress_everything_once(theme: Theme) -> None:
    dressed: list[int] = []
    theme.changed.connect(lambda: dressed.append(theme.zoom))
    for _key in range(3):
        theme.zoom_soon(theme.next_zoom(larger=True))
    settle()
    assert dressed == [150]
    theme.set_zoom(100)


def test_rows_grow_with_the_text_and_gaps_do_not(theme: Theme) -> None:
    row, gap = theme.size(Size.ROW), theme.size(Size.GAP_4)
    theme.set_zoom(200)
    assert theme.size(Size.ROW) == 2 * row
    assert theme.size(Size.GAP_4) == gap


def test_a_tone_is_an_ink_on_its_tint(theme: Theme) -> None:
    ink, ground = theme.tone(Tone.DANGER)
    assert (ink, ground) == (theme.colour(Colour.DANGER), theme.colour(Colour.DANGER_TINT))


def test_figures_are_of_equal_width(theme: Theme) -> None:
    tags = theme.font().featureTags()
    assert [tag.toString() for tag in tags] == [b"tnum"]
